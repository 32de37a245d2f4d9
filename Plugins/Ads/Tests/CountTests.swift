import Accounts
import Foundation
import HTTPTypes
import Kernel
import Postgres
import Site
import TestSupport
import Testing

@testable import Ads

@Suite("Counting ads", .stet(with: adPlugins))
struct CountTests {
    private static let headers: HTTPFields = [.userAgent: browser]

    /// A page with an ad, as a reader gets it.
    private func page(_ web: TestWeb) async throws -> ConsoleClient.Answer {
        try await web.visitor().get("/topics/grief")
    }

    private func serve(_ body: @escaping @Sendable (TestWeb, Booked) async throws -> Void) async throws {
        let stet = try TestStet.current
        try await stet.publish(topic: "Grief")
        let booked = try await stet.book("Sleep Diary")
        try await stet.serveAds { web in try await body(web, booked) }
    }

    @Test("an ad that was drawn counts once, and its click once after it, however often they are told")
    func once() async throws {
        try await serve { web, booked in
            let stet = try TestStet.current
            let page = try await page(web)
            let (beacon, click) = (try #require(page.beacon), try #require(page.click))

            let seen = try await web.visitor().get(beacon, headers: Self.headers)
            let again = try await web.visitor().get(beacon, headers: Self.headers)
            for _ in 0..<5 { _ = try await web.visitor().get(beacon, headers: Self.headers) }
            let went = try await web.visitor().get(click, headers: Self.headers)
            for _ in 0..<5 { _ = try await web.visitor().get(click, headers: [.userAgent: "curl/8"]) }
            let wentAgain = try await web.visitor().get(click, headers: Self.headers)

            #expect(seen.status == .noContent && again.status == .noContent)
            #expect(seen.headers[.setCookie] == nil && went.headers[.setCookie] == nil)
            #expect(seen.headers[.cacheControl] == "no-store")
            #expect(went.status == .seeOther && wentAgain.status == .seeOther)
            #expect(went.location == "https://example.org/offer")
            #expect(
                try await stet.told() == [
                    .init(kind: .impression, filtered: nil), .init(kind: .impression, filtered: .duplicate),
                    .init(kind: .click, filtered: nil), .init(kind: .click, filtered: .notBrowser),
                    .init(kind: .click, filtered: .duplicate),
                ])
            let stored = try await stet.owner.value(
                String.self,
                "SELECT page_path || ' ' || slot_key || ' ' || line_item_id FROM ads.event LIMIT 1")
            #expect(stored == "/topics/grief topic-end \(booked.lineItem)")
        }
    }

    @Test("a click on what was never drawn leads where it should and does not count")
    func withoutImpression() async throws {
        try await serve { web, _ in
            let click = try #require(try await page(web).click)

            let went = try await web.visitor().get(click, headers: Self.headers)

            #expect(went.location == "https://example.org/offer")
            #expect(try await TestStet.current.told() == [.init(kind: .click, filtered: .noImpression)])
        }
    }

    @Test("what was forged is not found, and nothing of it is stored")
    func forged() async throws {
        try await serve { web, _ in
            let beacon = try #require(try await page(web).beacon)
            let token = beacon.dropFirst("/seen/".count)
            let foreign = AdTokenSigner(secret: Secret()).text(
                AdToken(
                    id: UUID(), lineItem: LineItemID(rawValue: UUID()),
                    creative: CreativeID(rawValue: UUID()), slot: "topic-end", path: "/",
                    expires: Instant(Date()) + .seconds(60)))

            for path in ["/seen/\(token.dropLast(3))AAA", "/seen/\(foreign)", "/go/\(foreign)", "/seen/x"] {
                #expect(try await web.visitor().get(path, headers: Self.headers).status == .notFound)
            }

            #expect(try await TestStet.current.told() == [])
        }
    }

