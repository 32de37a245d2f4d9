import Console
import Foundation
import Kernel
import Postgres

/// What the time machine was asked for: a page and an instant.
struct TimeMachineQuery: Sendable {
    let path: String
    let instant: Instant
    /// The zone in which times are typed and shown.
    let zone: TimeZone

    static let screen = "/console/time-machine"
    /// Where the page itself is drawn, for the frame.
    static let frame = "/console/time-machine/page"

    /// Before and after these nothing was or will be told to readers.
    static let range = instant(of: 2000)..<instant(of: 2100)

    private static func instant(of year: Int) -> Instant {
        (try? LocalTime(year: year, month: 1, day: 1).instant(in: .gmt)) ?? Instant(microseconds: 0)
    }

    var url: String { address(Self.screen) }
    var frameURL: String { address(Self.frame) }

    /// The address of the same page at another instant.
    func url(at other: Instant) -> String {
        TimeMachineQuery(path: path, instant: other, zone: zone).url
    }

    private func address(_ screen: String) -> String {
        Console.address(
            screen, [("path", path), ("at", instant.description), ("zone", zone.identifier)])
    }

    /// Reads the address of the screen.
    ///
    /// - Throws: `TimeMachineMistake` for what cannot be shown.
    init(_ fields: Form, for actor: Actor, site: SiteFacts, now: Instant) throws(TimeMachineMistake) {
        guard let zone = fields["zone"].isEmpty ? actor.zone : TimeZone(identifier: fields["zone"]) else {
            throw TimeMachineMistake("zone", "Choose a zone from the list.")
        }
        path = try Self.path(fields["path"], site: site)
        instant = try Self.instant(fields, in: zone, now: now)
        self.zone = zone
    }

    init(path: String, instant: Instant, zone: TimeZone) {
        self.path = path
        self.instant = instant
        self.zone = zone
    }

    /// A path of the public site; its own address in front of it is left out.
    private static func path(_ text: String, site: SiteFacts) throws(TimeMachineMistake) -> String {
        var path = text.isEmpty ? "/" : text
        if path.hasPrefix("\(site.url)/") { path = String(path.dropFirst(site.url.count)) }
        guard path.hasPrefix("/"), !path.hasPrefix("//"), !path.contains("\\"), path.utf8.count <= 2_000
        else {
            throw TimeMachineMistake("path", "This is no path. Enter that of a public page.")
        }
        guard path != "/console", !path.hasPrefix("/console/"), !path.hasPrefix("/console?") else {
            throw TimeMachineMistake("path", "Only public pages are shown here. Enter the path of one.")
        }
        return path
    }

    private static func instant(_ fields: Form, in zone: TimeZone, now: Instant) throws(TimeMachineMistake)
        -> Instant
    {
        let instant: Instant
        if fields.has("day") {
            instant = try local(fields, in: zone)
        } else if fields["at"].isEmpty {
            return now
        } else if let parsed = Instant(rfc3339: fields["at"]) {
            instant = parsed
        } else {
            throw TimeMachineMistake("day", "This is no time that we can read. Choose a day and a time.")
        }
        guard range.contains(instant) else {
            throw TimeMachineMistake("day", "Choose a day between 2000 and 2099.")
        }
        return instant
    }

    /// The day and time that were typed, with both edges of daylight saving time asked back.
    private static func local(_ fields: Form, in zone: TimeZone) throws(TimeMachineMistake) -> Instant {
        let time = fields["time"].isEmpty ? "00:00" : fields["time"]
        guard let local = LocalTime("\(fields["day"])T\(time.prefix(5))") else {
            throw TimeMachineMistake("day", "Enter the day as 2027-03-31 and the time as 16:00.")
        }
        do {
            return try local.instant(in: zone)
        } catch {
            switch error {
            case .doesNotExist(let before, let after):
                throw TimeMachineMistake(
                    "time",
                    "The clocks skip this time that day. Choose the last before it or the first after.",
                    choices: [before, after])
            case .ambiguous(let first, let second):
                throw TimeMachineMistake(
                    "time", "The clocks show this time twice that day. Choose which.",
                    choices: [first, second])
            case .unreadable:
                throw TimeMachineMistake("day", "Enter the day as 2027-03-31 and the time as 16:00.")
            }
        }
    }
}

/// Why the time machine shows nothing, and what to choose from instead.
struct TimeMachineMistake: Error {
    let field: String
    let message: String
    let choices: [Instant]

    init(_ field: String, _ message: String, choices: [Instant] = []) {
        self.field = field
        self.message = message
        self.choices = choices
    }

    var issues: FormIssues { FormIssues(field, .other(message)) }
}
