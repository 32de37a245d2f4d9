import Kernel
import TestSupport
import Testing

@testable import Topics

@Suite("What editors of topics see beside the form", .stet(with: topicPlugins))
struct TopicPreviewTests {
    private static let preview = "/console/topics/preview"

    /// A public topic with a required box, and where editors find it.
    private func publicTopic() async throws -> String {
        let stet = try TestStet.current
        let report = try await TopicImport(kernel: stet.kernel)
            .run(
                topicFile(extra: "dek: What helps.\ncrisis_tier: 1"), file: "stage.md", options: publishing)
        try #require(report.isWritten, "\(report.lines)")
        let id = try await stet.database.value(TopicID.self, "SELECT topic_id FROM topics.topic")
        return "/console/topics/\(try #require(id))"
    }

    /// What readers see, as the editor shows it: the draft, what is public, and what changed.
    private func views(_ body: String) throws -> (draft: String, live: String, changes: String) {
        let views = body.split(separator: "<section class=\"view-bounded").dropFirst().map { String($0) }
        try #require(views.count == 3)
        return (views[0], views[1], views[2])
    }

    // MARK: As it is typed

    @Test("what is typed comes back as readers would see it, with the box that its tier asks for")
    func typed() async throws {
        try await TestStet.current.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            try await ana.get("/console/topics/new")
            let fields = [
                ("title", "Stage Fright"), ("dek", "What helps."), ("text", "## Does it pass?\n\nIt *does*."),
            ]

            let boxed = try await ana.post(Self.preview, fields + [("tier", "1")])
            let bare = try await ana.post(Self.preview, fields + [("tier", "0")])

            #expect(boxed.status == .ok)
            #expect(boxed.body.contains("id=\"as-you-write\""))
            #expect(boxed.body.contains("<h2 class=\"view-headline\">Stage Fright</h2>"))
            #expect(boxed.body.contains("<p class=\"view-dek\">What helps.</p>"))
            #expect(boxed.body.contains("Questions people ask"))
            #expect(boxed.body.contains("<em>does</em>"))
            #expect(boxed.body.contains("data-crisis"))
            #expect(!bare.body.contains("data-crisis"))
            let topics = try await TestStet.current.database.value(
                Int.self, "SELECT count(*) FROM topics.topic")
            #expect(topics == 0)
        }
    }

    @Test("a text that cannot be saved is told so in the preview, and nothing of it becomes markup")
    func wrongText() async throws {
        try await TestStet.current.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            try await ana.get("/console/topics/new")
            let fields = [
                ("title", "<script>alert(1)</script>"), ("dek", "<b>x</b>"), ("tier", "7"),
                ("text", "One.\n\n<script>alert(2)</script>"),
            ]

            let answer = try await ana.post(Self.preview, fields)

            #expect(answer.status == .ok)
            #expect(answer.body.contains("class=\"field-issue\""))
            #expect(answer.body.contains("&lt;script&gt;alert(1)"))
            #expect(!answer.body.contains("<script>"))
            #expect(!answer.body.contains("<b>x"))
        }
    }

    @Test("a preview of a text that no form may send is refused")
    func tooLarge() async throws {
        try await TestStet.current.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            try await ana.get("/console/topics/new")
            let text = String(repeating: "word ", count: 1_000_000)

            #expect(try await ana.post(Self.preview, [("text", text)]).status == .contentTooLarge)
        }
    }

    @Test("a preview asks for the form's token")
    func token() async throws {
        try await TestStet.current.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            try await ana.get("/console/topics/new")

            let answer = try await ana.post(Self.preview, [("text", "One.")], withToken: false)

            #expect(answer.status == .badRequest)
        }
    }

    @Test("nobody sees a preview who is not signed in")
    func nobody() async throws {
        try await TestStet.current.serve { web in
            let visitor = web.visitor()
            try await visitor.get("/console/sign-in")

            let answer = try await visitor.post(Self.preview, [("text", "One.")])

            #expect(answer.location?.hasPrefix("/console/sign-in") == true)
            #expect(!answer.body.contains("One."))
        }
    }

    @Test("editors see a preview, and nobody of another role", arguments: Role.allCases)
    func roles(role: Role) async throws {
        try await TestStet.current.serve { web in
            let (client, _) = try await web.person("Somebody", [role])

            let answer = try await client.post(Self.preview, [("text", "One.")])

            #expect(answer.status == (role == .editor ? .ok : .forbidden))
        }
    }

    // MARK: As it is saved

    @Test("without a script the draft, what is public and what changed stand beside the form")
    func saved() async throws {
        let path = try await publicTopic()
        try await TestStet.current.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            try await ana.get(path)
            try await ana.post(
                path,
                [
                    ("version", "1"), ("tier", "0"), ("dek", "What helps."),
                    ("text", "Hands shake, the voice is gone.\n\n## Does stage fright pass?\n\nIt does."),
                ])

            let shown = try views(try await ana.get(path).body)

            #expect(shown.draft.contains("It does."))
            #expect(!shown.draft.contains("data-crisis"))
            #expect(shown.live.contains("a therapist"))
            #expect(shown.live.contains("data-crisis"))
            #expect(shown.changes.contains("<dt>Crisis box</dt>"))
            #expect(!shown.changes.contains("<dt>Summary</dt>"))
            // Headings and lists are seen as they are written.
            #expect(shown.changes.contains("## Who helps?"))
            #expect(shown.changes.contains("- a therapist"))
        }
    }

    @Test("a page that is public as it stands has no changes, and no heading has the id of another")
    func unchanged() async throws {
        let path = try await publicTopic()
        try await TestStet.current.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])

            let body = try await ana.get(path).body

            #expect(try views(body).changes.contains("Nothing: what stands here is what readers see."))
            let ids = body.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
            #expect(ids.count == Set(ids).count, "\(ids)")
        }
    }

    @Test("a new topic has a preview, and nothing to compare it with")
    func new() async throws {
        try await TestStet.current.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])

            let body = try await ana.get("/console/topics/new").body

            #expect(body.contains("id=\"as-you-write\""))
            #expect(!body.contains("Public now"))
            #expect(!body.contains("What changed"))
        }
    }

    @Test("a form that comes back keeps what was typed, and the preview says what is wrong with it")
    func comesBack() async throws {
        let path = try await publicTopic()
        try await TestStet.current.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            try await ana.get(path)

            let answer = try await ana.post(
                path, [("version", "1"), ("tier", "2"), ("dek", "Other."), ("text", "Mine. <b>x</b>")])

            let shown = try views(answer.body)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.body.contains("Mine. &lt;b&gt;x&lt;/b&gt;"))
            #expect(shown.draft.contains("class=\"field-issue\""))
            #expect(shown.draft.contains("Other."))
            #expect(shown.live.contains("What helps."))
            #expect(shown.changes.contains("Mine. &lt;b&gt;x&lt;/b&gt;"))
        }
    }

    // MARK: The line on top

    @Test("the line on top says what saving does, and dates in short")
    func standing() async throws {
        let path = try await publicTopic()
        let next = "What you save waits for another editor, who publishes or schedules it."
        try await TestStet.current.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            let (auditor, _) = try await web.person("Au", [.auditor])

            let new = try await ana.get("/console/topics/new").body
            let topic = try await ana.get(path).body
            let read = try await auditor.get(path).body

            #expect(new.contains("Readers see nothing of it yet. \(next)"))
            #expect(topic.firstMatch(of: /Public since [A-Z][a-z]{2} \d{1,2}, \d{4}\. What you save/) != nil)
            #expect(read.contains("Public since"))
            #expect(!read.contains(next))
        }
    }

    @Test("a conflict names the topic")
    func conflict() async throws {
        let path = try await publicTopic()
        try await TestStet.current.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            try await ana.get(path)

            let text = try await ana.post(
                path, [("version", "7"), ("tier", "1"), ("dek", ""), ("text", "Mine.")])
            let names = try await ana.post(
                "\(path)/names",
                [("version", "7"), ("title", "Nerves"), ("slug", "nerves"), ("label", ""), ("aliases", "")])

            for answer in [text, names] {
                #expect(answer.status == .conflict)
                #expect(answer.body.contains("the topic “Stage Fright”"))
            }
        }
    }
}
