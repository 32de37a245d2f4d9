import Foundation

extension Bool: PostgresCodable {
    public static var postgresType: PostgresType { .bool }
    public var postgresValue: PostgresValue { PostgresValue(.bool, .one(self ? 1 : 0)) }

    public static func decode(_ cell: PostgresCell) throws -> Bool {
        guard cell.type == .bool else { throw cell.mismatch(Bool.self) }
        return try cell.integer(UInt8.self, as: Bool.self) != 0
    }
}

extension PostgresCell {
    /// Any integer column, and a numeric without fraction (the sum of bigints is one).
    @inline(__always)
    func anyInteger(as wanted: Any.Type) throws -> Int64 {
        switch type {
        case .int8: return try integer(Int64.self, as: wanted)
        case .int4: return Int64(try integer(Int32.self, as: wanted))
        case .int2: return Int64(try integer(Int16.self, as: wanted))
        case .oid: return Int64(try integer(UInt32.self, as: wanted))
        case .numeric:
            guard let value = Int64(try PostgresDecimal.decode(self).text) else {
                throw mismatch(wanted, because: "the value is not a whole number in range")
            }
            return value
        default: throw mismatch(wanted)
        }
    }

    @inline(__always)
    func narrowed<Integer: FixedWidthInteger>(_ wanted: Integer.Type) throws -> Integer {
        guard let value = Integer(exactly: try anyInteger(as: wanted)) else {
            throw mismatch(wanted, because: "the value is out of range")
        }
        return value
    }
}

extension Int: PostgresCodable {
    public static var postgresType: PostgresType { .int8 }
    public var postgresValue: PostgresValue { PostgresValue(.int8, .eight(UInt64(bitPattern: Int64(self)))) }
    public static func decode(_ cell: PostgresCell) throws -> Int { try cell.narrowed(Int.self) }
}

extension Int64: PostgresCodable {
    public static var postgresType: PostgresType { .int8 }
    public var postgresValue: PostgresValue { PostgresValue(.int8, .eight(UInt64(bitPattern: self))) }
    public static func decode(_ cell: PostgresCell) throws -> Int64 { try cell.anyInteger(as: Int64.self) }
}

extension Int32: PostgresCodable {
    public static var postgresType: PostgresType { .int4 }
    public var postgresValue: PostgresValue { PostgresValue(.int4, .four(UInt32(bitPattern: self))) }
    public static func decode(_ cell: PostgresCell) throws -> Int32 { try cell.narrowed(Int32.self) }
}

extension Int16: PostgresCodable {
    public static var postgresType: PostgresType { .int2 }
    public var postgresValue: PostgresValue { PostgresValue(.int2, .two(UInt16(bitPattern: self))) }
    public static func decode(_ cell: PostgresCell) throws -> Int16 { try cell.narrowed(Int16.self) }
}

/// A byte travels as `smallint`, an array of bytes as `bytea`.
extension UInt8: PostgresCodable {
    public static var postgresType: PostgresType { .int2 }
    public static var postgresArrayType: PostgresType { .bytea }
    public var postgresValue: PostgresValue { PostgresValue(.int2, .two(UInt16(self))) }
    public static func postgresArray(_ elements: [UInt8]) -> PostgresValue {
        PostgresValue(.bytea, .bytes(elements))
    }

    public static func decode(_ cell: PostgresCell) throws -> UInt8 { try cell.narrowed(UInt8.self) }
    public static func decodeArray(_ cell: PostgresCell) throws -> [UInt8] {
        guard cell.type == .bytea, let bytes = cell.bytes else { throw cell.mismatch([UInt8].self) }
        return Array(bytes)
    }
}

extension Data: PostgresCodable {
    public static var postgresType: PostgresType { .bytea }
    public var postgresValue: PostgresValue { PostgresValue(.bytea, .bytes(Array(self))) }
    public static func decode(_ cell: PostgresCell) throws -> Data {
        guard cell.type == .bytea, let bytes = cell.bytes else { throw cell.mismatch(Data.self) }
        return Data(bytes)
    }
}

