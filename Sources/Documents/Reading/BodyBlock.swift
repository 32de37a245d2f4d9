/// A top-level block of a text as a page shows it, stored one by one so that a page can put something between
/// them without reading markup.
public struct BodyBlock: Codable, Hashable, Sendable {
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        case paragraph
        case heading
        case list
        case quote
        case callout
        /// A callout that warns, as of a crisis.
        case warning
        case question
        case definitions
        case table
        case rule
        case figure
    }

    public var kind: Kind
    public var wordCount: Int
    public var html: String

    public init(kind: Kind, wordCount: Int, html: String) {
        self.kind = kind
        self.wordCount = wordCount
        self.html = html
    }
}

extension Document {
    /// The markup of `html`, a piece for each top-level block that has any. Its ids are those of the whole, and
    /// the counts of words add up to `wordCount`.
    public func bodyBlocks(_ options: HTMLOptions = .article()) -> [BodyBlock] {
        zip(blocks, htmlBlocks(options)).filter { !$1.isEmpty }.map { block, html in
            let words = PlainText.lines(of: block).reduce(0) { $0 + PlainText.wordCount(of: $1) }
            return BodyBlock(kind: block.bodyKind, wordCount: words, html: html.text)
        }
    }
}

extension Block {
    fileprivate var bodyKind: BodyBlock.Kind {
        switch self {
        case .paragraph: .paragraph
        case .heading: .heading
        case .bulletList, .orderedList: .list
        case .quote: .quote
        case .callout(.info, _): .callout
        case .callout(.warning, _): .warning
        case .question: .question
        case .definitions: .definitions
        case .table: .table
        case .rule: .rule
        case .figure: .figure
        }
    }
}
