import Foundation
import Kernel
import Postgres

/// A time to come as somebody typed it into a form: a day and a time in their own zone, and the instant that it means.
public struct Schedule: Sendable, Equatable {
    public let instant: Instant
    /// As typed, `2026-11-30T09:00`, kept beside the instant.
    public let local: String
    /// The IANA name of the zone that it was typed in.
    public let zone: String

    public init(instant: Instant, local: String, zone: String) {
        self.instant = instant
        self.local = local
        self.zone = zone
    }
}

extension Form {
    static let first = "first"
    static let second = "second"

    /// The field that tells which instant a time means that the clocks show twice.
    static func turn(of time: String) -> String { "\(time)_turn" }

    /// The instants of a time that the clocks show twice; nil for every other time.
    func twice(day: String, time: String, in zone: TimeZone) -> (first: Instant, second: Instant)? {
        do throws(LocalTimeProblem) {
            _ = try LocalTime("\(self[day])T\(self[time])")?.instant(in: zone)
        } catch {
            if case .ambiguous(let first, let second) = error { return (first, second) }
        }
        return nil
    }

    /// The instant that a field for a day and one for a time mean in a zone.
    ///
    /// - Throws: `FormIssues` for what is no time, for one that the clocks skip, and for one that they show twice where
    ///   nobody chose which (`Visit.time`).
    public func instant(day: String, time: String, in zone: TimeZone) throws(FormIssues) -> Instant {
        guard let local = LocalTime("\(self[day])T\(self[time])") else { throw Self.unreadable(day) }
        let words = TimeText(zone: zone)
        do throws(LocalTimeProblem) {
            return try local.instant(in: zone)
        } catch {
            switch error {
            case .doesNotExist(let before, let after):
                throw FormIssues(
                    time,
                    .other(
                        "The clocks skip this time. Enter \(words.time(before)) or \(words.time(after)) instead."
                    ))
            case .ambiguous(let first, let second):
                if self[Self.turn(of: time)] == Self.first { return first }
                if self[Self.turn(of: time)] == Self.second { return second }
                throw FormIssues(
                    time,
                    .other(
                        "The clocks show this time twice, as \(words.full(first)) and \(words.full(second)). "
                            + "Choose one of them."))
            case .unreadable: throw Self.unreadable(day)
            }
        }
    }

    /// Reads a day and a time from two fields.
    ///
    /// - Parameters:
    ///   - day: the name of the field with the day.
    ///   - time: the name of the field with the time.
    ///   - zone: the zone in which they were typed.
    ///   - now: the instant that it must come after.
    /// - Returns: the time, with the instant that it is.
    /// - Throws: `FormIssues` at the field to mend: nothing that is a time, one that the clocks skip or show twice, one
    ///   that is over.
    public func schedule(
        day: String, time: String, in zone: TimeZone, after now: Instant
    ) throws(FormIssues) -> Schedule {
        let instant = try instant(day: day, time: time, in: zone)
        guard instant > now else {
            throw FormIssues(day, .other("Enter a time that is still to come."))
        }
        return Schedule(instant: instant, local: "\(self[day])T\(self[time])", zone: zone.identifier)
    }

    private static func unreadable(_ day: String) -> FormIssues {
        FormIssues(day, .other("Enter the day and the time, like 2026-11-30 and 09:00."))
    }
}
