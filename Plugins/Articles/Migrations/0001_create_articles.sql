CREATE SCHEMA articles;

GRANT USAGE ON SCHEMA articles TO stet_console, stet_site, stet_preview;

CREATE TABLE articles.category (
    category_id uuid NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    -- One sentence below the name on the category's page.
    description text NOT NULL DEFAULT '',
    -- Whether a clinical reviewer reads its articles before an editor approves them.
    needs_clinical_review boolean NOT NULL DEFAULT false,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT category_pkey PRIMARY KEY (category_id),
    CONSTRAINT category_slug_unique UNIQUE (slug),
    CONSTRAINT category_slug_form CHECK (kernel.is_slug(slug)),
    CONSTRAINT category_name_given CHECK (name = btrim(name) AND name <> '' AND char_length(name) <= 120),
    CONSTRAINT category_description_length CHECK (char_length(description) <= 400),
    CONSTRAINT category_version_positive CHECK (version > 0)
);

CREATE UNIQUE INDEX category_name_unique ON articles.category (lower(name));

-- Who signs articles. An author need not have an account, and one account signs as one author.
CREATE TABLE articles.author (
    author_id uuid NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    -- Letters behind the name, as the author gives them: nobody here looked them up.
    credentials text NOT NULL DEFAULT '',
    bio text NOT NULL DEFAULT '',
    account_id uuid,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT author_pkey PRIMARY KEY (author_id),
    CONSTRAINT author_slug_unique UNIQUE (slug),
    CONSTRAINT author_slug_form CHECK (kernel.is_slug(slug)),
    CONSTRAINT author_account_once UNIQUE (account_id),
    CONSTRAINT author_account_exists FOREIGN KEY (account_id) REFERENCES accounts.account (account_id),
    CONSTRAINT author_name_given CHECK (name = btrim(name) AND name <> '' AND char_length(name) <= 120),
    CONSTRAINT author_credentials_length CHECK (char_length(credentials) <= 120),
    CONSTRAINT author_bio_length CHECK (char_length(bio) <= 1200),
    CONSTRAINT author_version_positive CHECK (version > 0)
);

CREATE INDEX author_name ON articles.author (lower(name));

CREATE TABLE articles.article (
    article_id uuid NOT NULL,
    slug text NOT NULL,
    -- Rises with what has no revisions: the address.
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT article_pkey PRIMARY KEY (article_id),
    CONSTRAINT article_slug_unique UNIQUE (slug),
    CONSTRAINT article_slug_form CHECK (kernel.is_slug(slug)),
    CONSTRAINT article_version_positive CHECK (version > 0)
);

-- Slugs that an article had before; they answer with where it is now.
CREATE TABLE articles.slug_history (
    slug text NOT NULL,
    article_id uuid NOT NULL,
    CONSTRAINT slug_history_pkey PRIMARY KEY (slug),
    CONSTRAINT slug_history_article_exists FOREIGN KEY (article_id)
        REFERENCES articles.article (article_id) ON DELETE CASCADE
);

CREATE INDEX slug_history_article ON articles.slug_history (article_id);

