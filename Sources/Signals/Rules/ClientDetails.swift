extension Rule {
    /// What could tell who a client is. A clinician's own number and website are not meant.
    ///
    /// Source: the identifiers of 45 CFR 164.514(b)(2), as far as they turn up in what clinicians write.
    static let clientDetails = Rule("client-details", "Client details", version: ClientDetails.list.version) {
        reading in
        let passage = reading.text
        return
            (ClientDetails.numbers(passage) + ClientDetails.births(passage) + ClientDetails.names(passage)
            + ClientDetails.stories(passage)).sorted { $0.span.lowerBound < $1.span.lowerBound }
    }
}

private enum ClientDetails {
    static let list = Reference("client-details")
    private static let record = list.phrases("record")
    private static let birth = list.phrases("birth")
    private static let client = list.phrases("client")
    private static let one = list.words("one")
    private static let noNames = list.words("no-names")
    private static let conditions = list.phrases("conditions")
    private static let encounters = list.phrases("encounters")

    private static let fix = "Take it out. A text must not tell who a client is."

    /// Social security numbers, and numbers of medical records.
    static func numbers(_ passage: Passage) -> [Finding] {
        var findings: [Finding] = []
        for index in passage.words.indices {
            let (word, rest) = (passage.words[index], passage.words.dropFirst(index + 1))
            if isDigits(word, 3), rest.count >= 2, isDigits(rest[index + 1], 2), isDigits(rest[index + 2], 4),
                isHyphen(passage, index), isHyphen(passage, index + 1), !isHyphen(passage, index - 1),
                !isHyphen(passage, index + 2)
            {
                findings.append(
                    Finding(
                        .block, .bio, passage.span(index..<index + 3),
                        "This looks like a social security number.",
                        fix: fix))
            }
            guard let label = record.match(at: index, in: passage) else { continue }
            let number = rest.prefix(4 + label.words.count).first {
                $0.folded.utf8.count >= 5 && isDigits($0)
            }
            guard let number else { continue }
            findings.append(
                Finding(
                    .block, .bio, word.range.lowerBound..<number.range.upperBound,
                    "This looks like the number of somebody’s record.", fix: fix))
        }
        return findings
    }

    private static func isDigits(_ word: Passage.Word, _ count: Int? = nil) -> Bool {
        word.folded.utf8.allSatisfy { (48...57).contains($0) } && (count == nil || word.range.count == count)
    }

    private static func isHyphen(_ passage: Passage, _ index: Int) -> Bool {
        guard passage.words.indices.contains(index), index + 1 < passage.words.count else { return false }
        let gap = passage.gap(after: index)
        return gap.count == 1 && ["-", "‑", "–"].contains(gap[gap.startIndex])
    }

    static func births(_ passage: Passage) -> [Finding] {
        birth.matches(in: passage).compactMap { match in
            let near = passage.words.dropFirst(match.words.upperBound).prefix(4)
            guard let number = near.first(where: { isDigits($0) }) else { return nil }
            let span = passage.words[match.words.lowerBound].range.lowerBound..<number.range.upperBound
            return Finding(
                .review, .bio, span, "\(passage.quote(span)) looks like somebody’s date of birth.", fix: fix)
        }
    }

    /// "My client Sarah", "a patient named Tom".
    static func names(_ passage: Passage) -> [Finding] {
        client.matches(in: passage).compactMap { match in
            guard match.words.lowerBound > 0, match.words.upperBound < passage.words.count else { return nil }
            let before = passage.words[match.words.lowerBound - 1]
            guard one.contains(before.folded) else { return nil }
            let name = passage.words[match.words.upperBound]
            guard passage.words[match.words.upperBound - 1].runsOn, name.isCapitalized, !name.isAllCapitals,
                !noNames.contains(name.folded)
            else { return nil }
            let span = before.range.lowerBound..<name.range.upperBound
            return Finding(.review, .bio, span, "\(passage.quote(span)) names a client.", fix: fix)
        }
    }

    /// Age, diagnosis and an encounter in one sentence tell who it was to those who know them.
    static func stories(_ passage: Passage) -> [Finding] {
        passage.sentences.compactMap { sentence in
            let age = sentence.first { index in
                index + 2 < sentence.upperBound && isDigits(passage.words[index])
                    && ["year", "years"].contains(passage.words[index + 1].folded)
                    && passage.words[index + 2].folded == "old"
            }
            guard let age, conditions.isIn(passage, sentence), encounters.isIn(passage, sentence) else {
                return nil
            }
            return Finding(
                .review, .bio, passage.span(age..<sentence.upperBound),
                "Age and diagnosis together can tell who a client is.",
                fix: "Speak of people in general, or ask the client and say so.")
        }
    }
}
