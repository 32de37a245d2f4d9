-- The words of each profile while it is public: what the search box looks in. A list looks into the words of one profile
-- after the other, or finds the few that hold a rare one. Reading them from the revision by way of the publication
-- takes ten times as long, most of it for unpacking a long row.
CREATE TABLE providers.search (
    publication_id uuid NOT NULL,
    provider_id uuid NOT NULL,
    visible tstzrange NOT NULL,
    words tsvector NOT NULL,
    CONSTRAINT search_pkey PRIMARY KEY (publication_id),
    CONSTRAINT search_publication_exists FOREIGN KEY (publication_id)
        REFERENCES providers.publication (publication_id) ON DELETE CASCADE
);

CREATE INDEX search_provider ON providers.search (provider_id);
-- What is still to be sorted in is read by every search, so it is kept short.
CREATE INDEX search_words ON providers.search USING gin (words) WITH (gin_pending_list_limit = 64);

-- In the row itself, whatever their number.
ALTER TABLE providers.search ALTER COLUMN words SET STORAGE MAIN;

-- With fewer, the planner takes a rare word for one that every two-hundredth profile holds, and looks for it by
-- walking the whole list.
ALTER TABLE providers.search ALTER COLUMN words SET STATISTICS 1000;

-- Follows the publications, whoever changes them, once a statement.
CREATE FUNCTION providers.follow_search()
    RETURNS trigger
    LANGUAGE plpgsql
    SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO providers.search (publication_id, provider_id, visible, words)
    SELECT changed.publication_id, changed.provider_id, changed.visible, revision.words
    FROM changed
    JOIN providers.revision USING (revision_id)
    ON CONFLICT (publication_id) DO UPDATE
    SET visible = excluded.visible;

    RETURN NULL;
END
$$;

CREATE TRIGGER follow_search_insert
    AFTER INSERT ON providers.publication
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION providers.follow_search();

CREATE TRIGGER follow_search_update
    AFTER UPDATE ON providers.publication
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION providers.follow_search();

-- Which live profiles hold a word. No security barrier, under which no word index could be used; there is nothing in
-- it that the page does not show.
CREATE VIEW providers.public_search
    AS
    SELECT
        provider_id,
        words
    FROM providers.search
    WHERE visible @> kernel.as_of();

GRANT SELECT ON providers.public_search TO stet_site, stet_preview;
