import Foundation
import Kernel
import Postgres
import TestSupport
import Testing

@testable import Articles
@testable import Site

@Suite("The addresses of categories", .stet(with: articlePlugins))
struct CategoryAddressTests {
    private func take(_ slug: String, in category: String, text: String = "Words.") async throws
        -> ImportReport
    {
        let report = try await ArticleImport(kernel: TestStet.current.kernel).run(
            Data(
                "---\nkind: article\ntitle: About \(slug)\nslug: \(slug)\ncategory: \(category)\n---\n\n\(text)\n"
                    .utf8), file: "article.md", options: ImportOptions(publishReason: "Read before the move"))
        #expect(report.isWritten, "\(report.lines)")
        return report
    }

    private func row(_ name: String) async throws -> CategoryRow {
        let all = try await Categories.all(in: TestStet.current.database)
        return try #require(all.first { $0.name == name })
    }

    /// Changes the address of a category, and nothing else about it.
    private func move(_ name: String, to slug: String) async throws {
        let stet = try TestStet.current
        let row = try await row(name)
        try await Categories(kernel: stet.kernel).change(
            row.categoryID, seen: row.version,
            to: CategoryInput(name: name, slug: slug, description: "", needsClinicalReview: false),
            by: try await stet.person("Ana Whitfield", [.editor]))
    }

    /// What somebody unknown is told at each address: where it leads, or the heading of the page.
    private func told(_ slugs: String...) async throws -> [String] {
        nonisolated(unsafe) var told: [String] = []
        try await TestStet.current.serve { web in
            for slug in slugs {
                let answer = try await web.visitor().get("/categories/\(slug)")
                let heading = answer.body.firstMatch(of: /<h1[^>]*>([^<]*)</).map { String($0.1) }
                told.append(
                    answer.location.map { "\(answer.status.code) \($0)" }
                        ?? (answer.status == .ok ? heading : nil) ?? "\(answer.status.code)")
            }
        }
        return told
    }

    @Test("the menu marks a category’s page as one of the articles’")
    func menu() async throws {
        _ = try await take("lying-awake", in: "Sleep")
        try await TestStet.current.serve { web in
            let page = try await web.visitor().get("/categories/sleep").body

            #expect(page.contains(/<a href="\/articles"[^>]* aria-current="page"[^>]*>Articles</))
        }
    }

