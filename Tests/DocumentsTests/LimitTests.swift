import Documents
import Foundation
import Testing

@Suite("A text that is too much")
struct LimitTests {
    /// How long the running thread has had a processor.
    private static var processorSeconds: Int {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec
    }

    @Test("nested 10,000 deep in the editor’s JSON is refused without exhausting the stack")
    func deepJSON() {
        let open = String(repeating: #"{"type":"blockquote","content":["#, count: 10_000)
        let json = #"{"type":"doc","content":["# + open + String(repeating: "]}", count: 10_001)

        #expect(
            issues(refusing: json).map(\.message) == [
                "The text stands more than 32 levels deep. Use fewer levels of lists and quotes."
            ])
    }

    @Test("nested 10,000 deep is refused by Codable too")
    func deepCodable() {
        let open = String(repeating: #"{"type":"blockquote","content":["#, count: 10_000)
        let json = #"{"type":"doc","content":["# + open + String(repeating: "]}", count: 10_001)

        #expect(throws: (any Error).self) { try JSONDecoder().decode(Document.self, from: Data(json.utf8)) }
    }

    @Test("nested as deep as Foundation decodes still comes through Codable, and to a page")
    func deepestOfFoundation() throws {
        let open = String(repeating: #"{"type":"blockquote","content":["#, count: 250)
        let json = #"{"type":"doc","content":["# + open + paragraph("a") + String(repeating: "]}", count: 251)

        let document = try JSONDecoder().decode(Document.self, from: Data(json.utf8))

        #expect(document.text == "a")
        #expect(Markup.mistakes(in: document.html().text) == [])
    }

    @Test("cannot be allowed more depth than can be read back")
    func greatestDepth() {
        var schema = DocumentSchema(maxDepth: 10_000)
        #expect(schema.maxDepth == 100)

        schema.maxDepth = 10_000
        #expect(schema.maxDepth == 100)
    }

    @Test("with brackets of attributes or text alone is judged by those outside of strings")
    func brackets() throws {
        let text = String(repeating: #"[{\\\"[{"#, count: 1_000)

        #expect(try Document(json: doc(paragraph(text))).text == String(repeating: #"[{\"[{"#, count: 1_000))
        let attributes = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
        #expect(issues(refusing: doc(#"{"type":"paragraph","attrs":{"a":\#(attributes)}}"#)).count == 1)
    }

    @Test(
        "nested 10,000 deep in Markdown is refused with its line",
        arguments: [
            String(repeating: ">", count: 10_000) + " a", String(repeating: "> ", count: 10_000) + "a",
            String(repeating: "- ", count: 10_000) + "a", String(repeating: "1. ", count: 10_000) + "a",
            String(repeating: "> - ", count: 10_000) + "a",
        ])
    func deepMarkdown(line: String) {
        let messages = messages(refusing: "One.\n\n" + line)

        #expect(messages == ["Line 3 stands more than 32 levels deep. Use fewer levels of lists and quotes."])
    }

    @Test("nested deep over many lines is refused with the line that goes too far")
    func deepOverLines() {
        let lines = (0..<300).map { String(repeating: "  ", count: $0) + "- a" }

        #expect(
            messages(refusing: lines.joined(separator: "\n")) == [
                "Line 32 stands more than 32 levels deep. Use fewer levels of lists and quotes."
            ])
    }

    @Test("nested exactly as deep as allowed is taken")
    func deepestAllowed() throws {
        let quotes = String(repeating: "> ", count: 31) + "a"
        let document = try Document(markdown: quotes)

        #expect(try Document(json: document.json) == document)
        #expect(messages(refusing: "> " + quotes).count == 1)
    }

    @Test("with marks in marks 10,000 deep is refused")
    func deepMarks() {
        let markdown =
            (0..<10_000).map { $0 % 2 == 0 ? "*a " : "**b " }.joined()
            + String(repeating: "x***", count: 10_000)

        #expect(messages(refusing: markdown).count == 1)
    }

    @Test("with 10,000 marks on one word in JSON is refused")
    func manyMarks() throws {
        let marks = Array(repeating: #"{"type":"bold"}"#, count: 10_000).joined(separator: ",")
        let json = doc(#"{"type":"paragraph","content":[{"type":"text","text":"a","marks":[\#(marks)]}]}"#)

        #expect(paths(refusing: json) == ["$.content[0].content[0].marks"])
    }

    @Test("larger than the limit is refused before it is read")
    func bytes() {
        let large = String(repeating: "word ", count: 110_000)

        #expect(messages(refusing: large) == ["Shorten the text to at most 512 KB. It has 538 KB."])
        #expect(paths(refusing: doc(paragraph(large))) == ["$"])
    }

    @Test("of more blocks than allowed is refused once")
    func blocks() {
        let markdown = String(repeating: "a\n\n", count: 6_000)

        #expect(
            messages(refusing: markdown) == [
                "The text has more than 5,000 paragraphs, items and rows. Split it into several texts."
            ])
        #expect(messages(refusing: String(repeating: "- a\n", count: 6_000)).count == 1)
        #expect(messages(refusing: "| a |\n| - |\n" + String(repeating: "| b |\n", count: 6_000)).count == 1)
    }

    @Test(
        "that would cost a naive parser minutes is read or refused soon",
        arguments: [
            String(repeating: "<?", count: 130_000), String(repeating: "<!A ", count: 100_000),
            String(repeating: "<![CDATA[", count: 50_000),
            String(repeating: "[", count: 250_000), String(repeating: "*a ", count: 100_000),
            String(repeating: "`` ` ", count: 80_000),
            String(repeating: "|x", count: 2_000) + "|\n" + String(repeating: "|-", count: 2_000) + "|\n"
                + String(repeating: "|a|\n", count: 9_000),
            String(repeating: "a\n", count: 200_000),
        ])
    func slowInput(markdown: String) {
        let before = Self.processorSeconds
        _ = try? Document(markdown: markdown)

        // Of this thread alone: what else the machine has to do counts for nothing.
        #expect(Self.processorSeconds - before < 20)
    }

    @Test("keeps its report short however much is wrong")
    func manyIssues() {
        #expect(messages(refusing: String(repeating: "`a`\n\n", count: 4_000)).count == 50)
    }

    @Test("names at most the beginning of what it refuses")
    func longNames() {
        let name = String(repeating: "x", count: 100_000)

        #expect(issues(refusing: doc(#"{"type":"\#(name)"}"#)).allSatisfy { $0.message.count < 200 })
    }
}
