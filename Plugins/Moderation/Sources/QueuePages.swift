import Console
import Foundation
import Kernel
import Postgres

/// The list of everything that waits, or was decided.
struct QueuePage: Page {
    static let template = "moderation/queue"

    struct Row: Sendable {
        let title: String
        let url: String
        let itemID: String
        let what: String
        let pill: Pill?
        let due: Moment?
        let isLate: Bool
        let isDone: Bool
        let waiting: Moment?
        /// Who holds or decided it; nil where nobody does.
        let holder: String?
    }

    let shell: Shell
    let stats: String?
    let withYou: Link?
    let lastUndo: UndoButton?
    let nextIsPrimary: Bool
    let mayWork: Bool
    let keys: [KeyLine]
    let liveURL: String
    let since: String
    let filters: Filters
    /// What the list is ordered by, and in which zone its times are.
    let orderNote: String
    /// What every link keeps, so that nobody loses the list they work through: `?risk=2`; empty for the plain queue.
    let query: String
    let empty: EmptyState?
    let hasRows: Bool
    let caption: String
    let sinceLabel: String
    let holderLabel: String
    let columns: [Column]
    let rows: [Row]
    let paging: Paging?

    init(_ visit: Visit, list: QueueList, actor: Actor, types: ReviewTypes) {
        shell = Shell(visit, title: "Queue")
        stats = list.stats
        withYou = list.withYou
        lastUndo = list.lastUndo
        nextIsPrimary = !list.items.isEmpty
        keys = KeyLine.queue
        liveURL = QueueNews.path
        since = String(visit.now.microseconds)
        mayWork = actor.may(.workQueue)
        filters = list.filters(types: types.visible(to: actor))
        orderNote = list.orderNote(zone: actor.zone)
        query = address("", list.filter.query)
        empty = list.empty
        hasRows = !list.items.isEmpty
        let isDecided = list.filter.standing == .decided
        caption = isDecided ? "Items that were decided" : "Items that wait for a decision"
        sinceLabel = isDecided ? "decided" : "came in"
        holderLabel = isDecided ? "by" : "with"
        columns = [
            Column("Item"), list.filter.column(isDecided ? "Decision" : "Risk", .urgency),
            list.filter.column("Due", .due), Column(isDecided ? "Decided" : "Came in"),
            Column(isDecided ? "By" : "With"),
        ]
        rows = list.items.map { item in
            Row(
                title: item.title, url: list.address(of: item),
                itemID: item.reviewItemID.description, what: item.what(types), pill: item.pill,
                due: Moment(item.dueAt, for: visit), isLate: item.isLate(at: visit.now), isDone: !item.isOpen,
                waiting: Moment(item.decidedAt ?? item.openedAt, for: visit),
                holder: item.holderText(for: actor))
        }
        paging = list.paging
    }
}

/// What a page of the queue is made from.
struct QueueList: Sendable {
    let filter: QueueFilter
    let items: [QueueItem]
    let count: Int
    let place: QueuePlace
    /// Whether there are more lines on the way on which these were read: below, or above on the way up.
    let goesOn: Bool
    let decidedToday: Int
    /// How many items this person holds.
    let held: Int
    let lastUndo: UndoButton?

    /// Counted no further.
    static let most = 1_000

    var stats: String? { decidedToday == 0 ? nil : "\(decidedToday) decided today" }

    var withYou: Link? {
        held == 0 || filter.standing == .mine
            ? nil : Link(held == 1 ? "1 with you" : "\(held) with you", to: "/console/queue?state=mine")
    }

    /// Where a line leads: to its desk, which shows this list beside it.
    func address(of item: QueueItem) -> String { Console.address(ReviewItem.path(item.reviewItemID), query) }

    /// The list itself, with the page that is shown of it.
    var query: [(String, String)] { filter.query + place.query }

