import Foundation
import Kernel
import Postgres

public struct ReviewItemID: Identifier {
    public let rawValue: UUID
    public init(rawValue: UUID) { self.rawValue = rawValue }
}

public struct DecisionID: Identifier {
    public let rawValue: UUID
    public init(rawValue: UUID) { self.rawValue = rawValue }
}

/// How much depends on a decision. Risk buys hours: each step moves an item twelve hours up the queue.
public enum Risk: Int, Sendable, Codable, CaseIterable, PostgresCodable {
    case low = 0
    case medium = 1
    case high = 2
}

/// One thing that waits for a person's decision.
public struct ReviewItem: Decodable, Sendable {
    public let reviewItemID: ReviewItemID
    /// Which `ReviewableType` decides about it: `provider_revision`.
    public let type: String
    /// What is decided about, by its id in the plugin that owns it.
    public let subjectID: UUID
    /// Whom it is about, as a provider's id; nil where it is about nobody.
    public let ownerID: UUID?
    public let title: String
    public let summary: String
    public let risk: Risk
    public let dueAt: Instant
    public let state: State
    /// 1 for the first decision, 2 where a second person confirms it.
    public let stage: Int
    /// The id of the permission that deciding this stage takes.
    public let needs: String
    public let version: Int
    /// What the type keeps between its stages.
    public let payload: PostgresJSON
    public let openedAt: Instant
    /// Who took the first decision; nil in the first stage.
    public let firstPerson: PersonID?
    /// Who holds it now; nil when nobody does or their time has run out.
    public let claimedBy: AccountID?
    public let claimedUntil: Instant?
    /// Whom the claimer took it over from; nil as a rule.
    public let takenFrom: AccountID?

    /// Where an item stands.
    public enum State: String, Sendable, Codable, PostgresCodable {
        case open, decided, withdrawn
    }

    /// Where its desk is.
    public var path: String { Self.path(reviewItemID) }

    static func path(_ id: ReviewItemID) -> String { "/console/queue/\(id)" }

    /// The columns to read. A claim that has run out is none, whether or not a job has cleared it yet.
    static let columns: SQL = """
        review_item.review_item_id,
        review_item.type,
        review_item.subject_id,
        review_item.owner_id,
        review_item.title,
        review_item.summary,
        review_item.risk,
        review_item.due_at,
        review_item.state,
        review_item.stage,
        review_item.needs,
        review_item.version,
        review_item.payload,
        review_item.opened_at,
        review_item.first_person,
        CASE WHEN review_item.claimed_until > clock_timestamp() THEN review_item.claimed_by END AS claimed_by,
        CASE WHEN review_item.claimed_until > clock_timestamp() THEN review_item.claimed_until END AS claimed_until,
        review_item.taken_from
        """
}

/// What a person may do to an item, as a button.
public struct ReviewAction: Sendable, Equatable {
    /// Stable: `approve`, `reject`, `request_changes`, `verify`.
    public let id: String
    /// The button's words: `Approve until Mar 31, 2027`.
    public let label: String
    /// What it does, in a sentence of its own below the buttons; nil where the button says it all.
    public let hint: String?
    /// True when the person must choose or write a reason.
    public let needsReason: Bool
    /// Where else it takes a sentence, which its type checks itself: `when the register differs`; nil where nowhere.
    public let reasonWhen: String?
    /// The codes to choose a reason from, with their words; empty where a sentence is asked for.
    public let reasons: [ReviewReason]
    /// True for the one that most people do next.
    public let isPrimary: Bool

    public init(
        _ id: String, _ label: String, hint: String? = nil, needsReason: Bool = false,
        reasons: [ReviewReason] = [], reasonWhen: String? = nil, isPrimary: Bool = false
    ) {
        self.id = id
        self.label = label
        self.hint = hint
        self.needsReason = needsReason
        self.reasonWhen = reasonWhen
        self.reasons = reasons
        self.isPrimary = isPrimary
    }
}

/// A reason from a type's list.
public struct ReviewReason: Sendable, Equatable {
    public let code: String
    public let label: String

    public init(_ code: String, _ label: String) {
        self.code = code
        self.label = label
    }
}

/// What a decision leads to.
public enum ReviewOutcome: Sendable {
    /// It is decided; the sentence goes to whoever decided. `from` is since when readers see the difference, by
    /// which the type finds what to end when the decision is taken back; nil where they see none. The payload is
    /// what the type keeps for taking it back; nil leaves the item's as it is.
    case decided(message: String, from: Instant? = nil, payload: PostgresJSON? = nil)
    /// A second person decides next; they need this permission. The payload is what the type keeps for them; nil
    /// leaves the item's as it is.
    case secondPerson(needs: Permission, message: String, payload: PostgresJSON? = nil)
}

/// How a decision was taken back.
public struct ReviewUndo: Sendable {
    /// For whoever took it back.
    let message: String
    /// What the type keeps with the item, which waits again; nil leaves it as it is.
    let payload: PostgresJSON?

    public init(message: String, payload: PostgresJSON? = nil) {
        self.message = message
        self.payload = payload
    }
}
