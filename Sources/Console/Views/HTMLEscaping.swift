import Mustache

/// Escapes text for HTML by Unicode scalar.
///
/// The library's own escaping works by `Character`: a quote with a combining mark behind it is one character that is
/// not a quote, stays as it is and closes the attribute it stands in.
struct ScalarHTML: MustacheContentType {
    /// The name that the loader's pragma calls it by.
    static let name = "STET-HTML"

    func escapeText(_ text: String) -> String { Self.escape(text) }

    static func escape(_ text: String) -> String {
        // All that needs escaping is ASCII, which no byte of another scalar is.
        guard text.utf8.contains(where: { entity(for: $0) != nil }) else { return text }
        var escaped: [UInt8] = []
        escaped.reserveCapacity(text.utf8.count + 32)
        for byte in text.utf8 {
            if let entity = entity(for: byte) { escaped += entity.utf8 } else { escaped.append(byte) }
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    private static func entity(for byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}
