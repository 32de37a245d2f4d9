/// Rich text as a tree of blocks, kept in one canonical form so that equal texts compare equal.
///
/// Every way in (the editor's JSON, Markdown, code) ends in the same form: marks nest as link, bold, italic;
/// runs of white space are one space; nothing is empty. A document therefore survives the way through
/// Markdown or JSON and back without a difference.
public struct Document: Hashable, Sendable {
    public private(set) var blocks: [Block]

    public init(blocks: [Block] = []) {
        self.blocks = Normalization.blocks(blocks)
    }

    public var isEmpty: Bool { blocks.isEmpty }
}

public indirect enum Block: Hashable, Sendable {
    case paragraph([Inline])
    case heading(level: HeadingLevel, [Inline])
    /// Each element holds the blocks of one item.
    case bulletList([[Block]])
    case orderedList(start: Int, [[Block]])
    case quote([Block])
    case callout(CalloutKind, [Block])
    case question([Inline], answer: [Block])
    case definitions([Definition])
    case table(Table)
    /// A break in the train of thought, drawn as a line.
    case rule
    case figure(Figure)
}

public indirect enum Inline: Hashable, Sendable {
    case text(String)
    case bold([Inline])
    case italic([Inline])
    case link(LinkDestination, [Inline])
    case lineBreak
}

/// The first level belongs to the page's own title, so headings inside a text begin at the second.
public enum HeadingLevel: Int, Hashable, Sendable, Comparable, CaseIterable {
    case two = 2
    case three
    case four

    public static func < (left: HeadingLevel, right: HeadingLevel) -> Bool {
        left.rawValue < right.rawValue
    }
}

public enum CalloutKind: String, Hashable, Sendable, CaseIterable {
    case info
    case warning
}

public struct Definition: Hashable, Sendable {
    public var term: [Inline]
    public var meaning: [Inline]

    public init(term: [Inline], meaning: [Inline]) {
        self.term = term
        self.meaning = meaning
    }
}

/// A table with one row of headings; every row has as many cells as the widest.
public struct Table: Hashable, Sendable {
    public var header: [[Inline]]
    public var rows: [[[Inline]]]

    public init(header: [[Inline]], rows: [[[Inline]]]) {
        self.header = header
        self.rows = rows
    }
}
