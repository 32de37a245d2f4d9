import Foundation

/// What other parts of the product want to know about a text.
extension Document {
    /// A heading as the page shows it; a question counts as one.
    public struct Heading: Hashable, Sendable {
        /// As rendered: 2 or more, none skipped.
        public var level: Int
        public var text: String
        public var id: String
    }

    public struct Link: Hashable, Sendable {
        public var destination: LinkDestination
        public var text: String
    }

    public struct Question: Hashable, Sendable {
        public var text: String
        /// The id of its heading in the page.
        public var id: String
        public var answer: Document
    }

    /// A document cut at its questions.
    public struct Sections: Hashable, Sendable {
        /// What stands before the first question; everything when there is none.
        public var lead: Document
        public var questions: [Question]
        /// What stands after the first question and in none.
        public var closing: Document
    }

    /// The words alone, a line for each paragraph, heading, item, row and definition.
    public var text: String {
        blocks.flatMap(PlainText.lines).joined(separator: "\n")
    }

    /// As `Excerpt.of`, of the document's text.
    public func excerpt(maxCharacters: Int, endsInsideWord: Bool = false) -> String {
        Excerpt.of(text, maxCharacters: maxCharacters, endsInsideWord: endsInsideWord)
    }

    public var headings: [Heading] { headings(HTMLOptions()) }

    /// In the order of the text, repeated ones included.
    public var links: [Link] { blocks.flatMap(\.links) }

    /// The ids of the articles that the text links to, each once, in the order of the text.
    public var articleLinks: [UUID] {
        var seen: Set<UUID> = []
        return links.compactMap(\.destination.articleID).filter { seen.insert($0).inserted }
    }

    public var wordCount: Int { PlainText.wordCount(of: text) }

    public var readingMinutes: Int { Self.readingMinutes(ofWords: wordCount) }

    /// Whole minutes at 238 words a minute, rounded up; 0 for an empty text. Source: Brysbaert 2019, silent
    /// reading of English non-fiction.
    public static func readingMinutes(ofWords count: Int) -> Int { (count + 237) / 238 }

    /// Questions that have an answer.
    public var questions: [Question] { sections.questions }

    public var sections: Sections {
        var lead: [Block] = []
        var questions: [Question] = []
        var closing: [Block] = []
        var hasQuestion = false
        // Ids repeat where texts do; they come in the order in which the page renders them.
        var headings = self.headings[...]
        for block in blocks {
            guard case .question(let text, let answer) = block else {
                if hasQuestion { closing.append(block) } else { lead.append(block) }
                headings = headings.dropFirst(block.headingCount)
                continue
            }
            hasQuestion = true
            guard !answer.isEmpty, let heading = headings.first else { continue }
            questions.append(
                Question(text: PlainText.of(text), id: heading.id, answer: Document(blocks: answer)))
            headings = headings.dropFirst(block.headingCount)
        }
        return Sections(
            lead: Document(blocks: lead), questions: questions, closing: Document(blocks: closing))
    }
}

extension Block {
    fileprivate var headingCount: Int {
        switch self {
        case .heading: 1
        case .question(_, let answer): 1 + answer.headingCount
        case .quote(let inner), .callout(_, let inner): inner.headingCount
        case .bulletList(let items), .orderedList(_, let items): items.reduce(0) { $0 + $1.headingCount }
        case .paragraph, .definitions, .table, .rule, .figure: 0
        }
    }

    fileprivate var links: [Document.Link] {
        switch self {
        case .paragraph(let inlines), .heading(_, let inlines): inlines.links
        case .bulletList(let items), .orderedList(_, let items): items.flatMap { $0.flatMap(\.links) }
        case .quote(let inner), .callout(_, let inner): inner.flatMap(\.links)
        case .question(let text, let answer): text.links + answer.flatMap(\.links)
        case .definitions(let pairs): pairs.flatMap { $0.term.links + $0.meaning.links }
        case .table(let table): ([table.header] + table.rows).flatMap { $0.flatMap(\.links) }
        case .rule: []
        case .figure(let figure): figure.caption.links
        }
    }
}

extension [Block] {
    fileprivate var headingCount: Int { reduce(0) { $0 + $1.headingCount } }
}

extension [Inline] {
    fileprivate var links: [Document.Link] {
        flatMap { inline -> [Document.Link] in
            switch inline {
            case .link(let destination, let inner):
                [Document.Link(destination: destination, text: PlainText.of(inner))]
            case .bold(let inner), .italic(let inner): inner.links
            case .text, .lineBreak: []
            }
        }
    }
}
