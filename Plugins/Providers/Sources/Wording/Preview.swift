import Documents

/// The beginning of a bio on a card: whole words and an ellipsis.
enum Preview {
    /// As long as two lines of a card.
    static let length = 155
    /// How much of a bio is looked at: what is far behind the cut changes nothing.
    static let looked = 2 * length

    /// - Returns: nil for an empty bio.
    static func of(_ bio: String) -> String? {
        // A page draws two dozen of these, so by scalars, which costs a tenth of looking by characters.
        let looked = bio.unicodeScalars.prefix(looked)
        let beginning =
            mayHaveSpacesBeforeStops(looked) ? withoutSpacesBeforeStops(looked) : String(Substring(looked))
        let isWhole = looked.endIndex == bio.endIndex
        let text = Excerpt.of(
            beginning, maxCharacters: length, endsInsideWord: isWhole && endsInsideWord(beginning))
        return text.isEmpty ? nil : text
    }

    /// Whether a stored text looks cut off inside a word, as other systems' exports do at some 155 characters:
    /// that long, and then not ended.
    ///
    /// It matters only for texts that fit a preview; longer ones are cut here, between words.
    static func endsInsideWord(_ text: String) -> Bool {
        let text = text.oneLine
        guard text.count >= 140, let last = text.unicodeScalars.last else { return false }
        return last.properties.isAlphabetic || last.properties.numericType != nil
    }

    /// One space between words, and none before a stop that stands alone: a slip of the keyboard that a card need
    /// not repeat.
    private static func withoutSpacesBeforeStops(_ text: String.UnicodeScalarView.SubSequence) -> String {
        var tidy = ""
        for word in text.split(whereSeparator: { $0 == " " || $0.value < 0x20 || $0.value == 0xA0 }) {
            let isStop = stops.contains(word[word.startIndex]) && word.allSatisfy { stops.contains($0) }
            if !tidy.isEmpty, !isStop { tidy += " " }
            tidy += Substring(word)
        }
        return tidy
    }

    /// Most texts have none, and looking for them takes a tenth of taking them out.
    private static func mayHaveSpacesBeforeStops(_ text: String.UnicodeScalarView.SubSequence) -> Bool {
        var before: UInt8 = 0x20
        for byte in Substring(text).utf8 {
            switch byte {
            // What stands before is a space, a control or the end of a space that does not break.
            case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"),
                UInt8(ascii: "!"),
                UInt8(ascii: "?"):
                if before <= 0x20 || before == 0xA0 { return true }
            case 0..<0x09, 0x0E..<0x20: return true
            default: break
            }
            before = byte
        }
        return false
    }

    private static let stops: [Unicode.Scalar] = [".", ",", ";", ":", "!", "?"]
}
