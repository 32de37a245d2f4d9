-- Which articles stand below an article: those that editors pin, then suggestions. Both are functions of the database
-- and an instant, so a suggestion is found when a page is drawn; what is kept here only makes finding it quick.

CREATE TABLE articles.related_pin (
    related_pin_id uuid NOT NULL,
    article_id uuid NOT NULL,
    target_id uuid NOT NULL,
    position smallint NOT NULL,
    visible tstzrange NOT NULL,
    -- What the editor typed for its beginning and its end, and the zone; NULL for "now" and for "no end".
    local_start text,
    local_end text,
    zone text,
    -- NULL when an import or demo data made it.
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT related_pin_pkey PRIMARY KEY (related_pin_id),
    CONSTRAINT related_pin_article_exists FOREIGN KEY (article_id) REFERENCES articles.article (article_id),
    CONSTRAINT related_pin_target_exists FOREIGN KEY (target_id) REFERENCES articles.article (article_id),
    CONSTRAINT related_pin_editor_exists FOREIGN KEY (created_by) REFERENCES accounts.account (account_id),
    CONSTRAINT related_pin_not_itself CHECK (article_id <> target_id),
    CONSTRAINT related_pin_position_positive CHECK (position > 0),
    CONSTRAINT related_pin_visible_period CHECK (kernel.is_period(visible)),
    CONSTRAINT related_pin_times_zoned CHECK ((zone IS NULL) = (num_nonnulls(local_start, local_end) = 0)),
    CONSTRAINT related_pin_once EXCLUDE USING gist (article_id WITH =, target_id WITH =, visible WITH &&)
);

CREATE INDEX related_pin_target ON articles.related_pin (target_id);
CREATE INDEX related_pin_begins ON articles.related_pin (article_id, lower(visible));
CREATE INDEX related_pin_ends ON articles.related_pin (article_id, upper(visible));

SELECT kernel.guard('articles.related_pin', 'visible');

-- Two articles of which neither suggests the other. The pair stands once, the lower id first.
CREATE TABLE articles.related_block (
    related_block_id uuid NOT NULL,
    article_id uuid NOT NULL,
    other_id uuid NOT NULL,
    holds tstzrange NOT NULL,
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT related_block_pkey PRIMARY KEY (related_block_id),
    CONSTRAINT related_block_article_exists FOREIGN KEY (article_id) REFERENCES articles.article (article_id),
    CONSTRAINT related_block_other_exists FOREIGN KEY (other_id) REFERENCES articles.article (article_id),
    CONSTRAINT related_block_editor_exists FOREIGN KEY (created_by) REFERENCES accounts.account (account_id),
    CONSTRAINT related_block_in_order CHECK (article_id < other_id),
    CONSTRAINT related_block_holds_period CHECK (kernel.is_period(holds)),
    CONSTRAINT related_block_once EXCLUDE USING gist (article_id WITH =, other_id WITH =, holds WITH &&)
);

CREATE INDEX related_block_other ON articles.related_block (other_id);

SELECT kernel.guard('articles.related_block', 'holds');

-- What suggestions read of a publication. Rows follow articles.publication by trigger.
CREATE TABLE articles.document (
    document_id integer GENERATED ALWAYS AS IDENTITY,
    publication_id uuid NOT NULL,
    article_id uuid NOT NULL,
    visible tstzrange NOT NULL,
    -- The language without its region, as en.
    lang text NOT NULL,
    category_id uuid NOT NULL,
    published_at timestamptz NOT NULL,
    CONSTRAINT document_pkey PRIMARY KEY (document_id),
    CONSTRAINT document_publication_once UNIQUE (publication_id),
    CONSTRAINT document_publication_exists FOREIGN KEY (publication_id)
        REFERENCES articles.publication (publication_id) ON DELETE CASCADE
);

CREATE INDEX document_article ON articles.document (article_id);

CREATE TABLE articles.document_topic (
    document_id integer NOT NULL,
    topic_id uuid NOT NULL,
    published_at timestamptz NOT NULL,
    CONSTRAINT document_topic_pkey PRIMARY KEY (document_id, topic_id),
    CONSTRAINT document_topic_document_exists FOREIGN KEY (document_id)
        REFERENCES articles.document (document_id) ON DELETE CASCADE
);

CREATE INDEX document_topic_latest ON articles.document_topic (topic_id, published_at DESC, document_id DESC);

