extension FrontMatter {
    /// Entries as front matter, hyphens included, that `init(_:)` reads back as the same values.
    public static func yaml(_ pairs: [FrontMatterPair]) -> String {
        "---\n" + pairs.map { FrontMatterWriter.lines(of: $0).joined(separator: "\n") + "\n" }.joined()
            + "---\n"
    }
}

private enum FrontMatterWriter {
    static func lines(of pair: FrontMatterPair) -> [String] {
        let key = scalar(pair.key) + ":"
        switch pair.value {
        case .null:
            return [key]
        case .text(let text):
            return [key + " " + scalar(text)]
        case .list(let values):
            return values.isEmpty ? [key + " []"] : [key] + values.flatMap(item).map(indented)
        case .mapping(let pairs):
            return pairs.isEmpty ? [key + " {}"] : [key] + pairs.flatMap(lines).map(indented)
        }
    }

    private static func item(_ value: FrontMatterValue) -> [String] {
        let inner: [String]
        switch value {
        case .null: inner = ["~"]
        case .text(let text): inner = [scalar(text)]
        case .list(let values): inner = values.isEmpty ? ["[]"] : values.flatMap(item)
        case .mapping(let pairs): inner = pairs.isEmpty ? ["{}"] : pairs.flatMap(lines)
        }
        return inner.enumerated().map { $0.offset == 0 ? "- " + $0.element : indented($0.element) }
    }

    private static func indented(_ line: String) -> String { "  " + line }

    private static func scalar(_ text: String) -> String {
        isPlain(text) ? text : quoted(text)
    }

    /// Whether a text needs no quotes, for this reader and for others that take `no` for false.
    private static func isPlain(_ text: String) -> Bool {
        let reserved = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]
        guard let first = text.unicodeScalars.first, isWordScalar(first), text.unicodeScalars.last != " ",
            text.utf8.count <= 80, !reserved.contains(text.lowercased())
        else { return false }
        return text.unicodeScalars.allSatisfy { isWordScalar($0) || " .-/()_".unicodeScalars.contains($0) }
    }

    private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": true
        default: false
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\0"..<" ", "\u{7F}"..."\u{A0}", "\u{2028}", "\u{2029}", "\u{FEFF}": result += escape(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
