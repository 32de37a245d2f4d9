/// Checks a text against its schema and turns what stands into a document.
struct SchemaCheck {
    private let schema: DocumentSchema
    private var findings: Findings
    private var blockCount = 0
    private var isCounting = true

    /// The document of a text.
    /// - Throws: every issue, those that were found while reading included.
    static func document(
        _ tree: [SourceBlock], against schema: DocumentSchema, findings: Findings
    ) throws(DocumentIssues) -> Parsed {
        var check = SchemaCheck(schema: schema, findings: findings)
        let blocks = check.blocks(tree, in: .document, depth: 1)
        let document = Document(blocks: blocks)
        check.countCharacters(of: document, at: tree.first?.place)
        guard check.findings.issues.isEmpty else {
            throw DocumentIssues(check.findings.issues.sortedByLine())
        }
        return Parsed(document: document, notes: check.findings.notes)
    }

    private init(schema: DocumentSchema, findings: Findings) {
        self.schema = schema
        self.findings = findings
    }

    private enum Container {
        case document
        case item
        case quote
        case callout
        case answer

        func mayHold(_ kind: DocumentSchema.BlockKind) -> Bool {
            switch self {
            case .document: true
            case .answer: kind != .question && kind != .rule
            case .item, .quote: [.paragraph, .bulletList, .orderedList, .quote].contains(kind)
            case .callout: [.paragraph, .bulletList, .orderedList].contains(kind)
            }
        }

        var name: String {
            switch self {
            case .document: "text"
            case .item: "list"
            case .quote: "quote"
            case .callout: "callout"
            case .answer: "answer"
            }
        }

        var phrase: String { self == .answer ? "an answer" : "a \(name)" }
    }

    private mutating func blocks(_ source: [SourceBlock], in container: Container, depth: Int) -> [Block] {
        if depth > schema.maxDepth, let first = source.first {
            findings.refuseDepth(first.place, limit: schema.maxDepth)
            return []
        }
        var checked: [(block: Block, place: Place)] = []
        for block in source {
            guard count(block.place) else { break }
            if let next = self.block(block, in: container, depth: depth) {
                checked.append((next, block.place))
            }
        }
        guard container == .document || container == .answer else { return checked.map(\.block) }
        return withoutEmptySections(checked)
    }

    private mutating func block(_ source: SourceBlock, in container: Container, depth: Int) -> Block? {
        let kind = source.content.kind
        let place = source.place
        guard schema.blocks.contains(kind) else {
            findings.refuse(
                place, "\(place.subject) holds \(kind.phrase), which cannot stand here. Remove it.")
            return nil
        }
        guard container.mayHold(kind) else {
            findings.refuse(
                place,
                "\(place.subject) holds \(kind.phrase) inside \(container.phrase). "
                    + "Move it out of the \(container.name)."
            )
            return nil
        }
        switch source.content {
        case .paragraph(let inlines):
            check(inlines, at: place)
            return .paragraph(inlines)
        case .heading(let level, let inlines):
            return heading(level, inlines, at: place, in: container)
        case .bulletList(let items):
            return .bulletList(self.items(items, depth: depth))
        case .orderedList(let start, let items):
            guard Normalization.listStarts.contains(start) else {
                findings.refuse(
                    place,
                    "\(place.subject) begins a list at \(start). Begin it at a number from 0 to 999,999.")
                return nil
            }
            return .orderedList(start: start, self.items(items, depth: depth))
        case .quote(let inner):
            return .quote(blocks(inner, in: .quote, depth: depth + 1))
        case .callout(let kind, let inner):
            return .callout(kind, blocks(inner, in: .callout, depth: depth + 1))
        case .question(let text, let answer):
            return question(text, answer, at: place, depth: depth)
        case .definitions(let pairs):
            return .definitions(pairs.compactMap { definition($0) })
        case .table(let header, let rows):
            return table(header, rows, at: place)
        case .rule:
            return .rule
        case .figure(let figure):
            return self.figure(figure, at: place)
        }
    }

