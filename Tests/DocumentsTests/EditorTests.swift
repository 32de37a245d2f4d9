import Documents
import Foundation
import Testing

@Suite("The editor’s JSON")
struct EditorTests {
    @Test("becomes the same document as its Markdown")
    func sameAsMarkdown() throws {
        let json = doc(
            #"{"type":"heading","attrs":{"level":2},"content":[{"type":"text","text":"Steps"}]}"#,
            #"""
            {"type":"paragraph","content":[{"type":"text","text":"Some "},{"type":"text","marks":[{"type":"bold"},
            {"type":"italic"}],"text":"words"},{"type":"hardBreak"},{"type":"text","text":"here","marks":[{"type":"link",
            "attrs":{"href":"/x","target":"_blank","rel":"nofollow","class":null}}]}]}
            """#,
            #"""
            {"type":"orderedList","attrs":{"start":3,"type":null},"content":[{"type":"listItem","content":[\#(paragraph("a"))]}]}
            """#,
            #"{"type":"blockquote","content":[\#(paragraph("b"))]}"#,
            #"{"type":"callout","attrs":{"kind":"warning"},"content":[\#(paragraph("c"))]}"#,
            #"""
            {"type":"definitionList","content":[{"type":"definitionTerm","content":[{"type":"text","text":"d"}]},
            {"type":"definitionDescription","content":[\#(paragraph("e"))]}]}
            """#,
            #"""
            {"type":"table","content":[{"type":"tableRow","content":[{"type":"tableHeader","attrs":{"colspan":1,"rowspan":1,
            "colwidth":null},"content":[\#(paragraph("f"))]}]},{"type":"tableRow","content":[{"type":"tableCell",
            "content":[\#(paragraph("g"))]}]}]}
            """#,
            #"{"type":"horizontalRule"}"#, #"{"type":"paragraph"}"#)

        let document = try Document(json: json)

        let expected = """
            ## Steps

            Some **_words_**\\
            [here](/x)

            3. a

            > b

            > [!WARNING]
            > c

            d
            : e

            | f |
            | --- |
            | g |

            ***

            """
        #expect(document.markdown == expected)
        #expect(document == (try Document(markdown: expected)))
    }

    @Test(
        "with an unknown node, mark, attribute or key is refused with its path",
        arguments: [
            (#"{"type":"iframe","attrs":{"src":"//evil.example"}}"#, "$.content[0]"),
            (#"{"type":"paragraph","content":[{"type":"image"}]}"#, "$.content[0].content[0]"),
            (
                #"{"type":"paragraph","content":[{"type":"text","text":"a","marks":[{"type":"textStyle"}]}]}"#,
                "$.content[0].content[0].marks[0]"
            ),
            (
                #"{"type":"paragraph","content":[{"type":"text","text":"a","marks":[{"type":"bold","attrs":{"onclick":"x"}}]}]}"#,
                "$.content[0].content[0].marks[0].attrs.onclick"
            ),
            (#"{"type":"paragraph","attrs":{"style":"color:red"}}"#, "$.content[0].attrs.style"),
            (#"{"type":"paragraph","onclick":"alert(1)"}"#, "$.content[0].onclick"),
            (#"{"type":"paragraph","text":"a"}"#, "$.content[0].text"),
            (#"{"type":"bulletList","content":[{"type":"paragraph"}]}"#, "$.content[0].content[0]"),
            (#"{"type":"text","text":"<script>"}"#, "$.content[0]"),
            (#"{"type":"heading","attrs":{"level":"2"}}"#, "$.content[0].attrs.level"),
            (#"{"type":"heading"}"#, "$.content[0].attrs.level"),
            (
                #"{"type":"heading","attrs":{"level":1},"content":[{"type":"text","text":"a"}]}"#,
                "$.content[0]"
            ),
            (#"{"type":"heading","attrs":{"level":2}}"#, "$.content[0]"),
            (#"{"type":"callout","attrs":{"kind":"danger"}}"#, "$.content[0].attrs.kind"),
            (#"{"type":"orderedList","attrs":{"start":-1},"content":[]}"#, "$.content[0]"),
            (#"{"type":"orderedList","attrs":{"start":"1"},"content":[]}"#, "$.content[0].attrs.start"),
            (#"{"type":"definitionList","content":[{"type":"definitionTerm"}]}"#, "$.content[0].content[0]"),
            (
                #"{"type":"table","content":[{"type":"tableRow","content":[{"type":"tableCell"}]}]}"#,
                "$.content[0].content[0].content[0]"
            ),
            (
                #"{"type":"table","content":[{"type":"tableRow","content":[{"type":"tableHeader","attrs":{"colspan":2}}]}]}"#,
                "$.content[0].content[0].content[0]"
            ),
            (#"{"type":"paragraph","content":[{"type":"text","text":"a\u0000b"}]}"#, "$.content[0]"),
            (#"{"type":"paragraph","marks":[{"type":"bold"}]}"#, "$.content[0].marks[0]"),
        ])
    func unknown(block: String, path: String) {
        #expect(paths(refusing: doc(block)) == [path])
    }

    @Test(
        "that is not a document is refused",
        arguments: [
            "", "null", "[]", "\"<p>\"", "{", #"{"type":"doc""#, #"{"type":1}"#, #"{"content":[]}"#,
            #"{"type":"paragraph"}"#,
            #"{"type":"doc","content":{}}"#, #"{"type":"doc","content":[null]}"#,
            #"{"type":"doc","content":[{"type":"text","text":1}]}"#,
        ])
    func notADocument(json: String) {
        #expect(issues(refusing: json).count == 1)
    }

    @Test("that is not UTF-8 is refused")
    func notUTF8() {
        let json = Data(#"{"type":"doc","content":[],"text":""#.utf8) + Data([0xFF, 0xFE]) + Data("\"}".utf8)

        #expect(!refusal { () throws(DocumentIssues) in try Document(json: json) }.isEmpty)
    }

    @Test("written by a document has what the editor demands and nothing that ends a script")
    func written() {
        let empty = Document().json
        let document = Document(blocks: [
            .bulletList([[.quote([.paragraph([.text("</script>\"")])])]])
        ])

        #expect(empty == #"{"type":"doc","content":[{"type":"paragraph"}]}"#)
        #expect(
            document.json == #"""
                {"type":"doc","content":[{"type":"bulletList","content":[{"type":"listItem","content":[{"type":"paragraph"},\#
                {"type":"blockquote","content":[{"type":"paragraph","content":[{"type":"text","text":"\u003c/script>\""}]}]}]}]}]}
                """#)
    }

    @Test("is what Codable reads and writes")
    func codable() throws {
        struct Draft: Codable, Equatable {
            var body: Document
        }
        let draft = Draft(body: Document(blocks: [.paragraph([.text("Hello")])]))

        let data = try JSONEncoder().encode(draft)
        let again = try JSONDecoder().decode(Draft.self, from: data)

        #expect(again == draft)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(
                Draft.self, from: Data(#"{"body":{"type":"doc","content":[{"type":"iframe"}]}}"#.utf8))
        }
    }

    @Test("brings back through Codable a draft that no schema would take")
    func draft() throws {
        let draft = Document(blocks: [
            .question([.text("Unfinished")], answer: []),
            .bulletList([[.heading(level: .four, [.text("a")])]]),
            .quote([.rule, .quote([.definitions([Definition(term: [.text("b")], meaning: [.text("c")])])])]),
            .heading(level: .two, [.text("End")]),
        ])

        let data = try JSONEncoder().encode(draft)
        let again = try JSONDecoder().decode(Document.self, from: data)

        #expect(again == draft)
    }

    @Test("carries questions and answers")
    func questions() throws {
        let document = Document(blocks: [
            .question([.text("Why?")], answer: [.paragraph([.text("So.")])])
        ])

        #expect(try Document(json: document.json, schema: .topic) == document)
    }
}
