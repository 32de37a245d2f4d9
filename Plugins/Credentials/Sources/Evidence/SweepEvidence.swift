import Foundation
import Kernel
import Postgres

/// Deletes the files that nobody can see any more: those taken back, those sent a day ago for a claim that was never
/// submitted, and those that a crash left without a row.
struct SweepEvidence {
    let kernel: Kernel

    /// How old a file without a row must be: while it is younger, its row may be on its way.
    static let grace = Duration.seconds(3_600)

    /// - Returns: how many files went.
    @discardableResult
    func run() async throws -> Int {
        let day = kernel.clock.now() - .seconds(86_400)
        _ = try await kernel.database.transaction { transaction in
            try await transaction.execute(
                """
                UPDATE credentials.evidence
                SET removed_at = clock_timestamp()
                WHERE credential_id IS NULL AND removed_at IS NULL AND created_at < \(day)
                """)
        }
        var count = 0
        let files = kernel.evidenceFiles
        let found = try files.ids(olderThan: Self.grace, at: kernel.clock.now().date)
        for some in stride(from: 0, to: found.count, by: 1_000).map({
            found[$0..<min($0 + 1_000, found.count)]
        }) {
            let ids = some.map { EvidenceID(rawValue: $0) }
            let wanted = try await kernel.database.values(
                EvidenceID.self,
                """
                SELECT evidence_id
                FROM credentials.evidence
                WHERE evidence_id = ANY (\(ids)) AND removed_at IS NULL
                """)
            for id in Set(ids).subtracting(wanted) {
                files.remove(id.rawValue)
                count += 1
            }
        }
        return count
    }
}
