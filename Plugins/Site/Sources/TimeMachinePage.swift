import Console
import Foundation
import Kernel
import Postgres

/// The time machine's screen.
struct TimeMachinePage: Page {
    static let template = "site/time_machine"

    /// The slider and the steps over the instants at which the page changes.
    struct Slide: Sendable {
        let path: String
        let around: String
        let zone: String
        let last: String
        let position: String
        let positionText: String
        let hasStops: Bool
        let stops: [Stop]
    }

    struct Stop: Sendable {
        let stopURL: String
        let iso: String
        let text: String
        let isCurrent: Bool
    }

    struct Result: Sendable {
        let tone: String
        let sentence: String
        let movedURL: String?
        let frameURL: String?
        let frameTitle: String
    }

    /// What the next change is.
    struct Change: Sendable {
        let changeURL: String
        let when: String
        let summary: String
        let hasAltered: Bool
        /// Pieces of text in which some words change.
        let altered: [ChangeRow]
        let alteredMore: String?
        let hasGone: Bool
        let gone: [String]
        let goneMore: String?
        let hasNew: Bool
        let new: [String]
        let newMore: String?
    }

    let shell: Shell
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let hasChoices: Bool
    let choices: [Link]
    let path: TextField
    let day: TextField
    let time: TextField
    let zone: SelectField
    let previousURL: String?
    let nextURL: String?
    let nowURL: String?
    let slide: Slide?
    let result: Result?
    let change: Change?

    /// The page at the instant.
    init(
        _ visit: Visit, _ query: TimeMachineQuery, _ shown: TimeMachine.Drawing, next: TimeMachine.Drawing?,
        stops: [Instant], site: SiteFacts
    ) {
        let words = TimeText(zone: query.zone)
        let form = FormParts(visit, path: query.path, instant: query.instant, zone: query.zone, site: site)
        (shell, hasIssues, issuesHeading, issues) = (form.shell, false, "", [])
        (path, day, time, zone) = (form.path, form.day, form.time, form.zone)
        (hasChoices, choices) = (false, [])
        previousURL = stops.last { $0 < query.instant }.map(query.url(at:))
        nextURL = next.map { query.url(at: $0.instant) }
        nowURL = query.url(at: visit.now)
        slide = stops.isEmpty ? nil : Self.slide(query, stops, words)
        result = Self.result(query, shown, words)
        change = next.map { Self.change(query, from: shown, to: $0, words) }
    }

    /// The form again, with instants to choose from.
    init(_ visit: Visit, mending choices: [Link], zone: TimeZone, site: SiteFacts) {
        let form = FormParts(visit, path: "/", instant: visit.now, zone: zone, site: site)
        let summary = IssueSummary(visit)
        (shell, hasIssues) = (form.shell, summary.hasIssues)
        (issuesHeading, issues) = (summary.issuesHeading, summary.issues)
        (path, day, time, self.zone) = (form.path, form.day, form.time, form.zone)
        hasChoices = !choices.isEmpty
        self.choices = choices
        (previousURL, nextURL, nowURL, slide, result, change) = (nil, nil, nil, nil, nil, nil)
    }

    private struct FormParts {
        let shell: Shell
        let path: TextField
        let day: TextField
        let time: TextField
        let zone: SelectField

        init(_ visit: Visit, path: String, instant: Instant, zone: TimeZone, site: SiteFacts) {
            let local = LocalText(instant, in: zone)
            shell = Shell(visit, title: "Time machine")
            self.path = visit.text(
                "path", "Page", path, isRequired: true, hint: "Its path, like /topics/grief.")
            day = visit.text("day", "Day", local.day, kind: "date", isRequired: true)
            time = visit.text("time", "Time", local.time, kind: "time", isRequired: true)
            self.zone = visit.select(
                "zone", "Zone", zone.identifier, options: Self.zones(zone, visit.actor?.zone, site.dates.zone)
            )
        }

        private static let common = [
            "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix",
            "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "UTC",
        ]

        /// `Eastern Time, New York`.
        private static func name(of zone: String) -> String {
            guard let found = TimeZone(identifier: zone), let slash = zone.lastIndex(of: "/") else {
                return zone
            }
            let place = zone[zone.index(after: slash)...].replacing("_", with: " ")
            return "\(TimeText(zone: found).zoneName), \(place)"
        }

