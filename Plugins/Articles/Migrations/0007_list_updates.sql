-- Lists say what an article's page says: of one that came with the day of its last change alone, that day.
CREATE OR REPLACE VIEW articles.public_article_listing
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
        lower(publication.visible) AS live_from,
        revision.updated_on
    FROM articles.publication
    JOIN articles.article USING (article_id)
    JOIN articles.revision USING (article_id, revision_id)
    LEFT JOIN articles.category USING (category_id)
    LEFT JOIN articles.author USING (author_id)
    WHERE publication.visible @> kernel.as_of();
