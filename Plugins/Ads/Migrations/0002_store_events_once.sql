-- What was told before and does not count for the same reason says nothing new: a token that is sent a thousand times
-- makes one row that counts and one that says why the others do not.
CREATE INDEX event_filtered ON ads.event (token_id, kind, filtered) WHERE filtered IS NOT NULL;

CREATE OR REPLACE FUNCTION ads.classify_event()
    RETURNS trigger
    LANGUAGE plpgsql
    SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NEW.filtered IS NULL THEN
        IF EXISTS (
            SELECT
            FROM ads.event
            WHERE token_id = NEW.token_id AND kind = NEW.kind AND filtered IS NULL
        ) THEN
            NEW.filtered := 'duplicate';
        ELSIF NEW.kind = 'click' AND NOT EXISTS (
            SELECT
            FROM ads.event
            WHERE token_id = NEW.token_id AND kind = 'impression' AND filtered IS NULL
        ) THEN
            NEW.filtered := 'no_impression';
        END IF;
    END IF;
    IF NEW.filtered IS NOT NULL AND EXISTS (
        SELECT
        FROM ads.event
        WHERE token_id = NEW.token_id AND kind = NEW.kind AND filtered = NEW.filtered
    ) THEN
        RETURN NULL;
    END IF;
    RETURN NEW;
END
$$;
