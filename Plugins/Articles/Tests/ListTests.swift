import Accounts
import Documents
import Foundation
import Kernel
import Postgres
import TestSupport
import Testing

@testable import Articles

@Suite("Categories, authors and images", .stet(with: articlePlugins))
struct ListTests {
    @Test("a category is added and changed, and two changes at once are told apart")
    func categories() async throws {
        try await TestStet.current.serve { web in
            let (editor, _) = try await web.person("Cy Mora", [.editor])
            let path = "/console/articles/categories"
            #expect(try await editor.get(path).body.contains("There are no categories yet."))

            let added = try await editor.post(path, [("name", "Sleep & Nights"), ("slug", "")])
            let twice = try await editor.post(path, [("name", "sleep & nights"), ("slug", "other")])
            let nameless = try await editor.post(path, [("name", " ")])
            let id = try await TestStet.current.database.value(
                CategoryID.self, "SELECT category_id FROM articles.category")
            let own = "\(path)/\(try #require(id))"
            try await editor.get(own)
            let change = [("version", "1"), ("name", "Sleep"), ("slug", "sleep"), ("clinical", "yes")]
            let changed = try await editor.post(own, change)
            let stale = try await editor.post(own, change)

            #expect(added.status == .seeOther)
            #expect(twice.status == .unprocessableContent)
            #expect(nameless.status == .unprocessableContent)
            #expect(changed.location == path)
            #expect(stale.status == .conflict)
            let stored = try await Categories.all(in: TestStet.current.database)
            #expect(stored.map(\.needsClinicalReview) == [true])
        }
    }

    @Test("an author is added with an account that exists, and an account signs as one author")
    func authors() async throws {
        try await TestStet.current.serve { web in
            let (editor, account) = try await web.person("Cy Mora", [.editor])
            let email = try #require(
                try await TestStet.current.database.value(
                    String.self, "SELECT email FROM accounts.account WHERE account_id = \(account)"))
            let path = "/console/articles/authors"
            try await editor.get(path)

            let added = try await editor.post(
                path, [("name", "Ruth Abernathy"), ("credentials", "LCSW"), ("email", email)])
            let again = try await editor.post(path, [("name", "Other"), ("email", email)])
            let unknown = try await editor.post(path, [("name", "Other"), ("email", "nobody@example.org")])

            #expect(added.status == .seeOther)
            #expect(again.status == .unprocessableContent)
            #expect(unknown.status == .unprocessableContent)
            #expect(try await editor.get(path).body.contains("Ruth Abernathy, LCSW"))
        }
    }

    @Test("those who read change no list, and see no form for it")
    func readers() async throws {
        try await TestStet.current.serve { web in
            let (auditor, _) = try await web.person("Au Ditor", [.auditor])
            for path in ["categories", "authors", "images"] {
                let shown = try await auditor.get("/console/articles/\(path)")
                let refused = try await auditor.post("/console/articles/\(path)", [("name", "X")])

                #expect(shown.status == .ok)
                #expect(!shown.body.contains("form method=\"post\" action=\"/console/articles"))
                #expect(refused.status == .forbidden)
            }
        }
    }

    // MARK: Images

    private func picture() async throws -> Data {
        try await LimitedProcess(["vipsthumbnail", "stdin", "--size", "400x300!", "-o", ".jpg"])
            .run(on: SampleFiles.jpeg)
    }

    @Test(
        "an image is drawn anew, shown in the console at once, and to readers with the article that shows it")
    func image() async throws {
        let room = try await Newsroom()
        let picture = try await picture()
        try await room.stet.serve { web in
            let (editor, _) = try await web.person("Cy Mora", [.editor])
            let path = "/console/articles/images"
            try await editor.get(path)
            let words = Data("<script>alert(1)</script>".utf8)
            let sent = try await editor.upload(
                path, [("alt", "A lamp beside a bed")], "image_file", [("lamp.jpg", picture + words)])
            #expect(sent.status == .seeOther, "\(sent.body)")
            let id = try await room.stet.database.value(UUID.self, "SELECT image_id FROM articles.image")
            let image = ImageReference(try #require(id))

            let inConsole = try await editor.get("/console/images/\(image)")
            let before = try await web.visitor().get(image.path)
            let ana = try await room.stet.person("Ana Whitfield", [.editor])
            let bo = try await room.stet.person("Bo Lindqvist", [.editor])
            let article = try await room.add(by: ana)
            try await room.save(article, "![A lamp](image:\(image))\n\nRead.", by: ana)
            try await room.decide(article, by: bo)
            try await room.publish(article, by: ana)
            let after = try await web.visitor().get(image.path)
            let tag = try #require(after.headers[.eTag])
            let known = try await web.visitor().get(image.path, headers: [.ifNoneMatch: tag])

            #expect(inConsole.headers[.contentType] == "image/jpeg")
            #expect(inConsole.bytes.range(of: words) == nil)
            #expect(before.status == .notFound)
            #expect(after.status == .ok)
            #expect(after.bytes == inConsole.bytes)
            #expect(known.status == .notModified)
            let html = try await room.stet.owner.value(
                String.self, "SELECT body::text FROM articles.revision WHERE number = 2")
            #expect(html?.contains("width=\\\"400\\\" height=\\\"300\\\"") == true)
        }
    }

    @Test("what is no image, too small, or not described is refused and not kept")
    func badImages() async throws {
        let picture = try await picture()
        try await TestStet.current.serve { web in
            let (editor, _) = try await web.person("Cy Mora", [.editor])
            let path = "/console/articles/images"
            try await editor.get(path)
            let sent: [(String, Data)] = [
                ("A lamp", Data("<svg onload=\"alert(1)\"/>".utf8)), ("A lamp", SampleFiles.pdf()),
                ("A lamp", picture.prefix(200)), ("", picture), ("lamp.png", picture),
                ("A lamp", SampleFiles.png),
            ]
            for (alt, data) in sent {
                let answer = try await editor.upload(
                    path, [("alt", alt)], "image_file", [("lamp.jpg", data)])

                #expect(answer.status == .unprocessableContent, "\(alt)")
            }
            let kept = try await TestStet.current.database.value(
                Int.self, "SELECT count(*) FROM articles.image")
            #expect(kept == 0)
            #expect(try await editor.get("/console/images/none").status == .notFound)
        }
    }

    @Test("a text that names an image that is not kept is refused")
    func unknownImage() async throws {
        let room = try await Newsroom()
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let id = try await room.add(by: ana)

        let refused = await words {
            try await room.save(id, "![A lamp](image:\(UUID().uuidString.lowercased()))", by: ana)
        }

        #expect(refused?.hasPrefix("text: The image") == true)
        #expect(try await room.article(id).number == 1)
    }
}
