import Accounts
import Console
import Foundation
import HTTPTypes
import Kernel
import Postgres
import TestSupport
import Testing

@testable import Site

@Suite("What the time machine is asked for")
struct TimeMachineQueryTests {
    private let site = SiteFacts(settings: Settings())
    private let now = Instant(microseconds: 1_800_000_000_000_000)

    private func actor() -> Actor {
        Actor(
            accountID: AccountID(rawValue: UUID()), personID: PersonID(rawValue: UUID()), name: "Ruth",
            roles: [.editor], zone: TimeZone(identifier: "America/New_York") ?? .gmt)
    }

    private func query(_ fields: [(String, String)]) throws(TimeMachineMistake) -> TimeMachineQuery {
        try TimeMachineQuery(
            Form(fields.map { (name: $0.0, value: $0.1) }), for: actor(), site: site, now: now)
    }

    private func mistake(_ fields: [(String, String)]) -> TimeMachineMistake? {
        do {
            _ = try query(fields)
            return nil
        } catch {
            return error
        }
    }

    @Test("nothing asked for is the first page now")
    func nothing() throws {
        let asked = try query([])

        #expect(asked.path == "/")
        #expect(asked.instant == now)
    }

    @Test("a day and a time are those of the zone")
    func local() throws {
        let east = try query([("day", "2027-03-31"), ("time", "16:00")])
        let west = try query([("day", "2027-03-31"), ("time", "16:00"), ("zone", "America/Los_Angeles")])

        #expect(east.instant.description == "2027-03-31T20:00:00Z")
        #expect(west.instant.description == "2027-03-31T23:00:00Z")
    }

    @Test("a time that the clocks skip offers the last before and the first after")
    func skipped() throws {
        let found = try #require(mistake([("day", "2027-03-14"), ("time", "02:30")]))

        #expect(found.field == "time")
        #expect(found.choices.map(\.description) == ["2027-03-14T06:59:00Z", "2027-03-14T07:00:00Z"])
    }

    @Test("a time that the clocks show twice asks which")
    func twice() throws {
        let found = try #require(mistake([("day", "2027-11-07"), ("time", "01:30")]))

        #expect(found.field == "time")
        #expect(found.choices.map(\.description) == ["2027-11-07T05:30:00Z", "2027-11-07T06:30:00Z"])
    }

    @Test(
        "what is no time, or beyond all of them, is refused",
        arguments: [
            [("at", "soon")], [("at", "1999-12-31T23:59:59Z")], [("at", "2100-01-01T00:00:00Z")],
            [("at", "9999999-01-01T00:00:00Z")], [("day", "2027-02-30"), ("time", "10:00")],
            [("day", "")], [("day", "2027-02-03"), ("time", "25:00")], [("zone", "Mars/Olympus")],
        ])
    func garbage(fields: [(String, String)]) {
        #expect(mistake(fields) != nil)
    }

    @Test(
        "what is no path of a public page is refused",
        arguments: [
            "/console", "/console/accounts", "/console?x=1", "https://elsewhere.example/",
            "//elsewhere.example",
            "/\\elsewhere.example", "javascript:alert(1)", "topics/grief",
        ])
    func paths(path: String) {
        #expect(mistake([("path", path)])?.field == "path")
    }

    @Test("the site's own address is taken for the path behind it")
    func ownAddress() throws {
        #expect(try query([("path", "http://127.0.0.1:8080/topics/grief")]).path == "/topics/grief")
    }
}

@Suite("Text of pages")
struct PageTextTests {
    @Test("what goes and what comes is told, and not what moves")
    func changes() {
        let before = PageText(
            html: "<h1>No</h1><main id=\"main\"><p>One <em>two</em></p><p>Three &amp; four</p></main>")
        let after = PageText(html: "<main><p>Three &amp; four</p><p>Five</p></main><p>Six</p>")

        let (gone, new) = before.changes(to: after)

        #expect(before.pieces == ["One two", "Three & four"])
        #expect(gone == ["One two"])
        #expect(new == ["Five"])
    }

    @Test("a sentence in which some words change is told once, and whole sentences apart from it")
    func alterations() {
        let words = "She is in practice for"
        let before = PageText(
            html: "<main><p>\(words) nine years.</p><p>Gone for good.</p><span>AW</span></main>")
        let after = PageText(
            html: "<main><p>\(words) ten years.</p><p>Something else.</p><span>JO</span></main>")

        let (altered, gone, new) = before.alterations(to: after)

        #expect(altered.map(\.old) == ["\(words) nine years."])
        #expect(altered.map(\.new) == ["\(words) ten years."])
        #expect(gone == ["Gone for good."])
        #expect(new == ["Something else."])
    }
}

