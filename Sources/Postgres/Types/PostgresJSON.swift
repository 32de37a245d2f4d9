import Foundation

/// A JSON document: PostgreSQL's `jsonb`, kept as text.
public struct PostgresJSON: Hashable, Sendable {
    public var text: String

    /// Takes JSON as it is; the server refuses what does not parse.
    public init(text: String) {
        self.text = text
    }

    /// Encodes with sorted keys, so that the same value gives the same text.
    public init<Value: Encodable>(encoding value: Value) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        text = String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    public func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}

extension PostgresJSON: PostgresCodable {
    /// The one version of the binary form of jsonb.
    private static let version: UInt8 = 1

    public static var postgresType: PostgresType { .jsonb }

    public var postgresValue: PostgresValue {
        PostgresValue(.jsonb, .bytes([Self.version] + text.utf8))
    }

    public static func decode(_ cell: PostgresCell) throws -> PostgresJSON {
        PostgresJSON(text: String(decoding: try jsonBytes(of: cell), as: UTF8.self))
    }

    /// The UTF-8 text of a `json` or `jsonb` cell.
    static func jsonBytes(of cell: PostgresCell) throws -> UnsafeRawBufferPointer {
        guard let bytes = cell.bytes else { throw cell.mismatch(PostgresJSON.self) }
        switch cell.type {
        case .json: return bytes
        case .jsonb where bytes.first == version: return UnsafeRawBufferPointer(rebasing: bytes.dropFirst())
        default: throw cell.mismatch(PostgresJSON.self)
        }
    }
}

/// Outside of rows, where the row decoder reads the column itself, the document travels as its text.
extension PostgresJSON: Codable {
    public init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
