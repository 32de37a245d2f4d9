import Foundation

/// A value as it travels to the server: a type and its binary form, or NULL.
///
/// Its description names the type only; what is bound must not reach a log.
public struct PostgresValue: Sendable, Hashable {
    public let type: PostgresType
    let content: Content

    enum Content: Sendable, Hashable {
        case null
        case one(UInt8)
        case two(UInt16)
        case four(UInt32)
        case eight(UInt64)
        case uuid(UUID)
        case text(String)
        case bytes([UInt8])
    }

    init(_ type: PostgresType, _ content: Content) {
        self.type = type
        self.content = content
    }

    /// NULL of a type.
    public static func null(_ type: PostgresType) -> PostgresValue {
        PostgresValue(type, .null)
    }

    /// UTF-8 text, for `text` and every type whose binary form is its text (enumerations, `citext`, `json`, `xml`).
    public static func text(_ text: String, as type: PostgresType = .text) -> PostgresValue {
        PostgresValue(type, .text(text))
    }

    /// The binary form of a type, as its receive function reads it.
    public static func binary(_ bytes: [UInt8], as type: PostgresType) -> PostgresValue {
        PostgresValue(type, .bytes(bytes))
    }

    public var isNull: Bool {
        if case .null = content { true } else { false }
    }

    /// Appends the binary form; nothing for NULL.
    func write(to buffer: inout [UInt8]) {
        switch content {
        case .null: break
        case .one(let value): buffer.append(value)
        case .two(let value): buffer.append(bigEndian: value)
        case .four(let value): buffer.append(bigEndian: value)
        case .eight(let value): buffer.append(bigEndian: value)
        case .uuid(let value): withUnsafeBytes(of: value.uuid) { buffer.append(contentsOf: $0) }
        case .text(let value): buffer.append(contentsOf: value.utf8)
        case .bytes(let value): buffer.append(contentsOf: value)
        }
    }

    /// Appends length and binary form, as arrays and ranges hold their parts; a length of -1 for NULL.
    func writeWithLength(to buffer: inout [UInt8]) {
        guard !isNull else {
            buffer.append(bigEndian: Int32(-1))
            return
        }
        let start = buffer.count
        buffer.append(bigEndian: UInt32(0))
        write(to: &buffer)
        let length = UInt32(truncatingIfNeeded: buffer.count - start - 4)
        for (position, byte) in length.bigEndianBytes.enumerated() { buffer[start + position] = byte }
    }
}

extension PostgresValue: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { isNull ? "NULL (\(type))" : "value (\(type))" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["type": type]) }
}

extension UInt32 {
    fileprivate var bigEndianBytes: [UInt8] {
        [UInt8(self >> 24), UInt8(self >> 16 & 0xFF), UInt8(self >> 8 & 0xFF), UInt8(self & 0xFF)]
    }
}

extension Array where Element == UInt8 {
    mutating func append<Integer: FixedWidthInteger>(bigEndian value: Integer) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }
}
