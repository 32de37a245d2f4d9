/// Reads Markdown (CommonMark with tables, definition lists and `> [!NOTE]` callouts) into a tree with line
/// numbers.
struct MarkdownReader {
    /// Deeper than any sentence needs, and far from what recursion could not bear.
    private static let maxInlineDepth = 32
    /// Far more than the characters of a caption and their escapes.
    private static let maxCaptionBytes = 8_192

    private let schema: DocumentSchema
    /// The source, so that what cmark has already unescaped can be told from what was escaped.
    private let lines: [Substring]
    /// The number in the file of the line before the text.
    private let offset: Int
    private var findings = Findings()

    static func parse(
        _ text: String, schema: DocumentSchema, firstLine: Int
    ) throws(DocumentIssues) -> Parsed {
        guard text.utf8.count <= schema.maxBytes else {
            throw DocumentIssues(.tooLarge(text.utf8.count, limit: schema.maxBytes, line: firstLine))
        }
        let text = LineEndings.unified(text)
        var reader = MarkdownReader(text, schema: schema, firstLine: firstLine)
        MarkdownGuard.check(reader.lines, firstLine: firstLine, schema: schema, findings: &reader.findings)
        guard reader.findings.issues.isEmpty else { throw DocumentIssues(reader.findings.issues) }
        let tree = try MarkdownTree.with(text) { root throws(DocumentIssues) in
            reader.checkDepth(root)
            guard reader.findings.issues.isEmpty else { throw DocumentIssues(reader.findings.issues) }
            return reader.document(root)
        }
        return try SchemaCheck.document(tree ?? [], against: schema, findings: reader.findings)
    }

    private init(_ text: String, schema: DocumentSchema, firstLine: Int) {
        self.schema = schema
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        offset = firstLine - 1
    }

    private func place(_ node: MarkdownNode) -> Place { .line(node.line + offset) }

    private mutating func checkDepth(_ root: MarkdownNode) {
        var containers = 0
        var inlines = 0
        root.walk { node, isEntering in
            switch node.type {
            case "block_quote", "list": containers += isEntering ? 1 : -1
            case "emph", "strong", "link", "image": inlines += isEntering ? 1 : -1
            default: break
            }
            if containers >= schema.maxDepth {
                findings.refuseDepth(place(node), limit: schema.maxDepth)
                return .stop
            }
            if inlines > Self.maxInlineDepth {
                findings.refuse(
                    place(node),
                    "\(place(node).subject) nests bold, italic and links too deeply. Use fewer of them.")
                return .stop
            }
            return .on
        }
    }

    // MARK: Blocks

    private mutating func document(_ root: MarkdownNode) -> [SourceBlock] {
        let blocks = self.blocks(root.children)
        return schema.blocks.contains(.question) && schema.questionForm == .heading
            ? gatheringQuestions(blocks) : blocks
    }

    /// A second-level heading that asks begins a question; it ends before the next such heading or at a
    /// dividing line, which stands for this end alone and is not kept.
    private func gatheringQuestions(_ blocks: [SourceBlock]) -> [SourceBlock] {
        var result: [SourceBlock] = []
        var open: (place: Place, text: [Inline], answer: [SourceBlock])?
        func close() {
            guard let question = open else { return }
            result.append(
                SourceBlock(place: question.place, content: .question(question.text, answer: question.answer))
            )
            open = nil
        }
        for block in blocks {
            switch block.content {
            case .heading(let level, let inlines) where level <= 2:
                close()
                if level == 2, Questions.isQuestion(PlainText.of(Normalization.line(inlines))) {
                    open = (block.place, inlines, [])
                } else {
                    result.append(block)
                }
            case .rule where open != nil:
                close()
            default:
                if open == nil { result.append(block) } else { open?.answer.append(block) }
            }
        }
        close()
        return result
    }

    private mutating func blocks(_ nodes: [MarkdownNode]) -> [SourceBlock] {
        nodes.flatMap { blocks($0) }
    }

