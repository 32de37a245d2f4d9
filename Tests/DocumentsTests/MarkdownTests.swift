import Documents
import Testing

@Suite("Markdown")
struct MarkdownTests {
    @Test("becomes blocks and marks")
    func blocks() throws {
        let document = try Document(
            markdown: """
                Some **bold** and *italic* words,
                wrapped.

                ### Steps

                1. First
                2. Second

                ***
                """)

        #expect(
            document.blocks == [
                .paragraph([
                    .text("Some "), .bold([.text("bold")]), .text(" and "), .italic([.text("italic")]),
                    .text(" words, wrapped."),
                ]),
                .heading(level: .three, [.text("Steps")]),
                .orderedList(start: 1, [[.paragraph([.text("First")])], [.paragraph([.text("Second")])]]),
                .rule,
            ])
    }

    @Test(
        "with raw HTML is refused with its line",
        arguments: [
            "<div>Hello</div>", "<script>alert(1)</script>", "A <b>word</b>.",
            "A <img src=x onerror=alert(1)>",
            "A <?php echo 1 ?>", "<!DOCTYPE html>", "A <![CDATA[x]]>", "- <b>x</b>",
            "> <i>x</i>",
            "| a |\n| --- |\n| <b>x</b> |",
        ])
    func rawHTML(html: String) {
        let line = html.contains("|") ? 5 : 3

        let messages = messages(refusing: "One.\n\n" + html)

        #expect(messages.first == "Line \(line) holds raw HTML. Write it as Markdown.")
    }

    @Test(
        "shows what is no tag to CommonMark, but one to a browser, as words",
        arguments: [
            "<svg/onload=alert(1)>", "<img src=x onerror=alert(1)//", "<a\u{301}>", "&lt;script&gt;", "\\<b>",
        ])
    func noTag(markdown: String) throws {
        let html = try Document(markdown: markdown).html().text

        #expect(Markup.mistakes(in: html) == [])
        #expect(html.contains("&lt;"))
    }

    @Test("names the line of an inline tag after soft and hard breaks")
    func lineOfInlineTag() {
        let messages = messages(refusing: "One\\\ntwo **three\nfour\\\nfive** [a\nb](/c)\nsix <b>")

        #expect(messages == ["Line 6 holds raw HTML. Write it as Markdown."])
    }

    @Test("gathers the issues of a text in the order of its lines")
    func manyIssues() {
        let messages = messages(
            refusing: "<p>\n\n# Title\n\n`code`\n\n![alt](/x.png)\n\n[a](javascript:alert)\n")

        #expect(
            messages.map { $0.prefix(6) } == ["Line 1", "Line 3", "Line 5", "Line 7", "Line 9"])
    }

    @Test("loses an ad mark that stands alone, with a note")
    func adMark() throws {
        let parsed = try Document.parse(markdown: "One.\n\n<!-- ad -->\n\n<!--ad-->\nTwo.", firstLine: 10)

        #expect(parsed.document.text == "One.\nTwo.")
        #expect(parsed.notes.map(\.line) == [12, 14])
    }

    @Test(
        "refuses every other comment",
        arguments: ["<!-- note -->", "One <!-- ad --> two.", "<!-- ad --> <b>"])
    func comment(markdown: String) {
        #expect(messages(refusing: markdown).count == 1)
    }

    @Test(
        "refuses what a document cannot hold and says what to do",
        arguments: [
            ("```\nlet x = 1\n```", "Line 1 holds a code block. Write it as a paragraph."),
            (
                "    indented",
                "Line 1 is indented by four spaces, which makes it code. Remove the indentation."
            ),
            ("Some `code`.", "Line 1 holds code in backticks. Remove the backticks."),
            (
                "a ![alt](/a.png)",
                "Line 1 holds an image among words. Give it a paragraph of its own."
            ),
            (
                "# Title",
                "Line 1 holds a first-level heading, which is the title’s. Use the second level (##)."
            ),
            (
                "##### Deep\n\nText.",
                "Line 1 holds a heading of level 5. Use level 2, 3 or 4 (##, ### or ####)."
            ),
            ("- ## Heading", "Line 1 holds a heading inside a list. Move it out of the list."),
            ("> ## Heading", "Line 1 holds a heading inside a quote. Move it out of the quote."),
            ("a\u{1}b", "Line 1 holds a control character. Remove it, or type the passage again."),
            ("a&#1;b", "Line 1 holds a control character. Remove it, or type the passage again."),
            ("a\0b", "Line 1 holds a control character. Remove it, or type the passage again."),
        ])
    func refused(markdown: String, message: String) {
        #expect(messages(refusing: markdown) == [message])
    }

    @Test("may use any ends of lines and a byte order mark", arguments: ["\n", "\r\n", "\r"])
    func lineEnds(end: String) throws {
        let document = try Document(markdown: "\u{FEFF}One\(end)two.\(end)\(end)Three.\(end)")

        #expect(document.blocks == [.paragraph([.text("One two.")]), .paragraph([.text("Three.")])])
    }

    @Test("keeps an empty heading or section out, with a note")
    func emptySections() throws {
        let parsed = try Document.parse(
            markdown:
                "## Kept\n\nText.\n\n##\n\n## Empty\n\n### Empty too\n\n## Full\n\n### Part\n\nText.\n\n## Last"
        )

        #expect(parsed.document.headings.map(\.text) == ["Kept", "Full", "Part"])
        #expect(parsed.notes.compactMap(\.line).sorted() == [5, 7, 9, 17])
    }

    @Test("reads callouts, and a quoted bracket as a quote")
    func callouts() throws {
        let document = try Document(
            markdown:
                "> [!NOTE]\n> Breathe.\n\n> [!caution]\n>\n> - Call.\n\n> \\[!NOTE\\]\n> Words.\n\n> [!NOTE] inline"
        )

        #expect(
            document.blocks == [
                .callout(.info, [.paragraph([.text("Breathe.")])]),
                .callout(.warning, [.bulletList([[.paragraph([.text("Call.")])]])]),
                .quote([.paragraph([.text("[!NOTE] Words.")])]),
                .quote([.paragraph([.text("[!NOTE] inline")])]),
            ])
    }

    @Test("reads tables, with bars and formatting in their cells")
    func tables() throws {
        let document = try Document(markdown: "| Sign | Means |\n| :-- | --: |\n| a \\| b | **c** |\n| d |")

        #expect(
            document.blocks == [
                .table(
                    Table(
                        header: [[.text("Sign")], [.text("Means")]],
                        rows: [[[.text("a | b")], [.bold([.text("c")])]], [[.text("d")], []]]))
            ])
    }

    @Test("loses a link’s title and a link without text, with a note")
    func linkNotes() throws {
        let parsed = try Document.parse(markdown: "[One](/one \"Title\")\n[](/two)")

        #expect(parsed.document.links.map(\.text) == ["One"])
        #expect(parsed.notes.map(\.line) == [1, 2])
    }

    @Test("reads the same from many tasks at once")
    func concurrency() async throws {
        let markdown = "| a | b |\n| - | - |\n| ~~c~~ | **d** |\n\nwww.example.org\n"
        let expected = try Document(markdown: markdown)

        let all = try await withThrowingTaskGroup(of: Document.self) { group in
            for _ in 0..<200 { group.addTask { try Document(markdown: markdown) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(all.allSatisfy { $0 == expected })
    }
}

@Suite("Definition lists in Markdown")
struct DefinitionTests {
    @Test("are read wherever a term precedes a line that begins with a colon")
    func definitions() throws {
        let document = try Document(
            markdown: """
                Grief
                : What follows
                  a **loss**.

                Mourning
                : Grief from outside.
                Bereavement
                : The loss itself.
                """)

        guard case .definitions(let pairs)? = document.blocks.first else {
            Issue.record("No definitions: \(document)")
            return
        }
        #expect(pairs.map { $0.term } == [[.text("Grief")], [.text("Mourning")], [.text("Bereavement")]])
        #expect(pairs[0].meaning == [.text("What follows a "), .bold([.text("loss")]), .text(".")])
    }

    @Test(
        "need a colon with a space that is not escaped",
        arguments: [
            "Term\n\\: no", "Term\n&#58; no", "Term\n:no", "Term : no", "Ratio 1\n*: no*",
        ])
    func noDefinition(markdown: String) throws {
        let document = try Document(markdown: markdown)

        guard case .paragraph? = document.blocks.first else {
            Issue.record("Not a paragraph: \(document)")
            return
        }
        #expect(try Document(markdown: document.markdown) == document)
    }

    @Test(
        "stay plain text with a note where no single line is the term",
        arguments: ["One\ntwo\n: three", ": alone"])
    func noTerm(markdown: String) throws {
        let parsed = try Document.parse(markdown: markdown)

        #expect(parsed.notes.count == 1)
        #expect(parsed.document.text.contains(": "))
    }

    @Test("with two meanings for one term are refused with the line")
    func twoMeanings() {
        #expect(
            messages(refusing: "Term\n: One\n: Two") == [
                "Line 3 gives a term a second meaning. Put both into one."
            ])
    }

    @Test("with formatting that runs over breaks are placed right")
    func breaks() throws {
        let document = Document(blocks: [
            .definitions([
                Definition(
                    term: [.text("Term")],
                    meaning: [.bold([.text("a"), .lineBreak, .text("b")]), .lineBreak, .text(": c")])
            ])
        ])

        #expect(try Document(markdown: document.markdown) == document)
    }
}
