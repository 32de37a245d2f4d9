/// A range of PostgreSQL: `tstzrange` of instants, `daterange` of dates, `int8range` of integers, `numrange`.
public struct PostgresRange<Bound: PostgresCodable & Comparable & Hashable>: Hashable, Sendable {
    /// Where it begins; nil when it has no beginning, or is empty.
    public var lower: Bound?
    /// Where it ends; nil when it has no end, or is empty.
    public var upper: Bound?
    public var lowerInclusive: Bool
    public var upperInclusive: Bool
    /// True for the range that holds nothing, which has no bounds.
    public var isEmpty: Bool

    /// A range from `lower` to `upper`, of the form `[)` unless said otherwise. Bounds in the wrong order are
    /// refused by the server.
    public init(
        from lower: Bound?, to upper: Bound? = nil, lowerInclusive: Bool = true, upperInclusive: Bool = false
    ) {
        self.lower = lower
        self.upper = upper
        self.lowerInclusive = lower != nil && lowerInclusive
        self.upperInclusive = upper != nil && upperInclusive
        isEmpty = false
    }

    /// The range that holds nothing.
    public static var empty: PostgresRange {
        var range = PostgresRange(from: nil)
        range.isEmpty = true
        return range
    }

    public func contains(_ value: Bound) -> Bool {
        guard !isEmpty else { return false }
        if let lower, lowerInclusive ? value < lower : value <= lower { return false }
        if let upper, upperInclusive ? value > upper : value >= upper { return false }
        return true
    }
}

extension PostgresRange: CustomStringConvertible {
    public var description: String {
        guard !isEmpty else { return "empty" }
        let from = lower.map { "\($0)" } ?? ""
        let to = upper.map { "\($0)" } ?? ""
        return "\(lowerInclusive ? "[" : "(")\(from),\(to)\(upperInclusive ? "]" : ")")"
    }
}

// Bits of the first byte: src/include/utils/rangetypes.h.
private enum Flag {
    static let empty: UInt8 = 0x01
    static let lowerInclusive: UInt8 = 0x02
    static let upperInclusive: UInt8 = 0x04
    static let lowerInfinite: UInt8 = 0x08
    static let upperInfinite: UInt8 = 0x10
}

extension PostgresRange: PostgresCodable {
    public static var postgresType: PostgresType { Bound.postgresType.rangeType }

    public var postgresValue: PostgresValue {
        guard !isEmpty else { return PostgresValue(Self.postgresType, .bytes([Flag.empty])) }
        var flags: UInt8 = 0
        if lower == nil {
            flags |= Flag.lowerInfinite
        } else if lowerInclusive {
            flags |= Flag.lowerInclusive
        }
        if upper == nil {
            flags |= Flag.upperInfinite
        } else if upperInclusive {
            flags |= Flag.upperInclusive
        }
        var bytes = [flags]
        lower?.postgresValue.writeWithLength(to: &bytes)
        upper?.postgresValue.writeWithLength(to: &bytes)
        return PostgresValue(Self.postgresType, .bytes(bytes))
    }

    public static func decode(_ cell: PostgresCell) throws -> PostgresRange {
        guard let boundType = cell.type.boundType, let bytes = cell.bytes else {
            throw cell.mismatch(PostgresRange.self)
        }
        var reader = ByteReader(bytes)
        guard let flags = reader.byte() else { throw cell.mismatch(PostgresRange.self) }
        guard flags & Flag.empty == 0 else { return .empty }
        func bound(unless infinite: UInt8) throws -> Bound? {
            guard flags & infinite == 0 else { return nil }
            guard let part = reader.part() else { throw cell.mismatch(PostgresRange.self) }
            return try PostgresCell(type: boundType, column: cell.column, bytes: part.bytes).decode(
                Bound.self)
        }
        return PostgresRange(
            from: try bound(unless: Flag.lowerInfinite),
            to: try bound(unless: Flag.upperInfinite),
            lowerInclusive: flags & Flag.lowerInclusive != 0,
            upperInclusive: flags & Flag.upperInclusive != 0)
    }
}