    private mutating func blocks(_ node: MarkdownNode) -> [SourceBlock] {
        let place = place(node)
        func block(_ content: SourceContent) -> [SourceBlock] {
            [SourceBlock(place: place, content: content)]
        }
        switch node.type {
        case "paragraph":
            if let image = lonelyImage(node) { return figure(image, at: place).map(block) ?? [] }
            return paragraph(MarkdownLine.split(node.children, at: node.line))
        case "heading":
            return block(.heading(level: node.headingLevel, inlines(node.children, from: node.line)))
        case "list":
            let items = node.children.map { SourceItem(place: self.place($0), blocks: blocks($0.children)) }
            return block(node.isOrderedList ? .orderedList(start: node.listStart, items) : .bulletList(items))
        case "block_quote":
            if let question = question(node) { return block(question) }
            if let kind = calloutKind(node) { return block(.callout(kind, calloutBlocks(node))) }
            return block(.quote(blocks(node.children)))
        case "thematic_break":
            return block(.rule)
        case "table":
            return block(table(node))
        case "html_block":
            refuseOrDropHTML(node.literal, at: place)
        case "code_block":
            findings.refuse(
                place,
                node.isFenced
                    ? "\(place.subject) holds a code block. Write it as a paragraph."
                    : "\(place.subject) is indented by four spaces, which makes it code. "
                        + "Remove the indentation."
            )
        default:
            findings.refuse(
                place, "\(place.subject) holds Markdown that cannot stand here. Write it as a paragraph.")
        }
        return []
    }

    private mutating func refuseOrDropHTML(_ html: String, at place: Place) {
        let bare = html.filter { !$0.isWhitespace }
        if bare == "<!--ad-->" {
            findings.note(
                place, "\(place.subject) held an ad mark. It was left out: the ad policy places the ads.")
        } else if bare.hasPrefix("<!--") {
            findings.refuse(place, "\(place.subject) holds an HTML comment. Remove it.")
        } else {
            findings.refuse(place, "\(place.subject) holds raw HTML. Write it as Markdown.")
        }
    }

    private mutating func table(_ node: MarkdownNode) -> SourceContent {
        var rows = node.children.map { row in row.children.map { inlines($0.children, from: row.line) } }
        let header = rows.isEmpty ? [] : rows.removeFirst()
        return .table(header: header, rows: rows)
    }

    // MARK: Callouts

    private static let callouts: [String: CalloutKind] = [
        "[!NOTE]": .info, "[!TIP]": .info, "[!IMPORTANT]": .info, "[!INFO]": .info,
        "[!WARNING]": .warning, "[!CAUTION]": .warning,
    ]

    private func calloutKind(_ quote: MarkdownNode) -> CalloutKind? {
        guard let first = quote.children.first, first.type == "paragraph" else { return nil }
        let written = source(first.line).utf8.dropFirst(first.column - 1)
        guard let mark = String(written) else { return nil }
        return Self.callouts[mark.filter { !$0.isWhitespace }.uppercased()]
    }

    private mutating func calloutBlocks(_ quote: MarkdownNode) -> [SourceBlock] {
        let children = quote.children
        guard let first = children.first else { return [] }
        let lines = MarkdownLine.split(first.children, at: first.line).dropFirst()
        return (lines.isEmpty ? [] : paragraph(Array(lines))) + blocks(Array(children.dropFirst()))
    }

    // MARK: Questions and figures

    static let questionMark = "[!QUESTION]"

    /// What a quote asks and answers; nil when it begins with something else.
    private mutating func question(_ quote: MarkdownNode) -> SourceContent? {
        guard schema.blocks.contains(.question), schema.questionForm == .callout,
            let first = quote.children.first, first.type == "paragraph",
            let text = first.children.first, text.type == "text",
            // cmark has already taken the backslash from `\[!QUESTION]`, so the source decides.
            let written = String(source(first.line).utf8.dropFirst(first.column - 1)),
            written.uppercased().hasPrefix(Self.questionMark),
            text.literal.uppercased().hasPrefix(Self.questionMark)
        else { return nil }
        var lines = MarkdownLine.split(first.children, at: first.line)[...]
        guard var asked = lines.popFirst() else { return nil }
        asked.remainder = String(text.literal.dropFirst(Self.questionMark.count))
        asked.nodes.removeFirst()
        let answer = lines.isEmpty ? [] : paragraph(Array(lines))
        return .question(inlines([asked]), answer: answer + blocks(Array(quote.children.dropFirst())))
    }

    /// The image that is all of a paragraph, in a text that may hold images.
    private func lonelyImage(_ paragraph: MarkdownNode) -> MarkdownNode? {
        let children = paragraph.children
        guard schema.blocks.contains(.figure), children.count == 1, children[0].type == "image" else {
            return nil
        }
        return children[0]
    }

