extension Rule {
    /// A text about something else: it names neither a person nor anything of the work.
    ///
    /// A list of words does what distances between texts would do for longer ones, and a moderator can read why.
    static let offTopic = Rule("off-topic", "Off-topic", version: OffTopic.list.version) { reading in
        let passage = reading.text
        guard reading.profile.kind == .bio, passage.words.count >= OffTopic.fewestWords,
            reading.language == nil, reading.filler == nil
        else { return [] }
        let names = Set(reading.name.words.map(\.folded))
        let hits = passage.words.indices.count { index in
            names.contains(passage.words[index].folded) || OffTopic.words.match(at: index, in: passage) != nil
        }
        guard hits * OffTopic.oneIn < passage.words.count else { return [] }
        return [
            Finding(
                .review, .bio, passage.trimmed, "The text speaks neither of a person nor of care.",
                fix: "Say who you are, whom you help and how.")
        ]
    }
}

private enum OffTopic {
    static let list = Reference("off-topic")
    static let words = list.phrases("words")
    static let fewestWords = 10
    /// Texts about somebody's work say such a word in every tenth; one in forty is an accident.
    static let oneIn = 40
}