    private mutating func heading(
        _ level: Int, _ inlines: [Inline], at place: Place, in container: Container
    ) -> Block? {
        check(inlines, at: place)
        guard let known = HeadingLevel(rawValue: level) else {
            findings.refuse(
                place,
                level < 2
                    ? "\(place.subject) holds a first-level heading, which is the title’s. "
                        + "Use the second level (##)."
                    : "\(place.subject) holds a heading of level \(level). "
                        + "Use level 2, 3 or 4 (##, ### or ####)."
            )
            return nil
        }
        let text = PlainText.of(Normalization.line(inlines))
        guard !text.isEmpty else {
            if place.isLine {
                findings.note(place, "\(place.subject) held an empty heading. It was left out.")
            } else {
                findings.refuse(place, "A heading is empty. Write it, or remove it.")
            }
            return nil
        }
        if container == .answer, known == .two {
            findings.refuse(
                place, "“\(text.brief)” is a second-level heading inside an answer. Use level 3 or 4.")
            return nil
        }
        // In Markdown such a heading begins a question, so the document would not come back as it was.
        if container == .document, known == .two, schema.blocks.contains(.question),
            schema.questionForm == .heading, Questions.isQuestion(text)
        {
            findings.refuse(place, "“\(text.brief)” asks a question. Make it a question with an answer.")
            return nil
        }
        return .heading(level: known, inlines)
    }

    private mutating func question(
        _ inlines: [Inline], _ answer: [SourceBlock], at place: Place, depth: Int
    ) -> Block? {
        check(inlines, at: place)
        let text = PlainText.of(Normalization.line(inlines))
        guard !text.isEmpty else {
            findings.refuse(place, "A question is empty. Write it, or remove it.")
            return nil
        }
        guard Questions.isQuestion(text) else {
            findings.refuse(place, "“\(text.brief)” is a question without a question mark. End it with one.")
            return nil
        }
        let blocks = Normalization.blocks(self.blocks(answer, in: .answer, depth: depth + 1))
        guard !blocks.isEmpty else {
            if place.isLine {
                findings.note(
                    place,
                    "\(place.subject) held the question “\(text.brief)” without an answer. It was left out.")
            } else {
                findings.refuse(place, "“\(text.brief)” has no answer. Write one, or remove the question.")
            }
            return nil
        }
        return .question(inlines, answer: blocks)
    }

    private mutating func items(_ items: [SourceItem], depth: Int) -> [[Block]] {
        var result: [[Block]] = []
        for item in items {
            guard count(item.place) else { break }
            result.append(blocks(item.blocks, in: .item, depth: depth + 1))
        }
        return result
    }

    private mutating func definition(_ pair: SourceDefinition) -> Definition? {
        guard count(pair.place) else { return nil }
        check(pair.term, at: pair.place)
        check(pair.meaning, at: pair.place)
        guard !Normalization.line(pair.term).isEmpty, !Normalization.inlines(pair.meaning).isEmpty else {
            findings.refuse(
                pair.place,
                "\(pair.place.subject) holds half a definition. Write both the term and its meaning.")
            return nil
        }
        return Definition(term: pair.term, meaning: pair.meaning)
    }

    private mutating func table(_ header: [[Inline]], _ rows: [[[Inline]]], at place: Place) -> Block? {
        for row in [header] + rows {
            guard count(place) else { return nil }
            for cell in row { check(cell, at: place) }
        }
        return .table(Table(header: header, rows: rows))
    }

    private mutating func figure(_ figure: Figure, at place: Place) -> Block? {
        check([.text(figure.alt)] + figure.caption, at: place)
        let caption = PlainText.of(Normalization.line(figure.caption))
        if let problem = Figure.problem(alt: figure.alt, caption: caption) {
            findings.refuse(place, "\(place.subject) holds an image that cannot stand yet. \(problem)")
            return nil
        }
        return .figure(figure)
    }

