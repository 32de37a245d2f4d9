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

-- What suggestions read of a publication. Rows follow articles.publication by trigger, in the same transaction.
CREATE TABLE articles.document (
    document_id integer GENERATED ALWAYS AS IDENTITY,
    publication_id uuid NOT NULL,
    article_id uuid NOT NULL,
    revision_id uuid NOT NULL,
    -- The range of the publication, as two instants: they are compared for thousands of rows a page.
    begins timestamptz NOT NULL,
    ends timestamptz NOT NULL,
    -- The language without its region, as en.
    lang text NOT NULL,
    category_id uuid NOT NULL,
    published_at timestamptz NOT NULL,
    -- Whether its words count in articles.word: each article counts once, with its newest text.
    counting text NOT NULL DEFAULT 'due',
    -- How many articles counted when its words were weighed; 0 before that.
    weighed_among integer NOT NULL DEFAULT 0,
    CONSTRAINT document_pkey PRIMARY KEY (document_id),
    CONSTRAINT document_publication_once UNIQUE (publication_id),
    CONSTRAINT document_publication_exists FOREIGN KEY (publication_id)
        REFERENCES articles.publication (publication_id) ON DELETE CASCADE,
    CONSTRAINT document_counting_known CHECK (counting IN ('due', 'counted', 'superseded'))
);

CREATE INDEX document_article ON articles.document (article_id);
CREATE INDEX document_due ON articles.document (document_id) WHERE counting = 'due';
CREATE INDEX document_weighed ON articles.document (weighed_among);

CREATE TABLE articles.document_topic (
    document_id integer NOT NULL,
    topic_id uuid NOT NULL,
    published_at timestamptz NOT NULL,
    lang text NOT NULL,
    begins timestamptz NOT NULL,
    ends timestamptz NOT NULL,
    CONSTRAINT document_topic_pkey PRIMARY KEY (document_id, topic_id),
    CONSTRAINT document_topic_document_exists FOREIGN KEY (document_id)
        REFERENCES articles.document (document_id) ON DELETE CASCADE
);

CREATE INDEX document_topic_latest ON articles.document_topic (topic_id, published_at DESC, document_id DESC);

-- The document as a vector of length 1: its stems, the heaviest first, what each weighs, and how it is mostly written
-- there. The similarity of two texts is the sum of products over the stems that both have.
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

-- The hundred heaviest words of each document, for finding it by a word.
CREATE TABLE articles.posting (
    lexeme text NOT NULL,
    document_id integer NOT NULL,
    weight real NOT NULL,
    lang text NOT NULL,
    begins timestamptz NOT NULL,
    ends timestamptz NOT NULL,
    CONSTRAINT posting_pkey PRIMARY KEY (lexeme, document_id) INCLUDE (weight, lang, begins, ends)
);

-- In how many articles each word stands.
CREATE TABLE articles.word (
    lexeme text NOT NULL,
    documents integer NOT NULL,
    CONSTRAINT word_pkey PRIMARY KEY (lexeme) INCLUDE (documents)
);

-- The words of a text as a vector of length 1, the heaviest first. A word weighs 1 + ln of its count, times ln of how
-- rare it is. In the title it counts as three in the text, in the summary or in a heading as two. "among" is the number
-- of articles that count, for whoever has counted them already.
CREATE FUNCTION articles.weighed_words(words tsvector, written_in text, among integer DEFAULT NULL)
    RETURNS TABLE (lexeme text, weight real, written text)
    LANGUAGE sql
    STABLE
    SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    WITH spelling AS MATERIALIZED (
        SELECT
            stem.lexeme,
            mode() WITHIN GROUP (ORDER BY token.word) AS written
        FROM (
            SELECT token AS word
            FROM ts_parse('default', written_in)
            WHERE tokid IN (1, 2, 10, 11, 16, 17)
        ) AS token
        CROSS JOIN LATERAL unnest(ts_lexize('english_stem', lower(token.word))) AS stem (lexeme)
        GROUP BY stem.lexeme
    ),
    raw AS MATERIALIZED (
        SELECT
            word.lexeme,
            (1 + ln(coalesce((
                SELECT sum(CASE place WHEN 'A' THEN 3 WHEN 'B' THEN 2 WHEN 'C' THEN 2 ELSE 1 END)
                FROM unnest(word.weights) AS place
            ), 1)))::double precision
                * ln((total.documents + 1) / coalesce((
                    SELECT known.documents
                    FROM articles.word AS known
                    WHERE known.lexeme = word.lexeme
                ), 1)) AS weight
        FROM unnest(words) AS word
        CROSS JOIN (
            SELECT greatest(coalesce(among, (
                SELECT count(*)
                FROM articles.document
                WHERE counting = 'counted'
            )), 1)::double precision AS documents
        ) AS total
    )
    SELECT
        raw.lexeme,
        (raw.weight / (SELECT sqrt(sum(each.weight ^ 2)) FROM raw AS each))::real,
        coalesce(spelling.written, raw.lexeme)
    FROM raw
    LEFT JOIN spelling USING (lexeme)
    ORDER BY raw.weight DESC, raw.lexeme
