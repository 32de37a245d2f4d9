import Foundation
import Kernel
import Postgres

/// A decision that somebody took.
public struct ReviewDecision: Decodable, Sendable {
    public let decisionID: DecisionID
    public let reviewItemID: ReviewItemID
    public let stage: Int
    public let action: String
    public let reasonCode: String?
    public let reason: String?
    public let byName: String
    public let byPerson: PersonID
    public let at: Instant
    public let secondsAgo: Double
    /// The version of the item that it was taken on; the decision itself made the next one.
    public let itemVersion: Int
    /// Since when readers see what it changed; nil where they see no difference.
    public let effectiveAt: Instant?

    /// Completes "Ines … this": `approved`.
    public var deed: String {
        switch action {
        case "approve": "approved"
        case "verify": "verified"
        case "reject": "rejected"
        case "request_changes": "asked for changes to"
        case Self.undo: "reopened"
        default: "decided (\(action.replacing("_", with: " ")))"
        }
    }

    /// The action of a decision that takes another one back.
    static let undo = "undo"

    static let columns: SQL = """
        decision.decision_id,
        decision.review_item_id,
        decision.stage,
        decision.action,
        decision.reason_code,
        decision.reason,
        account.display_name AS by_name,
        decision.person_id AS by_person,
        decision.at,
        extract(epoch FROM clock_timestamp() - decision.at)::float8 AS seconds_ago,
        decision.item_version,
        decision.effective_at
        """
}

/// The last decision of a person, to be taken back wherever they are by now.
struct OwnDecision: Decodable, Sendable {
    let reviewItemID: ReviewItemID
    let type: String
    let title: String
    /// The version of the item that the decision made.
    let version: Int
    let action: String
    let at: Instant
}

/// Reads about reviews.
public struct ReviewQueries: Sendable {
    private let reader: any Reader

    public init(reader: any Reader) {
        self.reader = reader
    }

    /// One item.
    ///
    /// - Throws: `Refusal.notFound`.
    public func item(_ id: ReviewItemID) async throws -> ReviewItem {
        let item = try await reader.first(
            ReviewItem.self,
            """
            SELECT \(sql: ReviewItem.columns)
            FROM moderation.review_item
            WHERE review_item_id = \(id)
            """)
        guard let item else { throw Refusal.notFound }
        return item
    }

    /// The open item about a subject; nil when nothing waits.
    public func openItem(type: String, subject: UUID) async throws -> ReviewItem? {
        try await reader.first(
            ReviewItem.self,
            """
            SELECT \(sql: ReviewItem.columns)
            FROM moderation.review_item
            WHERE type = \(type) AND subject_id = \(subject) AND state = 'open'
            """)
    }

    /// All decisions about a subject, the latest first; those of earlier items count too.
    public func decisions(type: String, subject: UUID) async throws -> [ReviewDecision] {
        try await reader.fetch(Self.decisions(type: type, subject: subject))
    }

    static func decisions(type: String, subject: UUID) -> Query<[ReviewDecision]> {
        .all(
            ReviewDecision.self,
            """
            SELECT \(sql: ReviewDecision.columns)
            FROM moderation.review_item
            JOIN moderation.decision USING (review_item_id)
            JOIN accounts.account ON account.account_id = decision.account_id
            WHERE review_item.type = \(type) AND review_item.subject_id = \(subject)
            ORDER BY decision.at DESC, decision.decision_id DESC
            LIMIT 50
            """)
    }

    func lastDecision(of id: ReviewItemID) async throws -> ReviewDecision? {
        try await reader.first(
            ReviewDecision.self,
            """
            SELECT \(sql: ReviewDecision.columns)
            FROM moderation.decision
            JOIN accounts.account USING (account_id)
            WHERE decision.review_item_id = \(id)
            ORDER BY decision.item_version DESC
            LIMIT 1
            """)
    }

    func decision(of id: ReviewItemID, on version: Int) async throws -> ReviewDecision? {
        try await reader.first(
            ReviewDecision.self,
            """
            SELECT \(sql: ReviewDecision.columns)
            FROM moderation.decision
            JOIN accounts.account USING (account_id)
            WHERE decision.review_item_id = \(id) AND decision.item_version = \(version)
            """)
    }

    func name(of account: AccountID) async throws -> String {
        try await reader.value(
            String.self,
            """
            SELECT display_name
            FROM accounts.account
            WHERE account_id = \(account)
            """) ?? "Somebody"
    }
}
