import Foundation

/// A point in time to the microsecond, which is what PostgreSQL's `timestamptz` keeps.
public struct Instant: Hashable, Comparable, Sendable {
    /// Microseconds since 1970-01-01T00:00:00Z.
    public var microseconds: Int64

    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// The instant of a date, rounded to the nearest microsecond.
    public init(_ date: Date) {
        let scaled = (date.timeIntervalSince1970 * 1_000_000).rounded()
        // Bounds that a Double holds exactly; Int64.max itself is not one of them.
        microseconds = Int64(max(-9.2e18, min(9.2e18, scaled)))
    }

    /// The same point in time, to the precision that a date of its size has.
    public var date: Date {
        Date(timeIntervalSince1970: Double(microseconds) / 1_000_000)
    }

    public static func < (left: Instant, right: Instant) -> Bool {
        left.microseconds < right.microseconds
    }

    public static func + (instant: Instant, duration: Duration) -> Instant {
        Instant(microseconds: instant.microseconds.addingSaturated(duration.wholeMicroseconds))
    }

    public static func - (instant: Instant, duration: Duration) -> Instant {
        Instant(microseconds: instant.microseconds.subtractingSaturated(duration.wholeMicroseconds))
    }

    public static func - (left: Instant, right: Instant) -> Duration {
        .microseconds(left.microseconds.subtractingSaturated(right.microseconds))
    }

    public static func += (instant: inout Instant, duration: Duration) {
        instant = instant + duration
    }

    public static func -= (instant: inout Instant, duration: Duration) {
        instant = instant - duration
    }
}

extension Int64 {
    fileprivate func addingSaturated(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }

    fileprivate func subtractingSaturated(_ other: Int64) -> Int64 {
        let (difference, overflow) = subtractingReportingOverflow(other)
        return overflow ? (other < 0 ? .max : .min) : difference
    }
}

extension Instant: PostgresCodable {
    /// PostgreSQL counts from 2000-01-01.
    private static let epoch: Int64 = 946_684_800_000_000

    public static var postgresType: PostgresType { .timestamptz }

    public var postgresValue: PostgresValue {
        // Int64.min and .max mean -infinity and infinity there; an instant beyond the range must not become one.
        let shifted = microseconds.subtractingSaturated(Self.epoch)
        let finite = max(.min + 1, min(.max - 1, shifted))
        return PostgresValue(.timestamptz, .eight(UInt64(bitPattern: finite)))
    }

    public static func decode(_ cell: PostgresCell) throws -> Instant {
        guard cell.type == .timestamptz else { throw cell.mismatch(Instant.self) }
        let value = try cell.integer(Int64.self, as: Instant.self)
        guard value != .max, value != .min else {
            throw cell.mismatch(Instant.self, because: "the value is infinite")
        }
        return Instant(microseconds: value + epoch)
    }
}

extension Instant: CustomStringConvertible, Codable {
    /// RFC 3339 in UTC: `2026-11-21T04:00:00.123456Z`, without a fraction when it is zero.
    public var description: String {
        let (seconds, fraction) = microseconds.flooredDivision(by: 1_000_000)
        let (days, clock) = seconds.flooredDivision(by: 86_400)
        let date = PostgresDate(daysSince1970: days)
        var text = date.description
        text += "T\(padded(clock / 3600, 2)):\(padded(clock / 60 % 60, 2)):\(padded(clock % 60, 2))"
        if fraction != 0 { text += ".\(padded(fraction, 6))" }
        return text + "Z"
    }

    /// Reads RFC 3339 with any offset; digits beyond the microsecond are dropped. Nil when it is no such time.
    public init?(rfc3339 text: String) {
        var reader = DigitReader(text)
        guard let date = reader.date(), reader.skip(oneOf: "Tt "),
            let hour = reader.number(2), hour < 24, reader.skip(oneOf: ":"),
            let minute = reader.number(2), minute < 60, reader.skip(oneOf: ":"),
            let second = reader.number(2), second < 60
        else { return nil }
        var fraction: Int64 = 0
        if reader.skip(oneOf: ".") {
            guard let digits = reader.fraction() else { return nil }
            fraction = digits
        }
        guard let offset = reader.offset(), reader.isAtEnd else { return nil }
        let seconds = date.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second - offset
        microseconds = seconds * 1_000_000 + fraction
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let instant = Instant(rfc3339: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no RFC 3339 time")
        }
        self = instant
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
