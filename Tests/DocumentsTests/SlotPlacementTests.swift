import Documents
import Foundation
import Testing

@Suite("Slots in a text")
struct SlotPlacementTests {
    private func block(_ kind: BodyBlock.Kind, _ words: Int) -> BodyBlock {
        BodyBlock(kind: kind, wordCount: words, html: "")
    }

    private func paragraphs(_ counts: Int...) -> [BodyBlock] { counts.map { block(.paragraph, $0) } }

    @Test("stand where a reader has read enough")
    func exact() {
        #expect(SlotPlacement.indices(in: paragraphs(100, 100, 100, 100, 100, 100)) == [2, 4])
        #expect(SlotPlacement.indices(in: paragraphs(75, 75, 75, 75)) == [2])
        #expect(SlotPlacement.indices(in: paragraphs(75, 74, 75, 76)) == [3])
        #expect(SlotPlacement.indices(in: paragraphs(75, 75, 75, 74)) == [])
        #expect(SlotPlacement.indices(in: paragraphs(300, 300)) == [])
        #expect(SlotPlacement.indices(in: paragraphs(200, 100)) == [])
        #expect(SlotPlacement.indices(in: []) == [])
    }

    @Test("are four at most")
    func most() {
        let long = [BodyBlock](repeating: block(.paragraph, 100), count: 60)

        #expect(SlotPlacement.indices(in: long) == [2, 4, 6, 8])
    }

    @Test(
        "keep away from headings, warnings and dividing lines",
        arguments: [BodyBlock.Kind.heading, .warning, .rule])
    func aloof(kind: BodyBlock.Kind) {
        let blocks = paragraphs(100, 100) + [block(kind, 3)] + paragraphs(100, 100, 100)

        #expect(SlotPlacement.indices(in: blocks) == [4])
    }

    @Test("may stand beside anything else")
    func others() {
        for kind in BodyBlock.Kind.allCases where ![.heading, .warning, .rule, .paragraph].contains(kind) {
            let blocks = paragraphs(100, 100) + [block(kind, 100)] + paragraphs(100)

            #expect(SlotPlacement.indices(in: blocks) == [2], "\(kind)")
        }
    }

    @Test("wait for two paragraphs however long a list is")
    func paragraphsFirst() {
        let blocks = [block(.list, 400)] + paragraphs(50, 50, 50)

        #expect(SlotPlacement.indices(in: blocks) == [3])
    }

    @Test("obey the rules that they are given")
    func ownRules() {
        let rules = SpacingRules(
            fewestWords: 10, wordsBeforeFirst: 5, paragraphsBeforeFirst: 1, wordsBetween: 0, blocksBetween: 2,
            wordsPerSlot: 1, mostSlots: 9, aloof: [])

        #expect(SlotPlacement.indices(in: paragraphs(5, 5, 5, 5, 5, 5), rules) == [1, 3, 5])
    }

    @Test("keep every rule, for any text", arguments: 0..<20)
    func everyRule(batch: UInt64) throws {
        var random = SplitMix(state: 7_000 + batch)
        var placed = 0
        for _ in 0..<200 {
            let blocks = Self.blocks(&random)
            let indices = SlotPlacement.indices(in: blocks)
            placed += indices.count

            let total = blocks.map(\.wordCount).reduce(0, +)
            #expect(indices.count <= 4 && indices.count <= total / 300)
            #expect(indices == indices.sorted() && Set(indices).count == indices.count)
            if let first = indices.first {
                #expect(blocks[..<first].map(\.wordCount).reduce(0, +) >= 150)
                #expect(blocks[..<first].count { $0.kind == .paragraph } >= 2)
            }
            for (above, below) in zip(indices, indices.dropFirst()) {
                #expect(blocks[above..<below].map(\.wordCount).reduce(0, +) >= 200)
            }
            for index in indices {
                try #require(index > 0 && index < blocks.count)
                for neighbor in [blocks[index - 1], blocks[index]] {
                    #expect(![.heading, .warning, .rule].contains(neighbor.kind))
                }
            }
            #expect(SlotPlacement.indices(in: blocks) == indices)
        }
        #expect(placed > 100)
    }

    private static func blocks(_ random: inout SplitMix) -> [BodyBlock] {
        (0..<Int.random(in: 0...40, using: &random)).map { _ in
            let kinds = BodyBlock.Kind.allCases + [.paragraph, .paragraph, .paragraph, .paragraph]
            let kind = kinds[Int.random(in: kinds.indices, using: &random)]
            let words = kind == .rule ? 0 : Int.random(in: 1...160, using: &random)
            return BodyBlock(kind: kind, wordCount: words, html: "")
        }
    }
}

@Suite("The blocks of a body")
struct BodyBlockTests {
    @Test("name their kinds, count their words and are the page together")
    func blocks() throws {
        let document = try Document(
            markdown: """
                One two three.

                ## Four

                - Five
                - Six

                > [!WARNING]
                > Call.

                > [!NOTE]
                > Note.

                > [!QUESTION] Why?
                >
                > So it is.

                ***

                ![A bench](image:0e8a1f3c-5b1d-4d0e-9c5a-3f6f1c2b7a90 "In May")

                > Quoted.

                Term
                : Meaning.

                | a |
                | --- |
                | b |
                """)

        let blocks = document.bodyBlocks()

        #expect(
            blocks.map(\.kind) == [
                .paragraph, .heading, .list, .warning, .callout, .question, .rule, .figure, .quote,
                .definitions,
                .table,
            ])
        #expect(blocks.map(\.wordCount) == [3, 1, 2, 1, 1, 4, 0, 2, 1, 2, 2])
        #expect(blocks.map(\.html).joined(separator: "\n") == document.html(.article()).text)
    }

    @Test("come back from storage, and leave out what shows nothing")
    func codable() throws {
        let document = Document(blocks: [
            .paragraph([.text("a")]), .question([.text("Why?")], answer: []), .paragraph([.text("b")]),
        ])

        let blocks = document.bodyBlocks()
        let again = try JSONDecoder().decode([BodyBlock].self, from: JSONEncoder().encode(blocks))

        #expect(again == blocks)
        #expect(blocks.map(\.html) == ["<p>a</p>", "<p>b</p>"])
    }

    @Test("have the words of the whole, for any article", arguments: 0..<8)
    func words(batch: UInt64) {
        var documents = RandomDocuments(seed: 6_000 + batch)
        for _ in 0..<20 {
            let document = documents.nextArticle()
            let blocks = document.bodyBlocks()

            #expect(blocks.map(\.wordCount).reduce(0, +) == document.wordCount)
            #expect(blocks.map(\.html).joined(separator: "\n") == document.html(.article()).text)
        }
    }
}
