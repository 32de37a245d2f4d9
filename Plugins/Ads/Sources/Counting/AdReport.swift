import Foundation
import Kernel
import Postgres

/// What a report is about: days of the site's zone, and one line item or all.
struct ReportFilter: Sendable, Equatable {
    /// The first and the last day.
    let from: PostgresDate
    let until: PostgresDate
    /// Nil for all.
    let lineItem: LineItemID?

    static let mostDays: Int64 = 400

    /// - Throws: `FormIssues` for what is no day, an end before the beginning, and more than 400 days.
    init(from: String, until: String, lineItem: String, today: PostgresDate) throws(FormIssues) {
        let last = until.isEmpty ? today : PostgresDate(until)
        guard let last else { throw FormIssues("until", .other("Enter a day, like 2026-11-30.")) }
        let first = from.isEmpty ? PostgresDate(daysSince1970: last.daysSince1970 - 29) : PostgresDate(from)
        guard let first else { throw FormIssues("from", .other("Enter a day, like 2026-11-01.")) }
        guard first.daysSince1970 <= last.daysSince1970 else {
            throw FormIssues("until", .other("Enter a last day that is not before the first."))
        }
        guard last.daysSince1970 - first.daysSince1970 < Self.mostDays else {
            throw FormIssues("from", .other("Enter at most \(Self.mostDays) days."))
        }
        (self.from, self.until) = (first, last)
        self.lineItem = LineItemID(lineItem)
    }
}

/// What was counted of one thing.
protocol AdCounts {
    var impressions: Int { get }
    var clicks: Int { get }
    /// What was told and does not count.
    var filtered: Int { get }
}

extension AdCounts {
    /// Everything that was told.
    var gross: Int { impressions + clicks + filtered }
}

/// Counts of what readers' browsers told.
struct AdReport: Sendable {
    /// One day.
    struct Day: Decodable, Sendable, AdCounts {
        let day: PostgresDate
        let impressions: Int
        let clicks: Int
        let filtered: Int
    }

    /// One line item.
    struct Item: Decodable, Sendable, AdCounts {
        let lineItemID: LineItemID
        let lineItemName: String
        let advertiserName: String
        let impressions: Int
        let clicks: Int
        let filtered: Int
    }

    /// One line item on one day.
    struct Line: Decodable, Sendable, AdCounts {
        let day: PostgresDate
        let lineItemID: LineItemID
        let lineItemName: String
        let advertiserName: String
        let impressions: Int
        let clicks: Int
        let filtered: Int
    }

    /// What does not count, by reason.
    struct Reason: Decodable, Sendable {
        let filtered: FilterReason
        let kind: AdEventKind
        let times: Int
    }

    /// As many line items as a screen lists, and as many lines as a file holds.
    static let mostItems = 200
    static let mostLines = 100_000

    /// Days on which something was told, the last one first.
    static func days(_ filter: ReportFilter, zone: TimeZone) -> Query<[Day]> {
        .all(
            Day.self,
            """
            SELECT \(sql: day(zone)) AS day, \(sql: counts)
            FROM ads.event
            WHERE \(sql: within(filter, zone))
            GROUP BY 1
            ORDER BY 1 DESC
            """)
    }

    /// Line items of which something was told, the most first; one more than a screen lists where there are more.
    static func items(_ filter: ReportFilter, zone: TimeZone) -> Query<[Item]> {
        .all(
            Item.self,
            """
            SELECT
              told.line_item_id,
              line_item.name AS line_item_name,
              advertiser.name AS advertiser_name,
              told.impressions,
              told.clicks,
              told.filtered
            FROM (
              SELECT event.line_item_id, \(sql: counts)
              FROM ads.event
              WHERE \(sql: within(filter, zone))
              GROUP BY event.line_item_id
            ) AS told
            JOIN ads.line_item USING (line_item_id)
            JOIN ads.campaign USING (campaign_id)
            JOIN ads.advertiser USING (advertiser_id)
            ORDER BY told.impressions DESC, told.clicks DESC, told.line_item_id
            LIMIT \(mostItems + 1)
            """)
    }

