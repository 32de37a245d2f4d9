import Documents
import Foundation
import Testing

@Suite("A document comes back as it was")
struct RoundTripTests {
    @Test("from Markdown, for any document", arguments: 0..<8)
    func markdown(batch: UInt64) throws {
        var documents = RandomDocuments(seed: batch)
        for _ in 0..<20 {
            for schema in [DocumentSchema.topic, .article] {
                let document = documents.next(hasQuestions: schema == .topic)

                let markdown = document.markdown
                let again = try Document(markdown: markdown, schema: schema)

                let isSame = again.bytes == document.bytes
                try #require(isSame, "\(markdown)\n\(document.json)\n\(again.json)")
                #expect(again.markdown == markdown)
            }
        }
    }

    @Test("from Markdown and JSON, for any article", arguments: 0..<8)
    func articles(batch: UInt64) throws {
        var documents = RandomDocuments(seed: 4_000 + batch)
        for _ in 0..<20 {
            let document = documents.nextArticle()

            let markdown = document.markdown(for: .article)
            let again = try Document(markdown: markdown)

            let isSame = again.bytes == document.bytes
            try #require(isSame, "\(markdown)\n\(document.json)\n\(again.json)")
            #expect(again.markdown(for: .article) == markdown)
            let fromJSON = try Document(json: document.json)
            #expect(fromJSON.bytes == document.bytes)
            #expect(Markup.mistakes(in: document.html(.article()).text) == [])
        }
    }

    @Test("from the editor’s JSON, for any document", arguments: 0..<8)
    func json(batch: UInt64) throws {
        var documents = RandomDocuments(seed: 1_000 + batch)
        for _ in 0..<20 {
            let document = documents.next(hasQuestions: true)

            let again = try Document(json: document.json, schema: .topic)
            let decoded = try JSONDecoder().decode(Document.self, from: JSONEncoder().encode(document))

            let areSame = again.bytes == document.bytes && decoded.bytes == document.bytes
            try #require(areSame, "\(document.json)")
        }
    }

    @Test("through normalizing a second time", arguments: 0..<8)
    func normalization(batch: UInt64) throws {
        var documents = RandomDocuments(seed: 2_000 + batch)
        for _ in 0..<20 {
            let document = documents.next(hasQuestions: true)

            let isSame = Document(blocks: document.blocks).bytes == document.bytes

            try #require(isSame, "\(document.json)")
        }
    }

    @Test("and its page holds only markup of ours", arguments: 0..<8)
    func markup(batch: UInt64) throws {
        var documents = RandomDocuments(seed: 3_000 + batch)
        for _ in 0..<20 {
            let html = documents.next(hasQuestions: true).html().text

            #expect(Markup.mistakes(in: html) == [])
        }
    }

    @Test("with every kind of block that Markdown can write")
    func everyBlock() throws {
        let markdown = """
            A lead with **bold**, _italic_, **_both_**, a [link](https://example.org/a?b=c&d=e) and\\
            a second line.

            ## A section

            - One
            - Two
              - Nested

            3. Three
            4. Four

            > A quote.

            > [!WARNING]
            > Call someone you trust.

            Grief
            : What follows a loss.

            Mourning
            : What grief looks like from outside.

            | Sign | Meaning |
            | --- | --- |
            | Tears | Sadness |

            ***

            #### A detail

            The end.

            """

        let document = try Document(markdown: markdown)

        #expect(document.markdown == markdown)
    }
}

extension Document {
    /// Its JSON byte by byte: to Swift, strings that Unicode calls equivalent are equal.
    var bytes: [UInt8] { Array(json.utf8) }
}
