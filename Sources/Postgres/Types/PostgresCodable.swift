/// Something that can be bound to a statement.
///
/// A type with a raw value of such a type needs no more than the conformance:
/// `struct ArticleID: RawRepresentable, PostgresCodable { let rawValue: UUID }`.
public protocol PostgresEncodable: Sendable {
    /// The type that is announced to the server, for NULL too.
    static var postgresType: PostgresType { get }
    /// The type announced for an array of these.
    static var postgresArrayType: PostgresType { get }
    var postgresValue: PostgresValue { get }
    /// The form of an array; only bytes differ from the default.
    static func postgresArray(_ elements: [Self]) -> PostgresValue
}

/// Something that can be read from a column.
public protocol PostgresDecodable: Sendable {
    /// Reads a cell that is not NULL.
    static func decode(_ cell: PostgresCell) throws -> Self
    /// Stands for NULL; throws unless the type has a place for it.
    static func decodeNull(_ cell: PostgresCell) throws -> Self
    /// Reads an array of these; only bytes differ from the default.
    static func decodeArray(_ cell: PostgresCell) throws -> [Self]
}

public typealias PostgresCodable = PostgresEncodable & PostgresDecodable

extension PostgresEncodable {
    public static var postgresArrayType: PostgresType { postgresType.arrayType }

    public static func postgresArray(_ elements: [Self]) -> PostgresValue {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(20 + elements.count * 12)
        bytes.append(bigEndian: Int32(elements.isEmpty ? 0 : 1))
        let flags = bytes.count
        bytes.append(bigEndian: Int32(0))
        bytes.append(bigEndian: postgresType.oid)
        if !elements.isEmpty {
            bytes.append(bigEndian: Int32(truncatingIfNeeded: elements.count))
            bytes.append(bigEndian: Int32(1))
        }
        for element in elements {
            let value = element.postgresValue
            if value.isNull { bytes[flags + 3] = 1 }
            value.writeWithLength(to: &bytes)
        }
        return PostgresValue(postgresArrayType, .bytes(bytes))
    }
}

extension PostgresDecodable {
    public static func decodeNull(_ cell: PostgresCell) throws -> Self {
        throw cell.mismatch(Self.self, because: "the value is NULL")
    }

    public static func decodeArray(_ cell: PostgresCell) throws -> [Self] {
        var elements: [Self] = []
        try cell.forEachElement { element in
            elements.append(try element.decode(Self.self))
        }
        return elements
    }
}

extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
    public static var postgresType: PostgresType { Wrapped.postgresType }
    public static var postgresArrayType: PostgresType { Wrapped.postgresArrayType }
    public var postgresValue: PostgresValue { self?.postgresValue ?? .null(Wrapped.postgresType) }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    public static func decode(_ cell: PostgresCell) throws -> Wrapped? { try Wrapped.decode(cell) }
    public static func decodeNull(_ cell: PostgresCell) throws -> Wrapped? { nil }
}

/// An array of one dimension; `[UInt8]` is `bytea`.
extension Array: PostgresEncodable where Element: PostgresEncodable {
    public static var postgresType: PostgresType { Element.postgresArrayType }
    public var postgresValue: PostgresValue { Element.postgresArray(self) }
}

extension Array: PostgresDecodable where Element: PostgresDecodable {
    public static func decode(_ cell: PostgresCell) throws -> [Element] { try Element.decodeArray(cell) }
}

extension RawRepresentable where Self: PostgresEncodable, RawValue: PostgresEncodable {
    public static var postgresType: PostgresType { RawValue.postgresType }
    public static var postgresArrayType: PostgresType { RawValue.postgresArrayType }
    public var postgresValue: PostgresValue { rawValue.postgresValue }
}

extension RawRepresentable where Self: PostgresDecodable, RawValue: PostgresDecodable {
    public static func decode(_ cell: PostgresCell) throws -> Self {
        guard let value = Self(rawValue: try RawValue.decode(cell)) else {
            throw cell.mismatch(Self.self, because: "the value is none of its cases")
        }
        return value
    }
}
