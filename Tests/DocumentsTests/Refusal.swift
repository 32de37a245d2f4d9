import Documents
import Testing

/// The issues with which something is refused; an issue of the test when it is not.
func refusal(
    of body: () throws(DocumentIssues) -> Any, sourceLocation: SourceLocation = #_sourceLocation
) -> [DocumentIssue] {
    do throws(DocumentIssues) {
        let value = try body()
        Issue.record("Not refused: \(value)", sourceLocation: sourceLocation)
        return []
    } catch {
        return error.issues
    }
}

func messages(
    refusing markdown: String, as schema: DocumentSchema = .article,
    sourceLocation: SourceLocation = #_sourceLocation
) -> [String] {
    refusal(
        of: { () throws(DocumentIssues) in try Document(markdown: markdown, schema: schema) },
        sourceLocation: sourceLocation
    ).map(\.message)
}

func issues(
    refusing json: String, as schema: DocumentSchema = .article,
    sourceLocation: SourceLocation = #_sourceLocation
) -> [DocumentIssue] {
    refusal(
        of: { () throws(DocumentIssues) in try Document(json: json, schema: schema) },
        sourceLocation: sourceLocation)
}

func paths(
    refusing json: String, as schema: DocumentSchema = .article,
    sourceLocation: SourceLocation = #_sourceLocation
) -> [String?] {
    issues(refusing: json, as: schema, sourceLocation: sourceLocation).map(\.path)
}

/// The JSON of a document with these blocks.
func doc(_ blocks: String...) -> String {
    #"{"type":"doc","content":[\#(blocks.joined(separator: ","))]}"#
}

/// The JSON of a paragraph of plain words.
func paragraph(_ text: String) -> String {
    #"{"type":"paragraph","content":[{"type":"text","text":"\#(text)"}]}"#
}
