import Foundation
import Kernel
import Postgres

/// What a decision says about the signals of a revision.
enum SignalOutcome: String, Sendable {
    /// The signals were right.
    case accepted
    /// It may stand all the same.
    case overridden
}

/// Keeps what somebody made of the signals that they saw, so that the precision of each rule can be counted.
struct RecordOutcomes {
    let ids: IDs

    struct OutcomeID: Identifier {
        let rawValue: UUID
    }

    /// One row for each signal beyond advice, in one statement besides the one that reads them.
    ///
    /// - Throws: a violation of `signal_outcome_override_reasoned` when what blocks is overridden without a reason.
    func run(
        _ outcome: SignalOutcome, of revision: ProfileRevisionID, reason: String?, by account: AccountID,
        in transaction: Transaction
    ) async throws {
        let positions = try await transaction.values(
            Int.self,
            """
            SELECT position
            FROM providers.signal
            WHERE revision_id = \(revision) AND severity <> 'advise'
            ORDER BY position
            """)
        guard !positions.isEmpty else { return }
        try await transaction.execute(
            """
            INSERT INTO providers.signal_outcome (
              signal_outcome_id, revision_id, position, severity, outcome, reason, account_id
            )
            SELECT row.signal_outcome_id, signal.revision_id, signal.position, signal.severity, \(outcome.rawValue),
              \(reason), \(account)
            FROM unnest(\(positions.map { _ in ids.next(OutcomeID.self) }), \(positions))
              AS row (signal_outcome_id, position)
            JOIN providers.signal ON signal.revision_id = \(revision) AND signal.position = row.position
            """)
    }
}
