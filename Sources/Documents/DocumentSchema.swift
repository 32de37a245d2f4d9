/// What a kind of text may hold, and how much of it.
public struct DocumentSchema: Hashable, Sendable {
    public enum BlockKind: String, Hashable, Sendable, CaseIterable {
        case paragraph
        case heading
        case bulletList
        case orderedList
        case quote
        case callout
        case question
        case definitions
        case table
        case rule
        case figure
    }

    public enum MarkKind: String, Hashable, Sendable, CaseIterable {
        case bold
        case italic
        case link
        /// A link to an article by its id.
        case articleLink
    }

    /// How Markdown writes a question with its answer.
    public enum QuestionForm: Hashable, Sendable {
        /// As a second-level heading that asks, over its answer.
        case heading
        /// As a quote that begins with `[!QUESTION]` and the question; headings that ask stay headings, and a
        /// question belongs to the section that it stands in.
        case callout
    }

    /// Paragraphs are always allowed.
    public var blocks: Set<BlockKind>
    public var marks: Set<MarkKind>
    public var questionForm: QuestionForm
    /// Of the source, as UTF-8.
    public var maxBytes: Int
    /// Every block, item, row and definition counts.
    public var maxBlocks: Int
    /// How deep lists, quotes, callouts and answers may stand in each other; never more than 100, which is
    /// what Foundation's JSON decoder can read back.
    public var maxDepth: Int {
        didSet { maxDepth = min(maxDepth, Self.greatestDepth) }
    }
    /// Of the plain text, as a reader counts them; nil when only `maxBytes` limits it.
    public var maxCharacters: Int?

    public init(
        blocks: Set<BlockKind> = Set(BlockKind.allCases),
        marks: Set<MarkKind> = Set(MarkKind.allCases),
        questionForm: QuestionForm = .heading,
        maxBytes: Int = 512 * 1_024,
        maxBlocks: Int = 5_000,
        maxDepth: Int = 32,
        maxCharacters: Int? = nil
    ) {
        self.blocks = blocks.union([.paragraph])
        self.marks = marks
        self.questionForm = questionForm
        self.maxBytes = maxBytes
        self.maxBlocks = maxBlocks
        self.maxDepth = min(maxDepth, Self.greatestDepth)
        self.maxCharacters = maxCharacters
    }

    private static let greatestDepth = 100

    /// A clinician's words about themselves.
    public static let bio = DocumentSchema(
        blocks: [.paragraph, .bulletList, .orderedList], marks: [.bold, .italic, .link],
        maxBytes: 64 * 1_024, maxBlocks: 500, maxDepth: 8, maxCharacters: 4_000)

    /// A topic page: each second-level heading that ends in a question mark begins a question.
    public static let topic = DocumentSchema(
        blocks: Set(BlockKind.allCases).subtracting([.figure]), marks: [.bold, .italic, .link])

    /// An article. It alone has figures and links to articles. Its headings stay headings, also where they ask;
    /// a question is a block of its own.
    public static let article = DocumentSchema(questionForm: .callout)

    /// Checks a document that was made in code, or under another schema.
    /// - Throws: every issue, placed by its path in the document's JSON.
    public func validate(_ document: Document) throws(DocumentIssues) {
        var findings = Findings()
        let tree = EditorReader.read(EditorNode(document), findings: &findings)
        _ = try SchemaCheck.document(tree, against: self, findings: findings)
    }
}
