import Foundation
import Kernel
import Moderation
import Postgres

/// A topic page became public, or will at an instant.
public struct TopicPublished: Event {
    public static let name = "topics.published"

    public let topicID: TopicID
    public let revisionID: TopicRevisionID
    public let from: Instant

    public init(topicID: TopicID, revisionID: TopicRevisionID, from: Instant) {
        self.topicID = topicID
        self.revisionID = revisionID
        self.from = from
    }
}

/// Why a revision may be public: somebody approved it, or a reason was given why nobody had to.
enum TopicApproval: Sendable {
    case approved(by: Actor)
    case overridden(reason: String, by: AuditActor)
    /// It was public before, and what replaced it was taken back: its own approval or reason stands.
    case restored(approver: AccountID?, reason: String?, by: Actor)

    var auditActor: AuditActor {
        switch self {
        case .approved(let actor), .restored(_, _, let actor):
            .person(actor, as: actor.role(for: .publishTopics))
        case .overridden(_, let actor): actor
        }
    }

    var approver: AccountID? {
        switch self {
        case .approved(let actor): actor.accountID
        case .overridden: nil
        case .restored(let approver, _, _): approver
        }
    }

    var reason: String? {
        switch self {
        case .approved: nil
        case .overridden(let reason, _): reason
        case .restored(_, let reason, _): reason
        }
    }
}

/// A revision that readers will see from an instant on, and why they may.
struct ScheduledTopic: Codable, Sendable {
    let revisionID: TopicRevisionID
    let from: Instant
    let approvedBy: AccountID?
    let overrideReason: String?
}

private struct PublicationID: Identifier {
    let rawValue: UUID
}

/// Makes the latest revision of a topic public, now or at an instant to come, and takes it off again.
struct PublishTopic {
    let kernel: Kernel

    /// Publishes at `start`, or now when it is nil, and tells from when on.
    ///
    /// `number` is that of the revision that the editor saw. One's own is refused, and so is one that is public
    /// already.
    func run(_ id: TopicID, seen number: Int, from start: Instant?, by actor: Actor) async throws -> Instant {
        try await kernel.database.transaction { transaction in
            try await lock(id, in: transaction)
            let topic = try await TopicQueries(reader: transaction).topic(id)
            try assertPublishable(topic, seen: number, by: actor)
            guard let revision = topic.revisionID else { throw Refusal.notFound }
            let from = try await publish(revision, of: id, from: start, .approved(by: actor), in: transaction)
            try await WithdrawReview(type: TopicReview.typeID, subjectID: id.rawValue).run(in: transaction)
            return from
        }
    }

    private func assertPublishable(_ topic: StoredTopic, seen number: Int, by actor: Actor) throws(Refusal) {
        let path = "/console/topics/\(topic.topicID)"
        guard let latest = topic.number else {
            throw .wrongState(message: "There is no text to publish yet.", now: path)
        }
        guard latest == number else {
            throw .wrongState(message: "Somebody saved this topic in between. Look at it again.", now: path)
        }
        guard !topic.isLive else { throw .wrongState(message: "Readers see this text already.", now: path) }
        guard topic.authorPerson != actor.personID else {
            throw .wrongState(
                message: "Another editor publishes what you wrote. It waits in the queue.", now: path)
        }
    }

    /// Locks the topic's row: whoever publishes holds it before the clock is read.
    func lock(_ id: TopicID, in transaction: Transaction) async throws {
        let locked = try await transaction.execute(
            """
            SELECT topic_id
            FROM topics.topic
            WHERE topic_id = \(id)
            FOR NO KEY UPDATE
            """)
        guard locked == 1 else { throw Refusal.notFound }
    }

    /// Closes what is public at `start` and opens the revision; what was scheduled for later no longer comes.
    ///
    /// The topic's row must be locked.
    func publish(
        _ revision: TopicRevisionID, of id: TopicID, from start: Instant?, _ approval: TopicApproval,
        in transaction: Transaction
    ) async throws -> Instant {
        let from = try await end(id, at: start, in: transaction)
        try await transaction.execute(
            """
            INSERT INTO topics.publication (
              publication_id, topic_id, revision_id, visible, approved_by, override_reason
            )
            VALUES (
              \(kernel.ids.next(PublicationID.self)), \(id), \(revision), tstzrange(\(from), NULL),
              \(approval.approver), \(approval.reason)
            )
            """)
        try await transaction.audit(
            AuditEntry(
                "topics.published", on: "topic", id,
                after: try PostgresJSON(
                    encoding: TopicPublished(topicID: id, revisionID: revision, from: from)),
                reason: approval.reason),
            by: approval.auditActor)
        try await transaction.publish(
            TopicPublished(topicID: id, revisionID: revision, from: from), due: from)
        return from
    }

    /// What is to become public next; nil where nothing is scheduled.
    func scheduled(_ id: TopicID, in reader: any Reader) async throws -> ScheduledTopic? {
        try await reader.first(
            ScheduledTopic.self,
            """
            SELECT revision_id, lower(visible) AS "from", approved_by, override_reason
            FROM topics.publication
            WHERE topic_id = \(id) AND lower(visible) > clock_timestamp()
            ORDER BY lower(visible)
            LIMIT 1
            """)
    }

    /// Takes the page off the site at once, what was scheduled included; the record keeps the reason.
    func unpublish(_ id: TopicID, because reason: String, by actor: Actor) async throws {
        let reason = oneLine(reason)
        if reason.isEmpty { throw FormIssues("unpublish_reason", .missing("a reason")) }
        if reason.count > Self.longestReason {
            throw FormIssues("unpublish_reason", .tooLong("a reason", max: Self.longestReason))
        }
        try await kernel.database.transaction { transaction in
            try await lock(id, in: transaction)
            let topic = try await TopicQueries(reader: transaction).topic(id)
            guard topic.hasPage else {
                throw Refusal.wrongState(
                    message: "Readers do not see this topic’s page.", now: "/console/topics/\(id)")
            }
            _ = try await end(id, at: nil, in: transaction)
            try await transaction.audit(
                AuditEntry("topics.unpublished", on: "topic", id, reason: reason),
                by: .person(actor, as: actor.role(for: .publishTopics)))
        }
    }

    static let longestReason = 1_000

    /// Ends what is public, at `start` or now, and deletes what was to come after that.
    ///
    /// Tells the instant at which it ends.
    func end(_ id: TopicID, at start: Instant?, in transaction: Transaction) async throws -> Instant {
        let instant = try await transaction.value(
            Instant.self,
            """
            SELECT greatest(
              clock_timestamp(),
              \(start),
              (
                SELECT max(lower(visible)) + interval '1 microsecond'
                FROM topics.publication
                WHERE topic_id = \(id) AND lower(visible) <= clock_timestamp()
              )
            )
            """)
        guard let instant else { throw Refusal.notFound }
        try await transaction.execute(
            """
            DELETE FROM topics.publication
            WHERE topic_id = \(id) AND lower(visible) >= \(instant)
            """)
        try await transaction.execute(
            """
            UPDATE topics.publication
            SET visible = tstzrange(lower(visible), \(instant))
            WHERE topic_id = \(id) AND visible @> \(instant)
            """)
        return instant
    }
}
