import Documents
import Testing

@Suite("A preview")
struct ExcerptTests {
    @Test(
        "is the whole text where it fits",
        arguments: [
            ("One two.", 8, "One two."), ("  One\n two. ", 8, "One two."), ("", 10, ""), (" \n", 10, ""),
            ("One", 0, ""), ("One", -1, ""),
            ("One\u{A0}two\u{2003}\u{3000}three\u{2028}\u{85}four", 18, "One two three four"),
            // Two letters, a space with a mark on it, and three letters.
            ("ab \u{301}cde", 6, "ab \u{301}cde"), ("“One” é", 7, "“One” é"),
        ])
    func whole(text: String, limit: Int, expected: String) {
        #expect(Excerpt.of(text, maxCharacters: limit) == expected)
    }

    @Test(
        "ends at the last whole word that fits, without loose marks",
        arguments: [
            ("One two three", 12, "One two…"), ("One two three", 8, "One two…"), ("One two three", 7, "One…"),
            ("One, two three", 9, "One, two…"),
            ("One, two", 5, "One…"), ("One. Two three", 9, "One. Two…"), ("One. Two", 6, "One…"),
            ("One — two", 7, "One…"), ("Yes! No more", 8, "Yes! No…"),
            ("What? (And so on)", 8, "What?…"), ("One (", 4, "One…"), ("One two three", 4, "One…"),
        ])
    func cut(text: String, limit: Int, expected: String) {
        #expect(Excerpt.of(text, maxCharacters: limit) == expected)
    }

    @Test(
        "drops the last word of a text that ends inside it",
        arguments: [
            ("What he calls content's level of autho", 100, "What he calls content's level of…"),
            ("A word, osoby,", 100, "A word…"),
            ("autho", 100, ""), ("", 100, ""), ("One two thr", 7, "One…"), ("One two thr", 8, "One two…"),
        ])
    func endsInsideWord(text: String, limit: Int, expected: String) {
        #expect(Excerpt.of(text, maxCharacters: limit, endsInsideWord: true) == expected)
    }

    @Test("never cuts inside a character")
    func characters() {
        let families = String(repeating: "👩‍👩‍👧", count: 10)
        let accents = String(repeating: "e\u{301}", count: 10)

        #expect(Excerpt.of(families, maxCharacters: 4) == "👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧…")
        #expect(Excerpt.of(accents, maxCharacters: 3) == "e\u{301}e\u{301}…")
        #expect(Excerpt.of("a \(families)", maxCharacters: 5) == "a…")
        #expect(Excerpt.of("寂しさは誰にでもあります", maxCharacters: 5) == "寂しさは…")
        #expect(Excerpt.of("word", maxCharacters: 1) == "…")
    }

    @Test("is never longer than asked and always a beginning of the text", arguments: 0..<60)
    func limits(limit: Int) {
        let text = "Grief, in the end — “so they say” — (and we agree) is love: it stays. 👩‍👩‍👧 e\u{301}t al."

        let excerpt = Excerpt.of(text, maxCharacters: limit)

        #expect(excerpt.count <= limit)
        #expect(excerpt.isEmpty || text.hasPrefix(excerpt.dropLast()))
    }

    @Test("of a document runs its blocks together")
    func document() throws {
        let document = try Document(markdown: "## One\n\nTwo **three**\\\nfour.\n\n- Five")

        #expect(document.excerpt(maxCharacters: 100) == "One Two three four. Five")
    }
}

@Suite("What a document tells of itself")
struct ReadingTests {
    @Test("is its words, a line a block")
    func text() throws {
        let document = try Document(
            markdown: "## A\n\nb\\\nc\n\n- d\n- e\n\n> f\n\n***\n\ng\n: h\n\n| i | j |\n| - | - |\n| k | l |")

        #expect(document.text == "A\nb\nc\nd\ne\nf\ng: h\ni\tj\nk\tl")
    }

    @Test(
        "counts words as a reader does",
        arguments: [
            ("", 0), ("One", 1), ("well-being is one’s own", 4), ("a — b", 2), ("alone—and well", 3),
            ("10–20 years", 3), ("* & … !", 0),
            ("(hello)", 1), ("3.5 %", 1), ("e\u{301}t 👩‍👩‍👧 al.", 2),
        ])
    func words(text: String, count: Int) {
        #expect(Document(blocks: [.paragraph([.text(text)])]).wordCount == count)
    }

    @Test("rounds its minutes up", arguments: [(0, 0), (1, 1), (238, 1), (239, 2), (1_190, 5)])
    func minutes(words: Int, minutes: Int) {
        let text = String(repeating: "word ", count: words)

        #expect(Document(blocks: [.paragraph([.text(text)])]).readingMinutes == minutes)
    }

    @Test("lists its links wherever they stand")
    func links() throws {
        let document = try Document(
            markdown:
                "[a](/1) **[b](/2)**\n\n- [c](/3)\n\n> [d](/4)\n\n[e](/5)\n: [f](/6)\n\n"
                + "| [g](/7) |\n| - |\n| [h](/8) |\n\n## [i](/9)?\n\n[j](/10)",
            schema: .topic)

        #expect(document.links.map(\.text) == ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"])
        #expect(document.links.map(\.destination.text) == (1...10).map { "/\($0)" })
    }
}

@Suite("The canonical form")
struct NormalizationTests {
    private func inlines(_ inlines: Inline...) -> [Inline] {
        guard case .paragraph(let kept)? = Document(blocks: [.paragraph(inlines)]).blocks.first else {
            return []
        }
        return kept
    }

    @Test("joins what is marked alike and nests marks in one order")
    func marks() {
        #expect(
            inlines(.italic([.bold([.text("a")])]), .bold([.italic([.text("b")]), .text("c")]))
                == [.bold([.italic([.text("ab")]), .text("c")])])
    }

    @Test("takes white space out of the edges of marks and texts")
    func space() {
        #expect(
            inlines(.text(" a"), .bold([.text(" b ")]), .text(" c ")) == [
                .text("a "), .bold([.text("b")]), .text(" c"),
            ])
        #expect(inlines(.bold([.text("a")]), .text(" "), .bold([.text("b")])) == [.bold([.text("a b")])])
        #expect(
            inlines(.text("a \n\t b"), .lineBreak, .lineBreak, .text(" c")) == [
                .text("a b"), .lineBreak, .text("c"),
            ])
    }

    @Test("keeps two links apart and drops a link inside a link")
    func links() throws {
        let one = try LinkDestination("/1")
        let two = try LinkDestination("/2")

        #expect(
            inlines(
                .link(one, [.text("a ")]), .link(one, [.text("b")]),
                .link(two, [.text("c"), .link(one, [.text("d")])]))
                == [.link(one, [.text("a b")]), .link(two, [.text("cd")])])
        #expect(
            inlines(.link(one, [.text("a")]), .text(" "), .link(one, [.text("b")]))
                == [.link(one, [.text("a")]), .text(" "), .link(one, [.text("b")])])
    }

    @Test("drops control characters that came past every check")
    func controls() {
        #expect(inlines(.text("a\u{0}\u{8}\u{1B}b\u{FFFE}")) == [.text("ab")])
    }

    @Test("makes every row of a table as wide as the widest")
    func tables() {
        let document = Document(blocks: [
            .table(Table(header: [[.text("a")]], rows: [[[.text("b")], [.text("c")]], []]))
        ])

        #expect(
            document.blocks == [
                .table(Table(header: [[.text("a")], []], rows: [[[.text("b")], [.text("c")]], [[], []]]))
            ])
    }
}