$$;

GRANT EXECUTE ON FUNCTION articles.weighed_words(tsvector, text, integer) TO stet_console;

-- Counts the words of documents that are due, and no more those of articles' earlier texts.
CREATE FUNCTION articles.count_words()
    RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    -- Collected first: a plan that is kept from when there were few rows then still begins with these.
    due CONSTANT uuid[] := ARRAY(SELECT DISTINCT article_id FROM articles.document WHERE counting = 'due');
BEGIN
    WITH newest AS (
        SELECT
            document.article_id,
            max(document.document_id) AS document_id
        FROM articles.document
        WHERE document.article_id = ANY (due)
        GROUP BY document.article_id
    ),
    changed AS (
        SELECT
            document.document_id,
            document.revision_id,
            CASE WHEN document.document_id = newest.document_id THEN 'counted' ELSE 'superseded' END AS becomes,
            (document.document_id = newest.document_id)::integer - (document.counting = 'counted')::integer AS step
        FROM articles.document
        JOIN newest USING (article_id)
        WHERE document.article_id = ANY (due)
    ),
    marked AS (
        UPDATE articles.document
        SET counting = changed.becomes
        FROM changed
        WHERE document.document_id = changed.document_id AND document.counting <> changed.becomes
    )
    INSERT INTO articles.word AS known (lexeme, documents)
    SELECT
        word.lexeme,
        sum(changed.step)
    FROM changed
    JOIN articles.revision USING (revision_id)
    CROSS JOIN LATERAL unnest(tsvector_to_array(revision.words)) AS word (lexeme)
    WHERE changed.step <> 0
    GROUP BY word.lexeme
    HAVING sum(changed.step) <> 0
    ORDER BY word.lexeme
    ON CONFLICT (lexeme) DO UPDATE
    SET documents = known.documents + excluded.documents;
END
$$;

-- Weighs documents by what is counted now.
CREATE FUNCTION articles.weigh_documents(chosen integer[])
    RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    among CONSTANT integer := (SELECT count(*) FROM articles.document WHERE counting = 'counted');
BEGIN
    DELETE FROM articles.posting
    USING articles.document_words AS words
    WHERE words.document_id = ANY (chosen)
        AND posting.lexeme = ANY (words.lexemes[:100])
        AND posting.document_id = words.document_id;

    INSERT INTO articles.document_words AS words (document_id, lexemes, weights, written)
    SELECT
        document.document_id,
        coalesce(array_agg(word.lexeme ORDER BY word.weight DESC, word.lexeme) FILTER (WHERE word.lexeme IS NOT NULL), '{}'),
        coalesce(array_agg(word.weight ORDER BY word.weight DESC, word.lexeme) FILTER (WHERE word.lexeme IS NOT NULL), '{}'),
        coalesce(array_agg(word.written ORDER BY word.weight DESC, word.lexeme) FILTER (WHERE word.lexeme IS NOT NULL), '{}')
    FROM articles.document
    JOIN articles.revision USING (revision_id)
    LEFT JOIN LATERAL articles.weighed_words(
        revision.words, concat_ws(E'\n', revision.title, revision.dek, revision.text), among
    ) AS word ON true
    WHERE document.document_id = ANY (chosen)
    GROUP BY document.document_id
    ON CONFLICT (document_id) DO UPDATE
    SET lexemes = excluded.lexemes, weights = excluded.weights, written = excluded.written;

    INSERT INTO articles.posting (lexeme, document_id, weight, lang, begins, ends)
    SELECT
        word.lexeme,
        document.document_id,
        word.weight,
        document.lang,
        document.begins,
        document.ends
    FROM articles.document
    JOIN articles.document_words AS words USING (document_id)
    CROSS JOIN LATERAL unnest(words.lexemes[:100], words.weights[:100]) AS word (lexeme, weight)
    WHERE document.document_id = ANY (chosen)
    ORDER BY word.lexeme, document.document_id;

    UPDATE articles.document
    SET weighed_among = among
    WHERE document_id = ANY (chosen);
END
$$;

