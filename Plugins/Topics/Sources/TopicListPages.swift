import Console
import Kernel

struct TopicsPage: Page {
    static let template = "topics/topics"

    struct Row: Sendable {
        let title: String
        let url: String
        let state: Pill
        let tier: String
        let people: String
        let changed: Moment
    }

    let shell: Shell
    let mayCreate: Bool
    let filters: Filters
    let empty: EmptyState?
    let hasRows: Bool
    let columns: [Column]
    let rows: [Row]
    let paging: Paging?

    /// `people` says how many are listed under each topic; it is nil when no plugin lists people.
    init(
        _ visit: Visit, topics: [TopicSummary], people: [TopicID: Int]?, count: Int,
        filter: TopicFilter, after: String?, next: String?
    ) {
        shell = Shell(visit, title: "Topics")
        mayCreate = visit.actor?.may(.editTopics) ?? false
        let path = "/console/topics"
        filters = Filters(
            path, search: ("Title or address", filter.search),
            selects: [
                .init(
                    "state", "State", chosen: filter.state?.rawValue ?? "",
                    options: [("", "All")] + TopicFilter.State.allCases.map { ($0.rawValue, $0.title) })
            ],
            isFiltered: filter.isInUse, found: count == 1 ? "1 topic" : "\(count) topics")
        let isBare = topics.isEmpty && !filter.isInUse
        let other = filter.state == nil ? "fewer letters" : "fewer letters or another state"
        empty =
            topics.isEmpty
            ? EmptyState(
                isBare ? "There are no topics yet." : "No topic matches. Try \(other).",
                action: isBare ? (mayCreate ? "New topic" : nil) : "Show all",
                path: isBare ? (mayCreate ? "\(path)/new" : nil) : path)
            : nil
        hasRows = !topics.isEmpty
        func sorted(_ sort: TopicFilter.Sort) -> String {
            var other = filter
            other.sort = sort
            return address(path, other.query)
        }
        columns = [
            Column(
                "Title", sortURL: sorted(.title), sortDirection: filter.sort == .title ? "ascending" : nil),
            Column("State"), Column("Crisis box"), Column("People", isNumber: true),
            Column(
                "Changed", sortURL: sorted(.changed),
                sortDirection: filter.sort == .changed ? "descending" : nil),
        ]
        rows = topics.map { topic in
            Row(
                title: topic.name, url: "\(path)/\(topic.topicID)", state: topic.pill,
                tier: (topic.crisisTier ?? CrisisTier.none).title,
                people: people.map { String($0[topic.topicID] ?? 0) } ?? "–",
                changed: Moment(topic.changedAt, for: visit))
        }
        paging = Paging(path: path, query: filter.query, after: after, next: next)
    }
}

extension TopicSummary {
    var pill: Pill {
        switch (isLive, isScheduled) {
        case (true, _) where isWaiting: Pill(.warn, "public, draft waits")
        case (true, true): Pill(.good, "public, new text scheduled")
        case (true, false): Pill(.good, "public")
        case (false, true): isWaiting ? Pill(.warn, "scheduled, draft waits") : Pill(.calm, "scheduled")
        case (false, false) where wasPublic:
            isWaiting ? Pill(.warn, "unpublished, draft waits") : Pill(.bad, "unpublished")
        case (false, false): hasRevision ? Pill(.warn, "draft waits") : Pill(.calm, "no page")
        }
    }
}
