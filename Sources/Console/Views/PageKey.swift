import Foundation
import Kernel

/// Where the next page of a list begins, as opaque text in an address.
public struct PageKey<Key: Codable> {
    public let key: Key

    public init(_ key: Key) { self.key = key }

    /// - Returns: nil for text that is no such key: the list then begins at its beginning.
    public init?(_ text: String) {
        guard text.utf8.count <= 1_000, let data = Data(urlSafeBase64: text),
            let key = try? JSONDecoder().decode(Key.self, from: data)
        else { return nil }
        self.key = key
    }

    public var text: String {
        let encoder = JSONEncoder()
        // One key has one text: the page that it stands on is kept and known by its bytes.
        encoder.outputFormatting = .sortedKeys
        return ((try? encoder.encode(key)) ?? Data()).urlSafeBase64
    }
}
