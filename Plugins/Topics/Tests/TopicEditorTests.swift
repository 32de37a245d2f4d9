import Foundation
import Kernel
import Moderation
import Postgres
import TestSupport
import Testing

@testable import Topics

@Suite("Editors of topics", .stet(with: topicPlugins))
struct TopicEditorTests {
    /// A public topic, and where editors find it.
    private func publicTopic(_ extra: String = "crisis_tier: 1") async throws -> String {
        let stet = try TestStet.current
        let report = try await TopicImport(kernel: stet.kernel)
            .run(topicFile(extra: extra), file: "stage.md", options: publishing)
        try #require(report.isWritten, "\(report.lines)")
        let id = try await stet.database.value(TopicID.self, "SELECT topic_id FROM topics.topic")
        return "/console/topics/\(try #require(id))"
    }

    private func text(_ text: String, tier: String, seen version: Int = 1) -> [(String, String)] {
        [("version", String(version)), ("tier", tier), ("dek", ""), ("text", text)]
    }

    private func names(
        _ title: String, slug: String = "stage-fright", seen version: Int = 1
    ) -> [(String, String)] {
        [
            ("version", String(version)), ("title", title), ("slug", slug), ("label", "stage fright"),
            ("aliases", ""),
        ]
    }

    private func hasBox(_ web: TestWeb) async throws -> Bool {
        try await web.visitor().get("/topics/stage-fright").body.contains("data-crisis")
    }

    // MARK: What waits for a second person

    @Test("an editor's text becomes public through another editor")
    func secondPerson() async throws {
        try await TestStet.current.serve { web in
            let (author, _) = try await web.person("Ana Whitfield", [.editor])
            let (other, _) = try await web.person("Bo Lindqvist", [.editor])
            let fields =
                names("Stage Fright", slug: "") + text("## Does it pass?\n\nIt gets smaller.", tier: "0")
            try await author.get("/console/topics/new")
            let made = try await author.post("/console/topics/new", fields)
            let path = try #require(made.location)
            #expect(made.status == .seeOther)

            let own = try await author.get(path)
            #expect(!own.body.contains("Publish now"))
            let refused = try await author.post("\(path)/publish", [("version", "1")])
            #expect(refused.status == .seeOther)
            #expect(try await web.visitor().get("/topics/stage-fright").status == .notFound)

            #expect(try await other.get(path).body.contains("Publish now"))
            let published = try await other.post("\(path)/publish", [("version", "1")])
            #expect(published.location == path)
            #expect(try await web.visitor().get("/topics/stage-fright").status == .ok)
        }
    }

