import Ads
import DemoData
import Foundation
import Kernel
import Postgres

/// The advertisers of the demo with what they booked, and what browsers told of it so far.
struct DemoAdRows {
    let plan: DemoPlan

    /// Of so many impressions one leads to a click, and one is a program's.
    private static let (aClick, aProgram) = (180, 40)

    /// Writes them, as whoever may write what was true in the past.
    func write(in transaction: Transaction) async throws {
        // It looks for each event among all others, and made-up ones have nothing to be found.
        try await transaction.execute("ALTER TABLE ads.event DISABLE TRIGGER classify_event")
        for (number, advertiser) in plan.data.advertisers.enumerated() {
            var ids = DemoIDs(seed: plan.seed, of: .advertiser(number))
            let made = plan.hours.opening(of: plan.data.today - 400 + number)
            let id = ids.next(at: made)
            try await transaction.execute(
                """
                INSERT INTO ads.advertiser (advertiser_id, name, created_at)
                VALUES (\(id), \(advertiser.name), \(made))
                """)
            for campaign in advertiser.campaigns {
                let campaignID = ids.next(at: made)
                try await transaction.execute(
                    """
                    INSERT INTO ads.campaign (campaign_id, advertiser_id, name, created_at)
                    VALUES (\(campaignID), \(id), \(campaign.name), \(made))
                    """)
                for item in campaign.lineItems {
                    try await write(item, of: campaignID, made: made, ids: &ids, in: transaction)
                }
            }
        }
        try await transaction.execute("ALTER TABLE ads.event ENABLE TRIGGER classify_event")
    }

    private func write(
        _ item: DemoLineItem, of campaign: UUID, made: Instant, ids: inout DemoIDs,
        in transaction: Transaction
    ) async throws {
        let id = ids.next(at: made)
        try await transaction.execute(
            """
            INSERT INTO ads.line_item (
              line_item_id, campaign_id, name, priority, weight, goal, page_kinds, categories, excluded_categories,
              created_at
            )
            VALUES (
              \(id), \(campaign), \(item.name), \(item.band.rawValue), \(item.weight), \(item.goal),
              \(kinds(item)), \(categories(item.target)), \(categories(item.exclusion)), \(made)
            )
            """)
        for (slugs, isExcluded) in [(item.target.topics, false), (item.exclusion.topics, true)] {
            try await transaction.execute(
                """
                INSERT INTO ads.line_item_topic (line_item_id, topic_id, is_excluded)
                SELECT \(id), topic_id, \(isExcluded)
                FROM unnest(\(slugs.compactMap { plan.topics[$0] })) AS topic_id
                """)
        }
        var creatives: [UUID] = []
        for creative in item.creatives {
            let creativeID = ids.next(at: made)
            creatives.append(creativeID)
            try await transaction.execute(
                """
                INSERT INTO ads.creative (creative_id, line_item_id, title, body, landing_url, created_at)
                VALUES (\(creativeID), \(id), \(creative.title), \(creative.text), \(creative.url), \(made))
                """)
        }
        guard let runs = runs(item) else { return }
        try await transaction.execute(
            """
            INSERT INTO ads.flight (flight_id, line_item_id, runs, created_at)
            VALUES (\(ids.next(at: made)), \(id), \(runs), \(made))
            """)
        try await tell(item, id, creatives, runs, in: transaction)
    }

    /// Empty for every kind of page. Pages on which people are found have no slots.
    private func kinds(_ item: DemoLineItem) -> [String] {
        let kinds = DemoLineItem.PageKind.allCases.filter { kind in
            kind != .providers && !item.exclusion.pages.contains(kind)
                && (item.target.pages.isEmpty || item.target.pages.contains(kind))
        }
        return kinds.count == DemoLineItem.PageKind.allCases.count - 1 ? [] : kinds.map(\.rawValue)
    }

    /// The ids of the categories of a scope.
    private func categories(_ scope: DemoLineItem.Scope) -> [UUID] {
        scope.categories.compactMap { plan.shelves.categories[$0]?.id }
    }

    /// When it runs; a paused one until two days ago, and nil where that is before it began.
    private func runs(_ item: DemoLineItem) -> PostgresRange<Instant>? {
        let today = plan.data.today
        let begin = plan.hours.opening(of: today + item.flight.startsInDays)
        let end = item.flight.endsInDays.map { plan.hours.end(of: today + ($0 - 1)) }
        guard item.isPaused else { return PostgresRange(from: begin, to: end) }
        let paused = min(end ?? plan.hours.opening(of: today - 2), plan.hours.opening(of: today - 2))
        return paused > begin ? PostgresRange(from: begin, to: paused) : nil
    }

    /// Impressions from the beginning until now, more of them in one half of the week than in the other.
    private func tell(
        _ item: DemoLineItem, _ id: UUID, _ creatives: [UUID], _ runs: PostgresRange<Instant>,
        in transaction: Transaction
    ) async throws {
        let topic = item.target.topics.first { plan.topics[$0] != nil }
        let (slot, path) = topic.map { ("topic-end", "/topics/\($0)") } ?? ("home-end", "/")
        try await transaction.execute(
            """
            INSERT INTO ads.event (
              token_id, kind, line_item_id, creative_id, slot_key, page_path, filtered, at
            )
            SELECT
              told.token_id,
              kind.name,
              \(id),
              (\(creatives))[1 + told.number % \(creatives.count)],
              \(slot),
              \(path),
              CASE WHEN told.number % \(Self.aProgram) = 0 THEN 'bot' END,
              told.at + kind.later
            FROM (
              SELECT
                number,
                md5(\(id)::text || number)::uuid AS token_id,
                span.begins + (span.ends - span.begins) * greatest(0, least(
                  0.999, share + 0.5 / span.turns * sin(span.turns * share)
                )) AS at
              FROM (
                SELECT
                  \(runs.lower)::timestamptz AS begins,
                  least(\(runs.upper)::timestamptz, \(plan.hours.now)) AS ends,
                  greatest(
                    extract(epoch FROM least(\(runs.upper)::timestamptz, \(plan.hours.now)) - \(runs.lower)) / 604800
                      * 2 * pi(),
                    0.1
                  ) AS turns
              ) AS span
              CROSS JOIN generate_series(1, \(item.delivered)) AS number
              CROSS JOIN LATERAL (SELECT (number - 0.5) / \(item.delivered) AS share) AS place
            ) AS told
            JOIN (VALUES ('impression', interval '0'), ('click', interval '9 seconds')) AS kind (name, later)
              ON kind.name = 'impression' OR told.number % \(Self.aClick) = 1
            ORDER BY told.number, kind.name DESC
            """)
    }
}
