import Accounts
import Console
import Foundation
import HTTPTypes
import Kernel
import Postgres
import TestSupport
import Testing

@testable import Site

@Suite("The public site", .stet(with: [SitePlugin.self, AccountsPlugin.self]))
struct SiteTests {
    @Test("a page has a tag, and answers 304 to whoever has it")
    func conditional() async throws {
        try await TestStet.current.serve { web in
            let reader = web.visitor()
            let first = try await reader.get("/how-we-check")
            let tag = try #require(first.headers[.eTag])

            let again = try await reader.get("/how-we-check", headers: [.ifNoneMatch: tag])
            let weak = try await reader.get("/how-we-check", headers: [.ifNoneMatch: "\"x\", W/\(tag)"])
            let other = try await reader.get("/how-we-check", headers: [.ifNoneMatch: "\"x\""])

            #expect(first.status == .ok)
            #expect(first.headers[.contentType] == "text/html; charset=utf-8")
            #expect(again.status == .notModified)
            #expect(again.body.isEmpty)
            #expect(weak.status == .notModified)
            #expect(other.status == .ok)
        }
    }

    @Test("a page is compressed for those who take it, and for nobody else")
    func compressed() async throws {
        try await TestStet.current.serve { web in
            let plain = try await web.visitor().get("/how-we-check")
            let packed = try await web.visitor().get(
                "/how-we-check", headers: [.acceptEncoding: "br, gzip;q=0.8"])
            let refused = try await web.visitor().get("/how-we-check", headers: [.acceptEncoding: "gzip;q=0"])

            #expect(plain.headers[.contentEncoding] == nil)
            #expect(packed.headers[.contentEncoding] == "gzip")
            #expect(refused.headers[.contentEncoding] == nil)
        }
    }

    @Test("readers are given no cookie, and HEAD answers without a body")
    func readers() async throws {
        try await TestStet.current.serve { web in
            let page = try await web.visitor().get("/")
            let head = try await web.visitor().send(.head, "/", headers: [:], body: nil)

            #expect(page.headers[.setCookie] == nil)
            #expect(head.status == .ok)
            #expect(head.body.isEmpty)
        }
    }

    @Test("an unknown path is not found")
    func unknown() async throws {
        try await TestStet.current.serve { web in
            let shallow = try await web.visitor().get("/nothing-here")
            let deep = try await web.visitor().get("/nothing/at/all")

            #expect(shallow.status == .notFound)
            #expect(deep.status == .notFound)
        }
    }

    @Test("robots and sitemap name the site's own address")
    func forRobots() async throws {
        try await TestStet.current.serve { web in
            let robots = try await web.visitor().get("/robots.txt")
            let sitemap = try await web.visitor().get("/sitemap.xml")

            #expect(robots.body.contains("Sitemap: http://127.0.0.1:8080/sitemap.xml"))
            #expect(robots.body.contains("Disallow: /console"))
            #expect(sitemap.body.contains("<loc>http://127.0.0.1:8080/</loc>"))
        }
    }

    @Test("a notification of the database empties the cache; without notifications nothing is kept")
    func invalidation() async throws {
        let stet = try TestStet.current
        let site = PublicSite(kernel: stet.kernel)
        let request = PageRequest(path: "/how-we-check", parameters: [:], query: [:], site: site.facts)
        _ = try await site.current(HowWeCheck(), request)
        #expect(site.cachedPages == 0)

        let following = Task { await site.followChanges() }
        try await eventually {
            _ = try await site.current(HowWeCheck(), request)
            return site.cachedPages == 1
        }
        _ = try await stet.database.rows("INSERT INTO site.redirect (path, target) VALUES ('/a', '/b')")
        try await eventually { site.cachedPages == 0 }
        following.cancel()
        await following.value

        #expect(site.cachedPages == 0)
    }

    @Test("while the connection to the database is lost no page is kept, and afterwards pages are kept again")
    func lostConnection() async throws {
        let stet = try TestStet.current
        let site = PublicSite(kernel: stet.kernel)
        let request = PageRequest(path: "/how-we-check", parameters: [:], query: [:], site: site.facts)
        let following = Task { await site.followChanges() }
        defer { following.cancel() }
        let isKept: @Sendable () async throws -> Bool = {
            _ = try? await site.current(HowWeCheck(), request)
            return site.cachedPages == 1
        }
        try await eventually(isKept)

        try await stet.whileDatabaseIsDown {
            try await eventually { site.cachedPages == 0 }
        }

        try await eventually(isKept)
        _ = try await stet.database.rows("INSERT INTO site.redirect (path, target) VALUES ('/a', '/b')")
        try await eventually { site.cachedPages == 0 }
    }

    @Test("a sitemap beyond one file is an index of parts that follow each other")
    func index() async throws {
        let stet = try TestStet.current
        let many = ManyAddresses(count: 5)

        let starts = try await many.starts(size: 2, in: stet.database)

        #expect(starts == [nil, "2", "4"])
    }
}

private struct ManyAddresses: SitemapSource {
    let count: Int
    let name = "many"

    func entries(after key: String?, limit: Int, in reader: any Reader) async throws -> [SitemapEntry] {
        let first = (key.flatMap { Int($0) } ?? 0) + 1
        guard first <= count else { return [] }
        return (first...count).prefix(limit).map { number in
            SitemapEntry(path: "/\(number)", changedAt: Instant(microseconds: 0), key: String(number))
        }
    }
}