    var paging: Paging? {
        func key(_ item: QueueItem?) -> String? { item.map { PageKey($0.key(in: filter)).text } }
        let isFirst = place.isFirst || place.isAbove && !goesOn
        return Paging(
            path: "/console/queue", query: filter.query, after: isFirst ? nil : "",
            next: goesOn || place.isAbove ? key(items.last) : nil, previous: isFirst ? nil : key(items.first))
    }

    /// The same where there is little room: `Most urgent first, Eastern Time`.
    func shortNote(zone: TimeZone) -> String {
        let order =
            switch (filter.standing, filter.order) {
            case (.decided, _): "Latest first"
            case (_, .urgency): "Most urgent first"
            case (_, .due): "First due first"
            }
        return "\(order), \(TimeText(zone: zone).zoneName)"
    }

    /// `Most urgent first: …`, and what the times mean.
    func orderNote(zone: TimeZone) -> String {
        let order =
            switch (filter.standing, filter.order) {
            case (.decided, _): "The latest decision first."
            case (_, .urgency): "Most urgent first: what is due soon, and what carries more risk."
            case (_, .due): "What is due first stands on top."
            }
        return "\(order) Times are in \(TimeText(zone: zone).zoneName)."
    }

    /// The filters; where there is little room, the first two and those that are in use.
    func filters(types: [any ReviewableType], isShort: Bool = false) -> Filters {
        Filters(
            "/console/queue",
            selects: [
                Filters.Select(
                    "state", "Show", chosen: filter.standing.rawValue,
                    options: QueueFilter.Standing.allCases.map { ($0.rawValue, $0.title) }),
                Filters.Select(
                    "type", "Type", chosen: filter.type ?? "",
                    options: [("", "All types")] + types.map { ($0.id, $0.name) }),
                Filters.Select(
                    "risk", "Risk", chosen: filter.risk.map { String($0.rawValue) } ?? "",
                    options: [("", "Any risk")]
                        + Risk.allCases.reversed().map { (String($0.rawValue), $0.word) }),
                Filters.Select(
                    "due", "Due", chosen: filter.due?.rawValue ?? "",
                    options: [("", "Due any time")]
                        + QueueFilter.Due.allCases.map { ($0.rawValue, $0.title) }),
            ].enumerated()
                .filter { !isShort || $0.offset < 2 || $0.element.isInUse }.map(\.element),
            isFiltered: !filter.isPlain, found: found)
    }

    private var found: String {
        let alike = filter.alike.map { " like “\($0)”" } ?? ""
        return switch count {
        case 0: "No items\(alike)"
        case 1: "1 item\(alike)"
        case Self.most...: "1,000 items or more\(alike)"
        default: "\(count) items\(alike)"
        }
    }

    /// What to do next where there is nothing to see.
    var empty: EmptyState? {
        guard items.isEmpty else { return nil }
        guard filter.narrowed == filter.plain else {
            return EmptyState(
                "Nothing matches these filters.", action: "Show all of them",
                path: Console.address("/console/queue", filter.plain.query))
        }
        return switch filter.standing {
        case .free:
            EmptyState(
                "Nothing waits for you.", action: "See what was decided", path: "/console/queue?state=decided"
            )
        case .mine:
            EmptyState(
                "You hold nothing. Press Next item, or choose one that waits.", action: "See what waits",
                path: "/console/queue")
        case .open:
            EmptyState(
                "Nothing is open.", action: "See what was decided", path: "/console/queue?state=decided")
        case .decided:
            EmptyState("Nothing is decided yet.", action: "See what waits", path: "/console/queue")
        }
    }
}

extension QueueFilter {
    /// As the address says; what it does not know is left out.
    init(_ asked: Form, usual: Standing = .free) {
        self.usual = usual
        standing = Standing(rawValue: asked["state"]) ?? usual
        type = asked["type"].isEmpty ? nil : asked["type"]
        risk = Int(asked["risk"]).flatMap(Risk.init(rawValue:))
        due = Due(rawValue: asked["due"])
        alike = asked["alike"].isEmpty ? nil : asked["alike"]
        order = Order(rawValue: asked["sort"]) ?? .urgency
    }

