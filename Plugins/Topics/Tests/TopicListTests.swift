import Foundation
import Kernel
import Postgres
import Site
import TestSupport
import Testing

@testable import Topics

@Suite("The list of topics", .stet(with: topicPlugins))
struct TopicListTests {
    private static let list = "/console/topics"

    private func file(_ title: String, text: String = "Short.") -> Data {
        topicFile(title: title, slug: nil, body: text)
    }

    private func take(_ file: Data, _ options: ImportOptions = ImportOptions()) async throws {
        let report = try await TopicImport(kernel: TestStet.current.kernel)
            .run(file, file: "topic.md", options: options)
        try #require(report.isWritten, "\(report.lines)")
    }

    /// One topic of each kind, saved in the order of their numbers.
    private func fill() async throws {
        let stet = try TestStet.current
        try await take(file("E1 public"), publishing)
        try await take(file("D2 changed"), publishing)
        try await take(file("D2 changed", text: "Other."))
        try await take(file("C3 draft"))
        try await stet.database.transaction { transaction in
            var index = try await TopicIndex.load(in: transaction)
            _ = try await index.add(named: "B4 name", ids: stet.kernel.ids, in: transaction)
        }
        try await take(file("A5 scheduled"))
        let found = try await TopicQueries(reader: stet.database).topic(
            slug: try #require(Slug("a5-scheduled")))
        let topic = try #require(found)
        let revision = try #require(topic.revisionID)
        let start = stet.clock.now() + .seconds(3_600)
        try await stet.database.transaction { transaction in
            let publish = PublishTopic(kernel: stet.kernel)
            try await publish.lock(topic.topicID, in: transaction)
            _ = try await publish.publish(
                revision, of: topic.topicID, from: start,
                .overridden(reason: "Test", by: .program("test")), in: transaction)
        }
    }

    private func titles(_ body: String) -> [String] {
        body.matches(of: /<th scope="row"><a [^>]*>([^<]*)<\/a>/).map { String($0.1) }
    }

    @Test("each state has its topics, and its word stands in their rows")
    func states() async throws {
        try await fill()
        try await TestStet.current.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            func listed(_ state: String) async throws -> String {
                try await ana.get("\(Self.list)?state=\(state)").body
            }

            #expect(titles(try await listed("public")) == ["D2 changed", "E1 public"])
            #expect(titles(try await listed("scheduled")) == ["A5 scheduled"])
            #expect(titles(try await listed("waiting")) == ["C3 draft", "D2 changed"])
            #expect(titles(try await listed("off")) == ["B4 name", "C3 draft"])
            #expect(titles(try await listed("nonsense")).count == 5)
            let all = try await ana.get(Self.list).body
            for word in ["public", "public, draft waits", "draft waits", "no page", "scheduled"] {
                #expect(all.contains(">\(word)</span>"), "\(word)")
            }
            #expect(!all.contains("/topics/e1-public"))
            #expect(try await listed("off").contains("2 topics"))
        }
    }

    @Test("a page that was taken off waits for nobody until it is written anew")
    func takenOff() async throws {
        try await take(file("Stage Fright"), publishing)
        let id = try await TestStet.current.database.value(TopicID.self, "SELECT topic_id FROM topics.topic")
        let path = "\(Self.list)/\(try #require(id))"
        try await TestStet.current.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            try await ana.get(path)
            try await ana.post("\(path)/unpublish", [("unpublish_reason", "A dose was wrong.")])

            let off = try await ana.get(Self.list).body
            let waiting = try await ana.get("\(Self.list)?state=waiting").body
            try await ana.post(path, [("version", "1"), ("tier", "0"), ("dek", ""), ("text", "Anew.")])
            let anew = try await ana.get("\(Self.list)?state=waiting").body

            #expect(off.contains(">unpublished</span>"))
            #expect(titles(waiting) == [])
            #expect(waiting.contains("No topic matches."))
            #expect(titles(anew) == ["Stage Fright"])
            #expect(anew.contains(">unpublished, draft waits</span>"))
        }
    }

    @Test("it is sorted by title or by the last change, keeps its filter, and says by which")
    func sorting() async throws {
        try await fill()
        try await TestStet.current.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])

            let byTitle = try await ana.get("\(Self.list)?state=public").body
            let byChange = try await ana.get("\(Self.list)?sort=changed").body

            #expect(titles(byTitle) == ["D2 changed", "E1 public"])
            #expect(byTitle.contains("aria-sort=\"ascending\""))
            #expect(byTitle.contains("?state=public&amp;sort=changed"))
            #expect(titles(byChange) == ["A5 scheduled", "B4 name", "C3 draft", "D2 changed", "E1 public"])
            #expect(byChange.contains("aria-sort=\"descending\""))
        }
    }

    @Test("each order goes on where the page before ended", arguments: TopicFilter.Sort.allCases)
    func pages(sort: TopicFilter.Sort) async throws {
        try await fill()
        let queries = TopicQueries(reader: try TestStet.current.database)
        let filter = TopicFilter(sort: sort)
        let all = try await queries.list(filter, after: nil, limit: 10)
        let third = all[2]

        let rest = try await queries.list(
            filter,
            after: TopicKey(
                name: third.name.lowercased(), changed: third.changedAt.microseconds, id: third.topicID),
            limit: 10)

        #expect(rest.map(\.topicID) == all.dropFirst(3).map(\.topicID))
        #expect(rest.count == 2)
    }
}
