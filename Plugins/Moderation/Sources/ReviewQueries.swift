import Foundation
import Kernel
import Postgres

/// What a list of the queue shows.
struct QueueFilter: Sendable, Equatable {
    enum Standing: String, CaseIterable, Sendable {
        case free, mine, open, decided
    }

    var standing = Standing.free
    /// One type's id; nil for all that the person may see.
    var type: String?
    var risk: Risk?
}

/// Where the next page of the queue begins.
struct QueueKey: Codable, Sendable {
    let at: Instant
    let id: ReviewItemID
}

/// Whose queue it is: which types they see, and which items they may decide.
struct QueueScope: Sendable {
    let account: AccountID
    let person: PersonID
    let types: [String]
    /// The permissions by which they may decide; nil for somebody who sees everything and decides nothing.
    let permissions: [String]?

    init(_ actor: Actor, _ types: ReviewTypes) {
        account = actor.accountID
        person = actor.personID
        self.types = types.visible(to: actor).map(\.id)
        permissions = actor.may(.workQueue) ? types.permissions(of: actor).map(\.id) : nil
    }
}

/// A line of the queue.
struct QueueItem: Decodable, Sendable {
    let reviewItemID: ReviewItemID
    let type: String
    let title: String
    let summary: String
    let risk: Risk
    let dueAt: Instant
    let urgency: Instant
    let state: ReviewItem.State
    let stage: Int
    let openedAt: Instant
    /// When it was decided; nil while it is open.
    let decidedAt: Instant?
    /// Who holds it; nil when nobody does.
    let claimedBy: AccountID?
    let holder: String?
    /// What was decided last, and by whom; nil before any decision.
    let lastAction: String?
    let lastName: String?

    func key(in standing: QueueFilter.Standing) -> QueueKey {
        QueueKey(at: standing == .decided ? decidedAt ?? urgency : urgency, id: reviewItemID)
    }
}

/// A decision that somebody took.
public struct ReviewDecision: Decodable, Sendable {
    public let reviewItemID: ReviewItemID
    public let stage: Int
    public let action: String
    public let reasonCode: String?
    public let reason: String?
    public let byName: String
    public let at: Instant
    public let secondsAgo: Double

    /// Completes "Ines … this": `approved`.
    public var deed: String {
        switch action {
        case "approve": "approved"
        case "verify": "verified"
        case "reject": "rejected"
        case "request_changes": "asked for changes to"
        default: "decided (\(action.replacing("_", with: " ")))"
        }
    }

    static let columns: SQL = """
        decision.review_item_id,
        decision.stage,
        decision.action,
        decision.reason_code,
        decision.reason,
        account.display_name AS by_name,
        decision.at,
        extract(epoch FROM clock_timestamp() - decision.at)::float8 AS seconds_ago
        """
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

    // MARK: Lists

    static func page(
        _ filter: QueueFilter, of scope: QueueScope, after key: QueueKey?, limit: Int
    ) -> Query<[QueueItem]> {
        .all(
            QueueItem.self,
            """
            \(sql: lines(of: ids(filter, of: scope, after: key, limit: limit)))
            ORDER BY \(sql: filter.standing == .decided ? "item.decided_at DESC" : "item.urgency"),
              item.review_item_id \(sql: filter.standing == .decided ? "DESC" : "ASC")
            LIMIT \(limit)
            """)
    }

    /// One item as a line of the queue.
    static func line(_ id: ReviewItemID) -> Query<QueueItem?> {
        .first(
            QueueItem.self,
            lines(of: "SELECT \(sql: columns) FROM moderation.review_item WHERE review_item_id = \(id)"))
    }

    /// Who opened an item; nil when an import or a job did.
    static func opener(_ id: ReviewItemID) -> Query<String?> {
        .value(
            String.self,
            """
            SELECT account.display_name
            FROM moderation.review_item
            JOIN accounts.account ON account.account_id = review_item.opened_by
            WHERE review_item.review_item_id = \(id)
            """)
    }

