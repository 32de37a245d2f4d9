extension Rule {
    /// Promises that nobody can keep: cures, guaranteed results, "clinically proven" without a source, "the best".
    static let cureClaims = Rule("cure-claims", "Cure claims", version: CureClaims.list.version) { reading in
        let passage = reading.text
        return
            (CureClaims.promises(passage) + CureClaims.cures(passage) + CureClaims.proofs(passage)
            + CureClaims.boasts(passage)).sorted { $0.span.lowerBound < $1.span.lowerBound }
    }
}

private enum CureClaims {
    static let list = Reference("cure-claims")
    private static let promised = list.phrases("promises")
    private static let cured = list.phrases("cures")
    private static let talkedOf = list.phrases("talk-of-cures")
    private static let proven = list.phrases("proofs")
    private static let boasted = list.phrases("boasts")
    private static let negations = list.words("negations")
    private static let sources = list.phrases("sources")
    /// How far before a word its "not" may stand.
    private static let reach = 5

    /// "I cannot guarantee", "guarantees nothing"; what stands before a "but" denies nothing behind it.
    private static func isDenied(_ words: Range<Int>, in passage: Passage) -> Bool {
        if words.upperBound < passage.words.count, passage.words[words.upperBound - 1].runsOn,
            ["no", "nothing"].contains(passage.words[words.upperBound].folded)
        {
            return true
        }
        var index = words.lowerBound - 1
        while index >= 0, index >= words.lowerBound - reach, !passage.words[index].endsSentence {
            let word = passage.words[index].folded
            if word == "but" { return false }
            if negations.contains(word) || word.hasSuffix("n't") { return true }
            index -= 1
        }
        return false
    }

    static func promises(_ passage: Passage) -> [Finding] {
        promised.matches(in: passage).filter { !isDenied($0.words, in: passage) }.map { match in
            let span = passage.span(match.words)
            return Finding(
                .block, .bio, span, "\(passage.quote(span)) promises a result that nobody can promise.",
                fix: "Say what you do and what people can expect from it.")
        }
    }

    static func cures(_ passage: Passage) -> [Finding] {
        let certain = cured.matches(in: passage).filter { !isDenied($0.words, in: passage) }
        let places = (certain + promised.matches(in: passage)).map(\.words)
        let vague = talkedOf.matches(in: passage).filter { match in
            !isDenied(match.words, in: passage) && !places.contains { $0.overlaps(match.words) }
        }
        func finding(_ match: Phrases.Match, _ severity: Signal.Severity) -> Finding {
            let span = passage.span(match.words)
            return Finding(
                severity, .bio, span, "\(passage.quote(span)) speaks of a cure.",
                fix: "Speak of help, treatment or relief.")
        }
        return certain.map { finding($0, .block) } + vague.map { finding($0, .review) }
    }

    /// A claim of proof stands where its sentence names a source.
    static func proofs(_ passage: Passage) -> [Finding] {
        passage.sentences.flatMap { sentence in
            let matches = sentence.compactMap { proven.match(at: $0, in: passage) }.prefix(1)
            guard !matches.isEmpty, !hasSource(sentence, passage) else { return [Finding]() }
            return matches.filter { !isDenied($0.words, in: passage) }.map { match in
                let span = passage.span(match.words)
                return Finding(
                    .review, .bio, span, "\(passage.quote(span)) names no source.",
                    fix: "Name the study, or say it more carefully.")
            }
        }
    }

    private static func hasSource(_ sentence: Range<Int>, _ passage: Passage) -> Bool {
        let hasYear = sentence.contains { index in
            Int(passage.words[index].folded).map { (1950...2100).contains($0) } == true
                && passage.gap(after: index).first.map { [")", "]"].contains($0) } == true
        }
        return hasYear || sources.isIn(passage, sentence)
    }

    static func boasts(_ passage: Passage) -> [Finding] {
        boasted.matches(in: passage).filter { !isDenied($0.words, in: passage) }.map { match in
            let span = passage.span(match.words)
            return Finding(
                .review, .bio, span, "\(passage.quote(span)) cannot be checked.",
                fix: "Say what you have learned and whom you have worked with.")
        }
    }
}
