import Foundation
import Kernel
import Postgres

/// Makes an account, with a one-time link by which its owner sets a password.
public struct AddAccount: Sendable {
    private let kernel: Kernel

    public init(kernel: Kernel) {
        self.kernel = kernel
    }

    /// `grantedBy` gives the roles; nil at the command line.
    ///
    /// - Throws: `FormIssues` when the address has an account already.
    public func run(
        _ input: AccountInput, grantedBy: AccountID?, by actor: AuditActor
    ) async throws -> (AccountID, OneTimeLinks.Link) {
        try await kernel.database.transaction { transaction in
            let id = try await make(input, grantedBy: grantedBy, by: actor, in: transaction)
            return (id, try await OneTimeLinks(kernel: kernel).make(.invite, for: id, in: transaction))
        }
    }

    /// The same inside a transaction, without a link.
    public func make(
        _ input: AccountInput, grantedBy: AccountID?, by actor: AuditActor, in transaction: Transaction
    ) async throws -> AccountID {
        let id: AccountID = kernel.ids.next()
        let person: PersonID = kernel.ids.next()
        try await transaction.execute("INSERT INTO accounts.person (person_id) VALUES (\(person))")
        do {
            try await transaction.savepoint {
                try await transaction.execute(
                    """
                    INSERT INTO accounts.account (account_id, person_id, email, display_name, time_zone)
                    VALUES (\(id), \(person), \(input.email), \(input.name), \(input.zone.identifier))
                    """)
            }
        } catch let error as PostgresError where error.constraint == "account_email_unique" {
            throw FormIssues("email", .other("This address has an account already."))
        }
        try await grant(input.roles, to: id, by: grantedBy, in: transaction)
        try await transaction.audit(
            AuditEntry("accounts.added", on: "account", id, after: try input.record), by: actor)
        return id
    }
}

/// Changes an account's name, address, zone and roles.
struct UpdateAccount {
    let kernel: Kernel

    /// - Throws: `Refusal.changedSince` when somebody else saved in between; `FormIssues` for one's own roles.
    func run(_ id: AccountID, seen version: Int, _ input: AccountInput, by actor: Actor) async throws {
        try await kernel.database.transaction { transaction in
            let before = try await AccountQueries(reader: transaction).account(id)
            let changesRoles = Set(before.knownRoles) != Set(input.roles)
            if changesRoles, id == actor.accountID || before.personID == actor.personID {
                throw FormIssues("roles", .other("Another administrator changes your roles."))
            }
            guard before.version == version else { throw conflict(before, input) }
            let changed = try await transaction.execute(
                """
                UPDATE accounts.account
                SET display_name = \(input.name),
                    email = \(input.email),
                    time_zone = \(input.zone.identifier),
                    version = version + 1
                WHERE account_id = \(id) AND version = \(version)
                """)
            guard changed == 1 else {
                throw conflict(try await AccountQueries(reader: transaction).account(id), input)
            }
            if changesRoles {
                try await transaction.execute(
                    """
                    DELETE FROM accounts.account_role
                    WHERE account_id = \(id)
                    """)
                try await grant(input.roles, to: id, by: actor.accountID, in: transaction)
            }
            try await transaction.audit(
                AuditEntry(
                    "accounts.changed", on: "account", id, before: try before.record, after: try input.record),
                by: .person(actor, as: .admin))
        }
    }

    private func conflict(_ stored: Account, _ sent: AccountInput) -> Refusal {
        .changedSince(
            Conflict(
                subject: "this account", by: nil, path: "/console/accounts/\(stored.accountID)",
                version: stored.version,
                fields: [
                    .init(name: "name", label: "Name", mine: sent.name, theirs: stored.displayName),
                    .init(name: "email", label: "Email", mine: sent.email.rawValue, theirs: stored.email),
                    .init(
                        name: "zone", label: "Time zone", mine: sent.zone.identifier, theirs: stored.timeZone),
                    .init(
                        name: "roles", label: "Roles",
                        mine: sent.roles.map(\.rawValue).sorted().joined(separator: ","),
                        theirs: stored.roles.joined(separator: ",")),
                ]))
    }
}

/// Switches an account off, which ends its sessions at once, or on again.
struct SuspendAccount {
    let kernel: Kernel

    func run(_ id: AccountID, suspend: Bool, by actor: Actor) async throws {
        guard id != actor.accountID else {
            throw Refusal.wrongState(
                message: "You cannot suspend your own account.", now: "/console/accounts/\(id)")
        }
        try await kernel.database.transaction { transaction in
            let changed = try await transaction.execute(
                """
                UPDATE accounts.account
                SET disabled_at = CASE WHEN \(suspend) THEN clock_timestamp() END, version = version + 1
                WHERE account_id = \(id) AND (disabled_at IS NULL) = \(suspend)
                """)
            guard changed == 1 else {
                throw Refusal.wrongState(
                    message: suspend ? "It was suspended already." : "It works already.",
                    now: "/console/accounts/\(id)")
            }
            if suspend {
                try await transaction.execute("DELETE FROM accounts.session WHERE account_id = \(id)")
            }
            try await transaction.audit(
                AuditEntry(suspend ? "accounts.suspended" : "accounts.restored", on: "account", id),
                by: .person(actor, as: .admin))
        }
    }
}

/// Makes a new one-time link for an account.
public struct ResetAccount: Sendable {
    private let kernel: Kernel

    public init(kernel: Kernel) {
        self.kernel = kernel
    }

    public func run(_ id: AccountID, by actor: AuditActor) async throws -> OneTimeLinks.Link {
        try await kernel.database.transaction { transaction in
            let account = try await AccountQueries(reader: transaction).account(id)
            try await transaction.audit(AuditEntry("accounts.link-made", on: "account", id), by: actor)
            return try await OneTimeLinks(kernel: kernel)
                .make(account.hasPassword ? .reset : .invite, for: id, in: transaction)
        }
    }

    /// The account with an address.
    ///
    /// - Throws: `Refusal.notFound`.
    public func account(email: Email) async throws -> AccountID {
        let id = try await kernel.database.value(
            AccountID.self,
            """
            SELECT account_id
            FROM accounts.account
            WHERE email = \(email)
            """)
        guard let id else { throw Refusal.notFound }
        return id
    }
}

private func grant(
    _ roles: [Role], to id: AccountID, by granter: AccountID?, in transaction: Transaction
) async throws {
    try await transaction.execute(
        """
        INSERT INTO accounts.account_role (account_id, role, granted_by)
        SELECT \(id), role, \(granter)
        FROM unnest(\(roles.map(\.rawValue))) AS role
        """)
}

/// What the audit log keeps of an account: no address, which an erasure request could not reach there.
private struct AccountRecord: Encodable, Sendable {
    let roles: [String]
    let timeZone: String
}

extension AccountInput {
    fileprivate var record: PostgresJSON {
        get throws {
            try PostgresJSON(
                encoding: AccountRecord(roles: roles.map(\.rawValue).sorted(), timeZone: zone.identifier))
        }
    }
}

extension Account {
    fileprivate var record: PostgresJSON {
        get throws { try PostgresJSON(encoding: AccountRecord(roles: roles, timeZone: timeZone)) }
    }
}
