import Documents
import Foundation
import Testing

private let one = "0e8a1f3c-5b1d-4d0e-9c5a-3f6f1c2b7a90"
private let other = "b3c1f7de-0000-4000-8000-0123456789ab"

@Suite("Questions of an article")
struct ArticleQuestionTests {
    private let markdown = """
        A lead.

        ## Why do we grieve?

        Because.

        ## Common questions

        > [!QUESTION] Does it **end**?
        >
        > It changes:
        >
        > - Slowly
        >
        > ### For how long?
        >
        > Grief
        > : What follows a loss.
        >
        > > Someone said so.

        > [!QUESTION] Where is help?
        >
        > Here.

        The end.

        """

    @Test("are quotes with a mark, and headings that ask stay headings")
    func read() throws {
        let document = try Document(markdown: markdown)

        #expect(document.questions.map(\.text) == ["Does it end?", "Where is help?"])
        #expect(
            document.questions[0].answer.text
                == "It changes:\nSlowly\nFor how long?\nGrief: What follows a loss.\nSomeone said so.")
        #expect(document.blocks[1] == .heading(level: .two, [.text("Why do we grieve?")]))
        #expect(document.markdown(for: .article) == markdown)
        #expect(try Document(json: document.json) == document)
    }

    @Test("belong to the section that they stand in")
    func levels() throws {
        let document = try Document(markdown: markdown)

        #expect(document.headings(.article()).map(\.level) == [2, 2, 3, 4, 3])
        #expect(document.headings(.article()).map(\.id) == document.headings.map(\.id))
        #expect(document.html(.article()).text.contains("<h3 id=\"where-is-help\">Where is help?</h3>"))
    }

    @Test("at the top of an article are of the second level, and never deeper than the sixth")
    func outerLevels() throws {
        let top = try Document(markdown: "> [!QUESTION] Why?\n>\n> ### Part\n>\n> So.\n\n## After\n\na")
        #expect(top.headings(.article()).map(\.level) == [2, 3, 2])

        let deep = "## a\n\n### b\n\n#### c\n\n> [!QUESTION] Why?\n>\n> ### d\n>\n> #### e\n>\n> So."
        #expect(try Document(markdown: deep).headings(.article()).map(\.level) == [2, 3, 4, 5, 6, 6])
    }

    @Test("may be written without the line between, in any letters")
    func loose() throws {
        let document = try Document(markdown: "> [!question] Why?\n> So.")

        #expect(document.blocks == [.question([.text("Why?")], answer: [.paragraph([.text("So.")])])])
    }

    @Test("are quotes where the mark is escaped, and in a topic")
    func notQuestions() throws {
        let quote = try Document(markdown: "> \\[!QUESTION] Why?")
        #expect(quote.blocks == [.quote([.paragraph([.text("[!QUESTION] Why?")])])])
        #expect(try Document(markdown: quote.markdown(for: .article)) == quote)

        let topic = try Document(markdown: "> [!QUESTION] Why?\n>\n> So.", schema: .topic)
        #expect(topic.questions.isEmpty)
    }

    @Test(
        "are refused where they cannot stand",
        arguments: [
            (
                "> [!QUESTION] Tell me\n>\n> So.",
                "“Tell me” is a question without a question mark. End it with one."
            ),
            ("> [!QUESTION]\n>\n> So.", "A question is empty. Write it, or remove it."),
            (
                "- > [!QUESTION] Why?\n  >\n  > So.",
                "Line 1 holds a question inside a list. Move it out of the list."
            ),
            (
                "> [!QUESTION] Why?\n>\n> ***\n>\n> So.",
                "Line 3 holds a dividing line inside an answer. Move it out of the answer."
            ),
            (
                "> [!QUESTION] Why?\n>\n> ## More\n>\n> So.",
                "“More” is a second-level heading inside an answer. Use level 3 or 4."
            ),
            (
                "> [!QUESTION] Why?\n>\n> > [!QUESTION] How?\n> >\n> > So.",
                "Line 3 holds a question inside an answer. Move it out of the answer."
            ),
        ])
    func refused(markdown: String, message: String) {
        #expect(messages(refusing: markdown).contains(message))
    }

    @Test("without an answer go with a note")
    func noAnswer() throws {
        let parsed = try Document.parse(markdown: "a\n\n> [!QUESTION] Why?\n\nb")

        #expect(parsed.document.text == "a\nb")
        #expect(parsed.notes.map(\.line) == [3])
    }
}

@Suite("A link to an article")
struct ArticleLinkTests {
    private let markdown =
        "See [the _first_](article:\(one)), [here](/topics/grief?a=1#b) and [it](article:\(other))."

    @Test("comes back as it was, whatever the letters of its id")
    func roundTrip() throws {
        let document = try Document(markdown: markdown.replacingOccurrences(of: one, with: one.uppercased()))

        #expect(document.markdown == markdown + "\n")
        #expect(try Document(json: document.json) == document)
        #expect(document.json.contains(#""href":"article:\#(one)""#))
    }

