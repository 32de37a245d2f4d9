import Foundation

public struct HTMLOptions: Hashable, Sendable {
    /// Stands before the id of each heading, for pages that show several documents.
    public var idPrefix: String
    /// Whether the term of each definition can be linked to, as `#term_grief`.
    public var hasTermAnchors: Bool
    /// Whether a question belongs to the section that it stands in, and its heading is one level below that of
    /// the section. Else each question is a section of its own.
    public var nestsQuestions: Bool
    /// In pixels, for images whose size is known; a page keeps that room free while they load.
    public var imageSizes: [ImageReference: ImageSize]

    public init(
        idPrefix: String = "", hasTermAnchors: Bool = false, nestsQuestions: Bool = false,
        imageSizes: [ImageReference: ImageSize] = [:]
    ) {
        self.idPrefix = idPrefix
        self.hasTermAnchors = hasTermAnchors
        self.nestsQuestions = nestsQuestions
        self.imageSizes = imageSizes
    }

    /// As articles are shown.
    public static func article(imageSizes: [ImageReference: ImageSize] = [:]) -> HTMLOptions {
        HTMLOptions(hasTermAnchors: true, nestsQuestions: true, imageSizes: imageSizes)
    }
}

public struct ImageSize: Hashable, Sendable {
    public var width: Int
    public var height: Int

    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
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

    /// The headings that `html` renders with these options, with the same ids and levels.
    public func headings(_ options: HTMLOptions) -> [Heading] {
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
    /// Apart from those of headings, whose ids never hold an underscore: a term changes no heading’s id.
    private var termAnchors = Anchors()
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
        case .figure(let figure):
            return self.figure(figure)
        }
    }

    private mutating func markup(of blocks: [Block]) -> String {
        blocks.map { markup(of: $0) }.joined(separator: "\n")
    }

    /// A level that is skipped in writing is not skipped in the page: screen readers go by levels.
    private mutating func heading(_ level: Int, _ inlines: [Inline]) -> String {
        while let last = enclosing.last, last.written >= level { enclosing.removeLast() }
        let rendered = min((enclosing.last?.rendered ?? 1) + 1, 6)
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
        let around = enclosing
        enclosing = options.nestsQuestions ? around.suffix(1).map { (1, $0.rendered) } : []
        let title = heading(2, text)
        let id = Escaping.escaped(headings.last?.id ?? "")
        let body = markup(of: answer)
        enclosing = options.nestsQuestions ? around : [(2, 2)]
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

    private mutating func definition(_ pair: Definition) -> String {
        guard options.hasTermAnchors else {
            return
                "<div><dt data-term>\(markup(of: pair.term))</dt><dd>\(markup(of: pair.meaning))</dd></div>"
        }
        let id = Escaping.escaped(
            options.idPrefix + "term_" + termAnchors.anchor(for: PlainText.of(pair.term)))
        return "<div><dt id=\"\(id)\" data-term>\(markup(of: pair.term))</dt>"
            + "<dd>\(markup(of: pair.meaning))</dd></div>"
    }

    private func figure(_ figure: Figure) -> String {
        let size = options.imageSizes[figure.image].map { " width=\"\($0.width)\" height=\"\($0.height)\"" }
        let caption = figure.caption.isEmpty ? "" : "\n<figcaption>\(markup(of: figure.caption))</figcaption>"
        return """
            <figure>
            <img src="\(figure.image.path)" alt="\(Escaping.escaped(figure.alt))"\(size ?? "") loading="lazy">\(caption)
            </figure>
            """
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
                if let id = destination.articleID {
                    result += "\(ArticleLinks.opening)\(id.written)\">\(markup(of: inner))</a>"
                    continue
                }
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
