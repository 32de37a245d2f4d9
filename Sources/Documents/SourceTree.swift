/// A text as its writer put it, with places, before it is checked against a schema and brought into canonical
/// form.
struct SourceBlock {
    var place: Place
    var content: SourceContent
}

indirect enum SourceContent {
    case paragraph([Inline])
    /// Any level: which ones are allowed is for the check to say.
    case heading(level: Int, [Inline])
    case bulletList([SourceItem])
    case orderedList(start: Int, [SourceItem])
    case quote([SourceBlock])
    case callout(CalloutKind, [SourceBlock])
    case question([Inline], answer: [SourceBlock])
    case definitions([SourceDefinition])
    case table(header: [[Inline]], rows: [[[Inline]]])
    case rule
    case figure(Figure)

    var kind: DocumentSchema.BlockKind {
        switch self {
        case .paragraph: .paragraph
        case .heading: .heading
        case .bulletList: .bulletList
        case .orderedList: .orderedList
        case .quote: .quote
        case .callout: .callout
        case .question: .question
        case .definitions: .definitions
        case .table: .table
        case .rule: .rule
        case .figure: .figure
        }
    }
}

struct SourceItem {
    var place: Place
    var blocks: [SourceBlock]
}

struct SourceDefinition {
    var place: Place
    var term: [Inline]
    var meaning: [Inline]
}

extension SourceBlock {
    /// The block without any check of a schema, for what was stored once: a draft too has to come back.
    var unchecked: Block? {
        switch content {
        case .paragraph(let inlines): .paragraph(inlines)
        case .heading(let level, let inlines):
            HeadingLevel(rawValue: level).map { .heading(level: $0, inlines) }
        case .bulletList(let items): .bulletList(items.map { $0.blocks.compactMap(\.unchecked) })
        case .orderedList(let start, let items):
            .orderedList(start: start, items.map { $0.blocks.compactMap(\.unchecked) })
        case .quote(let inner): .quote(inner.compactMap(\.unchecked))
        case .callout(let kind, let inner): .callout(kind, inner.compactMap(\.unchecked))
        case .question(let text, let answer): .question(text, answer: answer.compactMap(\.unchecked))
        case .definitions(let pairs):
            .definitions(pairs.map { Definition(term: $0.term, meaning: $0.meaning) })
        case .table(let header, let rows): .table(Table(header: header, rows: rows))
        case .rule: .rule
        case .figure(let figure): .figure(figure)
        }
    }
}
