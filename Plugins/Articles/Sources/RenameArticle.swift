import Kernel
import Postgres
import Site

/// Changes an article's address. Readers find it there at once; the old one leads to it.
struct RenameArticle {
    let kernel: Kernel

    /// Tells whether anything changed.
    ///
    /// - Throws: `FormIssues` for an address that is none or taken; `Refusal.changedSince` when somebody else changed it.
    func run(_ id: ArticleID, seen version: Int, to text: String, by actor: Actor) async throws -> Bool {
        guard let slug = Slug(text) else {
            throw FormIssues(
                "slug",
                .other(
                    "Enter an address of lower-case letters, digits and single hyphens, like grief-at-work."))
        }
        return try await kernel.database.transaction { transaction in
            let before = try await ArticleQueries(reader: transaction).locked(id, in: transaction)
            guard before.version == version else { throw conflict(before, slug) }
            guard before.slug != slug else { return false }
            try await SaveArticle.namingTaken(in: transaction) {
                try await transaction.execute(
                    """
                    UPDATE articles.article
                    SET slug = \(slug), version = version + 1
                    WHERE article_id = \(id)
                    """)
            }
            try await transaction.execute(
                """
                DELETE FROM articles.slug_history
                WHERE slug = \(slug) AND article_id = \(id) OR slug = \(before.slug)
                """)
            try await transaction.execute(
                """
                INSERT INTO articles.slug_history (slug, article_id)
                VALUES (\(before.slug), \(id))
                """)
            try await Redirects.follow(id, from: before.publicPath, in: transaction)
            try await transaction.audit(
                AuditEntry(
                    "articles.renamed", on: "article", id,
                    before: try PostgresJSON(encoding: Record(slug: before.slug)),
                    after: try PostgresJSON(encoding: Record(slug: slug))),
                by: .person(actor, as: actor.role(for: .editArticles)))
            return true
        }
    }

    private func conflict(_ stored: StoredArticle, _ sent: Slug) -> Refusal {
        .changedSince(
            Conflict(
                subject: "this address", by: nil, path: "\(stored.path)/address", version: stored.version,
                fields: [
                    .init(
                        name: "slug", label: "Address", mine: sent.rawValue, theirs: stored.slug.rawValue)
                ]))
    }

    private struct Record: Encodable {
        let slug: Slug
    }
}
