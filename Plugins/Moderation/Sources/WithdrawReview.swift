import Foundation
import Kernel
import Postgres

/// Takes things out of the queue that nobody has to decide about any more, in the transaction that settled them
/// otherwise.
public struct WithdrawReview: Sendable {
    private let type: String
    private let subjectIDs: [UUID]

    public init(type: String, subjectID: UUID) {
        self.init(type: type, subjectIDs: [subjectID])
    }

    public init(type: String, subjectIDs: [UUID]) {
        self.type = type
        self.subjectIDs = subjectIDs
    }

    /// Withdraws what is open; a decision about it is refused from then on, whoever holds it.
    public func run(in transaction: Transaction) async throws {
        try await transaction.execute(
            """
            UPDATE moderation.review_item
            SET state = 'withdrawn', claimed_by = NULL, claimed_until = NULL, version = version + 1
            WHERE type = \(type) AND subject_id = ANY (\(subjectIDs)) AND state = 'open'
            """)
    }
}
