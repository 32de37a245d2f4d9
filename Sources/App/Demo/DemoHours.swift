import DemoData
import Foundation
import Kernel
import Postgres

/// When things happened on a day, by the clock on the wall of the office.
struct DemoHours: Sendable {
    let now: Instant
    private let zone: TimeZone
    private let first: DemoDay
    /// Nine o'clock and midnight of the days from `first` on: asking the calendar for each row takes longer than
    /// all the rest of it.
    private let mornings: [Instant]
    private let midnights: [Instant]

    init(zone: TimeZone, now: Instant, today: DemoDay) {
        self.now = now
        self.zone = zone
        first = today - 800
        mornings = (0..<1_600).map { [first] in Self.instant(first + $0, hour: 9, in: zone) }
        midnights = (0..<1_600).map { [first] in Self.instant(first + $0, hour: 0, in: zone) }
    }

    /// Between nine and five, or a quarter of an hour ago where that is still to come.
    func atWork(_ day: DemoDay, chance: inout Chance) -> Instant {
        let seconds = chance.number(below: 8 * 3_600)
        return min(opening(of: day) + .seconds(seconds), now - .seconds(900))
    }

    /// Nine o'clock.
    func opening(of day: DemoDay) -> Instant {
        let index = day.number - first.number
        return mornings.indices.contains(index) ? mornings[index] : Self.instant(day, hour: 9, in: zone)
    }

    /// A whole hour of a day.
    func hour(_ hour: Int, of day: DemoDay) -> Instant { Self.instant(day, hour: hour, in: zone) }

    /// The instant at which a day is over.
    func end(of day: DemoDay) -> Instant {
        let index = day.number + 1 - first.number
        return midnights.indices.contains(index) ? midnights[index] : Self.instant(day + 1, hour: 0, in: zone)
    }

    /// The day that it is at an instant.
    func day(of instant: Instant) -> DemoDay {
        let date = instant.date
        return DemoDay(date.addingTimeInterval(Double(zone.secondsFromGMT(for: date))))
    }

    private static func instant(_ day: DemoDay, hour: Int, in zone: TimeZone) -> Instant {
        let utc = Instant(day.date)
        guard let date = LocalTime(day.description) else { return utc }
        let time = LocalTime(year: date.year, month: date.month, day: date.day, hour: hour)
        do throws(LocalTimeProblem) {
            return try time.instant(in: zone)
        } catch {
            return switch error {
            case .doesNotExist(_, let after): after
            case .ambiguous(let first, _): first
            case .unreadable: utc
            }
        }
    }
}
