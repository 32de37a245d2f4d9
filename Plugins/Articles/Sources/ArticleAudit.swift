import Accounts
import Kernel
import Postgres

/// What the audit log says about articles, their categories and authors.
struct ArticleAudit: AuditSource {
    let deeds = [
        "articles.added": "began the article %",
        "articles.saved": "saved a draft of %",
        "articles.restored": "took up an earlier text of %",
        "articles.renamed": "gave % another address",
        "articles.imported": "imported %",
        "articles.published": "published %",
        "articles.unpublished": "took % off the site",
        "articles.schedule-cancelled": "called off a schedule of %",
        "articles.approval-taken-back": "took back an approval of %",
        "articles.related-pinned": "chose what stands below %",
        "articles.related-moved": "reordered what stands below %",
        "articles.related-unpinned": "removed what stood below %",
        "articles.related-blocked": "kept an article from being suggested below %",
        "articles.related-unblocked": "let an article be suggested below % again",
        "articles.category-added": "added the category %",
        "articles.category-changed": "changed the category %",
        "articles.author-added": "added the author %",
        "articles.author-changed": "changed the author %",
    ]

    /// What is public later was scheduled.
    func words(for record: AuditRecord) -> String? {
        let published = try? record.after?.decode(ArticlePublished.self)
        guard record.action == "articles.published", let published, published.from > record.at + .seconds(60)
        else { return deeds[record.action] }
        return "scheduled %"
    }

    var kinds: [AuditKind] {
        [
            AuditKind("article", "Article", path: "/console/articles/", needs: .readArticles) { ids in
                .all(
                    AuditSubject.self,
                    """
                    SELECT DISTINCT ON (article_id)
                      article_id AS id, title AS name, NULL::text AS note, article_id AS screen
                    FROM articles.revision
                    WHERE article_id = ANY (\(ids))
                    ORDER BY article_id, number DESC
                    """)
            },
            AuditKind(
                "category", "Category", path: "\(ListConsole.categoriesPath)/", needs: .editArticles
            ) { ids in
                .all(
                    AuditSubject.self,
                    """
                    SELECT category_id AS id, name, NULL::text AS note, category_id AS screen
                    FROM articles.category
                    WHERE category_id = ANY (\(ids))
                    """)
            },
            AuditKind("author", "Author", path: "\(ListConsole.authorsPath)/", needs: .editArticles) { ids in
                .all(
                    AuditSubject.self,
                    """
                    SELECT author_id AS id, name, NULL::text AS note, author_id AS screen
                    FROM articles.author
                    WHERE author_id = ANY (\(ids))
                    """)
            },
        ]
    }
}
