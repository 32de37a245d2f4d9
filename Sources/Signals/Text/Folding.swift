import Foundation

extension String {
    /// With each accent and its letter as one scalar, so that a text compares equal however it was typed.
    var precomposed: String {
        utf8.allSatisfy { $0 < 0x80 } ? self : precomposedStringWithCanonicalMapping
    }

    /// In lower case and without accents: names are often typed without them.
    var plain: String {
        utf8.allSatisfy { $0 < 0x80 }
            ? lowercased() : folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
    }

    /// In lower case, white space as single spaces.
    var normalized: String {
        lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
