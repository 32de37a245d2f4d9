extension Rule {
    /// Text that was there to be replaced: the form's own, `lorem ipsum`, `your text here`, keys pressed at random.
    static let placeholder = Rule("placeholder", "Placeholder", version: Placeholders.list.version) {
        reading in
        reading.fields.flatMap { field, passage in
            if let whole = Placeholders.whole(passage, field, reading.placeholders) { return [whole] }
            return Placeholders.parts(passage, field)
        }
    }
}

private enum Placeholders {
    static let list = Reference("placeholders")
    private static let everywhere = list.phrases("everywhere")
    private static let alone = list.phrases("alone")
    private static let keys = list.words("keys")
    private static let names = list.phrases("names")

    /// A field that holds nothing else.
    static func whole(_ passage: Passage, _ field: ProfileField, _ ofForm: [Passage]) -> Finding? {
        let span = passage.trimmed
        guard !span.isEmpty else { return nil }
        if ofForm.contains(where: { $0.isSame(as: passage) }) {
            return Finding(
                .block, field, span, "This is what the empty form shows, not a text of this person.",
                fix: field == .bio ? "Write a few sentences about yourself." : "Write your own words.")
        }
        let hasWords = !passage.words.isEmpty
        let isKeys = hasWords && passage.words.allSatisfy { keys.contains($0.folded) }
        let isPhrase =
            hasWords
            && alone.match(at: 0, in: passage).map { $0.words.count == passage.words.count } == true
        guard isKeys || isPhrase || (field == .bio && !hasWords && !passage.hasPicture) else { return nil }
        return Finding(
            .block, field, span, "\(passage.quote(span)) says nothing about this person.",
            fix: field == .bio ? "Write a few sentences about yourself." : "Write what belongs here.")
    }

    static func parts(_ passage: Passage, _ field: ProfileField) -> [Finding] {
        var matches = everywhere.matches(in: passage)
        if field == .name || field == .bio { matches += names.matches(in: passage) }
        // "TBD" as a sentence of its own is a gap; inside of one it may be meant.
        for sentence in passage.sentences {
            if let match = alone.match(at: sentence.lowerBound, in: passage), match.words == sentence {
                matches.append(match)
            }
        }
        return matches.sorted { $0.words.lowerBound < $1.words.lowerBound }.map { match in
            let span = passage.span(match.words)
            return Finding(
                .block, field, span, "\(passage.quote(span)) is a placeholder.",
                fix: "Write what belongs there, or take it out.")
        }
    }
}

extension Passage {
    /// Whether both say the same, but for case and white space. Counted first, since few do.
    fileprivate func isSame(as other: Passage) -> Bool {
        words.count == other.words.count && text(trimmed).normalized == other.text(other.trimmed).normalized
    }

    /// Whether something is there that is no letter and no punctuation either.
    fileprivate var hasPicture: Bool { scalars.contains { $0.properties.isEmojiPresentation } }
}