    private static func lines(of items: SQL) -> SQL {
        """
        SELECT
          item.review_item_id, item.type, item.title, item.summary, item.risk, item.due_at, item.urgency,
          item.state, item.stage, item.opened_at, item.decided_at,
          holder.account_id AS claimed_by,
          holder.display_name AS holder,
          last.action AS last_action,
          last.display_name AS last_name
        FROM (\(sql: items)) AS item
        LEFT JOIN accounts.account AS holder
          ON holder.account_id = item.claimed_by AND item.claimed_until > clock_timestamp()
        LEFT JOIN LATERAL (
          SELECT decision.action, account.display_name
          FROM moderation.decision
          JOIN accounts.account USING (account_id)
          WHERE decision.review_item_id = item.review_item_id
          ORDER BY decision.item_version DESC
          LIMIT 1
        ) AS last ON item.state = 'decided'
        """
    }

    /// How many, counted no further than `most`: nobody reads the rest, and counting a million takes a second.
    static func count(_ filter: QueueFilter, of scope: QueueScope, most: Int) -> Query<Int?> {
        .value(
            Int.self,
            """
            SELECT count(*)
            FROM (\(sql: ids(filter, of: scope, after: nil, limit: most))) AS item
            """)
    }

    private static func ids(_ filter: QueueFilter, of scope: QueueScope, after key: QueueKey?, limit: Int)
        -> SQL
    {
        var conditions: [SQL] = ["type = ANY (\(scope.types))"]
        if let type = filter.type { conditions.append("type = \(type)") }
        if let risk = filter.risk { conditions.append("risk = \(risk)") }
        let both = conditions.joined(separator: " AND ")
        let decidable: SQL =
            if let permissions = scope.permissions {
                """
                AND needs = ANY (\(permissions))
                AND first_person IS DISTINCT FROM \(scope.person)
                """
            } else {
                ""
            }
        switch filter.standing {
        case .free:
            return open("claimed_by IS NULL \(sql: decidable) AND \(sql: both)", key, limit)
        case .mine:
            let mine: SQL = "claimed_by = \(scope.account) AND claimed_until > clock_timestamp()"
            return open("\(sql: mine) AND \(sql: both)", key, limit)
        case .open:
            // Two walks along two small indexes; one condition over both would sort the whole queue.
            return """
                (\(sql: open("claimed_by IS NULL AND \(sql: both)", key, limit)))
                UNION ALL
                (\(sql: open("claimed_by IS NOT NULL AND \(sql: both)", key, limit)))
                """
        case .decided:
            let before: SQL =
                if let key { "AND (decided_at, review_item_id) < (\(key.at), \(key.id))" } else { "" }
            return """
                SELECT \(sql: columns)
                FROM moderation.review_item
                WHERE state = 'decided' AND \(sql: both) \(sql: before)
                ORDER BY decided_at DESC, review_item_id DESC
                LIMIT \(limit)
                """
        }
    }

    private static func open(_ condition: SQL, _ key: QueueKey?, _ limit: Int) -> SQL {
        let later: SQL = if let key { "AND (urgency, review_item_id) > (\(key.at), \(key.id))" } else { "" }
        return """
            SELECT \(sql: columns)
            FROM moderation.review_item
            WHERE state = 'open' AND \(sql: condition) \(sql: later)
            ORDER BY urgency, review_item_id
            LIMIT \(limit)
            """
    }

    private static let columns: SQL = """
        review_item_id, type, title, summary, risk, due_at, urgency, state, stage, opened_at, decided_at,
        claimed_by, claimed_until
        """

    /// How many decisions this person took since the day began where they are.
    static func decidedToday(by actor: Actor) -> Query<Int?> {
        let zone = actor.zone.identifier
        return .value(
            Int.self,
            """
            SELECT count(*)
            FROM moderation.decision
            WHERE account_id = \(actor.accountID)
              AND at >= date_trunc('day', clock_timestamp() AT TIME ZONE \(zone)) AT TIME ZONE \(zone)
            """)
    }

    /// How many of those that they may decide and nobody holds are late or due today where they are.
    static func dueToday(_ scope: QueueScope, zone: String) -> Query<Int?> {
        .value(
            Int.self,
            """
            SELECT count(*)
            FROM (
              SELECT
              FROM moderation.review_item
              WHERE state = 'open'
                AND claimed_by IS NULL
                AND type = ANY (\(scope.types))
                AND needs = ANY (\(scope.permissions ?? []))
                AND first_person IS DISTINCT FROM \(scope.person)
                AND due_at < date_trunc('day', clock_timestamp() AT TIME ZONE \(zone) + interval '1 day')
                  AT TIME ZONE \(zone)
              LIMIT 1000
            ) AS due
            """)
    }
}