extension Double: PostgresCodable {
    public static var postgresType: PostgresType { .float8 }
    public var postgresValue: PostgresValue { PostgresValue(.float8, .eight(bitPattern)) }

    public static func decode(_ cell: PostgresCell) throws -> Double {
        switch cell.type {
        case .float8: return Double(bitPattern: try cell.integer(UInt64.self, as: Double.self))
        case .float4: return Double(Float(bitPattern: try cell.integer(UInt32.self, as: Double.self)))
        case .int2, .int4: return Double(try cell.anyInteger(as: Double.self))
        case .numeric:
            guard let value = Double(try PostgresDecimal.decode(cell).text) else {
                throw cell.mismatch(Double.self)
            }
            return value
        default: throw cell.mismatch(Double.self)
        }
    }
}

extension Float: PostgresCodable {
    public static var postgresType: PostgresType { .float4 }
    public var postgresValue: PostgresValue { PostgresValue(.float4, .four(bitPattern)) }
    public static func decode(_ cell: PostgresCell) throws -> Float {
        guard cell.type == .float4 else { throw cell.mismatch(Float.self) }
        return Float(bitPattern: try cell.integer(UInt32.self, as: Float.self))
    }
}

/// `text`. A column of another textual type (`varchar`, `name`, `json`, an enumeration…) is read as well.
extension String: PostgresCodable {
    public static var postgresType: PostgresType { .text }
    public var postgresValue: PostgresValue { PostgresValue(.text, .text(self)) }

    public static func decode(_ cell: PostgresCell) throws -> String {
        switch cell.type {
        case .text, .varchar, .name, .bpchar, .char, .json, .xml, .unknown: return cell.string
        case .jsonb: return try PostgresJSON.decode(cell).text
        // Object ids from 16384 on belong to types made by users: enumerations, citext and the like.
        case let type where type.oid >= 16384: return cell.string
        default:
            throw cell.mismatch(String.self, because: "cast it to text in the statement")
        }
    }
}

extension UUID: PostgresCodable {
    public static var postgresType: PostgresType { .uuid }
    public var postgresValue: PostgresValue { PostgresValue(.uuid, .uuid(self)) }
    public static func decode(_ cell: PostgresCell) throws -> UUID {
        guard cell.type == .uuid else { throw cell.mismatch(UUID.self) }
        return UUID(uuid: try cell.fixed(16, as: UUID.self).loadUnaligned(as: uuid_t.self))
    }
}

/// `interval` of microseconds. Months have no length, so an interval with months cannot be read; a day is 24 hours.
extension Duration: PostgresCodable {
    public static var postgresType: PostgresType { .interval }

    public var postgresValue: PostgresValue {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16)
        bytes.append(bigEndian: wholeMicroseconds)
        bytes.append(bigEndian: Int64(0))
        return PostgresValue(.interval, .bytes(bytes))
    }

    public static func decode(_ cell: PostgresCell) throws -> Duration {
        guard cell.type == .interval else { throw cell.mismatch(Duration.self) }
        let bytes = try cell.fixed(16, as: Duration.self)
        let microseconds = Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
        let days = Int32(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: Int32.self))
        let months = Int32(bigEndian: bytes.loadUnaligned(fromByteOffset: 12, as: Int32.self))
        guard months == 0 else { throw cell.mismatch(Duration.self, because: "it has months") }
        return .microseconds(microseconds) + .seconds(Int64(days) * 86400)
    }

    /// Rounded towards zero; at the ends of the range when it does not fit.
    var wholeMicroseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        guard !overflow else { return seconds < 0 ? .min : .max }
        let (sum, overflowed) = product.addingReportingOverflow(attoseconds / 1_000_000_000_000)
        return overflowed ? (seconds < 0 ? .min : .max) : sum
    }
}