    @Test("a former address leads to the new one, however often it changed, and each in one step")
    func former() async throws {
        _ = try await take("lying-awake", in: "Sleep")
        try await move("Sleep", to: "nights")
        let once = try await told("sleep", "nights")
        try await move("Sleep", to: "sleep-and-rest")

        #expect(once == ["301 /categories/nights", "Sleep"])
        #expect(
            try await told("sleep", "nights", "sleep-and-rest") == [
                "301 /categories/sleep-and-rest", "301 /categories/sleep-and-rest", "Sleep",
            ])
        #expect(try await row("Sleep").formerSlugs.map(\.rawValue) == ["nights", "sleep"])
    }

    @Test("a category takes its former address back, and the one between leads there")
    func back() async throws {
        _ = try await take("lying-awake", in: "Sleep")
        try await move("Sleep", to: "nights")
        try await move("Sleep", to: "sleep")

        #expect(try await told("sleep", "nights") == ["Sleep", "301 /categories/sleep"])
        #expect(try await row("Sleep").formerSlugs.map(\.rawValue) == ["nights"])
    }

    @Test("a former address that another category takes is that one's, also after it moved on")
    func takenOver() async throws {
        _ = try await take("lying-awake", in: "Sleep")
        _ = try await take("the-evening-news", in: "News")
        try await move("Sleep", to: "nights")
        try await move("News", to: "sleep")
        let taken = try await told("sleep", "nights", "news")
        let formers = try await row("Sleep").formerSlugs
        try await move("News", to: "papers")

        #expect(taken == ["News", "Sleep", "301 /categories/sleep"])
        #expect(formers == [])
        #expect(
            try await told("sleep", "nights", "news", "papers") == [
                "301 /categories/papers", "Sleep", "301 /categories/papers", "News",
            ])
    }

    @Test("two categories that exchange their addresses have them, without a loop")
    func exchanged() async throws {
        _ = try await take("lying-awake", in: "Sleep")
        _ = try await take("the-evening-news", in: "News")
        try await move("Sleep", to: "between")
        try await move("News", to: "sleep")
        try await move("Sleep", to: "news")

        #expect(try await told("sleep", "news", "between") == ["News", "Sleep", "301 /categories/news"])
    }

    @Test("a former address of a category without an article to read is not found, as the category is not")
    func empty() async throws {
        let room = try await Newsroom()
        let sleep = try await row("Sleep")
        try await Categories(kernel: room.kernel).change(
            sleep.categoryID, seen: 1,
            to: CategoryInput(name: "Sleep", slug: "nights", description: "", needsClinicalReview: false),
            by: try await room.stet.person("Ana Whitfield", [.editor]))

        #expect(try await told("sleep", "nights", "never") == ["404", "404", "404"])
    }

    @Test("a link in an article to a former address still gets there")
    func linked() async throws {
        _ = try await take("lying-awake", in: "Sleep", text: "See [more](/categories/sleep).")
        try await move("Sleep", to: "nights")
        try await TestStet.current.serve { web in
            let article = try await web.visitor().get("/articles/lying-awake").body
            let link = try #require(article.firstMatch(of: /<a href="([^"]+)">more</)?.1)
            let led = try await web.visitor().get(String(link))

            #expect(led.status == .movedPermanently && led.location == "/categories/nights")
            #expect(article.contains("<a href=\"/categories/nights\">Sleep</a>"))
        }
    }

    @Test("kept pages are dropped when an address changes: the old one leads on at once")
    func cached() async throws {
        let stet = try TestStet.current
        _ = try await take("lying-awake", in: "Sleep")
        let page = try #require(stet.composition.extensions(of: ArticleList.self).first { $0.isOfCategory })
        let site = PublicSite(kernel: stet.kernel)
        let request = PageRequest(
            path: "/categories/sleep", parameters: ["slug": "sleep"], query: [:], site: site.facts)
        let following = Task { await site.followChanges() }
        defer { following.cancel() }
        try await eventually {
            _ = try await site.current(page, request)
            return site.cachedPages == 1
        }

        try await move("Sleep", to: "nights")
        try await eventually { site.cachedPages == 0 }

        let moved = await #expect(throws: PageMoved.self) { try await site.current(page, request) }
        #expect(moved?.path == "/categories/nights")
    }

    @Test("a file that names a category by what it was called at a former address is filed under it")
    func importedAgain() async throws {
        let stet = try TestStet.current
        _ = try await take("lying-awake", in: "Sleep & rest")
        let row = try await row("Sleep & rest")
        try await Categories(kernel: stet.kernel).change(
            row.categoryID, seen: 1,
            to: CategoryInput(name: "Nights", slug: "nights", description: "", needsClinicalReview: false),
            by: try await stet.person("Ana Whitfield", [.editor]))

        let report = try await take("naps", in: "Sleep & rest")
        let exported = try await ArticleExport(kernel: stet.kernel).run(try #require(Slug("naps")))

        #expect(!report.lines.contains { $0.message.contains("is new") })
        #expect(try await Categories.all(in: stet.database).map(\.articleCount) == [2])
        #expect(exported.contains("category: Nights"))
        #expect(try await told("sleep-rest") == ["301 /categories/nights"])
    }

    @Test("the form says that the old address leads on, and which do so far")
    func form() async throws {
        _ = try await take("lying-awake", in: "Sleep")
        let path = "/console/articles/categories/\(try await row("Sleep").categoryID)"
        try await TestStet.current.serve { web in
            let (editor, _) = try await web.person("Cy Mora", [.editor])
            let before = try await editor.get(path).body
            let changed = try await editor.post(
                path, [("version", "1"), ("name", "Sleep"), ("slug", "nights")])
            let after = try await editor.get(path).body
            let taken = try await editor.post(
                "/console/articles/categories", [("name", "Other"), ("slug", "nights")])

            #expect(
                before.contains("The old address leads to the new one.") && !before.contains("Former ones:"))
            #expect(changed.status == .seeOther)
            #expect(after.contains("The old address leads to the new one. Former ones: sleep."))
            #expect(taken.status == .unprocessableContent)
        }
    }
}
