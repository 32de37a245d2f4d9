/// A text in scalars and words, taken apart in one pass. Everything that rules ask of it takes a time in proportion to
/// its length.
struct Passage: Sendable {
    /// No profile and no article is longer. What stands behind is not looked at, so that no text takes for ever.
    static let longest = 100_000

    /// One word: letters, digits and what joins them inside. A hyphen parts words.
    struct Word: Sendable {
        let range: Range<Int>
        /// In lower case, with straight apostrophes and without what nobody sees.
        let folded: String
        /// In which drawer phrases that begin with it lie.
        let drawer: UInt64
        let isCapitalized: Bool
        let isAllCapitals: Bool
        /// Whether the next word goes on where this one ends: nothing but spaces, hyphens, commas and quotes between.
        var runsOn = true
        /// Whether a sentence ends behind it.
        var endsSentence = false
        /// Whether a line ends behind it.
        var endsLine = false
    }

    let scalars: [Unicode.Scalar]
    let words: [Word]
    /// Sentences and lines, as ranges of `words`.
    let sentences: [Range<Int>]
    let lines: [Range<Int>]

    init(_ text: String) {
        scalars = Array(text.unicodeScalars.prefix(Self.longest))
        words = Self.words(in: scalars)
        sentences = Self.stretches(of: words, endingWhere: \.endsSentence)
        lines = Self.stretches(of: words, endingWhere: \.endsLine)
    }

    func text(_ span: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[span.clamped(to: 0..<scalars.count)])
        return String(view)
    }

    func text(of word: Word) -> String { text(word.range) }

    /// The scalars from the first of these words to the last.
    func span(_ words: Range<Int>) -> Range<Int> {
        guard let first = words.first, let last = words.last else { return 0..<0 }
        return self.words[first].range.lowerBound..<self.words[last].range.upperBound
    }

    /// Everything but the white space around it.
    var trimmed: Range<Int> {
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return 0..<0 }
        return first..<last + 1
    }

    /// What stands between a word and the next, or the end.
    func gap(after index: Int) -> ArraySlice<Unicode.Scalar> {
        let end = index + 1 < words.count ? words[index + 1].range.lowerBound : scalars.count
        return scalars[words[index].range.upperBound..<end]
    }

    /// What stands between the word before, or the beginning, and a word.
    func gap(before index: Int) -> ArraySlice<Unicode.Scalar> {
        let start = index > 0 ? words[index - 1].range.upperBound : 0
        return scalars[start..<words[index].range.lowerBound]
    }

    /// A place in quotation marks, cut where it is long.
    func quote(_ span: Range<Int>) -> String {
        let most = 60
        let shown = text(span.lowerBound..<min(span.upperBound, span.lowerBound + most))
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return "“\(shown)\(span.count > most ? "…" : "")”"
    }

    // MARK: Taking apart

    private static func words(in scalars: [Unicode.Scalar]) -> [Word] {
        var words: [Word] = []
        var at = 0
        while at < scalars.count {
            guard isPartOfWord(scalars[at]), !isInvisible(scalars[at]) else {
                at += 1
                continue
            }
            let start = at
            var end = at
            while at < scalars.count {
                if isPartOfWord(scalars[at]) {
                    at += 1
                    if !isInvisible(scalars[at - 1]) { end = at }
                } else if isApostrophe(scalars[at]), at + 1 < scalars.count, scalars[at + 1].isLetter {
                    at += 1
                } else {
                    break
                }
            }
            at = end
            words.append(word(scalars, start..<end))
            close(&words[words.count - 1], scalars, from: end)
        }
        return words
    }

    private static func word(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> Word {
        var folded = String.UnicodeScalarView()
        var (upper, lower) = (0, 0)
        var startsUpper = false
        for index in range {
            let scalar = scalars[index]
            if isInvisible(scalar) { continue }
            if scalar.isUpper {
                if upper + lower == 0 { startsUpper = true }
                upper += 1
            } else if scalar.isLetter {
                lower += 1
            }
            if isApostrophe(scalar) {
                folded.append("'")
            } else if scalar.value < 0x80 {
                folded.append(
                    ("A"..."Z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value + 32)) : scalar)
            } else {
                folded.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            }
        }
        let text = String(folded).precomposed
        return Word(
            range: range, folded: text, drawer: Phrases.drawer(of: text), isCapitalized: startsUpper,
            isAllCapitals: upper > 1 && lower == 0)
    }

    /// Reads what stands behind a word, up to the next one.
    private static func close(_ word: inout Word, _ scalars: [Unicode.Scalar], from end: Int) {
        var at = end
        var stop: Unicode.Scalar?
        while at < scalars.count, !isPartOfWord(scalars[at]) || isInvisible(scalars[at]) {
            let scalar = scalars[at]
            if scalar.isNewline {
                word.endsLine = true
                word.endsSentence = true
                word.runsOn = false
            } else if [".", "!", "?", "…"].contains(scalar) {
                if stop == nil { stop = scalar }
                word.runsOn = false
            } else if [":", ";", "(", ")", "[", "]", "{", "}", "|"].contains(scalar) {
                word.runsOn = false
            }
            at += 1
        }
        if let stop {
            let isAbbreviation = stop == "." && (abbreviations.contains(word.folded) || word.range.count == 1)
            if isAbbreviation, at < scalars.count, !word.endsLine {
                word.runsOn = true
            } else {
                word.endsSentence = true
            }
        }
        if at == scalars.count {
            word.endsLine = true
            word.endsSentence = true
            word.runsOn = false
        }
    }

    /// Their dot ends no sentence.
    private static let abbreviations: Set<String> = [
        "dr", "mr", "mrs", "ms", "st", "jr", "sr", "prof", "rev", "ph", "psy", "ed", "vs", "etc",
    ]

    private static func stretches(
        of words: [Word], endingWhere ends: (Word) -> Bool
    ) -> [Range<Int>] {
        var stretches: [Range<Int>] = []
        var start = 0
        for (index, word) in words.enumerated() where ends(word) || index == words.count - 1 {
            stretches.append(start..<index + 1)
            start = index + 1
        }
        return stretches
    }

    private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return scalar.isASCIILetter || scalar.isASCIIDigit }
        if isInvisible(scalar) { return true }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
            return true
        default: return false
        }
    }

    private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool { scalar == "'" || scalar == "’" }

    /// What takes no room on the screen: zero-width spaces and joiners, soft hyphens, marks of direction.
    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}

extension Unicode.Scalar {
    var isASCIILetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
    var isASCIIDigit: Bool { ("0"..."9").contains(self) }

    var isLetter: Bool {
        value < 0x80 ? isASCIILetter : properties.isAlphabetic
    }

    var isUpper: Bool {
        value < 0x80 ? ("A"..."Z").contains(self) : properties.isUppercase
    }

    var isNewline: Bool {
        switch value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    var isSpace: Bool { value < 0x80 ? self == " " || self == "\t" || isNewline : properties.isWhitespace }
}
