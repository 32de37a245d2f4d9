import Foundation
import Kernel
import Postgres

/// Links that let a person set a password once: an invitation, or a reset.
public struct OneTimeLinks: Sendable {
    public enum Purpose: String, Sendable, PostgresCodable {
        case invite, reset
    }

    /// A link that was just made. It is shown once and stored nowhere.
    public struct Link: Sendable {
        public let path: String
        public let expiresAt: Instant
    }

    private let kernel: Kernel

    public init(kernel: Kernel) {
        self.kernel = kernel
    }

    /// Makes a link; an older one of the account stops working.
    public func make(
        _ purpose: Purpose, for account: AccountID, in transaction: Transaction
    ) async throws -> Link {
        let token = Data.random(count: 24).urlSafeBase64
        let now = kernel.clock.now()
        let hours = purpose == .invite ? kernel.settings[.inviteHours] : kernel.settings[.resetHours]
        let expiresAt = now + .seconds(hours * 3_600)
        try await transaction.execute(
            """
            INSERT INTO accounts.one_time_link (account_id, token_hash, purpose, created_at, expires_at)
            VALUES (\(account), \(Sessions.hash(token)), \(purpose), \(now), \(expiresAt))
            ON CONFLICT (account_id) DO UPDATE
            SET token_hash = EXCLUDED.token_hash,
                purpose = EXCLUDED.purpose,
                created_at = EXCLUDED.created_at,
                expires_at = EXCLUDED.expires_at,
                used_at = NULL
            """)
        return Link(path: "/console/welcome/\(token)", expiresAt: expiresAt)
    }

    struct Holder: Decodable, Sendable {
        let accountID: AccountID
        let email: Email
        let displayName: String
        let purpose: String
        let expiresAt: Instant
        let roles: [String]

        var isInvited: Bool { purpose == Purpose.invite.rawValue }
        var roleTitles: String {
            roles.compactMap(Role.init(rawValue:)).sorted().map(\.title).joined(separator: ", ")
        }
    }

    /// Whose link this is; nil when it was used, replaced, is too old, or its account is suspended.
    func holder(of token: String) async throws -> Holder? {
        try await kernel.database.first(
            Holder.self,
            """
            SELECT
              account.account_id,
              account.email,
              account.display_name,
              one_time_link.purpose,
              one_time_link.expires_at,
              ARRAY(
                SELECT account_role.role
                FROM accounts.account_role
                WHERE account_role.account_id = account.account_id
                ORDER BY account_role.role
              ) AS roles
            FROM accounts.one_time_link
            JOIN accounts.account USING (account_id)
            WHERE one_time_link.token_hash = \(Sessions.hash(token))
              AND one_time_link.used_at IS NULL
              AND one_time_link.expires_at > \(kernel.clock.now())
              AND account.disabled_at IS NULL
            """)
    }

    /// Marks a link as used.
    ///
    /// - Returns: false when somebody was faster, a newer link took its place, or the account was suspended.
    func use(_ token: String, in transaction: Transaction) async throws -> Bool {
        let used = try await transaction.execute(
            """
            UPDATE accounts.one_time_link
            SET used_at = \(kernel.clock.now())
            FROM accounts.account
            WHERE account.account_id = one_time_link.account_id
              AND one_time_link.token_hash = \(Sessions.hash(token))
              AND one_time_link.used_at IS NULL
              AND account.disabled_at IS NULL
            """)
        return used == 1
    }
}
