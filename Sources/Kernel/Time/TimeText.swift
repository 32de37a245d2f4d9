import Foundation
import Postgres

/// Writes instants as American readers expect them, in one zone: `July 31, 2025`, `Nov 14, 2026, 4:00 PM`.
public struct TimeText: Sendable {
    public let zone: TimeZone

    public init(zone: TimeZone) {
        self.zone = zone
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

    private func parts(_ instant: Instant) -> DateComponents {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar.dateComponents(
            [.year, .month, .day, .hour, .minute, .weekday, .second], from: instant.date)
    }

    /// `July 31, 2025`.
    public func date(_ instant: Instant) -> String {
        let parts = parts(instant)
        return "\(Self.months[(parts.month ?? 1) - 1]) \(parts.day ?? 1), \(parts.year ?? 0)"
    }

    /// A day that has no instant, in the same form: `July 31, 2025`.
    public static func date(_ day: PostgresDate) -> String {
        "\(months[day.month - 1]) \(day.day), \(day.year)"
    }

    /// The same, shortened: `Jul 31, 2025`.
    public static func shortDate(_ day: PostgresDate) -> String {
        "\(months[day.month - 1].prefix(3)) \(day.day), \(day.year)"
    }

    /// `Jul 31, 2025`.
    public func shortDate(_ instant: Instant) -> String {
        let parts = parts(instant)
        return "\(Self.months[(parts.month ?? 1) - 1].prefix(3)) \(parts.day ?? 1), \(parts.year ?? 0)"
    }

    /// `4:00 PM`.
    public func time(_ instant: Instant) -> String {
        let parts = parts(instant)
        let hour = parts.hour ?? 0
        let minute = parts.minute ?? 0
        let shown = hour % 12 == 0 ? 12 : hour % 12
        return "\(shown):\(minute < 10 ? "0" : "")\(minute) \(hour < 12 ? "AM" : "PM")"
    }

    /// `Jul 31, 2025, 4:00 PM EDT`: the full instant with its zone, for hover texts and logs of decisions.
    public func full(_ instant: Instant) -> String {
        let style: NSTimeZone.NameStyle =
            zone.isDaylightSavingTime(for: instant.date) ? .shortDaylightSaving : .shortStandard
        let name = zone.localizedName(for: style, locale: Locale(identifier: "en_US")) ?? zone.identifier
        return "\(shortDate(instant)), \(time(instant)) \(name)"
    }

    /// The zone itself, to be said once where many times stand: `Eastern Time`.
    public var zoneName: String {
        zone.localizedName(for: .generic, locale: Locale(identifier: "en_US")) ?? zone.identifier
    }

    /// How a deadline reads from `now`: `in 40 min`, `today 4:00 PM`, `Mon 9:00 AM`, `Nov 14`, `40 min ago`.
    public func relative(_ instant: Instant, now: Instant) -> String {
        let minutes = Int((Double(instant.microseconds - now.microseconds) / 60_000_000).rounded())
        switch minutes {
        case 0: return "now"
        case 1..<60: return "in \(minutes) min"
        case -59..<0: return "\(-minutes) min ago"
        default: break
        }
        let (then, today) = (parts(instant), parts(now))
        if then.year == today.year, then.month == today.month, then.day == today.day {
            return "today \(time(instant))"
        }
        let days = Double(minutes) / 1_440
        if days > 0, days < 6 { return "\(Self.weekdays[(then.weekday ?? 1) - 1]) \(time(instant))" }
        let short = "\(Self.months[(then.month ?? 1) - 1].prefix(3)) \(then.day ?? 1)"
        return then.year == today.year ? short : "\(short), \(then.year ?? 0)"
    }
}