    @Test("one editor alone does not take the crisis box off a page; the second one does")
    func tierWaits() async throws {
        let path = try await publicTopic()
        try await TestStet.current.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            let (bo, _) = try await web.person("Bo Lindqvist", [.editor])
            try await ana.get(path)
            let saved = try await ana.post(path, text("## Does it pass?\n\nYes.", tier: "0"))
            #expect(saved.status == .seeOther)
            let said = try await ana.get(path).body
            #expect(said.contains("Readers keep the page that they have"))
            #expect(try await hasBox(web))

            try await bo.get(path)
            try await bo.post("\(path)/publish", [("version", "2")])

            #expect(try await !hasBox(web))
        }
    }

    @Test("a draft that drops the required box is as urgent as one that asks for it")
    func risk() async throws {
        let path = try await publicTopic()
        try await TestStet.current.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            try await ana.get(path)
            try await ana.post(path, text("## Does it pass?\n\nYes.", tier: "0"))

            let risk = try await TestStet.current.database.value(
                Risk.self, "SELECT risk FROM moderation.review_item")
            #expect(risk == .high)
        }
    }

    @Test("of a long text the desk shows the passages that changed, and folds the whole of it")
    func passages() async throws {
        let filler = Array(repeating: "Hands shake and the voice is gone.", count: 40).joined(separator: " ")
        let first = Data(
            "---\nkind: topic\ntitle: Stage Fright\n---\n\n\(filler) It passes soon. \(filler)\n".utf8)
        let report = try await TopicImport(kernel: TestStet.current.kernel)
            .run(first, file: "stage.md", options: publishing)
        try #require(report.isWritten)
        let topic = try await TestStet.current.database.value(
            TopicID.self, "SELECT topic_id FROM topics.topic")
        let path = "/console/topics/\(try #require(topic))"
        try await TestStet.current.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            let (bo, _) = try await web.person("Bo Lindqvist", [.editor])
            try await ana.get(path)
            try await ana.post(path, text("\(filler) It passes late. \(filler)", tier: "0"))
            let item = try await TestStet.current.database.value(
                ReviewItemID.self, "SELECT review_item_id FROM moderation.review_item")

            let desk = try await bo.get("/console/queue/\(try #require(item))").body

            let changes = try #require(desk.firstMatch(of: /<dl class="changes">[^§]*?<\/dl>/)).output
            #expect(changes.contains("It passes <del>soon.</del><ins>late.</ins>"))
            #expect(changes.count < 1_200)
            #expect(changes.contains("class=\"gap\""))
            #expect(desk.contains("<details class=\"fold\"><summary><h2>The page as proposed</h2></summary>"))
        }
    }

    @Test("the desk shows what changed in box, text and names, and tells an author that another decides")
    func desk() async throws {
        let path = try await publicTopic()
        try await TestStet.current.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            let (bo, _) = try await web.person("Bo Lindqvist", [.editor])
            try await ana.get(path)
            try await ana.post("\(path)/names", names("Fear of the stage"))
            try await ana.post(path, text("## Does it pass?\n\nYes.", tier: "0"))
            let item = try await TestStet.current.database.value(
                ReviewItemID.self, "SELECT review_item_id FROM moderation.review_item")
            let desk = "/console/queue/\(try #require(item))"

            let own = try await ana.get(desk).body
            let others = try await bo.get(desk).body

            #expect(own.contains("You wrote this; another editor decides."))
            #expect(!others.contains("You wrote this"))
            #expect(others.contains("the crisis box is gone from the page at once"))
            for label in ["Title, public already", "Crisis box", "Text"] {
                #expect(others.contains("<dt>\(label)</dt>"), "\(label)")
            }
            #expect(!others.contains("<dt>Address, public already</dt>"))
            // Its structure is seen, not its words alone.
            #expect(others.contains("## Who helps?"))
        }
    }

    @Test("saving what is stored already makes no draft and says so")
    func unchanged() async throws {
        let path = try await publicTopic("")
        try await TestStet.current.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            let (bo, _) = try await web.person("Bo Lindqvist", [.editor])
            try await ana.get(path)
            try await ana.post(path, text("Short.", tier: "0"))
            try await bo.get(path)
            try await bo.post(path, text("Short.", tier: "0", seen: 2))

            #expect(try await bo.get(path).body.contains("nothing was saved"))
            let revisions = try await TestStet.current.database.value(
                Int.self, "SELECT count(*) FROM topics.revision")
            #expect(revisions == 2)
        }
    }

    // MARK: What readers see at once

    @Test("a new title and address are public at once, and the text keeps its revision")
    func rename() async throws {
        let path = try await publicTopic()
        try await TestStet.current.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            try await ana.get(path)

            let renamed = try await ana.post("\(path)/names", names("Fear of the stage", slug: "stage"))

            #expect(renamed.location == path)
            #expect(try await web.visitor().get("/topics/stage").body.contains("<h1>Fear of the stage</h1>"))
            #expect(try await web.visitor().get("/topics/stage-fright").location == "/topics/stage")
            #expect(try await ana.get(path).body.contains("Names changed. Readers see them now"))
            let revisions = try await TestStet.current.database.value(
                Int.self, "SELECT count(*) FROM topics.revision")
            #expect(revisions == 1)
        }
    }

    @Test("names that cannot be taken come back, and the text beside them is as stored")
    func refusedNames() async throws {
        let path = try await publicTopic()
        try await TestStet.current.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            try await ana.get(path)

            let refused = try await ana.post("\(path)/names", names(""))

            #expect(refused.status == .unprocessableContent)
            #expect(refused.body.contains("Enter a title."))
            #expect(refused.body.contains("Hands shake, the voice is gone."))
        }
    }

    @Test("somebody else's new names and somebody else's new text are each told from one's own")
    func stale() async throws {
        let path = try await publicTopic()
        try await TestStet.current.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            let (bo, _) = try await web.person("Bo Lindqvist", [.editor])
            try await ana.get(path)
            try await bo.get(path)
            try await ana.post("\(path)/names", names("Fear of the stage"))
            #expect(try await ana.post(path, text("Ana's new text.", tier: "1")).status == .seeOther)

            let text = try await bo.post(path, text("Bo's new text.", tier: "1"))
            let names = try await bo.post("\(path)/names", names("Nerves"))

            #expect(text.status == .conflict)
            #expect(text.body.contains("Ana&#39;s new text."))
            #expect(text.body.contains("Bo&#39;s new text."))
            #expect(names.status == .conflict)
            #expect(names.body.contains("Fear of the stage"))
            #expect(names.body.contains("Nerves"))
        }
    }

    // MARK: Schedules

    @Test("a time that the clocks skip comes back with those that exist, and one to come changes nothing yet")
    func schedule() async throws {
        let path = try await publicTopic()
        try await TestStet.current.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            let (bo, _) = try await web.person("Bo Lindqvist", [.editor])
            try await ana.get(path)
            try await ana.post(path, text("Ana's new text.", tier: "1"))
            try await bo.get(path)

            let lost = try await bo.post(
                "\(path)/publish",
                [("version", "2"), ("then", "schedule"), ("day", "2027-03-14"), ("time", "02:30")])
            let scheduled = try await bo.post(
                "\(path)/publish",
                [("version", "2"), ("then", "schedule"), ("day", "2099-01-05"), ("time", "09:00")])

            #expect(lost.status == .unprocessableContent)
            #expect(lost.body.contains("The clocks skip this time"))
            #expect(lost.body.contains("Ana&#39;s new text."))
            #expect(scheduled.status == .seeOther)
            #expect(try await web.visitor().get("/topics/stage-fright").body.contains("Hands shake"))
        }
    }

    @Test("day and time stand only beside a button that schedules")
    func scheduleFields() async throws {
        let path = try await publicTopic()
        try await TestStet.current.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            let (bo, _) = try await web.person("Bo Lindqvist", [.editor])

            #expect(try await !ana.get(path).body.contains("name=\"day\""))
            #expect(try await !ana.get("/console/topics/new").body.contains("name=\"day\""))
            try await ana.post(path, text("Ana's new text.", tier: "1"))
            let own = try await ana.get(path).body
            let others = try await bo.get(path).body

            #expect(!own.contains("name=\"day\""))
            #expect(own.contains("waits for another editor, who publishes or schedules it"))
            #expect(others.contains("name=\"day\""))
            #expect(others.contains("value=\"schedule\">Schedule</button>"))
        }
    }

    // MARK: Off the site

    @Test("a page is taken off after a word on what follows, with a reason that the record keeps")
    func unpublish() async throws {
        let path = try await publicTopic()
        try await TestStet.current.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            let asked = try await ana.get("\(path)/unpublish")
            #expect(asked.body.contains("The crisis box goes with the page."))
            let bare = try await ana.post("\(path)/unpublish", [("unpublish_reason", " ")])
            #expect(bare.status == .unprocessableContent)
            #expect(bare.body.contains("Enter a reason."))
            #expect(try await web.visitor().get("/topics/stage-fright").status == .ok)

            try await ana.post("\(path)/unpublish", [("unpublish_reason", "A dose was wrong.")])

            let gone = try await web.visitor().get("/topics/stage-fright")
            #expect(gone.status == .gone)
            #expect(gone.body.contains("This page is not available now"))
            let reasons = try await TestStet.current.database.values(
                String?.self, "SELECT reason FROM kernel.audit_entry WHERE action = 'topics.unpublished'")
            #expect(reasons == ["A dose was wrong."])
            #expect(try await ana.get(path).body.contains("A dose was wrong."))
            #expect(try await ana.get("\(path)/unpublish").location == path)
        }
    }

    @Test("lists keep the crisis box of a page that was taken off, and a topic without a page has none")
    func tierOfNames() async throws {
        let path = try await publicTopic()
        let stet = try TestStet.current
        try await stet.database.transaction { transaction in
            var index = try await TopicIndex.load(in: transaction)
            _ = try await index.add(named: "Yips", ids: stet.kernel.ids, in: transaction)
        }
        try await stet.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            try await ana.get(path)
            try await ana.post("\(path)/unpublish", [("unpublish_reason", "A dose was wrong.")])

            let known = try await stet.kernel.site.values(
                String.self,
                """
                SELECT slug || ' ' || crisis_tier || ' ' || has_page
                FROM topics.public_topic_name
                ORDER BY slug
                """)
            #expect(known == ["stage-fright 1 false", "yips 0 false"])
        }
    }

    // MARK: Who may

    @Test("others than editors are kept out, and those who may look are offered nothing that is refused")
    func access() async throws {
        let path = try await publicTopic()
        try await TestStet.current.serve { web in
            let (moderator, _) = try await web.person("Mo", [.moderator])
            let (auditor, _) = try await web.person("Au", [.auditor])

            #expect(try await moderator.get("/console/topics").status == .forbidden)
            let list = try await auditor.get("/console/topics").body
            let topic = try await auditor.get(path).body
            #expect(list.contains("Crisis box required, no ads"))
            #expect(!list.contains("New topic"))
            #expect(topic.contains("Crisis box required, no ads"))
            #expect(!topic.contains("<textarea"))
            for deed in ["Save draft", "Change now", "Publish now", "Unpublish"] {
                #expect(!topic.contains(deed), "\(deed)")
            }
            #expect(try await auditor.post("/console/topics/new").status == .forbidden)
        }
    }
}