-- Follows the publications, whoever changes them, once a statement.
--
-- Whoever publishes also weighs a few documents anew that were weighed among far fewer articles: what is rare is
-- learned as articles come, and by the time that there are half as many more, every document has had its turn. Only one
-- transaction at a time counts and weighs anew; another one weighs its own document by what is counted already.
CREATE FUNCTION articles.follow_publications()
    RETURNS trigger
    LANGUAGE plpgsql
    SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    added integer[];
    counted integer;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        WITH moved AS (
            UPDATE articles.document
            SET
                begins = lower(changed.visible),
                ends = coalesce(upper(changed.visible), 'infinity'),
                published_at = changed.published_at
            FROM changed
            WHERE document.publication_id = changed.publication_id
                AND (document.begins, document.ends, document.published_at)
                    <> (lower(changed.visible), coalesce(upper(changed.visible), 'infinity'), changed.published_at)
            RETURNING document.document_id, document.begins, document.ends, document.published_at
        ),
        topics AS (
            UPDATE articles.document_topic
            SET begins = moved.begins, ends = moved.ends, published_at = moved.published_at
            FROM moved
            WHERE document_topic.document_id = moved.document_id
        )
        UPDATE articles.posting
        SET begins = moved.begins, ends = moved.ends
        FROM moved
        JOIN articles.document_words AS words USING (document_id)
        WHERE posting.lexeme = ANY (words.lexemes[:100]) AND posting.document_id = moved.document_id;
        RETURN NULL;
    END IF;

    WITH document AS (
        INSERT INTO articles.document (
            publication_id, article_id, revision_id, begins, ends, lang, category_id, published_at
        )
        SELECT
            changed.publication_id,
            changed.article_id,
            changed.revision_id,
            lower(changed.visible),
            coalesce(upper(changed.visible), 'infinity'),
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

    INSERT INTO articles.document_topic (document_id, topic_id, published_at, lang, begins, ends)
    SELECT
        document.document_id,
        revision_topic.topic_id,
        document.published_at,
        document.lang,
        document.begins,
        document.ends
    FROM articles.document
    JOIN articles.revision_topic USING (revision_id)
    WHERE document.document_id = ANY (added);

    IF pg_try_advisory_xact_lock(hashtext('articles.word')) THEN
        PERFORM articles.count_words();
        counted := (SELECT count(*) FROM articles.document WHERE counting = 'counted');
        added := added || ARRAY(
            SELECT document.document_id
            FROM articles.document
            WHERE document.weighed_among BETWEEN 1 AND counted / 1.5 AND document.ends > clock_timestamp()
            ORDER BY document.weighed_among, document.document_id
            LIMIT 5
        );
    END IF;
    PERFORM articles.weigh_documents(added);
    RETURN NULL;
END
$$;

CREATE TRIGGER follow_publications_insert
    AFTER INSERT ON articles.publication
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION articles.follow_publications();

CREATE TRIGGER follow_publications_update
    AFTER UPDATE ON articles.publication
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION articles.follow_publications();

-- A publication that has not begun may be deleted. Its document goes with it, and the article counts again with the
-- text that it had before.
CREATE FUNCTION articles.forget_document()
    RETURNS trigger
    LANGUAGE plpgsql
    SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    DELETE FROM articles.posting
    USING articles.document_words AS words
    WHERE words.document_id = OLD.document_id
        AND posting.lexeme = ANY (words.lexemes[:100])
        AND posting.document_id = OLD.document_id;

    IF OLD.counting = 'counted' THEN
        UPDATE articles.word
        SET documents = word.documents - 1
        FROM articles.revision
        CROSS JOIN LATERAL unnest(tsvector_to_array(revision.words)) AS stem (lexeme)
        WHERE revision.revision_id = OLD.revision_id AND word.lexeme = stem.lexeme;

        UPDATE articles.document
        SET counting = 'due'
        WHERE document_id = (
            SELECT max(earlier.document_id)
            FROM articles.document AS earlier
            WHERE earlier.article_id = OLD.article_id AND earlier.document_id <> OLD.document_id
        );
    END IF;
    RETURN OLD;
END
$$;

CREATE TRIGGER forget_document
    BEFORE DELETE ON articles.document
    FOR EACH ROW EXECUTE FUNCTION articles.forget_document();

-- What suggestions read: public documents and nothing else. No security barriers, under which the indexes could not be
-- used. The instant is read once a statement and not once a row.
CREATE VIEW articles.public_document
    AS
    SELECT
        document_id,
        article_id,
        lang,
        category_id,
        published_at
    FROM articles.document
    WHERE begins <= (SELECT kernel.as_of()) AND ends > (SELECT kernel.as_of());

CREATE VIEW articles.public_document_topic
    AS
    SELECT
        topic_id,
        document_id,
        published_at,
        lang
    FROM articles.document_topic
    WHERE begins <= (SELECT kernel.as_of()) AND ends > (SELECT kernel.as_of());

CREATE VIEW articles.public_document_words
    AS
    SELECT
        document_words.document_id,
        document_words.lexemes,
        document_words.weights,
        document_words.written
    FROM articles.document_words
    JOIN articles.document USING (document_id)
    WHERE document.begins <= (SELECT kernel.as_of()) AND document.ends > (SELECT kernel.as_of());

CREATE VIEW articles.public_posting
    AS
    SELECT
        lexeme,
        document_id,
        weight,
        lang
    FROM articles.posting
    WHERE begins <= (SELECT kernel.as_of()) AND ends > (SELECT kernel.as_of());

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
    articles.public_posting, articles.public_related_pin, articles.public_related_block, articles.public_related_boundary
    TO stet_site, stet_preview;
