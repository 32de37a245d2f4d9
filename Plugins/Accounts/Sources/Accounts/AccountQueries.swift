import Foundation
import Kernel
import Postgres

/// Which accounts a list shows, and in what order.
struct AccountFilter: Sendable, Equatable {
    enum Order: String, CaseIterable, Sendable {
        case name, email, seen
    }

    var search = ""
    var role: Role?
    var state: AccountState?
    var order = Order.name
    var isDescending = false

    var isFiltered: Bool { !search.isEmpty || role != nil || state != nil }
}

/// Where the next page of accounts begins, opaque in addresses.
struct AccountKey: Codable {
    /// The value that the list is sorted by, where it is text.
    let text: String
    /// The value that the list is sorted by, where it is an instant.
    let at: Instant
    let id: AccountID

    init(_ account: Account, in order: AccountFilter.Order) {
        text = order == .email ? account.email : account.displayName.lowercased()
        at = account.seenAt ?? AccountQueries.never
        id = account.accountID
    }
}

/// Reads about accounts.
struct AccountQueries {
    let reader: any Reader

    /// Stands for "not seen yet" where a list is sorted.
    static let never = Instant(microseconds: 0)

    /// Accounts in the order of the filter, a page at a time, and how many there are in all.
    func list(
        _ filter: AccountFilter, after key: AccountKey?, limit: Int
    ) async throws -> (accounts: [Account], count: Int) {
        let matches = Self.condition(filter)
        let order = Self.order(filter)
        var shown: SQL = matches
        if let key {
            let edge: SQL = filter.order == .seen ? "\(key.at)" : "\(key.text)"
            shown =
                filter.isDescending
                ? "\(sql: matches) AND (\(sql: order), account_id) < (\(sql: edge), \(key.id))"
                : "\(sql: matches) AND (\(sql: order), account_id) > (\(sql: edge), \(key.id))"
        }
        let direction: SQL = filter.isDescending ? "DESC" : "ASC"
        let (accounts, count) = try await reader.fetch(
            .all(
                Account.self,
                """
                SELECT \(sql: Self.columns)
                FROM accounts.account
                WHERE \(sql: shown)
                ORDER BY \(sql: order) \(sql: direction), account_id \(sql: direction)
                LIMIT \(limit)
                """),
            .value(Int.self, "SELECT count(*) FROM accounts.account WHERE \(sql: matches)"))
        return (accounts, count ?? 0)
    }

    private static func condition(_ filter: AccountFilter) -> SQL {
        let pattern = LikePattern.containing(filter.search.lowercased())
        var conditions: [SQL] = ["(lower(display_name) LIKE \(pattern) OR email LIKE \(pattern))"]
        if let role = filter.role {
            conditions.append(
                """
                EXISTS (
                  SELECT FROM accounts.account_role
                  WHERE account_role.account_id = account.account_id AND account_role.role = \(role.rawValue)
                )
                """)
        }
        switch filter.state {
        case .active: conditions.append("disabled_at IS NULL AND password_hash IS NOT NULL")
        case .invited: conditions.append("disabled_at IS NULL AND password_hash IS NULL")
        case .suspended: conditions.append("disabled_at IS NOT NULL")
        case nil: break
        }
        return conditions.joined(separator: " AND ")
    }

    private static func order(_ filter: AccountFilter) -> SQL {
        switch filter.order {
        case .name: "lower(display_name)"
        case .email: "email"
        case .seen: "coalesce(seen_at, to_timestamp(0))"
        }
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

    /// The account with an address; nil when there is none.
    func account(email: Email) async throws -> Account? {
        try await reader.first(
            Account.self,
            """
            SELECT \(sql: Self.columns)
            FROM accounts.account
            WHERE email = \(email)
            """)
    }

    /// The other accounts of the same person, by address.
    func others(of account: Account) async throws -> [Account] {
        try await reader.all(
            Account.self,
            """
            SELECT \(sql: Self.columns)
            FROM accounts.account
            WHERE person_id = \(account.personID) AND account_id <> \(account.accountID)
            ORDER BY email
            """)
    }

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
        account.seen_at,
        ARRAY(
          SELECT account_role.role
          FROM accounts.account_role
          WHERE account_role.account_id = account.account_id
          ORDER BY account_role.role
        ) AS roles,
        (
          SELECT one_time_link.expires_at
          FROM accounts.one_time_link
          WHERE one_time_link.account_id = account.account_id AND one_time_link.used_at IS NULL
        ) AS link_expires_at
        """
}
