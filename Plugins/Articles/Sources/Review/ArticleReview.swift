import Console
import Documents
import Foundation
import Kernel
import Moderation
import Postgres

/// The two looks that an article gets: a clinical reviewer's where its category asks for one, then an editor's.
enum ReviewStage: String, Sendable, Codable, PostgresCodable {
    case clinical, editorial

    var permission: Permission {
        switch self {
        case .clinical: .reviewArticles
        case .editorial: .publishArticles
        }
    }

    init(_ item: ReviewItem) {
        self = item.needs == Permission.reviewArticles.id ? .clinical : .editorial
    }
}

/// The review of an article's revision. Approving it makes it fit to be public, and not public: an editor publishes or
/// schedules it.
struct ArticleReview: ReviewableType {
    static let typeID = "article_revision"

    /// What an item keeps: the revision that is to be approved.
    struct Payload: Codable, Sendable {
        let revisionID: ArticleRevisionID
    }

    let kernel: Kernel

    var id: String { Self.typeID }
    var name: String { "Article" }
    /// Of the first stage where there are two; an item of one stage asks for the editors' alone.
    var needs: Permission { .reviewArticles }
    var stages: [Permission] { [.reviewArticles, .publishArticles] }
    var reasons: [ReviewReason] { Self.reasons }

    static let reasons = [
        ReviewReason("facts", "A statement is wrong or has no source"),
        ReviewReason("safety", "Advice that may harm, or words that are not safe"),
        ReviewReason("tone", "The tone is not calm or not kind"),
        ReviewReason("form", "Headings, links or images need work"),
        ReviewReason("other", "Something else"),
    ]

    func actions(for item: ReviewItem, actor: Actor, in reader: any Reader) async throws -> [ReviewAction] {
        guard let revision = try await revision(of: item, in: reader),
            !revision.writerPersons.contains(actor.personID)
        else { return [] }
        let hint =
            ReviewStage(item) == .clinical
            ? "An editor decides next." : "It can be published or scheduled then."
        return [
            ReviewAction("approve", "Approve", hint: hint, isPrimary: true),
            ReviewAction("request_changes", "Request changes", needsReason: true, reasons: Self.reasons),
            ReviewAction("reject", "Reject", needsReason: true, reasons: Self.reasons),
        ]
    }

    func perform(
        _ action: String, on item: ReviewItem, by actor: Actor, form: Form, in transaction: Transaction
    ) async throws -> ReviewOutcome {
        let id = ArticleID(rawValue: item.subjectID)
        try await ArticleQueries.lock(id, in: transaction)
        guard let revision = try await revision(of: item, in: transaction) else { throw Refusal.notFound }
        guard action == "approve" else {
            return .decided(
                message: action == "reject"
                    ? "Rejected. What readers see stays as it is." : "Sent back, with your reason.")
        }
        let stage = ReviewStage(item)
        try await approve(revision.revisionID, of: id, stage, by: actor, at: item.path, in: transaction)
        switch stage {
        case .clinical:
            return .secondPerson(
                needs: .publishArticles, message: "Approved clinically. An editor decides next.")
        case .editorial:
            return .decided(message: "Approved. Publish or schedule it on its own screen.")
        }
    }

    private func approve(
        _ revision: ArticleRevisionID, of id: ArticleID, _ stage: ReviewStage, by actor: Actor,
        at path: String, in transaction: Transaction
    ) async throws {
        do {
            try await transaction.savepoint {
                try await transaction.execute(
                    """
                    INSERT INTO articles.approval (approval_id, article_id, revision_id, stage, approved_by)
                    VALUES (
                      \(kernel.ids.next(ApprovalID.self)), \(id), \(revision), \(stage), \(actor.accountID)
                    )
                    """)
            }
        } catch let error as PostgresError where error.constraint == "approval_never_ones_own" {
            throw Refusal.wrongState(
                message: "You wrote this, or a part of it. Somebody else approves it.", now: path)
        }
    }

    // MARK: Reads

    struct Revision: Decodable, Sendable {
        let revisionID: ArticleRevisionID
        let number: Int
        let title: String
        let dek: String
        let lang: String
        let categoryName: String
        let needsClinicalReview: Bool
        let authorName: String?
        let topicNames: [String]
        let document: Document
        let references: [ArticleReference]
        let disclaimer: String
        /// Whose work it is: all who wrote since the last approval, and its author.
        let writerPersons: [PersonID]
        let crisisTier: Int
    }

    func revision(of item: ReviewItem, in reader: any Reader) async throws -> Revision? {
        let payload = try item.payload.decode(Payload.self)
        return try await Self.revision("revision.revision_id = \(payload.revisionID)", in: reader)
    }

    static func liveRevision(of id: ArticleID, in reader: any Reader) async throws -> Revision? {
        try await revision(
            """
            revision.revision_id = (
              SELECT publication.revision_id
              FROM articles.publication
              WHERE publication.article_id = \(id) AND publication.visible @> clock_timestamp()
            )
            """, in: reader)
    }

    static func revision(_ condition: SQL, in reader: any Reader) async throws -> Revision? {
        try await reader.first(
            Revision.self,
            """
            SELECT
              revision.revision_id,
              revision.number,
              revision.title,
              revision.dek,
              revision.lang,
              category.name AS category_name,
              category.needs_clinical_review,
              author.name AS author_name,
              ARRAY(
                SELECT topic.name
                FROM articles.revision_topic
                JOIN topics.topic USING (topic_id)
                WHERE revision_topic.revision_id = revision.revision_id
                ORDER BY revision_topic.position
              ) AS topic_names,
              revision.document,
              revision."references",
              revision.disclaimer,
              articles.writers_of(revision.revision_id) AS writer_persons,
              coalesce(
                (
                  SELECT min(nullif(topic_revision.crisis_tier, 0))
                  FROM articles.revision_topic
                  JOIN topics.revision AS topic_revision USING (topic_id)
                  WHERE revision_topic.revision_id = revision.revision_id
                    AND topic_revision.number = (
                      SELECT max(latest.number)
                      FROM topics.revision AS latest
                      WHERE latest.topic_id = topic_revision.topic_id
                    )
                ),
                0
              )::integer AS crisis_tier
            FROM articles.revision
            JOIN articles.category USING (category_id)
            LEFT JOIN articles.author USING (author_id)
            WHERE \(sql: condition)
            """)
    }
}