        /// The chosen zone, one's own and the site's, then those of the country.
        private static func zones(_ zones: TimeZone?...) -> [(value: String, label: String)] {
            var seen: Set<String> = []
            return (zones.compactMap { $0?.identifier } + common).filter { seen.insert($0).inserted }
                .map { ($0, name(of: $0)) }
        }
    }

    private static func slide(_ query: TimeMachineQuery, _ stops: [Instant], _ words: TimeText) -> Slide {
        let position = stops.lastIndex { $0 <= query.instant } ?? 0
        return Slide(
            path: query.path, around: query.instant.description, zone: query.zone.identifier,
            last: String(stops.count - 1), position: String(position),
            positionText: words.full(stops[position]), hasStops: stops.count > 1,
            stops: stops.map { instant in
                Stop(
                    stopURL: query.url(at: instant), iso: instant.description, text: words.full(instant),
                    isCurrent: instant == query.instant)
            })
    }

    private static func result(
        _ query: TimeMachineQuery, _ shown: TimeMachine.Drawing, _ words: TimeText
    ) -> Result {
        let then = words.full(query.instant)
        func nothing(_ sentence: String, moved path: String? = nil) -> Result {
            let there = path.map { TimeMachineQuery(path: $0, instant: query.instant, zone: query.zone).url }
            return Result(
                tone: "warn", sentence: sentence, movedURL: there, frameURL: nil, frameTitle: query.path)
        }
        switch shown.standing {
        case .notFound: return nothing("Readers find no page \(query.path) at \(then).")
        case .gone: return nothing("Readers are told at \(then) that \(query.path) was taken down.")
        case .moved(let path): return nothing("At \(then) this address leads on to \(path).", moved: path)
        case .shown:
            return Result(
                tone: "calm",
                sentence:
                    "What readers see at \(then). Names, layout and style are those of today.",
                movedURL: nil, frameURL: query.frameURL, frameTitle: "\(query.path) at \(then)")
        }
    }

    /// So many pieces of text are told of each kind; whoever wants more looks at the page.
    private static let mostTold = 3

    private static func change(
        _ query: TimeMachineQuery, from shown: TimeMachine.Drawing, to next: TimeMachine.Drawing,
        _ words: TimeText
    ) -> Change {
        let (altered, gone, new) = shown.text.alterations(to: next.text)
        let summary =
            switch (shown.standing, next.standing) {
            case (.shown, .shown):
                altered.isEmpty && gone.isEmpty && new.isEmpty
                    ? shown.text == next.text
                        ? "Readers see no difference." : "The order changes, and nothing else."
                    : "The page changes."
            case (_, .shown): "The page appears."
            case (.shown, .notFound), (.shown, .gone): "The page goes."
            case (_, .moved(let path)): "The address leads on to \(path)."
            default: "Readers see no page before and after."
            }
        let isTold =
            if case (.shown, .shown) = (shown.standing, next.standing) { true } else { false }
        return Change(
            changeURL: query.url(at: next.instant), when: words.full(next.instant), summary: summary,
            hasAltered: isTold && !altered.isEmpty,
            altered: altered.prefix(mostTold)
                .compactMap { ChangeRow("", from: $0.old, to: $0.new)?.passages(around: 60) },
            alteredMore: more(altered.map(\.new)),
            hasGone: isTold && !gone.isEmpty, gone: told(gone), goneMore: more(gone),
            hasNew: isTold && !new.isEmpty, new: told(new), newMore: more(new))
    }

    /// The first of them, the long ones up to the end of a word.
    private static func told(_ pieces: [String]) -> [String] {
        pieces.prefix(mostTold).map { piece in
            guard piece.count > 300 else { return piece }
            return "\(piece.prefix(299).split(separator: " ").dropLast().joined(separator: " "))…"
        }
    }

    private static func more(_ pieces: [String]) -> String? {
        pieces.count > mostTold ? "and \(pieces.count - mostTold) more" : nil
    }
}

/// An instant as the fields for day and time show it.
private struct LocalText {
    let day: String
    let time: String

    init(_ instant: Instant, in zone: TimeZone) {
        let style = Date.ISO8601FormatStyle(timeZone: zone).year().month().day()
            .dateTimeSeparator(.space).time(includingFractionalSeconds: false)
        let halves = instant.date.formatted(style).split(separator: " ")
        day = String(halves.first ?? "")
        time = String((halves.last ?? "").prefix(5))
    }
}
