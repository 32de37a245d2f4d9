extension Rule {
    /// Words that people in need may look for or be hurt by: old crisis numbers, harmful ways to speak of suicide, and
    /// topics that ask for a crisis line on the page.
    ///
    /// Source of the wording: Recommendations for Reporting on Suicide, reportingonsuicide.org; the number is 988 since
    /// July 2022.
    static let crisisLanguage = Rule("crisis-language", "Crisis language", version: Crisis.list.version) {
        reading in
        let passage = reading.text
        let found = Crisis.numbers(passage) + Crisis.distress(passage) + Crisis.wording(passage)
        let mention = found.isEmpty ? Crisis.mention(passage, .bio) : []
        let topics = reading.fields.filter { $0.field == .topics }.flatMap {
            Crisis.mention($0.passage, .topics)
        }
        return found.sorted { $0.span.lowerBound < $1.span.lowerBound } + mention + topics
    }
}

private enum Crisis {
    static let list = Reference("crisis")
    private static let urgent = list.phrases("urgent")
    private static let ownDistress = list.phrases("own-distress")
    private static let harmful = list.phrases("harmful")
    private static let stale = list["stale-numbers"].map { Array($0.unicodeScalars) }

    /// A number that is no longer the one to call.
    static func numbers(_ passage: Passage) -> [Finding] {
        var digits: [(digit: Unicode.Scalar, at: Int)] = []
        for (index, scalar) in passage.scalars.enumerated() where scalar.isASCIIDigit {
            digits.append((scalar, index))
        }
        var findings: [Finding] = []
        var start = 0
        while start < digits.count {
            let number = stale.first { number in
                digits[start].digit == number[0] && start + number.count <= digits.count
                    && zip(digits[start...], number).allSatisfy { $0.digit == $1 }
            }
            guard let number else {
                start += 1
                continue
            }
            let span = digits[start].at..<digits[start + number.count - 1].at + 1
            start += number.count
            // Digits that lie far apart are no number.
            guard span.count < number.count + 8 else { continue }
            findings.append(
                Finding(
                    .review, .bio, span, "\(passage.quote(span)) is an old crisis number.",
                    fix: "Write 988, by call or text."))
        }
        return findings
    }

    static func distress(_ passage: Passage) -> [Finding] {
        ownDistress.matches(in: passage).map { match in
            let span = passage.span(match.words)
            return Finding(
                .review, .bio, span, "\(passage.quote(span)) may be somebody in need.",
                fix: "Look at this first. If the person speaks of themselves, call them and offer 988.")
        }
    }

    static func wording(_ passage: Passage) -> [Finding] {
        harmful.matches(in: passage).map { match in
            let span = passage.span(match.words)
            return Finding(
                .advise, .bio, span, "\(passage.quote(span)) can hurt those who read it in need.",
                fix: "Write “died by suicide” or “survived a suicide attempt”, and name no method.")
        }
    }

    static func mention(_ passage: Passage, _ field: ProfileField) -> [Finding] {
        urgent.matches(in: passage).prefix(1).map { match in
            let span = passage.span(match.words)
            return Finding(
                .advise, field, span, "Who looks for help with this may need it at once.",
                fix: "See that the crisis line, 988, stands on the page.")
        }
    }
}
