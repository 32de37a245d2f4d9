import Kernel
import Postgres

/// Sets a password by a one-time link, ends all older sessions and opens a new one.
struct SetPassword {
    let kernel: Kernel
    let passwords: Passwords
    let sessions: Sessions
    let links: OneTimeLinks

    /// - Returns: whose it is and the new session's token; nil when the link works no more.
    func run(token: String, password: String, repeated: String, from place: Place) async throws -> Entered? {
        guard let holder = try await links.holder(of: token) else { return nil }
        try PasswordRules(settings: kernel.settings).check(
            password, for: [holder.email.rawValue, holder.displayName], field: "password")
        if password != repeated {
            throw FormIssues("repeated", .other("Enter the same password twice."))
        }
        let hash = try await passwords.hash(password)
        return try await kernel.database.transaction { transaction in
            guard try await links.use(token, in: transaction) else { return nil }
            try await store(hash, for: holder.accountID, in: transaction)
            try await sessions.endAll(of: holder.accountID, in: transaction)
            try await transaction.execute(
                """
                UPDATE accounts.account
                SET seen_at = \(kernel.clock.now())
                WHERE account_id = \(holder.accountID)
                """)
            try await transaction.audit(
                AuditEntry("accounts.password-set", on: "account", holder.accountID),
                by: .program("one-time link"))
            return Entered(
                accountID: holder.accountID, email: holder.email,
                session: try await sessions.open(for: holder.accountID, from: place, in: transaction))
        }
    }
}

/// Changes one's own password and, where it is wished, ends all other sessions.
struct ChangePassword {
    let kernel: Kernel
    let passwords: Passwords
    let sessions: Sessions

    /// - Throws: `FormIssues` when the present password is another one, `Refusal.tooMany` after too many tries.
    func run(
        current: String, new: String, endsOthers: Bool, session: String, by actor: Actor
    ) async throws {
        let account = try await AccountQueries(reader: kernel.database).account(actor.accountID)
        try PasswordRules(settings: kernel.settings).check(
            new, for: [account.email, account.displayName], field: "new")
        let throttle = Throttle(kernel: kernel)
        let tries = throttle.changing(actor.accountID)
        try await throttle.take(tries)
        guard try await passwords.verify(current, against: try await storedHash(of: actor.accountID)) else {
            throw FormIssues(
                "current", .other("That is not your password. Enter the one you signed in with."))
        }
        let hash = try await passwords.hash(new)
        try await kernel.database.transaction { transaction in
            try await store(hash, for: actor.accountID, in: transaction)
            if endsOthers {
                try await sessions.endAll(of: actor.accountID, but: session, in: transaction)
            }
            try await throttle.forgive(tries, in: transaction)
            try await transaction.audit(
                AuditEntry("accounts.password-changed", on: "account", actor.accountID),
                by: .person(actor, as: nil))
        }
    }

    private func storedHash(of account: AccountID) async throws -> String? {
        try await kernel.database.value(
            String.self,
            """
            SELECT password_hash
            FROM accounts.account
            WHERE account_id = \(account)
            """)
    }
}

private func store(_ hash: String, for account: AccountID, in transaction: Transaction) async throws {
    try await transaction.execute(
        """
        UPDATE accounts.account
        SET password_hash = \(hash), version = version + 1
        WHERE account_id = \(account)
        """)
}
