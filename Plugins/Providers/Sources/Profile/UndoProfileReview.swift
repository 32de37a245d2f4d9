import Kernel
import Moderation
import Postgres

extension ProfileReview {
    func canUndo(_ action: String) -> Bool { true }

    /// What readers saw before the decision comes back: what it began ends, what it ended goes on.
    func undo(
        _ decision: ReviewDecision, of item: ReviewItem, by actor: Actor, in transaction: Transaction
    ) async throws -> ReviewUndo {
        guard let began = decision.effectiveAt else {
            return ReviewUndo(message: "Taken back. The profile waits again.")
        }
        let id = ProviderID(rawValue: item.subjectID)
        _ = try await ProviderQueries(reader: transaction).locked(id, in: transaction)
        try await assertLast(id, since: began, in: transaction)
        let publishing = PublishProfile(kernel: kernel)
        let auditor = AuditActor.person(actor, as: actor.role(for: .reviewProfiles))
        guard let former = try await former(of: id, until: began, in: transaction) else {
            _ = try await publishing.end([id], in: transaction)
            try await transaction.audit(
                AuditEntry("providers.withdrawn", on: "provider", id, reason: "undone"), by: auditor)
            try await transaction.publish(ProfileWithdrawn(providerID: id))
            return ReviewUndo(message: "Taken back. Readers see nothing of this profile.")
        }
        let from = try await publishing.publish(
            [id: former.revisionID], approver: former.approvedBy, reason: former.overrideReason,
            in: transaction)
        try await publishing.tell(
            id, former.revisionID, from, reason: "undone", by: auditor, in: transaction)
        return ReviewUndo(message: "Taken back. Readers see the profile as it was before.")
    }

    /// What the decision did is still the last that happened: what it began is live, or what it ended ended last.
    private func assertLast(
        _ id: ProviderID, since began: Instant, in transaction: Transaction
    ) async throws {
        let isLast = try await transaction.value(
            Bool.self,
            """
            SELECT lower(visible) = \(began) AND visible @> clock_timestamp() OR upper(visible) = \(began)
            FROM providers.publication
            WHERE provider_id = \(id)
            ORDER BY lower(visible) DESC
            LIMIT 1
            """)
        guard isLast != true else { return }
        throw Refusal.wrongState(
            message: "What readers see was changed again since. Look at the profile as it is now.",
            now: "/console/providers/\(id)")
    }

    /// What readers saw until then, and why they might; its own approval stands.
    struct Former: Decodable, Sendable {
        let revisionID: ProfileRevisionID
        let approvedBy: AccountID?
        let overrideReason: String?
    }

    /// What the profile that readers see now took the place of; nil where they saw none just before it.
    func replaced(by id: ProviderID, in transaction: Transaction) async throws -> Former? {
        let began = try await transaction.value(
            Instant.self,
            """
            SELECT lower(visible)
            FROM providers.publication
            WHERE provider_id = \(id) AND visible @> clock_timestamp()
            """)
        guard let began else { return nil }
        return try await former(of: id, until: began, in: transaction)
    }

    private func former(
        of id: ProviderID, until began: Instant, in transaction: Transaction
    ) async throws -> Former? {
        try await transaction.first(
            Former.self,
            """
            SELECT revision_id, approved_by, override_reason
            FROM providers.publication
            WHERE provider_id = \(id) AND upper(visible) = \(began)
            """)
    }
}
