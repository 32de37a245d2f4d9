import Foundation
import Kernel
import Postgres
import Site

/// What readers get at an article's address when it is withdrawn.
enum WithdrawnAddress: Sendable, Equatable {
    /// The word that it was taken off (410).
    case gone
    /// Another page of the site, for good (301).
    case redirect(path: String)

    var path: String? {
        if case .redirect(let path) = self { path } else { nil }
    }

    /// Reads the form: `target` is a path, or the address of another article.
    ///
    /// - Throws: `FormIssues` for a path that is none.
    init(_ choice: String, target: String) throws(FormIssues) {
        guard choice == "redirect" else {
            self = .gone
            return
        }
        let path = target.hasPrefix("/") || target.isEmpty ? target : "/articles/\(target)"
        guard path.wholeMatch(of: /\/([^\/\s\\][^\s\\]*)?/) != nil, path.count <= 2_000 else {
            throw FormIssues("target", .other("Enter a page of this site, like /topics/grief."))
        }
        self = .redirect(path: path)
    }
}

/// Where an article's address leads while it is not public; kept by Site. Without one readers are told that the article
/// was taken off, or nothing where they never had it.
enum Redirects {
    static func set(
        _ address: WithdrawnAddress, of article: StoredArticle, since instant: Instant,
        in transaction: Transaction
    ) async throws {
        guard let target = address.path else {
            return try await remove(of: article.articleID, in: transaction)
        }
        do {
            try await transaction.savepoint {
                try await transaction.execute(
                    """
                    INSERT INTO site.redirect (path, target, since)
                    SELECT path, \(target), \(instant)
                    FROM (\(sql: paths(of: article.articleID))) AS address
                    ON CONFLICT (path) DO UPDATE
                    SET target = excluded.target,
                        since = excluded.since
                    """)
            }
        } catch let error as PostgresError
            where ["redirect_not_to_itself", "redirect_target_form"].contains(error.constraint)
        {
            throw FormIssues("target", .other("Enter another page of this site, like /topics/grief."))
        }
    }

    static func remove(of id: ArticleID, in transaction: Transaction) async throws {
        try await transaction.execute(
            """
            DELETE FROM site.redirect
            WHERE path IN (\(sql: paths(of: id)))
            """)
    }

    /// An article that was renamed leads from its new address too to where its former one led.
    static func follow(_ id: ArticleID, from path: String, in transaction: Transaction) async throws {
        try await transaction.execute(
            """
            INSERT INTO site.redirect (path, target, since)
            SELECT address.path, former.target, former.since
            FROM site.redirect AS former
            CROSS JOIN (\(sql: paths(of: id))) AS address
            WHERE former.path = \(path) AND former.target <> address.path
            ON CONFLICT (path) DO NOTHING
            """)
    }

    /// Where an article is and was to be found, a column `path`.
    private static func paths(of id: ArticleID) -> SQL {
        """
        SELECT '/articles/' || slug AS path FROM articles.article WHERE article_id = \(id)
        UNION
        SELECT '/articles/' || slug FROM articles.slug_history WHERE article_id = \(id)
        """
    }
}
