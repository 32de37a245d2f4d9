/// Markup that may stand in a page as it is, because only this module can make it.
public struct HTML: Hashable, Sendable, CustomStringConvertible {
    public let text: String

    init(markup: String) {
        text = markup
    }

    public static let empty = HTML(markup: "")

    /// Plain text as markup that shows it, in content and in quoted attributes alike.
    public static func escaping(_ text: String) -> HTML {
        HTML(markup: Escaping.escaped(text))
    }

    public var isEmpty: Bool { text.isEmpty }

    public var description: String { text }

    public static func + (left: HTML, right: HTML) -> HTML {
        HTML(markup: left.text + right.text)
    }
}

enum Escaping {
    /// Escapes scalar by scalar. To Swift a quote and a combining mark after it are one `Character` that
    /// equals no quote; to a browser they are a quote and a mark, and the quote closes the attribute.
    static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var isAtMarkup = true
        for scalar in text.unicodeScalars {
            if let entity = entity(for: scalar) {
                result.append(contentsOf: entity.unicodeScalars)
                isAtMarkup = true
            } else if isAtMarkup, scalar.properties.isGraphemeExtend {
                // Normalizing the page would melt a combining mark into the `>` or `;` before it.
                result.append(contentsOf: "&#\(scalar.value);".unicodeScalars)
            } else {
                result.append(scalar)
                isAtMarkup = false
            }
        }
        return String(result)
    }

    private static func entity(for scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "&": "&amp;"
        case "<": "&lt;"
        case ">": "&gt;"
        case "\"": "&quot;"
        case "'": "&#39;"
        default: nil
        }
    }
}
