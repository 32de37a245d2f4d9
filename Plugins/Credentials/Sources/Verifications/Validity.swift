import Foundation
import Kernel
import Postgres

/// Until when a badge may stand.
enum Validity {
    /// The earlier of two ends: of the license's last day according to the register, and of the last day on which
    /// the look-up is good.
    ///
    /// - Parameters:
    ///   - expiresOn: the license's last day; nil where the register gives none.
    ///   - checkedOn: the day of the look-up.
    ///   - policy: how many days a look-up is good, and the zone of these days.
    /// - Returns: the first instant at which the badge is gone.
    static func end(expiresOn: PostgresDate?, checkedOn: PostgresDate, policy: CredentialPolicy) -> Instant {
        let good = PostgresDate(daysSince1970: checkedOn.daysSince1970 + Int64(policy.validDays))
        let last = expiresOn.map { min($0, good) } ?? good
        return endOfDay(last, in: policy.zone)
    }

    /// The first instant of the next day, also where that day begins at one in the morning.
    static func endOfDay(_ day: PostgresDate, in zone: TimeZone) -> Instant {
        let next = PostgresDate(daysSince1970: day.daysSince1970 + 1)
        let midnight = LocalTime(year: next.year, month: next.month, day: next.day)
        do {
            return try midnight.instant(in: zone)
        } catch {
            switch error {
            case .doesNotExist(_, let after): return after
            case .ambiguous(let first, _): return first
            case .unreadable: return Instant(microseconds: next.daysSince1970 * 86_400_000_000)
            }
        }
    }

    /// An end as people say it: the last day where a day ends with it, else the instant.
    static func text(of end: Instant, in zone: TimeZone) -> String {
        let last = day(of: end - .microseconds(1), in: zone)
        return endOfDay(last, in: zone) == end
            ? "the end of \(last.short)" : TimeText(zone: zone).full(end)
    }

    /// The day that it is at an instant.
    static func day(of instant: Instant, in zone: TimeZone) -> PostgresDate {
        let offset = Int64(zone.secondsFromGMT(for: instant.date))
        let seconds = (Double(instant.microseconds) / 1_000_000).rounded(.down) + Double(offset)
        return PostgresDate(daysSince1970: Int64((seconds / 86_400).rounded(.down)))
    }
}

extension PostgresDate {
    /// `Mar 31, 2027`.
    var short: String {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return "\(months[month - 1]) \(day), \(year)"
    }
}
