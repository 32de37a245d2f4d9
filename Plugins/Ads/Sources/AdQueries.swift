import Foundation
import Kernel
import Postgres
import Site

/// What has a name, a version and something below it.
protocol AdOwner: Sendable {
    var name: String { get }
    var version: Int { get }
}

struct StoredAdvertiser: AdOwner, Decodable {
    let advertiserID: AdvertiserID
    let name: String
    let version: Int
}

struct StoredCampaign: AdOwner, Decodable {
    let campaignID: CampaignID
    let advertiserID: AdvertiserID
    let advertiserName: String
    let name: String
    let version: Int
}

/// A line item as it is stored, with where it stands.
struct StoredLineItem: AdOwner, Decodable {
    let lineItemID: LineItemID
    let campaignID: CampaignID
    let campaignName: String
    let advertiserName: String
    let name: String
    let priority: AdPriority
    let weight: Int
    let goal: Int?
    let pageKinds: [PageKind]
    let topics: [String]
    let excludedTopics: [String]
    let categories: [PageCategoryID]
    let excludedCategories: [PageCategoryID]
    let version: Int
    /// When the flight began that runs now, and when it ends; nil while none runs, or has no end.
    let runsSince: Instant?
    let runsUntil: Instant?
    /// When the next one begins; nil when none is to come.
    let nextBegins: Instant?
    /// How many of its ads are in use.
    let creatives: Int

    var topicsText: String { topics.joined(separator: "; ") }
    var excludedTopicsText: String { excludedTopics.joined(separator: "; ") }
}

struct StoredCreative: Decodable, Sendable {
    let creativeID: CreativeID
    let lineItemID: LineItemID
    let lineItemName: String
    let title: String
    let body: String
    let pictureID: String?
    let width: Int?
    let height: Int?
    let landingURL: String
    let isOn: Bool
    let version: Int
}

struct StoredFlight: Decodable, Sendable {
    let begins: Instant
    let ends: Instant?
    let runs: Bool
}

/// Reads about what is booked.
struct AdQueries: Sendable {
    let reader: any Reader

    func advertiser(_ id: AdvertiserID) async throws -> StoredAdvertiser {
        let found = try await reader.first(
            StoredAdvertiser.self,
            """
            SELECT advertiser_id, name, version
            FROM ads.advertiser
            WHERE advertiser_id = \(id)
            """)
        guard let found else { throw Refusal.notFound }
        return found
    }

    func campaign(_ id: CampaignID) async throws -> StoredCampaign {
        let found = try await reader.first(
            StoredCampaign.self,
            """
            SELECT
              campaign.campaign_id,
              campaign.advertiser_id,
              advertiser.name AS advertiser_name,
              campaign.name,
              campaign.version
            FROM ads.campaign
            JOIN ads.advertiser USING (advertiser_id)
            WHERE campaign.campaign_id = \(id)
            """)
        guard let found else { throw Refusal.notFound }
        return found
    }

    /// An advertiser or a campaign with how much is below it.
    struct Owned: Decodable, Sendable {
        let id: UUID
        let name: String
        let below: Int
        /// How many line items below it run now.
        let running: Int
    }

    static func advertisers(matching search: String, after key: NameKey?, limit: Int) -> Query<[Owned]> {
        .all(
            Owned.self,
            """
            SELECT
              advertiser.advertiser_id AS id,
              advertiser.name,
              (
                SELECT count(*)
                FROM ads.campaign
                WHERE campaign.advertiser_id = advertiser.advertiser_id
              ) AS below,
              (
                SELECT count(*)
                FROM ads.campaign
                JOIN ads.line_item USING (campaign_id)
                JOIN ads.flight USING (line_item_id)
                WHERE campaign.advertiser_id = advertiser.advertiser_id AND flight.runs @> clock_timestamp()
              ) AS running
            FROM ads.advertiser
            WHERE lower(advertiser.name) LIKE \(pattern(search))
              AND (lower(advertiser.name), advertiser.advertiser_id) > (\(key?.name ?? ""), \(key?.id ?? zero))
            ORDER BY lower(advertiser.name), advertiser.advertiser_id
            LIMIT \(limit)
            """)
    }

