import Foundation
import Kernel
import Postgres

/// What a list of the queue shows.
struct QueueFilter: Sendable, Equatable {
    enum Standing: String, CaseIterable, Sendable {
        case free, mine, open, decided
    }

    enum Due: String, CaseIterable, Sendable {
        case late, today, week
    }

    enum Order: String, Sendable {
        case urgency, due
    }

    var standing = Standing.free
    /// What is shown where the address asks for no standing: to whoever decides, what they may claim.
    var usual = Standing.free
    /// One type's id; nil for all that the person may see.
    var type: String?
    var risk: Risk?
    /// Only what is due until then; nil for everything.
    var due: Due?
    /// Only items with this summary, as `First license: LMFT, California`; nil for all.
    var alike: String?
    var order = Order.urgency
}

/// A line of the queue by its place in the order.
struct QueueKey: Codable, Sendable {
    let at: Instant
    let id: ReviewItemID
}

/// Which page of the queue: the first, what follows a line, or what stands above one.
enum QueuePlace: Sendable {
    case first
    case after(QueueKey)
    case before(QueueKey)

    var isFirst: Bool { key == nil }

    fileprivate var key: QueueKey? {
        switch self {
        case .first: nil
        case .after(let key), .before(let key): key
        }
    }

    var isAbove: Bool {
        if case .before = self { true } else { false }
    }
}

/// Whose queue it is: which types they see, and which items they may decide.
struct QueueScope: Sendable {
    let account: AccountID
    let person: PersonID
    let types: [String]
    /// Where they are, which says when their day ends.
    let zone: String
    /// The permissions by which they may decide; nil for somebody who sees everything and decides nothing.
    let permissions: [String]?

    init(_ actor: Actor, _ types: ReviewTypes) {
        account = actor.accountID
        person = actor.personID
        self.types = types.visible(to: actor).map(\.id)
        zone = actor.zone.identifier
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

    func key(in filter: QueueFilter) -> QueueKey {
        let at =
            switch (filter.standing, filter.order) {
            case (.decided, _): decidedAt ?? urgency
            case (_, .urgency): urgency
            case (_, .due): dueAt
            }
        return QueueKey(at: at, id: reviewItemID)
    }
}

extension QueueFilter {
    /// What the list is ordered by.
    var column: SQL {
        switch (standing, order) {
        case (.decided, _): "decided_at"
        case (_, .urgency): "urgency"
        case (_, .due): "due_at"
        }
    }

