/// Previews that never end inside a word.
public enum Excerpt {
    /// The beginning of a text on one line: all of it where it fits, else its last whole word within the
    /// limit and an ellipsis, which counts.
    ///
    /// A single word that is longer than the limit, as in writing without spaces, is cut between two
    /// characters.
    /// - Parameters:
    ///   - text: Plain text; its white space becomes single spaces.
    ///   - maxCharacters: How many characters the result has at most.
    ///   - endsInsideWord: Whether the text itself was cut off. Then its last word is dropped even if all fits.
    /// - Returns: The preview; empty when no word is left.
    public static func of(_ text: String, maxCharacters: Int, endsInsideWord: Bool = false) -> String {
        // By scalars, which costs a tenth of looking by characters.
        var words = text.unicodeScalars.split(whereSeparator: \.isSpace).map(Substring.init)
        if endsInsideWord { words = words.dropLast() }
        guard !words.isEmpty, maxCharacters > 0 else { return "" }
        let whole = words.joined(separator: " ")
        if !endsInsideWord, whole.count <= maxCharacters { return whole }
        return cut(words, to: maxCharacters - 1) + "…"
    }

    private static func cut(_ words: [Substring], to room: Int) -> String {
        var kept: [Substring] = []
        var length = -1
        for word in words {
            length += 1 + word.count
            guard length <= room else { break }
            kept.append(word)
        }
        while let last = kept.popLast() {
            let bare = last.trimmingEnd(where: isLoose)
            if !bare.isEmpty { return (kept + [bare]).joined(separator: " ") }
        }
        return String(words[0].prefix(room))
    }

    /// What must not stand before an ellipsis: a stop, a dash, a bracket or quote that only opens.
    private static func isLoose(_ character: Character) -> Bool {
        ".,;:…—–-([{“‘«&/".contains(character)
    }
}

extension Substring {
    fileprivate func trimmingEnd(where isLoose: (Character) -> Bool) -> Substring {
        var rest = self
        while let last = rest.last, isLoose(last) { rest.removeLast() }
        return rest
    }
}

extension Unicode.Scalar {
    /// As its property says, which takes long to look up.
    var isSpace: Bool {
        guard isASCII else { return properties.isWhitespace }
        return self == " " || (0x09...0x0D).contains(value)
    }
}
