extension Rule {
    /// A text that stops before its end: at a comma, at "and", or at a length at which other systems cut.
    static let truncated = Rule("truncated", "Truncated", version: Truncation.list.version) { reading in
        let (passage, profile) = (reading.text, reading.profile)
        let whole = passage.trimmed
        guard let last = passage.words.indices.last, passage.scalars.count < Passage.longest else {
            return []
        }
        let word = passage.words[last]
        let tail = passage.scalars[word.range.upperBound..<whole.upperBound].filter { !$0.isSpace }
        let end = word.range.lowerBound..<whole.upperBound
        let fix = "Finish the sentence."
        if let open = tail.last, [",", "-", "–", "(", "/"].contains(open) {
            return [Finding(.review, .bio, end, "The text stops at \(passage.quote(end)).", fix: fix)]
        }
        guard tail.isEmpty, word.range.upperBound == whole.upperBound else { return [] }
        if Truncation.joints.contains(word.folded), passage.words.count > 3 {
            return [Finding(.review, .bio, end, "The text stops behind \(passage.quote(end)).", fix: fix)]
        }
        let length = whole.count
        if Truncation.isCut(at: length, limit: profile.limit) {
            return [
                Finding(
                    .review, .bio, end,
                    "The text stops at \(passage.quote(end)), where a limit of \(length) characters may have cut it.",
                    fix: fix)
            ]
        }
        guard profile.kind == .bio, passage.words.count >= 6, !Truncation.isList(passage) else { return [] }
        return [
            Finding(
                .advise, .bio, end, "The last sentence has no full stop.",
                fix: "Add it, if the text ends here.")
        ]
    }
}

private enum Truncation {
    static let list = Reference("truncation")
    static let joints = list.words("joints")
    private static let limits = list["limits"].compactMap { Int($0) }

    /// Other systems cut at such lengths, a character or two earlier where the cut left a space.
    static func isCut(at length: Int, limit: Int?) -> Bool {
        (limits + [limit].compactMap { $0 }).contains { ($0 - 2...$0).contains(length) }
    }

    /// Entries of a list carry no full stop.
    static func isList(_ passage: Passage) -> Bool {
        passage.lines.count > 1 && (passage.lines.last?.count ?? 0) <= 6
    }
}
