-- Line items hold categories by id: an address may change, and what must not stand somewhere must not stand there then
-- either. Whose categories these are, ads do not know, so nothing refers to them.
ALTER TABLE ads.line_item
    ADD COLUMN category_ids uuid[] NOT NULL DEFAULT '{}',
    ADD COLUMN excluded_category_ids uuid[] NOT NULL DEFAULT '{}';

CREATE TABLE ads.known_category (
    slug text PRIMARY KEY,
    category_id uuid NOT NULL
);

-- This once they are looked up where they are kept, if they are: a line item may have been booked by their slugs.
DO $$
DECLARE
    categories CONSTANT regclass := to_regclass('articles.category');
BEGIN
    IF categories IS NOT NULL THEN
        EXECUTE format('INSERT INTO ads.known_category (slug, category_id) SELECT slug, category_id FROM %s', categories);
    END IF;
END
$$;

-- A slug that means no category any more gets an id that none has. Without it a line item that was for that category
-- alone would be for every page.
INSERT INTO ads.known_category (slug, category_id)
SELECT DISTINCT
    booked.slug,
    md5('category ' || booked.slug)::uuid
FROM ads.line_item
CROSS JOIN LATERAL unnest(line_item.categories || line_item.excluded_categories) AS booked (slug)
ON CONFLICT (slug) DO NOTHING;

UPDATE ads.line_item
SET category_ids = ARRAY(
        SELECT known_category.category_id
        FROM unnest(line_item.categories) AS booked (slug)
        JOIN ads.known_category USING (slug)
        ORDER BY known_category.category_id
    ),
    excluded_category_ids = ARRAY(
        SELECT known_category.category_id
        FROM unnest(line_item.excluded_categories) AS booked (slug)
        JOIN ads.known_category USING (slug)
        ORDER BY known_category.category_id
    )
WHERE line_item.categories <> '{}' OR line_item.excluded_categories <> '{}';

DROP TABLE ads.known_category;
DROP VIEW ads.public_line_item;

ALTER TABLE ads.line_item
    DROP COLUMN categories,
    DROP COLUMN excluded_categories;
ALTER TABLE ads.line_item RENAME COLUMN category_ids TO categories;
ALTER TABLE ads.line_item RENAME COLUMN excluded_category_ids TO excluded_categories;

COMMENT ON COLUMN ads.line_item.categories IS
    'Ids. With topics and categories both empty it runs whatever a page is about; else on pages with one of them.';

-- As it was, with ids in the place of slugs.
CREATE VIEW ads.public_line_item
    AS
    SELECT
        line_item.line_item_id,
        campaign.advertiser_id,
        line_item.priority,
        line_item.weight,
        line_item.goal,
        CASE
            WHEN line_item.goal IS NOT NULL THEN (
                SELECT count(*)
                FROM ads.event
                WHERE event.line_item_id = line_item.line_item_id
                    AND event.kind = 'impression'
                    AND event.filtered IS NULL
            )
            ELSE 0
        END AS delivered,
        line_item.page_kinds,
        ARRAY(
            SELECT topic.slug
            FROM ads.line_item_topic
            JOIN topics.topic USING (topic_id)
            WHERE line_item_topic.line_item_id = line_item.line_item_id AND NOT line_item_topic.is_excluded
            ORDER BY topic.slug
        ) AS topics,
        ARRAY(
            SELECT topic.slug
            FROM ads.line_item_topic
            JOIN topics.topic USING (topic_id)
            WHERE line_item_topic.line_item_id = line_item.line_item_id AND line_item_topic.is_excluded
            ORDER BY topic.slug
        ) AS excluded_topics,
        line_item.categories,
        line_item.excluded_categories,
        lower(flight.runs) AS begins,
        upper(flight.runs) AS ends
    FROM ads.line_item
    JOIN ads.campaign USING (campaign_id)
    JOIN ads.flight USING (line_item_id)
    WHERE coalesce(upper(flight.runs) > kernel.as_of(), true);

GRANT SELECT ON ads.public_line_item TO stet_site, stet_preview;
