import Foundation
import Kernel
import Postgres

/// Puts something into the queue, in the transaction of whatever made it wait.
public struct OpenReview: Sendable {
    public let type: String
    public let subjectID: UUID
    public let ownerID: UUID?
    public let title: String
    public let summary: String
    public let risk: Risk
    /// When somebody should have decided, counted from now.
    public let dueIn: Duration
    /// The permission that its first stage needs.
    public let needs: Permission
    /// What the type keeps with the item.
    public let payload: PostgresJSON

    public init(
        type: String, subjectID: UUID, ownerID: UUID?, title: String, summary: String, risk: Risk,
        dueIn: Duration, needs: Permission, payload: PostgresJSON = PostgresJSON(text: "{}")
    ) {
        self.type = type
        self.subjectID = subjectID
        self.ownerID = ownerID
        self.title = title
        self.summary = summary
        self.risk = risk
        self.dueIn = dueIn
        self.needs = needs
        self.payload = payload
    }

    /// Opens the item, or renews the one that is open for the same subject: its title, summary, risk and payload become
    /// these, its version rises, and it is due when it was.
    @discardableResult
    public func run(by account: AccountID?, ids: IDs, in transaction: Transaction) async throws
        -> ReviewItemID
    {
        let opened = try await Self.all([self], by: account, ids: ids, in: transaction)
        guard let id = opened[subjectID] else { throw Refusal.notFound }
        return id
    }

    /// Opens or renews many items in two statements, for imports: at most one a type and subject.
    ///
    /// What comes back are the items' ids by subject.
    @discardableResult
    public static func all(
        _ reviews: [OpenReview], by account: AccountID?, ids: IDs, in transaction: Transaction
    ) async throws -> [UUID: ReviewItemID] {
        guard !reviews.isEmpty else { return [:] }
        let kept = try await withdrawHalfDecided(reviews, in: transaction)
        let opened = try await transaction.all(
            Opened.self,
            """
            INSERT INTO moderation.review_item (
              review_item_id, type, subject_id, owner_id, title, summary, risk, due_at, state, stage, needs,
              version, payload, opened_at, opened_by
            )
            SELECT
              new.review_item_id, new.type, new.subject_id, new.owner_id, new.title, new.summary, new.risk,
              coalesce(new.due_at, clock_timestamp() + make_interval(secs => new.due_in)), 'open', 1, new.needs,
              1, new.payload, clock_timestamp(), \(account)
            FROM unnest(
              \(reviews.map { _ in ids.next(ReviewItemID.self) }),
              \(reviews.map(\.type)),
              \(reviews.map(\.subjectID)),
              \(reviews.map(\.ownerID)),
              \(reviews.map(\.title)),
              \(reviews.map(\.summary)),
              \(reviews.map(\.risk)),
              \(reviews.map { kept[Subject(type: $0.type, id: $0.subjectID)] }),
              \(reviews.map { Double($0.dueIn.components.seconds) }),
              \(reviews.map(\.needs.id)),
              \(reviews.map(\.payload))
            ) AS new (
              review_item_id, type, subject_id, owner_id, title, summary, risk, due_at, due_in, needs, payload
            )
            ON CONFLICT (type, subject_id) WHERE state = 'open' DO UPDATE
            SET title = excluded.title,
                summary = excluded.summary,
                risk = excluded.risk,
                payload = excluded.payload,
                version = review_item.version + 1
            RETURNING review_item_id, subject_id
            """)
        return Dictionary(
            opened.map { ($0.subjectID, $0.reviewItemID) }, uniquingKeysWith: { first, _ in first })
    }

    private struct Opened: Decodable, Sendable {
        let reviewItemID: ReviewItemID
        let subjectID: UUID
    }

    private struct Subject: Hashable {
        let type: String
        let id: UUID
    }

    private struct HalfDecided: Decodable, Sendable {
        let type: String
        let subjectID: UUID
        let dueAt: Instant
    }

    /// An item that waits for its second person was decided about as it was: when the subject changes, a new item
    /// takes its place, due at the same time, and both people decide anew.
    private static func withdrawHalfDecided(
        _ reviews: [OpenReview], in transaction: Transaction
    ) async throws -> [Subject: Instant] {
        let withdrawn = try await transaction.all(
            HalfDecided.self,
            """
            UPDATE moderation.review_item
            SET state = 'withdrawn', claimed_by = NULL, claimed_until = NULL, version = version + 1
            WHERE state = 'open'
              AND stage = 2
              AND (type, subject_id) IN (
                SELECT subject.type, subject.id
                FROM unnest(\(reviews.map(\.type)), \(reviews.map(\.subjectID))) AS subject (type, id)
              )
            RETURNING type, subject_id, due_at
            """)
        return Dictionary(
            withdrawn.map { (Subject(type: $0.type, id: $0.subjectID), $0.dueAt) },
            uniquingKeysWith: { first, _ in first })
    }
}
