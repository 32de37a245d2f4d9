CREATE SCHEMA providers;

GRANT USAGE ON SCHEMA providers TO stet_console, stet_site, stet_preview;

-- A National Provider Identifier: ten digits that begin with 1 or 2, the last one a Luhn check digit over the
-- others behind the prefix 80840. The prefix always adds 24.
CREATE FUNCTION providers.is_npi(npi text)
    RETURNS boolean
    LANGUAGE sql
    IMMUTABLE
    PARALLEL SAFE
    RETURN npi ~ '^[12][0-9]{9}$'
        AND (
            SELECT (24 + sum(
                CASE
                    WHEN position % 2 = 0 THEN digit
                    WHEN digit > 4 THEN digit * 2 - 9
                    ELSE digit * 2
                END
            )) % 10 = 0
            FROM generate_series(1, 10) AS position
            CROSS JOIN LATERAL (SELECT ascii(substr(npi, position, 1)) - ascii('0') AS digit) AS place
        );

CREATE FUNCTION providers.are_states(states text[])
    RETURNS boolean
    LANGUAGE sql
    IMMUTABLE
    PARALLEL SAFE
    RETURN array_position(states, NULL) IS NULL
        AND array_to_string(states, ',') ~ '^([A-Z]{2}(,[A-Z]{2})*)?$';

CREATE TABLE providers.provider (
    provider_id uuid NOT NULL,
    slug text NOT NULL,
    -- The clinician's account; NULL for a profile that was imported and not linked yet.
    account_id uuid,
    version integer NOT NULL DEFAULT 1,
    -- The order of lists after "verified first"; higher comes earlier.
    rank bigint NOT NULL DEFAULT 0,
    -- Since when the profile belongs to its clinician: an import no longer overwrites it. NULL before that.
    edited_by_clinician_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT provider_pkey PRIMARY KEY (provider_id),
    CONSTRAINT provider_slug_unique UNIQUE (slug),
    CONSTRAINT provider_slug_form CHECK (kernel.is_slug(slug)),
    CONSTRAINT provider_account_unique UNIQUE (account_id),
    CONSTRAINT provider_account_exists FOREIGN KEY (account_id) REFERENCES accounts.account (account_id),
    CONSTRAINT provider_version_positive CHECK (version > 0)
);

-- Slugs that a provider had before; they answer with where the profile is now.
CREATE TABLE providers.slug_history (
    slug text NOT NULL,
    provider_id uuid NOT NULL,
    CONSTRAINT slug_history_pkey PRIMARY KEY (slug),
    CONSTRAINT slug_history_provider_exists FOREIGN KEY (provider_id)
        REFERENCES providers.provider (provider_id) ON DELETE CASCADE
);

CREATE INDEX slug_history_provider ON providers.slug_history (provider_id);

-- A picture as it was made of what somebody uploaded: cut to a square, without metadata. Nobody is sent the
-- uploaded bytes.
CREATE TABLE providers.photo (
    provider_id uuid NOT NULL,
    -- SHA-256 of the larger picture in hexadecimal; its address on the site.
    photo_id text NOT NULL,
    large bytea NOT NULL,
    small bytea NOT NULL,
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT photo_pkey PRIMARY KEY (provider_id, photo_id),
    CONSTRAINT photo_provider_exists FOREIGN KEY (provider_id) REFERENCES providers.provider (provider_id),
    CONSTRAINT photo_author_exists FOREIGN KEY (created_by) REFERENCES accounts.account (account_id),
    CONSTRAINT photo_id_is_digest CHECK (photo_id = encode(sha256(large), 'hex')),
    CONSTRAINT photo_size CHECK (octet_length(large) <= 400000 AND octet_length(small) <= 40000)
);

CREATE INDEX photo_address ON providers.photo (photo_id);

