import Documents
import Testing

@Suite("The page of a document")
struct HTMLTests {
    private static let attacks = [
        "<script>alert(1)</script>", "\"\u{301} onmouseover=\"\u{301}alert(1)", "'\u{301}'\u{20DD}",
        "<\u{338}b>", "&\u{301}lt;",
        "</p><img src=x onerror=alert(1)>", "\u{301}\"", "javascript:alert(1)", "&#60;b&#62;", "<!-- -->",
        "]]>", "\u{2028}</script>",
        "{{{text}}}",
    ]

    @Test("shows an attack as the words it is, in every place", arguments: attacks)
    func everyPlace(attack: String) throws {
        let words: [Inline] = [.text(attack)]
        let link = try LinkDestination("/x")
        let document = Document(blocks: [
            .paragraph(
                [.bold(words), .text("a"), .italic(words), .text("b"), .link(link, words), .lineBreak] + words
            ),
            .heading(level: .two, words), .paragraph(words), .bulletList([[.paragraph(words)]]),
            .orderedList(start: 2, [[.paragraph(words), .quote([.paragraph(words)])]]),
            .quote([.paragraph(words)]),
            .callout(.info, [.paragraph(words)]), .definitions([Definition(term: words, meaning: words)]),
            .table(Table(header: [words], rows: [[words]])),
            .question(words, answer: [.heading(level: .three, words), .paragraph(words)]),
        ])

        let html = document.html(HTMLOptions(idPrefix: "\"\u{301}>")).text

        #expect(Markup.mistakes(in: html) == [])
        #expect(document.blocks.count == 10)
    }

    @Test("escapes a quote that a combining mark follows")
    func combiningMark() {
        let html = HTML.escaping("\"\u{301} '\u{301} <\u{301} >\u{301} &\u{301}").text

        #expect(
            Array(html.utf8)
                == Array("&quot;&#769; &#39;&#769; &lt;&#769; &gt;&#769; &amp;&#769;".utf8))
    }

    @Test("keeps a combining mark at the start of a text apart from the tag before it")
    func leadingMark() {
        let html = Document(blocks: [.paragraph([.text("\u{338}a")])]).html().text

        #expect(Array(html.utf8) == Array("<p>&#824;a</p>".utf8))
    }

    @Test("leaves combining marks on letters as they are")
    func accents() {
        #expect(Array(HTML.escaping("e\u{301}").text.utf8) == Array("e\u{301}".utf8))
    }

    @Test("gives headings stable ids that stay apart")
    func ids() throws {
        let document = try Document(
            markdown:
                "## What’s new — Café & Co.\n\na\n\n## What's new: cafe co\n\nb\n\n## 中文\n\nc\n\n## !\n\nd")

        #expect(
            document.headings.map(\.id) == [
                "whats-new-cafe-co", "whats-new-cafe-co-2", "section", "section-2",
            ])
    }

    @Test("keeps ids apart where a heading looks like another’s second")
    func idsThatLookNumbered() throws {
        let document = try Document(markdown: "## A\n\na\n\n## A 2\n\nb\n\n## A\n\nc")

        #expect(document.headings.map(\.id) == ["a", "a-2", "a-3"])
    }

    @Test("skips no level of headings")
    func levels() throws {
        let document = try Document(
            markdown: "#### A\n\na\n\n## B\n\nb\n\n#### C\n\nc\n\n#### D\n\nd\n\n### E\n\ne")

        #expect(document.headings.map(\.level) == [2, 2, 3, 3, 3])
    }

    @Test("marks terms on dt alone")
    func definitions() throws {
        let html = try Document(markdown: "Grief\n: What follows a loss.").html().text

        #expect(html == "<dl>\n<div><dt data-term>Grief</dt><dd>What follows a loss.</dd></div>\n</dl>")
    }

    @Test("renders lists, callouts and tables")
    func others() throws {
        let html = try Document(
            markdown:
                "- a\n- b\n\n  - c\n\n4. d\n\n> [!WARNING]\n> e\n\n| f |  |\n| --- | --- |\n| g | h |\n\n***\n\ni\\\nj"
        ).html().text

        #expect(
            html == """
                <ul>
                <li>a</li>
                <li>
                <p>b</p>
                <ul>
                <li>c</li>
                </ul>
                </li>
                </ul>
                <ol start="4">
                <li>d</li>
                </ol>
                <aside class="callout callout-warning" role="note" aria-label="Warning">
                <p>e</p>
                </aside>
                <div class="table-scroll" tabindex="0">
                <table>
                <thead><tr><th scope="col">f</th><td></td></tr></thead>
                <tbody>
                <tr><td>g</td><td>h</td></tr>
                </tbody>
                </table>
                </div>
                <hr>
                <p>i<br>
                j</p>
                """)
    }

    @Test("comes in one piece a block, with the ids of the whole")
    func pieces() throws {
        let document = try Document(markdown: "## A\n\na\n\n## A\n\nb")

        let pieces = document.htmlBlocks()

        #expect(pieces.map(\.text).joined(separator: "\n") == document.html().text)
        #expect(pieces[2].text == "<h2 id=\"a-2\">A</h2>")
    }

    @Test("holds nothing for a document of empty blocks")
    func empty() {
        let document = Document(blocks: [
            .paragraph([.text(" \u{A0}\n")]), .heading(level: .two, []), .bulletList([[.paragraph([])], []]),
            .quote([]),
            .table(Table(header: [[]], rows: [[[]]])), .callout(.info, [.paragraph([.lineBreak])]),
            .definitions([Definition(term: [], meaning: [])]), .paragraph([.bold([.text("")])]),
        ])

        #expect(document.isEmpty)
        #expect(document.html().isEmpty)
        #expect(document.markdown == "")
    }
}
