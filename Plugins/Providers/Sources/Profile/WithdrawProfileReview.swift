import Foundation
import Kernel
import Moderation
import Postgres

/// Takes a submission back: its clinician writes on, and nobody decides about what was submitted.
struct WithdrawProfileReview {
    let kernel: Kernel

    /// - Throws: `Refusal.notFound` for another's profile, `Refusal.wrongState` when nothing waits any more.
    func run(_ id: ProviderID, path: String, by actor: Actor) async throws {
        try await kernel.database.transaction { transaction in
            let stored = try await ProviderQueries(reader: transaction).locked(id, in: transaction)
            guard stored.accountID == actor.accountID, actor.may(.editOwnProfile) else {
                throw Refusal.notFound
            }
            let item = try await transaction.value(
                ReviewItemID.self,
                """
                SELECT review_item_id
                FROM moderation.review_item
                WHERE type = \(ProfileReview.typeID) AND subject_id = \(id) AND state = 'open'
                FOR UPDATE
                """)
            guard item != nil else {
                throw Refusal.wrongState(
                    message: "Nothing waits for review any more. See below what was decided.", now: path)
            }
            try await WithdrawReview(type: ProfileReview.typeID, subjectID: id.rawValue).run(in: transaction)
            try await transaction.audit(
                AuditEntry("providers.submission-withdrawn", on: "provider", id),
                by: .person(actor, as: actor.role(for: .editOwnProfile)))
        }
    }
}
