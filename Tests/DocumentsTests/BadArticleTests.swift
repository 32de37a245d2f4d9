import Documents
import Testing

@Suite("An article that somebody tampered with")
struct BadArticleTests {
    private static let id = "0e8a1f3c-5b1d-4d0e-9c5a-3f6f1c2b7a90"
    private static let words = #""content":[{"type":"text","text":"a?"}]"#
    private static let line = #"{"type":"paragraph",\#(words)}"#

    /// Every node of the editor once, its own attributes where `#` stands.
    private static let nodes: [String] = [
        #"{"type":"paragraph","attrs":{#},\#(words)}"#,
        #"{"type":"heading","attrs":{"level":2,#},\#(words)},\#(line)"#,
        #"{"type":"bulletList","attrs":{#},"content":[{"type":"listItem","content":[\#(line)]}]}"#,
        #"{"type":"bulletList","content":[{"type":"listItem","attrs":{#},"content":[\#(line)]}]}"#,
        #"{"type":"orderedList","attrs":{"start":1,#},"content":[{"type":"listItem","content":[\#(line)]}]}"#,
        #"{"type":"blockquote","attrs":{#},"content":[\#(line)]}"#,
        #"{"type":"callout","attrs":{"kind":"info",#},"content":[\#(line)]}"#,
        #"{"type":"question","attrs":{#},"content":[{"type":"questionText",\#(words)},{"type":"answer","content":[\#(line)]}]}"#,
        #"{"type":"question","content":[{"type":"questionText","attrs":{#},\#(words)},{"type":"answer","content":[\#(line)]}]}"#,
        #"{"type":"question","content":[{"type":"questionText",\#(words)},{"type":"answer","attrs":{#},"content":[\#(line)]}]}"#,
        #"{"type":"definitionList","attrs":{#},"content":[{"type":"definitionTerm",\#(words)},{"type":"definitionDescription",\#(words)}]}"#,
        #"{"type":"definitionList","content":[{"type":"definitionTerm","attrs":{#},\#(words)},{"type":"definitionDescription",\#(words)}]}"#,
        #"{"type":"definitionList","content":[{"type":"definitionTerm",\#(words)},{"type":"definitionDescription","attrs":{#},\#(words)}]}"#,
        #"{"type":"table","attrs":{#},"content":[{"type":"tableRow","content":[{"type":"tableHeader","content":[\#(line)]}]}]}"#,
        #"{"type":"table","content":[{"type":"tableRow","attrs":{#},"content":[{"type":"tableHeader","content":[\#(line)]}]}]}"#,
        #"{"type":"table","content":[{"type":"tableRow","content":[{"type":"tableHeader","attrs":{#},"content":[\#(line)]}]}]}"#,
        #"{"type":"horizontalRule","attrs":{#}}"#,
        #"{"type":"figure","attrs":{"image":"\#(id)","alt":"A bench",#},\#(words)}"#,
        #"{"type":"paragraph","content":[{"type":"text","attrs":{#},"text":"a"}]}"#,
        #"{"type":"paragraph","content":[{"type":"text","text":"a"},{"type":"hardBreak","attrs":{#}},{"type":"text","text":"b"}]}"#,
        #"{"type":"paragraph","content":[{"type":"text","text":"a","marks":[{"type":"bold","attrs":{#}}]}]}"#,
        #"{"type":"paragraph","content":[{"type":"text","text":"a","marks":[{"type":"italic","attrs":{#}}]}]}"#,
        #"{"type":"paragraph","content":[{"type":"text","text":"a","marks":[{"type":"link","attrs":{"href":"/a",#}}]}]}"#,
    ]

    private func json(_ node: String, _ attributes: String) -> String {
        let filled = node.replacing("#", with: attributes)
        return doc(filled.replacing(",}", with: "}").replacing("{,", with: "{"))
    }

    @Test("is taken where nothing was added", arguments: nodes)
    func clean(node: String) throws {
        let html = try Document(json: json(node, "")).html(.article()).text

        #expect(!html.isEmpty)
        #expect(Markup.mistakes(in: html) == [])
    }