    @Test("is listed once an article, apart from those that lead elsewhere")
    func lists() throws {
        let document = try Document(
            markdown: markdown + "\n\n- [Again](article:\(one)) [out](https://example.org) [down](#x)")

        let (first, second) = (try #require(UUID(uuidString: one)), try #require(UUID(uuidString: other)))
        #expect(document.articleLinks == [first, second])
        #expect(
            document.links.map(\.destination.kind) == [
                .article(first), .site(path: "/topics/grief"), .article(second), .article(first), .web,
                .place,
            ])
        #expect(try LinkDestination("mailto:a@example.org").kind == .mailbox)
        #expect(try LinkDestination("tel:988").kind == .telephone)
    }

    @Test("has no address in stored markup")
    func html() throws {
        let html = try Document(markdown: markdown).html().text

        #expect(
            html == """
                <p>See <a data-article="\(one)">the <em>first</em></a>, <a href="/topics/grief?a=1#b">here</a> \
                and <a data-article="\(other)">it</a>.</p>
                """)
    }

    @Test("gets the address that the article has, or is the words alone")
    func resolved() throws {
        let html = try Document(markdown: markdown).html().text

        let shown = resolveArticleLinks(in: html) {
            $0.uuidString.lowercased() == one ? "/articles/first" : nil
        }

        #expect(
            shown == """
                <p>See <a href="/articles/first">the <em>first</em></a>, <a href="/topics/grief?a=1#b">here</a> \
                and it.</p>
                """)
    }

    @Test("asks once for each article, and not at all where there is none")
    func askedOnce() throws {
        let html = try Document(markdown: String(repeating: markdown + "\n\n", count: 50)).html().text
        var asked: [UUID] = []

        _ = resolveArticleLinks(in: html) {
            asked.append($0); return nil
        }
        #expect(asked.count == 2)

        let plain = "<p>é <a href=\"/x\">y</a></p>"
        #expect(resolveArticleLinks(in: plain) { _ in "/never" } == plain)
    }

    @Test(
        "never gets an address that could run or break out of the attribute",
        arguments: [
            "javascript:alert(1)", "\"onclick=\"alert(1)", "//evil.example", "", "/a\"b", "article:\(other)",
            "data:text/html,x",
        ])
    func unsafeAddress(address: String) throws {
        let html = try Document(markdown: "[a](article:\(one))").html().text

        #expect(resolveArticleLinks(in: html) { _ in address } == "<p>a</p>")
    }

    @Test("escapes what an address holds")
    func escaped() throws {
        let html = try Document(markdown: "[a](article:\(one))").html().text

        #expect(
            resolveArticleLinks(in: html) { _ in "/articles/a?b=1&c='" }
                == "<p><a href=\"/articles/a?b=1&amp;c=&#39;\">a</a></p>")
    }

    @Test("is not found in words, descriptions or torn markup")
    func lookalikes() throws {
        let words = try Document(markdown: "\\<a data-article=\"\(one)\">x\\</a>").html().text
        #expect(resolveArticleLinks(in: words) { _ in "/never" } == words)

        for torn in [
            "<a data-article=\"", "<a data-article=\"\(one)", "<a data-article=\"\(one)\"",
            "<a data-article=\"x\">", "<",
        ] {
            #expect(resolveArticleLinks(in: torn) { _ in "/never" } == torn)
        }
    }

    @Test("leaves markup of ours, for any article", arguments: 0..<8)
    func anyArticle(batch: UInt64) throws {
        var documents = RandomDocuments(seed: 5_000 + batch)
        for _ in 0..<20 {
            let html = documents.nextArticle().html(.article()).text

            let shown = resolveArticleLinks(in: html) { $0.uuidString.hasPrefix("0") ? "/articles/a" : nil }

            #expect(Markup.mistakes(in: shown) == [])
            #expect(!shown.contains("data-article"))
        }
    }

    @Test(
        "is refused without a whole id",
        arguments: [
            "article:", "article:1", "article:\(one)0", "article:\(one.dropLast())x", "ARTICLE:/x",
            "article://\(one)",
        ])
    func refusedAddress(address: String) {
        #expect(throws: LinkDestination.Refusal.self) { try LinkDestination(address) }
    }

    @Test("stands in articles alone", arguments: [DocumentSchema.bio, .topic])
    func elsewhere(schema: DocumentSchema) throws {
        let markdown = "[a](article:\(one))"

        #expect(
            messages(refusing: markdown, as: schema) == [
                "Line 1 holds a link to an article, which cannot stand here. Remove it."
            ])
        #expect(issues(refusing: try Document(markdown: markdown).json, as: schema).count == 1)
    }
}

@Suite("Terms of an article")
struct ArticleTermTests {
    @Test("can be linked to by ids that no heading has and that change none")
    func anchors() throws {
        let markdown = "## Term grief\n\nGrief\n: a\n\nb\n\nGrief\n: c\n\n## Term grief\n\nd"
        let document = try Document(markdown: markdown)

        let html = document.html(.article()).text
        #expect(html.contains("<dt id=\"term_grief\" data-term>Grief</dt>"))
        #expect(html.contains("<dt id=\"term_grief-2\" data-term>Grief</dt>"))
        #expect(document.headings(.article()).map(\.id) == ["term-grief", "term-grief-2"])
        #expect(document.html().text.contains("<dt data-term>Grief</dt>"))
    }
}
