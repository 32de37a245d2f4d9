extension Rule {
    /// What a program left where it should have put a value: `{{name}}`, `${city}`, `[insert name]`, `undefined`.
    ///
    /// "Null" and "none" are words too, so they count only where a value belongs: as a whole field, behind a label, or
    /// as a place.
    static let templateLeak = Rule("template-leak", "Template leak", version: 1) { reading in
        reading.fields.flatMap { field, passage in
            (TemplateLeak.marks(in: passage) + TemplateLeak.slots(in: passage))
                .sorted { $0.lowerBound < $1.lowerBound }
                .map { span in
                    Finding(
                        .block, field, span, "\(passage.quote(span)) stands where a value belongs.",
                        fix: "Write what belongs there, or take it out.")
                }
        }
    }
}

private enum TemplateLeak {
    /// A mark of a template language that is open and closed again within a line of text.
    static func marks(in passage: Passage) -> [Range<Int>] {
        let scalars = passage.scalars
        var spans: [Range<Int>] = []
        var at = 0
        while at < scalars.count {
            if let end = mark(scalars, at) {
                spans.append(at..<end)
                at = end
            } else {
                at += 1
            }
        }
        return spans
    }

    private static let longest = 80

    private static func mark(_ scalars: [Unicode.Scalar], _ at: Int) -> Int? {
        switch scalars[at] {
        case "{" where next(scalars, at) == "{": return close(scalars, at + 2, ["}", "}"])
        case "$" where next(scalars, at) == "{": return close(scalars, at + 2, ["}"])
        case "<" where next(scalars, at) == "%": return close(scalars, at + 2, ["%", ">"])
        case "%": return percent(scalars, at)
        case "[": return bracket(scalars, at)
        default: return nil
        }
    }

    private static func next(_ scalars: [Unicode.Scalar], _ at: Int) -> Unicode.Scalar? {
        at + 1 < scalars.count ? scalars[at + 1] : nil
    }

    private static func close(
        _ scalars: [Unicode.Scalar], _ start: Int, _ closing: [Unicode.Scalar]
    ) -> Int? {
        let end = min(scalars.count, start + longest)
        var at = start
        while at + closing.count <= end, !scalars[at].isNewline {
            if Array(scalars[at..<at + closing.count]) == closing { return at + closing.count }
            at += 1
        }
        return nil
    }

    /// `%FIRST_NAME%`.
    private static func percent(_ scalars: [Unicode.Scalar], _ at: Int) -> Int? {
        var end = at + 1
        while end < scalars.count, end - at < longest,
            ("A"..."Z").contains(scalars[end]) || scalars[end] == "_"
        {
            end += 1
        }
        guard end - at > 2, end < scalars.count, scalars[end] == "%" else { return nil }
        return end + 1
    }

    private static let inBrackets = Phrases([
        "your _", "your", "insert", "insert _", "name", "first name", "last name", "company", "company _",
        "city",
        "state", "object object", "practice name", "clinician name", "provider name", "therapist name",
    ])

    /// `[your city]`, `[object Object]`.
    private static func bracket(_ scalars: [Unicode.Scalar], _ at: Int) -> Int? {
        guard let end = close(scalars, at + 1, ["]"]) else { return nil }
        // Behind a text in brackets Markdown has an address: that is a link.
        if end < scalars.count, scalars[end] == "(" { return nil }
        var inner = String.UnicodeScalarView()
        inner.append(contentsOf: scalars[at + 1..<end - 1])
        let passage = Passage(String(inner))
        guard !passage.words.isEmpty, inBrackets.match(at: 0, in: passage) != nil else { return nil }
        return end
    }

    // MARK: Words for nothing

    private static let places: Set<String> = ["in", "from", "at", "near"]
    private static let addressed: Set<String> = ["hi", "hello", "dear", "named", "i'm", "am"]

    static func slots(in passage: Passage) -> [Range<Int>] {
        let isSlot = passage.words.map { isNothing($0, in: passage) }
        guard isSlot.contains(true) else { return [] }
        if isSlot.allSatisfy({ $0 }) { return [passage.trimmed] }
        var spans: [Range<Int>] = []
        var index = 0
        while index < isSlot.count {
            guard isSlot[index] else {
                index += 1
                continue
            }
            var last = index
            while last + 1 < isSlot.count, isSlot[last + 1], passage.words[last].runsOn { last += 1 }
            if last > index || standsForValue(index, in: passage) {
                spans.append(passage.span(index..<last + 1))
            }
            index = last + 1
        }
        return spans
    }

    private static func isNothing(_ word: Passage.Word, in passage: Passage) -> Bool {
        guard ["undefined", "null", "nan", "none"].contains(word.folded) else { return false }
        return ["undefined", "null", "NULL", "NaN", "None"].contains(passage.text(of: word))
    }

    private static func standsForValue(_ index: Int, in passage: Passage) -> Bool {
        let before = passage.gap(before: index)
        let behind = passage.gap(after: index).first { $0 != " " }
        let isClosed =
            behind.map { ",.;!?)\n\r".unicodeScalars.contains($0) } ?? (index + 1 == passage.words.count)
        if before.contains(":") { return isClosed }
        guard index > 0 else { return false }
        let previous = passage.words[index - 1]
        let onlySpace = before.allSatisfy(\.isSpace)
        if onlySpace, places.contains(previous.folded) {
            let goesOn = index + 1 < passage.words.count && passage.words[index + 1].folded == "and"
            let isNullAndVoid = index + 2 < passage.words.count && passage.words[index + 2].folded == "void"
            return isClosed || (goesOn && !isNullAndVoid)
        }
        if onlySpace, addressed.contains(previous.folded) { return isClosed }
        // "Fresno, undefined": a place behind a place, and not "slowly, undefined".
        let beginsSentence = index < 2 || passage.words[index - 2].endsSentence
        return before.contains(",") && previous.isCapitalized && !beginsSentence && isClosed
    }
}
