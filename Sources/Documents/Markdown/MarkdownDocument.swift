extension Document {
    /// Reads Markdown: CommonMark with tables, definition lists (`Term`, then a line `: meaning`) and
    /// callouts (`> [!NOTE]`, `> [!WARNING]`). In articles also questions (`> [!QUESTION] Why?`, the answer below),
    /// images that stand alone (`![description](image:UUID "caption")`) and links to articles
    /// (`[words](article:UUID)`). Raw HTML, other images and code are refused.
    /// - Throws: every issue, with its line.
    public init(markdown: String, schema: DocumentSchema = .article) throws(DocumentIssues) {
        self = try Document.parse(markdown: markdown, schema: schema).document
    }

    /// As `init(markdown:schema:)`, and says what was left out.
    /// - Parameters:
    ///   - markdown: The text, without front matter.
    ///   - schema: What the text may hold, and how a question begins where it may hold any.
    ///   - firstLine: The number in its file of the text's first line, so that issues name the file's lines.
    /// - Returns: The document, and notes on what was left out.
    /// - Throws: Every issue, with its line.
    public static func parse(
        markdown: String, schema: DocumentSchema = .article, firstLine: Int = 1
    ) throws(DocumentIssues) -> Parsed {
        try MarkdownReader.parse(markdown, schema: schema, firstLine: firstLine)
    }
}