    static func countAdvertisers(matching search: String) -> Query<Int?> {
        .value(
            Int.self,
            """
            SELECT count(*)
            FROM ads.advertiser
            WHERE lower(name) LIKE \(pattern(search))
            """)
    }

    private static func pattern(_ search: String) -> String {
        "%\(search.lowercased().replacing(/[%_\\]/) { "\\\($0.output)" })%"
    }

    private static let zero = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))

    static func campaigns(of id: AdvertiserID) -> Query<[Owned]> {
        .all(
            Owned.self,
            """
            SELECT
              campaign.campaign_id AS id,
              campaign.name,
              (
                SELECT count(*)
                FROM ads.line_item
                WHERE line_item.campaign_id = campaign.campaign_id
              ) AS below,
              (
                SELECT count(*)
                FROM ads.line_item
                JOIN ads.flight USING (line_item_id)
                WHERE line_item.campaign_id = campaign.campaign_id AND flight.runs @> clock_timestamp()
              ) AS running
            FROM ads.campaign
            WHERE campaign.advertiser_id = \(id)
            ORDER BY campaign.campaign_id DESC
            LIMIT 500
            """)
    }

    static func lineItems(of id: CampaignID) -> Query<[StoredLineItem]> {
        .all(StoredLineItem.self, "\(sql: lineItems) WHERE line_item.campaign_id = \(id) \(sql: newestFirst)")
    }

    /// Those that run now, by how they go before each other.
    static func running(limit: Int) -> Query<[StoredLineItem]> {
        .all(
            StoredLineItem.self,
            """
            \(sql: lineItems)
            WHERE running.runs IS NOT NULL
            ORDER BY
              array_position(ARRAY['sponsorship', 'standard', 'bulk', 'house'], line_item.priority),
              lower(line_item.name), line_item.line_item_id
            LIMIT \(limit)
            """)
    }

    /// Those that begin next, and do not run now.
    static func coming(limit: Int) -> Query<[StoredLineItem]> {
        .all(
            StoredLineItem.self,
            """
            \(sql: lineItems)
            WHERE running.runs IS NULL AND next.begins IS NOT NULL
            ORDER BY next.begins, line_item.line_item_id
            LIMIT \(limit)
            """)
    }

    /// Line items by id, for screens that know ids alone.
    static func lineItems(_ ids: [LineItemID]) -> Query<[StoredLineItem]> {
        .all(
            StoredLineItem.self,
            "\(sql: lineItems) WHERE line_item.line_item_id = ANY (\(ids)) \(sql: newestFirst)")
    }

    func lineItem(_ id: LineItemID) async throws -> StoredLineItem {
        let found = try await reader.first(
            StoredLineItem.self, "\(sql: Self.lineItems) WHERE line_item.line_item_id = \(id)")
        guard let found else { throw Refusal.notFound }
        return found
    }

    /// Locks a line item until the transaction ends and reads it: whoever changes it, its ads or its flights goes
    /// through here, one after the other.
    func locked(_ id: LineItemID) async throws -> StoredLineItem {
        _ = try await reader.rows(
            """
            SELECT line_item_id
            FROM ads.line_item
            WHERE line_item_id = \(id)
            FOR NO KEY UPDATE
            """)
        return try await lineItem(id)
    }

    private static let newestFirst: SQL = "ORDER BY line_item.line_item_id DESC LIMIT 500"

    private static let lineItems: SQL = """
        SELECT
          line_item.line_item_id,
          line_item.campaign_id,
          campaign.name AS campaign_name,
          advertiser.name AS advertiser_name,
          line_item.name,
          line_item.priority,
          line_item.weight,
          line_item.goal,
          line_item.page_kinds,
          ARRAY(
            SELECT topic.name
            FROM ads.line_item_topic
            JOIN topics.topic USING (topic_id)
            WHERE line_item_topic.line_item_id = line_item.line_item_id AND NOT line_item_topic.is_excluded
            ORDER BY lower(topic.name)
          ) AS topics,
          ARRAY(
            SELECT topic.name
            FROM ads.line_item_topic
            JOIN topics.topic USING (topic_id)
            WHERE line_item_topic.line_item_id = line_item.line_item_id AND line_item_topic.is_excluded
            ORDER BY lower(topic.name)
          ) AS excluded_topics,
          line_item.categories,
          line_item.excluded_categories,
          line_item.version,
          lower(running.runs) AS runs_since,
          upper(running.runs) AS runs_until,
          next.begins AS next_begins,
          (
            SELECT count(*)
            FROM ads.creative
            WHERE creative.line_item_id = line_item.line_item_id AND creative.is_on
          ) AS creatives
        FROM ads.line_item
        JOIN ads.campaign USING (campaign_id)
        JOIN ads.advertiser USING (advertiser_id)
        LEFT JOIN ads.flight AS running
          ON running.line_item_id = line_item.line_item_id AND running.runs @> clock_timestamp()
        LEFT JOIN LATERAL (
          SELECT min(lower(flight.runs)) AS begins
          FROM ads.flight
          WHERE flight.line_item_id = line_item.line_item_id AND lower(flight.runs) > clock_timestamp()
        ) AS next ON true
        """

    static func flights(of id: LineItemID) -> Query<[StoredFlight]> {
        .all(
            StoredFlight.self,
            """
            SELECT lower(runs) AS begins, upper(runs) AS ends, runs @> clock_timestamp() AS runs
            FROM ads.flight
            WHERE line_item_id = \(id)
            ORDER BY lower(runs) DESC
            LIMIT 50
            """)
    }

    static func creatives(of id: LineItemID) -> Query<[StoredCreative]> {
        .all(
            StoredCreative.self,
            """
            \(sql: creatives)
            WHERE creative.line_item_id = \(id)
            ORDER BY creative.creative_id
            LIMIT 100
            """)
    }

    func creative(_ id: CreativeID) async throws -> StoredCreative {
        let found = try await reader.first(
            StoredCreative.self, "\(sql: Self.creatives) WHERE creative.creative_id = \(id)")
        guard let found else { throw Refusal.notFound }
        return found
    }

    private static let creatives: SQL = """
        SELECT
          creative.creative_id,
          creative.line_item_id,
          line_item.name AS line_item_name,
          creative.title,
          creative.body,
          creative.picture_id,
          picture.width,
          picture.height,
          creative.landing_url,
          creative.is_on,
          creative.version
        FROM ads.creative
        JOIN ads.line_item USING (line_item_id)
        LEFT JOIN ads.picture USING (picture_id)
        """

    /// A slot with the kind of page that has it.
    struct Slot: Decodable, Sendable {
        let key: String
        let pageKind: PageKind
        let width: Int
        let height: Int
    }

    static let slots = Query.all(
        Slot.self,
        """
        SELECT slot_key AS key, page_kind, width, height
        FROM ads.slot
        ORDER BY page_kind, position
        """)
}

/// Where the next page of advertisers begins, opaque in addresses.
struct NameKey: Codable {
    let name: String
    let id: UUID
}

/// The addresses of the screens.
enum AdPath {
    static let overview = "/console/ads"
    static let advertisers = "/console/ads/advertisers"
    static let why = "/console/ads/why"
    static let reports = "/console/ads/reports"
    static let reportFile = "/console/ads/reports.csv"
    static let pictures = "/console/ads/pictures/"

    static func advertiser(_ id: AdvertiserID) -> String { "\(advertisers)/\(id)" }
    static func campaign(_ id: CampaignID) -> String { "/console/ads/campaigns/\(id)" }
    static func lineItem(_ id: LineItemID) -> String { "/console/ads/line-items/\(id)" }
    static func creative(_ id: CreativeID) -> String { "/console/ads/creatives/\(id)" }
}
