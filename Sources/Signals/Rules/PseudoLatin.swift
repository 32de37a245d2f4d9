extension Rule {
    /// Filler text in the Latin of layout programs, also where it says neither "lorem" nor "ipsum".
    static let pseudoLatin = Rule("pseudo-latin", "Pseudo-Latin", version: PseudoLatin.list.version) {
        reading in
        guard let span = reading.filler else { return [] }
        return [
            Finding(
                .block, .bio, span, "\(reading.text.quote(span)) is filler text and no language.",
                fix: reading.profile.kind == .bio
                    ? "Write a few sentences about yourself." : "Write what belongs there, or take it out.")
        ]
    }
}

enum PseudoLatin {
    static let list = Reference("pseudo-latin")
    private static let words = list.words("words")
    private static let fewest = 5
    /// Of a whole text, and of a line in a text that is otherwise real.
    private static let (shareOfText, shareOfLine) = (0.4, 0.6)

    /// From the first word of the filler to its last; nil when there is none.
    static func span(in passage: Passage) -> Range<Int>? {
        span(of: 0..<passage.words.count, in: passage, share: shareOfText)
            ?? passage.lines.lazy.compactMap { span(of: $0, in: passage, share: shareOfLine) }.first
            ?? passage.sentences.lazy.compactMap { span(of: $0, in: passage, share: shareOfLine) }.first
    }

    private static func span(of range: Range<Int>, in passage: Passage, share: Double) -> Range<Int>? {
        let latin = range.filter { words.contains(passage.words[$0].folded) }
        guard Double(latin.count) >= share * Double(range.count), let first = latin.first,
            let last = latin.last,
            Set(latin.map { passage.words[$0].folded }).count >= fewest
        else { return nil }
        return passage.span(first..<last + 1)
    }
}
