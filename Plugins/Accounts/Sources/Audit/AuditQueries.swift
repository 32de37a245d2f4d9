import Foundation
import Kernel
import Postgres

/// Names an entry of the audit log.
struct AuditEntryID: Identifier {
    let rawValue: UUID
    init(rawValue: UUID) { self.rawValue = rawValue }
}

/// An entry of the audit log as it is read.
public struct AuditRecord: Decodable, Sendable {
    let auditEntryID: AuditEntryID
    /// Whose deed it was; nil when no person acted.
    let accountID: AccountID?
    let actorName: String
    let role: String?
    public let action: String
    let subjectType: String
    let subjectID: String
    let before: PostgresJSON?
    public let after: PostgresJSON?
    let reason: String?
    public let at: Instant
}

/// Which entries of the audit log a list shows.
struct AuditFilter: Sendable, Equatable {
    /// Letters of a name or an address.
    var who = ""
    /// Letters of a deed or of its reason.
    var what = ""
    /// The actions in whose words those letters stand.
    var saying: [String] = []
    /// What it was done to, as a type of subject; empty for all.
    var kind = ""
    var from: Instant?
    /// The first instant that is too late.
    var until: Instant?
    /// One thing, as its type and id.
    var subject: Subject?

    struct Subject: Sendable, Hashable {
        let type: String
        let id: String

        init(type: String, id: String) {
            self.type = type
            self.id = id
        }

        /// Reads `account:0198…`; nil for anything else.
        init?(_ text: String) {
            let parts = text.split(separator: ":", maxSplits: 1).map { String($0) }
            guard parts.count == 2 else { return nil }
            self.init(type: parts[0], id: parts[1])
        }

        var text: String { "\(type):\(id)" }
    }
}

/// Where the next page of the audit log begins.
struct AuditKey: Codable {
    let at: Instant
    let id: AuditEntryID
}

/// Reads the audit log.
struct AuditQueries {
    let reader: any Reader

    /// Counted no further.
    static let most = 1_000

    /// Entries, the latest first, a page at a time, and how many there are, up to `most`.
    func list(
        _ filter: AuditFilter, after key: AuditKey?, limit: Int
    ) async throws -> (entries: [AuditRecord], count: Int) {
        let matches = Self.condition(filter)
        var shown = matches
        if let key { shown = "\(sql: matches) AND (at, audit_entry_id) < (\(key.at), \(key.id))" }
        let (entries, count) = try await reader.fetch(
            .all(
                AuditRecord.self,
                """
                SELECT \(sql: Self.columns)
                FROM kernel.audit_entry
                WHERE \(sql: shown)
                ORDER BY at DESC, audit_entry_id DESC
                LIMIT \(limit)
                """),
            .value(
                Int.self,
                """
                SELECT count(*)
                FROM (SELECT FROM kernel.audit_entry WHERE \(sql: matches) LIMIT \(Self.most)) AS found
                """))
        return (entries, count ?? 0)
    }

    private static func condition(_ filter: AuditFilter) -> SQL {
        var conditions: [SQL] = ["true"]
        if !filter.who.isEmpty {
            let pattern = LikePattern.containing(filter.who.lowercased())
            // By the account, so that a person is found by the name of today and of then.
            conditions.append(
                """
                (
                  lower(actor_name) LIKE \(pattern)
                  OR account_id IN (
                    SELECT account.account_id
                    FROM accounts.account
                    WHERE lower(account.display_name) LIKE \(pattern) OR account.email LIKE \(pattern)
                  )
                )
                """)
        }
        if !filter.what.isEmpty {
            let pattern = LikePattern.containing(filter.what.lowercased())
            conditions.append(
                """
                (
                  replace(replace(action, '.', ' '), '-', ' ') LIKE \(pattern)
                  OR action = ANY (\(filter.saying))
                  OR replace(after ->> 'action', '_', ' ') LIKE \(pattern)
                  OR lower(reason) LIKE \(pattern)
                )
                """)
        }
        if !filter.kind.isEmpty { conditions.append("subject_type = \(filter.kind)") }
        if let from = filter.from { conditions.append("at >= \(from)") }
        if let until = filter.until { conditions.append("at < \(until)") }
        if let subject = filter.subject {
            conditions.append("subject_type = \(subject.type) AND subject_id = \(subject.id)")
        }
        return conditions.joined(separator: " AND ")
    }

    /// The latest entry about something; nil when there is none.
    func latest(on type: String, _ id: some CustomStringConvertible) async throws -> AuditRecord? {
        try await about(type, id, limit: 1).first
    }

    /// Entries about something, the latest first.
    func about(
        _ type: String, _ id: some CustomStringConvertible, limit: Int
    ) async throws -> [AuditRecord] {
        try await reader.all(
            AuditRecord.self,
            """
            SELECT \(sql: Self.columns)
            FROM kernel.audit_entry
            WHERE subject_type = \(type) AND subject_id = \(id.description)
            ORDER BY at DESC, audit_entry_id DESC
            LIMIT \(limit)
            """)
    }

    private static let columns: SQL = """
        audit_entry_id, account_id, actor_name, role, action, subject_type, subject_id, before, after, reason, at
        """
}
