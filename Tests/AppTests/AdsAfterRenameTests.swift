import Ads
import Articles
import Foundation
import Kernel
import Site
import TestSupport
import Testing

/// What an ad manager booked by a category's name, after an editor changed name and address.
@Suite("Ads after a category was renamed", .stet(with: Command.plugins))
struct AdsAfterRenameTests {
    private func take(_ slug: String, in category: String) async throws {
        let words = (1...10).map { number in
            "Paragraph \(number) " + Array(repeating: "words", count: 48).joined(separator: " ") + "."
        }
        let text = "---\nkind: article\ntitle: About \(slug)\nslug: \(slug)\ncategory: \(category)\n---\n\n"
        let report = try await ArticleImport(kernel: TestStet.current.kernel).run(
            Data("\(text)\(words.joined(separator: "\n\n"))\n".utf8), file: "article.md",
            options: ImportOptions(publishReason: "Read before the move"))
        try #require(report.isWritten, "\(report.lines)")
    }

    /// An ad of words that runs from now on; tells where its line item is.
    private func book(_ name: String, _ places: [(String, String)], by manager: ConsoleClient) async throws
        -> String
    {
        try await manager.get("/console/ads/advertisers")
        let advertiser = try await manager.post("/console/ads/advertisers", [("name", "\(name) Company")])
        let campaign = try await manager.post(
            "\(try #require(advertiser.location))/campaigns", [("campaign", "Winter")])
        let item = try await manager.post(
            "\(try #require(campaign.location))/line-items/new",
            [("name", name), ("priority", "standard"), ("weight", "1")] + places)
        let path = try #require(item.location, "\(item.body)")
        _ = try await manager.post(
            "\(path)/creatives/new",
            [
                ("title", name), ("body", "A short text."), ("landing_url", "https://example.org"),
                ("is_on", "yes"),
            ])
        #expect(try await manager.post("\(path)/flights").status == .seeOther)
        return path
    }

    private func rename(_ name: String, to other: String, by editor: ConsoleClient) async throws {
        let id = try await TestStet.current.owner.value(
            UUID.self, "SELECT category_id FROM articles.category WHERE name = \(name)")
        let path = "/console/articles/categories/\(try #require(id).uuidString.lowercased())"
        try await editor.get(path)
        let changed = try await editor.post(path, [("version", "1"), ("name", other), ("slug", "")])
        #expect(changed.status == .seeOther, "\(changed.body)")
    }

    /// Whose ads readers see at an address: it alone, out of two.
    private func shown(_ path: String) async throws -> [String] {
        let stet = try TestStet.current
        let html = try await SitePreview(composition: stet.composition).html(path, at: stet.clock.now())
        return ["Lamps", "Papers"].filter { html.contains("<strong>\($0)</strong>") }
    }

    @Test("what must not stand in a category still does not, and what was for it still is")
    func targeting() async throws {
        try await take("lying-awake", in: "Sleep")
        try await take("the-evening", in: "News")
        try await TestStet.current.serve { web in
            let (manager, _) = try await web.person("Wes Calder", [.ads])
            let (editor, _) = try await web.person("Cy Mora", [.editor])
            let lamps = try await book("Lamps", [("excluded_categories", "Sleep")], by: manager)
            _ = try await book("Papers", [("categories", "Sleep")], by: manager)
            let before = [try await shown("/categories/sleep"), try await shown("/categories/news")]

            try await rename("Sleep", to: "Nights", by: editor)

            #expect(before == [["Papers"], ["Lamps"]])
            #expect(try await shown("/categories/nights") == ["Papers"])
            #expect(try await shown("/articles/lying-awake") == ["Papers"])
            #expect(try await shown("/categories/news") == ["Lamps"])
            let why = try await manager.get("/console/ads/why?path=/categories/nights")
            let moved = try await manager.get("/console/ads/why?path=/categories/sleep")
            #expect(why.body.contains("The page is about something that it must not stand beside."))
            #expect(why.body.contains(lamps))
            #expect(moved.body.contains("This page moved. Enter /categories/nights."))
        }
    }

    @Test("a category that takes the former address has no part in it")
    func formerAddress() async throws {
        try await take("lying-awake", in: "Sleep")
        try await take("the-evening", in: "News")
        try await TestStet.current.serve { web in
            let (manager, _) = try await web.person("Wes Calder", [.ads])
            let (editor, _) = try await web.person("Cy Mora", [.editor])
            _ = try await book("Papers", [("categories", "Sleep")], by: manager)
            try await rename("Sleep", to: "Nights", by: editor)
            try await rename("News", to: "Sleep", by: editor)

            #expect(try await shown("/categories/sleep") == [])
            #expect(try await shown("/categories/nights") == ["Papers"])
        }
    }

    @Test("the screens tell categories by their names of today, and the form takes those")
    func screens() async throws {
        try await take("lying-awake", in: "Sleep")
        try await take("the-evening", in: "News")
        try await TestStet.current.serve { web in
            let (manager, _) = try await web.person("Wes Calder", [.ads])
            let (editor, _) = try await web.person("Cy Mora", [.editor])
            let path = try await book(
                "Lamps", [("categories", "news"), ("excluded_categories", "Sleep")], by: manager)
            try await rename("Sleep", to: "Nights & rest", by: editor)

            let overview = try await manager.get("/console/ads").body
            let item = try await manager.get(path).body
            let form: [(String, String)] = [
                ("version", "1"), ("name", "Lamps"), ("priority", "standard"), ("weight", "1"),
            ]
            let unknown = try await manager.post(path, form + [("excluded_categories", "Night & rest")])
            let saved = try await manager.post(path, form + [("excluded_categories", "Nights & rest")])
            let stale = try await manager.post(path, form + [("excluded_categories", "News")])

            for screen in [overview, item] {
                #expect(screen.contains("Every page; about News; not Nights &amp; rest"))
            }
            #expect(item.contains("By their names: News; Nights &amp; rest."))
            #expect(item.contains("value=\"Nights &amp; rest\"") && !item.contains("nights-rest"))
            #expect(unknown.status == .unprocessableContent)
            #expect(
                unknown.body.contains(
                    "There is no category “Night &amp; rest”. The nearest is “Nights &amp; rest”."))
            #expect(saved.status == .seeOther)
            #expect(stale.status == .conflict && stale.body.contains("Nights &amp; rest"))
            let before = try await TestStet.current.owner.value(
                String.self,
                "SELECT before ->> 'excludedCategories' FROM kernel.audit_entry WHERE action = 'ads.line_item_changed'"
            )
            #expect(before == #"["Nights & rest"]"#)
        }
    }
}