-- An article as it was saved once, whole: what is approved is exactly this.
CREATE TABLE articles.revision (
    revision_id uuid NOT NULL,
    article_id uuid NOT NULL,
    number integer NOT NULL,
    title text NOT NULL,
    dek text NOT NULL DEFAULT '',
    -- A language tag (BCP 47), as en.
    lang text NOT NULL DEFAULT 'en',
    category_id uuid NOT NULL,
    -- Who signs it; NULL for an article without a byline.
    author_id uuid,
    document jsonb NOT NULL,
    -- Made from the document when it was saved: its top-level blocks, each with HTML, kind and words, so that ad
    -- slots go between them without anything being taken apart.
    body jsonb NOT NULL,
    text text NOT NULL,
    -- Its headings, for search; their anchors stand in the body.
    headings text[] NOT NULL DEFAULT '{}',
    -- The terms that it explains, for structured data: a list of {term, meaning}.
    terms jsonb NOT NULL DEFAULT '[]',
    word_count integer NOT NULL,
    -- For search results: the dek, else the beginning of the text.
    description text NOT NULL,
    -- What it leans on, in order: a list of {text, url}.
    "references" jsonb NOT NULL DEFAULT '[]',
    disclaimer text NOT NULL DEFAULT '',
    -- A clinical review that took place elsewhere, as an imported file tells it: "Name, LCSW", and its day.
    reviewed_by text,
    reviewed_on date,
    -- Days that people wrote into an imported file; the page shows them instead of the instants known here.
    published_on date,
    updated_on date,
    -- What an imported file said beyond what the page shows; kept so that an export gives it back.
    front_matter jsonb NOT NULL DEFAULT '{}',
    -- Words with their weights: A title, B dek, C headings, D text.
    words tsvector NOT NULL,
    -- NULL when an import or demo data made it.
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    source text NOT NULL,
    CONSTRAINT revision_pkey PRIMARY KEY (revision_id),
    CONSTRAINT revision_article_exists FOREIGN KEY (article_id) REFERENCES articles.article (article_id),
    CONSTRAINT revision_category_exists FOREIGN KEY (category_id) REFERENCES articles.category (category_id),
    CONSTRAINT revision_author_exists FOREIGN KEY (author_id) REFERENCES articles.author (author_id),
    CONSTRAINT revision_writer_exists FOREIGN KEY (created_by) REFERENCES accounts.account (account_id),
    CONSTRAINT revision_number_once UNIQUE (article_id, number),
    CONSTRAINT revision_of_article UNIQUE (article_id, revision_id),
    CONSTRAINT revision_number_positive CHECK (number > 0),
    CONSTRAINT revision_title_given CHECK (title = btrim(title) AND title <> '' AND char_length(title) <= 200),
    CONSTRAINT revision_dek_length CHECK (char_length(dek) <= 400),
    CONSTRAINT revision_lang_form CHECK (lang ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
    CONSTRAINT revision_disclaimer_length CHECK (char_length(disclaimer) <= 4000),
    CONSTRAINT revision_word_count_counted CHECK (word_count >= 0),
    CONSTRAINT revision_review_dated CHECK ((reviewed_by IS NULL) = (reviewed_on IS NULL)),
    CONSTRAINT revision_source_known CHECK (source IN ('console', 'import', 'demo', 'api'))
);

CREATE INDEX revision_category ON articles.revision (category_id);
CREATE INDEX revision_author ON articles.revision (author_id);
CREATE INDEX revision_words ON articles.revision USING gin (words);

SELECT kernel.keep('articles.revision');

-- The topics of a revision, in the order in which the page names them.
CREATE TABLE articles.revision_topic (
    revision_id uuid NOT NULL,
    topic_id uuid NOT NULL,
    position smallint NOT NULL,
    CONSTRAINT revision_topic_pkey PRIMARY KEY (revision_id, topic_id),
    CONSTRAINT revision_topic_revision_exists FOREIGN KEY (revision_id) REFERENCES articles.revision (revision_id),
    CONSTRAINT revision_topic_topic_exists FOREIGN KEY (topic_id) REFERENCES topics.topic (topic_id),
    CONSTRAINT revision_topic_position_once UNIQUE (revision_id, position)
);

CREATE INDEX revision_topic_topic ON articles.revision_topic (topic_id);

SELECT kernel.keep('articles.revision_topic');

-- What somebody is writing: one working copy an article, saved as they type. It becomes a revision when it is saved
-- by hand or submitted. Each save names the version that it saw.
CREATE TABLE articles.draft (
    article_id uuid NOT NULL,
    -- The fields of the form, as they were sent: half a title is kept too.
    content jsonb NOT NULL,
    -- The revision that it began from; 0 for none.
    based_on integer NOT NULL DEFAULT 0,
    version integer NOT NULL DEFAULT 1,
    saved_by uuid NOT NULL,
    saved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT draft_pkey PRIMARY KEY (article_id),
    CONSTRAINT draft_article_exists FOREIGN KEY (article_id) REFERENCES articles.article (article_id) ON DELETE CASCADE,
    CONSTRAINT draft_writer_exists FOREIGN KEY (saved_by) REFERENCES accounts.account (account_id),
    CONSTRAINT draft_version_positive CHECK (version > 0),
    CONSTRAINT draft_size CHECK (octet_length(content::text) <= 2000000)
);

-- Who found a revision right: a clinical reviewer, an editor. It holds for that revision and no later one.
CREATE TABLE articles.approval (
    approval_id uuid NOT NULL,
    article_id uuid NOT NULL,
    revision_id uuid NOT NULL,
    stage text NOT NULL,
    approved_by uuid NOT NULL,
    -- Filled in below: the persons behind the accounts. Two accounts of one person are one.
    approver_person uuid NOT NULL,
    writer_person uuid,
    approved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT approval_pkey PRIMARY KEY (approval_id),
    CONSTRAINT approval_revision_of_article FOREIGN KEY (article_id, revision_id)
        REFERENCES articles.revision (article_id, revision_id),
    CONSTRAINT approval_approver_exists FOREIGN KEY (approved_by) REFERENCES accounts.account (account_id),
    CONSTRAINT approval_stage_known CHECK (stage IN ('clinical', 'editorial')),
    CONSTRAINT approval_never_ones_own CHECK (writer_person IS NULL OR writer_person <> approver_person)
);

CREATE INDEX approval_revision ON articles.approval (revision_id, stage);

SELECT kernel.keep('articles.approval');

-- An approval that was taken back: it counts no more, and the record keeps both.
CREATE TABLE articles.approval_withdrawal (
    approval_id uuid NOT NULL,
    withdrawn_by uuid NOT NULL,
    withdrawn_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT approval_withdrawal_pkey PRIMARY KEY (approval_id),
    CONSTRAINT approval_withdrawal_approval_exists FOREIGN KEY (approval_id)
        REFERENCES articles.approval (approval_id),
    CONSTRAINT approval_withdrawal_account_exists FOREIGN KEY (withdrawn_by)
        REFERENCES accounts.account (account_id)
);

SELECT kernel.keep('articles.approval_withdrawal');

-- The approvals that count.
CREATE VIEW articles.standing_approval
    AS
    SELECT
        approval_id,
        article_id,
        revision_id,
        stage,
        approved_by,
        approver_person,
        approved_at
    FROM articles.approval
    WHERE NOT EXISTS (
        SELECT
        FROM articles.approval_withdrawal AS withdrawal
        WHERE withdrawal.approval_id = approval.approval_id
    );

CREATE FUNCTION articles.name_persons()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    NEW.approver_person := (SELECT person_id FROM accounts.account WHERE account_id = NEW.approved_by);
    NEW.writer_person := (
        SELECT account.person_id
        FROM articles.revision
        JOIN accounts.account ON account.account_id = revision.created_by
        WHERE revision.revision_id = NEW.revision_id
    );
    RETURN NEW;
END
$$;

CREATE TRIGGER name_persons
    BEFORE INSERT ON articles.approval
    FOR EACH ROW EXECUTE FUNCTION articles.name_persons();

-- When a revision is the live one.
CREATE TABLE articles.publication (
    publication_id uuid NOT NULL,
    article_id uuid NOT NULL,
    revision_id uuid NOT NULL,
    visible tstzrange NOT NULL,
    -- The end that was asked for. What replaces this revision, or takes it off, may end it earlier; when that is
    -- called off, the range goes on until here. NULL when it was to stay.
    ends_at timestamptz,
    -- The date on the page and in lists: the day that a file gave, else when the article first became public.
    published_at timestamptz NOT NULL,
    -- The editor's approval of this revision, or why nobody had to give one.
    approval_id uuid,
    override_reason text,
    -- What the editor typed for its beginning, and the zone; NULL for "now".
    local_start text,
    zone text,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT publication_pkey PRIMARY KEY (publication_id),
    CONSTRAINT publication_revision_of_article FOREIGN KEY (article_id, revision_id)
        REFERENCES articles.revision (article_id, revision_id),
    CONSTRAINT publication_approval_exists FOREIGN KEY (approval_id) REFERENCES articles.approval (approval_id),
    CONSTRAINT publication_visible_period CHECK (kernel.is_period(visible)),
    CONSTRAINT publication_ends_as_asked CHECK (ends_at IS NULL OR upper(visible) <= ends_at),
    CONSTRAINT publication_approved_or_overridden CHECK (num_nonnulls(approval_id, override_reason) = 1),
    CONSTRAINT publication_override_reason_given CHECK (btrim(override_reason) <> ''),
    CONSTRAINT publication_local_start_zoned CHECK ((local_start IS NULL) = (zone IS NULL)),
    CONSTRAINT publication_one_live EXCLUDE USING gist (article_id WITH =, visible WITH &&)
);

CREATE INDEX publication_revision ON articles.publication (revision_id);
CREATE INDEX publication_latest ON articles.publication (published_at DESC, article_id DESC);
CREATE INDEX publication_begins ON articles.publication (lower(visible));
CREATE INDEX publication_ends ON articles.publication (upper(visible));

SELECT kernel.guard('articles.publication', 'visible');

-- An approval counts for the revision that it was given for, by an editor, until it is taken back; where the category
-- asks for it, only beside that of a clinical reviewer who is somebody else.
CREATE FUNCTION articles.check_approval()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
DECLARE
    missing text;
BEGIN
    IF NEW.approval_id IS NULL THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT
        FROM articles.standing_approval
        WHERE approval_id = NEW.approval_id AND revision_id = NEW.revision_id AND stage = 'editorial'
    ) THEN
        missing := 'publication_approved_as_is';
    ELSIF NOT EXISTS (
        SELECT
        FROM articles.standing_approval AS editorial
        JOIN articles.standing_approval AS clinical USING (revision_id)
        WHERE editorial.approval_id = NEW.approval_id
            AND clinical.stage = 'clinical'
            AND clinical.approver_person <> editorial.approver_person
    ) AND EXISTS (
        SELECT
        FROM articles.revision
        JOIN articles.category USING (category_id)
        WHERE revision.revision_id = NEW.revision_id AND category.needs_clinical_review
    ) THEN
        missing := 'publication_reviewed_clinically';
    ELSE
        RETURN NEW;
    END IF;
    RAISE EXCEPTION USING
        ERRCODE = 'check_violation',
        SCHEMA = TG_TABLE_SCHEMA,
        TABLE = TG_TABLE_NAME,
        CONSTRAINT = missing,
        MESSAGE = format('the revision of %I.%I lacks an approval', TG_TABLE_SCHEMA, TG_TABLE_NAME);