    /// Whether the latest stands on top.
    fileprivate var descends: Bool { standing == .decided }
}

// The lists of the queue, and what is counted for them.
extension ReviewQueries {
    /// A page, in the order of the list; above a line, the lines nearest to it.
    static func page(
        _ filter: QueueFilter, of scope: QueueScope, at place: QueuePlace = .first, limit: Int
    ) -> Query<[QueueItem]> {
        Query.all(
            QueueItem.self,
            """
            \(sql: lines(of: ids(filter, of: scope, at: place, limit: limit)))
            ORDER BY \(sql: order(filter, place, "item."))
            LIMIT \(limit)
            """
        ).map { place.isAbove ? $0.reversed() : $0 }
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
            FROM (\(sql: ids(filter, of: scope, at: .first, limit: most))) AS item
            """)
    }

    /// What narrows a list, whatever its standing; nothing for the plain queue.
    static func narrowing(_ filter: QueueFilter, zone: String) -> [SQL] {
        var conditions: [SQL] = []
        if let type = filter.type { conditions.append("type = \(type)") }
        if let risk = filter.risk { conditions.append("risk = \(risk)") }
        if let due = filter.due { conditions.append("due_at < \(sql: end(of: due, zone: zone))") }
        if let alike = filter.alike { conditions.append("summary = \(alike)") }
        return conditions
    }

    private static func ids(
        _ filter: QueueFilter, of scope: QueueScope, at place: QueuePlace, limit: Int
    ) -> SQL {
        let conditions: [SQL] = ["type = ANY (\(scope.types))"] + narrowing(filter, zone: scope.zone)
        // For what few items have there is another index than for what many have.
        let both = conditions.joined(separator: " AND ").plannedAnew
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
            return open("claimed_by IS NULL \(sql: decidable) AND \(sql: both)", filter, place, limit)
        case .mine:
            let mine: SQL = "claimed_by = \(scope.account) AND claimed_until > clock_timestamp()"
            return open("\(sql: mine) AND \(sql: both)", filter, place, limit)
        case .open:
            // Two walks along two small indexes; one condition over both would sort the whole queue.
            return """
                (\(sql: open("claimed_by IS NULL AND \(sql: both)", filter, place, limit)))
                UNION ALL
                (\(sql: open("claimed_by IS NOT NULL AND \(sql: both)", filter, place, limit)))
                """
        case .decided:
            return walk("state = 'decided' AND \(sql: both)", filter, place, limit)
        }
    }

    private static func end(of due: QueueFilter.Due, zone: String) -> SQL {
        switch due {
        case .late: "clock_timestamp()"
        case .today:
            """
            date_trunc('day', clock_timestamp() AT TIME ZONE \(zone) + interval '1 day') AT TIME ZONE \(zone)
            """
        case .week: "clock_timestamp() + interval '7 days'"
        }
    }

    private static func open(
        _ condition: SQL, _ filter: QueueFilter, _ place: QueuePlace, _ limit: Int
    ) -> SQL {
        walk("state = 'open' AND \(sql: condition)", filter, place, limit)
    }

    /// Goes along one index from a place in the list, down or up.
    private static func walk(
        _ condition: SQL, _ filter: QueueFilter, _ place: QueuePlace, _ limit: Int
    ) -> SQL {
        let sign: SQL = filter.descends == place.isAbove ? ">" : "<"
        let beyond: SQL =
            if let key = place.key {
                "AND (\(sql: filter.column), review_item_id) \(sql: sign) (\(key.at), \(key.id))"
            } else {
                ""
            }
        return """
            SELECT \(sql: columns)
            FROM moderation.review_item
            WHERE \(sql: condition) \(sql: beyond)
            ORDER BY \(sql: order(filter, place))
            LIMIT \(limit)
            """
    }

    /// The order in which a list is walked, down to the item.
    private static func order(_ filter: QueueFilter, _ place: QueuePlace, _ table: SQL = "") -> SQL {
        let way: SQL = filter.descends == place.isAbove ? "" : " DESC"
        return """
            \(sql: table)\(sql: filter.column)\(sql: way), \(sql: table)review_item_id\(sql: way)
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
              AND undoes IS NULL
              AND NOT EXISTS (
                SELECT
                FROM moderation.decision AS undone
                WHERE undone.undoes = decision.decision_id
              )
            """)
    }

    /// What this person decided last, if nothing happened to the item since; nil when they decided nothing after
    /// `since`.
    static func lastOwn(by actor: Actor, since: Instant) -> Query<OwnDecision?> {
        .first(
            OwnDecision.self,
            """
            SELECT
              review_item.review_item_id, review_item.type, review_item.title, review_item.version,
              decision.action, decision.at
            FROM (
              SELECT review_item_id, action, at, item_version
              FROM moderation.decision
              WHERE account_id = \(actor.accountID) AND at > \(since) AND undoes IS NULL
              ORDER BY at DESC, decision_id DESC
              LIMIT 1
            ) AS decision
            JOIN moderation.review_item USING (review_item_id)
            WHERE review_item.version = decision.item_version + 1
            """)
    }

    /// How many of those that they may decide and nobody holds are late or due today where they are.
    static func dueToday(_ scope: QueueScope) -> Query<Int?> {
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
                AND due_at < \(sql: end(of: .today, zone: scope.zone))
              ORDER BY due_at, review_item_id
              LIMIT 1000
            ) AS due
            """)
    }

    /// What was decided of late about items of this kind with this summary.
    static func similar(to item: ReviewItem, limit: Int = 100) -> Query<[SimilarDecision]> {
        .all(
            SimilarDecision.self,
            """
            SELECT last.action, count(*) AS times
            FROM (
              SELECT review_item_id
              FROM moderation.review_item
              WHERE state = 'decided'
                AND type = \(item.type)
                AND summary = \(item.summary)
                AND review_item_id <> \(item.reviewItemID)
              ORDER BY decided_at DESC, review_item_id DESC
              LIMIT \(limit)
            ) AS done
            CROSS JOIN LATERAL (
              SELECT action
              FROM moderation.decision
              WHERE decision.review_item_id = done.review_item_id
              ORDER BY decision.item_version DESC
              LIMIT 1
            ) AS last
            GROUP BY last.action
            ORDER BY times DESC, last.action
            """)
    }
}

/// How often an action was chosen about items like one.
struct SimilarDecision: Decodable, Sendable {
    let action: String
    let times: Int
}
