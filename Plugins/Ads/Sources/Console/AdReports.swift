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
            let (lines, reasons) = try await kernel.database.fetch(
                AdReport.lines(filter, zone: zone), AdReport.reasons(filter, zone: zone))
            let item = try await filter.lineItem.asyncMap {
                try await AdQueries(reader: kernel.database).lineItem($0)
            }
            return .page(AdReportPage(visit, filter: filter, item: item, lines: lines, reasons: reasons))
        } catch let issues as FormIssues {
            visit.issues = issues
            return .page(
                AdReportPage(visit, filter: nil, item: nil, lines: [], reasons: []),
                status: .unprocessableContent)
        }
    }

    @Sendable func file(_ request: Request, _ visit: Visit) async throws -> Reply {
        let lines = try await kernel.database.fetch(AdReport.lines(filter(request, visit), zone: zone))
        var response = Response(
            status: .ok, headers: [.contentType: "text/csv; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: AdReport.csv(lines))))
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

    struct Row: Sendable {
        let day: String
        let title: String
        let url: String
        let note: String
        let impressions: String
        let clicks: String
        let rate: String
        let filtered: String
        let gross: String
    }

    struct ReasonRow: Sendable {
        let reason: String
        let kind: String
        let times: String
    }

    /// A bar for each day; the figures stand in the table as well.
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
    let about: Link?
    let fileURL: String?
    let facts: [Fact]
    let chart: Chart?
    let empty: EmptyState?
    let hasRows: Bool
    let columns: [Column]
    let rows: [Row]
    let hasReasons: Bool
    let reasons: [ReasonRow]

    init(
        _ visit: Visit, filter: ReportFilter?, item: StoredLineItem?, lines: [AdReport.Line],
        reasons: [AdReport.Reason]
    ) {
        let summary = IssueSummary(visit)
        shell = Shell(visit, title: "Ad reports")
        (hasIssues, issuesHeading, issues) = (summary.hasIssues, summary.issuesHeading, summary.issues)
        action = AdPath.reports
        from = visit.text("from", "First day", filter?.from.description ?? "", kind: "date")
        until = visit.text("until", "Last day", filter?.until.description ?? "", kind: "date")
        lineItem = filter?.lineItem?.description
        about = item.map { Link($0.name, to: AdPath.lineItem($0.lineItemID)) }
        fileURL = filter.map { filter in
            address(
                AdPath.reportFile,
                [
                    ("from", filter.from.description), ("until", filter.until.description),
                    ("line_item", filter.lineItem?.description ?? ""),
                ])
        }
        let impressions = lines.reduce(0) { $0 + $1.impressions }
        let clicks = lines.reduce(0) { $0 + $1.clicks }
        let filtered = lines.reduce(0) { $0 + $1.filtered }
        facts =
            lines.isEmpty
            ? []
            : [
                Fact("Shown", grouped(impressions)), Fact("Clicks", grouped(clicks)),
                Fact("Click rate", Self.rate(clicks, of: impressions)),
                Fact("Not counted", grouped(filtered)),
                Fact("All told", grouped(impressions + clicks + filtered)),
            ]
        chart = filter.flatMap { Chart($0, lines) }
        empty = lines.isEmpty && filter != nil ? EmptyState("No ad was shown or clicked on these days.") : nil
        hasRows = !lines.isEmpty
        columns = [
            Column("Day"), Column("Line item"), Column("Shown", isNumber: true),
            Column("Clicks", isNumber: true),
            Column("Click rate", isNumber: true), Column("Not counted", isNumber: true),
            Column("All told", isNumber: true),
        ]
        rows = lines.prefix(1_000).map { line in
            Row(
                day: TimeText.shortDate(line.day), title: line.lineItemName,
                url: AdPath.lineItem(line.lineItemID),
                note: line.advertiserName, impressions: grouped(line.impressions),
                clicks: grouped(line.clicks),
                rate: Self.rate(line.clicks, of: line.impressions), filtered: grouped(line.filtered),
                gross: grouped(line.gross))
        }
        hasReasons = !reasons.isEmpty
        self.reasons = reasons.map { reason in
            ReasonRow(
                reason: reason.filtered.title, kind: reason.kind == .click ? "Clicks" : "Impressions",
                times: grouped(reason.times))
        }
    }

    private static func rate(_ clicks: Int, of impressions: Int) -> String {
        guard impressions > 0 else { return "–" }
        let hundredths = Int((Double(clicks) / Double(impressions) * 10_000).rounded())
        return "\(hundredths / 100).\(hundredths / 10 % 10)\(hundredths % 10)%"
    }
}

extension AdReportPage.Chart {
    private static let width = 720.0
    private static let height = 160.0

    /// - Returns: nil when nothing was counted.
    fileprivate init?(_ filter: ReportFilter, _ lines: [AdReport.Line]) {
        let byDay = lines.reduce(into: [:]) { $0[$1.day.daysSince1970, default: 0] += $1.impressions }
        let most = byDay.values.max() ?? 0
        guard most > 0 else { return nil }
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
            "Impressions a day, from \(TimeText.shortDate(filter.from)) to \(TimeText.shortDate(filter.until)). The table below has the figures."
        mostNote = "At most \(grouped(most)) a day"
        (firstDay, lastDay) = (TimeText.shortDate(filter.from), TimeText.shortDate(filter.until))
    }
}

extension String {
    /// The text of a number of tenths, as `125` for 12.5.
    fileprivate var tenths: String { count > 1 ? "\(dropLast()).\(suffix(1))" : "0.\(self)" }
}
