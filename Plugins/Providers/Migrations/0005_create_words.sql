-- The words of published profiles, for readers who mistype one. A page asks here only when a search finds nobody,
-- and shows a word only when the search for it finds somebody: whose a word was is not in here.
--
-- A word stands here once for each thing that is left of its first letters when up to two are taken out. A mistyped
-- word and the one that was meant have such a remainder in common, and the key finds it at once. Trigrams would miss
-- what happens most in short words: "grief" and "greif" share two of ten. An array of remainders in one row is
-- smaller, but the planner takes the overlap of arrays for common and reads the whole list.
CREATE TABLE providers.word (
    variant text NOT NULL,
    word text NOT NULL,
    CONSTRAINT word_pkey PRIMARY KEY (variant, word)
);

-- Seven letters of a word, then six, then five: thirty at most, however long the word is. Pages make the same of
-- what a reader typed.
CREATE FUNCTION providers.variants_of(word text)
    RETURNS text[]
    LANGUAGE sql
    IMMUTABLE
    PARALLEL SAFE
    RETURN (
        WITH whole AS (
            SELECT left(word, 7) AS letters
        ),
        less_one AS (
            SELECT overlay(letters PLACING '' FROM position FOR 1) AS letters
            FROM whole
            CROSS JOIN LATERAL generate_series(1, char_length(letters)) AS position
        ),
        less_two AS (
            SELECT overlay(letters PLACING '' FROM position FOR 1) AS letters
            FROM less_one
            CROSS JOIN LATERAL generate_series(1, char_length(letters)) AS position
            WHERE char_length(word) >= 5
        )
        SELECT array_agg(letters ORDER BY letters)
        FROM (
            SELECT letters
            FROM whole
            UNION
            SELECT letters
            FROM less_one
            UNION
            SELECT letters
            FROM less_two
        ) AS variant
    );

-- Takes the words of what is published into the list, once a statement. In one order, so that two who bring the
-- same new words wait for each other and do not lock each other out.
CREATE FUNCTION providers.learn_words()
    RETURNS trigger
    LANGUAGE plpgsql
    SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO providers.word (variant, word)
    SELECT variant, told.word
    FROM (
        SELECT DISTINCT token.lexeme AS word
        FROM changed
        JOIN providers.revision USING (revision_id)
        CROSS JOIN LATERAL unnest(
            to_tsvector(
                'simple',
                concat_ws(
                    ' ', revision.name, CASE WHEN NOT revision.remote_only THEN revision.city END,
                    revision.bio_text))
        ) AS token
        WHERE token.lexeme ~ '^[[:alpha:]]{3,30}$'
    ) AS told
    CROSS JOIN LATERAL unnest(providers.variants_of(told.word)) AS variant
    WHERE NOT EXISTS (
        SELECT
        FROM providers.word AS known
        WHERE known.variant = left(told.word, 7)
            AND known.word = told.word
    )
    ORDER BY variant, told.word
    ON CONFLICT (variant, word) DO NOTHING;

    RETURN NULL;
END
$$;

CREATE TRIGGER learn_words
    AFTER INSERT ON providers.publication
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION providers.learn_words();

CREATE VIEW providers.public_word
    AS
    SELECT variant, word
    FROM providers.word;

GRANT SELECT ON providers.public_word TO stet_site, stet_preview;