-- All words of a document, in step: stems, how much each weighs (1 + ln of its count, weighed by where it stands), and
-- how it is mostly written there. In rows of their own, so that walking along the documents stays quick.
CREATE TABLE articles.document_words (
    document_id integer NOT NULL,
    lexemes text[] NOT NULL,
    weights real[] NOT NULL,
    written text[] NOT NULL,
    CONSTRAINT document_words_pkey PRIMARY KEY (document_id),
    CONSTRAINT document_words_document_exists FOREIGN KEY (document_id)
        REFERENCES articles.document (document_id) ON DELETE CASCADE,
    CONSTRAINT document_words_in_step CHECK (
        cardinality(lexemes) = cardinality(weights) AND cardinality(lexemes) = cardinality(written))
);

-- The same by word, for finding documents: what share of the document's length its word is.
CREATE TABLE articles.posting (
    lexeme text NOT NULL,
    document_id integer NOT NULL,
    share real NOT NULL,
    CONSTRAINT posting_pkey PRIMARY KEY (lexeme, document_id) INCLUDE (share)
);

-- In how many of the documents that were public at an instant each word stood. One is taken whenever the number of
-- public documents has changed enough, in the transaction that changes it. A page reads the last one before its instant,
-- so what readers were shown can be shown again; later ones change nothing about it.
CREATE TABLE articles.lexicon (
    lexicon_id integer GENERATED ALWAYS AS IDENTITY,
    taken_at timestamptz NOT NULL,
    documents integer NOT NULL,
    CONSTRAINT lexicon_pkey PRIMARY KEY (lexicon_id)
);

CREATE INDEX lexicon_taken ON articles.lexicon (taken_at);

CREATE TABLE articles.lexicon_word (
    lexicon_id integer NOT NULL,
    lexeme text NOT NULL,
    documents integer NOT NULL,
    CONSTRAINT lexicon_word_pkey PRIMARY KEY (lexicon_id, lexeme) INCLUDE (documents),
    CONSTRAINT lexicon_word_lexicon_exists FOREIGN KEY (lexicon_id) REFERENCES articles.lexicon (lexicon_id)
);

-- How long a document is as a vector, its words weighed by a lexicon.
CREATE TABLE articles.document_length (
    lexicon_id integer NOT NULL,
    document_id integer NOT NULL,
    length double precision NOT NULL,
    CONSTRAINT document_length_pkey PRIMARY KEY (lexicon_id, document_id) INCLUDE (length),
    CONSTRAINT document_length_lexicon_exists FOREIGN KEY (lexicon_id) REFERENCES articles.lexicon (lexicon_id),
    CONSTRAINT document_length_document_exists FOREIGN KEY (document_id)
        REFERENCES articles.document (document_id) ON DELETE CASCADE
);

CREATE INDEX document_length_document ON articles.document_length (document_id);

-- The words of a revision with their weights. A word in the title counts as three in the text, one in the summary or in
-- a heading as two.
CREATE FUNCTION articles.weighed_words(words tsvector, written_in text)
    RETURNS TABLE (lexeme text, weight real, written text)
    LANGUAGE sql
    STABLE
    PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
AS $$
    WITH spelling AS MATERIALIZED (
        SELECT
            stem.lexeme,
            mode() WITHIN GROUP (ORDER BY token.token) AS written
        FROM ts_parse('default', written_in) AS token
        CROSS JOIN LATERAL unnest(ts_lexize('english_stem', lower(token.token))) AS stem (lexeme)
        WHERE token.tokid IN (1, 2, 10, 11, 16, 17)
        GROUP BY stem.lexeme
    )
    SELECT
        word.lexeme,
        (1 + ln(coalesce((
            SELECT sum(CASE place WHEN 'A' THEN 3 WHEN 'B' THEN 2 WHEN 'C' THEN 2 ELSE 1 END)
            FROM unnest(word.weights) AS place
        ), 1)))::real,
        coalesce(spelling.written, word.lexeme)
    FROM unnest(words) AS word
    LEFT JOIN spelling USING (lexeme)
    ORDER BY word.lexeme
$$;

GRANT EXECUTE ON FUNCTION articles.weighed_words(tsvector, text) TO stet_console;

-- Writes the lengths of documents by a lexicon. A word that no public document has yet counts as one that a single one
-- has.
CREATE FUNCTION articles.measure_documents(by_lexicon integer, chosen integer[])
    RETURNS void
    LANGUAGE sql
    SET search_path = pg_catalog, pg_temp
AS $$
    INSERT INTO articles.document_length (lexicon_id, document_id, length)
    SELECT
        by_lexicon,
        words.document_id,
        sqrt(sum((word.weight * ln((lexicon.documents + 1)::double precision / coalesce(known.documents, 1))) ^ 2))
    FROM articles.document_words AS words
    CROSS JOIN LATERAL unnest(words.lexemes, words.weights) AS word (lexeme, weight)
    JOIN articles.lexicon ON lexicon.lexicon_id = by_lexicon
    LEFT JOIN articles.lexicon_word AS known ON known.lexicon_id = by_lexicon AND known.lexeme = word.lexeme
    WHERE words.document_id = ANY (chosen)
    GROUP BY words.document_id
    ON CONFLICT DO NOTHING
