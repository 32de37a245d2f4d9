import Foundation

/// A day of the calendar, in UTC.
public struct DemoDay: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1970-01-01.
    public let number: Int

    public init(number: Int) {
        self.number = number
    }

    public init(_ date: Date) {
        self.init(number: Int((date.timeIntervalSince1970 / 86_400).rounded(.down)))
    }

    /// The instant at which it begins.
    public var date: Date { Date(timeIntervalSince1970: Double(number) * 86_400) }

    public var year: Int { civil.year }

    /// "2026-11-21".
    public var description: String {
        let (year, month, day) = civil
        return "\(year)-\(Self.twoDigits(month))-\(Self.twoDigits(day))"
    }

    /// "Nov 21, 2026".
    public var spoken: String {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let (year, month, day) = civil
        return "\(months[month - 1]) \(day), \(year)"
    }

    public static func + (day: DemoDay, days: Int) -> DemoDay { DemoDay(number: day.number + days) }
    public static func - (day: DemoDay, days: Int) -> DemoDay { DemoDay(number: day.number - days) }
    public static func < (left: DemoDay, right: DemoDay) -> Bool { left.number < right.number }

    /// Year, month and day without Foundation's calendar, which is too slow for a million of them.
    /// Source: https://howardhinnant.github.io/date_algorithms.html#civil_from_days
    private var civil: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
