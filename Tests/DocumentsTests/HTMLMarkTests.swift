import Testing

@testable import Documents

@Suite("Marked stretches")
struct HTMLMarkTests {
    private func marked(_ markdown: String, _ words: String) throws -> String {
        let document = try Document(markdown: markdown, schema: .bio)
        let text = Array(document.text.unicodeScalars)
        let wanted = Array(words.unicodeScalars)
        let start = try #require(
            (0...(text.count - wanted.count)).first { Array(text[$0..<$0 + wanted.count]) == wanted })
        return document.html(marking: [start..<start + wanted.count]).text
    }

    @Test("words are marked where they stand")
    func words() throws {
        #expect(
            try marked("I listen. I promise much.", "I promise")
                == "<p>I listen. <mark>I promise</mark> much.</p>")
    }

    @Test("a mark does not reach over tags, so that everything nests")
    func nesting() throws {
        #expect(
            try marked("One **two three** four.", "One two three four")
                == "<p><mark>One </mark><strong><mark>two three</mark></strong> <mark>four</mark>.</p>")
        #expect(
            try marked("Ends here.\n\nBegins there.", "here.\nBegins")
                == "<p>Ends <mark>here.</mark></p>\n<p><mark>Begins</mark> there.</p>")
    }

    @Test("items, line breaks and characters that are escaped keep their places")
    func places() throws {
        #expect(
            try marked("Before\n\n- one & two\n- \"three\"", "\"three\"")
                == "<p>Before</p>\n<ul>\n<li>one &amp; two</li>\n<li><mark>&quot;three&quot;</mark></li>\n</ul>"
        )
        #expect(try marked("A\\\nB <3 C", "<3") == "<p>A<br>\nB <mark>&lt;3</mark> C</p>")
    }

    @Test("emoji and combining marks are counted by scalar, and no mark melts into a tag")
    func scalars() throws {
        #expect(try marked("👩‍👧 q\u{301} a b", "a b") == "<p>👩‍👧 q\u{301} <mark>a b</mark></p>")
        #expect(try marked("q\u{301}a", "\u{301}a") == "<p>q<mark>&#769;a</mark></p>")
    }

    @Test("spans outside of the text mark nothing")
    func outside() throws {
        let document = try Document(markdown: "Short.", schema: .bio)

        #expect(document.html(marking: [40..<50, 3..<3]).text == document.html().text)
    }
}