@Suite("The time machine", .stet(with: [SitePlugin.self, AccountsPlugin.self]))
struct TimeMachineTests {
    private static let page = "/console/time-machine?path=/how-we-check&at=2027-03-31T20:00:00Z"

    @Test("the page stands in a frame of our own that runs nothing")
    func frame() async throws {
        try await TestStet.current.serve { web in
            let (editor, _) = try await web.person("Ruth", [.editor])
            let screen = try await editor.get(Self.page)
            let source = try #require(screen.body.firstMatch(of: /<iframe [^>]*src="([^"]+)"/)).1
            let frame = try await editor.get(String(source).replacing("&amp;", with: "&"))

            #expect(screen.status == .ok)
            #expect(screen.headers[.contentSecurityPolicy]?.contains("frame-src 'self'") == true)
            #expect(screen.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'none'") == true)
            #expect(!screen.body.contains("allow-scripts") && screen.body.contains(" sandbox=\""))
            #expect(frame.status == .ok)
            #expect(frame.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'self'") == true)
            #expect(frame.headers[.contentSecurityPolicy]?.contains("script-src") == false)
            #expect(frame.headers[.cacheControl] == "no-store" && frame.headers[.eTag] == nil)
            #expect(
                frame.body.contains("Preview: this page as of <strong>Mar 31, 2027, 4:00 PM EDT</strong>"))
        }
    }

    @Test("links in the frame lead to the same instant of another page")
    func links() async throws {
        try await TestStet.current.serve { web in
            let (editor, _) = try await web.person("Ruth", [.editor])
            let frame = try await editor.get(
                "/console/time-machine/page?path=/how-we-check&at=2027-03-31T20:00:00Z")

            #expect(
                frame.body.contains(
                    "href=\"/console/time-machine?path=/how-we-check&amp;at=2027-03-31T20:00:00Z"
                ))
            #expect(!frame.body.contains("href=\"/how-we-check\""))
            #expect(frame.body.contains("href=\"/assets/site.css"))
        }
    }

    @Test("what the form sends gets an address that can be kept")
    func address() async throws {
        try await TestStet.current.serve { web in
            let (editor, _) = try await web.person("Ruth", [.editor])
            let sent = try await editor.get(
                "/console/time-machine?path=/&day=2027-03-31&time=16:00&zone=America/New_York")

            #expect(sent.status == .seeOther)
            #expect(sent.location?.contains("at=2027-03-31T20:00:00Z") == true)
        }
    }

    @Test("a page that is not there is said to be missing, and no frame is shown")
    func missing() async throws {
        try await TestStet.current.serve { web in
            let (editor, _) = try await web.person("Ruth", [.editor])
            let screen = try await editor.get("/console/time-machine?path=/nothing/here")
            let frame = try await editor.get("/console/time-machine/page?path=/nothing/here")

            #expect(screen.status == .ok)
            #expect(screen.body.contains("Readers find no page /nothing/here"))
            #expect(!screen.body.contains("<iframe"))
            #expect(frame.status == .notFound)
        }
    }

    @Test("an instant that is none brings the form back, with both times where the clocks change")
    func mistakes() async throws {
        try await TestStet.current.serve { web in
            let (editor, _) = try await web.person("Ruth", [.editor])
            let garbage = try await editor.get("/console/time-machine?path=/&at=%27%22")
            let twice = try await editor.get(
                "/console/time-machine?path=/how-we-check&day=2027-11-07&time=01:30&zone=America/New_York")
            let console = try await editor.get("/console/time-machine?path=/console/accounts")
            let frame = try await editor.get("/console/time-machine/page?path=/console/accounts")

            for answer in [garbage, twice, console, frame] { #expect(answer.status == .unprocessableContent) }
            #expect(twice.body.contains("at=2027-11-07T05:30:00Z"))
            #expect(twice.body.contains("1:30 AM EDT") && twice.body.contains("1:30 AM EST"))
            #expect(
                twice.body.contains("value=\"2027-11-07\"") && twice.body.contains("value=\"/how-we-check\""))
            #expect(!console.body.contains("<iframe"))
        }
    }

    @Test(
        "whoever works on what readers see may look, a clinician or an ad manager may not",
        arguments: Role.allCases)
    func roles(role: Role) async throws {
        try await TestStet.current.serve { web in
            let (client, _) = try await web.person("Somebody", [role])
            let screen = try await client.get(Self.page)
            let frame = try await client.get("/console/time-machine/page?path=/how-we-check")

            let isRefused = role == .clinician || role == .ads
            #expect(screen.status == (isRefused ? .forbidden : .ok))
            #expect(frame.status == (isRefused ? .forbidden : .ok))
        }
    }
}
