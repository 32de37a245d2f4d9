extension Rule {
    /// A text that introduces somebody else than the profile's name.
    static let nameMismatch = Rule("name-mismatch", "Name mismatch", version: Introductions.list.version) {
        reading in
        guard reading.profile.kind == .bio, !reading.name.words.isEmpty else { return [] }
        let known = KnownNames(reading.profile)
        return Introductions.all(in: reading.text).filter { introduction in
            !introduction.contains { known.isLike(reading.text.words[$0].folded) }
        }
        .prefix(1)
        .map { introduction in
            let span = reading.text.span(introduction)
            let name =
                reading.profile.name?.split(whereSeparator: \.isWhitespace).joined(separator: " ") ?? ""
            return Finding(
                .review, .bio, span,
                "The text introduces \(reading.text.quote(span)), and the profile is \(name)’s.",
                fix: "Use one name in both, or add the other name to the profile.")
        }
    }
}

/// The names that a person goes by.
private struct KnownNames {
    private let names: [String]
    private static let nicknames: [String: Set<String>] = {
        var alike: [String: Set<String>] = [:]
        for line in Introductions.list["nicknames"] {
            let names = Set(line.split(separator: " ").map { String($0) })
            for name in names { alike[name, default: []].formUnion(names) }
        }
        return alike
    }()

    init(_ profile: ProfileText) {
        names = ([profile.name ?? ""] + profile.otherNames)
            .flatMap { Passage($0).words.map(\.folded.plain) }
    }

    func isLike(_ word: String) -> Bool {
        let word = word.plain.replacing("'s", with: "")
        return names.contains { name in
            name == word || name.hasPrefix(word) || (name.count > 2 && word.hasPrefix(name))
                || Self.nicknames[name]?.contains(word) == true
                || Similarity.jaroWinkler(name, word) >= 0.85 || Similarity.trigram(name, word) >= 0.4
        }
    }
}

/// Where a text says who it is about.
private enum Introductions {
    static let list = Reference("introductions")
    private static let professions = list.words("professions")
    private static let deeds = list.words("deeds")
    private static let noNames = list.words("no-names")
    private static let honorifics: Set<String> = ["dr", "mr", "mrs", "ms", "mx", "prof", "rev"]
    private static let selfNaming = Phrases(["my name is", "call me", "known as", "meet"])

    /// The words of each name, in the order of the text.
    static func all(in passage: Passage) -> [Range<Int>] {
        var found: [Range<Int>] = []
        if let first = passage.sentences.first, let name = subject(of: first, in: passage) {
            found.append(name)
        }
        for sentence in passage.sentences.prefix(3) {
            for index in sentence {
                if let name = behindSelf(index, sentence, passage) { found.append(name) }
            }
        }
        return found
    }

    /// "Ana Lee is a licensed therapist", "Dr. Lee earned her degree".
    private static func subject(of sentence: Range<Int>, in passage: Passage) -> Range<Int>? {
        guard let name = name(at: sentence.lowerBound, sentence, passage),
            name.upperBound < sentence.upperBound
        else { return nil }
        let verb = passage.words[name.upperBound].folded
        let rest = sentence.suffix(from: name.upperBound).dropFirst().prefix(8).map {
            passage.words[$0].folded
        }
        if ["is", "was"].contains(verb),
            rest.first.map({ ["a", "an", "the", "your", "licensed"].contains($0) }) == true,
            rest.contains(where: professions.contains)
        {
            return name
        }
        return deeds.contains(verb) ? name : nil
    }

    /// "I'm Ana", "I am Ana Lee, a therapist", "My name is Ana".
    private static func behindSelf(_ index: Int, _ sentence: Range<Int>, _ passage: Passage) -> Range<Int>? {
        let word = passage.words[index]
        if let match = selfNaming.match(at: index, in: passage), match.words.upperBound < sentence.upperBound
        {
            let isMeet = match.phrase == "meet"
            guard !isMeet || index == sentence.lowerBound else { return nil }
            guard let name = name(at: match.words.upperBound, sentence, passage) else { return nil }
            return isMeet && !passage.words[name.upperBound - 1].endsSentence && name.count < 2 ? nil : name
        }
        let isSelf = word.folded == "i'm"
        let isSelfInTwo =
            word.folded == "i" && index + 1 < sentence.upperBound && passage.words[index + 1].folded == "am"
        guard isSelf || isSelfInTwo, word.runsOn,
            let name = name(at: index + (isSelf ? 1 : 2), sentence, passage)
        else { return nil }
        // "I'm Ana," and "I'm Ana and" name somebody; "I'm Reiki trained" does not.
        let gap = passage.gap(after: name.upperBound - 1).first { !$0.isSpace }
        let next = name.upperBound < sentence.upperBound ? passage.words[name.upperBound].folded : nil
        let isClosed = gap.map { ",.!;–—(".contains(Character($0)) } ?? (next == nil)
        return isClosed || next == "and" || next == "a" ? name : nil
    }

    /// One to three capitalized words that may be a name.
    private static func name(at start: Int, _ sentence: Range<Int>, _ passage: Passage) -> Range<Int>? {
        var first = start
        while first < sentence.upperBound, honorifics.contains(passage.words[first].folded) { first += 1 }
        var end = first
        while end < sentence.upperBound, end - first < 3, isName(passage.words[end]) {
            end += 1
            if !passage.words[end - 1].runsOn || passage.gap(after: end - 1).contains(",") { break }
        }
        return end > first ? first..<end : nil
    }

    private static func isName(_ word: Passage.Word) -> Bool {
        word.isCapitalized && word.range.count > 1 && !word.isAllCapitals && !noNames.contains(word.folded)
            && !professions.contains(word.folded) && !word.folded.hasSuffix("n't")
            && !word.folded.contains("'")
    }
}
