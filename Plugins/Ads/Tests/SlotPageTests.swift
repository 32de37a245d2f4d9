import Foundation
import HTTPTypes
import Kernel
import Postgres
import TestSupport
import Testing

@testable import Ads
@testable import Site

@Suite("Pages with slots", .stet(with: adPlugins))
struct SlotPageTests {
    @Test("an ad is labelled, led by way of us, and its page is nobody's to keep")
    func filled() async throws {
        let stet = try TestStet.current
        try await stet.publish(topic: "Grief")
        let booked = try await stet.book("Sleep Diary")
        try await stet.serveAds { web in
            let page = try await web.visitor().get("/topics/grief")
            let other = try await web.visitor().get("/topics/grief")

            #expect(page.status == .ok)
            #expect(page.headers[.cacheControl] == "no-store")
            #expect(page.headers[.eTag] == nil && page.headers[.setCookie] == nil)
            #expect(page.body.contains("data-ad-slot=\"topic-end\" data-line-item=\"\(booked.lineItem)\""))
            #expect(page.body.contains("aria-label=\"Advertisement\""))
            #expect(page.body.contains("<p class=\"slot-label\">Advertisement</p>"))
            #expect(page.body.contains("rel=\"sponsored nofollow noopener\""))
            #expect(page.body.contains("<strong>Sleep Diary</strong>"))
            #expect(page.body.contains("<span class=\"slot-site\">example.org</span>"))
            #expect(!page.body.contains("<!--slot") && !page.body.contains("example.org/offer"))
            #expect(page.beacon != nil && page.beacon != other.beacon)
        }
    }

    @Test("a page whose slots are empty is the ordinary one: kept, with a tag and without a label")
    func empty() async throws {
        let stet = try TestStet.current
        try await stet.publish(topic: "Grief")
        try await stet.serveAds { web in
            let page = try await web.visitor().get("/topics/grief")
            let tag = try #require(page.headers[.eTag])
            let known = try await web.visitor().get("/topics/grief", headers: [.ifNoneMatch: tag])

            #expect(page.headers[.cacheControl] == "no-cache")
            #expect(known.status == .notModified)
            #expect(page.body.contains("<div class=\"slot-empty\" data-ad-slot=\"topic-end\"></div>"))
            #expect(!page.body.contains("Advertisement") && !page.body.contains("data-line-item"))
        }
    }

    @Test("a page about what needs help at once has neither ad nor slot")
    func crisis() async throws {
        let stet = try TestStet.current
        try await stet.publish(topic: "Self-Harm", tier: 1)
        _ = try await stet.book("Sleep Diary")
        try await stet.serveAds { web in
            let page = try await web.visitor().get("/topics/self-harm")

            #expect(page.body.contains("data-crisis"))
            #expect(!page.body.contains("data-ad-slot") && !page.body.contains("Advertisement"))
            #expect(page.headers[.eTag] != nil)
        }
    }

    @Test("compressed and plain a page says the same, whatever its slots hold")
    func compressed() async throws {
        let stet = try TestStet.current
        try await stet.publish(topic: "Grief")
        _ = try await stet.book("Sleep “Diary” für alle")
        try await stet.serveAds { web in
            let packed = try await web.visitor().get("/topics/grief", headers: [.acceptEncoding: "gzip"])
            let plain = try await web.visitor().get("/topics/grief")

            let unpacked = try await LimitedProcess(["gzip", "-dc"]).run(on: packed.bytes)

            #expect(packed.headers[.contentEncoding] == "gzip" && plain.headers[.contentEncoding] == nil)
            func withoutTokens(_ html: String) -> String {
                html.replacing(/\/(seen|go)\/[A-Za-z0-9_-]+/, with: "TOKEN")
            }
            #expect(withoutTokens(String(decoding: unpacked, as: UTF8.self)) == withoutTokens(plain.body))
            #expect(plain.body.contains("für alle"))
        }
    }

    @Test("the start page has a slot too, and a page without slots stays as it is")
    func otherPages() async throws {
        let stet = try TestStet.current
        _ = try await stet.book("Sleep Diary")
        try await stet.serveAds { web in
            let home = try await web.visitor().get("/")
            let check = try await web.visitor().get("/how-we-check")

            #expect(home.body.contains("data-ad-slot=\"home-end\" data-line-item"))
            #expect(check.headers[.eTag] != nil && !check.body.contains("data-ad-slot"))
        }
    }

