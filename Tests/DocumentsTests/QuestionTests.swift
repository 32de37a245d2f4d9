import Documents
import Testing

@Suite("Questions of a topic")
struct QuestionTests {
    private let markdown = """
        A lead.

        ## What helps?

        Many things:

        - Sleep
        - Company

        ### And then?

        More.

        ## Is it “normal?”

        Yes.

        ## Find care

        Call us.
        """

    @Test("begin at second-level headings that ask and end at the next")
    func sections() throws {
        let sections = try Document(markdown: markdown, schema: .topic).sections

        #expect(sections.lead.text == "A lead.")
        #expect(sections.questions.map(\.text) == ["What helps?", "Is it “normal?”"])
        #expect(sections.questions.map(\.id) == ["what-helps", "is-it-normal"])
        #expect(sections.questions[0].answer.text == "Many things:\nSleep\nCompany\nAnd then?\nMore.")
        #expect(sections.closing.text == "Find care\nCall us.")
    }

    @Test("end at a dividing line, which goes")
    func dividingLine() throws {
        let document = try Document(markdown: "## Why?\n\nBecause.\n\n***\n\nThe end.", schema: .topic)

        #expect(document.questions.map(\.answer.text) == ["Because."])
        #expect(document.sections.closing.text == "The end.")
        #expect(try Document(markdown: document.markdown, schema: .topic) == document)
    }

    @Test("are headings in an article")
    func article() throws {
        let document = try Document(markdown: markdown)

        #expect(document.questions.isEmpty)
        #expect(document.headings.map(\.text).contains("What helps?"))
    }

    @Test("without an answer go with a note")
    func noAnswer() throws {
        let parsed = try Document.parse(markdown: "## One?\n\n## Two?\n\nYes.", schema: .topic)

        #expect(parsed.document.questions.map(\.text) == ["Two?"])
        #expect(parsed.notes.map(\.line) == [1])
    }

    @Test("render as sections with marks, their headings below the question’s")
    func html() throws {
        let document = try Document(
            markdown: "## What helps?\n\n#### Sleep\n\nA lot.\n\n### Food\n\nToo.", schema: .topic)

        #expect(
            document.html().text == """
                <section class="question" aria-labelledby="what-helps" data-faq>
                <h2 id="what-helps">What helps?</h2>
                <div class="answer">
                <h3 id="sleep">Sleep</h3>
                <p>A lot.</p>
                <h3 id="food">Food</h3>
                <p>Too.</p>
                </div>
                </section>
                """)
    }

    @Test("keep the ids of the page where texts repeat")
    func repeatedTexts() throws {
        let document = try Document(
            markdown: "## More\n\nText.\n\n## More?\n\n### More\n\nText.\n\n## More?\n\nText.", schema: .topic
        )

        #expect(document.questions.map(\.id) == ["more-2", "more-4"])
        #expect(document.headings.map(\.id) == ["more", "more-2", "more-3", "more-4"])
    }

    @Test("from the editor need a question mark and an answer")
    func editor() {
        func question(_ text: String, _ answer: String) -> String {
            """
            {"type":"question","content":[{"type":"questionText","content":[{"type":"text","text":"\(text)"}]},
            {"type":"answer","content":[\(answer)]}]}
            """
        }

        #expect(
            issues(refusing: doc(question("Why", paragraph("So."))), as: .topic).map(\.message)
                == ["“Why” is a question without a question mark. End it with one."])
        #expect(
            issues(refusing: doc(question("Why?", #"{"type":"paragraph"}"#)), as: .topic).map(\.message)
                == ["“Why?” has no answer. Write one, or remove the question."])
        #expect(paths(refusing: doc(question("Why?", paragraph("So."))), as: .bio) == ["$.content[0]"])
        let heading = #"{"type":"heading","attrs":{"level":2},"content":[{"type":"text","text":"Sub"}]}"#
        #expect(
            paths(refusing: doc(question("Why?", heading + "," + paragraph("So."))), as: .topic)
                == ["$.content[0].content[1].content[0]"])
    }
}
