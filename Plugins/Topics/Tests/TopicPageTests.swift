import Documents
import Foundation
import Kernel
import Postgres
import Site
import TestSupport
import Testing

@testable import Topics

@Suite("The topic page", .stet(with: topicPlugins))
struct TopicPageTests {
    private func take(_ data: Data) async throws {
        let report = try await TopicImport(kernel: TestStet.current.kernel)
            .run(data, file: "stage.md", options: publishing)
        #expect(report.isWritten, "\(report.lines)")
    }

    @Test("questions, structured data and the crisis box stand in it")
    func page() async throws {
        try await take(topicFile(extra: "dek: What helps.\ncrisis_tier: 1"))
        try await TestStet.current.serve { web in
            let answer = try await web.visitor().get("/topics/stage-fright")

            #expect(answer.status == .ok)
            #expect(answer.body.matches(of: /data-faq/).count == 2)
            #expect(answer.body.contains("\"@type\":\"FAQPage\""))
            #expect(answer.body.contains("data-crisis"))
            #expect(answer.body.contains("What helps."))
        }
    }

    @Test("no text closes the script that holds the structured data")
    func scriptStaysClosed() async throws {
        try await take(
            topicFile(
                body:
                    "## Is \"</script\\><script\\>alert(1)</script\\>\" a question?\n\nNo. \u{2028}<!-- \\<!-- --> End.\n"
            ))
        try await TestStet.current.serve { web in
            let body = try await web.visitor().get("/topics/stage-fright").body

            let script = try #require(
                body.firstMatch(
                    of: /<script type="application\/ld\+json">(.*?)<\/script>/.dotMatchesNewlines()))
            #expect(!script.1.contains("<"))
            #expect(script.1.contains("\\u003c/script"))
            #expect(!body.contains("<script>alert"))
        }
    }

    @Test("a topic page costs at most three round trips, COMMIT included")
    func roundTrips() async throws {
        try await take(topicFile())
        try await TestStet.current.serve { web in
            let stet = try TestStet.current
            let before = stet.kernel.site.metrics.roundTrips

            try await web.visitor().get("/topics/stage-fright")

            #expect(stet.kernel.site.metrics.roundTrips - before <= 3)
        }
    }

    @Test("an old address leads to the new one for good, and an unknown one is not found")
    func moved() async throws {
        try await take(topicFile())
        try await take(topicFile(slug: "on-stage"))
        try await TestStet.current.serve { web in
            let old = try await web.visitor().get("/topics/stage-fright")

            #expect(old.status == .movedPermanently)
            #expect(old.location == "/topics/on-stage")
            #expect(try await web.visitor().get("/topics/nothing").status == .notFound)
            #expect(try await web.visitor().get("/topics/..%2Fetc").status == .notFound)
        }
    }

    @Test("a scheduled text is what the preview shows then, and readers' page lasts until then")
    func scheduled() async throws {
        try await take(topicFile())
        let stet = try TestStet.current
        let found = try await TopicQueries(reader: stet.database).topic(
            slug: try #require(Slug("stage-fright")))
        let topic = try #require(found)
        let start = stet.clock.now() + .seconds(3_600)
        try await stet.database.transaction { transaction in
            let publish = PublishTopic(kernel: stet.kernel)
            try await publish.lock(topic.topicID, in: transaction)
            let text = try TopicText(
                tier: CrisisTier.required, dek: "From tomorrow on.", document: try #require(topic.document))
            let revision = try await SaveTopic(kernel: stet.kernel)
                .write(text, of: topic.topicID, .file(KeptFrontMatter()), in: transaction)
            _ = try await publish.publish(
                revision, of: topic.topicID, from: start, .overridden(reason: "Test", by: .program("test")),
                in: transaction)
        }
        let pages: [any PublicPage] = stet.composition.extensions()
        let page = try #require(pages.first { $0.path == "/topics/:slug" })
        let request = PageRequest(
            path: "/topics/stage-fright", parameters: ["slug": "stage-fright"], query: [:],
            site: SiteFacts(settings: stet.kernel.settings))

        let now = try await stet.kernel.site.snapshot { try await page.draw(request, in: $0) }
        let then = try await stet.kernel.preview.snapshot(settings: [("stet.as_of", start.description)]) {
            try await page.draw(request, in: $0)
        }

        #expect((now.page as? TopicPage)?.dek == nil)
        #expect((now.page as? TopicPage)?.crisis == nil)
        #expect(now.validUntil == start)
        #expect((then.page as? TopicPage)?.dek == "From tomorrow on.")
        #expect((then.page as? TopicPage)?.crisis != nil)
        #expect(then.validUntil == nil)
    }

    @Test("the list of all topics holds those with a page, and stands in the sitemap with them")
    func list() async throws {
        try await take(topicFile(extra: "dek: What helps."))
        let stet = try TestStet.current
        try await stet.database.transaction { transaction in
            var index = try await TopicIndex.load(in: transaction)
            _ = try await index.add(named: "Without a page", ids: stet.kernel.ids, in: transaction)
        }
        try await stet.serve { web in
            let body = try await web.visitor().get("/topics").body
            let sitemap = try await web.visitor().get("/sitemap.xml").body

            #expect(body.contains("href=\"/topics/stage-fright\""))
            #expect(body.contains("What helps."))
            #expect(!body.contains("Without a page"))
            #expect(sitemap.contains("/topics</loc>"))
            #expect(sitemap.contains("/topics/stage-fright</loc>"))
        }
    }

    @Test("each question in the list above the page leads to its heading")
    func contents() throws {
        let document = try Document(
            markdown: "One.\n\n## Why me?\n\nA.\n\n## Why me?\n\n### More?\n\nB.\n\n## And now?\n\nC.",
            schema: .topic)

        let rendering = try TopicRendering(document, dek: "")

        let questions = try rendering.contents.decode([TopicQuestion].self)
        #expect(questions.map(\.question) == ["Why me?", "Why me?", "And now?"])
        #expect(Set(questions.map(\.anchor)).count == 3)
        for question in questions { #expect(rendering.html.contains("<h2 id=\"\(question.anchor)\">")) }
    }
}
