extension Rule {
    /// A text, or a paragraph of it, in a language that the profile does not name.
    static let undeclaredLanguage = Rule(
        "undeclared-language", "Undeclared language", version: Languages.list.version
    ) { reading in
        let (passage, profile) = (reading.text, reading.profile)
        guard reading.filler == nil else { return [] }
        func finding(_ language: Language?, _ range: Range<Int>, isWhole: Bool) -> Finding? {
            guard let language, !language.isDeclared(in: profile) else { return nil }
            let what = isWhole ? "The text" : "This part"
            return Finding(
                isWhole ? .block : .review, .bio, passage.span(range),
                "\(what) looks like \(language.name), which the profile does not name.",
                fix: "Write it in English, or add \(language.name) to the languages.")
        }
        if let whole = finding(reading.language, 0..<passage.words.count, isWhole: true) { return [whole] }
        return passage.lines.compactMap {
            finding(Languages.language(of: $0, in: passage), $0, isWhole: false)
        }
    }
}

/// A language by what it goes by in profiles.
struct Language: Sendable {
    let name: String
    /// In lower case: English name, its own name, ISO code.
    let names: Set<String>

    func isDeclared(in profile: ProfileText) -> Bool {
        profile.languages.contains { declared in
            let words = Passage(declared).words.map(\.folded)
            return !names.isDisjoint(with: words)
        }
    }
}

enum Languages {
    static let list = Reference("languages")

    private struct Profile: Sendable {
        let language: Language
        let words: [String]
        let letters: Set<Unicode.Scalar>
    }

    private struct Script: Sendable {
        let range: ClosedRange<UInt32>
        let language: Language
    }

    private static let english = "English"
    /// Fewer say nothing about a language.
    private static let fewestLetters = 20
    private static let fewestHits = 3.0

    private static let profiles: [Profile] = list.names.filter { !$0.hasPrefix("script") }.map { name in
        let entries = list.table(name)
        return Profile(
            language: Language(name: name, names: Set((entries["names"] ?? []).map { $0.lowercased() })),
            words: entries["words"] ?? [],
            letters: Set((entries["letters"] ?? []).flatMap(\.unicodeScalars)))
    }

    /// Which profiles have a word.
    private static let profilesOfWord: [String: Set<Int>] = {
        var found: [String: Set<Int>] = [:]
        for (index, profile) in profiles.enumerated() {
            for word in profile.words { found[word, default: []].insert(index) }
        }
        return found
    }()

    private static let scripts: [Script] = list.names.compactMap { name in
        let parts = name.split(separator: " ")
        guard parts.count == 4, parts[0] == "script", let first = UInt32(parts[1], radix: 16),
            let last = UInt32(parts[2], radix: 16)
        else { return nil }
        return Script(
            range: first...last,
            language: Language(
                name: String(parts[3]),
                names: Set((list.table(name)["names"] ?? []).map { $0.lowercased() })))
    }

    /// The language of these words; nil for English, and where nobody can tell.
    static func language(of range: Range<Int>, in passage: Passage) -> Language? {
        let span = passage.span(range)
        let letters = passage.scalars[span].filter { $0.isLetter }
        guard letters.count >= fewestLetters else { return nil }
        let foreign = letters.filter { $0.value >= 0x370 && !(0x1E00...0x1EFF).contains($0.value) }
        if foreign.count * 2 > letters.count {
            return scripts.map { script in
                (script.language, foreign.count { script.range.contains($0.value) })
            }
            .max { $0.1 < $1.1 }.flatMap { $0.1 * 2 > foreign.count ? $0.0 : nil }
        }
        return latin(range, in: passage)
    }

    private static func latin(_ range: Range<Int>, in passage: Passage) -> Language? {
        var scores = [Double](repeating: 0, count: profiles.count)
        for word in passage.words[range] {
            for index in profilesOfWord[word.folded] ?? [] { scores[index] += 1 }
            let marks = word.folded.unicodeScalars.filter { $0.value >= 0x80 }
            guard !marks.isEmpty else { continue }
            for (index, profile) in profiles.enumerated() {
                if marks.contains(where: profile.letters.contains) { scores[index] += 0.5 }
            }
        }
        guard let own = profiles.firstIndex(where: { $0.language.name == english }),
            let best = scores.indices.filter({ $0 != own }).max(by: { scores[$0] < scores[$1] }),
            scores[best] >= fewestHits, scores[best] >= 0.15 * Double(range.count),
            scores[best] >= 2 * scores[own]
        else { return nil }
        return profiles[best].language
    }
}
