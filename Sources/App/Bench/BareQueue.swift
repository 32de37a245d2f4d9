import Foundation
import Kernel
import Postgres

/// The claims and decisions of the queue as SQL alone: the same locks and the same rows, each person on a connection
/// of their own, and nobody asks who they are or what they may.
struct BareQueue {
    private let database: Database
    private let people: [Person]

    private struct Person: Decodable, Sendable {
        let accountID: UUID
        let personID: UUID
        let displayName: String
    }

    private struct Item: Decodable, Sendable {
        let reviewItemID: UUID
        let subjectID: UUID
        let version: Int
        let stage: Int
    }

    /// What its statement for subscribers is written with; nobody subscribes to it.
    private struct Decided: Event {
        static let name = "bench.decided"
        let reviewItemID: UUID
    }

    /// As people who have accounts already.
    init(people count: Int, database installation: Installation) async throws {
        database = Database(
            DatabaseConfiguration(url: installation.url(role: "stet_console"), poolSize: count),
            logger: installation.logger)
        people = try await database.all(
            Person.self,
            """
            SELECT account_id, person_id, display_name
            FROM accounts.account
            ORDER BY created_at DESC, account_id
            LIMIT \(count)
            """)
    }

    func close() async { await database.close() }

    /// Everybody claims and decides, one item after the other.
    func work(seconds: Int) async throws -> [QueueWork] {
        let end = ContinuousClock.now + .seconds(seconds)
        return try await withThrowingTaskGroup(of: QueueWork.self) { group in
            for person in people {
                group.addTask {
                    var work = QueueWork()
                    while ContinuousClock.now < end,
                        let item = try await work.claims.measure({ try await claim(for: person) })
                    {
                        try await work.decisions.measure { try await decide(item, by: person) }
                    }
                    return work
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    private func claim(for person: Person) async throws -> Item? {
        try await database.transaction { transaction in
            let item = try await transaction.first(
                Item.self,
                """
                SELECT review_item_id, subject_id, version, stage
                FROM moderation.review_item
                WHERE state = 'open'
                  AND claimed_by IS NULL
                  AND first_person IS DISTINCT FROM \(person.personID)
                ORDER BY urgency, review_item_id
                LIMIT 1
                FOR UPDATE SKIP LOCKED
                """)
            guard let item else { return nil }
            try await transaction.execute(
                """
                UPDATE moderation.review_item
                SET claimed_by = \(person.accountID),
                    claimed_until = clock_timestamp() + interval '10 minutes'
                WHERE review_item_id = \(item.reviewItemID)
                """)
            return item
        }
    }

    private func decide(_ item: Item, by person: Person) async throws {
        try await database.transaction { transaction in
            _ = try await transaction.rows([
                """
                SELECT version
                FROM moderation.review_item
                WHERE review_item_id = \(item.reviewItemID)
                FOR UPDATE
                """,
                """
                SELECT credential_id
                FROM credentials.credential
                WHERE credential_id = \(item.subjectID)
                FOR NO KEY UPDATE
                """,
            ])
            try await transaction.execute(
                """
                UPDATE moderation.review_item
                SET state = 'decided',
                    decided_at = clock_timestamp(),
                    claimed_by = NULL,
                    claimed_until = NULL,
                    version = version + 1
                WHERE review_item_id = \(item.reviewItemID)
                """)
            try await transaction.execute(
                """
                INSERT INTO moderation.decision (
                  decision_id, review_item_id, stage, action, account_id, person_id, item_version
                )
                VALUES (
                  gen_random_uuid(), \(item.reviewItemID), \(item.stage), 'request_changes',
                  \(person.accountID), \(person.personID), \(item.version)
                )
                """)
            try await transaction.audit(
                AuditEntry("bench.decided", on: "review_item", item.reviewItemID),
                by: .program(person.displayName))
            try await transaction.publish(Decided(reviewItemID: item.reviewItemID))
        }
    }
}