-- A whole profile as it was saved once. Rows are never changed: what was reviewed is what is shown.
CREATE TABLE providers.revision (
    revision_id uuid NOT NULL,
    provider_id uuid NOT NULL,
    number integer NOT NULL,
    -- As readers see it.
    name text NOT NULL,
    given_name text,
    family_name text,
    -- Names that a license may be under. They help to check it and are never public.
    other_names text[] NOT NULL DEFAULT '{}',
    pronouns text,
    photo_id text,
    -- Clinicians who bill no insurance may have none.
    npi text,
    phone text,
    phone_private boolean NOT NULL DEFAULT false,
    email text,
    email_private boolean NOT NULL DEFAULT false,
    website text,
    languages text[] NOT NULL DEFAULT '{}',
    modalities text[] NOT NULL DEFAULT '{}',
    -- What is paid for a session, in whole dollars; both are the same where there is one price.
    fee_from integer,
    fee_to integer,
    sliding_scale boolean NOT NULL DEFAULT false,
    insurance text[] NOT NULL DEFAULT '{}',
    -- Whether new clients are taken: yes, waitlist or no; NULL where the profile does not say.
    new_clients text,
    remote_only boolean NOT NULL DEFAULT false,
    street text,
    city text,
    state text,
    postal_code text,
    -- A practice at home: readers see city and state only.
    street_private boolean NOT NULL DEFAULT false,
    -- Further states whose residents may be seen, remotely.
    states text[] NOT NULL DEFAULT '{}',
    -- The year the clinician began to practice.
    start_year integer,
    bio jsonb NOT NULL,
    bio_html text NOT NULL,
    bio_text text NOT NULL,
    -- What the search box looks in. Nothing is in here that the public page does not show.
    words tsvector NOT NULL GENERATED ALWAYS AS (
        setweight(to_tsvector('english', name), 'A')
        || setweight(to_tsvector('english', CASE WHEN remote_only THEN '' ELSE coalesce(city, '') END), 'B')
        || setweight(to_tsvector('english', bio_text), 'D')
    ) STORED,
    -- NULL when an import or demo data made it.
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    source text NOT NULL,
    CONSTRAINT revision_pkey PRIMARY KEY (revision_id),
    CONSTRAINT revision_provider_exists FOREIGN KEY (provider_id) REFERENCES providers.provider (provider_id),
    CONSTRAINT revision_author_exists FOREIGN KEY (created_by) REFERENCES accounts.account (account_id),
    CONSTRAINT revision_number_once UNIQUE (provider_id, number),
    CONSTRAINT revision_of_provider UNIQUE (provider_id, revision_id),
    CONSTRAINT revision_number_positive CHECK (number > 0),
    CONSTRAINT revision_name_given CHECK (name = btrim(name) AND name <> '' AND char_length(name) <= 200),
    CONSTRAINT revision_given_name_given CHECK (given_name <> '' AND char_length(given_name) <= 100),
    CONSTRAINT revision_family_name_given CHECK (family_name <> '' AND char_length(family_name) <= 100),
    CONSTRAINT revision_pronouns_given CHECK (pronouns <> '' AND char_length(pronouns) <= 40),
    CONSTRAINT revision_photo_exists FOREIGN KEY (provider_id, photo_id)
        REFERENCES providers.photo (provider_id, photo_id),
    CONSTRAINT revision_email_length CHECK (email <> '' AND char_length(email) <= 254),
    CONSTRAINT revision_private_is_there CHECK (
        (phone IS NOT NULL OR NOT phone_private) AND (email IS NOT NULL OR NOT email_private)
    ),
    CONSTRAINT revision_fee_range CHECK (
        num_nonnulls(fee_from, fee_to) IN (0, 2) AND fee_from >= 0 AND fee_from <= fee_to AND fee_to <= 10000
    ),
    CONSTRAINT revision_new_clients_known CHECK (new_clients IN ('yes', 'waitlist', 'no')),
    CONSTRAINT revision_npi_check_digit CHECK (providers.is_npi(npi)),
    CONSTRAINT revision_phone_length CHECK (phone <> '' AND char_length(phone) <= 40),
    CONSTRAINT revision_website_form CHECK (
        website ~ '^https?://[^[:space:]]+$' AND char_length(website) <= 2000
    ),
    CONSTRAINT revision_street_length CHECK (street <> '' AND char_length(street) <= 200),
    CONSTRAINT revision_city_length CHECK (city <> '' AND char_length(city) <= 100),
    CONSTRAINT revision_state_code CHECK (state ~ '^[A-Z]{2}$'),
    CONSTRAINT revision_states_codes CHECK (providers.are_states(states)),
    CONSTRAINT revision_postal_code_form CHECK (postal_code ~ '^[0-9]{5}(-[0-9]{4})?$'),
    CONSTRAINT revision_start_year_range CHECK (start_year BETWEEN 1900 AND 2100),
    CONSTRAINT revision_source_known CHECK (source IN ('console', 'import', 'demo', 'api'))
);

