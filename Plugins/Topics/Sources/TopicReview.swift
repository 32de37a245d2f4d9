import Console
import Documents
import Foundation
import Kernel
import Moderation
import Postgres

/// The review of a topic page's new text: an editor other than its author publishes it.
struct TopicReview: ReviewableType {
    static let typeID = "topic_revision"

    /// What an item keeps: the revision that is to be published.
    struct Payload: Codable, Sendable {
        let revisionID: TopicRevisionID
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
            ReviewAction("approve", "Approve and publish", hint: "Readers see it at once.", isPrimary: true),
            ReviewAction("request_changes", "Request changes", needsReason: true, reasons: Self.reasons),
            ReviewAction("reject", "Reject", needsReason: true, reasons: Self.reasons),
        ]
    }

    private static let reasons = [
        ReviewReason("facts", "A statement is wrong or has no source"),
        ReviewReason("tone", "The tone is not calm or not kind"),
        ReviewReason("safety", "Advice that may harm, or a crisis tier that does not fit"),
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
        let from = try await publishing.publish(
            revision.revisionID, of: id, from: nil, .approved(by: actor), in: transaction)
        return .decided(message: "Published. Readers see it now.", from: from)
    }

    func exhibit(of item: ReviewItem, visit: Visit, in reader: any Reader) async throws -> Exhibit {
        let id = TopicID(rawValue: item.subjectID)
        guard let proposed = try await revision(of: item, in: reader) else { throw Refusal.notFound }
        let live = try await liveRevision(of: id, in: reader)
        let document = proposed.document
        let changes = [
            ChangeRow("Summary", from: live?.dek ?? "", to: proposed.dek),
            ChangeRow("Text", from: live?.text ?? "", to: proposed.text),
        ].compactMap { $0 }
        let text = TextPart("The page as proposed", bodyHTML: proposed.html)
        var parts: [any Page] = [text]
        if live != nil, !changes.isEmpty {
            parts.insert(
                ChangesPart("What changed since the public page", rows: changes.map(ChangesPart.Row.init)),
                at: 0)
        }
        return Exhibit(
            body: parts[0], more: Array(parts.dropFirst()),
            checklist: [
                ChecklistEntry("Has a summary", isDone: !proposed.dek.isEmpty),
                ChecklistEntry("Answers at least one question", isDone: !document.questions.isEmpty),
                ChecklistEntry(
                    "Crisis tier: \(proposed.crisisTier.title)", isDone: proposed.crisisTier != .none),
            ],
            path: "/console/topics/\(id)",
            note: live == nil ? "The topic has no page yet." : nil)
    }

    // MARK: Reads

    private struct Revision: Decodable, Sendable {
        let revisionID: TopicRevisionID
        let dek: String
        let document: Document
        let html: String
        let text: String
        let crisisTier: CrisisTier
        /// Who wrote it; nil when an import did.
        let authorPerson: PersonID?
    }

    private func revision(of item: ReviewItem, in reader: any Reader) async throws -> Revision? {
        let payload = try item.payload.decode(Payload.self)
        return try await reader.first(
            Revision.self, "\(sql: Self.revisions) WHERE revision.revision_id = \(payload.revisionID)")
    }

    private func liveRevision(of id: TopicID, in reader: any Reader) async throws -> Revision? {
        try await reader.first(
            Revision.self,
            """
            \(sql: Self.revisions)
            JOIN topics.publication ON publication.revision_id = revision.revision_id
            WHERE publication.topic_id = \(id) AND publication.visible @> clock_timestamp()
            """)
    }

    private static let revisions: SQL = """
        SELECT
          revision.revision_id,
          revision.dek,
          revision.document,
          revision.html,
          revision.text,
          topic.crisis_tier,
          author.person_id AS author_person
        FROM topics.revision
        JOIN topics.topic ON topic.topic_id = revision.topic_id
        LEFT JOIN accounts.account AS author ON author.account_id = revision.created_by
        """
}

extension ChangesPart.Row {
    init(_ row: ChangeRow) {
        self.init(
            row.label,
            pieces: row.pieces.map {
                ChangesPart.Piece($0.text, isAdded: $0.isAdded, isRemoved: $0.isRemoved)
            })
    }
}
