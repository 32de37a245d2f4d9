import Console
import Kernel
import Moderation
import Postgres

/// What came of earlier checks of the same title in the same state, for whoever decides about one more.
struct DecidedBefore: Decodable, Sendable {
    let providerName: String
    let result: FindingResult
    let isVerified: Bool
    let source: String
    let createdAt: Instant
    let reason: String?

    /// The latest five, of other providers.
    static func like(_ credential: Credential) -> Query<[DecidedBefore]> {
        // An index serves these two, and not IS NOT DISTINCT FROM.
        let sameState: SQL =
            credential.state.map { "verification.state = \($0)" } ?? "verification.state IS NULL"
        return .all(
            DecidedBefore.self,
            """
            SELECT
              coalesce((
                SELECT revision.name
                FROM providers.revision
                WHERE revision.provider_id = verification.provider_id
                ORDER BY revision.number DESC
                LIMIT 1
              ), provider.slug) AS provider_name,
              verification.result,
              verification.valid IS NOT NULL AS is_verified,
              verification.source,
              verification.created_at,
              verification.reason
            FROM credentials.verification
            JOIN providers.provider USING (provider_id)
            WHERE verification.credential_type_id = \(credential.credentialTypeID)
              AND \(sql: sameState)
              AND verification.provider_id <> \(credential.providerID)
            ORDER BY verification.created_at DESC, verification.verification_id DESC
            LIMIT 5
            """)
    }

    /// `Verified, Board of Behavioral Sciences, Nov 3, 2026`, under the provider's name.
    func fact(_ words: TimeText) -> Fact {
        let outcome = isVerified ? "Verified" : "Refused: \(result.word)"
        let line = "\(outcome), \(source), \(words.shortDate(createdAt))"
        return Fact(providerName, [line, reason].compactMap { $0 }.joined(separator: ". "))
    }
}
