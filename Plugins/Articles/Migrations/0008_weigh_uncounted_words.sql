-- A word may stand in no article that counts: in one that was called off, or in a text that a scheduled one is to
-- replace. It weighs as much as a word that stands in one.
CREATE OR REPLACE FUNCTION articles.weighed_words(words tsvector, written_in text, among integer DEFAULT NULL)
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
                * ln((total.documents + 1) / greatest(coalesce((
                    SELECT known.documents
                    FROM articles.word AS known
                    WHERE known.lexeme = word.lexeme
                ), 1), 1)) AS weight
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