    @Test("a preview shows the ads of its instant, without anything that is counted")
    func preview() async throws {
        let stet = try TestStet.current
        try await stet.publish(topic: "Grief")
        let booked = try await stet.book("Sleep Diary", isRunning: false)
        let begin = stet.clock.now() + .seconds(3_600)
        try await RunFlight(kernel: stet.kernel).start(
            booked.lineItem, from: begin, until: begin + .seconds(60), by: booked.actor)
        let preview = SitePreview(composition: stet.composition)

        let before = try await preview.html("/topics/grief", at: begin - .microseconds(1))
        let during = try await preview.html("/topics/grief", at: begin)
        let after = try await preview.html("/topics/grief", at: begin + .seconds(60))

        #expect(during.contains("<strong>Sleep Diary</strong>"))
        #expect(!during.contains("/seen/") && !during.contains("/go/"))
        #expect(!before.contains("Sleep Diary") && !after.contains("Sleep Diary"))
        #expect(before.contains("data-ad-slot=\"topic-end\"") && after.contains("data-ad-slot=\"topic-end\""))
        #expect(!before.contains("<!--slot"))
    }

    @Test("a flight begins and ends for readers by the clock, and a pause by the database's word")
    func byTheClock() async throws {
        let stet = try TestStet.current
        try await stet.publish(topic: "Grief")
        let booked = try await stet.book("Sleep Diary", isRunning: false)
        let begin = stet.clock.now() + .seconds(3_600)
        try await RunFlight(kernel: stet.kernel).start(
            booked.lineItem, from: begin, until: nil, by: booked.actor)
        try await stet.serveAds { web in
            let before = try await web.visitor().get("/topics/grief")
            stet.clock.advance(by: .seconds(3_601))
            let during = try await web.visitor().get("/topics/grief")
            try await RunFlight(kernel: stet.kernel).stop(booked.lineItem, by: booked.actor)
            try await eventually { try await web.visitor().get("/topics/grief").beacon == nil }

            #expect(before.beacon == nil && during.beacon != nil)
        }
    }

    @Test("an ad that changes leaves kept pages alone and is seen at once; a slot that changes drops them")
    func keptPages() async throws {
        let stet = try TestStet.current
        try await stet.publish(topic: "Grief")
        let booked = try await stet.book("Sleep Diary")
        let site = try #require(stet.composition.extensions(of: PageFollower.self).first).site
        let following = Task { await site.followChanges() }
        defer { following.cancel() }
        try await stet.serveAds { web in
            try await eventually {
                _ = try await web.visitor().get("/topics/grief")
                return site.cachedPages == 1
            }
            let drawings = stet.kernel.site.metrics.roundTrips

            try await SaveCreative(kernel: stet.kernel).change(
                booked.creative, seen: 1,
                CreativeInput(
                    title: "Night Diary", body: "A text.", landingURL: "https://example.org", isOn: true,
                    hasPicture: false), nil, by: booked.actor)
            try await eventually {
                try await web.visitor().get("/topics/grief").body.contains("<strong>Night Diary</strong>")
            }

            // The desk read what is booked; to draw the page anew as well would take more.
            #expect(stet.kernel.site.metrics.roundTrips - drawings <= 2)
            #expect(site.cachedPages == 1)
            _ = try await stet.owner.rows("UPDATE ads.slot SET position = position")
            try await eventually { site.cachedPages == 0 }
        }
        #expect(site.shows("ads.slot") && site.shows("topics.topic") && !site.shows("ads.flight"))
    }

    @Test("while the database tells of no changes, slots stay empty; afterwards they fill again")
    func lostConnection() async throws {
        let stet = try TestStet.current
        _ = try await stet.book("Sleep Diary")
        let desk = try stet.desk
        let following = Task { await desk.follow() }
        defer { following.cancel() }
        try await eventually { desk.state?.book.lines.count == 1 }

        try await stet.whileDatabaseIsDown {
            try await eventually { desk.state == nil }
        }

        try await eventually { desk.state?.book.lines.count == 1 }
    }

    @Test("what a page asks for slots costs no round trip of its own")
    func roundTrips() async throws {
        let stet = try TestStet.current
        try await stet.publish(topic: "Grief")
        _ = try await stet.book("Sleep Diary")
        try await stet.serveAds { web in
            let before = stet.kernel.site.metrics.roundTrips

            _ = try await web.visitor().get("/topics/grief")

            #expect(stet.kernel.site.metrics.roundTrips - before <= 3)
        }
    }
}
