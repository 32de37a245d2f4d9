import Foundation
import Kernel
import Moderation
import Postgres
import Providers

/// Reads about claims, findings and what holds.
struct CredentialQueries: Sendable {
    let reader: any Reader

    /// One claim.
    ///
    /// - Throws: `Refusal.notFound`.
    func credential(_ id: CredentialID) async throws -> Credential {
        try await reader.fetch(Self.credential(id))
    }

    /// One claim, to be read beside something else; reading it throws `Refusal.notFound` where it is not there.
    static func credential(_ id: CredentialID) -> Query<Credential> {
        Query.first(
            Credential.self,
            """
            SELECT \(sql: Credential.columns)
            FROM \(sql: Credential.tables)
            WHERE credential.credential_id = \(id)
            """
        ).map { credential in
            guard let credential else { throw Refusal.notFound }
            return credential
        }
    }

    /// Locks a claim until the transaction ends and reads it: whoever verifies, revokes, edits or withdraws goes
    /// through here, one after the other.
    func locked(_ id: CredentialID) async throws -> Credential {
        // Read by a statement of its own, which sees what the one who held the lock before has committed.
        try await reader.fetch(
            .values(
                CredentialID.self,
                """
                SELECT credential_id
                FROM credentials.credential
                WHERE credential_id = \(id)
                FOR NO KEY UPDATE
                """), Self.credential(id)
        ).1
    }

    static func findings(of id: CredentialID) -> Query<[Finding]> {
        .all(
            Finding.self,
            """
            SELECT \(sql: Finding.columns)
            FROM credentials.finding
            JOIN credentials.credential USING (credential_id)
            JOIN accounts.account ON account.account_id = finding.account_id
            WHERE finding.credential_id = \(id)
            ORDER BY finding.at DESC, finding.finding_id DESC
            LIMIT 50
            """)
    }

    /// The look-up that counts: the latest of the claim as it is now, unless a verification was ended since; nil where
    /// somebody has to look.
    static func lookUp(of id: CredentialID) -> Query<Finding?> {
        .first(
            Finding.self,
            """
            SELECT \(sql: Finding.columns)
            FROM credentials.finding
            JOIN credentials.credential USING (credential_id)
            JOIN accounts.account ON account.account_id = finding.account_id
            WHERE finding.credential_id = \(id)
              AND \(sql: Finding.isCurrent)
              AND NOT EXISTS (
                SELECT
                FROM kernel.audit_entry AS ending
                WHERE ending.subject_type = 'credential'
                  AND ending.subject_id = finding.credential_id::text
                  AND ending.action = 'credentials.revoked'
                  AND ending.reason <> 'undone'
                  AND ending.at > finding.at
              )
            ORDER BY finding.at DESC, finding.finding_id DESC
            LIMIT 1
            """)
    }

    func finding(_ id: FindingID) async throws -> Finding {
        try await reader.fetch(Self.finding(id))
    }

    static func finding(_ id: FindingID) -> Query<Finding> {
        Query.first(
            Finding.self,
            """
            SELECT \(sql: Finding.columns)
            FROM credentials.finding
            JOIN credentials.credential USING (credential_id)
            JOIN accounts.account ON account.account_id = finding.account_id
            WHERE finding.finding_id = \(id)
            """
        ).map { finding in
            guard let finding else { throw Refusal.notFound }
            return finding
        }
    }

    /// Where a claim is looked up, the board of its own field first; none for what no state issues.
    static func boards(for credential: Credential) -> Query<[Board]> {
        .all(
            Board.self,
            """
            SELECT name, verify_url
            FROM credentials.board
            WHERE \(credential.kind?.needsState ?? true)
              AND state = \(credential.state ?? credential.providerState)
              AND (fields = '{}' OR \(credential.field) IS NULL OR \(credential.field) = ANY (fields))
            ORDER BY coalesce(\(credential.field) = ANY (fields), false) DESC, verify_url IS NULL, board_id
            """)
    }

    static let types = Query.all(
        CredentialType.self,
        """
        SELECT \(sql: CredentialType.columns)
        FROM credentials.credential_type
        ORDER BY name, credential_type_id
        """)

    /// What the database's clock says, which decides about every range.
    func now() async throws -> Instant {
        guard let now = try await reader.value(Instant.self, "SELECT clock_timestamp()") else {
            throw Refusal.notFound
        }
        return now
    }

