/// A day of the Gregorian calendar without time or zone: PostgreSQL's `date`.
public struct PostgresDate: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01, negative before.
    public var daysSince1970: Int64

    public init(daysSince1970: Int64) {
        self.daysSince1970 = daysSince1970
    }

    /// Nil when the calendar has no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), day >= 1, day <= Self.length(ofMonth: month, year: year),
            (-4712...5_874_896).contains(year)
        else { return nil }
        // Counting years from March puts the leap day last. http://howardhinnant.github.io/date_algorithms.html
        let shifted = Int64(month <= 2 ? year - 1 : year)
        let (era, yearOfEra) = shifted.flooredDivision(by: 400)
        let dayOfYear = Int64((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1)
        daysSince1970 =
            era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Reads `2026-11-21`; nil when it is no such day.
    public init?(_ text: String) {
        var reader = DigitReader(text)
        guard let date = reader.date(), reader.isAtEnd else { return nil }
        self = date
    }

    public var year: Int { parts.year }
    public var month: Int { parts.month }
    public var day: Int { parts.day }

    private var parts: (year: Int, month: Int, day: Int) {
        let (era, dayOfEra) = (daysSince1970 + 719_468).flooredDivision(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0), Int(month), Int(day))
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    public static func < (left: PostgresDate, right: PostgresDate) -> Bool {
        left.daysSince1970 < right.daysSince1970
    }
}

extension PostgresDate: CustomStringConvertible, Codable {
    /// `2026-11-21`.
    public var description: String {
        let (year, month, day) = parts
        return "\(year < 0 ? "-" : "")\(padded(abs(year), 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let date = PostgresDate(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no date")
        }
        self = date
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension PostgresDate: PostgresCodable {
    /// PostgreSQL counts from 2000-01-01.
    private static let epoch: Int64 = 10_957

    public static var postgresType: PostgresType { .date }

    public var postgresValue: PostgresValue {
        // Int32.min and .max mean -infinity and infinity there.
        let bound = Int64(Int32.max) - 1
        let days = max(-bound, min(bound, max(-bound, daysSince1970) - Self.epoch))
        return PostgresValue(.date, .four(UInt32(bitPattern: Int32(days))))
    }

    public static func decode(_ cell: PostgresCell) throws -> PostgresDate {
        guard cell.type == .date else { throw cell.mismatch(PostgresDate.self) }
        let days = try cell.integer(Int32.self, as: PostgresDate.self)
        guard days != .max, days != .min else {
            throw cell.mismatch(PostgresDate.self, because: "the value is infinite")
        }
        return PostgresDate(daysSince1970: Int64(days) + epoch)
    }
}

/// Reads the digits of dates and times.
struct DigitReader {
    private var rest: Substring.UTF8View

    init(_ text: String) {
        rest = text[...].utf8
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(oneOf characters: StaticString) -> Bool {
        guard let first = rest.first else { return false }
        let found = characters.withUTF8Buffer { $0.contains(first) }
        if found { rest.removeFirst() }
        return found
    }

    /// A number of exactly so many digits.
    mutating func number(_ digits: Int) -> Int64? {
        guard rest.count >= digits else { return nil }
        var value: Int64 = 0
        for byte in rest.prefix(digits) {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int64(byte - 0x30)
        }
        rest.removeFirst(digits)
        return value
    }

    mutating func date() -> PostgresDate? {
        guard let year = number(4), skip(oneOf: "-"), let month = number(2), skip(oneOf: "-"),
            let day = number(2)
        else { return nil }
        return PostgresDate(year: Int(year), month: Int(month), day: Int(day))
    }

    /// Microseconds from the digits after the point; nil without a digit.
    mutating func fraction() -> Int64? {
        var value: Int64 = 0
        var digits = 0
        while let digit = number(1) {
            digits += 1
            if digits <= 6 { value = value * 10 + digit }
        }
        guard digits > 0 else { return nil }
        for _ in 0..<max(0, 6 - digits) { value *= 10 }
        return value
    }

    /// Seconds east of UTC.
    mutating func offset() -> Int64? {
        if skip(oneOf: "Zz") { return 0 }
        let sign: Int64
        if skip(oneOf: "+") { sign = 1 } else if skip(oneOf: "-") { sign = -1 } else { return nil }
        guard let hours = number(2), hours < 24, skip(oneOf: ":"), let minutes = number(2), minutes < 60
        else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }
}

extension Int64 {
    /// Quotient and remainder, the remainder never negative.
    func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

/// Digits with zeros in front.
func padded(_ value: some BinaryInteger, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
