import Kernel
import Moderation
import Postgres

extension TopicReview {
    func canUndo(_ action: String) -> Bool { true }

    /// Ends the publication that the decision began; what readers saw before comes back.
    func undo(
        _ decision: ReviewDecision, of item: ReviewItem, by actor: Actor, in transaction: Transaction
    ) async throws -> ReviewUndo {
        guard let began = decision.effectiveAt else {
            return ReviewUndo(message: "Taken back. The text waits again.")
        }
        let id = TopicID(rawValue: item.subjectID)
        let publishing = PublishTopic(kernel: kernel)
        try await publishing.lock(id, in: transaction)
        try await assertLast(id, since: began, in: transaction)
        guard let former = try await former(of: id, until: began, in: transaction) else {
            _ = try await publishing.end(id, at: nil, in: transaction)
            try await transaction.audit(
                AuditEntry("topics.unpublished", on: "topic", id, reason: "undone"),
                by: .person(actor, as: actor.role(for: .publishTopics)))
            return ReviewUndo(message: "Taken back. Readers do not see this topic's page.")
        }
        _ = try await publishing.publish(
            former.revisionID, of: id, from: nil,
            .restored(approver: former.approvedBy, reason: former.overrideReason, by: actor), in: transaction)
        return ReviewUndo(message: "Taken back. Readers see the page as it was before.")
    }

    /// What began then is still what readers see, and nothing else is to come.
    private func assertLast(_ id: TopicID, since began: Instant, in transaction: Transaction) async throws {
        let last = try await transaction.first(
            Last.self,
            """
            SELECT lower(visible) AS begins, visible @> clock_timestamp() AS is_live
            FROM topics.publication
            WHERE topic_id = \(id)
            ORDER BY lower(visible) DESC
            LIMIT 1
            """)
        if let last, last.begins == began, last.isLive { return }
        throw Refusal.wrongState(
            message: "What readers see was changed again since. Look at the topic as it is now.",
            now: "/console/topics/\(id)")
    }

    private struct Last: Decodable, Sendable {
        let begins: Instant
        let isLive: Bool
    }

    /// What readers saw until then, and why they might.
    private struct Former: Decodable, Sendable {
        let revisionID: TopicRevisionID
        let approvedBy: AccountID?
        let overrideReason: String?
    }

    private func former(
        of id: TopicID, until began: Instant, in transaction: Transaction
    ) async throws -> Former? {
        try await transaction.first(
            Former.self,
            """
            SELECT revision_id, approved_by, override_reason
            FROM topics.publication
            WHERE topic_id = \(id) AND upper(visible) = \(began)
            """)
    }
}
