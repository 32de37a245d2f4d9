-- Slugs that a category had before; they answer with where it is now.
CREATE TABLE articles.category_slug_history (
    slug text NOT NULL,
    category_id uuid NOT NULL,
    CONSTRAINT category_slug_history_pkey PRIMARY KEY (slug),
    CONSTRAINT category_slug_history_slug_form CHECK (kernel.is_slug(slug)),
    CONSTRAINT category_slug_history_category_exists FOREIGN KEY (category_id)
        REFERENCES articles.category (category_id) ON DELETE CASCADE
);

CREATE INDEX category_slug_history_category ON articles.category_slug_history (category_id);

SELECT kernel.announce_changes('articles.category_slug_history');

-- Which category a slug means: the one that has it, else the one that had it last; see articles.public_slug.
CREATE VIEW articles.public_category_slug
    WITH (security_barrier)
    AS
    SELECT
        category.slug,
        category.category_id
    FROM articles.category
    UNION ALL
    SELECT
        past.slug,
        past.category_id
    FROM articles.category_slug_history AS past
    WHERE NOT EXISTS (
        SELECT
        FROM articles.category AS taken
        WHERE taken.slug = past.slug
    );

GRANT SELECT, INSERT, DELETE ON articles.category_slug_history TO stet_console;
GRANT SELECT ON articles.public_category_slug TO stet_site, stet_preview;
