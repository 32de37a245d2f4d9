import Postgres

/// One line of the audit log: who did what to what, and why.
public struct AuditEntry: Sendable {
    /// The deed as plugin and verb, as `credentials.verified`.
    public let action: String
    public let subjectType: String
    public let subjectID: String
    /// The state before, as JSON; nil where there was none.
    public let before: PostgresJSON?
    /// The state after, as JSON; nil where there is none.
    public let after: PostgresJSON?
    public let reason: String?

    public init(
        _ action: String, on subjectType: String, _ subjectID: some CustomStringConvertible,
        before: PostgresJSON? = nil, after: PostgresJSON? = nil, reason: String? = nil
    ) {
        self.action = action
        self.subjectType = subjectType
        self.subjectID = subjectID.description
        self.before = before
        self.after = after
        self.reason = reason
    }
}

/// Who stands behind an entry of the audit log.
public enum AuditActor: Sendable {
    case person(Actor, as: Role?)
    /// A command on the server's own machine or a job, by its name.
    case program(String)
}

/// The id of the request that is being served, for the audit log; set by the router around every handler.
public enum RequestID {
    @TaskLocal public static var current: String?
}

extension AuditEntry {
    /// The statement that writes the line; the database links it into its hash chain at commit.
    public func insertion(by actor: AuditActor) -> SQL {
        let (account, name, role): (AccountID?, String, String?) =
            switch actor {
            case .person(let person, let role): (person.accountID, person.name, role?.rawValue)
            case .program(let name): (nil, name, nil)
            }
        return """
            INSERT INTO kernel.audit_entry (
              audit_entry_id, account_id, actor_name, role, action, subject_type, subject_id,
              before, after, reason, at, request_id
            )
            VALUES (
              gen_random_uuid(), \(account), \(name), \(role), \(action), \(subjectType),
              \(subjectID), \(before), \(after), \(reason), clock_timestamp(),
              \(RequestID.current)
            )
            """
    }
}

extension Transaction {
    /// Writes one line of the audit log in this transaction.
    public func audit(_ entry: AuditEntry, by actor: AuditActor) async throws {
        try await execute(entry.insertion(by: actor))
    }
}
