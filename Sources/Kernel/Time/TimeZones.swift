import Foundation
import Postgres

/// A local time that names no single instant, and what to offer instead.
public enum LocalTimeProblem: Error, Equatable, Sendable {
    /// The clocks skip it; the nearest times that exist are these.
    case doesNotExist(before: Instant, after: Instant)
    /// The clocks show it twice.
    case ambiguous(first: Instant, second: Instant)
    /// The text is not `YYYY-MM-DDTHH:MM`, or not a day of the calendar.
    case unreadable
}

/// A time as a person writes it, without a zone: what an editor typed is kept beside the instant it meant.
public struct LocalTime: Hashable, Sendable {
    public let year: Int
    public let month: Int
    public let day: Int
    public let hour: Int
    public let minute: Int

    public init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
    }

    /// Reads `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`, the forms of HTML's date and time fields.
    public init?(_ text: String) {
        let halves = text.split(separator: "T", omittingEmptySubsequences: false)
        guard halves.count <= 2, let date = Self.numbers(halves[0], "-", [4, 2, 2]) else { return nil }
        var time = [0, 0]
        if halves.count == 2 {
            guard let parsed = Self.numbers(halves[1], ":", [2, 2]) else { return nil }
            time = parsed
        }
        guard (1...12).contains(date[1]), (0...23).contains(time[0]), (0...59).contains(time[1]) else {
            return nil
        }
        self.init(year: date[0], month: date[1], day: date[2], hour: time[0], minute: time[1])
        guard (1...Self.days(in: month, of: year)).contains(day) else { return nil }
    }

    private static func numbers(_ text: Substring, _ separator: Character, _ widths: [Int]) -> [Int]? {
        let parts = text.split(separator: separator, omittingEmptySubsequences: false)
        guard parts.map(\.count) == widths else { return nil }
        let numbers = parts.compactMap { part in
            part.allSatisfy { $0.isASCII && $0.isNumber } ? Int(part) : nil
        }
        return numbers.count == widths.count ? numbers : nil
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        default: 31
        }
    }

    /// The instant that this time is in `zone`.
    ///
    /// Both edges of daylight saving time are the caller's to answer: a time that the clocks skip and a time that
    /// they show twice are thrown with the choices, never guessed.
    public func instant(in zone: TimeZone) throws(LocalTimeProblem) -> Instant {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = DateComponents(year: year, month: month, day: day, hour: hour, minute: minute)
        guard let asIfUTC = calendar.date(from: parts) else { throw .unreadable }

        // Every offset in force within a day of it is a candidate; those that lead back to the same wall clock count.
        let day = 86_400.0
        let offsets = Set([-day, 0, day].map { zone.secondsFromGMT(for: asIfUTC.addingTimeInterval($0)) })
        let candidates = offsets.map { asIfUTC.addingTimeInterval(-Double($0)) }
        let real = candidates.filter { date in
            asIfUTC == date.addingTimeInterval(Double(zone.secondsFromGMT(for: date)))
        }.sorted()

        switch real.count {
        case 1: return Instant(real[0])
        case 2...: throw .ambiguous(first: Instant(real[0]), second: Instant(real[real.count - 1]))
        default:
            // In the gap both offsets overshoot: the smaller candidate lies before the change, the larger after it.
            guard let earliest = candidates.min(),
                let change = zone.nextDaylightSavingTimeTransition(after: earliest.addingTimeInterval(-day))
            else { throw .unreadable }
            throw .doesNotExist(
                before: Instant(change.addingTimeInterval(-60)), after: Instant(change))
        }
    }
}