END
$$;

CREATE TRIGGER check_approval
    BEFORE INSERT ON articles.publication
    FOR EACH ROW EXECUTE FUNCTION articles.check_approval();

SELECT kernel.announce_changes('articles.approval');
SELECT kernel.announce_changes('articles.article');
SELECT kernel.announce_changes('articles.slug_history');
SELECT kernel.announce_changes('articles.category');
SELECT kernel.announce_changes('articles.author');

-- The article that readers see, for look-ups.
CREATE VIEW articles.public_article
    WITH (security_barrier)
    AS
    SELECT
        article.article_id,
        article.slug,
        revision.revision_id,
        revision.title,
        revision.dek,
        revision.lang,
        revision.description,
        revision.body,
        revision.terms,
        revision.word_count,
        revision."references",
        revision.disclaimer,
        category.category_id,
        category.slug AS category_slug,
        category.name AS category_name,
        author.slug AS author_slug,
        author.name AS author_name,
        author.credentials AS author_credentials,
        author.bio AS author_bio,
        coalesce(reviewer.display_name, revision.reviewed_by) AS reviewed_by,
        coalesce(reviewer.approved_at, revision.reviewed_on::timestamp AT TIME ZONE 'UTC') AS reviewed_at,
        -- A day that a file gave, and not an instant: the page shows it as it is.
        reviewer.approved_at IS NULL AND revision.reviewed_on IS NOT NULL AS is_review_a_day,
        publication.published_at,
        revision.published_on,
        revision.updated_on,
        lower(publication.visible) AS live_from,
        -- The strongest of its topics: 1 required, 2 advised, 0 none.
        coalesce((
            SELECT min(nullif(topic.crisis_tier, 0))
            FROM articles.revision_topic
            JOIN topics.public_topic_name AS topic USING (topic_id)
            WHERE revision_topic.revision_id = revision.revision_id
        ), 0::smallint) AS crisis_tier
    FROM articles.publication
    JOIN articles.article USING (article_id)
    JOIN articles.revision USING (article_id, revision_id)
    JOIN articles.category USING (category_id)
    LEFT JOIN articles.author USING (author_id)
    LEFT JOIN LATERAL (
        SELECT
            account.display_name,
            approval.approved_at
        FROM articles.standing_approval AS approval
        JOIN accounts.account ON account.account_id = approval.approved_by
        WHERE approval.revision_id = revision.revision_id
            AND approval.stage = 'clinical'
            AND approval.approved_at <= kernel.as_of()
        ORDER BY approval.approved_at DESC, approval.approval_id DESC
        LIMIT 1
    ) AS reviewer ON true
    WHERE publication.visible @> kernel.as_of();