    var query: [(String, String)] {
        [
            ("state", standing == usual ? "" : standing.rawValue), ("type", type ?? ""),
            ("risk", risk.map { String($0.rawValue) } ?? ""), ("due", due?.rawValue ?? ""),
            ("alike", alike ?? ""), ("sort", order == .urgency ? "" : order.rawValue),
        ]
    }

    /// The same list without what narrows it.
    var plain: QueueFilter { QueueFilter(standing: standing, usual: usual) }

    /// The part of the list that somebody can claim.
    var claimable: QueueFilter {
        var filter = self
        filter.standing = usual
        return filter
    }

    /// The same list in its usual order.
    var narrowed: QueueFilter {
        var filter = self
        filter.order = .urgency
        return filter
    }

    fileprivate var isPlain: Bool { self == QueueFilter(standing: usual, usual: usual) }

    /// A heading that sorts; what is decided stands in the order in which it was.
    fileprivate func column(_ title: String, _ order: Order) -> Column {
        guard standing != .decided else { return Column(title) }
        var sorted = self
        sorted.order = order
        return Column(
            title, sortURL: address("/console/queue", sorted.query),
            sortDirection: order == self.order && order != .urgency ? "ascending" : nil)
    }
}

extension QueuePlace {
    /// As the address says; the first page where it says nothing that can be read.
    init(_ asked: Form) {
        if let after = PageKey<QueueKey>(asked["after"]) {
            self = .after(after.key)
        } else if let before = PageKey<QueueKey>(asked["before"]) {
            self = .before(before.key)
        } else {
            self = .first
        }
    }

    fileprivate var query: [(String, String)] {
        switch self {
        case .first: []
        case .after(let key): [("after", PageKey(key).text)]
        case .before(let key): [("before", PageKey(key).text)]
        }
    }
}

extension QueueFilter.Due {
    var title: String {
        switch self {
        case .late: "Late"
        case .today: "Due today or late"
        case .week: "Due within a week"
        }
    }
}

extension QueueFilter.Standing {
    var title: String {
        switch self {
        case .free: "Unclaimed"
        case .mine: "With me"
        case .open: "All open"
        case .decided: "Decided"
        }
    }
}

extension Risk {
    /// The word beside its shape.
    public var word: String {
        switch self {
        case .low: "low"
        case .medium: "medium"
        case .high: "high"
        }
    }

    public var pill: Pill {
        switch self {
        case .low: Pill(.calm, word)
        case .medium: Pill(.warn, word)
        case .high: Pill(.bad, word)
        }
    }
}

extension QueueItem {
    var isOpen: Bool { state == .open }

    func isLate(at now: Instant) -> Bool { isOpen && dueAt <= now }

    func what(_ types: ReviewTypes) -> String {
        let name = types.name(of: type)
        let text = summary.isEmpty ? name : "\(name) · \(summary)"
        return isOpen && stage == 2 ? "\(text) · second decision" : text
    }

    /// Its risk while it is open, afterwards what was decided.
    var pill: Pill {
        switch state {
        case .open: risk.pill
        case .withdrawn: Pill(.calm, "withdrawn")
        case .decided: decisionPill(lastAction ?? "")
        }
    }

    func holderText(for actor: Actor) -> String? {
        switch state {
        case .open: claimedBy == actor.accountID ? "you" : holder
        case .decided: lastName
        case .withdrawn: nil
        }
    }
}

/// A decision in one word or two: `changes requested`.
func decisionWord(_ action: String) -> String {
    switch action {
    case "approve": "approved"
    case "verify": "verified"
    case "reject": "rejected"
    case "request_changes": "changes requested"
    case ReviewDecision.undo: "taken back"
    default: action.replacing("_", with: " ")
    }
}

/// The same with its tone.
func decisionPill(_ action: String) -> Pill {
    switch action {
    case "approve", "verify": Pill(.good, decisionWord(action))
    case "reject": Pill(.bad, decisionWord(action))
    case "request_changes": Pill(.warn, decisionWord(action))
    default: Pill(.calm, decisionWord(action))
    }
}
