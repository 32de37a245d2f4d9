import Kernel
import Postgres

/// Switches an account off, which ends its sessions and its link at once, or on again.
struct SuspendAccount {
    let kernel: Kernel
    let sessions: Sessions

    /// - Throws: `Refusal.wrongState` for one's own account, the last administrator's, and one that is there already.
    func run(_ id: AccountID, suspend: Bool, by actor: Actor) async throws {
        @Sendable func refusal(_ message: String) -> Refusal {
            .wrongState(message: message, now: "/console/accounts/\(id)")
        }
        guard id != actor.accountID else { throw refusal("You cannot suspend your own account.") }
        do {
            try await kernel.database.transaction { transaction in
                let changed = try await transaction.execute(
                    """
                    UPDATE accounts.account
                    SET disabled_at = CASE WHEN \(suspend) THEN clock_timestamp() END, version = version + 1
                    WHERE account_id = \(id) AND (disabled_at IS NULL) = \(suspend)
                    """)
                guard changed == 1 else {
                    _ = try await AccountQueries(reader: transaction).account(id)
                    throw refusal(suspend ? "It was suspended already." : "It works already.")
                }
                // On the way back too: a session that opened while the account was being suspended stays closed.
                try await sessions.endAll(of: id, in: transaction)
                try await transaction.execute(
                    "DELETE FROM accounts.one_time_link WHERE account_id = \(id) AND used_at IS NULL")
                try await transaction.audit(
                    AuditEntry(suspend ? "accounts.suspended" : "accounts.restored", on: "account", id),
                    by: .person(actor, as: .admin))
            }
        } catch let error as PostgresError where error.constraint == "account_last_admin" {
            throw refusal("Nobody else can manage accounts. Make another administrator first.")
        }
    }
}

/// Ends all sessions of somebody else's account, which stays as it is otherwise.
struct EndSessions {
    let kernel: Kernel
    let sessions: Sessions

    /// - Returns: how many there were.
    func run(_ id: AccountID, by actor: Actor) async throws -> Int {
        try await kernel.database.transaction { transaction in
            let account = try await AccountQueries(reader: transaction).account(id)
            let ended = try await sessions.endAll(of: account.accountID, in: transaction)
            if ended > 0 {
                try await transaction.audit(
                    AuditEntry("accounts.sessions-ended", on: "account", id), by: .person(actor, as: .admin))
            }
            return ended
        }
    }
}
