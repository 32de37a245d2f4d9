/// Gives the names of the editor's nodes, marks and attributes their meaning; whatever it does not know it
/// refuses.
struct EditorReader {
    private var findings: Findings

    static func read(_ root: EditorNode, findings: inout Findings) -> [SourceBlock] {
        var reader = EditorReader(findings: findings)
        defer { findings = reader.findings }
        guard root.type == "doc" else {
            reader.refuse("$", "The text begins with “\(root.type.brief)”. Send a whole document (“doc”).")
            return []
        }
        reader.checkAttributes(of: root, allowed: [], at: "$")
        reader.checkMarks(of: root, at: "$")
        return reader.blocks(root.content, at: "$")
    }

    private init(findings: Findings) {
        self.findings = findings
    }

    private mutating func refuse(_ path: String, _ message: String) {
        findings.refuse(.path(path), message)
    }

    // MARK: Blocks

    private mutating func blocks(_ nodes: [EditorNode], at path: String) -> [SourceBlock] {
        nodes.enumerated().compactMap { block($1, at: "\(path).content[\($0)]") }
    }

    private mutating func block(_ node: EditorNode, at path: String) -> SourceBlock? {
        guard let attributes = Self.attributes[node.type] else {
            refuseUnknown(node, at: path)
            return nil
        }
        checkAttributes(of: node, allowed: attributes, at: path)
        checkMarks(of: node, at: path)
        return content(node, at: path).map { SourceBlock(place: .path(path), content: $0) }
    }

    private mutating func content(_ node: EditorNode, at path: String) -> SourceContent? {
        switch node.type {
        case "paragraph":
            return .paragraph(inlines(node, at: path))
        case "heading":
            guard case .int(let level)? = node.attributes["level"] else {
                refuse("\(path).attrs.level", "A heading has no level. Give it level 2, 3 or 4.")
                return nil
            }
            return .heading(level: level, inlines(node, at: path))
        case "bulletList":
            return .bulletList(items(node, at: path))
        case "orderedList":
            return .orderedList(start: start(of: node, at: path), items(node, at: path))
        case "blockquote":
            return .quote(blocks(node.content, at: path))
        case "callout":
            return callout(node, at: path)
        case "question":
            return question(node, at: path)
        case "definitionList":
            return .definitions(definitions(node, at: path))
        case "table":
            return table(node, at: path)
        case "horizontalRule":
            if !node.content.isEmpty { refuse(path, "A dividing line holds text. Move the text out of it.") }
            return .rule
        case "figure":
            return figure(node, at: path)
        default:
            refuseUnknown(node, at: path)
            return nil
        }
    }

    private mutating func start(of node: EditorNode, at path: String) -> Int {
        switch node.attributes["start"] {
        case .int(let start): return start
        case nil, .null: return 1
        default:
            refuse(
                "\(path).attrs.start", "A numbered list begins at something other than a number. Give it one."
            )
            return 1
        }
    }

    private mutating func items(_ node: EditorNode, at path: String) -> [SourceItem] {
        children(of: node, named: ["listItem"], at: path).map { item, path in
            SourceItem(place: .path(path), blocks: blocks(item.content, at: path))
        }
    }

    private mutating func callout(_ node: EditorNode, at path: String) -> SourceContent? {
        guard case .string(let name)? = node.attributes["kind"], let kind = CalloutKind(rawValue: name) else {
            refuse("\(path).attrs.kind", "A callout is of an unknown kind. Make it “info” or “warning”.")
            return nil
        }
        return .callout(kind, blocks(node.content, at: path))
    }

    private mutating func figure(_ node: EditorNode, at path: String) -> SourceContent? {
        guard case .string(let id)? = node.attributes["image"], let image = ImageReference(id) else {
            refuse("\(path).attrs.image", "An image is not one of ours. Choose it again, or remove it.")
            return nil
        }
        let caption = inlines(node, at: path)
        switch node.attributes["alt"] {
        case .string(let alt):
            return .figure(Figure(image: image, alt: alt, caption: caption))
        case nil, .null:
            return .figure(Figure(image: image, alt: "", caption: caption))
        default:
            refuse("\(path).attrs.alt", "An image’s description is no text. Write it again.")
            return nil
        }
    }

