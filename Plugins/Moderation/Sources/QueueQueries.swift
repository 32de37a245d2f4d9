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
    /// One type's id; nil for all that the person may see.
    var type: String?
    var risk: Risk?
    /// Only what is due until then; nil for everything.
    var due: Due?
    /// Only items with this summary, as `First license: LMFT, California`; nil for all.
    var alike: String?
    var order = Order.urgency
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

// The lists of the queue, and what is counted for them.
extension ReviewQueries {
    static func page(
        _ filter: QueueFilter, of scope: QueueScope, after key: QueueKey?, limit: Int
    ) -> Query<[QueueItem]> {
        .all(
            QueueItem.self,
            """
            \(sql: lines(of: ids(filter, of: scope, after: key, limit: limit)))
            ORDER BY \(sql: order(filter, "item."))
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
        if let due = filter.due { conditions.append("due_at < \(sql: end(of: due, zone: scope.zone))") }
        if let alike = filter.alike { conditions.append("summary = \(alike)") }
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
            return open("claimed_by IS NULL \(sql: decidable) AND \(sql: both)", filter, key, limit)
        case .mine:
            let mine: SQL = "claimed_by = \(scope.account) AND claimed_until > clock_timestamp()"
            return open("\(sql: mine) AND \(sql: both)", filter, key, limit)
        case .open:
            // Two walks along two small indexes; one condition over both would sort the whole queue.
            return """
                (\(sql: open("claimed_by IS NULL AND \(sql: both)", filter, key, limit)))
                UNION ALL
                (\(sql: open("claimed_by IS NOT NULL AND \(sql: both)", filter, key, limit)))
                """
        case .decided:
            let before: SQL =
                if let key { "AND (decided_at, review_item_id) < (\(key.at), \(key.id))" } else { "" }
            return """
                SELECT \(sql: columns)
                FROM moderation.review_item
                WHERE state = 'decided' AND \(sql: both) \(sql: before)
                ORDER BY \(sql: order(filter))
                LIMIT \(limit)
                """
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

    /// The order of a list, down to the item.
    private static func order(_ filter: QueueFilter, _ table: SQL = "") -> SQL {
        switch (filter.standing, filter.order) {
        case (.decided, _): "\(sql: table)decided_at DESC, \(sql: table)review_item_id DESC"
        case (_, .urgency): "\(sql: table)urgency, \(sql: table)review_item_id"
        case (_, .due): "\(sql: table)due_at, \(sql: table)review_item_id"
        }
    }

    private static func open(_ condition: SQL, _ filter: QueueFilter, _ key: QueueKey?, _ limit: Int) -> SQL {
        let column: SQL = filter.order == .due ? "due_at" : "urgency"
        let later: SQL =
            if let key { "AND (\(sql: column), review_item_id) > (\(key.at), \(key.id))" } else { "" }
        return """
            SELECT \(sql: columns)
            FROM moderation.review_item
            WHERE state = 'open' AND \(sql: condition) \(sql: later)
            ORDER BY \(sql: order(filter))
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