CREATE INDEX revision_photo ON providers.revision (photo_id) WHERE photo_id IS NOT NULL;
CREATE INDEX revision_npi ON providers.revision (npi) WHERE npi IS NOT NULL;
CREATE INDEX revision_words ON providers.revision USING gin (words);

-- With fewer, the planner takes a rare word for one that every two-hundredth profile holds, and looks for it by
-- walking the whole list.
ALTER TABLE providers.revision ALTER COLUMN words SET STATISTICS 1000;

-- What the clinician claims to be, in their order; the first one is the headline.
CREATE TABLE providers.revision_title (
    revision_id uuid NOT NULL,
    position integer NOT NULL,
    name text NOT NULL,
    abbreviation text,
    -- The abbreviation or, without one, the slug of the name: what a verified credential is matched by.
    mark text NOT NULL,
    CONSTRAINT revision_title_pkey PRIMARY KEY (revision_id, position),
    CONSTRAINT revision_title_revision_exists FOREIGN KEY (revision_id)
        REFERENCES providers.revision (revision_id),
    -- Not by mark: one abbreviation can stand for two titles on one profile.
    CONSTRAINT revision_title_once UNIQUE (revision_id, name),
    CONSTRAINT revision_title_position_positive CHECK (position > 0),
    CONSTRAINT revision_title_name_given CHECK (btrim(name) <> '' AND char_length(name) <= 200),
    CONSTRAINT revision_title_abbreviation_given CHECK (btrim(abbreviation) <> ''),
    CONSTRAINT revision_title_mark_given CHECK (btrim(mark) <> '')
);

CREATE TABLE providers.revision_topic (
    revision_id uuid NOT NULL,
    position integer NOT NULL,
    topic_id uuid NOT NULL,
    CONSTRAINT revision_topic_pkey PRIMARY KEY (revision_id, position),
    CONSTRAINT revision_topic_revision_exists FOREIGN KEY (revision_id)
        REFERENCES providers.revision (revision_id),
    CONSTRAINT revision_topic_topic_exists FOREIGN KEY (topic_id) REFERENCES topics.topic (topic_id),
    CONSTRAINT revision_topic_once UNIQUE (revision_id, topic_id),
    CONSTRAINT revision_topic_position_positive CHECK (position > 0)
);

CREATE INDEX revision_topic_topic ON providers.revision_topic (topic_id);

-- Further offices. The first one stands in the revision itself, where lists read it.
CREATE TABLE providers.revision_office (
    revision_id uuid NOT NULL,
    position integer NOT NULL,
    street text,
    city text,
    state text,
    postal_code text,
    street_private boolean NOT NULL DEFAULT false,
    phone text,
    CONSTRAINT revision_office_pkey PRIMARY KEY (revision_id, position),
    CONSTRAINT revision_office_revision_exists FOREIGN KEY (revision_id)
        REFERENCES providers.revision (revision_id),
    CONSTRAINT revision_office_position_range CHECK (position BETWEEN 2 AND 6),
    CONSTRAINT revision_office_given CHECK (num_nonnulls(street, city, state, postal_code, phone) > 0),
    CONSTRAINT revision_office_street_length CHECK (street <> '' AND char_length(street) <= 200),
    CONSTRAINT revision_office_city_length CHECK (city <> '' AND char_length(city) <= 100),
    CONSTRAINT revision_office_state_code CHECK (state ~ '^[A-Z]{2}$'),
    CONSTRAINT revision_office_postal_code_form CHECK (postal_code ~ '^[0-9]{5}(-[0-9]{4})?$'),
    CONSTRAINT revision_office_phone_length CHECK (phone <> '' AND char_length(phone) <= 40)
);

-- When a revision is the live one.
CREATE TABLE providers.publication (
    publication_id uuid NOT NULL,
    provider_id uuid NOT NULL,
    revision_id uuid NOT NULL,
    visible tstzrange NOT NULL,
    -- Who approved it, or why nobody had to.
    approved_by uuid,
    override_reason text,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT publication_pkey PRIMARY KEY (publication_id),
    CONSTRAINT publication_revision_of_provider FOREIGN KEY (provider_id, revision_id)
        REFERENCES providers.revision (provider_id, revision_id),
    CONSTRAINT publication_approver_exists FOREIGN KEY (approved_by) REFERENCES accounts.account (account_id),
    CONSTRAINT publication_visible_period CHECK (kernel.is_period(visible)),
    CONSTRAINT publication_approved_or_overridden CHECK (num_nonnulls(approved_by, override_reason) = 1),
    CONSTRAINT publication_override_reason_given CHECK (btrim(override_reason) <> ''),
    CONSTRAINT publication_one_live EXCLUDE USING gist (provider_id WITH =, visible WITH &&)
);

