import Foundation
import Kernel
import Postgres

/// Links that let a person set a password once: an invitation, or a reset.
public struct OneTimeLinks: Sendable {
    public enum Purpose: String, Sendable, PostgresCodable {
        case invite, reset

        /// How long such a link works.
        var hours: Int { self == .invite ? 24 * 7 : 24 }
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

    /// Makes a link; older ones of the account stop working.
    public func make(_ purpose: Purpose, for account: AccountID, in transaction: Transaction) async throws
        -> Link
    {
        try await transaction.execute(
            """
            DELETE FROM accounts.one_time_link
            WHERE account_id = \(account)
            """)
        let token = Data.random(count: 24).urlSafeBase64
        let expiresAt = kernel.clock.now() + .seconds(purpose.hours * 3_600)
        try await transaction.execute(
            """
            INSERT INTO accounts.one_time_link (token_hash, account_id, purpose, expires_at)
            VALUES (\(Sessions.hash(token)), \(account), \(purpose), \(expiresAt))
            """)
        return Link(path: "/console/welcome/\(token)", expiresAt: expiresAt)
    }

    struct Holder: Decodable, Sendable {
        let accountID: AccountID
        let email: String
    }

    /// Whose link this is.
    ///
    /// - Throws: `Refusal.gone` when it was used, replaced, or is too old.
    func holder(of token: String, in reader: any Reader) async throws -> Holder {
        let holder = try await reader.first(
            Holder.self,
            """
            SELECT account.account_id, account.email
            FROM accounts.one_time_link
            JOIN accounts.account USING (account_id)
            WHERE token_hash = \(Sessions.hash(token))
              AND used_at IS NULL
              AND expires_at > clock_timestamp()
              AND account.disabled_at IS NULL
            """)
        guard let holder else { throw Refusal.gone }
        return holder
    }

    /// Marks a link as used.
    ///
    /// - Throws: `Refusal.gone` when somebody was faster.
    func use(_ token: String, in transaction: Transaction) async throws {
        let used = try await transaction.execute(
            """
            UPDATE accounts.one_time_link
            SET used_at = clock_timestamp()
            WHERE token_hash = \(Sessions.hash(token)) AND used_at IS NULL
            """)
        guard used == 1 else { throw Refusal.gone }
    }
}
