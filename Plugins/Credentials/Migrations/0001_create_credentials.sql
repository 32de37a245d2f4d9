CREATE SCHEMA credentials;

GRANT USAGE ON SCHEMA credentials TO stet_console, stet_site, stet_preview;

-- Reference data come from files, each with a version in its name: titles, boards and their addresses change.
CREATE TABLE credentials.reference_file (
    name text NOT NULL,
    version text NOT NULL,
    loaded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT reference_file_pkey PRIMARY KEY (name),
    CONSTRAINT reference_file_version_form CHECK (version ~ '^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$')
);

-- What kinds of title there are.
CREATE TABLE credentials.credential_type (
    credential_type_id text NOT NULL,
    abbreviation text,
    name text NOT NULL,
    -- Only a state license authorizes to practice; everything else decorates.
    kind text NOT NULL,
    -- The profession, by which boards are found; NULL where there is none.
    field text,
    issuer text NOT NULL,
    -- What readers see beside the title once it is verified.
    badge text NOT NULL,
    -- Where the title exists; empty when that is not limited or not known.
    states text[] NOT NULL DEFAULT '{}',
    -- How often it is renewed; NULL where that differs or is not known.
    renewal_months integer,
    -- Of which kinds its holder has another credential, one of them; empty where it takes none.
    needs_kinds text[] NOT NULL DEFAULT '{}',
    -- What a moderator should know.
    note text NOT NULL DEFAULT '',
    -- How numbers usually look, for a warning; NULL where no pattern is known.
    number_pattern text,
    verify_url text,
    CONSTRAINT credential_type_pkey PRIMARY KEY (credential_type_id),
    CONSTRAINT credential_type_id_form CHECK (kernel.is_slug(credential_type_id)),
    CONSTRAINT credential_type_kind_known CHECK (
        kind IN (
            'state_license', 'associate_license', 'state_certification', 'national_certification', 'degree',
            'membership', 'unregulated_title'
        )
    ),
    CONSTRAINT credential_type_field_form CHECK (field ~ '^[a-z]+(_[a-z]+)*$'),
    -- No other title may call itself a verified license.
    CONSTRAINT credential_type_badge_honest CHECK ((badge = 'License verified') = (kind = 'state_license')),
    CONSTRAINT credential_type_states_codes CHECK (providers.are_states(states)),
    CONSTRAINT credential_type_verify_url_form CHECK (verify_url ~ '^https://')
);

-- Other ways to write a title: names and abbreviations in lower case. What is ambiguous alone ("csw") has
-- rows with a state only. Look up the state first, then ''.
CREATE TABLE credentials.credential_type_alias (
    alias text NOT NULL,
    state text NOT NULL DEFAULT '',
    credential_type_id text NOT NULL,
    CONSTRAINT credential_type_alias_pkey PRIMARY KEY (alias, state),
    CONSTRAINT credential_type_alias_type_exists FOREIGN KEY (credential_type_id)
        REFERENCES credentials.credential_type (credential_type_id),
    CONSTRAINT credential_type_alias_lower_case CHECK (
        alias = lower(alias) AND alias = btrim(alias) AND alias <> ''
    ),
    CONSTRAINT credential_type_alias_state_code CHECK (state ~ '^([A-Z]{2})?$')
);

CREATE INDEX credential_type_alias_type ON credentials.credential_type_alias (credential_type_id);

-- Where a moderator looks a license up. One state may have several boards.
CREATE TABLE credentials.board (
    board_id text NOT NULL,
    state text NOT NULL,
    -- The professions whose licenses it keeps; empty when it keeps all of the state's health licenses.
    fields text[] NOT NULL DEFAULT '{}',
    name text NOT NULL,
    -- NULL where nobody is sure of the address.
    verify_url text,
    CONSTRAINT board_pkey PRIMARY KEY (board_id),
    CONSTRAINT board_id_form CHECK (kernel.is_slug(board_id)),
    CONSTRAINT board_name_given CHECK (btrim(name) <> ''),
    CONSTRAINT board_state_code CHECK (state ~ '^[A-Z]{2}$'),
    CONSTRAINT board_verify_url_form CHECK (verify_url ~ '^https://')
);

CREATE INDEX board_state ON credentials.board (state);

SELECT kernel.announce_changes('credentials.credential_type');

