import Foundation

/// An address for electronic mail, as far as a form can tell.
struct EmailAddress: Hashable, Sendable {
    let text: String

    /// - Returns: nil for what no mail could be sent to: no `@`, white space, a host without a dot, more than 254 signs.
    init?(_ text: String) {
        let text = text.oneLine
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].utf8.count), text.utf8.count <= 254,
            parts[0].unicodeScalars.allSatisfy({ Self.local.contains($0) }),
            parts[1].unicodeScalars.allSatisfy({ Self.host.contains($0) })
        else { return nil }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 1,
            labels.allSatisfy({ !$0.isEmpty && !$0.hasPrefix("-") && !$0.hasSuffix("-") })
        else { return nil }
        self.text = text
    }

    private static let letters = CharacterSet(
        charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    /// Fewer than mail itself allows: none that means something else in a link.
    private static let local = letters.union(CharacterSet(charactersIn: ".'*+=_~-"))
    private static let host = letters.union(CharacterSet(charactersIn: ".-"))
}
