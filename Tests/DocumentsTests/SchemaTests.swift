import Documents
import Testing

@Suite("A schema")
struct SchemaTests {
    @Test("for a bio takes paragraphs, lists and marks")
    func bio() throws {
        let document = try Document(
            markdown: "I **listen**, _always_.\n\n- [Here](/x)\n\n1. There", schema: .bio)

        #expect(document.blocks.count == 3)
    }

    @Test(
        "for a bio refuses anything larger",
        arguments: [
            "## Heading\n\nText.", "> Quote", "| a |\n| - |", "a\n: b", "***", "> [!NOTE]\n> a",
        ])
    func bioRefuses(markdown: String) {
        #expect(
            messages(refusing: markdown, as: .bio).first?.contains("cannot stand here. Remove it.") == true)
    }

    @Test("counts the characters that a reader sees")
    func characters() throws {
        let full = String(repeating: "👩‍👩‍👧", count: 2_000) + String(repeating: "e\u{301}", count: 2_000)

        #expect(try Document(markdown: full, schema: .bio).text.count == 4_000)
        #expect(
            messages(refusing: full + "a", as: .bio) == [
                "Shorten the text to at most 4,000 characters. It has 4,001."
            ])
    }

    @Test("refuses marks that it does not hold")
    func marks() {
        let schema = DocumentSchema(marks: [.italic])

        #expect(messages(refusing: "**a** [b](/c)", as: schema).count == 2)
    }

    @Test("validates a document that was made in code")
    func validate() throws {
        let document = Document(blocks: [
            .paragraph([.text("a")]),
            .bulletList([[.paragraph([.text("b")]), .heading(level: .two, [.text("c")])]]),
        ])

        let issues = refusal { () throws(DocumentIssues) in try DocumentSchema.article.validate(document) }

        #expect(issues.map(\.path) == ["$.content[1].content[0].content[1]"])
        try DocumentSchema.article.validate(Document(blocks: [.paragraph([.text("a")])]))
    }

    @Test("for a topic refuses a heading that Markdown would take for a question")
    func headingThatAsks() {
        let json = doc(
            #"{"type":"heading","attrs":{"level":2},"content":[{"type":"text","text":"Why?"}]}"#,
            paragraph("a"))

        #expect(
            issues(refusing: json, as: .topic).map(\.message) == [
                "“Why?” asks a question. Make it a question with an answer."
            ])
    }

    @Test("refuses the editor’s heading with nothing below it")
    func emptySection() {
        let json = doc(
            paragraph("a"),
            #"{"type":"heading","attrs":{"level":2},"content":[{"type":"text","text":"End"}]}"#)

        #expect(paths(refusing: json) == ["$.content[1]"])
    }
}
