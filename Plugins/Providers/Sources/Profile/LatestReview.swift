import Foundation
import Kernel
import Moderation
import Postgres

/// Where the review of a profile stands, for its clinician.
struct LatestReview: Decodable, Sendable {
    let state: ReviewItem.State
    /// The revision that is or was to become public.
    let revisionID: ProfileRevisionID
    let openedAt: Instant
    /// What was decided; nil while nothing is.
    let action: String?
    let reasonCode: String?
    /// What the moderator wrote; nil where they wrote nothing.
    let reason: String?
    let decidedAt: Instant?

    var isOpen: Bool { state == .open }

    /// The words of the list for why it came back; nil where nobody chose any.
    var why: String? { ProfileReview.reasons.first { $0.code == reasonCode }?.label }

    /// The latest review of a provider's profile; nil when there was none, or it was taken back.
    static func of(_ id: ProviderID, in reader: any Reader) async throws -> LatestReview? {
        try await reader.first(
            LatestReview.self,
            """
            SELECT
              item.state,
              (item.payload ->> 'revisionID')::uuid AS revision_id,
              item.opened_at,
              decision.action,
              decision.reason_code,
              decision.reason,
              decision.at AS decided_at
            FROM moderation.review_item AS item
            LEFT JOIN LATERAL (
              SELECT action, reason_code, reason, at
              FROM moderation.decision
              WHERE decision.review_item_id = item.review_item_id
              ORDER BY at DESC, decision_id DESC
              LIMIT 1
            ) AS decision ON true
            WHERE item.type = \(ProfileReview.typeID) AND item.subject_id = \(id) AND item.state <> 'withdrawn'
            ORDER BY item.opened_at DESC, item.review_item_id DESC
            LIMIT 1
            """)
    }
}

/// How long deciding about profiles takes.
struct ReviewPace: Sendable, Equatable {
    /// Fewer decisions tell nothing; the policy's target does then.
    static let fewest = 5
    private static let latest = 50

    let seconds: Int

    /// The median of the latest decisions, or what the policy aims at.
    static func usual(isNew: Bool, _ policy: ProfilePolicy, in reader: any Reader) async throws -> ReviewPace
    {
        let median = try await reader.value(
            Double.self,
            """
            SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY taken)
            FROM (
              SELECT extract(epoch FROM decided_at - opened_at)::float8 AS taken
              FROM moderation.review_item
              WHERE state = 'decided' AND type = \(ProfileReview.typeID)
              ORDER BY decided_at DESC, review_item_id DESC
              LIMIT \(latest)
            ) AS decided
            HAVING count(*) >= \(fewest)
            """)
        return ReviewPace(
            seconds: median.map { Int($0) } ?? Int(policy.due(isNew: isNew).components.seconds))
    }

    /// `within an hour`, `within 5 hours`, `within a day`, `within 3 days`.
    var words: String {
        let hours = (seconds + 3_599) / 3_600
        switch hours {
        case ...1: return "within an hour"
        case ...23: return "within \(hours) hours"
        case ...36: return "within a day"
        default: return "within \((hours + 23) / 24) days"
        }
    }
}
