import Foundation
import Kernel
import Postgres

/// Calls off what has not happened yet: a revision that was to become public, or an end.
struct CancelSchedule {
    let kernel: Kernel

    /// Deletes a range that has not begun; what it was to replace stays as long as it was meant to.
    ///
    /// - Throws: `Refusal.wrongState` when it has begun or is gone.
    func run(_ id: ArticleID, _ publication: PublicationID, by actor: Actor) async throws {
        try await kernel.database.transaction { transaction in
            let article = try await ArticleQueries(reader: transaction).locked(id, in: transaction)
            guard
                let begins = try await Self.drop(
                    "publication_id = \(publication)", of: id, kernel, in: transaction
                ).first
            else {
                throw Refusal.wrongState(
                    message: "It has begun by now, or was called off. Look at the schedule as it is.",
                    now: article.path)
            }
            try await transaction.audit(
                AuditEntry(
                    "articles.schedule-cancelled", on: "article", id,
                    before: try PostgresJSON(encoding: Record(from: begins))),
                by: .person(actor, as: actor.role(for: .publishArticles)))
        }
    }

    /// Deletes what has not begun among those that `condition` names, and tells their beginnings. What they were to
    /// replace stays as long as it was meant to, and no longer than the article.
    static func drop(
        _ condition: SQL, of id: ArticleID, _ kernel: Kernel, in transaction: Transaction
    ) async throws -> [Instant] {
        let dropped = try await transaction.all(
            Dropped.self,
            """
            DELETE FROM articles.publication
            WHERE article_id = \(id) AND lower(visible) > clock_timestamp() AND \(sql: condition)
            RETURNING lower(visible) AS begins, upper(visible) AS ends, ends_at
            """)
        for range in dropped.sorted(by: { $0.begins < $1.begins }) {
            let begins = range.begins
            let cut = cut(of: range, among: dropped)
            try await transaction.execute(
                """
                UPDATE articles.publication
                SET visible = tstzrange(
                      lower(visible),
                      least(
                        ends_at,
                        \(cut),
                        (
                          SELECT min(lower(next.visible))
                          FROM articles.publication AS next
                          WHERE next.article_id = \(id) AND lower(next.visible) >= \(begins)
                        )
                      )
                    )
                WHERE article_id = \(id) AND upper(visible) = \(begins)
                """)
        }
        if !dropped.isEmpty {
            try await PublishArticle.refreshDates(of: id, kernel.settings[.siteTimeZone], in: transaction)
        }
        return dropped.map(\.begins)
    }

    private struct Dropped: Decodable, Sendable {
        let begins: Instant
        let ends: Instant?
        let endsAt: Instant?
    }

    /// When the article is to be taken off, where a range that was dropped, or the last of those that followed it, was
    /// cut short: whatever stays in its place leaves then too.
    private static func cut(of range: Dropped, among dropped: [Dropped]) -> Instant? {
        var last = range
        while let next = dropped.first(where: { $0.begins == last.ends }) { last = next }
        return last.ends == last.endsAt ? nil : last.ends
    }

    /// Lets an article that is to be taken off stay: it is public from now on without an end, or until what is
    /// scheduled next.
    ///
    /// - Throws: `Refusal.wrongState` when nothing is to end; `FormIssues` when it could not be published today.
    func keep(_ id: ArticleID, by actor: Actor) async throws {
        try await kernel.database.transaction { transaction in
            let article = try await ArticleQueries(reader: transaction).locked(id, in: transaction)
            let live = try await transaction.first(
                Live.self,
                """
                SELECT revision_id, approval_id, override_reason
                FROM articles.publication
                WHERE article_id = \(id)
                  AND visible @> clock_timestamp()
                  AND upper(visible) IS NOT NULL
                  AND NOT EXISTS (
                    SELECT
                    FROM articles.publication AS next
                    WHERE next.article_id = publication.article_id
                      AND lower(next.visible) = upper(publication.visible)
                  )
                """)
            guard let live else {
                throw Refusal.wrongState(message: "Nothing is to end here.", now: article.path)
            }
            _ = try await PublishArticle(kernel: kernel).publish(
                live.revisionID, of: id, from: nil, until: nil,
                .former(approval: live.approvalID, reason: live.overrideReason, by: actor), in: transaction)
        }
    }

    private struct Live: Decodable, Sendable {
        let revisionID: ArticleRevisionID
        let approvalID: ApprovalID?
        let overrideReason: String?
    }

    private struct Record: Encodable {
        let from: Instant
    }
}
