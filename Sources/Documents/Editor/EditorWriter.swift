extension EditorNode {
    /// The node of a whole document.
    init(_ document: Document) {
        self.init("doc", content: Self.atLeastOne(document.blocks.map(EditorNode.init)))
    }

    private init(_ block: Block) {
        switch block {
        case .paragraph(let inlines):
            self = Self.paragraph(inlines)
        case .heading(let level, let inlines):
            self.init("heading", attributes: ["level": .int(level.rawValue)], content: Self.content(inlines))
        case .bulletList(let items):
            self.init("bulletList", content: items.map(Self.item))
        case .orderedList(let start, let items):
            self.init("orderedList", attributes: ["start": .int(start)], content: items.map(Self.item))
        case .quote(let inner):
            self.init("blockquote", content: inner.map(EditorNode.init))
        case .callout(let kind, let inner):
            self.init(
                "callout", attributes: ["kind": .string(kind.rawValue)], content: inner.map(EditorNode.init))
        case .question(let text, let answer):
            self.init(
                "question",
                content: [
                    EditorNode("questionText", content: Self.content(text)),
                    EditorNode("answer", content: Self.atLeastOne(answer.map(EditorNode.init))),
                ])
        case .definitions(let pairs):
            self.init(
                "definitionList",
                content: pairs.flatMap { pair in
                    [
                        EditorNode("definitionTerm", content: Self.content(pair.term)),
                        EditorNode("definitionDescription", content: Self.content(pair.meaning)),
                    ]
                })
        case .table(let table):
            self.init(
                "table",
                content: [Self.row(table.header, of: "tableHeader")]
                    + table.rows.map { Self.row($0, of: "tableCell") })
        case .rule:
            self.init("horizontalRule")
        case .figure(let figure):
            self.init(
                "figure",
                attributes: ["alt": .string(figure.alt), "image": .string(figure.image.description)],
                content: Self.content(figure.caption))
        }
    }

    private static func paragraph(_ inlines: [Inline]) -> EditorNode {
        EditorNode("paragraph", content: content(inlines))
    }

    private static func row(_ cells: [[Inline]], of type: String) -> EditorNode {
        EditorNode("tableRow", content: cells.map { EditorNode(type, content: [paragraph($0)]) })
    }

    /// The editor wants a paragraph first in each item.
    private static func item(_ blocks: [Block]) -> EditorNode {
        let content = blocks.map(EditorNode.init)
        let needsParagraph = content.first?.type != "paragraph"
        return EditorNode("listItem", content: (needsParagraph ? [EditorNode("paragraph")] : []) + content)
    }

    private static func atLeastOne(_ nodes: [EditorNode]) -> [EditorNode] {
        nodes.isEmpty ? [EditorNode("paragraph")] : nodes
    }

    private static func content(_ inlines: [Inline], marks: [EditorMark] = []) -> [EditorNode] {
        inlines.flatMap { inline -> [EditorNode] in
            switch inline {
            case .text(let text):
                return text.isEmpty ? [] : [EditorNode("text", text: text, marks: marks)]
            case .lineBreak:
                return [EditorNode("hardBreak", marks: marks)]
            case .bold(let inner):
                return content(inner, marks: marks + [EditorMark("bold")])
            case .italic(let inner):
                return content(inner, marks: marks + [EditorMark("italic")])
            case .link(let destination, let inner):
                let mark = EditorMark("link", attributes: ["href": .string(destination.text)])
                return content(inner, marks: marks + [mark])
            }
        }
    }
}