-- A claim: what a clinician says they hold.
CREATE TABLE credentials.credential (
    credential_id uuid NOT NULL,
    provider_id uuid NOT NULL,
    -- NULL while nobody has recognized the title.
    credential_type_id text,
    name text NOT NULL,
    abbreviation text,
    -- The abbreviation or, without one, the slug of the name: the title of the profile that this is about.
    mark text NOT NULL,
    state text,
    number text,
    claimed_expires_on date,
    -- Whom an associate practices under.
    supervisor text,
    -- Who awarded a degree, and in which year.
    institution text,
    completed_year integer,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- NULL when an import or demo data made it.
    created_by uuid,
    source text NOT NULL,
    withdrawn_at timestamptz,
    CONSTRAINT credential_pkey PRIMARY KEY (credential_id),
    CONSTRAINT credential_provider_exists FOREIGN KEY (provider_id)
        REFERENCES providers.provider (provider_id),
    CONSTRAINT credential_type_exists FOREIGN KEY (credential_type_id)
        REFERENCES credentials.credential_type (credential_type_id),
    CONSTRAINT credential_author_exists FOREIGN KEY (created_by) REFERENCES accounts.account (account_id),
    CONSTRAINT credential_of_provider UNIQUE (credential_id, provider_id),
    CONSTRAINT credential_name_given CHECK (btrim(name) <> '' AND char_length(name) <= 200),
    CONSTRAINT credential_abbreviation_given CHECK (btrim(abbreviation) <> ''),
    CONSTRAINT credential_mark_given CHECK (btrim(mark) <> ''),
    CONSTRAINT credential_state_code CHECK (state ~ '^[A-Z]{2}$'),
    CONSTRAINT credential_number_length CHECK (btrim(number) <> '' AND char_length(number) <= 60),
    CONSTRAINT credential_supervisor_length CHECK (btrim(supervisor) <> '' AND char_length(supervisor) <= 200),
    CONSTRAINT credential_institution_length CHECK (
        btrim(institution) <> '' AND char_length(institution) <= 200
    ),
    CONSTRAINT credential_completed_year_plausible CHECK (completed_year BETWEEN 1930 AND 2200),
    CONSTRAINT credential_version_positive CHECK (version > 0),
    CONSTRAINT credential_source_known CHECK (source IN ('console', 'import', 'demo', 'api'))
);

-- A license is held once a state.
CREATE UNIQUE INDEX credential_one_claim ON credentials.credential (provider_id, name, coalesce(state, ''))
    WHERE withdrawn_at IS NULL;

CREATE INDEX credential_provider ON credentials.credential (provider_id);
CREATE INDEX credential_of_type ON credentials.credential (credential_type_id);