    /// Everything, by day and line item; one more line than a file holds where there are more.
    static func lines(_ filter: ReportFilter, zone: TimeZone) -> Query<[Line]> {
        .all(
            Line.self,
            """
            SELECT
              told.day,
              told.line_item_id,
              line_item.name AS line_item_name,
              advertiser.name AS advertiser_name,
              told.impressions,
              told.clicks,
              told.filtered
            FROM (
              SELECT \(sql: day(zone)) AS day, event.line_item_id, \(sql: counts)
              FROM ads.event
              WHERE \(sql: within(filter, zone))
              GROUP BY 1, 2
            ) AS told
            JOIN ads.line_item USING (line_item_id)
            JOIN ads.campaign USING (campaign_id)
            JOIN ads.advertiser USING (advertiser_id)
            ORDER BY told.day DESC, lower(advertiser.name), lower(line_item.name), told.line_item_id
            LIMIT \(mostLines + 1)
            """)
    }

    private static func day(_ zone: TimeZone) -> SQL { "(event.at AT TIME ZONE \(zone.identifier))::date" }

    private static var counts: SQL {
        """
        count(*) FILTER (WHERE event.kind = 'impression' AND event.filtered IS NULL) AS impressions,
        count(*) FILTER (WHERE event.kind = 'click' AND event.filtered IS NULL) AS clicks,
        count(event.filtered) AS filtered
        """
    }

    static func reasons(_ filter: ReportFilter, zone: TimeZone) -> Query<[Reason]> {
        .all(
            Reason.self,
            """
            SELECT event.filtered, event.kind, count(*) AS times
            FROM ads.event
            WHERE \(sql: within(filter, zone)) AND event.filtered IS NOT NULL
            GROUP BY event.filtered, event.kind
            ORDER BY count(*) DESC, event.filtered, event.kind
            """)
    }

    private static func within(_ filter: ReportFilter, _ zone: TimeZone) -> SQL {
        let days: SQL = """
            event.at >= \(filter.from)::timestamp AT TIME ZONE \(zone.identifier)
            AND event.at < (\(filter.until)::date + 1)::timestamp AT TIME ZONE \(zone.identifier)
            """
        guard let id = filter.lineItem else { return days }
        return "\(sql: days) AND event.line_item_id = \(id)"
    }

    /// Counted impressions and clicks of today, by line item.
    struct Today: Decodable, Sendable {
        let lineItemID: LineItemID
        let impressions: Int
        let clicks: Int
    }

    static func counts(of ids: [LineItemID], since begin: SQL) -> Query<[Today]> {
        .all(
            Today.self,
            """
            SELECT
              line_item_id,
              count(*) FILTER (WHERE kind = 'impression') AS impressions,
              count(*) FILTER (WHERE kind = 'click') AS clicks
            FROM ads.event
            WHERE line_item_id = ANY (\(ids)) AND filtered IS NULL AND at >= \(sql: begin)
            GROUP BY line_item_id
            ORDER BY line_item_id
            """)
    }

    /// The whole report as a CSV file, safe to open as a spreadsheet.
    ///
    /// - Throws: `FormIssues` for more lines than a file holds; none is left out in silence.
    static func csv(_ lines: [Line], most: Int = mostLines) throws(FormIssues) -> String {
        guard lines.count <= most else {
            throw FormIssues(
                "from", .other("A file holds at most \(grouped(most)) lines. Choose fewer days."))
        }
        let head = ["day", "advertiser", "line_item", "impressions", "clicks", "filtered", "gross"]
        return CSVText.line(head)
            + lines.map { line in
                CSVText.line([
                    line.day.description, line.advertiserName, line.lineItemName, String(line.impressions),
                    String(line.clicks), String(line.filtered), String(line.gross),
                ])
            }
            .joined()
    }
}
