import Foundation
import Kernel
import Postgres

extension Form {
    /// The instant that a field for a day and one for a time mean in a zone.
    ///
    /// - Throws: `FormIssues` for what is no time, and for one that the clocks skip or show twice.
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
                throw FormIssues(
                    time,
                    .other(
                        "The clocks show this time twice, as \(words.full(first)) and \(words.full(second)). "
                            + "Enter a time outside of that hour."))
            case .unreadable: throw Self.unreadable(day)
            }
        }
    }

    private static func unreadable(_ day: String) -> FormIssues {
        FormIssues(day, .other("Enter the day and the time, like 2026-11-30 and 09:00."))
    }
}