-- What a moderator found when looking a claim up. Kept for good, whatever comes of it.
CREATE TABLE credentials.finding (
    finding_id uuid NOT NULL,
    credential_id uuid NOT NULL,
    result text NOT NULL,
    -- The source by name, its kind, and how it was asked.
    source text NOT NULL,
    source_class text NOT NULL DEFAULT 'primary',
    source_url text,
    method text NOT NULL,
    checked_on date NOT NULL,
    -- The status in the source's own words, and the end of the license according to it.
    raw_status text,
    expires_on date,
    -- Field by field: claimed, found, equal or not.
    compared jsonb NOT NULL DEFAULT '{}',
    -- The status in the words that all registers are brought to; NULL where nothing was found.
    status text GENERATED ALWAYS AS (compared #>> '{status,found}') STORED,
    note text,
    account_id uuid NOT NULL,
    person_id uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- The claim as it was looked up; filled in here, whatever the program sends.
    claimed_type_id text,
    claimed_name text NOT NULL,
    claimed_state text,
    claimed_number text,
    CONSTRAINT finding_pkey PRIMARY KEY (finding_id),
    CONSTRAINT finding_of_credential UNIQUE (credential_id, finding_id),
    CONSTRAINT finding_credential_exists FOREIGN KEY (credential_id)
        REFERENCES credentials.credential (credential_id),
    CONSTRAINT finding_account_exists FOREIGN KEY (account_id) REFERENCES accounts.account (account_id),
    CONSTRAINT finding_person_exists FOREIGN KEY (person_id) REFERENCES accounts.person (person_id),
    CONSTRAINT finding_result_known CHECK (
        result IN ('confirmed', 'mismatch', 'not_found', 'adverse', 'inconclusive')
    ),
    CONSTRAINT finding_source_given CHECK (btrim(source) <> ''),
    CONSTRAINT finding_source_class_known CHECK (
        source_class IN ('primary', 'designated_equivalent', 'self_report', 'secondary')
    ),
    CONSTRAINT finding_source_url_form CHECK (source_url ~ '^https?://[^[:space:]]+$'),
    CONSTRAINT finding_method_known CHECK (
        method IN ('web_lookup', 'file_import', 'api', 'phone', 'letter', 'document')
    )
);

CREATE INDEX finding_credential ON credentials.finding (credential_id, at DESC, finding_id DESC);

-- The final word on a claim, inserted at the last approval. A check that failed has no range.
CREATE TABLE credentials.verification (
    verification_id uuid NOT NULL,
    credential_id uuid NOT NULL,
    finding_id uuid NOT NULL,
    valid tstzrange,
    result text NOT NULL,
    checked_on date NOT NULL,
    source text NOT NULL,
    source_url text,
    verified_by uuid NOT NULL,
    approved_by uuid,
    -- How many persons the policy asked for.
    policy text NOT NULL,
    reason text,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- Filled in here, whatever the program sends: whose it is, who the accounts are, and the claim as it was
    -- checked. What readers see comes from these columns: an edit of the claim afterwards has been checked by
    -- nobody.
    provider_id uuid NOT NULL,
    verified_person uuid NOT NULL,
    approved_person uuid,
    credential_type_id text NOT NULL,
    name text NOT NULL,
    abbreviation text,
    mark text NOT NULL,
    state text,
    number text,
    CONSTRAINT verification_pkey PRIMARY KEY (verification_id),
    CONSTRAINT verification_credential_exists FOREIGN KEY (credential_id, provider_id)
        REFERENCES credentials.credential (credential_id, provider_id),
    CONSTRAINT verification_finding_of_credential FOREIGN KEY (credential_id, finding_id)
        REFERENCES credentials.finding (credential_id, finding_id),
    CONSTRAINT verification_type_exists FOREIGN KEY (credential_type_id)
        REFERENCES credentials.credential_type (credential_type_id),
    CONSTRAINT verification_verifier_exists FOREIGN KEY (verified_by)
        REFERENCES accounts.account (account_id),
    CONSTRAINT verification_verifier_person_exists FOREIGN KEY (verified_person)
        REFERENCES accounts.person (person_id),
    CONSTRAINT verification_approver_exists FOREIGN KEY (approved_by)
        REFERENCES accounts.account (account_id),
    CONSTRAINT verification_approver_person_exists FOREIGN KEY (approved_person)
        REFERENCES accounts.person (person_id),
    CONSTRAINT verification_result_known CHECK (
        result IN ('confirmed', 'mismatch', 'not_found', 'adverse', 'inconclusive')
    ),
    CONSTRAINT verification_policy_known CHECK (policy IN ('one', 'two')),
    CONSTRAINT verification_valid_period CHECK (valid IS NULL OR kernel.is_period(valid)),
    CONSTRAINT verification_confirmed_holds CHECK (result <> 'confirmed' OR valid IS NOT NULL),
    -- A badge against the finding is an override: two persons, and a reason.
    CONSTRAINT verification_override_explained CHECK (
        valid IS NULL
        OR result = 'confirmed'
        OR (policy = 'two' AND coalesce(btrim(reason), '') <> '')
    ),
    CONSTRAINT verification_adverse_by_two CHECK (result <> 'adverse' OR policy = 'two'),
    -- Four eyes, counted in persons.
    CONSTRAINT verification_four_eyes CHECK (
        (policy = 'one' OR approved_by IS NOT NULL)
        AND (approved_by IS NULL) = (approved_person IS NULL)
        AND (approved_person IS NULL OR approved_person <> verified_person)
    ),
    CONSTRAINT verification_one_holds EXCLUDE USING gist (credential_id WITH =, valid WITH &&)
);

CREATE INDEX verification_provider ON credentials.verification (provider_id);
CREATE INDEX verification_alike ON credentials.verification (
    credential_type_id, state, created_at DESC, verification_id DESC
);
CREATE INDEX verification_finding ON credentials.verification (finding_id);
CREATE INDEX verification_begins ON credentials.verification (lower(valid));
CREATE INDEX verification_ends ON credentials.verification (upper(valid));

SELECT kernel.keep('credentials.finding');
SELECT kernel.guard('credentials.verification', 'valid');

CREATE FUNCTION credentials.complete_finding()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    SELECT credential.credential_type_id, credential.name, credential.state, credential.number
    INTO NEW.claimed_type_id, NEW.claimed_name, NEW.claimed_state, NEW.claimed_number
    FROM credentials.credential
    WHERE credential.credential_id = NEW.credential_id;

    SELECT account.person_id
    INTO NEW.person_id
    FROM accounts.account
    WHERE account.account_id = NEW.account_id;

    RETURN NEW;
END
$$;

CREATE TRIGGER complete_finding
    BEFORE INSERT ON credentials.finding
    FOR EACH ROW EXECUTE FUNCTION credentials.complete_finding();

-- Takes over what was looked up, and refuses when the claim is no longer that.
CREATE FUNCTION credentials.complete_verification()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
DECLARE
    claim credentials.credential;
    looked_up credentials.finding;
    kind text;
    broken text;
    advice text;
BEGIN
    SELECT *
    INTO claim
    FROM credentials.credential
    WHERE credential_id = NEW.credential_id;

    SELECT *
    INTO looked_up
    FROM credentials.finding
    WHERE finding_id = NEW.finding_id;

    SELECT credential_type.kind
    INTO kind
    FROM credentials.credential_type
    WHERE credential_type_id = claim.credential_type_id;

    CASE
        WHEN (claim.credential_type_id, claim.name, claim.state, claim.number)
            IS DISTINCT FROM
            (
                looked_up.claimed_type_id, looked_up.claimed_name, looked_up.claimed_state,
                looked_up.claimed_number
            ) THEN
            broken := 'verification_claim_unchanged';
            advice := 'The claim was changed after it was looked up. Look it up again.';
        WHEN claim.withdrawn_at IS NOT NULL AND NEW.valid IS NOT NULL THEN
            broken := 'verification_claim_not_withdrawn';
            advice := 'The claim was withdrawn.';
        WHEN claim.credential_type_id IS NULL THEN
            broken := 'verification_type_given';
            advice := 'Choose what kind of credential this is.';
        WHEN kind = 'unregulated_title' AND NEW.valid IS NOT NULL THEN
            broken := 'verification_title_verifiable';
            advice := 'Nobody issues this title, so nobody can confirm it.';
        -- No reason outweighs it: who holds such a license may not practice with it.
        WHEN NEW.valid IS NOT NULL
            AND looked_up.status IN (
                'inactive', 'delinquent', 'expired', 'suspended', 'revoked', 'surrendered', 'retired',
                'pending', 'deceased'
            ) THEN
            broken := 'verification_status_in_force';
            advice := 'The register says that it is not in force.';
        WHEN claim.state IS NULL
            AND kind IN ('state_license', 'associate_license', 'state_certification') THEN
            broken := 'verification_state_given';
            advice := 'Give the state that issued it.';
        ELSE
            NULL;
    END CASE;

    IF broken IS NOT NULL THEN
        RAISE EXCEPTION USING
            ERRCODE = 'check_violation',
            SCHEMA = TG_TABLE_SCHEMA,
            TABLE = TG_TABLE_NAME,
            CONSTRAINT = broken,
            MESSAGE = format('a verification breaks %s', broken),
            HINT = advice;
    END IF;

    NEW.provider_id := claim.provider_id;
    NEW.credential_type_id := claim.credential_type_id;
    NEW.name := claim.name;
    NEW.abbreviation := claim.abbreviation;
    NEW.mark := claim.mark;
    NEW.state := claim.state;
    NEW.number := claim.number;
    NEW.verified_person := (SELECT person_id FROM accounts.account WHERE account_id = NEW.verified_by);
    NEW.approved_person := (SELECT person_id FROM accounts.account WHERE account_id = NEW.approved_by);

    RETURN NEW;
END
$$;

CREATE TRIGGER complete_verification
    BEFORE INSERT ON credentials.verification
    FOR EACH ROW EXECUTE FUNCTION credentials.complete_verification();

-- A verification is a record: the one thing that may happen to it is that it ends earlier. To hold longer it
-- takes another look and another row.
CREATE FUNCTION credentials.keep_verification()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
DECLARE
    ended_only credentials.verification := NEW;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        ended_only.valid := OLD.valid;

        IF ended_only IS NOT DISTINCT FROM OLD
            AND NEW.valid <@ OLD.valid
            AND lower(NEW.valid) = lower(OLD.valid) THEN
            RETURN NEW;
        END IF;
    END IF;

    RAISE EXCEPTION USING
        ERRCODE = 'check_violation',
        SCHEMA = TG_TABLE_SCHEMA,
        TABLE = TG_TABLE_NAME,
        CONSTRAINT = 'verification_only_ends',
        MESSAGE = 'a verification can only be ended',
        HINT = 'Look the credential up again and insert another verification.';
END
$$;

CREATE TRIGGER keep_verification
    BEFORE UPDATE OR DELETE ON credentials.verification
    FOR EACH ROW EXECUTE FUNCTION credentials.keep_verification();

-- A claim that is withdrawn takes its badge along: end the verification first.
CREATE FUNCTION credentials.refuse_withdrawal()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT
        FROM credentials.verification
        WHERE verification.credential_id = NEW.credential_id
            AND verification.valid && tstzrange(clock_timestamp(), NULL)
    ) THEN
        RAISE EXCEPTION USING
            ERRCODE = 'check_violation',
            SCHEMA = TG_TABLE_SCHEMA,
            TABLE = TG_TABLE_NAME,
            CONSTRAINT = 'credential_withdrawn_unverified',
            MESSAGE = 'a verified credential cannot be withdrawn',
            HINT = 'End its verification first, in the same transaction.';
    END IF;

    RETURN NEW;
