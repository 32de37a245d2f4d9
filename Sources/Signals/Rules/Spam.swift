extension Rule {
    /// Advertising that does not belong to a clinician, and letters that hide what a text says.
    static let spam = Rule("spam", "Spam", version: Spam.list.version) { reading in
        reading.fields.flatMap { field, passage in
            Spam.phrases(passage, field) + Spam.links(passage, field) + Spam.disguise(passage, field)
                + Spam.capitals(passage, field)
        }
    }
}

private enum Spam {
    static let list = Reference("spam")
    private static let wares = list.phrases("wares")
    private static let channels = list.phrases("channels")
    private static let shorteners = list["shorteners"]
    /// Longer chunks without a space are no address that anybody would follow.
    private static let longestLink = 300
    private static let mostLinks = 2

    static func phrases(_ passage: Passage, _ field: ProfileField) -> [Finding] {
        let sold = wares.matches(in: passage).map { match in
            let span = passage.span(match.words)
            return Finding(
                .review, field, span, "\(passage.quote(span)) belongs to advertising of another kind.",
                fix: "Take it out, or say what it has to do with your work.")
        }
        let elsewhere = channels.matches(in: passage).map { match in
            let span = passage.span(match.words)
            return Finding(
                .review, field, span, "\(passage.quote(span)) leads away from channels that protect clients.",
                fix: "Give a telephone number or a website instead.")
        }
        return sold + elsewhere
    }

    /// One website is everybody's good right; many are advertising, and a short one hides where it leads.
    static func links(_ passage: Passage, _ field: ProfileField) -> [Finding] {
        let chunks = chunks(of: passage)
        let links = chunks.filter { chunk in
            let text = passage.text(chunk).lowercased()
            return text.contains("://") || text.hasPrefix("www.")
        }
        let short = chunks.filter { chunk in
            let text = passage.text(chunk).lowercased()
            return shorteners.contains { host in
                text.hasPrefix("\(host)/") || text.contains("//\(host)/") || text.contains("//www.\(host)/")
            }
        }
        var findings = short.map { span in
            Finding(
                .review, field, span, "\(passage.quote(span)) hides where it leads.",
                fix: "Write the whole address.")
        }
        if field == .bio, links.count > mostLinks {
            findings.append(
                Finding(
                    .review, field, links[mostLinks], "There are \(links.count) links in this text.",
                    fix: "Keep the one that helps somebody who looks for care."))
        }
        return findings
    }

    private static func chunks(of passage: Passage) -> [Range<Int>] {
        let isSeparator = { (scalar: Unicode.Scalar) in
            scalar.isSpace || "()[]<>\"".unicodeScalars.contains(scalar)
        }
        var chunks: [Range<Int>] = []
        var start = 0
        for index in 0...passage.scalars.count {
            guard index == passage.scalars.count || isSeparator(passage.scalars[index]) else { continue }
            let chunk = start..<min(index, start + longestLink)
            // Nothing shorter is an address; this also leaves out most words.
            if chunk.count >= 8, passage.scalars[chunk].contains("/") || passage.scalars[chunk].contains(".")
            {
                chunks.append(chunk)
            }
            start = index + 1
        }
        return chunks
    }

    /// Letters of two alphabets in one word, and what nobody sees between letters.
    static func disguise(_ passage: Passage, _ field: ProfileField) -> [Finding] {
        var findings: [Finding] = []
        for word in passage.words where findings.count < Rule.mostSignals {
            let scalars = passage.scalars[word.range]
            guard scalars.contains(where: { $0.value >= 0x80 }) else { continue }
            let hasLatin = scalars.contains(where: \.isASCIILetter)
            if hasLatin, scalars.contains(where: Passage.isInvisible), !scalars.contains("\u{AD}") {
                findings.append(
                    Finding(
                        .review, field, word.range, "There are characters in this word that nobody sees.",
                        fix: "Type the word anew."))
            } else if hasLatin, scalars.contains(where: { (0x370...0x52F).contains($0.value) }) {
                findings.append(
                    Finding(
                        .review, field, word.range,
                        "\(passage.quote(word.range)) mixes letters of two alphabets that look alike.",
                        fix: "Type the word anew."))
            }
        }
        return findings
    }

    /// A text that shouts. Short ones are abbreviations, of which a profession has many.
    static func capitals(_ passage: Passage, _ field: ProfileField) -> [Finding] {
        let long = passage.words.filter { $0.range.count > 5 }
        let loud = long.filter(\.isAllCapitals)
        guard field == .bio, loud.count >= 5, loud.count * 10 > long.count * 3, let first = loud.first else {
            return []
        }
        return [
            Finding(
                .review, field, first.range, "Much of the text is in capitals.",
                fix: "Write it in sentence case, which is easier to read.")
        ]
    }
}
