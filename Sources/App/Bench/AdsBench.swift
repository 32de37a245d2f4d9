import Ads
import Foundation
import Kernel
import Postgres
import Site

/// The choice of ads where much is booked, and beacons that are answered after their commit. It works on a database of
/// its own, which is dropped afterwards.
struct AdsBench {
    let installation: Installation
    let lineItems: Int
    let seconds: Int

    private static let port = 18_085
    private static let topics = 200
    private static let requests = 20_000
    private static let (readers, browsers) = (8, 64)

    func run() async throws -> BenchCommand.Findings {
        let database = try await BenchDatabase.empty(on: installation)
        try await fill(database.installation.ownerDatabase())
        let kernel = try database.installation.composition().kernel
        var figures = try await choices(kernel)
        let (beacons, broken) = try await beacons(database, kernel)
        figures += beacons
        try await database.drop()
        return BenchCommand.Findings(figures: figures, broken: broken)
    }

    // MARK: Choices

    private func choices(_ kernel: Kernel) async throws -> [BenchCommand.Figure] {
        let began = ContinuousClock.now
        let trial = try await ChoiceTrial(reading: kernel.site)
        let loading = (ContinuousClock.now - began) / .milliseconds(1)
        let now = SystemClock().now()
        func page(slots count: Int) -> SlotPage {
            SlotPage(
                kind: .article, path: "/articles/a", topics: [1, 2, 3].compactMap { Slug("topic-\($0)") },
                crisisTier: 0,
                slots: (1...count).map { AdSlot(key: "slot-\($0)", place: .body, width: 300, height: 250) })
        }
        var (one, five, filled) = (Timings(), Timings(), 0)
        for bucket in 0..<UInt64(Self.requests) {
            filled += one.measure { trial.choose(page(slots: 1), bucket: bucket, at: now) }
            filled += five.measure { trial.choose(page(slots: 5), bucket: bucket, at: now) }
        }
        guard filled > 0 else { throw SettingMistake(place: "ads", message: "no slot was filled.") }
        return [
            .init(name: "line items that run", value: Double(trial.lineItems), unit: "line items"),
            .init(name: "reading what is booked", value: loading, unit: "ms"),
        ] + microseconds(one, "a choice for one slot")
            + microseconds(five, "choices for a page of five slots")
    }

    private func microseconds(_ timings: Timings, _ name: String) -> [BenchCommand.Figure] {
        timings.figures(name).map { .init(name: $0.name, value: $0.value * 1_000, unit: "µs") }
    }

    // MARK: Beacons

    /// Reads pages for their beacons, then sends all of them and counts those that were acknowledged.
    private func beacons(
        _ database: BenchDatabase, _ kernel: Kernel
    ) async throws -> (figures: [BenchCommand.Figure], broken: [String]) {
        let server = try await BenchProcess.stet(on: Self.port, environment: database.environment)
        defer { server.stop() }
        try await untilFilled()
        var paths: [String] = []
        var pages = 0.0
        let reading = ContinuousClock.now
        let end = reading + .seconds(seconds)
        paths = try await together(Self.readers) { _ in try read(until: end) }
        pages = Double(paths.count) / ((ContinuousClock.now - reading) / .seconds(1))

        let parts = (0..<Self.browsers).map { part in
            stride(from: part, to: paths.count, by: Self.browsers).map { paths[$0] }
        }
        let began = ContinuousClock.now
        let told = try await together(Self.browsers) { try tell(parts[$0]) }
        let rate = Double(told.count) / ((ContinuousClock.now - began) / .seconds(1))
        let stored = try await kernel.database.value(
            Int.self, "SELECT count(*) FROM ads.event WHERE filtered IS NULL")
        return (
            [
                .init(name: "pages with an ad", value: pages, unit: "requests/s"),
                .init(name: "beacons acknowledged", value: rate, unit: "beacons/s"),
            ],
            stored == told.count
                ? [] : ["\(told.count) beacons were acknowledged, and \(stored ?? 0) impressions are stored."]
        )
    }