$$;

-- Takes a lexicon when there is none, or when a twentieth more documents are public than in the last one, or a fifth
-- fewer. Whoever finds somebody else taking one leaves it to them.
CREATE FUNCTION articles.take_lexicon()
    RETURNS boolean
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    now CONSTANT timestamptz := clock_timestamp();
    counted CONSTANT integer := (SELECT count(*) FROM articles.document WHERE visible @> now);
    last CONSTANT integer := (SELECT documents FROM articles.lexicon ORDER BY taken_at DESC, lexicon_id DESC LIMIT 1);
    taken integer;
BEGIN
    IF counted = 0 OR counted BETWEEN last * 0.8 AND last * 1.05
        OR NOT pg_try_advisory_xact_lock(hashtext('articles.lexicon')) THEN
        RETURN false;
    END IF;

    INSERT INTO articles.lexicon (taken_at, documents)
    VALUES (now, counted)
    RETURNING lexicon_id INTO taken;

    INSERT INTO articles.lexicon_word (lexicon_id, lexeme, documents)
    SELECT taken, posting.lexeme, count(*)
    FROM articles.posting
    JOIN articles.document USING (document_id)
    WHERE document.visible @> now
    GROUP BY posting.lexeme;

    PERFORM articles.measure_documents(taken, ARRAY(
        SELECT document_id
        FROM articles.document
        WHERE upper_inf(visible) OR upper(visible) > now
    ));
    RETURN true;
END
$$;

-- Follows the publications, whoever changes them, once a statement.
CREATE FUNCTION articles.follow_documents()
    RETURNS trigger
    LANGUAGE plpgsql
    SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    added integer[];
BEGIN
    IF TG_OP = 'UPDATE' THEN
        UPDATE articles.document
        SET visible = changed.visible
        FROM changed
        WHERE document.publication_id = changed.publication_id;
        PERFORM articles.take_lexicon();
        RETURN NULL;
    END IF;

    WITH document AS (
        INSERT INTO articles.document (publication_id, article_id, visible, lang, category_id, published_at)
        SELECT
            changed.publication_id,
            changed.article_id,
            changed.visible,
            split_part(revision.lang, '-', 1),
            revision.category_id,
            changed.published_at
        FROM changed
        JOIN articles.revision USING (revision_id)
        RETURNING document_id
    )
    SELECT array_agg(document_id)
    INTO added
    FROM document;

    INSERT INTO articles.document_topic (document_id, topic_id, published_at)
    SELECT document.document_id, revision_topic.topic_id, changed.published_at
    FROM changed
    JOIN articles.document USING (publication_id)
    JOIN articles.revision_topic ON revision_topic.revision_id = changed.revision_id;

    INSERT INTO articles.document_words (document_id, lexemes, weights, written)
    SELECT
        document.document_id,
        coalesce(array_agg(word.lexeme ORDER BY word.lexeme) FILTER (WHERE word.lexeme IS NOT NULL), '{}'),
        coalesce(array_agg(word.weight ORDER BY word.lexeme) FILTER (WHERE word.lexeme IS NOT NULL), '{}'),
        coalesce(array_agg(word.written ORDER BY word.lexeme) FILTER (WHERE word.lexeme IS NOT NULL), '{}')
    FROM changed
    JOIN articles.document USING (publication_id)
    JOIN articles.revision ON revision.revision_id = changed.revision_id
    LEFT JOIN LATERAL articles.weighed_words(
        revision.words, concat_ws(E'\n', revision.title, revision.dek, revision.text)
    ) AS word ON true
    GROUP BY document.document_id;

    INSERT INTO articles.posting (lexeme, document_id, share)
    SELECT
        word.lexeme,
        words.document_id,
        word.weight / whole.length
    FROM articles.document_words AS words
    CROSS JOIN LATERAL (SELECT sqrt(sum(weight ^ 2)) AS length FROM unnest(words.weights) AS weight) AS whole
    CROSS JOIN LATERAL unnest(words.lexemes, words.weights) AS word (lexeme, weight)
    WHERE words.document_id = ANY (added)
    ORDER BY word.lexeme, words.document_id;

    IF NOT articles.take_lexicon() THEN
        PERFORM articles.measure_documents(
            (SELECT lexicon_id FROM articles.lexicon ORDER BY taken_at DESC, lexicon_id DESC LIMIT 1), added);
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER follow_documents_insert
    AFTER INSERT ON articles.publication
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION articles.follow_documents();

