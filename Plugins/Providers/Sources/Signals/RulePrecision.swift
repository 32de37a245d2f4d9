import Kernel
import Postgres

/// How often people agreed with a version of a rule.
public struct RulePrecision: Codable, Sendable, Equatable {
    public let rule: String
    public let version: Int
    /// Signals after which a profile was sent back or rejected.
    public let accepted: Int
    /// Signals in spite of which one was approved.
    public let overridden: Int

    /// From 0 to 1.
    public var share: Double { Double(accepted) / Double(max(1, accepted + overridden)) }

    /// Of every rule about whose signals somebody decided; the latest decision about each counts.
    public static func all(in reader: any Reader) async throws -> [RulePrecision] {
        try await reader.all(
            RulePrecision.self,
            """
            SELECT
              signal.rule,
              signal.version,
              count(*) FILTER (WHERE latest.outcome = 'accepted') AS accepted,
              count(*) FILTER (WHERE latest.outcome = 'overridden') AS overridden
            FROM providers.signal
            CROSS JOIN LATERAL (
              SELECT outcome
              FROM providers.signal_outcome AS past
              WHERE past.revision_id = signal.revision_id AND past.position = signal.position
              ORDER BY past.at DESC, past.signal_outcome_id DESC
              LIMIT 1
            ) AS latest
            GROUP BY signal.rule, signal.version
            ORDER BY signal.rule, signal.version
            """)
    }
}
