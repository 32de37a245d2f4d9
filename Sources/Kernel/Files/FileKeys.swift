import Crypto
import Foundation

/// The keys that seal stored files: one that seals and opens, and older ones that only open.
///
/// They are read when they are needed, so that a key is put in place without a restart.
public struct FileKeys: Sendable {
    struct Key {
        /// Names the key beside what it sealed, and tells nothing about it.
        let id: String
        let key: SymmetricKey
    }

    private let file: URL
    private let older: [URL]

    public init(file: URL, older: [URL] = []) {
        self.file = file
        self.older = older
    }

    /// Whether there is a key to seal with.
    public var isThere: Bool { FileManager.default.fileExists(atPath: file.path) }

    /// The ids of all keys.
    ///
    /// - Throws: `FileKeyMistake` for a file that is missing, cannot be read or is too short.
    public func ids() throws(FileKeyMistake) -> [String] {
        var ids = [try current().id]
        for file in older { ids.append(try Self.read(file).id) }
        return ids
    }

    func current() throws(FileKeyMistake) -> Key { try Self.read(file) }

    func key(_ id: String) throws(FileKeyMistake) -> SymmetricKey {
        for file in [file] + older {
            let key = try Self.read(file)
            if key.id == id { return key.key }
        }
        throw FileKeyMistake("none of the keys is the one “\(id)” that sealed the file.")
    }

    private static func read(_ file: URL) throws(FileKeyMistake) -> Key {
        guard let bytes = try? Data(contentsOf: file) else {
            throw FileKeyMistake("the file \(file.path) is missing or not readable by this process.")
        }
        guard bytes.count >= 32 else {
            throw FileKeyMistake("the file \(file.path) holds \(bytes.count) bytes, expected at least 32.")
        }
        let root = SymmetricKey(data: bytes)
        func derived(_ purpose: String, _ count: Int) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(inputKeyMaterial: root, info: Data(purpose.utf8), outputByteCount: count)
        }
        let name = derived("file key name", 8).withUnsafeBytes { bytes in
            bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        }
        return Key(id: name, key: derived("file key", 32))
    }
}

/// A key of stored files is missing or is not the right one.
public struct FileKeyMistake: Error, Equatable, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}
