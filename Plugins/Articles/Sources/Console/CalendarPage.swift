import Console
import Foundation
import Kernel
import Postgres

/// A month in somebody's zone.
struct CalendarMonth: Sendable, Equatable {
    let year: Int
    let month: Int
    let zone: TimeZone

    /// Reads `2026-11`; the month of `now` for anything else.
    init(_ text: String, in zone: TimeZone, now: Instant) {
        self.zone = zone
        if let day = LocalTime("\(text)-01"), (1900...9000).contains(day.year) {
            (year, month) = (day.year, day.month)
        } else {
            let parts = Self.calendar(zone).dateComponents([.year, .month], from: now.date)
            (year, month) = (parts.year ?? 2000, parts.month ?? 1)
        }
    }

    static func calendar(_ zone: TimeZone) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar
    }

    private func start(adding months: Int) -> Date {
        let calendar = Self.calendar(zone)
        let first = calendar.date(from: DateComponents(year: year, month: month, day: 1)) ?? .distantPast
        return calendar.date(byAdding: .month, value: months, to: first) ?? first
    }

    var begins: Instant { Instant(start(adding: 0)) }
    var ends: Instant { Instant(start(adding: 1)) }

    /// `2026-12` for the next one.
    func name(adding months: Int) -> String {
        let parts = Self.calendar(zone).dateComponents([.year, .month], from: start(adding: months))
        let month = parts.month ?? 1
        return "\(parts.year ?? 0)-\(month < 10 ? "0" : "")\(month)"
    }

    /// `November 2026`.
    var title: String {
        let words = TimeText(zone: zone).date(begins).split(separator: " ")
        return "\(words.first ?? "") \(words.last ?? "")"
    }

    /// Weeks from Sunday to Saturday; nil for days of other months.
    var weeks: [[Int?]] {
        let calendar = Self.calendar(zone)
        let first = start(adding: 0)
        let days = calendar.range(of: .day, in: .month, for: first)?.count ?? 30
        let offset = calendar.component(.weekday, from: first) - 1
        var cells: [Int?] = Array(repeating: nil, count: offset) + (1...days).map { $0 }
        while cells.count % 7 != 0 { cells.append(nil) }
        return stride(from: 0, to: cells.count, by: 7).map { Array(cells[$0..<($0 + 7)]) }
    }

    /// The day of this month on which an instant lies; nil for another month.
    func day(of instant: Instant) -> Int? {
        guard instant >= begins, instant < ends else { return nil }
        return Self.calendar(zone).component(.day, from: instant.date)
    }
}

/// When articles become public and leave the site: a month, and everything that is to come.
struct CalendarPage: Page {
    static let template = "articles/calendar"

    struct Entry: Sendable {
        let entryTitle: String
        let entryURL: String
        let what: Pill
        let clock: String
        let warning: String?
    }

    struct Day: Sendable {
        let dayNumber: String?
        /// For screens that are too narrow for seven columns.
        let weekday: String
        let isToday: Bool
        let entries: [Entry]
    }

    struct Week: Sendable {
        let days: [Day]
    }

    struct Coming: Sendable {
        let comingTitle: String
        let comingURL: String
        let comingWhat: Pill
        let comingAt: Moment
        let comingNote: String?
        let comingWarning: String?
    }

    let shell: Shell
    let monthTitle: String
    /// Whether it is the month of now.
    let isNow: Bool
    let previousURL: String
    let nextURL: String
    let zoneNote: String
    /// That the month is empty; nil when it is not.
    let bareNote: String?
    let weeks: [Week]
    let empty: EmptyState?
    let hasComing: Bool
    let coming: [Coming]

    init(_ visit: Visit, month: CalendarMonth, ranges: [ScheduledRange], coming: [ScheduledRange]) {
        let words = TimeText(zone: month.zone)
        shell = Shell(visit, title: "Calendar")
        monthTitle = month.title
        previousURL = "/console/calendar?month=\(month.name(adding: -1))"
        nextURL = "/console/calendar?month=\(month.name(adding: 1))"
        zoneNote = "Times are in \(words.zoneName)."
        let changes = ranges.flatMap { Self.changes(of: $0) }
        var byDay: [Int: [Entry]] = [:]
        for change in changes.sorted(by: { $0.at < $1.at }) {
            guard let day = month.day(of: change.at) else { continue }
            byDay[day, default: []].append(
                Entry(
                    entryTitle: change.range.title, entryURL: "/console/articles/\(change.range.articleID)",
                    what: change.pill(at: visit.now), clock: words.time(change.at),
                    warning: change.at > visit.now ? change.warning : nil))
        }
        bareNote = byDay.isEmpty ? "No article becomes public or leaves the site in this month." : nil
        let today = month.day(of: visit.now)
        isNow = today != nil
        weeks = month.weeks.map { week in
            Week(
                days: zip(week, Self.weekdays).map { day, weekday in
                    Day(
                        dayNumber: day.map { String($0) }, weekday: weekday,
                        isToday: day != nil && day == today,
                        entries: day.flatMap { byDay[$0] } ?? [])
                })
        }
        let next = coming.flatMap { Self.changes(of: $0) }.filter { $0.at > visit.now }
            .sorted { $0.at < $1.at }
        self.coming = next.map { change in
            Coming(
                comingTitle: change.range.title, comingURL: "/console/articles/\(change.range.articleID)",
                comingWhat: change.pill(at: visit.now),
                comingAt: Moment(change.at, for: visit, text: words.full(change.at)),
                comingNote: change.isEnd ? nil : change.range.typed(besides: words.zone),
                comingWarning: change.warning)
        }
        hasComing = !next.isEmpty
        empty =
            next.isEmpty
            ? EmptyState(
                "Nothing is scheduled. Open an approved article to choose its day.",
                action: "See the articles",
                path: "/console/articles") : nil
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

    /// One thing that readers will notice.
    private struct Change {
        let range: ScheduledRange
        let at: Instant
        let isEnd: Bool

        func pill(at now: Instant) -> Pill {
            let isOver = at <= now
            if isEnd { return Pill(.bad, isOver ? "left the site" : "leaves the site") }
            if range.isReplacement { return Pill(.calm, "new text") }
            return isOver ? Pill(.good, "became public") : Pill(.calm, "becomes public")
        }

        var warning: String? { isEnd ? nil : range.hold?.sentence }
    }

    private static func changes(of range: ScheduledRange) -> [Change] {
        var changes = [Change(range: range, at: range.begins, isEnd: false)]
        // Where another text follows, its beginning says so.
        if let ends = range.ends, !range.isReplaced {
            changes.append(Change(range: range, at: ends, isEnd: true))
        }
        return changes
    }
}

extension ScheduledRange {
    /// What the editor typed in another zone than the reader's, beside the instant that it came to; nil where nobody
    /// typed a time.
    fileprivate func typed(besides zone: TimeZone) -> String? {
        guard localStart != nil, let typed = self.zone, typed != zone.identifier,
            let there = TimeZone(identifier: typed)
        else { return nil }
        return "Typed as \(TimeText(zone: there).full(begins))"
    }
}