CREATE TRIGGER follow_documents_update
    AFTER UPDATE ON articles.publication
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION articles.follow_documents();

-- A publication that has not begun may be deleted, and its document goes with it.
CREATE FUNCTION articles.forget_postings()
    RETURNS trigger
    LANGUAGE plpgsql
    SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    DELETE FROM articles.posting
    USING articles.document_words AS words
    WHERE words.document_id = OLD.document_id
        AND posting.lexeme = ANY (words.lexemes)
        AND posting.document_id = OLD.document_id;
    RETURN OLD;
END
$$;

CREATE TRIGGER forget_postings
    BEFORE DELETE ON articles.document
    FOR EACH ROW EXECUTE FUNCTION articles.forget_postings();

-- What suggestions read. No security barriers, under which the indexes could not be used; every row is of a public
-- document, or counts public ones.
CREATE VIEW articles.public_document
    AS
    SELECT
        document_id,
        article_id,
        lang,
        category_id,
        published_at
    FROM articles.document
    WHERE visible @> (SELECT kernel.as_of());

CREATE VIEW articles.public_document_topic
    AS
    SELECT
        document_topic.topic_id,
        document_topic.document_id,
        document_topic.published_at,
        document.article_id,
        document.lang
    FROM articles.document_topic
    JOIN articles.document USING (document_id)
    WHERE document.visible @> (SELECT kernel.as_of());

CREATE VIEW articles.public_document_words
    AS
    SELECT
        document_words.document_id,
        document_words.lexemes,
        document_words.weights,
        document_words.written
    FROM articles.document_words
    JOIN articles.document USING (document_id)
    WHERE document.visible @> (SELECT kernel.as_of());

CREATE VIEW articles.public_posting
    AS
    SELECT
        posting.lexeme,
        posting.document_id,
        posting.share,
        document.article_id,
        document.lang
    FROM articles.posting
    JOIN articles.document USING (document_id)
    WHERE document.visible @> (SELECT kernel.as_of());

-- The lexicon of the instant: the last one taken before it, else the first there is.
CREATE VIEW articles.public_lexicon
    AS
    SELECT
        lexicon_id,
        documents
    FROM articles.lexicon
    WHERE lexicon_id = coalesce(
        (
            SELECT past.lexicon_id
            FROM articles.lexicon AS past
            WHERE past.taken_at <= kernel.as_of()
            ORDER BY past.taken_at DESC, past.lexicon_id DESC
            LIMIT 1
        ),
        (
            SELECT first.lexicon_id
            FROM articles.lexicon AS first
            ORDER BY first.taken_at, first.lexicon_id
            LIMIT 1
        )
    );

CREATE VIEW articles.public_lexicon_word
    AS
    SELECT
        lexicon_id,
        lexeme,
        documents
    FROM articles.lexicon_word;

CREATE VIEW articles.public_document_length
    AS
    SELECT
        lexicon_id,
        document_id,
        length
    FROM articles.document_length;

CREATE VIEW articles.public_related_pin
    AS
    SELECT
        related_pin_id,
        article_id,
        target_id,
        position
    FROM articles.related_pin
    WHERE visible @> kernel.as_of();

-- Each pair both ways round.
CREATE VIEW articles.public_related_block
    AS
    SELECT
        article_id,
        other_id
    FROM articles.related_block
    WHERE holds @> kernel.as_of()
    UNION ALL
    SELECT
        other_id,
        article_id
    FROM articles.related_block
    WHERE holds @> kernel.as_of();

-- The instants at which an article's pins and blocks change, the coming ones too.
CREATE VIEW articles.public_related_boundary
    AS
    SELECT
        article_id,
        lower(visible) AS begins,
        upper(visible) AS ends
    FROM articles.related_pin
    UNION ALL
    SELECT
        article_id,
        lower(holds),
        upper(holds)
    FROM articles.related_block
    UNION ALL
    SELECT
        other_id,
        lower(holds),
        upper(holds)
    FROM articles.related_block;

GRANT SELECT, INSERT, UPDATE (position, visible), DELETE ON articles.related_pin TO stet_console;
GRANT SELECT, INSERT, UPDATE (holds), DELETE ON articles.related_block TO stet_console;
GRANT SELECT ON articles.public_document, articles.public_document_topic, articles.public_document_words,
    articles.public_posting, articles.public_lexicon, articles.public_lexicon_word, articles.public_document_length,
    articles.public_related_pin, articles.public_related_block, articles.public_related_boundary
    TO stet_site, stet_preview;
