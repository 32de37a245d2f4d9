import Kernel

extension Setting where Value == [String] {
    static let blockedWords = Setting(
        "policy.ads.blocked_words",
        default: [
            "alcohol", "beer", "vodka", "whiskey", "casino", "gambl", "betting", "lottery", "weight loss",
            "lose weight", "diet pill", "detox", "payday loan", "cash advance", "cannabis", "cbd", "kratom",
            "psychedelic", "miracle cure", "guaranteed cure",
        ],
        "Words of what may not be advertised beside pages about mental health.",
        check: { words in words.contains { $0.lowercased() != $0 } ? "words in small letters" : nil })
}

/// What the house does not advertise; Config/policy.yaml says it.
struct AdPolicy: Sendable {
    let blockedWords: [String]

    init(_ settings: Settings) {
        blockedWords = settings[.blockedWords]
    }

    /// The first blocked word that begins a word of the text; nil when there is none.
    func blocked(in text: String) -> String? {
        let text =
            " "
            + text.lowercased().map { $0.isLetter || $0.isNumber ? String($0) : " " }.joined()
            .split(separator: " ").joined(separator: " ")
        return blockedWords.first { text.contains(" " + $0) }
    }

    /// The problem with a field that holds a blocked word.
    func problem(with text: String) -> Problem? {
        blocked(in: text).map { .other("This house does not advertise “\($0)”. Leave it out.") }
    }
}
