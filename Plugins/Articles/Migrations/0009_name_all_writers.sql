-- Whose work a revision is: everybody who wrote since the last one that an editor approved, since a text holds what was
-- there before the last save, and whoever signs it.
CREATE FUNCTION articles.writers_of(revision uuid)
    RETURNS uuid[]
    LANGUAGE sql
    STABLE
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(DISTINCT writer.person_id), '{}')
    FROM articles.revision AS judged
    JOIN accounts.account AS writer ON writer.account_id IN (
        SELECT written.created_by
        FROM articles.revision AS written
        WHERE written.article_id = judged.article_id
            AND written.number <= judged.number
            AND written.number > coalesce((
                SELECT max(approved.number)
                FROM articles.standing_approval
                JOIN articles.revision AS approved USING (revision_id)
                WHERE standing_approval.article_id = judged.article_id
                    AND standing_approval.stage = 'editorial'
                    AND approved.number < judged.number
            ), 0)
        UNION ALL
        SELECT author.account_id
        FROM articles.author
        WHERE author.author_id = judged.author_id
    )
    WHERE judged.revision_id = writers_of.revision
$$;

GRANT EXECUTE ON FUNCTION articles.writers_of(uuid) TO stet_console;

-- An approval names the writer that it must not come from: the approver, where they are one of several.
CREATE OR REPLACE FUNCTION articles.name_persons()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
DECLARE
    writers CONSTANT uuid[] := articles.writers_of(NEW.revision_id);
BEGIN
    NEW.approver_person := (SELECT person_id FROM accounts.account WHERE account_id = NEW.approved_by);
    NEW.writer_person := CASE WHEN NEW.approver_person = ANY (writers) THEN NEW.approver_person ELSE writers[1] END;
    RETURN NEW;
END
$$;
