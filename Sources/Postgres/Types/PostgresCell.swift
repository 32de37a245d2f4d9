import Foundation

/// One value of a result as it came from the server. Valid only inside the call that it was handed to.
public struct PostgresCell {
    public let type: PostgresType
    /// The name of the column, for errors.
    public let column: String
    /// The binary form; nil for NULL. Must not be used after the call that received the cell.
    public let bytes: UnsafeRawBufferPointer?

    init(type: PostgresType, column: String, bytes: UnsafeRawBufferPointer?) {
        self.type = type
        self.column = column
        self.bytes = bytes
    }

    @inline(__always)
    public func decode<Value: PostgresDecodable>(_ type: Value.Type) throws -> Value {
        bytes == nil ? try Value.decodeNull(self) : try Value.decode(self)
    }

    /// The error that says that this cell is not what was asked for; it never holds the value.
    public func mismatch(_ wanted: Any.Type, because reason: String? = nil) -> PostgresError {
        var message = "column \(column) of type \(type) cannot be read as \(wanted)"
        if let reason { message += ": \(reason)" }
        return PostgresError(.decoding, message: message)
    }

    /// The bytes when there are exactly so many.
    @inline(__always)
    func fixed(_ count: Int, as wanted: Any.Type) throws -> UnsafeRawBufferPointer {
        guard let bytes, bytes.count == count else {
            throw mismatch(wanted, because: "it has \(bytes?.count ?? 0) bytes, not \(count)")
        }
        return bytes
    }

    @inline(__always)
    func integer<Integer: FixedWidthInteger>(_: Integer.Type, as wanted: Any.Type) throws -> Integer {
        let bytes = try fixed(MemoryLayout<Integer>.size, as: wanted)
        return Integer(bigEndian: bytes.loadUnaligned(as: Integer.self))
    }

    /// The bytes as UTF-8 text; the server sends nothing else, since `client_encoding` is UTF8.
    var string: String {
        guard let bytes else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Calls with each element of an array of at most one dimension.
    func forEachElement(_ body: (PostgresCell) throws -> Void) throws {
        guard let bytes, bytes.count >= 12 else { throw mismatch([Any].self, because: "it is no array") }
        var reader = ByteReader(bytes)
        let dimensions = reader.int32()
        guard let dimensions, dimensions >= 0, dimensions <= 6, reader.int32() != nil,
            let element = reader.int32()
        else { throw mismatch([Any].self, because: "it is no array") }
        guard dimensions > 0 else { return }
        guard dimensions == 1, let count = reader.int32(), count >= 0, reader.int32() != nil else {
            throw mismatch([Any].self, because: "it has \(dimensions) dimensions")
        }
        let elementType = PostgresType(oid: UInt32(bitPattern: element))
        for _ in 0..<count {
            guard let part = reader.part() else {
                throw mismatch([Any].self, because: "it ends inside an element")
            }
            try body(PostgresCell(type: elementType, column: column, bytes: part.bytes))
        }
    }
}

/// Reads big-endian parts in order; nil at the end of the bytes.
struct ByteReader {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    mutating func byte() -> UInt8? {
        guard position < bytes.count else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func int16() -> Int16? {
        guard position + 2 <= bytes.count else { return nil }
        defer { position += 2 }
        return Int16(bigEndian: bytes.loadUnaligned(fromByteOffset: position, as: Int16.self))
    }

    mutating func int32() -> Int32? {
        guard position + 4 <= bytes.count else { return nil }
        defer { position += 4 }
        return Int32(bigEndian: bytes.loadUnaligned(fromByteOffset: position, as: Int32.self))
    }

    struct Part {
        /// Nil for NULL.
        let bytes: UnsafeRawBufferPointer?
    }

    /// A length and so many bytes; a length of -1 is NULL.
    mutating func part() -> Part? {
        guard let length = int32() else { return nil }
        guard length >= 0 else { return Part(bytes: nil) }
        guard position + Int(length) <= bytes.count else { return nil }
        defer { position += Int(length) }
        return Part(bytes: UnsafeRawBufferPointer(rebasing: bytes[position..<position + Int(length)]))
    }
}
