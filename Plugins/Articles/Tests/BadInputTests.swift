import Accounts
import Foundation
import Kernel
import Postgres
import TestSupport
import Testing

@testable import Articles

@Suite("What the editor of articles refuses", .stet(with: articlePlugins))
struct BadInputTests {
    @Test(
        "a text that no editor of ours writes is refused, as a draft and as a revision",
        arguments: [
            #"{"type":"doc","content":[{"type":"script","content":[{"type":"text","text":"alert(1)"}]}]}"#,
            #"{"type":"doc","content":[{"type":"iframe","attrs":{"src":"https://evil.example"}}]}"#,
            #"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"x","marks":[{"type":"link","attrs":{"href":"javascript:alert(1)"}}]}]}]}"#,
            #"{"type":"doc","content":["#,
            "[]",
        ])
    func badJSON(json: String) async throws {
        let room = try await Newsroom()
        try await room.stet.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            let path = try await room.created(ana)
            try await ana.get(path)

            let draft = try await ana.post(
                "\(path)/draft", room.fields(json: json, seen: (1, 0)),
                headers: [.accept: "application/json"])
            let saved = try await ana.post(path, room.fields(json: json, seen: (1, 0)))

            #expect(draft.status == .unprocessableContent)
            #expect(saved.status == .unprocessableContent)
            #expect(!saved.body.contains("href=\"javascript:"))
            #expect(!saved.body.contains("<iframe"))
            let kept = try await room.stet.database.value(
                String.self,
                """
                SELECT concat_ws(
                  ' ', (SELECT count(*) FROM articles.draft), (SELECT count(*) FROM articles.revision)
                )
                """)
            #expect(kept == "0 1")
        }
    }

    @Test("a text of five megabytes is refused, and what is kept stays")
    func huge() async throws {
        let room = try await Newsroom()
        try await room.stet.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            let path = try await room.created(ana)
            try await ana.get(path)
            let text = String(repeating: "word ", count: 1_000_000)

            let draft = try await ana.post(
                "\(path)/draft", room.fields(text: text, seen: (1, 0)),
                headers: [.accept: "application/json"])
            let saved = try await ana.post(path, room.fields(text: text, seen: (1, 0)))
            let large = try await ana.post(
                path, room.fields(text: String(repeating: "word ", count: 200_000), seen: (1, 0)))

            #expect(draft.status == .contentTooLarge)
            #expect(saved.status == .contentTooLarge)
            #expect(large.status == .unprocessableContent)
            let revisions = try await room.stet.database.value(
                Int.self, "SELECT count(*) FROM articles.revision")
            #expect(revisions == 1)
        }
    }

    @Test("markup in fields is shown as it was typed, in the preview too")
    func markup() async throws {
        let room = try await Newsroom()
        try await room.stet.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            let path = try await room.created(ana)
            try await ana.get(path)
            let sent = room.fields(title: "<script>alert(1)</script>", text: "# One", seen: (1, 0))

            let preview = try await ana.post("/console/articles/preview", sent)
            let saved = try await ana.post(path, sent)

            for body in [preview.body, saved.body] {
                #expect(!body.contains("<script>alert"))
                #expect(body.contains("&lt;script&gt;alert"))
            }
            #expect(saved.status == .unprocessableContent)
        }
    }

    @Test("everything that needs another look in the form is told at once")
    func issues() async throws {
        let room = try await Newsroom()
        try await room.stet.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            try await ana.get("/console/articles/new")
            let sent = [
                ("title", String(repeating: "a", count: 201)), ("slug", "Not a slug"),
                ("dek", String(repeating: "b", count: 401)), ("category", UUID().uuidString),
                ("author", "nobody"), ("topics", "No such topic"), ("lang", "English"), ("text", "<b>x</b>"),
                ("references", "See javascript:alert(1)\nA book ftp://x\nX https://bad host"),
                ("disclaimer", String(repeating: "c", count: 4_001)),
            ]

            let answer = try await ana.post("/console/articles/new", sent)

            #expect(answer.status == .unprocessableContent)
            for field in [
                "title", "slug", "dek", "category", "author", "topics", "lang", "text", "disclaimer",
            ] {
                #expect(answer.body.contains("<a href=\"#f-\(field)\">"), "\(field)")
            }
        }
    }
}
