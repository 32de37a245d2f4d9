import Foundation
import Kernel
import Postgres

/// Keeps two articles from suggesting each other, and lets them again. What editors pin stays.
struct BlockRelated {
    let kernel: Kernel

    func block(_ other: ArticleID, for id: ArticleID, by actor: Actor) async throws {
        try await change(other, for: id, "articles.related-blocked", by: actor) {
            transaction, isHeld, instant in
            guard !isHeld else { throw already("These two do not suggest each other already.", id) }
            try await transaction.execute(
                """
                INSERT INTO articles.related_block (related_block_id, article_id, other_id, holds, created_by)
                VALUES (
                  \(kernel.ids.next(RelatedBlockID.self)), least(\(id), \(other)), greatest(\(id), \(other)),
                  tstzrange(\(instant), NULL), \(actor.accountID)
                )
                """)
        }
    }

    func unblock(_ other: ArticleID, for id: ArticleID, by actor: Actor) async throws {
        try await change(other, for: id, "articles.related-unblocked", by: actor) {
            transaction, isHeld, instant in
            guard isHeld else { throw already("These two may suggest each other already.", id) }
            try await transaction.execute(
                """
                UPDATE articles.related_block
                SET holds = tstzrange(lower(holds), \(instant))
                WHERE article_id = least(\(id), \(other))
                  AND other_id = greatest(\(id), \(other))
                  AND holds @> \(instant)
                """)
        }
    }

    private func already(_ message: String, _ id: ArticleID) -> Refusal {
        .wrongState(message: message, now: RelatedQueries.path(of: id))
    }

    /// Locks both articles, asks whether the block holds, and writes the record.
    private func change(
        _ other: ArticleID, for id: ArticleID, _ action: String, by actor: Actor,
        _ body: @Sendable (Transaction, Bool, Instant) async throws -> Void
    ) async throws {
        guard other != id else { throw Refusal.badRequest("An article is no suggestion for itself.") }
        try await kernel.database.transaction { transaction in
            try await RelatedQueries.lock([id, other], in: transaction)
            let standing = try await transaction.one(
                Standing.self,
                """
                SELECT instant, EXISTS (
                  SELECT
                  FROM articles.related_block
                  WHERE article_id = least(\(id), \(other))
                    AND other_id = greatest(\(id), \(other))
                    AND holds @> instant
                ) AS is_held
                FROM (
                  SELECT greatest(
                    clock_timestamp(),
                    (
                      SELECT max(greatest(lower(holds), upper(holds))) + interval '1 microsecond'
                      FROM articles.related_block
                      WHERE article_id = least(\(id), \(other)) AND other_id = greatest(\(id), \(other))
                    )
                  ) AS instant
                ) AS clock
                """)
            try await body(transaction, standing.isHeld, standing.instant)
            try await transaction.audit(
                AuditEntry(
                    action, on: "article", id, after: try PostgresJSON(encoding: Record(other: other))),
                by: .person(actor, as: actor.role(for: .editArticles)))
        }
    }

    private struct Standing: Decodable, Sendable {
        let instant: Instant
        let isHeld: Bool
    }

    private struct Record: Encodable {
        let other: ArticleID
    }
}