    @Test("what comes too late, from a program, or before anybody looks, is kept with its reason")
    func filtered() async throws {
        try await serve { web, _ in
            let stet = try TestStet.current
            let (first, second) = (try await page(web), try await page(web))
            let purpose = try #require(HTTPField.Name("Sec-Purpose"))

            _ = try await web.visitor().get(
                try #require(first.beacon), headers: [.userAgent: browser, purpose: "prefetch"])
            _ = try await web.visitor().get(try #require(first.beacon), headers: [.userAgent: "curl/8"])
            stet.clock.advance(by: AdToken.lifetime)
            _ = try await web.visitor().get(try #require(second.beacon), headers: Self.headers)

            #expect(try await stet.told().map(\.filtered) == [.prefetch, .notBrowser, .expired])
        }
    }

    @Test("asking without a body counts nothing")
    func head() async throws {
        try await serve { web, _ in
            let page = try await page(web)

            let seen = try await web.visitor().send(
                .head, try #require(page.beacon), headers: Self.headers, body: nil)
            let went = try await web.visitor().send(
                .head, try #require(page.click), headers: Self.headers, body: nil)

            #expect(seen.status == .noContent && went.status == .seeOther)
            #expect(try await TestStet.current.told() == [])
        }
    }

    @Test("a hundred browsers at once are stored, each once, though one token comes from all of them")
    func together() async throws {
        try await serve { web, _ in
            let stet = try TestStet.current
            let shared = try #require(try await page(web).beacon)

            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<100 {
                    group.addTask {
                        let own = try #require(try await page(web).beacon)
                        #expect(try await web.visitor().get(own, headers: Self.headers).status == .noContent)
                        #expect(
                            try await web.visitor().get(shared, headers: Self.headers).status == .noContent)
                    }
                }
                try await group.waitForAll()
            }

            let told = try await stet.told()
            #expect(told.count { $0.filtered == nil } == 101)
            #expect(told.count { $0.filtered == .duplicate } == 1)
            #expect(told.count == 102)
        }
    }

    @Test("another process that stored the same event first is noticed: the second one is a duplicate")
    func twoProcesses() async throws {
        let stet = try TestStet.current
        let token = AdToken(
            id: UUID(), lineItem: LineItemID(rawValue: UUID()), creative: CreativeID(rawValue: UUID()),
            slot: "topic-end", path: "/", expires: stet.clock.now())
        let recorders = (0..<4).map { _ in RecordEvents(database: stet.kernel.site) }

        try await withThrowingTaskGroup(of: Void.self) { group in
            for recorder in recorders {
                group.addTask {
                    try await recorder.run(AdEvent(token: token, kind: .impression, filtered: nil))
                }
            }
            try await group.waitForAll()
        }

        #expect(try await stet.told().count { $0.filtered == nil } == 1)
        #expect((1...3).contains(try await stet.told().count { $0.filtered == .duplicate }))
    }

    @Test("the site adds events and reads none, and nobody changes one")
    func rights() async throws {
        let stet = try TestStet.current
        for statement: SQL in [
            "SELECT 1 FROM ads.event", "DELETE FROM ads.event", "UPDATE ads.event SET filtered = NULL",
            "INSERT INTO ads.event (token_id, kind, line_item_id, creative_id, slot_key, page_path, at) VALUES (gen_random_uuid(), 'click', gen_random_uuid(), gen_random_uuid(), 'x', '/', now())",
        ] {
            await #expect(throws: PostgresError.self) { _ = try await stet.kernel.site.rows(statement) }
        }
        await #expect(throws: PostgresError.self) {
            _ = try await stet.database.rows("DELETE FROM ads.event")
        }
    }

    @Test("a line item rests when it has reached its goal, at once in the process that counted")
    func goal() async throws {
        try await serve { web, booked in
            let stet = try TestStet.current
            try await SaveLineItem(kernel: stet.kernel).change(
                booked.lineItem, seen: 1, LineItemInput(name: "Sleep Diary", priority: "standard", goal: "1"),
                by: booked.actor)
            try await eventually { try stet.desk.state?.book.lines.first?.goal == 1 }
            let beacon = try #require(try await page(web).beacon)

            _ = try await web.visitor().get(beacon, headers: Self.headers)
            let after = try await page(web)

            #expect(after.beacon == nil)
            #expect(after.body.contains("data-ad-slot=\"topic-end\""))
        }
    }

    @Test("one token that is told often brings a line item no nearer to its goal")
    func goalOfRepeats() async throws {
        try await serve { web, booked in
            let stet = try TestStet.current
            try await SaveLineItem(kernel: stet.kernel).change(
                booked.lineItem, seen: 1, LineItemInput(name: "Sleep Diary", priority: "standard", goal: "3"),
                by: booked.actor)
            try await eventually { try stet.desk.state?.book.lines.first?.goal == 3 }
            let beacon = try #require(try await page(web).beacon)

            for _ in 0..<5 { _ = try await web.visitor().get(beacon, headers: Self.headers) }

            #expect(try stet.desk.state?.delivered == [0: 1])
            #expect(try await page(web).beacon != nil)
        }
    }

    @Test("ads.txt holds the lines that are set, and is not there without any")
    func adsTxt() async throws {
        try await TestStet.compose(
            adPlugins, settings: ["ads.ads_txt": "example.org, pub-1, DIRECT"]
        ) { stet in
            try await stet.serve { web in
                // A setting's list parts at commas when it stands in one line.
                let answer = try await web.visitor().get("/ads.txt")
                #expect(answer.body.contains("example.org\n"))
            }
        }
        try await TestStet.current.serve { web in
            let answer = try await web.visitor().get("/ads.txt")
            #expect(answer.status == .notFound)
        }
    }
}
