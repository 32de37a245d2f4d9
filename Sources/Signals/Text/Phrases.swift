/// Phrases to look for, word by word, whatever their case.
///
/// `cure*` stands for every word that begins so, `_` for any one word. A phrase does not reach over the end of a
/// sentence.
struct Phrases: Sendable {
    struct Match {
        /// Which words of the passage.
        let words: Range<Int>
        let phrase: String
    }

    private struct Pattern: Sendable {
        let phrase: String
        let words: [String]
    }

    private let drawers: [UInt64: [Pattern]]

    init(_ phrases: [String]) {
        let patterns = phrases.map { phrase in
            Pattern(
                phrase: phrase,
                words: phrase.lowercased().split { $0 == " " || $0 == "-" || $0 == "," }.map { String($0) })
        }
        .filter { !$0.words.isEmpty }
        drawers = Dictionary(grouping: patterns) { Self.drawer(of: $0.words[0].precomposed) }
            .mapValues { $0.sorted { $0.words.count > $1.words.count } }
    }

    /// Each place once, with the longest phrase that begins there; none overlap.
    func matches(in passage: Passage) -> [Match] {
        var matches: [Match] = []
        var index = 0
        while index < passage.words.count {
            guard let match = match(at: index, in: passage) else {
                index += 1
                continue
            }
            matches.append(match)
            index = match.words.upperBound
        }
        return matches
    }

    func match(at index: Int, in passage: Passage) -> Match? {
        guard let candidates = drawers[passage.words[index].drawer] else { return nil }
        let pattern = candidates.first { Self.fits($0.words, at: index, in: passage) }
        return pattern.map { Match(words: index..<index + $0.words.count, phrase: $0.phrase) }
    }

    func isIn(_ passage: Passage, _ range: Range<Int>) -> Bool {
        range.contains { index in
            match(at: index, in: passage).map { $0.words.upperBound <= range.upperBound } ?? false
        }
    }

    private static func fits(_ words: [String], at index: Int, in passage: Passage) -> Bool {
        guard index + words.count <= passage.words.count else { return false }
        for (offset, wanted) in words.enumerated() {
            let word = passage.words[index + offset]
            if offset + 1 < words.count, !word.runsOn { return false }
            if wanted == "_" { continue }
            if wanted.hasSuffix("*") {
                guard word.folded.hasPrefix(wanted.dropLast()) else { return false }
            } else if word.folded != wanted {
                return false
            }
        }
        return true
    }

    /// Patterns lie in drawers by the first two scalars of their first word, which is never shorter than it says. A
    /// number, since each word of a text is looked for in each list.
    static func drawer(of word: String) -> UInt64 {
        word.unicodeScalars.prefix { $0 != "*" }.prefix(2).reduce(0) { $0 << 32 | UInt64($1.value) }
    }
}
