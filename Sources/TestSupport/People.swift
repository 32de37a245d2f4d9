import Accounts
import Foundation
import Kernel
import Postgres

/// Persons for tests below the web, each with an account of their own.
extension TestStet {
    public func person(_ name: String, _ roles: [Role]) async throws -> Actor {
        let email = "\(UUID().uuidString.lowercased())@example.org"
        let input = try AccountInput(
            name: name, email: email, roles: roles.map(\.rawValue), zone: "America/New_York")
        let (account, _) = try await AddAccount(kernel: kernel).run(
            input, grantedBy: nil, by: .program("test"))
        return try await actor(account, roles)
    }

    /// Another account of the same human being.
    public func secondAccount(of first: Actor, _ roles: [Role]) async throws -> Actor {
        let other = try await person(first.name, roles)
        _ = try await owner.rows(
            """
            UPDATE accounts.account
            SET person_id = \(first.personID)
            WHERE account_id = \(other.accountID)
            """)
        return try await actor(other.accountID, roles)
    }

    private func actor(_ account: AccountID, _ roles: [Role]) async throws -> Actor {
        let row = try await owner.rows(
            "SELECT person_id, display_name FROM accounts.account WHERE account_id = \(account)")[0]
        return Actor(
            accountID: account, personID: try row.decode(PersonID.self, "person_id"),
            name: try row.decode(String.self, "display_name"), roles: Set(roles),
            zone: TimeZone(identifier: "America/New_York") ?? .gmt)
    }
}
