import Console
import Foundation
import Hummingbird
import Kernel
import Postgres
import Site

/// The reports about what readers' browsers told.
struct AdReports: Sendable {
    let kernel: Kernel

    private var zone: TimeZone { SiteFacts(settings: kernel.settings).dates.zone }

    @Sendable func show(_ request: Request, _ visit: Visit) async throws -> Reply {
        var visit = visit
        visit.form = request.fields
        do {
            let filter = try filter(request, visit)
            let (days, items, reasons) = try await kernel.database.fetch(
                AdReport.days(filter, zone: zone), AdReport.items(filter, zone: zone),
                AdReport.reasons(filter, zone: zone))
            let item = try await filter.lineItem.asyncMap {
                try await AdQueries(reader: kernel.database).lineItem($0)
            }
            return .page(
                AdReportPage(visit, filter: filter, item: item, days: days, items: items, reasons: reasons))
        } catch let issues as FormIssues {
            visit.issues = issues
            return .page(
                AdReportPage(visit, filter: nil, item: nil, days: [], items: [], reasons: []),
                status: .unprocessableContent)
        }
    }

    @Sendable func file(_ request: Request, _ visit: Visit) async throws -> Reply {
        let lines = try await kernel.database.fetch(AdReport.lines(filter(request, visit), zone: zone))
        let file = try AdReport.csv(lines)
        var response = Response(
            status: .ok, headers: [.contentType: "text/csv; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: file)))
        response.headers[.contentDisposition] = "attachment; filename=\"ads.csv\""
        return .response(response)
    }

    private func filter(_ request: Request, _ visit: Visit) throws(FormIssues) -> ReportFilter {
        let fields = request.fields
        return try ReportFilter(
            from: fields["from"], until: fields["until"], lineItem: fields["line_item"],
            today: today(at: visit.now))
    }

    private func today(at instant: Instant) -> PostgresDate {
        let seconds = instant.microseconds / 1_000_000 + Int64(zone.secondsFromGMT(for: instant.date))
        return PostgresDate(daysSince1970: seconds / 86_400)
    }
}

extension Optional where Wrapped: Sendable {
    fileprivate func asyncMap<Other: Sendable>(_ transform: (Wrapped) async throws -> Other) async throws
        -> Other?
    {
        guard let self else { return nil }
        return try await transform(self)
    }
}

struct AdReportPage: Page {
    static let template = "ads/reports"

    /// A line item over all days, or a day of the one line item.
    struct Row: Sendable {
        let title: String
        let url: String?
        let note: String?
        let impressions: String
        let clicks: String
        let rate: String
        let filtered: String
        let gross: String

        fileprivate init(_ title: String, url: String? = nil, note: String? = nil, _ counts: some AdCounts) {
            (self.title, self.url, self.note) = (title, url, note)
            impressions = grouped(counts.impressions)
            clicks = grouped(counts.clicks)
            rate = AdReportPage.rate(counts.clicks, of: counts.impressions)
            filtered = grouped(counts.filtered)
            gross = grouped(counts.gross)
        }
    }

    struct ReasonRow: Sendable {
        let reason: String
        let kind: String
        let times: String
    }

    /// The one line item that is shown, and where all are.
    struct About: Sendable {
        let item: Link
        let allURL: String
    }

    /// A bar for each day; the figures stand in the table of a line item as well.
    struct Chart: Sendable {
        struct Bar: Sendable {
            let x: String
            let y: String
            let width: String
            let height: String
            let hint: String
        }

        let chartLabel: String
        let mostNote: String
        let firstDay: String
        let lastDay: String
        let bars: [Bar]
    }

    let shell: Shell
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let action: String
    let from: TextField
    let until: TextField
    let lineItem: String?
    let about: About?
    let fileURL: String?
    let facts: [Fact]
    let chart: Chart?
    let empty: EmptyState?
    let hasRows: Bool
    let caption: String
    let columns: [Column]
    let rows: [Row]
    let more: String?
    let hasReasons: Bool
    let reasons: [ReasonRow]

    init(
        _ visit: Visit, filter: ReportFilter?, item: StoredLineItem?, days: [AdReport.Day],
        items: [AdReport.Item], reasons: [AdReport.Reason]
    ) {
        let summary = IssueSummary(visit)
        shell = Shell(visit, title: "Ad reports")
        (hasIssues, issuesHeading, issues) = (summary.hasIssues, summary.issuesHeading, summary.issues)
        action = AdPath.reports
        from = visit.text("from", "First day", filter?.from.description ?? "", kind: "date")
        until = visit.text("until", "Last day", filter?.until.description ?? "", kind: "date")
        func report(_ path: String, of item: LineItemID?) -> String {
            address(
                path,
                [
                    ("from", filter?.from.description ?? ""), ("until", filter?.until.description ?? ""),
                    ("line_item", item?.description ?? ""),
                ])
        }
        lineItem = filter?.lineItem?.description
        about = item.map {
            About(
                item: Link($0.name, to: AdPath.lineItem($0.lineItemID)),
                allURL: report(AdPath.reports, of: nil))
        }
        fileURL = days.isEmpty ? nil : filter.map { report(AdPath.reportFile, of: $0.lineItem) }
        let impressions = days.reduce(0) { $0 + $1.impressions }
        let clicks = days.reduce(0) { $0 + $1.clicks }
        let filtered = days.reduce(0) { $0 + $1.filtered }
        facts =
            days.isEmpty
            ? []
            : [
                Fact("Shown", grouped(impressions)), Fact("Clicks", grouped(clicks)),
                Fact("Click rate", Self.rate(clicks, of: impressions)),
                Fact("Not counted", grouped(filtered)),
                Fact("All told", grouped(impressions + clicks + filtered)),
            ]
        chart = filter.flatMap { Chart($0, days) }
        empty =
            days.isEmpty && filter != nil
            ? EmptyState(
                "No ad was shown or clicked on these days.", action: "See what runs now",
                path: AdPath.overview) : nil
        hasRows = !days.isEmpty
        let isOne = filter?.lineItem != nil
        caption = isOne ? "By day" : "By line item"
        columns = [
            Column(isOne ? "Day" : "Line item"), Column("Shown", isNumber: true),
            Column("Clicks", isNumber: true), Column("Click rate", isNumber: true),
            Column("Not counted", isNumber: true), Column("All told", isNumber: true),
        ]
        rows =
            isOne
            ? days.map { Row(TimeText.shortDate($0.day), $0) }
            : items.prefix(AdReport.mostItems).map {
                Row(
                    $0.lineItemName, url: report(AdPath.reports, of: $0.lineItemID), note: $0.advertiserName,
                    $0)
            }
        more =
            !isOne && items.count > AdReport.mostItems
            ? "These \(AdReport.mostItems) were shown most. The file has all." : nil
        hasReasons = !reasons.isEmpty
        self.reasons = reasons.map { reason in
            ReasonRow(
                reason: reason.filtered.title, kind: reason.kind == .click ? "Clicks" : "Impressions",
                times: grouped(reason.times))
        }
    }

    fileprivate static func rate(_ clicks: Int, of impressions: Int) -> String {
        guard impressions > 0 else { return "–" }
        let hundredths = Int((Double(clicks) / Double(impressions) * 10_000).rounded())
        return "\(hundredths / 100).\(hundredths / 10 % 10)\(hundredths % 10)%"
    }
}

extension AdReportPage.Chart {
    private static let width = 720.0
    private static let height = 160.0

    /// - Returns: nil when nothing was counted.
    fileprivate init?(_ filter: ReportFilter, _ counted: [AdReport.Day]) {
        let byDay = counted.reduce(into: [:]) { $0[$1.day.daysSince1970] = $1.impressions }
        let most = byDay.values.max() ?? 0
        guard most > 0, let best = byDay.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else {
            return nil
        }
        let days = Array(filter.from.daysSince1970...filter.until.daysSince1970)
        let step = Self.width / Double(days.count)
        func number(_ value: Double) -> String { String(Int((value * 10).rounded())).tenths }
        bars = days.enumerated().map { position, day in
            let count = byDay[day] ?? 0
            let tall = Self.height * Double(count) / Double(most)
            return Bar(
                x: number(Double(position) * step), y: number(Self.height - tall),
                width: number(max(step * 0.8, 1)), height: number(tall),
                hint: "\(TimeText.shortDate(PostgresDate(daysSince1970: day))): \(grouped(count))")
        }
        chartLabel =
            "Impressions a day, from \(TimeText.shortDate(filter.from)) to \(TimeText.shortDate(filter.until)). At most \(grouped(most)), on \(TimeText.shortDate(PostgresDate(daysSince1970: best)))."
        mostNote = "Shown a day, at most \(grouped(most))"
        (firstDay, lastDay) = (TimeText.shortDate(filter.from), TimeText.shortDate(filter.until))
    }
}

extension String {
    /// The text of a number of tenths, as `125` for 12.5.
    fileprivate var tenths: String { count > 1 ? "\(dropLast()).\(suffix(1))" : "0.\(self)" }
}
