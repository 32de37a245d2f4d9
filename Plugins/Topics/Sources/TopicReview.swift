import Console
import Documents
import Foundation
import Kernel
import Moderation
import Postgres

/// The review of a topic page's new text: an editor other than its author publishes it.
struct TopicReview: ReviewableType {
    static let typeID = "topic_revision"

    /// What an item keeps: the revision that is to be published, and after that what was to come instead of it.
    struct Payload: Codable, Sendable {
        let revisionID: TopicRevisionID
        var replaced: ScheduledTopic?
    }

    let kernel: Kernel

    var id: String { Self.typeID }
    var name: String { "Topic page" }
    var needs: Permission { .publishTopics }

    func actions(for item: ReviewItem, actor: Actor, in reader: any Reader) async throws -> [ReviewAction] {
        guard actor.may(.publishTopics), let revision = try await revision(of: item, in: reader),
            revision.authorPerson != actor.personID
        else { return [] }
        return [
            ReviewAction(
                "approve", "Approve and publish", hint: "Once you approve it, readers see it.",
                isPrimary: true),
            ReviewAction("request_changes", "Request changes", needsReason: true, reasons: Self.reasons),
            ReviewAction("reject", "Reject", needsReason: true, reasons: Self.reasons),
        ]
    }

    private static let reasons = [
        ReviewReason("facts", "A statement is wrong or has no source"),
        ReviewReason("tone", "The tone is not calm or not kind"),
        ReviewReason("safety", "Advice that may harm, or a crisis box that is missing"),
        ReviewReason("form", "Questions, headings or links need work"),
        ReviewReason("other", "Something else"),
    ]

    func perform(
        _ action: String, on item: ReviewItem, by actor: Actor, form: Form, in transaction: Transaction
    ) async throws -> ReviewOutcome {
        let id = TopicID(rawValue: item.subjectID)
        let publishing = PublishTopic(kernel: kernel)
        try await publishing.lock(id, in: transaction)
        guard let revision = try await revision(of: item, in: transaction) else { throw Refusal.notFound }
        guard revision.authorPerson != actor.personID else { throw Refusal.forbidden(.publishTopics) }
        guard action == "approve" else {
            return .decided(message: action == "reject" ? "Rejected. The page stays as it is." : "Sent back.")
        }
        let scheduled = try await publishing.scheduled(id, in: transaction)
        let from = try await publishing.publish(
            revision.revisionID, of: id, from: nil, .approved(by: actor), in: transaction)
        let payload = Payload(revisionID: revision.revisionID, replaced: scheduled)
        return .decided(
            message: scheduled == nil
                ? "Published. Readers see it now."
                : "Published. Readers see it now, and what was scheduled does not come any more.",
            from: from, payload: try PostgresJSON(encoding: payload))
    }

    func exhibit(of item: ReviewItem, visit: Visit, in reader: any Reader) async throws -> Exhibit {
        let id = TopicID(rawValue: item.subjectID)
        guard let proposed = try await revision(of: item, in: reader) else { throw Refusal.notFound }
        let live = try await TopicRevision.live(of: id, in: reader)
        let scheduled = try await PublishTopic(kernel: kernel).scheduled(id, in: reader)
        var rows: [ChangeRow] = []
        if let live {
            rows =
                try await namesChanged(since: live.publicFrom, of: id, in: reader)
                + live.changes(
                    tier: proposed.crisisTier, dek: proposed.dek, text: proposed.document.markdown)
        }
        var parts: [any Page] =
            rows.isEmpty ? [] : [ChangesPart("What changed since the public page", rows: rows)]
        parts.append(TextPart("The page as proposed", bodyHTML: proposed.html, isFolded: !rows.isEmpty))
        return Exhibit(
            body: parts[0], more: Array(parts.dropFirst()),
            checklist: [
                ChecklistEntry("Has a summary", isDone: !proposed.dek.isEmpty),
                ChecklistEntry("Answers at least one question", isDone: !proposed.document.questions.isEmpty),
            ],
            path: "/console/topics/\(id)",
            note: note(on: proposed, replacing: live, scheduled, for: visit))
    }

    private func note(
        on proposed: TopicRevision, replacing live: TopicRevision?, _ scheduled: ScheduledTopic?,
        for visit: Visit
    ) -> String? {
        if let person = visit.actor?.personID, person == proposed.authorPerson {
            return "You wrote this; another editor decides."
        }
        if let scheduled, scheduled.revisionID != proposed.revisionID {
            let from = TimeText(zone: visit.actor?.zone ?? .gmt).full(scheduled.from)
            return "Another text is scheduled for \(from). Approve this one, and that one does not come."
        }
        guard let live else {
            return "The topic has no public page. Approve it, and readers see this one at once."
        }
        guard live.crisisTier != .none, proposed.crisisTier == .none else { return nil }
        return "Approve this, and the crisis box is gone from the page at once."
    }

    /// What the topic was called when readers last got a new text. They see the new names already.
    private func namesChanged(
        since live: Instant?, of id: TopicID, in reader: any Reader
    ) async throws -> [ChangeRow] {
        let queries = TopicQueries(reader: reader)
        guard let live, let before = try await queries.namesBefore(live, of: id) else { return [] }
        let now = try await queries.topic(id)
        return [
            ChangeRow("Title, public already", from: before.title, to: now.name),
            ChangeRow("Address, public already", from: before.slug.rawValue, to: now.slug.rawValue),
            ChangeRow("In a sentence, public already", from: before.label, to: now.label),
        ].compactMap { $0 }
    }

    // MARK: Reads

    private func revision(of item: ReviewItem, in reader: any Reader) async throws -> TopicRevision? {
        let payload = try item.payload.decode(Payload.self)
        return try await TopicRevision.revision(payload.revisionID, in: reader)
    }
}
