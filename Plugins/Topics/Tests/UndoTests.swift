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