-- Articles in lists and in search: ids, order and public text. No security barrier, which costs seconds there.
CREATE VIEW articles.public_article_listing
    AS
    SELECT
        publication.article_id,
        article.slug,
        publication.revision_id,
        revision.title,
        revision.dek,
        revision.description,
        revision.lang,
        revision.word_count,
        revision.words,
        revision.category_id,
        -- The planner leaves these two out where nobody asks for them.
        category.slug AS category_slug,
        category.name AS category_name,
        author.name AS author_name,
        publication.published_at,
        revision.published_on,
        lower(publication.visible) AS live_from
    FROM articles.publication
    JOIN articles.article USING (article_id)
    JOIN articles.revision USING (article_id, revision_id)
    LEFT JOIN articles.category USING (category_id)
    LEFT JOIN articles.author USING (author_id)
    WHERE publication.visible @> kernel.as_of();

CREATE VIEW articles.public_article_topic
    WITH (security_barrier)
    AS
    SELECT
        publication.article_id,
        topic.topic_id,
        topic.slug,
        topic.name,
        topic.label,
        topic.crisis_tier,
        topic.has_page,
        revision_topic.position
    FROM articles.publication
    JOIN articles.revision_topic USING (revision_id)
    JOIN topics.public_topic_name AS topic USING (topic_id)
    WHERE publication.visible @> kernel.as_of();

