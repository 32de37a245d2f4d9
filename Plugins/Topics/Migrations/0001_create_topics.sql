CREATE SCHEMA topics;

GRANT USAGE ON SCHEMA topics TO stet_console, stet_site, stet_preview;

CREATE TABLE topics.topic (
    topic_id uuid NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    -- The topic as a word in a sentence: "therapy for loneliness".
    label text NOT NULL,
    -- Other names that an import may use for it.
    aliases text[] NOT NULL DEFAULT '{}',
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT topic_pkey PRIMARY KEY (topic_id),
    CONSTRAINT topic_slug_unique UNIQUE (slug),
    CONSTRAINT topic_slug_form CHECK (kernel.is_slug(slug)),
    CONSTRAINT topic_name_given CHECK (name = btrim(name) AND name <> '' AND char_length(name) <= 120),
    CONSTRAINT topic_label_given CHECK (label = btrim(label) AND label <> '' AND char_length(label) <= 120),
    CONSTRAINT topic_version_positive CHECK (version > 0),
    -- Lists use the all-zero id for "every topic".
    CONSTRAINT topic_id_not_zero CHECK (topic_id <> '00000000-0000-0000-0000-000000000000')
);

CREATE UNIQUE INDEX topic_name_unique ON topics.topic (lower(name));

-- Slugs that a topic had before; they answer with where it is now.
CREATE TABLE topics.slug_history (
    slug text NOT NULL,
    topic_id uuid NOT NULL,
    CONSTRAINT slug_history_pkey PRIMARY KEY (slug),
    CONSTRAINT slug_history_topic_exists FOREIGN KEY (topic_id)
        REFERENCES topics.topic (topic_id) ON DELETE CASCADE
);

CREATE INDEX slug_history_topic ON topics.slug_history (topic_id);

CREATE TABLE topics.revision (
    revision_id uuid NOT NULL,
    topic_id uuid NOT NULL,
    number integer NOT NULL,
    -- 1: the page must show where to get help at once, and no ads. 2: it should. 0: neither. It stands here
    -- because no one person puts the box up or takes it away.
    crisis_tier smallint NOT NULL,
    dek text NOT NULL DEFAULT '',
    document jsonb NOT NULL,
    -- Made from the document when it was saved, so that a page needs no rendering of it and search no
    -- extraction.
    html text NOT NULL,
    text text NOT NULL,
    word_count integer NOT NULL,
    -- For search results: the dek, else the beginning of the text.
    description text NOT NULL,
    -- The questions in schema.org's terms, as JSON; NULL for a text without questions.
    structured_data text,
    -- The questions with the ids of their headings, for the list of them above the page.
    contents jsonb NOT NULL,
    -- What an imported file said beyond what this page shows; kept so that an export gives it back.
    front_matter jsonb NOT NULL DEFAULT '{}',
    -- NULL when an import or demo data made it.
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    source text NOT NULL,
    CONSTRAINT revision_pkey PRIMARY KEY (revision_id),
    CONSTRAINT revision_topic_exists FOREIGN KEY (topic_id) REFERENCES topics.topic (topic_id),
    CONSTRAINT revision_author_exists FOREIGN KEY (created_by) REFERENCES accounts.account (account_id),
    CONSTRAINT revision_number_once UNIQUE (topic_id, number),
    CONSTRAINT revision_of_topic UNIQUE (topic_id, revision_id),
    CONSTRAINT revision_number_positive CHECK (number > 0),
    CONSTRAINT revision_crisis_tier_range CHECK (crisis_tier BETWEEN 0 AND 2),
    CONSTRAINT revision_dek_length CHECK (char_length(dek) <= 400),
    CONSTRAINT revision_word_count_counted CHECK (word_count >= 0),
    CONSTRAINT revision_source_known CHECK (source IN ('console', 'import', 'demo', 'api'))
);

SELECT kernel.keep('topics.revision');

