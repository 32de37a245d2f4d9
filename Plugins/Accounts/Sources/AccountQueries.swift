import Foundation
import Kernel
import Postgres

/// Reads about accounts.
struct AccountQueries {
    let reader: any Reader

    /// Accounts by name, a page at a time.
    func list(matching search: String, after key: AccountKey?, limit: Int) async throws -> [Account] {
        let pattern = "%\(search.lowercased().replacing(/[%_\\]/) { "\\\($0.output)" })%"
        return try await reader.all(
            Account.self,
            """
            SELECT \(sql: Self.columns)
            FROM accounts.account
            WHERE (lower(display_name) LIKE \(pattern) OR email LIKE \(pattern))
              AND (lower(display_name), account_id) > (\(key?.name ?? ""), \(key?.id ?? Self.lowest))
            ORDER BY lower(display_name), account_id
            LIMIT \(limit)
            """)
    }

    func count(matching search: String) async throws -> Int {
        let pattern = "%\(search.lowercased().replacing(/[%_\\]/) { "\\\($0.output)" })%"
        return try await reader.value(
            Int.self,
            """
            SELECT count(*)
            FROM accounts.account
            WHERE lower(display_name) LIKE \(pattern) OR email LIKE \(pattern)
            """) ?? 0
    }

    /// One account.
    ///
    /// - Throws: `Refusal.notFound`.
    func account(_ id: AccountID) async throws -> Account {
        let account = try await reader.first(
            Account.self,
            """
            SELECT \(sql: Self.columns)
            FROM accounts.account
            WHERE account_id = \(id)
            """)
        guard let account else { throw Refusal.notFound }
        return account
    }

    struct Session: Decodable, Sendable {
        let tokenHash: [UInt8]
        let agent: String?
        let createdAt: Instant
        let seenAt: Instant
    }

    func sessions(of account: AccountID) async throws -> [Session] {
        try await reader.all(
            Session.self,
            """
            SELECT token_hash, agent, created_at, seen_at
            FROM accounts.session
            WHERE account_id = \(account) AND expires_at > clock_timestamp()
            ORDER BY seen_at DESC, token_hash
            """)
    }

    private static let lowest = AccountID(
        rawValue: UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)))

    private static let columns: SQL = """
        account.account_id,
        account.person_id,
        account.email,
        account.display_name,
        account.time_zone,
        account.disabled_at,
        account.password_hash IS NOT NULL AS has_password,
        account.version,
        account.created_at,
        ARRAY(
          SELECT account_role.role
          FROM accounts.account_role
          WHERE account_role.account_id = account.account_id
          ORDER BY account_role.role
        ) AS roles,
        (
          SELECT max(session.seen_at)
          FROM accounts.session
          WHERE session.account_id = account.account_id
        ) AS seen_at
        """
}

/// Where the next page of accounts begins, opaque in addresses.
struct AccountKey: Codable {
    let name: String
    let id: AccountID
}
