import Accounts
import Foundation
import Kernel
import Postgres
import Site
import TestSupport
import Testing
import Topics

@testable import Providers

@Suite("Public pages about people", .stet(with: providerPlugins))
struct ProviderPageTests {
    private static let topic = """
        ---
        kind: topic
        title: Grief
        ---

        ## Does it end?

        It changes.

        """

    private func loadAll() async throws {
        let stet = try TestStet.current
        let topic = try await TopicImport(kernel: stet.kernel)
            .run(Data(Self.topic.utf8), file: "grief.md", options: ImportOptions(publishReason: "First load"))
        let people = try await importing(someProviders)
        #expect(topic.isWritten && people.isWritten)
    }

    @Test("the topic page shows the cards, the verified ones first and alone with their sentence of titles")
    func topicCards() async throws {
        try await loadAll()
        let stet = try TestStet.current
        try await stet.license("jonas-okafor")
        try await stet.serve { web in
            let body = try await web.visitor().get("/topics/grief").body

            let cards = body.matches(of: /data-provider="([^"]+)" data-verified="([^"]+)"/).map {
                "\($0.1) \($0.2)"
            }
            #expect(cards == ["jonas-okafor true", "ana-whitfield false"])
            #expect(body.contains("Remote only"))
            #expect(body.contains("Two people who work with grief"))
            #expect(body.contains("In practice for 7 years. Works with grief and stage fright."))
            #expect(body.contains("/providers?topic=grief"))
            #expect(!body.contains("undefined"))
        }
    }

    @Test("the topic page costs at most three round trips with cards and badges")
    func roundTrips() async throws {
        try await loadAll()
        let stet = try TestStet.current
        try await stet.serve { web in
            let before = stet.kernel.site.metrics.roundTrips
            let answer = try await web.visitor().get("/topics/grief")

            #expect(answer.status == .ok)
            #expect(stet.kernel.site.metrics.roundTrips - before <= 3)
        }
    }

    @Test("a badge goes when its time is over, without anything running")
    func lapses() async throws {
        try await loadAll()
        let stet = try TestStet.current
        try await stet.license("ana-whitfield")
        try await stet.serve { web in
            let before = try await web.visitor().get("/providers/ana-whitfield").body
            #expect(before.contains("License verified"))
            #expect(!before.contains("noindex"))

            try await stet.licenseLapses("ana-whitfield")

            let after = try await web.visitor().get("/providers/ana-whitfield").body
            #expect(!after.contains("License verified"))
            #expect(after.contains("noindex"))
        }
    }

    @Test("whoever works with a topic that needs the crisis box has it on their page")
    func crisisBox() async throws {
        try await loadAll()
        let stet = try TestStet.current
        try await stet.serve { web in
            let before = try await web.visitor().get("/providers/ana-whitfield").body
            #expect(!before.contains("data-crisis"))

            let file = Self.topic.replacing("title: Grief", with: "title: Grief\ncrisis_tier: 1")
            let report = try await TopicImport(kernel: stet.kernel)
                .run(Data(file.utf8), file: "grief.md", options: ImportOptions(publishReason: "Safety"))

            let after = try await web.visitor().get("/providers/ana-whitfield").body
            #expect(report.isWritten)
            #expect(after.contains("data-crisis"))
        }
    }

