-- What rules found in a revision when it was submitted or imported. A record: what was shown to whoever decided stays.
CREATE TABLE providers.signal (
    revision_id uuid NOT NULL,
    position integer NOT NULL,
    -- Which rule, and which version of it, so that its precision can be counted.
    rule text NOT NULL,
    version integer NOT NULL,
    severity text NOT NULL,
    field text NOT NULL,
    -- Where it stands in the text of the field, in Unicode scalars.
    span_start integer NOT NULL,
    span_end integer NOT NULL,
    explanation text NOT NULL,
    fix text NOT NULL,
    -- The profile that a duplicate looks like; NULL for all other rules.
    other_provider_id uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT signal_pkey PRIMARY KEY (revision_id, position),
    CONSTRAINT signal_revision_exists FOREIGN KEY (revision_id) REFERENCES providers.revision (revision_id),
    CONSTRAINT signal_other_exists FOREIGN KEY (other_provider_id) REFERENCES providers.provider (provider_id),
    -- What an outcome points at, with the severity that it answers.
    CONSTRAINT signal_of_severity UNIQUE (revision_id, position, severity),
    CONSTRAINT signal_position_positive CHECK (position > 0),
    CONSTRAINT signal_rule_given CHECK (rule <> ''),
    CONSTRAINT signal_version_positive CHECK (version > 0),
    CONSTRAINT signal_severity_known CHECK (severity IN ('block', 'review', 'advise')),
    CONSTRAINT signal_field_given CHECK (field <> ''),
    CONSTRAINT signal_span_order CHECK (span_start BETWEEN 0 AND span_end),
    CONSTRAINT signal_words_given CHECK (btrim(explanation) <> '' AND btrim(fix) <> '')
);

CREATE INDEX signal_rule ON providers.signal (rule, version);
CREATE INDEX signal_other ON providers.signal (other_provider_id) WHERE other_provider_id IS NOT NULL;

-- What a person made of a signal. The latest one counts; undoing a decision adds another.
CREATE TABLE providers.signal_outcome (
    signal_outcome_id uuid NOT NULL,
    revision_id uuid NOT NULL,
    position integer NOT NULL,
    severity text NOT NULL,
    -- Accepted: the signal was right. Overridden: the profile was approved all the same.
    outcome text NOT NULL,
    reason text,
    account_id uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT signal_outcome_pkey PRIMARY KEY (signal_outcome_id),
    CONSTRAINT signal_outcome_signal_exists FOREIGN KEY (revision_id, position, severity)
        REFERENCES providers.signal (revision_id, position, severity),
    CONSTRAINT signal_outcome_account_exists FOREIGN KEY (account_id) REFERENCES accounts.account (account_id),
    CONSTRAINT signal_outcome_known CHECK (outcome IN ('accepted', 'overridden')),
    -- Who lets stand what blocks says why.
    CONSTRAINT signal_outcome_override_reasoned CHECK (
        outcome <> 'overridden' OR severity <> 'block' OR btrim(coalesce(reason, '')) <> ''
    )
);

CREATE INDEX signal_outcome_signal ON providers.signal_outcome (revision_id, position, at DESC);

-- By what the latest revision of a provider resembles others: one row each. Nothing here is public.
CREATE TABLE providers.likeness (
    provider_id uuid NOT NULL,
    name text NOT NULL,
    postal_code text,
    npi text,
    phone text,
    -- Hashes of the text, one a band: near duplicates share some. Empty for a text of a few words.
    bands bigint[] NOT NULL,
    CONSTRAINT likeness_pkey PRIMARY KEY (provider_id),
    CONSTRAINT likeness_provider_exists FOREIGN KEY (provider_id) REFERENCES providers.provider (provider_id)
);

-- An office has one ZIP code, so the code narrows a search and trigrams of the name need no index of their own: one
-- over all names would be read in large part for every line of an import. The name is in the index, since most of
-- those of a code are somebody else.
CREATE INDEX likeness_office ON providers.likeness (postal_code) INCLUDE (name, provider_id)
    WHERE postal_code IS NOT NULL;
CREATE INDEX likeness_npi ON providers.likeness (npi) WHERE npi IS NOT NULL;
CREATE INDEX likeness_phone ON providers.likeness (phone) WHERE phone IS NOT NULL;
-- Without a list of what is still to be sorted in: an import looks for each line among those that it just wrote.
CREATE INDEX likeness_bands ON providers.likeness USING gin (bands) WITH (fastupdate = off);

SELECT kernel.keep('providers.signal');
SELECT kernel.keep('providers.signal_outcome');

GRANT SELECT, INSERT ON providers.signal TO stet_console;
GRANT SELECT, INSERT ON providers.signal_outcome TO stet_console;
GRANT SELECT, INSERT, UPDATE ON providers.likeness TO stet_console;
