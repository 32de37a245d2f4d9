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

    @Test("an editor's text becomes public through another editor, and gone when it is taken off")
    func editors() async throws {
        try await TestStet.current.serve { web in
            let (author, _) = try await web.person("Ana Whitfield", [.editor])
            let (other, _) = try await web.person("Bo Lindqvist", [.editor])
            let fields = [
                ("title", "Stage Fright"), ("slug", ""), ("label", ""), ("aliases", ""), ("tier", "0"),
                ("dek", ""),
                ("text", "## Does it pass?\n\nIt gets smaller."),
            ]
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

            try await other.get(path)
            try await other.post("\(path)/unpublish", [("version", "1")])
            #expect(try await web.visitor().get("/topics/stage-fright").status == .gone)
        }
    }

    @Test("a stale version comes back with both texts, and a time that the clocks skip with those that exist")
    func staleAndScheduled() async throws {
        try await take(topicFile())
        try await TestStet.current.serve { web in
            let stet = try TestStet.current
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            let (bo, _) = try await web.person("Bo Lindqvist", [.editor])
            let id = try #require(
                try await stet.database.value(TopicID.self, "SELECT topic_id FROM topics.topic"))
            let path = "/console/topics/\(id)"
            func fields(_ text: String, _ version: String) -> [(String, String)] {
                [
                    ("version", version), ("title", "Stage Fright"), ("slug", "stage-fright"),
                    ("label", "stage fright"),
                    ("aliases", ""), ("tier", "0"), ("dek", ""), ("text", text),
                ]
            }
            try await ana.get(path)
            try await bo.get(path)
            #expect(try await ana.post(path, fields("Ana's new text.", "1")).status == .seeOther)

            let stale = try await bo.post(path, fields("Bo's new text.", "1"))

            #expect(stale.status == .conflict)
            #expect(stale.body.contains("Ana&#39;s new text."))
            #expect(stale.body.contains("Bo&#39;s new text."))

            try await bo.get(path)
            let scheduled = try await bo.post(
                "\(path)/publish",
                [("version", "2"), ("then", "schedule"), ("day", "2099-01-05"), ("time", "09:00")])
            #expect(scheduled.status == .seeOther)
            #expect(try await web.visitor().get("/topics/stage-fright").body.contains("Hands shake"))
            let lost = try await bo.post(
                "\(path)/publish",
                [("version", "2"), ("then", "schedule"), ("day", "2027-03-14"), ("time", "02:30")])
            #expect(lost.status == .unprocessableContent)
            #expect(lost.body.contains("The clocks skip this time"))
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
            let input = try TopicInput(
                title: topic.name, slug: topic.slug.rawValue, label: topic.label, aliases: [],
                tier: CrisisTier.none,
                dek: "From tomorrow on.", document: try #require(topic.document))
            let revision = try await SaveTopic(kernel: stet.kernel)
                .write(input, of: topic.topicID, .file(KeptFrontMatter()), in: transaction)
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
        #expect(now.validUntil == start)
        #expect((then.page as? TopicPage)?.dek == "From tomorrow on.")
        #expect(then.validUntil == nil)
    }

    @Test("others than editors are kept out")
    func access() async throws {
        try await TestStet.current.serve { web in
            let (moderator, _) = try await web.person("Mo", [.moderator])
            let (auditor, _) = try await web.person("Au", [.auditor])

            #expect(try await moderator.get("/console/topics").status == .forbidden)
            #expect(try await auditor.get("/console/topics").status == .ok)
            #expect(try await auditor.post("/console/topics/new").status == .forbidden)
        }
    }
}
