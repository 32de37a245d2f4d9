/// A decimal number of any precision: PostgreSQL's `numeric`, kept as the text of its digits.
public struct PostgresDecimal: Hashable, Sendable {
    /// `-12.50`, or `NaN`, `Infinity`, `-Infinity`.
    public let text: String

    /// Reads an optional sign, digits and an optional fraction; nil for anything else.
    public init?(_ text: String) {
        guard Digits(text) != nil || ["NaN", "Infinity", "-Infinity"].contains(text) else { return nil }
        self.text = text
    }

    public init(_ value: Int) {
        text = String(value)
    }

    private init(verbatim text: String) {
        self.text = text
    }
}

extension PostgresDecimal: CustomStringConvertible, ExpressibleByIntegerLiteral, Codable {
    public var description: String { text }

    public init(integerLiteral value: Int) {
        self.init(value)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = PostgresDecimal(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no decimal number")
        }
        self = value
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// The digits of a decimal number, without sign and point.
private struct Digits {
    var isNegative = false
    var whole: [UInt8] = []
    var fraction: [UInt8] = []

    init?(_ text: String) {
        var rest = text[...].utf8
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
            isNegative = rest.removeFirst() == UInt8(ascii: "-")
        }
        var seenPoint = false
        for byte in rest {
            switch byte {
            case 0x30...0x39:
                if seenPoint { fraction.append(byte - 0x30) } else { whole.append(byte - 0x30) }
            case UInt8(ascii: ".") where !seenPoint: seenPoint = true
            default: return nil
            }
        }
        // The wire format counts in 16 bits; PostgreSQL itself stops at these lengths.
        guard !whole.isEmpty, whole.count <= 131_072, fraction.count <= 16_383 else { return nil }
        guard !seenPoint || !fraction.isEmpty else { return nil }
    }
}

extension PostgresDecimal: PostgresCodable {
    private static let negative: UInt16 = 0x4000
    private static let notANumber: UInt16 = 0xC000
    private static let positiveInfinity: UInt16 = 0xD000
    private static let negativeInfinity: UInt16 = 0xF000

    public static var postgresType: PostgresType { .numeric }

    // Four 16-bit numbers (count of groups, weight of the first, sign, digits after the point), then groups of
    // four decimal digits: src/backend/utils/adt/numeric.c, numeric_send.
    public var postgresValue: PostgresValue {
        var bytes: [UInt8] = []
        guard let digits = Digits(text) else {
            let sign =
                switch text {
                case "Infinity": Self.positiveInfinity
                case "-Infinity": Self.negativeInfinity
                default: Self.notANumber
                }
            for part in [0, 0, sign, 0] { bytes.append(bigEndian: part) }
            return PostgresValue(.numeric, .bytes(bytes))
        }
        let padding = (4 - digits.whole.count % 4) % 4
        var all = [UInt8](repeating: 0, count: padding) + digits.whole + digits.fraction
        all += [UInt8](repeating: 0, count: (4 - all.count % 4) % 4)
        var groups = stride(from: 0, to: all.count, by: 4).map { start in
            all[start..<start + 4].reduce(UInt16(0)) { $0 * 10 + UInt16($1) }
        }
        var weight = (digits.whole.count + padding) / 4 - 1
        while groups.first == 0 {
            groups.removeFirst()
            weight -= 1
        }
        while groups.last == 0 { groups.removeLast() }
        if groups.isEmpty { weight = 0 }
        bytes.append(bigEndian: UInt16(groups.count))
        bytes.append(bigEndian: Int16(weight))
        bytes.append(bigEndian: digits.isNegative && !groups.isEmpty ? Self.negative : 0)
        bytes.append(bigEndian: UInt16(digits.fraction.count))
        for group in groups { bytes.append(bigEndian: group) }
        return PostgresValue(.numeric, .bytes(bytes))
    }

    public static func decode(_ cell: PostgresCell) throws -> PostgresDecimal {
        switch cell.type {
        case .int2, .int4, .int8: return PostgresDecimal(verbatim: String(try cell.anyInteger(as: Self.self)))
        case .numeric: break
        default: throw cell.mismatch(PostgresDecimal.self)
        }
        guard let bytes = cell.bytes else { throw cell.mismatch(PostgresDecimal.self) }
        var reader = ByteReader(bytes)
        guard let count = reader.int16(), let weight = reader.int16(), let sign = reader.int16(),
            let scale = reader.int16()
        else { throw cell.mismatch(PostgresDecimal.self) }
        switch UInt16(bitPattern: sign) {
        case notANumber: return PostgresDecimal(verbatim: "NaN")
        case positiveInfinity: return PostgresDecimal(verbatim: "Infinity")
        case negativeInfinity: return PostgresDecimal(verbatim: "-Infinity")
        default: break
        }
        var whole = ""
        var fraction = ""
        if weight < -1 { fraction = String(repeating: "0000", count: -1 - Int(weight)) }
        for position in 0..<max(Int(count), Int(weight) + 1) {
            let group = position < Int(count) ? (reader.int16() ?? 0) : 0
            if position <= Int(weight) {
                whole += whole.isEmpty ? String(group) : padded(group, 4)
            } else {
                fraction += padded(group, 4)
            }
        }
        if fraction.utf8.count < Int(scale) {
            fraction += String(repeating: "0", count: Int(scale) - fraction.utf8.count)
        }
        var text = UInt16(bitPattern: sign) == negative ? "-" : ""
        text += whole.isEmpty ? "0" : whole
        if scale > 0 { text += "." + fraction.prefix(Int(scale)) }
        return PostgresDecimal(verbatim: text)
    }
}