CREATE INDEX publication_revision ON providers.publication (revision_id);
CREATE INDEX publication_begins ON providers.publication (lower(visible));
CREATE INDEX publication_ends ON providers.publication (upper(visible));

-- When a provider holds a verified state license. Credentials writes it, in the transaction that verifies or
-- revokes; this plugin owns it, since it may not look upwards.
CREATE TABLE providers.license_period (
    provider_id uuid NOT NULL,
    -- The verification that says so.
    source_id uuid NOT NULL,
    holds tstzrange NOT NULL,
    CONSTRAINT license_period_pkey PRIMARY KEY (source_id),
    CONSTRAINT license_period_provider_exists FOREIGN KEY (provider_id)
        REFERENCES providers.provider (provider_id),
    CONSTRAINT license_period_holds_period CHECK (kernel.is_period(holds))
);

CREATE INDEX license_period_provider ON providers.license_period (provider_id);

SELECT kernel.keep('providers.revision');
SELECT kernel.keep('providers.revision_title');
SELECT kernel.keep('providers.revision_topic');
SELECT kernel.keep('providers.revision_office');
SELECT kernel.keep('providers.photo');
SELECT kernel.guard('providers.publication', 'visible');
SELECT kernel.announce_changes('providers.slug_history');

-- Drafts change the provider's version all the time and are nobody's business; a new slug or rank is.
CREATE TRIGGER announce_changes
    AFTER UPDATE OF slug, rank ON providers.provider
    FOR EACH STATEMENT EXECUTE FUNCTION kernel.announce();

-- A revision is whole once it is published: what was reviewed gains no title, topic or office afterwards, and the
-- listing, made from them, stays true.
CREATE FUNCTION providers.seal_revision()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT
        FROM added
        JOIN providers.publication USING (revision_id)
    ) THEN
        RAISE EXCEPTION USING
            ERRCODE = 'check_violation',
            SCHEMA = TG_TABLE_SCHEMA,
            TABLE = TG_TABLE_NAME,
            CONSTRAINT = TG_TABLE_NAME || '_revision_is_sealed',
            MESSAGE = 'a published revision cannot be added to',
            HINT = 'Insert titles, topics and offices before the publication.';
    END IF;

    RETURN NULL;
END
$$;

CREATE TRIGGER seal_revision
    AFTER INSERT ON providers.revision_title
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION providers.seal_revision();

CREATE TRIGGER seal_revision
    AFTER INSERT ON providers.revision_topic
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION providers.seal_revision();

CREATE TRIGGER seal_revision
    AFTER INSERT ON providers.revision_office
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION providers.seal_revision();

-- Lookups, by slug or id. What is kept private is cut out here and not in a page. NPI, other
-- names and the account are not public at all.
CREATE VIEW providers.public_provider
    WITH (security_barrier)
    AS
    SELECT
        provider.provider_id,
        provider.slug,
        revision.revision_id,
        revision.name,
        revision.given_name,
        revision.family_name,
        revision.pronouns,
        revision.photo_id,
        CASE WHEN NOT revision.phone_private THEN revision.phone END AS phone,
        CASE WHEN NOT revision.email_private THEN revision.email END AS email,
        revision.website,
        revision.languages,
        revision.modalities,
        revision.fee_from,
        revision.fee_to,
        revision.sliding_scale,
        revision.insurance,
        revision.new_clients,
        revision.remote_only,
        CASE
            WHEN NOT revision.remote_only AND NOT revision.street_private THEN revision.street
        END AS street,
        CASE WHEN NOT revision.remote_only THEN revision.city END AS city,
        CASE WHEN NOT revision.remote_only THEN revision.state END AS state,
        CASE
            WHEN NOT revision.remote_only AND NOT revision.street_private THEN revision.postal_code
        END AS postal_code,
        CASE
            WHEN revision.remote_only AND revision.state IS NOT NULL AND revision.states = '{}'
                THEN ARRAY[revision.state]
            ELSE revision.states
        END AS states,
        -- Further offices, in their order.
        CASE
            WHEN revision.remote_only THEN '[]'
            ELSE (
                SELECT coalesce(
                    jsonb_agg(
                        jsonb_build_object(
                            'street', CASE WHEN NOT office.street_private THEN office.street END,
                            'city', office.city,
                            'state', office.state,
                            'postalCode', CASE WHEN NOT office.street_private THEN office.postal_code END,
                            'phone', office.phone
                        )
                        ORDER BY office.position
                    ),
                    '[]'
                )
                FROM providers.revision_office AS office
                WHERE office.revision_id = revision.revision_id
            )
        END AS offices,
        revision.start_year,
        revision.bio_html,
        revision.bio_text,
        lower(publication.visible) AS published_from
    FROM providers.publication
    JOIN providers.provider USING (provider_id)
    JOIN providers.revision USING (revision_id)
    WHERE publication.visible @> kernel.as_of();

