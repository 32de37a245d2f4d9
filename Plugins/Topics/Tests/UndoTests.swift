import Foundation
import Kernel
import Moderation
import Postgres
import TestSupport
import Testing

@testable import Topics

@Suite("Taking the review of a topic page back", .stet(with: topicPlugins))
struct UndoTests {
    private func take(_ data: Data, _ options: ImportOptions) async throws {
        let report = try await TopicImport(kernel: TestStet.current.kernel)
            .run(data, file: "stage.md", options: options)
        #expect(report.isWritten, "\(report.lines)")
    }

    private func waiting() async throws -> String {
        let id = try await TestStet.current.database.value(
            ReviewItemID.self, "SELECT review_item_id FROM moderation.review_item WHERE state = 'open'")
        return "/console/queue/\(try #require(id))"
    }

    @Test("an approval that is taken back ends what it published, and the former text comes back")
    func approval() async throws {
        try await take(topicFile(), publishing)
        try await take(topicFile(body: "Other words.\n\n## Does it pass?\n\nIt does.\n"), ImportOptions())
        try await TestStet.current.serve { web in
            let (editor, _) = try await web.person("Ed", [.editor])
            let item = try await waiting()
            try await editor.get(item)

            try await editor.post("\(item)/decide", [("version", "1"), ("decision", "approve")])
            let approved = try await web.visitor().get("/topics/stage-fright").body
            try await editor.post("\(item)/undo", [("version", "2")])
            let after = try await web.visitor().get("/topics/stage-fright").body

            #expect(approved.contains("Other words."))
            #expect(after.contains("Hands shake"))
            #expect(try await waiting() == item)
        }
    }

    @Test("where there was no page before, there is none afterwards")
    func firstApproval() async throws {
        try await take(topicFile(), ImportOptions())
        try await TestStet.current.serve { web in
            let (editor, _) = try await web.person("Ed", [.editor])
            let item = try await waiting()
            try await editor.get(item)

            try await editor.post("\(item)/decide", [("version", "1"), ("decision", "approve")])
            let approved = try await web.visitor().get("/topics/stage-fright")
            try await editor.post("\(item)/undo", [("version", "2")])
            let after = try await web.visitor().get("/topics/stage-fright")

            #expect(approved.status == .ok)
            #expect(after.status == .gone)
        }
    }

    @Test("what an approval took out of the schedule comes at its time when the approval is taken back")
    func schedule() async throws {
        try await take(topicFile(), publishing)
        try await TestStet.current.serve { web in
            let (author, _) = try await web.person("Ana", [.editor])
            let (editor, _) = try await web.person("Ed", [.editor])
            let topic = try await TestStet.current.database.value(
                TopicID.self, "SELECT topic_id FROM topics.topic")
            let path = "/console/topics/\(try #require(topic))"
            func save(_ text: String, seen version: String) async throws {
                try await author.get(path)
                try await author.post(
                    path, [("version", version), ("tier", "0"), ("dek", ""), ("text", text)])
            }
            func scheduled() async throws -> String {
                try await editor.get(
                    "/console/time-machine/page?path=/topics/stage-fright&at=2030-01-02T12:00:00Z"
                ).body
            }
            try await save("Words of January.", seen: "1")
            try await editor.get(path)
            try await editor.post(
                "\(path)/publish",
                [("version", "2"), ("then", "schedule"), ("day", "2030-01-01"), ("time", "09:00")])
            try await save("Words of today.", seen: "2")
            let item = try await waiting()
            let desk = try await editor.get(item).body

            try await editor.post("\(item)/decide", [("version", "1"), ("decision", "approve")])
            let approved = try await scheduled()
            try await editor.post("\(item)/undo", [("version", "2")])
            let said = try await editor.get(item).body

            #expect(desk.contains("Approve this one, and that one does not come."))
            #expect(approved.contains("Words of today."))
            #expect(try await scheduled().contains("Words of January."))
            #expect(try await web.visitor().get("/topics/stage-fright").body.contains("Hands shake"))
            #expect(said.contains("comes again."))
        }
    }

    @Test("what was published since is not undone with the approval before it")
    func superseded() async throws {
        try await take(topicFile(body: "First words.\n"), ImportOptions())
        try await TestStet.current.serve { web in
            let (editor, _) = try await web.person("Ed", [.editor])
            let item = try await waiting()
            try await editor.get(item)
            try await editor.post("\(item)/decide", [("version", "1"), ("decision", "approve")])
            try await take(topicFile(body: "Second words.\n"), publishing)

            let refused = try await editor.post("\(item)/undo", [("version", "2")])

            #expect(refused.location?.hasPrefix("/console/topics/") == true)
            #expect(try await web.visitor().get("/topics/stage-fright").body.contains("Second words."))
        }
    }
}
