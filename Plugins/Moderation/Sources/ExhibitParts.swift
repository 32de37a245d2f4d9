import Console
import Kernel

// What types fill the middle of the desk with; each is drawn by a template of this plugin.

/// Sources side by side, field by field.
public struct ComparisonPart: Page {
    public static let template = "moderation/comparison"

    public struct Row: Sendable {
        let label: String
        let cells: [String]
        let match: Pill

        /// A row with one cell a source, in the order of the sources.
        public init(_ label: String, cells: [String], match: Pill) {
            self.label = label
            self.cells = cells
            self.match = match
        }
    }

    let comparisonTitle: String
    let sources: [String]
    let rows: [Row]
    let comparisonNote: String?
    let comparisonLink: Link?

    /// Sources and rows; below them where, when and by whom they were looked up, with a way to the source.
    public init(
        _ title: String, sources: [String], rows: [Row], note: String? = nil, link: Link? = nil
    ) {
        comparisonTitle = title
        self.sources = sources
        self.rows = rows
        comparisonNote = note
        comparisonLink = link
    }
}

/// What would change, with added and removed words marked.
public struct ChangesPart: Page {
    public static let template = "moderation/changes"

    let changesTitle: String
    let rows: [ChangeRow]

    /// Changes with the words around them; what stays as it was is left out.
    public init(_ title: String, rows: [ChangeRow]) {
        changesTitle = title
        self.rows = rows.map { $0.passages() }
    }
}

/// What rules found in a text.
public struct SignalsPart: Page {
    public static let template = "moderation/signals"

    public struct Line: Sendable {
        let pill: Pill
        let explanation: String
        let excerpt: Excerpt?
        let fix: String?

        public init(_ pill: Pill, _ explanation: String, excerpt: Excerpt? = nil, fix: String? = nil) {
            self.pill = pill
            self.explanation = explanation
            self.excerpt = excerpt
            self.fix = fix
        }
    }

    /// The marked words with some text around them.
    public struct Excerpt: Sendable {
        let before: String
        let marked: String
        let after: String

        public init(before: String, marked: String, after: String) {
            self.before = before
            self.marked = marked
            self.after = after
        }
    }

    let signalsTitle: String
    let signals: [Line]

    public init(_ title: String, _ signals: [Line]) {
        signalsTitle = title
        self.signals = signals
    }
}

/// A text as readers will see it.
public struct TextPart: Page {
    public static let template = "moderation/text"

    let textTitle: String
    let isFolded: Bool
    let bodyHTML: String

    /// A titled text, folded where something else says what matters of it; the HTML is of Documents' making and of
    /// nobody else's.
    public init(_ title: String, bodyHTML: String, isFolded: Bool = false) {
        textTitle = title
        self.bodyHTML = bodyHTML
        self.isFolded = isFolded
    }
}

/// Pages of what somebody sent, as pictures.
public struct EvidencePart: Page {
    public static let template = "moderation/evidence"

    public struct Picture: Sendable {
        let pictureURL: String?
        let caption: String

        /// A page with its place, as `File 1 of 2, page 3 of 5`; without an address, for one that cannot be shown,
        /// the caption says why.
        public init(_ caption: String, url: String? = nil) {
            self.caption = caption
            pictureURL = url
        }
    }

    let pictures: [Picture]

    public init(_ pictures: [Picture]) {
        self.pictures = pictures
    }
}

/// Terms and what they are.
public struct FactsPart: Page {
    public static let template = "moderation/facts"

    let factsTitle: String
    let facts: [Fact]

    public init(_ title: String, _ facts: [Fact]) {
        factsTitle = title
        self.facts = facts
    }
}