END
$$;

CREATE TRIGGER refuse_withdrawal
    BEFORE UPDATE ON credentials.credential
    FOR EACH ROW
    WHEN (OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL)
    EXECUTE FUNCTION credentials.refuse_withdrawal();

-- Keeps license periods, and through them the listing, in step with verifications, a repair by hand included.
-- They are looked up by state licenses only: a verified certification does not make a card verified.
CREATE FUNCTION credentials.follow_verifications()
    RETURNS trigger
    LANGUAGE plpgsql
    SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM providers.license_period
        USING replaced
        WHERE license_period.source_id = replaced.verification_id
            AND NOT EXISTS (
                SELECT
                FROM credentials.verification
                WHERE verification.verification_id = license_period.source_id
                    AND verification.valid IS NOT NULL
            );
    END IF;

    IF TG_OP <> 'DELETE' THEN
        INSERT INTO providers.license_period (provider_id, source_id, holds)
        SELECT changed.provider_id, changed.verification_id, changed.valid
        FROM changed
        JOIN credentials.credential_type USING (credential_type_id)
        WHERE credential_type.kind = 'state_license'
            AND changed.valid IS NOT NULL
        ON CONFLICT (source_id) DO UPDATE
            SET holds = excluded.holds
            WHERE license_period.holds <> excluded.holds;
    END IF;

    RETURN NULL;
