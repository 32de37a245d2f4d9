import Console
import Crypto
import Foundation
import Kernel
import Postgres

/// Who is signed in, and until when. Only hashes of tokens are stored.
public struct Sessions: SignedInSource {
    private let kernel: Kernel

    public init(kernel: Kernel) {
        self.kernel = kernel
    }

    private struct SignedIn: Decodable, Sendable {
        let accountID: AccountID
        let personID: PersonID
        let displayName: String
        let timeZone: String
        let roles: [String]
        let isStale: Bool
    }

    public func actor(session token: String) async throws -> Actor? {
        let hash = Self.hash(token)
        let found = try await kernel.database.first(
            SignedIn.self,
            """
            SELECT
              account.account_id,
              account.person_id,
              account.display_name,
              account.time_zone,
              ARRAY(
                SELECT account_role.role
                FROM accounts.account_role
                WHERE account_role.account_id = account.account_id
                ORDER BY account_role.role
              ) AS roles,
              session.seen_at < clock_timestamp() - interval '5 minutes' AS is_stale
            FROM accounts.session
            JOIN accounts.account USING (account_id)
            WHERE session.token_hash = \(hash)
              AND session.expires_at > clock_timestamp()
              AND account.disabled_at IS NULL
            """)
        guard let found else { return nil }
        if found.isStale {
            _ = try await kernel.database.rows(
                """
                UPDATE accounts.session
                SET seen_at = clock_timestamp()
                WHERE token_hash = \(hash)
                """)
        }
        return Actor(
            accountID: found.accountID, personID: found.personID, name: found.displayName,
            roles: Set(found.roles.compactMap(Role.init(rawValue:))),
            zone: TimeZone(identifier: found.timeZone) ?? .gmt)
    }

    /// Opens a session.
    ///
    /// - Returns: its token, which exists nowhere else.
    public func open(
        for account: AccountID, address: String, agent: String, in transaction: Transaction
    ) async throws -> String {
        let token = Data.random(count: 32).urlSafeBase64
        let hours = Double(kernel.settings[.sessionHours])
        try await transaction.execute(
            """
            INSERT INTO accounts.session (token_hash, account_id, expires_at, address_hash, agent)
            VALUES (
              \(Self.hash(token)), \(account), clock_timestamp() + make_interval(secs => \(hours * 3_600)),
              \(addressHash(address)), \(String(agent.prefix(400)))
            )
            """)
        return token
    }

    public func close(_ token: String) async throws {
        _ = try await kernel.database.rows(
            """
            DELETE FROM accounts.session
            WHERE token_hash = \(Self.hash(token))
            """)
    }

    static func hash(_ token: String) -> [UInt8] {
        Array(SHA256.hash(data: Data(token.utf8)))
    }

    /// Addresses are kept as keyed hashes: enough to recognize one, nothing to read.
    func addressHash(_ address: String) -> [UInt8] {
        Array(Data(urlSafeBase64: kernel.secret.sign(address, for: "address")) ?? Data())
    }
}