    @Test("a profile states what was checked, and lists the rest apart")
    func profile() async throws {
        try await loadAll()
        let stet = try TestStet.current
        try await stet.license("ana-whitfield")
        try await stet.serve { web in
            let body = try await web.visitor().get("/providers/ana-whitfield").body

            #expect(
                body.contains(
                    """
                    Ana Whitfield is a Licensed Marriage and Family Therapist (LMFT) in Santa Clara, California, and has \
                    been in practice for 7 years. They work with grief and stage fright.
                    """))
            #expect(body.contains("data-credential=\"LMFT\" data-verified=\"true\""))
            #expect(body.contains("data-credential=\"CGP\" data-verified=\"false\""))
            let note = "California. Looked up at The board on November 2, 2026; valid until March 31, 2027."
            #expect(body.contains(note))
            #expect(body.contains("12 Harbor Way"))
            let data = try #require(body.firstMatch(of: /ld\+json">(.*?)<\/script>/)).1
            #expect(data.contains("LMFT") && !data.contains("CGP"))
        }
    }

    @Test(
        "a page lasts until the next license begins or ends, and never beyond New Year",
        arguments: ["/topics/:slug", "/providers", "/providers/:slug"])
    func lasts(route: String) async throws {
        try await loadAll()
        let stet = try TestStet.current
        let pages: [any PublicPage] = stet.composition.extensions()
        let page = try #require(pages.first { $0.path == route })
        let slug = route.hasPrefix("/topics") ? "grief" : "ana-whitfield"
        let site = SiteFacts(settings: stet.kernel.settings)
        func drawn() async throws -> DrawnPage {
            try await stet.kernel.site.snapshot { snapshot in
                try await page.draw(
                    PageRequest(path: "/", parameters: ["slug": slug], query: [:], site: site), in: snapshot)
            }
        }

        let before = try await drawn()
        try await stet.license("ana-whitfield", seconds: 3_600)
        let after = try await drawn()

        #expect(before.validUntil == Practice.nextNewYear(after: stet.clock.now(), in: site.dates.zone))
        let end = try #require(after.validUntil)
        #expect(end > stet.clock.now() && end < stet.clock.now() + .seconds(3_601))
    }

    @Test(
        "a page about a topic's people lasts until the topic's own page changes",
        arguments: [
            ("/providers", [:], ["topic": "grief"]), ("/providers/:slug", ["slug": "ana-whitfield"], [:]),
        ])
    func lastsWithTopic(route: String, parameters: [String: String], query: [String: String]) async throws {
        try await loadAll()
        let stet = try TestStet.current
        let pages: [any PublicPage] = stet.composition.extensions()
        let page = try #require(pages.first { $0.path == route })
        let end = try await stet.owner.value(
            Instant.self,
            """
            UPDATE topics.publication
            SET visible = tstzrange(lower(visible), clock_timestamp() + interval '1 hour')
            RETURNING upper(visible)
            """)

        let request = PageRequest(
            path: "/", parameters: parameters, query: query, site: SiteFacts(settings: stet.kernel.settings))
        let drawn = try await stet.kernel.site.snapshot { try await page.draw(request, in: $0) }

        #expect(drawn.validUntil == end)
    }

    @Test("an unverified profile claims nothing in its structured data")
    func unverified() async throws {
        try await loadAll()
        try await TestStet.current.serve { web in
            let body = try await web.visitor().get("/providers/ana-whitfield-2").body

            #expect(body.contains("noindex"))
            #expect(!body.contains("hasCredential"))
            #expect(body.contains("Not checked by us"))
            #expect(body.contains("has been in practice since this year"))
        }
    }

    @Test("people are found by state, topic, word and way of working")
    func search() async throws {
        try await loadAll()
        try await TestStet.current.serve { (web: TestWeb) async throws in
            func slugs(_ query: String) async throws -> [String] {
                try await web.visitor().get("/providers\(query)").body
                    .matches(of: /data-provider="([^"]+)"/).map { String($0.1) }.sorted()
            }
            #expect(try await slugs("") == ["ana-whitfield", "ana-whitfield-2", "jonas-okafor"])
            #expect(try await slugs("?topic=grief") == ["ana-whitfield", "jonas-okafor"])
            #expect(try await slugs("?state=NV") == ["ana-whitfield-2"])
            #expect(try await slugs("?q=evening") == ["jonas-okafor"])
            #expect(try await slugs("?q=whitfield+-rest") == ["ana-whitfield"])
            #expect(try await slugs("?remote=yes") == ["jonas-okafor"])
            #expect(try await slugs("?topic=nothing").isEmpty)
            #expect(try await slugs("?q=%27%22%25").isEmpty)
            #expect(try await slugs("?after=garbage&state=xx").count == 3)
        }
    }

    @Test("a long list goes on where it stopped, and nobody is left out or twice")
    func paging() async throws {
        let lines = (1...60).map { "Person \($0),,,Reno,NV,\(10_000 + $0),no,3,Grief,Text.\n" }.joined()
        _ = try await importing("\(requiredHeader)\n\(lines)")
        try await TestStet.current.license("person-7")
        try await TestStet.current.serve { web in
            var seen: [String] = []
            var next: String? = "/providers"
            while let path = next {
                let body = try await web.visitor().get(path).body
                seen += body.matches(of: /data-provider="([^"]+)"/).map { String($0.1) }
                next = body.firstMatch(of: /href="([^"]+)" rel="next"/).map {
                    String($0.1).replacing("&amp;", with: "&")
                }
            }

            #expect(seen.count == 60)
            #expect(Set(seen).count == 60)
            #expect(seen.first == "person-7")
        }
    }

    @Test("a quote with a combining mark behind it closes no attribute and no script")
    func hostileText() async throws {
        let hostile = "x\"\u{301}onmouseover=alert(1) '\u{301} \u{2028} </script><!--"
        // Markdown refuses raw HTML; with the signs escaped it is text.
        let bio = hostile.replacing("<", with: "\\<")
        let line = CSVText.line([
            hostile, "Title \(hostile) (T\(hostile))", hostile, hostile, "NV", "89501", "no", "",
            "Topic \(hostile)",
            bio, hostile, "hostile",
        ])
        let report = try await importing("\(requiredHeader),languages,slug\n\(line)")
        #expect(report.isWritten, "\(report.lines)")
        try await TestStet.current.serve { web in
            let id = try #require(try await TestStet.current.provider("hostile"))
            let topic = try #require(
                try await TestStet.current.database.value(String.self, "SELECT slug FROM topics.topic"))
            let (moderator, _) = try await web.person("Mo", [.moderator, .editor])
            for path in [
                "/providers/hostile", "/providers", "/console/providers", "/console/providers/\(id)",
                "/console/providers/\(id)/edit", "/console/topics", "/providers?topic=\(topic)",
            ] {
                let body = try await moderator.get(path).body
                #expect(body.contains("onmouseover"), "\(path)")
                #expect(!body.contains("</script><!--"), "\(path)")
                let markup = body.replacing(/<script type="application\/ld\+json">.*?<\/script>/, with: "")
                #expect(
                    markup.unicodeScalars.split(separator: "\"")
                        .allSatisfy { !$0.starts(with: "\u{301}".unicodeScalars) }, "\(path)")
            }
            let body = try await web.visitor().get("/providers/hostile").body
            let data = try #require(body.firstMatch(of: /ld\+json">(.*?)<\/script>/)).1
            let person = try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any]
            #expect(person?["name"] as? String == hostile.oneLine)
        }
    }

    @Test("old addresses lead on, withdrawn profiles are gone, unknown ones are not found")
    func addresses() async throws {
        try await loadAll()
        let stet = try TestStet.current
        let id = try await stet.provider("jonas-okafor")
        _ = try await stet.owner.rows(
            "INSERT INTO providers.slug_history (slug, provider_id) VALUES ('j-okafor', \(id))")
        try await stet.serve { web in
            let old = try await web.visitor().get("/providers/j-okafor")
            #expect(old.status == .movedPermanently)
            #expect(old.location == "/providers/jonas-okafor")
            #expect(try await web.visitor().get("/providers/nobody").status == .notFound)

            let (approver, _) = try await web.person("Ap", [.approver])
            let path = "/console/providers/\(try #require(id))"
            try await approver.get(path)
            let bare = try await approver.post(
                "\(path)/withdraw", [("version", "1"), ("withdraw_reason", "")])
            #expect(bare.status == .unprocessableContent)
            let done = try await approver.post(
                "\(path)/withdraw", [("version", "1"), ("withdraw_reason", "Asked for by the person")])
            #expect(done.status == .seeOther)
            #expect(try await web.visitor().get("/providers/jonas-okafor").status == .gone)
        }
    }

    @Test("the sitemap names those with a verified license, and no others")
    func sitemap() async throws {
        try await loadAll()
        try await TestStet.current.license("jonas-okafor")
        try await TestStet.current.serve { web in
            let body = try await web.visitor().get("/sitemap.xml").body

            #expect(body.contains("/providers/jonas-okafor<"))
            #expect(!body.contains("ana-whitfield"))
            #expect(body.contains("/topics/grief<"))
        }
    }
}
