import Foundation

/// Decodes a row into a `Decodable` type by the names of its columns.
struct RowDecoder: Decoder {
    let row: Row
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(RowContainer<Key>(row: row))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw PostgresError(.decoding, message: "a row decodes into a type with named properties")
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        throw PostgresError(
            .decoding, message: "a row decodes into a type with named properties; use value or values")
    }
}

private struct RowContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let row: Row
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { row.result.shape.columns.compactMap { Key(stringValue: $0.name) } }

    /// Always true: asking for a column that the statement does not return is a mistake, not an absent value.
    func contains(_ key: Key) -> Bool { true }

    func decodeNil(forKey key: Key) throws -> Bool {
        try row.cell(key.stringValue).bytes == nil
    }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try row.decode(type, key.stringValue) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String {
        try row.decode(type, key.stringValue)
    }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
        try row.decode(type, key.stringValue)
    }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try row.decode(type, key.stringValue) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try row.decode(type, key.stringValue) }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try row.decode(type, key.stringValue) }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try row.decode(type, key.stringValue) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try row.decode(type, key.stringValue) }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try row.decode(type, key.stringValue) }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try row.cell(key.stringValue).decodeAny(type)
    }

    // The column is looked for once, and not once more to see whether it is NULL.
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        try row.decode(String?.self, key.stringValue)
    }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
        try row.decode(Int?.self, key.stringValue)
    }
    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        let cell = try row.cell(key.stringValue)
        return cell.bytes == nil ? nil : try cell.decodeAny(type)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        throw PostgresError(.decoding, message: "column \(key.stringValue) is read as a whole")
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw PostgresError(.decoding, message: "column \(key.stringValue) is read as a whole")
    }

    func superDecoder() throws -> any Decoder { RowDecoder(row: row) }
    func superDecoder(forKey key: Key) throws -> any Decoder { RowDecoder(row: row) }
}

extension PostgresCell {
    /// Reads a column into any `Decodable` type: by its PostgreSQL form when it has one, from JSON when the column
    /// is JSON, else as a single value (a type that wraps one).
    func decodeAny<Value: Decodable>(_ wanted: Value.Type) throws -> Value {
        let isJSON = type == .jsonb || type == .json
        if isJSON, bytes != nil, !(Value.self is any JSONText.Type) {
            let text = try PostgresJSON.jsonBytes(of: self)
            do {
                return try JSONDecoder().decode(Value.self, from: Data(text))
            } catch is DecodingError {
                throw mismatch(wanted, because: "the document does not have its form")
            }
        }
        if let codable = Value.self as? any PostgresDecodable.Type {
            return try decode(codable, known: wanted)
        }
        if let wrapper = Value.self as? any RawRepresentable.Type,
            let value = try decodeRaw(wrapper) as? Value
        {
            return value
        }
        return try Value(from: CellDecoder(cell: self))
    }

    /// Reads a type of which it is known that it is the wanted one: a cast, which has to find that out, takes longer
    /// than the reading.
    private func decode<Known: PostgresDecodable, Value>(
        _ codable: Known.Type, known wanted: Value.Type
    ) throws -> Value {
        unsafeBitCast(try decode(codable), to: wanted)
    }

    /// A type with a raw value is read as that, though Codable would write most such types as an object.
    private func decodeRaw<Wrapper: RawRepresentable>(_ wrapper: Wrapper.Type) throws -> Wrapper? {
        guard let codable = Wrapper.RawValue.self as? any PostgresDecodable.Type else { return nil }
        guard let raw = try decode(codable) as? Wrapper.RawValue, let value = Wrapper(rawValue: raw) else {
            throw mismatch(wrapper, because: "the value is none of its cases")
        }
        return value
    }
}

/// Types that take the text of a JSON column as it is.
private protocol JSONText {}
extension String: JSONText {}
extension PostgresJSON: JSONText {}
extension Optional: JSONText where Wrapped: JSONText {}

/// Hands one cell to a type that wraps a single value, or an array to one of such types.
private struct CellDecoder: Decoder, SingleValueDecodingContainer {
    let cell: PostgresCell
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        throw cell.mismatch(Key.self, because: "only a JSON column decodes into named properties")
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try ArrayContainer(cell: cell)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    func decodeNil() -> Bool { cell.bytes == nil }
    func decode(_ type: Bool.Type) throws -> Bool { try cell.decode(type) }
    func decode(_ type: String.Type) throws -> String { try cell.decode(type) }
    func decode(_ type: Double.Type) throws -> Double { try cell.decode(type) }
    func decode(_ type: Float.Type) throws -> Float { try cell.decode(type) }
    func decode(_ type: Int.Type) throws -> Int { try cell.decode(type) }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try cell.decodeAny(type) }
}

private struct ArrayContainer: UnkeyedDecodingContainer {
    private let cells: [PostgresCell]
    var codingPath: [any CodingKey] { [] }
    private(set) var currentIndex = 0

    init(cell: PostgresCell) throws {
        var cells: [PostgresCell] = []
        try cell.forEachElement { cells.append($0) }
        self.cells = cells
    }

    var count: Int? { cells.count }
    var isAtEnd: Bool { currentIndex >= cells.count }

    private mutating func next() throws -> PostgresCell {
        guard !isAtEnd else { throw PostgresError(.decoding, message: "the array has no more elements") }
        defer { currentIndex += 1 }
        return cells[currentIndex]
    }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, cells[currentIndex].bytes == nil else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try next().decodeAny(type) }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> {
        throw PostgresError(.decoding, message: "an element of an array has no named properties")
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw PostgresError(.decoding, message: "an array of arrays cannot be read")
    }

    mutating func superDecoder() throws -> any Decoder { CellDecoder(cell: try next()) }
}