    @Test("is refused with an attribute that runs or hides, on any node and mark", arguments: nodes)
    func attributes(node: String) {
        for name in ["onclick", "onerror", "style", "srcdoc", "formaction", "id", "data-article"] {
            let issues = issues(refusing: json(node, #""\#(name)":"alert(1)""#))

            #expect(issues.count == 1)
            #expect(issues.first?.path?.hasSuffix(".attrs.\(name)") == true)
        }
    }

    @Test("shows a script as words, in any place for words", arguments: nodes)
    func script(node: String) throws {
        let attack = #"<script>alert(1)</script>\"\u0301 onerror=alert(1)?"#
        guard node.contains(#""text":"a"#) else { return }
        let attacked = node.replacing(#""text":"a?""#, with: #""text":"\#(attack)""#)
            .replacing(#""text":"a""#, with: #""text":"\#(attack)""#)

        let document = try Document(json: json(attacked, ""))
        let html = document.html(.article()).text

        #expect(Markup.mistakes(in: html) == [])
        #expect(html.contains("&lt;script&gt;"))
        #expect(try Document(markdown: document.markdown(for: .article)) == document)
    }

    @Test(
        "is refused with a link that could run, in any place for words", arguments: nodes,
        ["javascript:alert(1)", "data:text/html,x", "article:javascript:alert(1)", "image:\(id)"])
    func links(node: String, address: String) {
        guard node.contains(words) else { return }
        let link = #"{"type":"text","text":"a?","marks":[{"type":"link","attrs":{"href":"\#(address)"}}]}"#
        let attacked = node.replacing(#"{"type":"text","text":"a?"}"#, with: link)

        let issues = issues(refusing: json(attacked, ""))

        #expect(!issues.isEmpty)
        #expect(issues.allSatisfy { $0.path?.hasSuffix(".marks[0].attrs.href") == true })
    }

    private let words = Self.words

    @Test("of 5 MB is refused by its size, before it is read")
    func size() {
        let text = String(repeating: "word ", count: 1_048_576)

        #expect(messages(refusing: text) == ["Shorten the text to at most 512 KB. It has 5,121 KB."])
        #expect(
            issues(refusing: doc(paragraph(text))).map(\.message) == [
                "Shorten the text to at most 512 KB. It has 5,121 KB."
            ])
        // Not even JSON.
        #expect(issues(refusing: String(repeating: "[", count: 5_000_000)).count == 1)
    }

    @Test(
        "nested 5,000 deep in boxes of ours is refused without exhausting the stack",
        arguments: [
            #"{"type":"callout","attrs":{"kind":"info"},"content":["#,
            #"{"type":"question","content":[{"type":"questionText"},{"type":"answer","content":["#,
            #"{"type":"figure","content":["#,
            #"{"type":"definitionList","content":["#,
        ])
    func nesting(open: String) {
        let json = #"{"type":"doc","content":["# + String(repeating: open, count: 5_000)

        #expect(
            issues(refusing: json).map(\.message) == [
                "The text stands more than 32 levels deep. Use fewer levels of lists and quotes."
            ])
    }

    @Test("with questions in questions is refused with its line")
    func nestedQuestions() {
        let lines = (1...200).map {
            String(repeating: "> ", count: $0) + "[!QUESTION] Why?\n" + String(repeating: "> ", count: $0)
        }

        #expect(!messages(refusing: lines.joined(separator: "\n")).isEmpty)
    }

    @Test(
        "is refused with raw HTML, and told the line",
        arguments: [
            ("a\n\n> [!QUESTION] Why <b>now</b>?\n>\n> So.", 3),
            ("> [!QUESTION] Why?\n>\n> <div>So.</div>", 3),
            ("a\n\nTerm\n: <script>alert(1)</script>", 4), ("> [!NOTE]\n> <iframe src=x>", 2),
            ("a\n\n![A <b>bench</b>](image:\(id))", 3),
            ("a\n\n<figure><img src=x onerror=alert(1)></figure>", 3),
            ("a\n\n<a data-article=\"\(id)\">x</a>", 3),
        ])
    func html(markdown: String, line: Int) {
        let issues = refusal { () throws(DocumentIssues) in try Document(markdown: markdown) }

        #expect(issues.first?.line == line)
        #expect(issues.first?.message == "Line \(line) holds raw HTML. Write it as Markdown.")
    }

    @Test("keeps a combining mark after a quote inside of the description’s attribute")
    func combiningMarks() throws {
        let json = doc(
            #"{"type":"figure","attrs":{"image":"\#(Self.id)","alt":"A\"\u0301 onload=alert(1)"},"content":[{"type":"text","text":"\u0301May"}]}"#
        )

        let document = try Document(json: json)
        let html = document.html().text

        #expect(html.contains("alt=\"A&quot;&#769; onload=alert(1)\""))
        #expect(Markup.mistakes(in: html) == [])
        #expect(try Document(markdown: document.markdown(for: .article)).bytes == document.bytes)
    }
}