    private func untilFilled() async throws {
        let browser = try LoopbackBrowser(port: Self.port)
        for _ in 0..<200 {
            if try beacon(in: browser.get("/")) != nil { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw SettingMistake(place: "ads", message: "the start page never had an ad.")
    }

    private func beacon(in page: LoopbackBrowser.Answer) -> String? {
        guard let start = page.body.range(of: "src=\"/seen/") else { return nil }
        return "/seen/" + page.body[start.upperBound...].prefix { $0 != "\"" }
    }

    private func read(until end: ContinuousClock.Instant) throws -> [String] {
        let browser = try LoopbackBrowser(port: Self.port)
        var paths: [String] = []
        while ContinuousClock.now < end {
            if let path = try beacon(in: browser.get("/")) { paths.append(path) }
        }
        return paths
    }

    private func tell(_ paths: [String]) throws -> [String] {
        let browser = try LoopbackBrowser(port: Self.port)
        return try paths.filter { try browser.get($0).status == 204 }
    }

    private func together(
        _ count: Int, _ body: @escaping @Sendable (Int) throws -> [String]
    ) async throws -> [String] {
        try await withThrowingTaskGroup(of: [String].self) { group in
            for number in 0..<count { group.addTask { try await onThread { try body(number) } } }
            return try await group.reduce([], +)
        }
    }

    // MARK: What is booked

    /// Line items of two hundred advertisers: half run anywhere, half on pages about one to three topics.
    private func fill(_ owner: Database) async throws {
        try await owner.transaction { transaction in
            try await transaction.execute(
                """
                INSERT INTO topics.topic (topic_id, slug, name, label)
                SELECT gen_random_uuid(), 'topic-' || number, 'Topic ' || number, 'topic ' || number
                FROM generate_series(1, \(Self.topics)) AS number
                """)
            try await transaction.execute(
                """
                INSERT INTO ads.advertiser (advertiser_id, name)
                SELECT gen_random_uuid(), 'Advertiser ' || number
                FROM generate_series(1, 200) AS number
                """)
            try await transaction.execute(
                """
                INSERT INTO ads.campaign (campaign_id, advertiser_id, name)
                SELECT gen_random_uuid(), advertiser_id, 'Campaign'
                FROM ads.advertiser
                """)
            try await transaction.execute(
                """
                INSERT INTO ads.line_item (line_item_id, campaign_id, name, priority, weight)
                SELECT
                  gen_random_uuid(),
                  campaign.campaign_id,
                  'Line item ' || number,
                  (ARRAY['sponsorship', 'standard', 'standard', 'bulk', 'house'])[1 + number % 5],
                  1 + number % 10
                FROM generate_series(1, \(lineItems)) AS number
                JOIN (
                  SELECT campaign_id, row_number() OVER (ORDER BY campaign_id) - 1 AS position
                  FROM ads.campaign
                ) AS campaign ON campaign.position = number % 200
                """)
            try await transaction.execute(
                """
                INSERT INTO ads.line_item_topic (line_item_id, topic_id, is_excluded)
                SELECT item.line_item_id, topic.topic_id, false
                FROM (
                  SELECT line_item_id, row_number() OVER (ORDER BY line_item_id) AS number
                  FROM ads.line_item
                ) AS item
                CROSS JOIN generate_series(0, item.number % 3) AS step
                JOIN topics.topic ON topic.slug = 'topic-' || (1 + (item.number * 7 + step * 31) % \(Self.topics))
                WHERE item.number % 2 = 0
                """)
            try await transaction.execute(
                """
                INSERT INTO ads.creative (creative_id, line_item_id, title, body, landing_url)
                SELECT gen_random_uuid(), line_item_id, name, 'A few words.', 'https://example.org/'
                FROM ads.line_item
                """)
            try await transaction.execute(
                """
                INSERT INTO ads.flight (flight_id, line_item_id, runs)
                SELECT gen_random_uuid(), line_item_id, tstzrange(clock_timestamp(), NULL)
                FROM ads.line_item
                """)
        }
        try await owner.script("ANALYZE")
        await owner.close()
    }
}
