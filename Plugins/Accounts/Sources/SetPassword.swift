import Kernel
import Postgres

/// Sets a password by a one-time link, ends all older sessions and opens a new one.
struct SetPassword {
    let kernel: Kernel
    let passwords: Passwords
    let sessions: Sessions
    let links: OneTimeLinks

    /// - Returns: the new session's token.
    func run(token: String, password: String, repeated: String, address: String, agent: String) async throws
        -> String
    {
        try NewPassword.check(password, repeated: repeated, field: "password")
        let holder = try await links.holder(of: token, in: kernel.database)
        let hash = try await passwords.hash(password)
        return try await kernel.database.transaction { transaction in
            try await links.use(token, in: transaction)
            try await store(hash, for: holder.accountID, keeping: nil, in: transaction)
            try await transaction.audit(
                AuditEntry("accounts.password-set", on: "account", holder.accountID),
                by: .program("one-time link"))
            return try await sessions.open(
                for: holder.accountID, address: address, agent: agent, in: transaction)
        }
    }
}

/// Changes one's own password and ends all other sessions.
struct ChangePassword {
    let kernel: Kernel
    let passwords: Passwords

    func run(current: String, new: String, session: String, by actor: Actor) async throws {
        try NewPassword.check(new, repeated: new, field: "new")
        let stored = try await kernel.database.value(
            String.self,
            """
            SELECT password_hash
            FROM accounts.account
            WHERE account_id = \(actor.accountID)
            """)
        guard try await passwords.verify(String(current.prefix(1_024)), against: stored) else {
            throw FormIssues(
                "current", .other("That is not your password. Enter the one you signed in with."))
        }
        let hash = try await passwords.hash(new)
        try await kernel.database.transaction { transaction in
            try await store(hash, for: actor.accountID, keeping: session, in: transaction)
            try await transaction.audit(
                AuditEntry("accounts.password-changed", on: "account", actor.accountID),
                by: .person(actor, as: nil))
        }
    }
}

private func store(
    _ hash: String, for account: AccountID, keeping session: String?, in transaction: Transaction
) async throws {
    try await transaction.execute(
        """
        UPDATE accounts.account
        SET password_hash = \(hash), version = version + 1
        WHERE account_id = \(account)
        """)
    try await transaction.execute(
        """
        DELETE FROM accounts.session
        WHERE account_id = \(account)
          AND token_hash IS DISTINCT FROM \(session.map(Sessions.hash))
        """)
}