END
$$;

CREATE TRIGGER follow_insert
    AFTER INSERT ON credentials.verification
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION credentials.follow_verifications();

CREATE TRIGGER follow_update
    AFTER UPDATE ON credentials.verification
    REFERENCING OLD TABLE AS replaced NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION credentials.follow_verifications();

CREATE TRIGGER follow_delete
    AFTER DELETE ON credentials.verification
    REFERENCING OLD TABLE AS replaced
    FOR EACH STATEMENT EXECUTE FUNCTION credentials.follow_verifications();

-- What is verified at the instant, of providers that are public at the instant.
CREATE VIEW credentials.public_credential
    WITH (security_barrier)
    AS
    SELECT
        verification.provider_id,
        verification.credential_id,
        verification.mark,
        verification.name,
        verification.abbreviation,
        verification.credential_type_id,
        credential_type.kind,
        -- Readers learn of what a board noted where the badge stands all the same.
        CASE verification.result
            WHEN 'adverse' THEN credential_type.badge || ', with a note by the board'
            ELSE credential_type.badge
        END AS badge,
        credential_type.issuer,
        verification.state,
        verification.number,
        lower(verification.valid) AS verified_from,
        upper(verification.valid) AS valid_until,
        verification.checked_on,
        verification.source,
        verification.source_url
    FROM credentials.verification
    JOIN credentials.credential_type USING (credential_type_id)
    WHERE verification.valid @> kernel.as_of()
        AND EXISTS (
            SELECT
            FROM providers.publication
            WHERE publication.provider_id = verification.provider_id
                AND publication.visible @> kernel.as_of()
        );

-- The instants at which a badge appears or lapses, the coming ones too.
CREATE VIEW credentials.public_boundary
    AS
    SELECT
        verification.provider_id,
        lower(verification.valid) AS begins,
        upper(verification.valid) AS ends
    FROM credentials.verification
    WHERE verification.valid IS NOT NULL;

GRANT SELECT
    ON credentials.credential_type, credentials.credential_type_alias, credentials.board
    TO stet_console;
GRANT SELECT, INSERT, UPDATE ON credentials.credential TO stet_console;
GRANT SELECT, INSERT ON credentials.finding TO stet_console;
-- Revoking ends the range; nothing else of a verification changes.
GRANT SELECT, INSERT, UPDATE (valid) ON credentials.verification TO stet_console;
GRANT SELECT ON credentials.public_credential, credentials.public_boundary TO stet_site, stet_preview;
