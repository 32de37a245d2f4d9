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
            try await add(input, grantedBy: grantedBy, by: actor, in: transaction)
        }
    }

    /// The same inside a transaction that does more.
    public func add(
        _ input: AccountInput, grantedBy: AccountID?, by actor: AuditActor, in transaction: Transaction
    ) async throws -> (AccountID, OneTimeLinks.Link) {
        let id: AccountID = kernel.ids.next()
        let person: PersonID = kernel.ids.next()
        try await transaction.execute("INSERT INTO accounts.person (person_id) VALUES (\(person))")
        try await explained {
            try await transaction.execute(
                """
                INSERT INTO accounts.account (account_id, person_id, email, display_name, time_zone)
                VALUES (\(id), \(person), \(input.email), \(input.name), \(input.zone.identifier))
                """)
            try await setRoles(input.roles, of: id, by: grantedBy, in: transaction)
        }
        try await transaction.audit(
            AuditEntry("accounts.added", on: "account", id, after: try input.record), by: actor)
        return (id, try await OneTimeLinks(kernel: kernel).make(.invite, for: id, in: transaction))
    }
}

/// Changes an account's name, address, zone and roles.
struct UpdateAccount {
    let kernel: Kernel

    /// - Throws: `Refusal.changedSince` when somebody else saved in between; `FormIssues` for one's own roles, for
    ///   those of the last administrator, and for an address that another account has.
    func run(_ id: AccountID, seen version: Int, _ input: AccountInput, by actor: Actor) async throws {
        try await kernel.database.transaction { transaction in
            let before = try await AccountQueries(reader: transaction).account(id)
            guard before.version == version else { throw try await conflict(before, input, in: transaction) }
            let changed = try await explained {
                try await transaction.execute(
                    """
                    UPDATE accounts.account
                    SET display_name = \(input.name),
                        email = \(input.email),
                        time_zone = \(input.zone.identifier),
                        version = version + 1
                    WHERE account_id = \(id) AND version = \(version)
                    """)
            }
            guard changed == 1 else {
                let now = try await AccountQueries(reader: transaction).account(id)
                throw try await conflict(now, input, in: transaction)
            }
            if Set(before.knownRoles) != Set(input.roles) {
                try await explained {
                    try await setRoles(input.roles, of: id, by: actor.accountID, in: transaction)
                }
            }
            try await transaction.audit(
                AuditEntry(
                    "accounts.changed", on: "account", id, before: try before.record, after: try input.record),
                by: .person(actor, as: .admin))
        }
    }

    private func conflict(
        _ stored: Account, _ sent: AccountInput, in transaction: Transaction
    ) async throws -> Refusal {
        let latest = try await AuditQueries(reader: transaction).latest(on: "account", stored.accountID)
        return .changedSince(
            Conflict(
                subject: "this account", by: latest?.actorName,
                path: "/console/accounts/\(stored.accountID)", version: stored.version,
                fields: [
                    .init(name: "name", label: "Name", mine: sent.name, theirs: stored.displayName),
                    .init(name: "email", label: "Email", mine: sent.email.rawValue, theirs: stored.email),
                    .init(
                        name: "zone", label: "Time zone", mine: sent.zone.identifier, theirs: stored.timeZone),
                    .init(
                        name: "roles", label: "Roles",
                        mine: sent.roles.map(\.rawValue).sorted().joined(separator: ","),
                        theirs: stored.roles.joined(separator: ","),
                        words: .init(
                            mine: sent.roles.sorted().map(\.title).joined(separator: ", "),
                            theirs: stored.knownRoles.map(\.title).joined(separator: ", "))),
                ]))
    }
}

/// Makes a new one-time link for an account.
public struct ResetAccount: Sendable {
    private let kernel: Kernel

    public init(kernel: Kernel) {
        self.kernel = kernel
    }

    /// - Throws: `Refusal.wrongState` for a suspended account, whose link would not work.
    public func run(_ id: AccountID, by actor: AuditActor) async throws -> OneTimeLinks.Link {
        try await kernel.database.transaction { transaction in
            let account = try await AccountQueries(reader: transaction).account(id)
            guard account.disabledAt == nil else {
                throw Refusal.wrongState(
                    message: "The account is suspended. Restore it, then make a link.",
                    now: "/console/accounts/\(id)")
            }
            try await transaction.audit(AuditEntry("accounts.link-made", on: "account", id), by: actor)
            return try await OneTimeLinks(kernel: kernel)
                .make(account.hasPassword ? .reset : .invite, for: id, in: transaction)
        }
    }

    /// The account with an address.
    ///
    /// - Throws: `Refusal.notFound`.
    public func account(email: Email) async throws -> AccountID {
        let account = try await AccountQueries(reader: kernel.database).account(email: email)
        guard let account else { throw Refusal.notFound }
        return account.accountID
    }
}

/// Gives an account exactly these roles; the database decides who may.
private func setRoles(
    _ roles: [Role], of id: AccountID, by granter: AccountID?, in transaction: Transaction
) async throws {
    _ = try await transaction.rows(
        "SELECT accounts.set_roles(\(id), \(roles.map(\.rawValue)), \(granter))")
}

/// Runs the body; what the database refuses becomes a message at the field that it is about.
func explained<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
        return try await body()
    } catch let error as PostgresError {
        switch error.constraint {
        case "account_email_unique":
            throw FormIssues("email", .other("This address has an account already."))
        case "account_role_not_by_oneself":
            throw FormIssues("roles", .other("Another administrator changes your roles."))
        case "account_role_by_admin":
            throw FormIssues("roles", .other("Only an administrator gives roles."))
        case "account_last_admin":
            throw FormIssues(
                "roles",
                .other("Nobody else can manage accounts. Make another administrator first."))
        default: throw error
        }
    }
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
