import Foundation

public struct HTMLOptions: Hashable, Sendable {
    /// Stands before the id of each heading, for pages that show several documents.
    public var idPrefix: String

    public init(idPrefix: String = "") {
        self.idPrefix = idPrefix
    }
}

extension Document {
    /// The whole document as markup.
    public func html(_ options: HTMLOptions = HTMLOptions()) -> HTML {
        HTML(markup: htmlBlocks(options).map(\.text).filter { !$0.isEmpty }.joined(separator: "\n"))
    }

    /// One piece of markup for each of `blocks`, for pages that place something between them. A piece is
    /// empty where there is nothing to show, as for a question without an answer.
    public func htmlBlocks(_ options: HTMLOptions = HTMLOptions()) -> [HTML] {
        var writer = HTMLWriter(options: options)
        return blocks.map { HTML(markup: writer.markup(of: $0)) }
    }

    /// The headings that `html` renders, with the same ids and levels.
    func renderedHeadings(_ options: HTMLOptions = HTMLOptions()) -> [Heading] {
        var writer = HTMLWriter(options: options)
        for block in blocks { _ = writer.markup(of: block) }
        return writer.headings
    }
}

/// Renders blocks in the order of the document, and keeps what has to be unique or consistent across it.
private struct HTMLWriter {
    private let options: HTMLOptions
    private(set) var headings: [Document.Heading] = []
    private var anchors = Anchors()
    /// The headings that enclose the current place: the level as written and as rendered.
    private var enclosing: [(written: Int, rendered: Int)] = []

    init(options: HTMLOptions) {
        self.options = options
    }

    mutating func markup(of block: Block) -> String {
        switch block {
        case .paragraph(let inlines):
            return "<p>\(markup(of: inlines))</p>"
        case .heading(let level, let inlines):
            return heading(level.rawValue, inlines)
        case .bulletList(let items):
            return "<ul>\n\(self.items(items))\n</ul>"
        case .orderedList(let start, let items):
            return "<ol\(start == 1 ? "" : " start=\"\(start)\"")>\n\(self.items(items))\n</ol>"
        case .quote(let inner):
            return "<blockquote>\n\(markup(of: inner))\n</blockquote>"
        case .callout(let kind, let inner):
            let label = kind == .warning ? "Warning" : "Note"
            return """
                <aside class="callout callout-\(kind.rawValue)" role="note" aria-label="\(label)">
                \(markup(of: inner))
                </aside>
                """
        case .question(let text, let answer):
            return question(text, answer)
        case .definitions(let pairs):
            let rows = pairs.map { definition($0) }
            return "<dl>\n\(rows.joined(separator: "\n"))\n</dl>"
        case .table(let table):
            return self.table(table)
        case .rule:
            return "<hr>"
        }
    }

    private mutating func markup(of blocks: [Block]) -> String {
        blocks.map { markup(of: $0) }.joined(separator: "\n")
    }

    /// A level that is skipped in writing is not skipped in the page: screen readers go by levels.
    private mutating func heading(_ level: Int, _ inlines: [Inline]) -> String {
        while let last = enclosing.last, last.written >= level { enclosing.removeLast() }
        let rendered = (enclosing.last?.rendered ?? 1) + 1
        enclosing.append((level, rendered))
        let id = anchor(for: inlines, level: rendered)
        return "<h\(rendered) id=\"\(Escaping.escaped(id))\">\(markup(of: inlines))</h\(rendered)>"
    }

    private mutating func anchor(for inlines: [Inline], level: Int) -> String {
        let text = PlainText.of(inlines)
        let id = options.idPrefix + anchors.anchor(for: text)
        headings.append(Document.Heading(level: level, text: text, id: id))
        return id
    }

    private mutating func question(_ text: [Inline], _ answer: [Block]) -> String {
        guard !answer.isEmpty else { return "" }
        enclosing = []
        let title = heading(2, text)
        let id = Escaping.escaped(headings.last?.id ?? "")
        let body = markup(of: answer)
        enclosing = [(2, 2)]
        return """
            <section class="question" aria-labelledby="\(id)" data-faq>
            \(title)
            <div class="answer">
            \(body)
            </div>
            </section>
            """
    }

    private mutating func items(_ items: [[Block]]) -> String {
        items.map { item in
            if item.count == 1, case .paragraph(let inlines) = item[0] {
                return "<li>\(markup(of: inlines))</li>"
            }
            return "<li>\n\(markup(of: item))\n</li>"
        }
        .joined(separator: "\n")
    }

    private func definition(_ pair: Definition) -> String {
        "<div><dt data-term>\(markup(of: pair.term))</dt><dd>\(markup(of: pair.meaning))</dd></div>"
    }

    /// Wide tables scroll in a box of their own, which the keyboard must reach.
    private func table(_ table: Table) -> String {
        let header = table.header.map {
            $0.isEmpty ? "<td></td>" : "<th scope=\"col\">\(markup(of: $0))</th>"
        }
        let rows = table.rows.map { "<tr>\($0.map { "<td>\(markup(of: $0))</td>" }.joined())</tr>" }
        var parts = ["<div class=\"table-scroll\" tabindex=\"0\">", "<table>"]
        parts.append("<thead><tr>\(header.joined())</tr></thead>")
        if !rows.isEmpty { parts += ["<tbody>"] + rows + ["</tbody>"] }
        return (parts + ["</table>", "</div>"]).joined(separator: "\n")
    }

    private func markup(of inlines: [Inline]) -> String {
        var result = ""
        for inline in inlines {
            switch inline {
            case .text(let text): result += Escaping.escaped(text)
            case .lineBreak: result += "<br>\n"
            case .bold(let inner): result += "<strong>\(markup(of: inner))</strong>"
            case .italic(let inner): result += "<em>\(markup(of: inner))</em>"
            case .link(let destination, let inner):
                let rel = destination.isExternal ? " rel=\"noopener\"" : ""
                result += "<a href=\"\(Escaping.escaped(destination.text))\"\(rel)>\(markup(of: inner))</a>"
            }
        }
        return result
    }
}

/// Ids for headings: made of their words, the same for the same text, unique in a document.
struct Anchors {
    private static let maxLength = 80
    private var taken: Set<String> = []

    mutating func anchor(for text: String) -> String {
        let base = Self.slug(text)
        var anchor = base
        var number = 2
        while !taken.insert(anchor).inserted {
            anchor = "\(base)-\(number)"
            number += 1
        }
        return anchor
    }

    private static func slug(_ text: String) -> String {
        var words: [String] = []
        var word = ""
        for scalar in text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9":
                word.unicodeScalars.append(scalar)
            case "'", "’":
                break
            default:
                // Accents have come apart from their letters and fall away; anything else ends a word.
                guard !scalar.properties.isGraphemeExtend else { continue }
                if !word.isEmpty { words.append(word) }
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        var slug = ""
        for word in words {
            guard !slug.isEmpty else {
                slug = String(word.prefix(maxLength))
                continue
            }
            guard slug.count + 1 + word.count <= maxLength else { break }
            slug += "-" + word
        }
        return slug.isEmpty ? "section" : slug
    }
}
