import Foundation
import Testing

@testable import DemoData

@Suite("Demo topics")
struct TopicTests {
    @Test("there are twelve, each with a name of its own, and none that a check brings along")
    func twelve() {
        #expect(demo.topics.count == 12)
        #expect(Set(demo.topics.map(\.slug)).count == 12)
        #expect(!demo.topics.contains { $0.slug == "loneliness" })
        let names = demo.topics.flatMap { topic in
            Set([topic.slug, topic.name.lowercased()] + topic.aliases.map { $0.lowercased() })
        }
        #expect(Set(names).count == names.count)
        #expect(demo.topics.filter { $0.crisisTier == 1 }.map(\.slug) == ["self-harm"])
        let advised = demo.topics.filter { $0.crisisTier == 2 }.map(\.slug)
        #expect(advised == ["depression", "eating-concerns", "trauma"])
    }

    @Test("front matter holds what the import asks for", arguments: demo.topics)
    func frontMatter(topic: DemoTopic) throws {
        let fields = try Self.parts(topic).fields

        #expect(fields["kind"] == "topic")
        #expect(fields["slug"] == topic.slug)
        #expect(fields["label"] == topic.label)
        #expect(fields["title"]?.isEmpty == false)
        #expect((40...160).contains(fields["dek"]?.count ?? 0))
        // A colon followed by a space would begin a mapping.
        #expect(fields.values.allSatisfy { !$0.contains(": ") })
    }

    @Test("five to eight questions, each with an answer of 80 to 160 words", arguments: demo.topics)
    func questions(topic: DemoTopic) throws {
        let body = try Self.parts(topic).body
        let sections = "\n\(body)".components(separatedBy: "\n## ")

        #expect(sections[0].allSatisfy { $0.isWhitespace })
        #expect((5...8).contains(sections.count - 1))
        for section in sections.dropFirst() {
            let lines = section.split(separator: "\n", maxSplits: 1)
            #expect(lines[0].hasSuffix("?"), "\(lines[0])")
            let count = words(lines.count > 1 ? String(lines[1]) : "").count
            #expect((80...160).contains(count), "\(lines[0]): \(count)")
        }
        #expect(!body.contains("<"))
        #expect(body.contains("\n- ") && body.hasSuffix("\n"))
    }

    @Test("plain to read: a school grade of at most 8", arguments: demo.topics)
    func readable(topic: DemoTopic) throws {
        let body = try Self.parts(topic).body
        let grade = schoolGrade(body)

        #expect(grade <= 8, "\(topic.slug): \(grade)")
    }

    @Test("nothing unsafe, promised or unsourced", arguments: demo.topics)
    func careful(topic: DemoTopic) {
        let text = topic.markdown.lowercased()
        let phrases = [
            "committed suicide", "commit suicide", "failed attempt", "successful attempt", "epidemic", "cure",
            "guarantee", "100%", "proven", "miracle", "research shows", "research has shown", "studies show",
            "experts agree", "1-800-273", "percent", "click here", "lorem",
        ]
        for phrase in phrases {
            #expect(!text.contains(phrase), "\(topic.slug): \(phrase)")
        }
        if topic.crisisTier > 0 { #expect(text.contains("988")) }
    }

    private static func parts(_ topic: DemoTopic) throws -> (fields: [String: String], body: String) {
        let parts = topic.markdown.components(separatedBy: "---\n")
        try #require(parts.count == 3 && parts[0].isEmpty)
        var fields: [String: String] = [:]
        for line in parts[1].split(separator: "\n") {
            let colon = try #require(line.range(of: ": "))
            fields[String(line[..<colon.lowerBound])] = String(line[colon.upperBound...])
        }
        return (fields, parts[2])
    }
}
