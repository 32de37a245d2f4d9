extension Document {
    /// Reads Markdown: CommonMark with tables, definition lists (`Term`, then a line `: meaning`) and
    /// callouts (`> [!NOTE]`, `> [!WARNING]`). Raw HTML, images and code are refused.
    /// - Throws: every issue, with its line.
    public init(markdown: String, schema: DocumentSchema = .article) throws(DocumentIssues) {
        self = try Document.parse(markdown: markdown, schema: schema).document
    }

    /// As `init(markdown:schema:)`, and says what was left out.
    /// - Parameters:
    ///   - markdown: The text, without front matter.
    ///   - schema: What the text may hold. Where it may hold questions, `## …?` begins one.
    ///   - firstLine: The number in its file of the text's first line, so that issues name the file's lines.
    /// - Returns: The document, and notes on what was left out.
    /// - Throws: Every issue, with its line.
    public static func parse(
        markdown: String, schema: DocumentSchema = .article, firstLine: Int = 1
    ) throws(DocumentIssues) -> Parsed {
        try MarkdownReader.parse(markdown, schema: schema, firstLine: firstLine)
    }
}