    private mutating func figure(_ node: MarkdownNode, at place: Place) -> SourceContent? {
        let prefix = "image:"
        guard node.address.hasPrefix(prefix),
            let image = ImageReference(String(node.address.dropFirst(prefix.count)))
        else {
            findings.refuse(
                place,
                "\(place.subject) holds an image that is not one of ours. Upload it, and write image: and its id "
                    + "as its address.")
            return nil
        }
        let line = place.line - offset
        let alt = PlainText.of(inlines(node.children, from: line))
        return .figure(Figure(image: image, alt: alt, caption: caption(node.title, at: place, in: line)))
    }

    /// A caption is written as Markdown; what would be more than words there stays as it was typed.
    private mutating func caption(_ title: String, at place: Place, in line: Int) -> [Inline] {
        guard title.utf8.count <= Self.maxCaptionBytes else {
            findings.refuse(
                place,
                "\(place.subject) holds an image whose caption is too long. Shorten it to at most "
                    + "\(Figure.maxCaptionCharacters) characters.")
            return []
        }
        var inner = MarkdownReader(title, schema: schema, firstLine: line + offset)
        inner.findings = findings
        defer { findings = inner.findings }
        MarkdownGuard.check(
            inner.lines, firstLine: line + offset, schema: schema, findings: &inner.findings)
        guard inner.findings.issues.isEmpty else { return [] }
        let words =
            (try? MarkdownTree.with(title) { root throws(DocumentIssues) in inner.words(root) }) ?? nil
        return words ?? [.text(title)]
    }

    /// The words of a text of one paragraph; nil for any other.
    private mutating func words(_ root: MarkdownNode) -> [Inline]? {
        checkDepth(root)
        let blocks = root.children
        for block in blocks where block.type == "html_block" {
            refuseOrDropHTML(block.literal, at: place(block))
        }
        guard findings.issues.isEmpty, blocks.count == 1, blocks[0].type == "paragraph" else { return nil }
        return inlines(blocks[0].children, from: 1)
    }

    // MARK: Paragraphs and definitions

    private func source(_ line: Int) -> Substring {
        lines.indices.contains(line - 1) ? lines[line - 1] : ""
    }

    /// A definition list is a paragraph whose second line begins with a colon and a space.
    private mutating func paragraph(_ lines: [MarkdownLine]) -> [SourceBlock] {
        guard let first = lines.first else { return [] }
        let place = Place.line(first.number + offset)
        guard let meaning = lines.firstIndex(where: beginsMeaning) else {
            return [SourceBlock(place: place, content: .paragraph(inlines(lines)))]
        }
        guard meaning == 1 else {
            let line = Place.line(lines[meaning].number + offset)
            findings.note(
                line,
                "\(line.subject) begins with a colon but does not follow a term on a line of its own. "
                    + "It was read as plain text."
            )
            return [SourceBlock(place: place, content: .paragraph(inlines(lines)))]
        }
        return [SourceBlock(place: place, content: .definitions(definitions(lines)))]
    }

    private mutating func definitions(_ lines: [MarkdownLine]) -> [SourceDefinition] {
        var pairs: [SourceDefinition] = []
        var rest = lines[...]
        while let term = rest.popFirst(), let first = rest.popFirst() {
            var meaning = [first.withoutColon()]
            while let next = rest.first {
                if beginsMeaning(next) {
                    let place = Place.line(next.number + offset)
                    findings.refuse(
                        place, "\(place.subject) gives a term a second meaning. Put both into one.")
                } else if let second = rest.dropFirst().first, beginsMeaning(second) {
                    break
                }
                meaning.append(next)
                rest.removeFirst()
            }
            pairs.append(
                SourceDefinition(
                    place: .line(term.number + offset), term: inlines([term]), meaning: inlines(meaning)))
        }
        return pairs
    }

    /// cmark has already taken the backslash from `\: no definition`, so the source decides.
    private func beginsMeaning(_ line: MarkdownLine) -> Bool {
        guard line.beginsWithColon else { return false }
        return source(line.number).drop { " \t>".contains($0) }.utf8.first == UInt8(ascii: ":")
    }

    // MARK: Inlines

    private mutating func inlines(_ lines: [MarkdownLine]) -> [Inline] {
        var result: [Inline] = []
        for (index, line) in lines.enumerated() {
            if let text = line.remainder { result.append(.text(text)) }
            result += inlines(line.nodes, from: line.number)
            if index < lines.count - 1 { result.append(line.endsInBreak ? .lineBreak : .text(" ")) }
        }
        return result
    }

