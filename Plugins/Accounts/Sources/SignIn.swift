import Foundation
import Kernel
import Postgres

/// Signs a person in with e-mail and password.
///
/// Failed tries are counted for the pair of account and address, and for the address. For the account alone they are
/// counted only against addresses that never signed in to it: whoever attacks an account locks out themselves, not
/// its owner.
struct SignIn {
    let kernel: Kernel
    let passwords: Passwords
    let sessions: Sessions

    /// Tries in a quarter of an hour.
    static let triesAPair = 10
    static let triesAnAddress = 100
    static let triesAnAccount = 300
    static let window = 900

    private struct Found: Decodable, Sendable {
        let accountID: AccountID
        let passwordHash: String?
        let isDisabled: Bool
    }

    /// - Returns: the new session's token.
    /// - Throws: `FormIssues` when the two do not belong together, `Refusal.tooMany` after too many tries.
    func run(email: String, password: String, address: String, agent: String) async throws -> String {
        let email = Email(email)
        let keys = keys(email: email, address: address)
        try await assertNotThrottled(keys, email: email, address: address)

        let found = try await find(email)
        // The limit of a new password bounds what is hashed here too.
        let fits = password.utf8.count <= 1_024
        let matches = try await passwords.verify(
            fits ? password : "", against: fits ? found?.passwordHash : nil)
        guard let found, matches, !found.isDisabled else {
            try await count(keys)
            throw FormIssues(
                "password", .other("E-mail and password do not match. Check both and try again."))
        }
        let renewed = try await renewedHash(of: password, stored: found.passwordHash)
        return try await kernel.database.transaction { transaction in
            if let renewed { try await store(renewed, for: found.accountID, in: transaction) }
            try await transaction.execute(
                """
                DELETE FROM accounts.attempt
                WHERE key = \(keys.pair)
                """)
            return try await sessions.open(
                for: found.accountID, address: address, agent: agent, in: transaction)
        }
    }

    private struct Keys {
        let pair: String
        let address: String
        let account: String
    }

    private func keys(email: Email?, address: String) -> Keys {
        let name = email?.rawValue ?? ""
        return Keys(
            pair: kernel.secret.sign("\(name) \(address)", for: "attempt-pair"),
            address: kernel.secret.sign(address, for: "attempt-address"),
            account: kernel.secret.sign(name, for: "attempt-account"))
    }

    private func find(_ email: Email?) async throws -> Found? {
        guard let email else { return nil }
        return try await kernel.database.first(
            Found.self,
            """
            SELECT account_id, password_hash, disabled_at IS NOT NULL AS is_disabled
            FROM accounts.account
            WHERE email = \(email)
            """)
    }

    private func assertNotThrottled(_ keys: Keys, email: Email?, address: String) async throws {
        let since = kernel.clock.now() - .seconds(Self.window)
        let (pair, fromAddress, onAccount, isKnown) = try await kernel.database.fetch(
            attempts(keys.pair, since), attempts(keys.address, since), attempts(keys.account, since),
            Query.value(
                Bool.self,
                """
                SELECT EXISTS (
                  SELECT FROM accounts.session
                  JOIN accounts.account USING (account_id)
                  WHERE account.email = \(email) AND session.address_hash = \(sessions.addressHash(address))
                )
                """))
        let isTooMany =
            (pair ?? 0) >= Self.triesAPair || (fromAddress ?? 0) >= Self.triesAnAddress
            || ((onAccount ?? 0) >= Self.triesAnAccount && isKnown != true)
        if isTooMany { throw Refusal.tooMany(seconds: Self.window) }
    }

    private func attempts(_ key: String, _ since: Instant) -> Query<Int?> {
        .value(
            Int.self,
            """
            SELECT count(*)
            FROM accounts.attempt
            WHERE key = \(key) AND at > \(since)
            """)
    }

    private func count(_ keys: Keys) async throws {
        _ = try await kernel.database.rows(
            """
            INSERT INTO accounts.attempt (key)
            SELECT unnest(\([keys.pair, keys.address, keys.account]))
            """)
    }

    /// A hash with the parameters of now, where the stored one has others.
    private func renewedHash(of password: String, stored: String?) async throws -> String? {
        guard let stored, passwords.isOutdated(stored) else { return nil }
        return try await passwords.hash(password)
    }

    private func store(_ hash: String, for account: AccountID, in transaction: Transaction) async throws {
        try await transaction.execute(
            """
            UPDATE accounts.account
            SET password_hash = \(hash)
            WHERE account_id = \(account)
            """)
    }
}
