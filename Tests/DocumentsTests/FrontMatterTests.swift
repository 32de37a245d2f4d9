import Documents
import Foundation
import Testing

@Suite("Front matter")
struct FrontMatterTests {
    private let file = """
        ---
        kind: topic
        title: "Grief: a guide"
        lang: no
        published: 2025-02-28
        topics: [Grief, Loss]
        author:
        extra:
          nested: {a: 1, b: [x, ~]}
        ---

        The body, with **words**.
        """

    @Test("gives each key its value, line and column")
    func entries() throws {
        let front = try FrontMatter(file)

        #expect(
            front.entries.map(\.key) == ["kind", "title", "lang", "published", "topics", "author", "extra"])
        #expect(front.entries.map(\.line) == [2, 3, 4, 5, 6, 7, 8])
        #expect(try front.text("title") == "Grief: a guide")
        #expect(try front.text("lang") == "no")
        #expect(try front.text("published") == "2025-02-28")
        #expect(try front.texts("topics") == ["Grief", "Loss"])
        #expect(try front.texts("kind") == ["topic"])
        #expect(try front.text("author") == nil)
        #expect(try front.text("missing") == nil)
    }

    @Test("keeps and names the keys that nobody knows")
    func unknown() throws {
        let front = try FrontMatter(file)
        let known: Set = ["kind", "title", "lang", "published", "topics", "author"]

        #expect(front.unknown(besides: known).map(\.key) == ["extra"])
        #expect(
            front.notes(onUnknownBesides: known).map(\.message)
                == ["Line 8 holds the unknown key “extra”. It was kept as it is."])
        let nested = FrontMatterPair(
            "nested",
            .mapping([FrontMatterPair("a", .text("1")), FrontMatterPair("b", .list([.text("x"), .null]))]))
        #expect(front["extra"]?.value == .mapping([nested]))
    }

    @Test("tells where the body begins, so that issues name the file’s lines")
    func body() throws {
        let front = try FrontMatter(file + "\n\n<b>")

        let issues = refusal { () throws(DocumentIssues) in
            try Document.parse(markdown: front.body, firstLine: front.bodyLine)
        }

        #expect(front.bodyLine == 11)
        #expect(issues.map(\.message) == ["Line 14 holds raw HTML. Write it as Markdown."])
    }

    @Test(
        "that does not parse is refused with line, column and what was expected",
        arguments: [
            ("title: a: b", 2, 9), ("kind: x\n\ttitle: y", 3, 1), ("title: 'open", 2, 13),
            ("a: 1\nb: 2\na: 3", 4, 1), ("- a", 2, 1),
            ("title: @x", 2, 8), ("list:\n  - a\n other: b", 4, 2), ("? [a]\n: b", 2, 3),
        ])
    func invalid(yaml: String, line: Int, column: Int) {
        let issues = refusal { () throws(DocumentIssues) in try FrontMatter("---\n\(yaml)\n---\n") }

        #expect(issues.map(\.line) == [line])
        #expect(issues.map(\.column) == [column])
        #expect(issues.first?.message.contains("xpected") == true)
    }

    @Test(
        "that is missing or does not end is refused",
        arguments: ["", "Text.", "kind: topic\n---\n", "---\nkind: topic\n", "--- \n----\n"])
    func missing(file: String) {
        #expect(refusal { () throws(DocumentIssues) in try FrontMatter(file) }.count == 1)
    }

    @Test(
        "that could exhaust stack or memory is refused",
        arguments: [
            "a: " + String(repeating: "[", count: 10_000), String(repeating: "- ", count: 10_000) + "a",
            "a: &x [1, 1]\nb: [*x, *x]", "a: " + String(repeating: "x", count: 100_000),
            "a: [" + String(repeating: "1,", count: 20_000) + "1]",
        ])
    func hostile(yaml: String) {
        #expect(refusal { () throws(DocumentIssues) in try FrontMatter("---\n\(yaml)\n---\n") }.count == 1)
    }

    @Test("may hold ampersands, asterisks and brackets in its texts")
    func punctuation() throws {
        let front = try FrontMatter("---\ntitle: Q&A & more\nnote: \"[*a] {&b}\"\n---\n")

        #expect(try front.text("title") == "Q&A & more")
        #expect(try front.text("note") == "[*a] {&b}")
    }

    @Test("says which key has the wrong shape")
    func wrongShape() throws {
        let front = try FrontMatter("---\ntitle: [a]\ntopics: {a: b}\n---\n")

        let title = refusal { () throws(DocumentIssues) in try front.text("title") as Any }
        let topics = refusal { () throws(DocumentIssues) in try front.texts("topics") }

        #expect(title.map(\.message) == ["Line 2, column 1: Expected a text for “title”, as in “title: …”."])
        #expect(topics.map(\.line) == [3])
    }

    @Test("of a file that is not UTF-8 is refused with the line")
    func notUTF8() {
        let data = Data("---\nkind: topic\ntitle: ".utf8) + Data([0xE9]) + Data("\n---\n".utf8)

        let issues = refusal { () throws(DocumentIssues) in try FrontMatter(data: data) }

        #expect(issues.map(\.message) == ["Line 3 is not UTF-8. Save the file with that encoding."])
    }

    @Test("may come with a byte order mark and any ends of lines", arguments: ["\n", "\r\n", "\r"])
    func lineEnds(end: String) throws {
        let front = try FrontMatter("\u{FEFF}---\(end)kind: topic\(end)---\(end)Body\(end)")

        #expect(try front.text("kind") == "topic")
        #expect(front.body == "Body\n")
        #expect(front.bodyLine == 4)
    }

    @Test("that is empty has no entries")
    func empty() throws {
        #expect(try FrontMatter("---\n---\nBody").entries.isEmpty)
    }

    @Test(
        "comes back from what it writes",
        arguments: [
            "", "plain", "no", "null", "~", "1", "2025-01-01", "a: b", "# x", "- x", " lead", "trail ",
            "\"q\"", "it's", "a\nb\n", "\t", "&a", "*a", "é👩‍👩‍👧",
            "\u{A0}", "\u{85}", "\u{2028}", "[x]", "{x}", "%", "@", "`", "---", "…", "\\n", "\"\u{301}",
        ])
    func written(text: String) throws {
        let pairs = [
            FrontMatterPair("text", .text(text)), FrontMatterPair("none", .null),
            FrontMatterPair("list", .list([])),
            FrontMatterPair("map", .mapping([])), FrontMatterPair("a: key", .text("x")),
            FrontMatterPair(
                "deep",
                .list([
                    .text(text), .null, .list([.text(text), .list([.text(text)])]), .list([]), .mapping([]),
                    .mapping([FrontMatterPair("a", .text(text)), FrontMatterPair("b", .list([.text(text)]))]),
                ])),
        ]

        let front = try FrontMatter(FrontMatter.yaml(pairs) + "Body")

        #expect(front.entries.map { FrontMatterPair($0.key, $0.value) } == pairs)
        #expect(front.body == "Body")
    }
}
