import Kernel
import Postgres

/// Says that two accounts are one person's: where two persons must look, they count as one from then on.
struct JoinPersons {
    let kernel: Kernel

    /// Puts an account under the person of another one, named by its address.
    ///
    /// - Throws: `FormIssues` when there is no such account, when it is the same one, and for one's own accounts, which
    ///   another administrator joins.
    func run(_ id: AccountID, with email: String, by actor: Actor) async throws {
        try await kernel.database.transaction { transaction in
            let queries = AccountQueries(reader: transaction)
            let account = try await queries.account(id)
            guard let address = Email(email), let other = try await queries.account(email: address) else {
                throw FormIssues("other_email", .other("No account has this address. Check its letters."))
            }
            guard other.personID != account.personID else {
                throw FormIssues("other_email", .other("They are one person’s already."))
            }
            try assertOthers([account, other], actor)
            // All accounts of the one move to the other, or a third one would stay behind.
            try await transaction.execute(
                """
                UPDATE accounts.account
                SET person_id = \(other.personID), version = version + 1
                WHERE person_id = \(account.personID)
                """)
            try await transaction.audit(
                AuditEntry(
                    "accounts.person-joined", on: "account", id,
                    after: try PostgresJSON(encoding: ["account": other.accountID.description])),
                by: .person(actor, as: .admin))
        }
    }

    /// Gives an account a person of its own again.
    ///
    /// - Throws: `Refusal.wrongState` when it is the only one of its person, and for one's own.
    func separate(_ id: AccountID, by actor: Actor) async throws {
        try await kernel.database.transaction { transaction in
            let queries = AccountQueries(reader: transaction)
            let account = try await queries.account(id)
            guard account.personID != actor.personID else {
                throw Refusal.wrongState(
                    message: "Another administrator separates your accounts.", now: "/console/accounts/\(id)")
            }
            guard try await !queries.others(of: account).isEmpty else {
                throw Refusal.wrongState(
                    message: "It is the only account of this person.", now: "/console/accounts/\(id)")
            }
            let person: PersonID = kernel.ids.next()
            try await transaction.execute("INSERT INTO accounts.person (person_id) VALUES (\(person))")
            try await transaction.execute(
                """
                UPDATE accounts.account
                SET person_id = \(person), version = version + 1
                WHERE account_id = \(id)
                """)
            try await transaction.audit(
                AuditEntry("accounts.person-separated", on: "account", id), by: .person(actor, as: .admin))
        }
    }

    private func assertOthers(_ accounts: [Account], _ actor: Actor) throws(FormIssues) {
        if accounts.contains(where: { $0.personID == actor.personID }) {
            throw FormIssues("other_email", .other("Another administrator joins your accounts."))
        }
    }
}
