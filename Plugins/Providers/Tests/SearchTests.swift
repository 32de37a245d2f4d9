import Foundation
import Kernel
import Postgres
import Site
import TestSupport
import Testing

@testable import Providers

@Suite("Searching for people", .stet(with: providerPlugins))
struct SearchTests {
    private func shown(_ body: String) -> [String] {
        body.matches(of: /data-provider="([^"]+)"/).map { String($0.1) }
    }

    private func search(_ query: String) async throws -> String {
        let found = Found()
        try await TestStet.current.serve { web in
            await found.set(try await web.visitor().get("/providers\(query)").body)
        }
        return await found.body
    }

    private actor Found {
        private(set) var body = ""
        func set(_ body: String) { self.body = body }
    }

    @Test("a mistyped word is mended when nobody is found by it, with a way back to what was typed")
    func mended() async throws {
        _ = try await importing(someProviders)

        let mended = try await search("?q=evneing")
        let typed = try await search("?q=evneing&exact=yes")

        #expect(shown(mended) == ["jonas-okafor"])
        #expect(mended.contains("Showing results for <strong><em>evening</em></strong>"))
        #expect(mended.contains("href=\"/providers?q=evneing&amp;exact=yes\""))
        #expect(mended.contains("value=\"evneing\""))
        #expect(shown(typed).isEmpty)
        #expect(!typed.contains("Showing results for"))
    }

    @Test("a name is found by what sounds like it, and a right word is left alone")
    func names() async throws {
        _ = try await importing(someProviders)

        #expect(shown(try await search("?q=Okafer")) == ["jonas-okafor"])
        #expect(shown(try await search("?q=whitfeild+losss")) == ["ana-whitfield"])
        let right = try await search("?q=evening")
        #expect(shown(right) == ["jonas-okafor"] && !right.contains("Showing results for"))
    }

    @Test("the words of a draft that nobody approved mend nothing")
    func drafts() async throws {
        _ = try await importing(someProviders, ImportOptions())

        let words = try await TestStet.current.owner.value(
            Int.self, "SELECT count(*) FROM providers.word")

        #expect(words == 0)
    }

    @Test("where nobody is, the page says what to leave out and how many that would find")
    func loosen() async throws {
        _ = try await importing(someProviders)

        let body = try await search("?topic=grief&state=NV")

        #expect(shown(body).isEmpty)
        #expect(body.contains("Nobody here matches all of this."))
        #expect(body.contains("<a href=\"/providers?topic=grief\">Outside of Nevada too: 2 people</a>"))
        #expect(body.contains("<a href=\"/providers?state=NV\">Not only grief: 1 person</a>"))
        #expect(body.contains("noindex"))
    }

    @Test("a mended list goes on with the mended word")
    func pages() async throws {
        let lines = (1...30).map { "Person \($0),,,Reno,NV,\(10_000 + $0),no,3,Grief,Hypnosis.\n" }.joined()
        _ = try await importing("\(requiredHeader)\n\(lines)")

        let body = try await search("?q=hypnossis")

        #expect(shown(body).count == 24)
        #expect(body.contains("30 people"))
        #expect(body.firstMatch(of: /href="\/providers\?q=hypnosis&amp;after=[^"]+" rel="next"/) != nil)
    }

    @Test("the search over everything finds people too, a few of them, and leads to all")
    func everything() async throws {
        let lines = (1...8).map { "Person \($0),,,Reno,NV,\(10_000 + $0),no,3,Grief,Hypnosis.\n" }.joined()
        _ = try await importing(someProviders)
        _ = try await importing("\(requiredHeader)\n\(lines)")
        try await TestStet.current.serve { web in
            let many = try await web.visitor().get("/search?q=hypnosis").body
            let one = try await web.visitor().get("/search?q=evening").body
            let none = try await web.visitor().get("/search?q=zzzzzzz").body

            #expect(shown(many).count == 6)
            #expect(many.contains("<a href=\"/providers?q=hypnosis\">All people with these words</a>"))
            #expect(shown(one) == ["jonas-okafor"])
            #expect(!one.contains("All people with these words"))
            #expect(shown(none) == [] && none.contains("Nothing here has “"))
        }
    }

    @Test(
        "a search costs one round trip, and two when nobody is found by it",
        arguments: [("?q=evening", 1), ("?q=evneing", 2), ("?q=zzzzzzz&state=CA", 2), ("?topic=grief", 1)])
    func cost(query: String, trips: Int) async throws {
        _ = try await importing(someProviders)
        let stet = try TestStet.current
        let pages: [any PublicPage] = stet.composition.extensions()
        let page = try #require(pages.first { $0.path == "/providers" })
        let fields = Form(urlEncoded: String(query.dropFirst()))?.entries ?? []
        let request = PageRequest(
            path: "/providers", parameters: [:],
            query: Dictionary(fields.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }),
            site: SiteFacts(settings: stet.kernel.settings))

        let drawn = try await stet.kernel.site.snapshot { snapshot in
            // The first statement brings BEGIN along; what is counted is what the page adds.
            _ = try await snapshot.value(Int.self, "SELECT 1")
            let before = stet.kernel.site.metrics.roundTrips
            _ = try await page.draw(request, in: snapshot)
            return stet.kernel.site.metrics.roundTrips - before
        }

        #expect(drawn == trips)
    }

    @Test("among a hundred thousand words the near ones are found by their key")
    func index() async throws {
        let stet = try TestStet.current
        try await stet.owner.script(
            """
            INSERT INTO providers.word (variant, word)
            SELECT variant, word
            FROM (
              SELECT DISTINCT translate(left(md5(number::text), 12), '0123456789', 'ghijklmnop') AS word
              FROM generate_series(1, 100000) AS number
            ) AS made
            CROSS JOIN LATERAL (VALUES (word), (substr(word, 2)), (substr(word, 3))) AS short (variant);
            ANALYZE providers.word;
            """)
        let query = try #require(Spelling("greif").neighbors.first)

        let plan = try await stet.kernel.site.values(String.self, "EXPLAIN \(sql: query.sql)")
            .joined(separator: "\n")

        #expect(plan.contains("word_pkey"), "\(plan)")
        #expect(!plan.contains("Seq Scan"), "\(plan)")
    }
}