    /// Drops headings with nothing below them, from the end, so that a heading over nothing but such goes
    /// too.
    private mutating func withoutEmptySections(_ checked: [(block: Block, place: Place)]) -> [Block] {
        var kept: [Block] = []
        for (block, place) in checked.reversed() {
            guard case .heading(let level, let inlines) = block else {
                if Normalization.blocks([block]) != [] { kept.append(block) }
                continue
            }
            if let below = kept.last, !below.endsSection(of: level, questions: schema.questionForm) {
                kept.append(block)
                continue
            }
            let text = PlainText.of(Normalization.line(inlines))
            if place.isLine {
                findings.note(
                    place,
                    "\(place.subject) held the heading “\(text.brief)” with nothing below it. "
                        + "It was left out."
                )
            } else {
                findings.refuse(
                    place,
                    "The heading “\(text.brief)” has nothing below it. Write something there, or remove it.")
            }
        }
        return kept.reversed()
    }

    private mutating func check(_ inlines: [Inline], at place: Place) {
        for inline in inlines {
            switch inline {
            case .text(let text):
                guard !text.unicodeScalars.allSatisfy(Characters.mayStand) else { continue }
                findings.refuse(
                    place, "\(place.subject) holds a control character. Remove it, or type the passage again."
                )
            case .bold(let inner): check(inner, marked: .bold, at: place)
            case .italic(let inner): check(inner, marked: .italic, at: place)
            case .link(let destination, let inner):
                check(inner, marked: destination.articleID == nil ? .link : .articleLink, at: place)
            case .lineBreak: break
            }
        }
    }

    private mutating func check(_ inner: [Inline], marked kind: DocumentSchema.MarkKind, at place: Place) {
        if !schema.marks.contains(kind) {
            findings.refuse(
                place, "\(place.subject) holds \(kind.phrase), which cannot stand here. Remove it.")
        }
        check(inner, at: place)
    }

    /// Whether another block may come; past the limit one issue is enough.
    private mutating func count(_ place: Place) -> Bool {
        guard isCounting else { return false }
        blockCount += 1
        guard blockCount > schema.maxBlocks else { return true }
        isCounting = false
        findings.refuse(
            place,
            "The text has more than \(schema.maxBlocks.grouped) paragraphs, items and rows. "
                + "Split it into several texts."
        )
        return false
    }

    private mutating func countCharacters(of document: Document, at place: Place?) {
        guard let limit = schema.maxCharacters, let place else { return }
        let count = document.text.count
        guard count > limit else { return }
        findings.refuse(
            place, "Shorten the text to at most \(limit.grouped) characters. It has \(count.grouped).")
    }
}

extension Block {
    /// Whether nothing of a section with this level of heading stands before it.
    fileprivate func endsSection(
        of level: HeadingLevel, questions: DocumentSchema.QuestionForm
    ) -> Bool {
        switch self {
        case .heading(let next, _): next <= level
        case .question: questions == .heading
        default: false
        }
    }
}

extension DocumentSchema.BlockKind {
    fileprivate var phrase: String {
        switch self {
        case .paragraph: "a paragraph"
        case .heading: "a heading"
        case .bulletList: "a list"
        case .orderedList: "a numbered list"
        case .quote: "a quote"
        case .callout: "a callout"
        case .question: "a question"
        case .definitions: "a definition"
        case .table: "a table"
        case .rule: "a dividing line"
        case .figure: "an image"
        }
    }
}

extension DocumentSchema.MarkKind {
    fileprivate var phrase: String {
        switch self {
        case .bold: "bold text"
        case .italic: "italic text"
        case .link: "a link"
        case .articleLink: "a link to an article"
        }
    }
}

extension [DocumentIssue] {
    fileprivate func sortedByLine() -> [DocumentIssue] {
        enumerated().sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }.map(
            \.element)
    }
}

extension Int {
    /// With thousands set apart, as American readers expect.
    var grouped: String {
        var digits = String(magnitude)
        var groups: [Substring] = []
        while digits.count > 3 {
            groups.append(Substring(digits.suffix(3)))
            digits.removeLast(3)
        }
        groups.append(Substring(digits))
        return (self < 0 ? "-" : "") + groups.reversed().joined(separator: ",")
    }
}
