import Kernel
import Postgres
import Site

/// Where the next page of topics begins, opaque in addresses.
struct TopicKey: Codable, Sendable {
    /// In lower case, for lists by title.
    let name: String
    /// In microseconds, for lists by change.
    let changed: Int64
    let id: TopicID
}

/// A topic in the console's list.
struct TopicSummary: Decodable, Sendable {
    let topicID: TopicID
    let name: String
    /// As readers have it; of the draft where there is no page.
    let crisisTier: CrisisTier?
    let hasRevision: Bool
    let isLive: Bool
    let isScheduled: Bool
    /// Whether the latest text was never published and is not about to be.
    let isWaiting: Bool
    let wasPublic: Bool
    let changedAt: Instant
}

/// What a list of topics is narrowed to and sorted by; all of it stands in the address.
struct TopicFilter: Sendable {
    /// A topic may be in two: one that is public may have a text that waits.
    enum State: String, CaseIterable, Sendable {
        case live = "public"
        case scheduled, waiting
        case off

        var title: String {
            switch self {
            case .live: "Public"
            case .scheduled: "Scheduled"
            case .waiting: "Draft waits"
            case .off: "Not public"
            }
        }
    }

    enum Sort: String, CaseIterable, Sendable {
        case title, changed
    }

    var search = ""
    var state: State?
    var sort = Sort.title

    var isInUse: Bool { !search.isEmpty || state != nil }

    var query: [(String, String)] {
        [("q", search), ("state", state?.rawValue ?? ""), ("sort", sort == .title ? "" : sort.rawValue)]
    }
}

extension TopicQueries {
    func list(_ filter: TopicFilter, after key: TopicKey?, limit: Int) async throws -> [TopicSummary] {
        let beyond: SQL =
            switch (filter.sort, key) {
            case (_, nil): "true"
            case (.title, let key?): "(lower(name), topic_id) > (\(key.name), \(key.id))"
            case (.changed, let key?):
                "(changed_at, topic_id) < (\(Instant(microseconds: key.changed)), \(key.id))"
            }
        let order: SQL =
            filter.sort == .title ? "lower(name), topic_id" : "changed_at DESC, topic_id DESC"
        return try await reader.all(
            TopicSummary.self,
            """
            SELECT
              topic_id, name, crisis_tier, has_revision, is_live, is_scheduled, is_waiting, was_public, changed_at
            FROM (\(sql: Self.listed(filter))) AS listed
            WHERE \(sql: Self.stands(filter)) AND \(sql: beyond)
            ORDER BY \(sql: order)
            LIMIT \(limit)
            """)
    }

    func count(_ filter: TopicFilter) async throws -> Int {
        try await reader.value(
            Int.self,
            """
            SELECT count(*)
            FROM (\(sql: Self.listed(filter))) AS listed
            WHERE \(sql: Self.stands(filter))
            """) ?? 0
    }

    private static func listed(_ filter: TopicFilter) -> SQL {
        let pattern = "%\(filter.search.lowercased().replacing(/[%_\\]/) { "\\\($0.output)" })%"
        return """
            SELECT
              topic.topic_id,
              topic.name,
              coalesce(live_revision.crisis_tier, latest.crisis_tier) AS crisis_tier,
              latest.revision_id IS NOT NULL AS has_revision,
              live.revision_id IS NOT NULL AS is_live,
              EXISTS (
                SELECT
                FROM topics.publication
                WHERE publication.topic_id = topic.topic_id
                  AND lower(publication.visible) > clock_timestamp()
              ) AS is_scheduled,
              latest.revision_id IS NOT NULL
                AND NOT EXISTS (
                  SELECT
                  FROM topics.publication
                  WHERE publication.revision_id = latest.revision_id
                ) AS is_waiting,
              \(sql: wasPublic) AS was_public,
              coalesce(latest.created_at, topic.created_at) AS changed_at
            FROM topics.topic
            \(sql: latestAndLive)
            WHERE (lower(topic.name) LIKE \(pattern) OR topic.slug LIKE \(pattern))
            """
    }

    private static func stands(_ filter: TopicFilter) -> SQL {
        switch filter.state {
        case nil: "true"
        case .live: "is_live"
        case .scheduled: "is_scheduled"
        case .waiting: "is_waiting"
        case .off: "NOT is_live AND NOT is_scheduled"
        }
    }
}
