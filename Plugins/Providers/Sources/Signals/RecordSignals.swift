import Foundation
import Kernel
import Postgres
import Signals

/// Checks revisions by rule when they are submitted or imported, and keeps what was found with them.
struct RecordSignals {
    /// A revision to check.
    struct Revision: Sendable {
        let revisionID: ProfileRevisionID
        let providerID: ProviderID
        var profile: ProfileText
    }

    /// Checks revisions in three statements, however many there are.
    ///
    /// A revision that was checked before keeps what was found then. What comes back is what each has now.
    func run(
        _ revisions: [Revision], in transaction: Transaction
    ) async throws -> [ProfileRevisionID: [Signal]] {
        guard !revisions.isEmpty else { return [:] }
        let prints = try PostgresJSON(encoding: try await revisions.mapTogether(Likenesses.Row.init))
        try await Likenesses.write(prints, in: transaction)
        let others = try await Likenesses.candidates(for: prints, in: transaction)
        let checked = try await revisions.mapTogether { revision in
            var profile = revision.profile
            profile.others = others[revision.providerID] ?? []
            return (revision.revisionID, profile.signals)
        }
        let found = Dictionary(checked, uniquingKeysWith: { $1 })
        try await write(found, in: transaction)
        return found
    }

    private func write(_ found: [ProfileRevisionID: [Signal]], in transaction: Transaction) async throws {
        let rows = found.flatMap { revision, signals in
            signals.enumerated().map { SignalRow(revision, position: $0.offset + 1, $0.element) }
        }
        guard !rows.isEmpty else { return }
        try await transaction.execute(
            """
            INSERT INTO providers.signal (
              revision_id, position, rule, version, severity, field, span_start, span_end, explanation, fix,
              other_provider_id
            )
            SELECT
              revision_id, position, rule, version, severity, field, span_start, span_end, explanation, fix,
              other_provider_id
            FROM jsonb_to_recordset(\(try PostgresJSON(encoding: rows))) AS row (
              revision_id uuid, position integer, rule text, version integer, severity text, field text,
              span_start integer, span_end integer, explanation text, fix text, other_provider_id uuid
            )
            WHERE NOT EXISTS (
              SELECT
              FROM providers.signal AS earlier
              WHERE earlier.revision_id = row.revision_id
            )
            """)
    }
}

/// A signal as a row of JSON, named like the columns.
private struct SignalRow: Encodable {
    let revision_id: ProfileRevisionID
    let position: Int
    let rule: String
    let version: Int
    let severity: String
    let field: String
    let span_start: Int
    let span_end: Int
    let explanation: String
    let fix: String
    let other_provider_id: String?

    init(_ revision: ProfileRevisionID, position: Int, _ signal: Signal) {
        revision_id = revision
        self.position = position
        rule = signal.rule
        version = signal.version
        severity = signal.severity.rawValue
        field = signal.field.rawValue
        span_start = signal.start
        span_end = signal.end
        explanation = signal.explanation
        fix = signal.fix
        other_provider_id = signal.other
    }
}
