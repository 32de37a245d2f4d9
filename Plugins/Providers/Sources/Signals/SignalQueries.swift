import Kernel
import Postgres
import Signals

/// Reads what rules found.
struct SignalQueries {
    let reader: any Reader

    private struct Stored: Decodable, Sendable {
        let rule: String
        let version: Int
        let severity: String
        let field: String
        let spanStart: Int
        let spanEnd: Int
        let explanation: String
        let fix: String
        let otherProviderID: ProviderID?

        /// Nil for a field or a severity that there is no more.
        var signal: Signal? {
            guard let severity = Signal.Severity(rawValue: severity),
                let field = ProfileField(rawValue: field)
            else { return nil }
            return Signal(
                rule: rule, version: version, severity: severity, field: field, start: spanStart,
                end: spanEnd,
                explanation: explanation, fix: fix, other: otherProviderID.map { "\($0)" })
        }
    }

    /// What was found in a revision, what blocks first.
    func signals(in revision: ProfileRevisionID) async throws -> [Signal] {
        try await reader.all(
            Stored.self,
            """
            SELECT rule, version, severity, field, span_start, span_end, explanation, fix, other_provider_id
            FROM providers.signal
            WHERE revision_id = \(revision)
            ORDER BY position
            """
        ).compactMap(\.signal)
    }

    /// Whether a rule blocks a revision.
    func isBlocked(_ revision: ProfileRevisionID) async throws -> Bool {
        try await reader.value(
            Bool.self,
            """
            SELECT EXISTS (
              SELECT
              FROM providers.signal
              WHERE revision_id = \(revision) AND severity = 'block'
            )
            """) == true
    }

    /// A revision at which somebody should look, and why.
    struct Flagged: Decodable, Sendable {
        let revisionID: ProfileRevisionID
        let providerID: ProviderID
        let name: String
        let blocking: Int
        let toReview: Int

        var tally: SignalTally { SignalTally(blocking: blocking, toReview: toReview) }
    }

    /// Those of some revisions in which more than advice was found.
    func flagged(_ revisions: [ProfileRevisionID]) async throws -> [Flagged] {
        try await reader.all(
            Flagged.self,
            """
            SELECT
              revision.revision_id,
              revision.provider_id,
              revision.name,
              count(*) FILTER (WHERE signal.severity = 'block') AS blocking,
              count(*) FILTER (WHERE signal.severity = 'review') AS to_review
            FROM providers.signal
            JOIN providers.revision USING (revision_id)
            WHERE signal.revision_id = ANY (\(revisions)) AND signal.severity <> 'advise'
            GROUP BY revision.revision_id
            ORDER BY revision.revision_id
            """)
    }
}
