import Console
import Kernel
import Postgres

/// The list of everything that waits, or was decided.
struct QueuePage: Page {
    static let template = "moderation/queue"

    struct Row: Sendable {
        let title: String
        let url: String
        let what: String
        let pill: Pill?
        let due: Moment?
        let isLate: Bool
        let isDone: Bool
        let waiting: Moment?
        let holder: String
    }

    let shell: Shell
    let stats: String?
    let nextIsPrimary: Bool
    let mayWork: Bool
    let filters: Filters
    let empty: EmptyState?
    let hasRows: Bool
    let columns: [Column]
    let rows: [Row]
    let paging: Paging?

    init(_ visit: Visit, list: QueueList, actor: Actor, types: ReviewTypes) {
        shell = Shell(visit, title: "Queue")
        stats = list.stats
        nextIsPrimary = true
        mayWork = actor.may(.workQueue)
        filters = list.filters(types: types.visible(to: actor))
        empty = list.empty
        hasRows = !list.items.isEmpty
        let isDecided = list.filter.standing == .decided
        columns = [
            Column("Item"), Column(isDecided ? "Decision" : "Risk"), Column("Due"),
            Column(isDecided ? "Decided" : "Waiting since"), Column(isDecided ? "By" : "With"),
        ]
        rows = list.items.map { item in
            Row(
                title: item.title, url: ReviewItem.path(item.reviewItemID), what: item.what(types),
                pill: item.pill,
                due: Moment(item.dueAt, for: visit), isLate: item.isLate(at: visit.now), isDone: !item.isOpen,
                waiting: Moment(item.decidedAt ?? item.openedAt, for: visit),
                holder: item.holderText(for: actor))
        }
        paging = Paging(
            path: "/console/queue", query: list.filter.query, after: list.after, next: list.next)
    }
}

/// What a page of the queue is made from.
struct QueueList: Sendable {
    let filter: QueueFilter
    let items: [QueueItem]
    let count: Int
    let after: String?
    let next: String?
    let decidedToday: Int

    /// Counted no further.
    static let most = 1_000

    var stats: String? {
        decidedToday == 0
            ? nil : decidedToday == 1 ? "You decided 1 today" : "You decided \(decidedToday) today"
    }

    func filters(types: [any ReviewableType]) -> Filters {
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
            ],
            isFiltered: filter != QueueFilter(), found: found)
    }

    private var found: String {
        switch count {
        case 0: "No items"
        case 1: "1 item"
        case Self.most...: "1,000 items or more"
        default: "\(count) items"
        }
    }

    var empty: EmptyState? {
        guard items.isEmpty else { return nil }
        if filter == QueueFilter() {
            return EmptyState(
                "Nothing waits for you.", action: "See what was decided", path: "/console/queue?state=decided"
            )
        }
        return EmptyState("Nothing matches these filters.", action: "Show what waits", path: "/console/queue")
    }
}

extension QueueFilter {
    /// As the address says; what it does not know is left out.
    init(state: String, type: String, risk: String) {
        standing = Standing(rawValue: state) ?? .free
        self.type = type.isEmpty ? nil : type
        self.risk = Int(risk).flatMap(Risk.init(rawValue:))
    }

    var query: [(String, String)] {
        [
            ("state", standing == .free ? "" : standing.rawValue), ("type", type ?? ""),
            ("risk", risk.map { String($0.rawValue) } ?? ""),
        ]
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

    func holderText(for actor: Actor) -> String {
        switch state {
        case .open: claimedBy == actor.accountID ? "you" : holder ?? "nobody"
        case .decided: lastName ?? ""
        case .withdrawn: ""
        }
    }
}

/// A decision in one word and a tone.
func decisionPill(_ action: String) -> Pill {
    switch action {
    case "approve": Pill(.good, "approved")
    case "verify": Pill(.good, "verified")
    case "reject": Pill(.bad, "rejected")
    case "request_changes": Pill(.warn, "changes requested")
    default: Pill(.calm, action.replacing("_", with: " "))
    }
}