    private mutating func question(_ node: EditorNode, at path: String) -> SourceContent? {
        let parts = children(of: node, named: ["questionText", "answer"], at: path)
        guard parts.map(\.node.type) == ["questionText", "answer"] else {
            refuse(path, "A question is not one text with one answer. Write both.")
            return nil
        }
        let text = inlines(parts[0].node, at: parts[0].path)
        return .question(text, answer: blocks(parts[1].node.content, at: parts[1].path))
    }

    private mutating func definitions(_ node: EditorNode, at path: String) -> [SourceDefinition] {
        let parts = children(of: node, named: ["definitionTerm", "definitionDescription"], at: path)
        var pairs: [SourceDefinition] = []
        var index = 0
        while index < parts.count {
            let (term, place) = parts[index]
            guard term.type == "definitionTerm", index + 1 < parts.count,
                parts[index + 1].node.type == "definitionDescription"
            else {
                refuse(place, "A definition lacks its other half. Write each term with one meaning below it.")
                index += 1
                continue
            }
            let (meaning, meaningPlace) = parts[index + 1]
            pairs.append(
                SourceDefinition(
                    place: .path(place), term: inlines(term, at: place),
                    meaning: singleLine(meaning, of: "definition", at: meaningPlace)))
            index += 2
        }
        return pairs
    }

    private mutating func table(_ node: EditorNode, at path: String) -> SourceContent? {
        var rows: [[[Inline]]] = []
        for (index, (row, place)) in children(of: node, named: ["tableRow"], at: path).enumerated() {
            let expected = index == 0 ? "tableHeader" : "tableCell"
            let cells = children(of: row, named: ["tableHeader", "tableCell"], at: place)
            if let (_, place) = cells.first(where: { $0.node.type != expected }) {
                refuse(
                    place,
                    index == 0
                        ? "A table has no row of headings. Make its first row one."
                        : "A table has a heading outside of its first row. Make it an ordinary cell.")
            }
            for (cell, place) in cells {
                for span in ["colspan", "rowspan"]
                where ![nil, .null, .int(1)].contains(cell.attributes[span]) {
                    refuse(place, "A table has merged cells. Split them.")
                }
            }
            rows.append(cells.map { singleLine($0.node, of: "table cell", at: $0.path) })
        }
        guard !rows.isEmpty else { return nil }
        return .table(header: rows.removeFirst(), rows: rows)
    }

    /// The content of a node that holds words directly or in one paragraph.
    private mutating func singleLine(_ node: EditorNode, of name: String, at path: String) -> [Inline] {
        guard node.content.contains(where: { $0.type != "text" && $0.type != "hardBreak" }) else {
            return inlines(node, at: path)
        }
        guard node.content.count == 1, node.content[0].type == "paragraph" else {
            refuse(path, "A \(name) holds more than one paragraph. Write it as one.")
            return []
        }
        let paragraph = node.content[0]
        checkAttributes(of: paragraph, allowed: [], at: "\(path).content[0]")
        checkMarks(of: paragraph, at: "\(path).content[0]")
        return inlines(paragraph, at: "\(path).content[0]")
    }

    private mutating func children(
        of node: EditorNode, named names: [String], at path: String
    ) -> [(node: EditorNode, path: String)] {
        var result: [(EditorNode, String)] = []
        for (index, child) in node.content.enumerated() {
            let place = "\(path).content[\(index)]"
            guard names.contains(child.type) else {
                refuseUnknown(child, at: place)
                continue
            }
            checkAttributes(of: child, allowed: Self.attributes[child.type] ?? [], at: place)
            checkMarks(of: child, at: place)
            result.append((child, place))
        }
        return result
    }

    // MARK: Inlines

    private mutating func inlines(_ node: EditorNode, at path: String) -> [Inline] {
        node.content.enumerated().flatMap { inline($1, at: "\(path).content[\($0)]") }
    }

