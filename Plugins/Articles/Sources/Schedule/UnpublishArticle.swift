import Console
import Foundation
import Kernel
import Postgres
import Site

/// Takes an article off the site, now or at a time to come.
struct UnpublishArticle {
    let kernel: Kernel

    static let longestReason = 1_000

    /// What was to come after that does not come. Tells from when on readers do not have it.
    ///
    /// - Throws: `FormIssues` for a missing reason or a time that is over; `Refusal.wrongState` when readers do not see
    ///   it then.
    func run(
        _ id: ArticleID, at time: Schedule?, then address: WithdrawnAddress, because reason: String,
        by actor: Actor
    ) async throws -> Instant {
        let reason = oneLine(reason)
        if reason.isEmpty { throw FormIssues("unpublish_reason", .missing("a reason")) }
        if reason.count > Self.longestReason {
            throw FormIssues("unpublish_reason", .tooLong("a reason", max: Self.longestReason))
        }
        return try await kernel.database.transaction { transaction in
            let article = try await ArticleQueries(reader: transaction).locked(id, in: transaction)
            let now = try await PublishArticle.clock(of: id, in: transaction)
            if let time, time.instant <= now {
                throw FormIssues("day", .other("Enter a time that is still to come."))
            }
            let instant = time?.instant ?? now
            let dropped = try await transaction.execute(
                """
                DELETE FROM articles.publication
                WHERE article_id = \(id) AND lower(visible) >= \(instant)
                """)
            let ended = try await transaction.execute(
                """
                UPDATE articles.publication
                SET visible = tstzrange(lower(visible), \(instant))
                WHERE article_id = \(id) AND visible @> \(instant)
                """)
            guard dropped + ended > 0 else {
                throw Refusal.wrongState(message: "Readers do not see this article then.", now: article.path)
            }
            try await Redirects.set(address, of: article, since: instant, in: transaction)
            try await transaction.audit(
                AuditEntry(
                    "articles.unpublished", on: "article", id,
                    after: try PostgresJSON(encoding: Record(from: instant, target: address.path)),
                    reason: reason),
                by: .person(actor, as: actor.role(for: .publishArticles)))
            return instant
        }
    }

    private struct Record: Encodable {
        let from: Instant
        let target: String?
    }
}