    private mutating func inlines(_ nodes: [MarkdownNode], from line: Int) -> [Inline] {
        var line = line
        var result: [Inline] = []
        for node in nodes {
            result += inline(node, in: line)
            line += node.lineBreaks
        }
        return result
    }

    private mutating func inline(_ node: MarkdownNode, in line: Int) -> [Inline] {
        let place = Place.line(line + offset)
        switch node.type {
        case "text": return [.text(node.literal)]
        case "softbreak": return [.text(" ")]
        case "linebreak": return [.lineBreak]
        case "emph": return [.italic(inlines(node.children, from: line))]
        case "strong": return [.bold(inlines(node.children, from: line))]
        case "link": return link(node, at: place, in: line)
        case "html_inline": findings.refuse(place, inlineHTML(node.literal, at: place))
        case "code": findings.refuse(place, "\(place.subject) holds code in backticks. Remove the backticks.")
        case "image":
            findings.refuse(
                place,
                schema.blocks.contains(.figure)
                    ? "\(place.subject) holds an image among words. Give it a paragraph of its own."
                    : "\(place.subject) holds an image. Remove it: texts cannot hold images yet.")
        default:
            findings.refuse(
                place, "\(place.subject) holds Markdown that cannot stand here. Write it as plain text.")
        }
        return []
    }

    private func inlineHTML(_ html: String, at place: Place) -> String {
        html.hasPrefix("<!--")
            ? "\(place.subject) holds an HTML comment. Remove it."
            : "\(place.subject) holds raw HTML. Write it as Markdown."
    }

    private mutating func link(_ node: MarkdownNode, at place: Place, in line: Int) -> [Inline] {
        let text = inlines(node.children, from: line)
        do {
            let destination = try LinkDestination(node.address)
            if !node.title.isEmpty {
                findings.note(place, "\(place.subject) held a link with a title. The title was left out.")
            }
            if Normalization.line(text).isEmpty {
                findings.note(place, "\(place.subject) held a link without text. It was left out.")
            }
            return [.link(destination, text)]
        } catch {
            findings.refuse(place, "\(place.subject) holds a link that cannot be used. \(error.message)")
            return text
        }
    }
}

/// One line of a paragraph as it was written.
private struct MarkdownLine {
    var number: Int
    var nodes: [MarkdownNode]
    var endsInBreak = false
    /// What stands before `nodes` once the colon of a definition is gone; nil otherwise.
    var remainder: String?

    static func split(_ nodes: [MarkdownNode], at first: Int) -> [MarkdownLine] {
        var lines: [MarkdownLine] = []
        var current = MarkdownLine(number: first, nodes: [])
        for node in nodes {
            let type = node.type
            guard type == "softbreak" || type == "linebreak" else {
                current.nodes.append(node)
                continue
            }
            current.endsInBreak = type == "linebreak"
            lines.append(current)
            let number = current.number + current.nodes.reduce(1) { $0 + $1.lineBreaks }
            current = MarkdownLine(number: number, nodes: [])
        }
        lines.append(current)
        return lines
    }

    var beginsWithColon: Bool {
        guard let first = nodes.first, first.type == "text" else { return false }
        let bytes = Array(first.literal.utf8.prefix(2))
        return bytes == Array(": ".utf8) || bytes == Array(":\t".utf8)
    }

    func withoutColon() -> MarkdownLine {
        guard let first = nodes.first else { return self }
        var line = self
        line.remainder = String(String.UnicodeScalarView(first.literal.unicodeScalars.dropFirst(2)))
        line.nodes.removeFirst()
        return line
    }
}

enum LineEndings {
    /// The text with every line ended by "\n" alone. Works on bytes: to Swift "\r\n" is one character.
    static func unified(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\r")) else { return text }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var wasReturn = false
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\r") {
                bytes.append(UInt8(ascii: "\n"))
            } else if byte != UInt8(ascii: "\n") || !wasReturn {
                bytes.append(byte)
            }
            wasReturn = byte == UInt8(ascii: "\r")
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension DocumentIssue {
    static func tooLarge(_ bytes: Int, limit: Int, line: Int? = nil, path: String? = nil) -> DocumentIssue {
        DocumentIssue(
            line: line, path: path,
            message:
                "Shorten the text to at most \((limit / 1_024).grouped) KB. "
                + "It has \((bytes / 1_024 + 1).grouped) KB."
        )
    }
}
