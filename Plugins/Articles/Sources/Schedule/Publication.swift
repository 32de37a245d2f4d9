import Foundation
import Kernel
import Postgres
import Site

struct PublicationID: Identifier {
    let rawValue: UUID
}

/// An article becomes public at an instant, or a further revision of it does.
///
/// It is published with the schedule and delivered at its instant. A schedule may be called off until then, so a
/// subscriber asks whether it holds.
public struct ArticlePublished: Event {
    public static let name = "articles.published"

    public let articleID: ArticleID
    public let revisionID: ArticleRevisionID
    public let from: Instant

    public init(articleID: ArticleID, revisionID: ArticleRevisionID, from: Instant) {
        self.articleID = articleID
        self.revisionID = revisionID
        self.from = from
    }

    /// Whether the revision became public at that instant: false for a schedule that was called off.
    public func holds(in reader: any Reader) async throws -> Bool {
        try await reader.value(
            Bool.self,
            """
            SELECT EXISTS (
              SELECT
              FROM articles.publication
              WHERE article_id = \(articleID) AND revision_id = \(revisionID) AND lower(visible) = \(from)
            )
            """) ?? false
    }
}

/// Why a revision may be public: an editor approved it, or a reason was given why nobody had to.
enum PublicationGround: Sendable {
    case approved(ApprovalID, by: Actor)
    case overridden(reason: String, by: AuditActor)
    /// As a publication before had it, which is taken up again.
    case former(approval: ApprovalID?, reason: String?, by: Actor)

    var auditActor: AuditActor {
        switch self {
        case .approved(_, let actor), .former(_, _, let actor):
            .person(actor, as: actor.role(for: .publishArticles))
        case .overridden(_, let actor): actor
        }
    }

    var approval: ApprovalID? {
        switch self {
        case .approved(let id, _): id
        case .overridden: nil
        case .former(let id, _, _): id
        }
    }

    var reason: String? {
        switch self {
        case .approved: nil
        case .overridden(let reason, _): reason
        case .former(_, let reason, _): reason
        }
    }
}

/// One range in which a revision is, was or will be public, for the console.
struct ScheduledRange: Decodable, Sendable {
    let publicationID: PublicationID
    let articleID: ArticleID
    let slug: Slug
    let title: String
    let categoryName: String
    let revisionID: ArticleRevisionID
    let number: Int
    let begins: Instant
    let ends: Instant?
    /// What the editor typed, and where; nil for "now".
    let localStart: String?
    let zone: String?
    /// Whether another revision of the article ends where this one begins.
    let isReplacement: Bool
    /// Whether another one begins where it ends.
    let isReplaced: Bool
    let isOverridden: Bool
    /// What stands in its way by today's rules; see `ArticleHold`.
    let isTakenBack: Bool
    let lacksClinicalReview: Bool

    /// Why it would not be scheduled today; nil where nothing is in its way.
    var hold: ArticleHold? {
        if isTakenBack { return .takenBack }
        return lacksClinicalReview ? .noClinicalReview(category: categoryName) : nil
    }
}

/// Why a revision cannot be published or scheduled.
enum ArticleHold: Sendable, Equatable {
    case notApproved
    case takenBack
    case noClinicalReview(category: String)

    var sentence: String {
        switch self {
        case .notApproved: "Nobody has approved this text yet. It can be published after a review."
        case .takenBack: "The approval of this text was taken back. Submit it for review again."
        case .noClinicalReview(let category):
            "The category \(category) asks for a clinical review, which this text has not had. "
                + "Submit it for review."
        }
    }
}
