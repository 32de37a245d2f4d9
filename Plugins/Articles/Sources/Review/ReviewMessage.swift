import Kernel
import Postgres

/// What whoever decided last told the writer.
struct ReviewMessage: Decodable, Sendable {
    let action: String
    let reasonCode: String?
    let reason: String?
    let byName: String
    let at: Instant

    /// The last decision that sent the latest revision back; nil when it was not sent back.
    static func latest(of id: ArticleID, in reader: any Reader) async throws -> ReviewMessage? {
        let last = try await reader.first(
            ReviewMessage.self,
            """
            SELECT
              decision.action, decision.reason_code, decision.reason, account.display_name AS by_name, decision.at
            FROM moderation.review_item AS item
            JOIN moderation.decision USING (review_item_id)
            JOIN accounts.account USING (account_id)
            WHERE item.type = \(ArticleReview.typeID)
              AND item.subject_id = \(id)
              AND (item.payload ->> 'revisionID')::uuid = (
                SELECT revision_id
                FROM articles.revision
                WHERE article_id = \(id)
                ORDER BY number DESC
                LIMIT 1
              )
            ORDER BY decision.at DESC, decision.decision_id DESC
            LIMIT 1
            """)
        guard let last, ["request_changes", "reject"].contains(last.action) else { return nil }
        return last
    }

    var sentence: String {
        let deed = action == "reject" ? "rejected this text" : "asked for changes"
        let code = ArticleReview.reasons.first { $0.code == reasonCode }?.label
        let why = [code, reason].compactMap { $0 }.filter { !$0.isEmpty }
        return "\(byName) \(deed)\(why.isEmpty ? "." : ": \(why.joined(separator: ". "))")"
    }
}