CREATE VIEW articles.public_category
    AS
    SELECT
        category_id,
        slug,
        name,
        description
    FROM articles.category;

-- Where a slug leads, for articles that are or were public; see topics.public_slug.
CREATE VIEW articles.public_slug
    WITH (security_barrier)
    AS
    SELECT
        known.slug,
        article.article_id,
        article.slug AS current_slug,
        EXISTS (
            SELECT
            FROM articles.publication
            WHERE publication.article_id = article.article_id
                AND publication.visible @> kernel.as_of()
        ) AS is_live
    FROM (
        SELECT slug, article_id
        FROM articles.article
        UNION ALL
        SELECT past.slug, past.article_id
        FROM articles.slug_history AS past
        WHERE NOT EXISTS (
            SELECT
            FROM articles.article AS taken
            WHERE taken.slug = past.slug
        )
    ) AS known
    JOIN articles.article USING (article_id)
    WHERE EXISTS (
        SELECT
        FROM articles.publication
        WHERE publication.article_id = article.article_id
            AND lower(publication.visible) <= kernel.as_of()
    );

-- The instants at which an article changes, the coming ones too: instants and nothing else.
CREATE VIEW articles.public_boundary
    AS
    SELECT
        publication.article_id,
        lower(publication.visible) AS begins,
        upper(publication.visible) AS ends
    FROM articles.publication;

-- The same for the list of a topic: whichever article may enter it or leave it.
CREATE VIEW articles.public_topic_boundary
    AS
    SELECT
        revision_topic.topic_id,
        lower(publication.visible) AS begins,
        upper(publication.visible) AS ends
    FROM articles.publication
    JOIN articles.revision_topic USING (revision_id);

GRANT SELECT, INSERT, UPDATE ON articles.category, articles.author, articles.article, articles.draft TO stet_console;
GRANT DELETE ON articles.draft TO stet_console;
GRANT SELECT, INSERT, DELETE ON articles.slug_history TO stet_console;
GRANT SELECT, INSERT ON articles.revision, articles.revision_topic, articles.approval TO stet_console;
GRANT SELECT, INSERT ON articles.approval_withdrawal TO stet_console;
GRANT SELECT ON articles.standing_approval TO stet_console;
-- A publication is ended, or deleted before it has begun; it is never turned into another one. Its date follows what
-- comes before it, for as long as it has not begun.
GRANT SELECT, INSERT, UPDATE (visible, published_at), DELETE ON articles.publication TO stet_console;
GRANT SELECT ON articles.public_article, articles.public_article_listing, articles.public_article_topic,
    articles.public_category, articles.public_slug, articles.public_boundary, articles.public_topic_boundary
    TO stet_site, stet_preview;
