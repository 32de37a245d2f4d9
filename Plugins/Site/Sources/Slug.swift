import Foundation
import Kernel
import Postgres

/// The readable last part of a public address: lower-case ASCII letters, digits and single hyphens, at most 80.
public struct Slug: Hashable, Sendable, Codable, PostgresCodable, RawRepresentable, CustomStringConvertible {
    public let rawValue: String

    /// - Returns: nil when the text is not a slug as it stands.
    public init?(rawValue: String) {
        guard (1...Self.maxLength).contains(rawValue.utf8.count), !rawValue.hasPrefix("-"),
            !rawValue.hasSuffix("-"),
            !rawValue.contains("--"),
            rawValue.utf8.allSatisfy({ byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
            })
        else { return nil }
        self.rawValue = rawValue
    }

    public init?(_ text: some StringProtocol) {
        self.init(rawValue: String(text))
    }

    public static let maxLength = 80

    /// Makes a slug of a title: folded to ASCII, cut at whole words.
    ///
    /// - Returns: nil when nothing of the text is left, as with a title in another script.
    public init?(folding text: String) {
        let latin = text.applyingTransform(StringTransform("Any-Latin; Latin-ASCII"), reverse: false) ?? text
        let folded = latin.folding(
            options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive],
            locale: Locale(identifier: "en_US_POSIX"))
        // An apostrophe joins ("Women's" is "womens"); everything else that is no letter or digit parts words.
        let words = folded.replacing("'", with: "").replacing("’", with: "").lowercased()
            .split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        var slug = ""
        for word in words {
            let longer = slug.isEmpty ? String(word) : "\(slug)-\(word)"
            guard longer.utf8.count <= Self.maxLength else { break }
            slug = longer
        }
        if slug.isEmpty, let first = words.first { slug = String(first.prefix(Self.maxLength)) }
        self.init(rawValue: slug)
    }

    /// The slug to try when this one is taken: `name`, `name-2`, `name-3` …, never over the length.
    public func numbered(_ number: Int) -> Slug {
        guard number > 1 else { return self }
        let suffix = "-\(number)"
        var stem = rawValue.prefix(Self.maxLength - suffix.utf8.count)
        while stem.hasSuffix("-") { stem = stem.dropLast() }
        return Slug(rawValue: stem + suffix) ?? self
    }

    public var description: String { rawValue }
}
