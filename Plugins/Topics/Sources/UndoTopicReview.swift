import Kernel
import Moderation
import Postgres

extension TopicReview {
    func canUndo(_ action: String) -> Bool { true }

    /// Ends the publication that the decision began; what readers saw before comes back, and what was to come after
    /// that comes at its time.
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
            return try await schedule(
                item, of: id, by: actor, "Taken back. Readers do not see this topic’s page.", in: transaction)
        }
        _ = try await publishing.publish(
            former.revisionID, of: id, from: nil,
            .restored(approver: former.approvedBy, reason: former.overrideReason, by: actor), in: transaction)
        return try await schedule(
            item, of: id, by: actor, "Taken back. Readers see the page as it was before.", in: transaction)
    }

    /// Schedules again what the approval took out of the schedule; where its time has come meanwhile, it comes now.
    private func schedule(
        _ item: ReviewItem, of id: TopicID, by actor: Actor, _ message: String, in transaction: Transaction
    ) async throws -> ReviewUndo {
        var payload = try item.payload.decode(Payload.self)
        guard let replaced = payload.replaced else { return ReviewUndo(message: message) }
        payload.replaced = nil
        let from = try await PublishTopic(kernel: kernel).publish(
            replaced.revisionID, of: id, from: replaced.from,
            .restored(approver: replaced.approvedBy, reason: replaced.overrideReason, by: actor),
            in: transaction)
        return ReviewUndo(
            message: from == replaced.from
                ? "\(message) What was scheduled for \(TimeText(zone: actor.zone).full(from)) comes again."
                : "Taken back. What was scheduled is public by now.",
            payload: try PostgresJSON(encoding: payload))
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
