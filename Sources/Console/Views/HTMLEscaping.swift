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
        var escaped = String.UnicodeScalarView()
        escaped.reserveCapacity(text.unicodeScalars.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