-- When a revision is the live one.
CREATE TABLE topics.publication (
    publication_id uuid NOT NULL,
    topic_id uuid NOT NULL,
    revision_id uuid NOT NULL,
    visible tstzrange NOT NULL,
    -- Who approved it, or why nobody had to.
    approved_by uuid,
    override_reason text,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT publication_pkey PRIMARY KEY (publication_id),
    CONSTRAINT publication_revision_of_topic FOREIGN KEY (topic_id, revision_id)
        REFERENCES topics.revision (topic_id, revision_id),
    CONSTRAINT publication_approver_exists FOREIGN KEY (approved_by) REFERENCES accounts.account (account_id),
    CONSTRAINT publication_visible_period CHECK (kernel.is_period(visible)),
    CONSTRAINT publication_approved_or_overridden CHECK (num_nonnulls(approved_by, override_reason) = 1),
    CONSTRAINT publication_override_reason_given CHECK (btrim(override_reason) <> ''),
    CONSTRAINT publication_one_live EXCLUDE USING gist (topic_id WITH =, visible WITH &&)
);

CREATE INDEX publication_revision ON topics.publication (revision_id);
CREATE INDEX publication_begins ON topics.publication (lower(visible));
CREATE INDEX publication_ends ON topics.publication (upper(visible));

SELECT kernel.guard('topics.publication', 'visible');
SELECT kernel.announce_changes('topics.topic');
SELECT kernel.announce_changes('topics.slug_history');

CREATE VIEW topics.public_topic
    WITH (security_barrier)
    AS
    SELECT
        topic.topic_id,
        topic.slug,
        topic.name,
        topic.label,
        revision.revision_id,
        revision.crisis_tier,
        revision.dek,
        revision.description,
        revision.structured_data,
        revision.contents,
        revision.html,
        revision.text,
        revision.word_count,
        lower(publication.visible) AS published_from
    FROM topics.publication
    JOIN topics.topic USING (topic_id)
    JOIN topics.revision USING (revision_id)
    WHERE publication.visible @> kernel.as_of();

-- Every topic by name, also one without a page of its own: a profile may name it. The tier is that of the page,
-- and after a page was taken off it stays as it was: whoever takes the page off takes no crisis box from the
-- lists about its topic.
CREATE VIEW topics.public_topic_name
    AS
    SELECT
        topic.topic_id,
        topic.slug,
        topic.name,
        topic.label,
        coalesce(latest.crisis_tier, 0::smallint) AS crisis_tier,
        coalesce(latest.visible @> kernel.as_of(), false) AS has_page
    FROM topics.topic
    LEFT JOIN LATERAL (
        SELECT
            revision.crisis_tier,
            publication.visible
        FROM topics.publication
        JOIN topics.revision USING (revision_id)
        WHERE publication.topic_id = topic.topic_id
            AND lower(publication.visible) <= kernel.as_of()
        ORDER BY lower(publication.visible) DESC
        LIMIT 1
    ) AS latest ON true;

-- Where a slug leads, for topics that have or had a page: to the page itself, to a new slug, or (not live)
-- nowhere any more.
CREATE VIEW topics.public_slug
    WITH (security_barrier)
    AS
    SELECT
        known.slug,
        topic.topic_id,
        topic.slug AS current_slug,
        EXISTS (
            SELECT
            FROM topics.publication
            WHERE publication.topic_id = topic.topic_id
                AND publication.visible @> kernel.as_of()
        ) AS is_live
    FROM (
        SELECT slug, topic_id
        FROM topics.topic
        UNION ALL
        SELECT past.slug, past.topic_id
        FROM topics.slug_history AS past
        WHERE NOT EXISTS (
            SELECT
            FROM topics.topic AS taken
            WHERE taken.slug = past.slug
        )
    ) AS known
    JOIN topics.topic USING (topic_id)
    WHERE EXISTS (
        SELECT
        FROM topics.publication
        WHERE publication.topic_id = topic.topic_id
            AND lower(publication.visible) <= kernel.as_of()
    );

-- The instants at which a topic page changes, the coming ones too: instants and nothing else. No security
-- barrier, which would keep the comparison with an instant from reaching the index.
CREATE VIEW topics.public_boundary
    AS
    SELECT
        publication.topic_id,
        lower(publication.visible) AS begins,
        upper(publication.visible) AS ends
    FROM topics.publication;

GRANT SELECT, INSERT, UPDATE ON topics.topic TO stet_console;
GRANT SELECT, INSERT, DELETE ON topics.slug_history TO stet_console;
GRANT SELECT, INSERT ON topics.revision TO stet_console;
-- A publication is ended, or deleted before it has begun; it is never turned into another one.
GRANT SELECT, INSERT, UPDATE (visible), DELETE ON topics.publication TO stet_console;
GRANT SELECT ON topics.public_topic, topics.public_topic_name, topics.public_slug, topics.public_boundary
    TO stet_site, stet_preview;
