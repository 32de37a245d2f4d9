extension Document {
    /// The document as Markdown that `init(markdown:)` reads back as an equal document. Its questions are
    /// headings, as in topics.
    public var markdown: String { markdown(questions: .heading) }

    /// The document as Markdown that `init(markdown:schema:)` reads back as an equal document.
    public func markdown(for schema: DocumentSchema) -> String { markdown(questions: schema.questionForm) }

    private func markdown(questions: DocumentSchema.QuestionForm) -> String {
        let lines = MarkdownWriter(questions: questions).lines(of: blocks, isWhole: true)
        return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
    }
}

/// Writes blocks as lines, without the indentation of what surrounds them.
struct MarkdownWriter {
    let questions: DocumentSchema.QuestionForm

    /// The lines of blocks that follow each other. In a whole document something has to end an answer that
    /// stands below a heading.
    func lines(of blocks: [Block], isWhole: Bool = false) -> [String] {
        var lines: [String] = []
        var previous: Block?
        var usesOtherMarker = false
        for block in blocks {
            if let previous {
                lines.append("")
                if isWhole, questions == .heading, previous.isQuestion, !block.endsAnswer {
                    lines += ["***", ""]
                }
            }
            // Two lists in a row stay two only with different markers.
            usesOtherMarker = block.isList(like: previous) && !usesOtherMarker
            lines += self.lines(of: block, usesOtherMarker: usesOtherMarker)
            previous = block
        }
        return lines
    }

    private func lines(of block: Block, usesOtherMarker: Bool) -> [String] {
        switch block {
        case .paragraph(let inlines):
            return MarkdownInlines.lines(inlines)
        case .heading(let level, let inlines):
            return [String(repeating: "#", count: level.rawValue) + " " + MarkdownInlines.heading(inlines)]
        case .bulletList(let items):
            let marker = usesOtherMarker ? "+ " : "- "
            return list(items) { _ in marker }
        case .orderedList(let start, let items):
            let delimiter = usesOtherMarker ? ") " : ". "
            return list(items) { String(start + $0) + delimiter }
        case .quote(let inner):
            return Self.quoted(lines(of: inner))
        case .callout(let kind, let inner):
            return Self.quoted([kind.mark] + (inner.first.isParagraph ? [] : [""]) + lines(of: inner))
        case .question(let text, let answer):
            let body = (answer.isEmpty ? [] : [""]) + lines(of: answer)
            switch questions {
            case .heading: return ["## " + MarkdownInlines.heading(text)] + body
            case .callout:
                return Self.quoted([MarkdownReader.questionMark + " " + MarkdownInlines.heading(text)] + body)
            }
        case .definitions(let pairs):
            return Array(pairs.map(Self.definition).joined(separator: [""]))
        case .table(let table):
            let rule = "|" + String(repeating: " --- |", count: table.header.count)
            return [Self.row(table.header), rule] + table.rows.map(Self.row)
        case .rule:
            // Not three hyphens: at the top of a file they would begin front matter.
            return ["***"]
        case .figure(let figure):
            return [Self.figure(figure)]
        }
    }

    private func list(_ items: [[Block]], marker: (Int) -> String) -> [String] {
        let isTight = items.allSatisfy { item in
            switch item.count {
            case 1: item[0].isParagraph
            case 2: item[0].isParagraph && item[1].isBulletList
            default: false
            }
        }
        var result: [String] = []
        for (index, item) in items.enumerated() {
            if index > 0, !isTight { result.append("") }
            let marker = marker(index)
            let inner = isTight ? item.flatMap { lines(of: [$0]) } : lines(of: item)
            let indentation = String(repeating: " ", count: marker.count)
            for (number, line) in inner.enumerated() {
                result.append(number == 0 ? marker + line : line.isEmpty ? "" : indentation + line)
            }
        }
        return result
    }

    private static func quoted(_ lines: [String]) -> [String] {
        lines.map { $0.isEmpty ? ">" : "> " + $0 }
    }

    private static func definition(_ pair: Definition) -> [String] {
        let meaning = MarkdownInlines.lines(pair.meaning)
        return MarkdownInlines.lines(pair.term) + [": " + (meaning.first ?? "")]
            + meaning.dropFirst().map { "  " + $0 }
    }

    /// The caption keeps its form: it is Markdown inside of the title’s quotes.
    private static func figure(_ figure: Figure) -> String {
        let caption = MarkdownInlines.lines(figure.caption).joined(separator: " ")
        let title = caption.isEmpty ? "" : " \"" + MarkdownInlines.title(caption) + "\""
        // `![^` begins no image for cmark-gfm, which thinks of footnotes.
        let caret = figure.alt.unicodeScalars.first == "^" ? "\\" : ""
        return "![" + caret + MarkdownInlines.heading([.text(figure.alt)])
            + "](image:\(figure.image)\(title))"
    }

    private static func row(_ cells: [[Inline]]) -> String {
        "|" + cells.map { " " + MarkdownInlines.cell($0) + " |" }.joined()
    }
}

extension CalloutKind {
    fileprivate var mark: String {
        switch self {
        case .info: "[!NOTE]"
        case .warning: "[!WARNING]"
        }
    }
}

extension Block? {
    fileprivate var isParagraph: Bool { self?.isParagraph ?? false }
}

extension Block {
    fileprivate var isParagraph: Bool { if case .paragraph = self { true } else { false } }
    fileprivate var isBulletList: Bool { if case .bulletList = self { true } else { false } }
    fileprivate var isQuestion: Bool { if case .question = self { true } else { false } }

    /// Whether an answer before it ends without a dividing line.
    fileprivate var endsAnswer: Bool {
        switch self {
        case .question, .heading(level: .two, _): true
        default: false
        }
    }

    fileprivate func isList(like other: Block?) -> Bool {
        switch (self, other) {
        case (.bulletList, .bulletList), (.orderedList, .orderedList): true
        default: false
        }
    }
}
