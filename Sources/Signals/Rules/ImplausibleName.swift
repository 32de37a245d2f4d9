extension Rule {
    /// A name that nobody has: an account for tests, a title without a person, keys pressed at random.
    ///
    /// It never blocks: people have the strangest names.
    static let implausibleName = Rule("implausible-name", "Implausible name", version: NameWords.list.version)
    {
        reading in
        let passage = reading.name
        guard !passage.scalars.isEmpty else { return [] }
        func finding(_ span: Range<Int>, _ explanation: String) -> [Finding] {
            [Finding(.review, .name, span, explanation, fix: "Check the name against the license.")]
        }
        let whole = passage.trimmed
        guard !passage.words.isEmpty else { return finding(whole, "The name holds no letter.") }
        if let test = passage.words.first(where: { NameWords.tests.contains($0.folded) }) {
            return finding(test.range, "\(passage.quote(test.range)) looks like an account for tests.")
        }
        if passage.words.allSatisfy({ NameWords.titles.contains($0.folded) }) {
            return finding(whole, "\(passage.quote(whole)) is made of titles, and names nobody.")
        }
        if let digit = passage.scalars.firstIndex(where: { $0.properties.numericType != nil }) {
            return finding(digit..<digit + 1, "There is a digit in the name.")
        }
        if let span = NameWords.repetition(in: passage) {
            return finding(span, "\(passage.quote(span)) repeats one letter.")
        }
        if passage.words.count > 1, let given = passage.words.first, NameWords.things.contains(given.folded) {
            return finding(given.range, "\(passage.quote(given.range)) is rare as a given name.")
        }
        return []
    }
}

private enum NameWords {
    static let list = Reference("names")
    static let tests = list.words("tests")
    static let titles = list.words("titles")
    static let things = list.words("things")

    /// Four times the same letter.
    static func repetition(in passage: Passage) -> Range<Int>? {
        var start = 0
        for index in passage.scalars.indices {
            if String(passage.scalars[index]).plain != String(passage.scalars[start]).plain { start = index }
            if index - start == 3, passage.scalars[index].isLetter { return start..<index + 1 }
        }
        return nil
    }
}