    /// A verification as history tells it.
    struct Verification: Decodable, Sendable {
        let verificationID: VerificationID
        let begins: Instant?
        let ends: Instant?
        let result: FindingResult
        let verifiedName: String
        let approvedName: String?
        let createdAt: Instant
        let hasEnded: Bool
        /// Who ended it before its time, as the audit log names them; nil where it lapsed.
        let endedByName: String?
        /// Why, where somebody revoked it.
        let endReason: String?
    }

    static func verifications(of id: CredentialID) -> Query<[Verification]> {
        .all(
            Verification.self,
            """
            SELECT
              verification.verification_id,
              lower(verification.valid) AS begins,
              upper(verification.valid) AS ends,
              verification.result,
              verifier.display_name AS verified_name,
              approver.display_name AS approved_name,
              verification.created_at,
              coalesce(upper(verification.valid) <= clock_timestamp(), false) AS has_ended,
              ending.actor_name AS ended_by_name,
              CASE WHEN ending.action = 'credentials.revoked' THEN ending.reason END AS end_reason
            FROM credentials.verification
            JOIN accounts.account AS verifier ON verifier.account_id = verification.verified_by
            LEFT JOIN accounts.account AS approver ON approver.account_id = verification.approved_by
            LEFT JOIN kernel.audit_entry AS ending
              ON ending.subject_type = 'credential'
              AND ending.subject_id = verification.credential_id::text
              AND (ending.after ->> 'ended_at')::timestamptz = upper(verification.valid)
            WHERE verification.credential_id = \(id)
            ORDER BY verification.created_at DESC, verification.verification_id DESC
            LIMIT 50
            """)
    }

    // MARK: A clinician's own

    struct OwnProvider: Decodable, Sendable {
        let providerID: ProviderID
        let name: String
    }

    /// The profile of an account; nil when it has none yet.
    func provider(of account: AccountID) async throws -> OwnProvider? {
        try await reader.first(
            OwnProvider.self,
            """
            SELECT
              provider.provider_id,
              coalesce((
                SELECT revision.name
                FROM providers.revision
                WHERE revision.provider_id = provider.provider_id
                ORDER BY revision.number DESC
                LIMIT 1
              ), provider.slug) AS name
            FROM providers.provider
            WHERE provider.account_id = \(account)
            """)
    }

    /// A claim with where its review stands.
    struct Reviewed: Decodable, Sendable {
        let credentialID: CredentialID
        /// The item that waits; nil when nothing does.
        let openItem: ReviewItemID?
        let openStage: Int?
        /// The last decision that ended a review, and what it says to the clinician.
        let lastAction: String?
        let lastReason: String?
    }

    static func reviews(of provider: ProviderID) -> Query<[Reviewed]> {
        reviews(where: "credential.provider_id = \(provider) AND credential.withdrawn_at IS NULL")
    }

    static func review(of id: CredentialID) -> Query<Reviewed?> {
        reviews(where: "credential.credential_id = \(id)").map(\.first)
    }

    private static func reviews(where condition: SQL) -> Query<[Reviewed]> {
        .all(
            Reviewed.self,
            """
            SELECT
              credential.credential_id,
              waiting.review_item_id AS open_item,
              waiting.stage AS open_stage,
              last.action AS last_action,
              last.reason AS last_reason
            FROM credentials.credential
            LEFT JOIN moderation.review_item AS waiting
              ON waiting.type = \(CredentialReview.typeID)
              AND waiting.subject_id = credential.credential_id
              AND waiting.state = 'open'
            LEFT JOIN LATERAL (
              SELECT decision.action, decision.reason
              FROM moderation.review_item AS done
              JOIN moderation.decision USING (review_item_id)
              WHERE done.type = \(CredentialReview.typeID)
                AND done.subject_id = credential.credential_id
                AND done.state = 'decided'
              ORDER BY decision.at DESC, decision.decision_id DESC
              LIMIT 1
            ) AS last ON true
            WHERE \(sql: condition)
            ORDER BY credential.credential_id
            """)
    }

    /// The claims of a provider that stand, in the order in which they were made.
    static func claims(of provider: ProviderID) -> Query<[Credential]> {
        .all(
            Credential.self,
            """
            SELECT \(sql: Credential.columns)
            FROM \(sql: Credential.tables)
            WHERE credential.provider_id = \(provider) AND credential.withdrawn_at IS NULL
            ORDER BY credential.created_at, credential.credential_id
            LIMIT 100
            """)
    }
}