    private mutating func inline(_ node: EditorNode, at path: String) -> [Inline] {
        checkAttributes(of: node, allowed: [], at: path)
        let inline: Inline
        switch node.type {
        case "text":
            if !node.content.isEmpty {
                refuse(path, "Words hold further nodes. Send the text as the editor made it.")
            }
            inline = .text(node.text ?? "")
        case "hardBreak":
            inline = .lineBreak
        default:
            refuseUnknown(node, at: path)
            return []
        }
        // Each mark nests what follows once more, so their number is a depth.
        guard node.marks.count <= Self.markAttributes.count else {
            refuse("\(path).marks", "The text carries the same mark twice. Send it as the editor made it.")
            return []
        }
        return node.marks.enumerated().reduce([inline]) {
            marked($1.element, $0, at: "\(path).marks[\($1.offset)]")
        }
    }

    private mutating func marked(_ mark: EditorMark, _ inner: [Inline], at path: String) -> [Inline] {
        guard let allowed = Self.markAttributes[mark.type] else {
            refuse(path, "The text holds the unknown mark “\(mark.type.brief)”. Remove it.")
            return inner
        }
        refuseUnknown(mark.unknownKeys, at: path)
        for name in mark.attributes.keys.sorted()
        where mark.attributes[name] != .null && !allowed.contains(name) {
            refuse(
                "\(path).attrs.\(name.brief)",
                "The text holds the unknown attribute “\(name.brief)”. Remove it.")
        }
        switch mark.type {
        case "bold":
            return [.bold(inner)]
        case "italic":
            return [.italic(inner)]
        case "link":
            guard case .string(let address)? = mark.attributes["href"] else {
                refuse("\(path).attrs.href", "A link has no address. Enter it, or remove the link.")
                return inner
            }
            do {
                return [.link(try LinkDestination(address), inner)]
            } catch {
                refuse("\(path).attrs.href", "The text holds a link that cannot be used. \(error.message)")
                return inner
            }
        default:
            return inner
        }
    }

    // MARK: What is known

    /// Every node that is a block or part of one, with its attributes: its own, what Tiptap writes by default
    /// and what the rendered page decides for itself.
    private static let attributes: [String: Set<String>] = [
        "paragraph": [], "heading": ["level"], "bulletList": [], "orderedList": ["start", "type"],
        "listItem": [],
        "blockquote": [], "callout": ["kind"], "question": [], "questionText": [], "answer": [],
        "definitionList": [], "definitionTerm": [], "definitionDescription": [], "horizontalRule": [],
        "figure": ["image", "alt"],
        "table": [], "tableRow": [], "tableHeader": ["colspan", "rowspan", "colwidth"],
        "tableCell": ["colspan", "rowspan", "colwidth"],
    ]

    private static let markAttributes: [String: Set<String>] = [
        "bold": [], "italic": [], "link": ["href", "target", "rel", "class", "title"],
    ]

    private mutating func checkAttributes(of node: EditorNode, allowed: Set<String>, at path: String) {
        refuseUnknown(node.unknownKeys, at: path)
        if node.text != nil, node.type != "text" { refuseUnknown(["text"], at: path) }
        for name in node.attributes.keys.sorted()
        where node.attributes[name] != .null && !allowed.contains(name) {
            refuse(
                "\(path).attrs.\(name.brief)",
                "The text holds the unknown attribute “\(name.brief)”. Remove it.")
        }
    }

    private mutating func checkMarks(of node: EditorNode, at path: String) {
        guard let mark = node.marks.first else { return }
        refuse(
            "\(path).marks[0]",
            "The text holds the mark “\(mark.type.brief)” on a whole block. Mark words instead.")
    }

    private mutating func refuseUnknown(_ keys: [String], at path: String) {
        for key in keys {
            refuse(
                "\(path).\(key.brief)",
                "The text holds the unknown key “\(key.brief)”. Send it as the editor made it.")
        }
    }

    private mutating func refuseUnknown(_ node: EditorNode, at path: String) {
        refuse(path, "The text holds “\(node.type.brief)”, which cannot stand here. Remove it.")
    }
}