CREATE VIEW providers.public_title
    WITH (security_barrier)
    AS
    SELECT
        publication.provider_id,
        title.position,
        title.name,
        title.abbreviation,
        title.mark
    FROM providers.publication
    JOIN providers.revision_title AS title USING (revision_id)
    WHERE publication.visible @> kernel.as_of();

CREATE VIEW providers.public_provider_topic
    WITH (security_barrier)
    AS
    SELECT
        publication.provider_id,
        chosen.position,
        topic.topic_id,
        topic.slug,
        topic.name,
        topic.label,
        EXISTS (
            SELECT
            FROM topics.publication AS page
            WHERE page.topic_id = topic.topic_id
                AND page.visible @> kernel.as_of()
        ) AS has_page,
        (
            SELECT known.crisis_tier
            FROM topics.public_topic_name AS known
            WHERE known.topic_id = topic.topic_id
        ) AS crisis_tier
    FROM providers.publication
    JOIN providers.revision_topic AS chosen USING (revision_id)
    JOIN topics.topic USING (topic_id)
    WHERE publication.visible @> kernel.as_of();

-- Pictures of profiles that are live.
CREATE VIEW providers.public_photo
    WITH (security_barrier)
    AS
    SELECT
        photo.photo_id,
        photo.large,
        photo.small
    FROM providers.photo
    WHERE EXISTS (
        SELECT
        FROM providers.revision
        JOIN providers.publication USING (revision_id)
        WHERE revision.photo_id = photo.photo_id
            AND revision.provider_id = photo.provider_id
            AND publication.visible @> kernel.as_of()
    );

-- Where a slug leads, for profiles that are or were public: to the profile itself, to a new slug, or (not
-- live) nowhere any more.
CREATE VIEW providers.public_slug
    WITH (security_barrier)
    AS
    SELECT
        known.slug,
        provider.provider_id,
        provider.slug AS current_slug,
        EXISTS (
            SELECT
            FROM providers.publication
            WHERE publication.provider_id = provider.provider_id
                AND publication.visible @> kernel.as_of()
        ) AS is_live
    FROM (
        SELECT slug, provider_id
        FROM providers.provider
        UNION ALL
        SELECT past.slug, past.provider_id
        FROM providers.slug_history AS past
        WHERE NOT EXISTS (
            SELECT
            FROM providers.provider AS taken
            WHERE taken.slug = past.slug
        )
    ) AS known
    JOIN providers.provider USING (provider_id)
    WHERE EXISTS (
        SELECT
        FROM providers.publication
        WHERE publication.provider_id = provider.provider_id
            AND lower(publication.visible) <= kernel.as_of()
    );

GRANT EXECUTE ON FUNCTION providers.is_npi(text) TO stet_console;
GRANT EXECUTE ON FUNCTION providers.are_states(text[]) TO stet_console;
GRANT SELECT, INSERT, UPDATE ON providers.provider TO stet_console;
GRANT SELECT, INSERT, DELETE ON providers.slug_history TO stet_console;
GRANT SELECT, INSERT
    ON providers.revision, providers.revision_title, providers.revision_topic, providers.revision_office,
        providers.photo
    TO stet_console;
-- A publication is ended, or deleted before it has begun; it is never turned into another one.
GRANT SELECT, INSERT, UPDATE (visible), DELETE ON providers.publication TO stet_console;
GRANT SELECT ON providers.license_period TO stet_console;
GRANT SELECT
    ON providers.public_provider, providers.public_title, providers.public_provider_topic,
        providers.public_photo, providers.public_slug
    TO stet_site, stet_preview;
