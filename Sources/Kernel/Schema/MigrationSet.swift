import Crypto
import Foundation

/// One step of a schema: a `.sql` file that ran as it stands, or will.
public struct Migration: Sendable, Equatable {
    /// The schema it belongs to, also the plugin's name.
    public let schema: String
    public let number: Int
    /// The file's name without `.sql`: `0001_create_providers`.
    public let name: String
    public let text: String
    /// SHA-256 of the file: an edited file is recognized by it.
    public let checksum: [UInt8]

    /// True when it must run outside a transaction, as `CREATE INDEX CONCURRENTLY` does.
    public var outsideTransaction: Bool {
        text.split(separator: "\n").contains { $0 == "-- kernel: no-transaction" }
    }

    init(schema: String, number: Int, name: String, text: String) {
        self.schema = schema
        self.number = number
        self.name = name
        self.text = text
        checksum = Array(SHA256.hash(data: Data(text.utf8)))
    }
}

/// A plugin's migrations: the files `NNNN_name.sql` of a folder, in the order of their numbers.
public struct MigrationSet: Sendable {
    public let schema: String
    let folder: URL?

    /// - Parameters:
    ///   - schema: the schema that they make; the plugin's id.
    ///   - folder: where the files lie.
    public init(schema: String, in folder: URL) {
        self.schema = schema
        self.folder = folder
    }

    private init() {
        schema = ""
        folder = nil
    }

    /// Of a plugin that keeps nothing in the database.
    public static let none = MigrationSet()

    public var isEmpty: Bool { folder == nil }

    /// Reads the files.
    ///
    /// - Throws: `MigrationMistake` for a name that is not `NNNN_name.sql` or a number that is missing or taken.
    public func load() throws -> [Migration] {
        guard let folder else { return [] }
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "sql" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
        return try files.enumerated().map { index, file in
            let name = file.deletingPathExtension().lastPathComponent
            guard let number = Int(name.prefix(4)), name.dropFirst(4).first == "_" else {
                throw MigrationMistake.badName(schema: schema, name: name)
            }
            guard number == index + 1 else {
                throw MigrationMistake.outOfSequence(schema: schema, name: name, expected: index + 1)
            }
            let text = try String(contentsOf: file, encoding: .utf8)
            return Migration(schema: schema, number: number, name: name, text: text)
        }
    }
}

/// Why migrating was refused; nothing was changed.
public enum MigrationMistake: Error, Equatable, Sendable, CustomStringConvertible {
    case badName(schema: String, name: String)
    case outOfSequence(schema: String, name: String, expected: Int)
    case edited(schema: String, name: String)
    case unknown(schema: String, name: String)

    public var description: String {
        switch self {
        case .badName(let schema, let name):
            "K006 \(schema)/\(name).sql: name it with four digits, an underscore and words: 0001_create_things.sql."
        case .outOfSequence(let schema, let name, let expected):
            "K006 \(schema)/\(name).sql: its number should be \(expected); numbers run on without gaps."
        case .edited(let schema, let name):
            "K006 \(schema)/\(name).sql was edited after it ran. Put the file back and write a new one."
        case .unknown(let schema, let name):
            "K006 The database ran \(schema)/\(name).sql, which this program does not have. Use the newer program."
        }
    }
}

extension MigrationSet {
    /// The folder `Migrations` among a module's resources.
    public static func bundled(in bundle: Bundle, schema: String) -> MigrationSet {
        MigrationSet(schema: schema, in: bundle.bundleURL.appending(path: "Migrations"))
    }
}
