import Accounts
import Foundation
import Kernel
import Postgres
import Site
import TestSupport
import Testing

@testable import Ads

@Suite("The screens of ads", .stet(with: adPlugins))
struct ScreenTests {
    @Test("an ad manager books an ad from an advertiser to a flight, and readers see it")
    func fromBeginning() async throws {
        let stet = try TestStet.current
        try await stet.publish(topic: "Grief")
        try await stet.serveAds { web in
            let (manager, _) = try await web.person("Wes Calder", [.ads])
            try await manager.get("/console/ads/advertisers")

            let advertiser = try await manager.post("/console/ads/advertisers", [("name", "Paper & Ink")])
            let campaign = try await manager.post(
                "\(try #require(advertiser.location))/campaigns", [("campaign", "Winter")])
            let item = try await manager.post(
                "\(try #require(campaign.location))/line-items/new",
                [("name", "Diaries"), ("priority", "standard"), ("weight", "2"), ("topics", "Grief")])
            let path = try #require(item.location)
            let creative = try await manager.post(
                "\(path)/creatives/new",
                [
                    ("title", "Paper diaries"), ("body", "Bound by hand."),
                    ("landing_url", "https://example.org/diaries"), ("is_on", "yes"),
                ])
            let flight = try await manager.post("\(path)/flights")
            let shown = try await manager.get(path).body

            #expect(creative.status == .seeOther && flight.location == path)
            #expect(
                shown.contains("running") && shown.contains("Paper &amp; Ink")
                    && shown.contains("Paper diaries"))
            try await eventually {
                try await web.visitor().get("/topics/grief").body.contains("<strong>Paper diaries</strong>")
            }
            let overview = try await manager.get("/console/ads").body
            #expect(overview.contains(path) && overview.contains("about Grief"))

            let paused = try await manager.post("\(path)/pause")
            #expect(paused.location == path)
            try await eventually {
                try await web.visitor().get("/topics/grief").beacon == nil
            }
        }
    }

    @Test("a form that comes back says what to mend, and keeps what was typed")
    func mending() async throws {
        let stet = try TestStet.current
        let booked = try await stet.book("Sleep Diary")
        try await stet.serve { web in
            let (manager, _) = try await web.person("Wes Calder", [.ads])
            let item = AdPath.lineItem(booked.lineItem)
            try await manager.get(item)

            let changed = try await manager.post(
                item, [("version", "1"), ("name", "Kept"), ("priority", "standard"), ("weight", "900")])
            let flight = try await manager.post(
                "\(item)/flights",
                [
                    ("begin_day", "2030-01-02"), ("begin_time", "09:00"), ("end_day", "2030-01-01"),
                    ("end_time", "09:00"),
                ])
            let skipped = try await manager.post(
                "\(item)/flights", [("begin_day", "2030-03-10"), ("begin_time", "02:30")])
            let creative = try await manager.post(
                "\(item)/creatives/new",
                [("title", "<script>"), ("body", "x"), ("landing_url", "javascript:alert(1)")])
            let picture = try await manager.upload(
                "\(item)/creatives/new",
                [("title", "A picture"), ("body", ""), ("landing_url", "https://example.org")], "picture",
                [("ad.png", SampleFiles.png)])

            for answer in [changed, flight, skipped, creative, picture] {
                #expect(answer.status == .unprocessableContent)
            }
            #expect(changed.body.contains("value=\"Kept\""))
            #expect(changed.body.contains("Enter a weight from 1 to 100."))
            #expect(flight.body.contains("Enter an end after the beginning."))
            // The other form shows what is stored.
            #expect(flight.body.contains("value=\"Sleep Diary\""))
            #expect(skipped.body.contains("The clocks skip this time."))
            #expect(creative.body.contains("Enter a secure address"))
            #expect(creative.body.contains("value=\"&lt;script&gt;\""))
            #expect(picture.body.contains("This picture is 30 × 20."))
        }
    }

    @Test("an ad of a picture is sent to readers as it was drawn, from an address of its own")
    func picture() async throws {
        let stet = try TestStet.current
        let booked = try await stet.book("Sleep Diary", isRunning: false)
        let file = try await LimitedProcess(["vipsthumbnail", "stdin", "--size", "728x90!", "-o", ".png"])
            .run(on: SampleFiles.jpeg)
        try await stet.serve { web in
            let (manager, _) = try await web.person("Wes Calder", [.ads])
            try await manager.get(AdPath.lineItem(booked.lineItem))

            let added = try await manager.upload(
                "\(AdPath.lineItem(booked.lineItem))/creatives/new",
                [
                    ("title", "A banner"), ("body", ""), ("landing_url", "https://example.org"),
                    ("is_on", "yes"),
                ],
                "picture", [("ad.png", file)])
            let id = try #require(
                try await stet.owner.value(String.self, "SELECT picture_id FROM ads.picture"))
            let inConsole = try await manager.get("/console/ads/pictures/\(id)")
            let early = try await web.visitor().get("/pictures/\(id)")
            try await RunFlight(kernel: stet.kernel).start(
                booked.lineItem, from: nil, until: nil, by: booked.actor)
            let late = try await web.visitor().get("/pictures/\(id)")

            #expect(added.status == .seeOther)
            #expect(FileContent(inConsole.bytes) == .png(width: 728, height: 90))
            #expect(early.status == .notFound)
            #expect(late.bytes == inConsole.bytes && late.headers[.contentType] == "image/png")
            #expect(try await web.visitor().get("/pictures/..%2F").status == .notFound)
        }
    }

    @Test("why an ad stands where it does is told for every line item, at any instant")
    func why() async throws {
        let stet = try TestStet.current
        try await stet.publish(topic: "Grief")
        try await stet.publish(topic: "Self-Harm", tier: 1)
        let sponsor = try await stet.book("Sponsor", priority: .sponsorship, topics: "Grief")
        _ = try await stet.book("Everyday")
        _ = try await stet.book("Later", isRunning: false)
        try await stet.serve { web in
            let (editor, _) = try await web.person("Ruth Abernathy", [.editor])
            let (manager, _) = try await web.person("Owen Pryce", [.ads])
            let question = "/console/ads/why?path=/topics/grief&slot=topic-end"

            let page = try await editor.get(question).body
            let managers = try await manager.get(question).body
            let home = try await editor.get("/console/ads/why?path=/").body
            let crisis = try await editor.get("/console/ads/why?path=/topics/self-harm")
            let nothing = try await editor.get("/console/ads/why?path=/topics/nothing")
            let plain = try await editor.get("/console/ads/why?path=/how-we-check")

            for body in [page, managers] { #expect(body.contains("It stands here 100% of the time.")) }
            // Who books ads may not open the time machine.
            #expect(page.contains("<a href=\"/console/time-machine?path="))
            #expect(!managers.contains("<a href=\"/console/time-machine"))
            #expect(home.contains(">Start page: "))
            #expect(page.contains(AdPath.lineItem(sponsor.lineItem)))
            #expect(page.contains("An ad of higher priority goes first."))
            #expect(home.contains("The page is about none of its topics and categories."))
            #expect(crisis.body.contains("carries no ads at all"))
            for answer in [crisis, nothing, plain] { #expect(answer.status == .unprocessableContent) }
        }
    }

    @Test("a report counts by day what was told, apart from what does not count")
    func report() async throws {
        let stet = try TestStet.current
        let booked = try await stet.book("=Sleep Diary")
        let recorder = RecordEvents(database: stet.kernel.site)
        for filtered in [nil, nil, FilterReason.bot] {
            try await recorder.run(
                AdEvent(
                    token: AdToken(
                        id: UUID(), lineItem: booked.lineItem, creative: booked.creative, slot: "topic-end",
                        path: "/topics/grief", expires: stet.clock.now()), kind: .impression,
                    filtered: filtered))
        }
        try await stet.serve { web in
            let (auditor, _) = try await web.person("Miles Achterberg", [.auditor])

            let page = try await auditor.get("/console/ads/reports")
            let one = try await auditor.get("/console/ads/reports?line_item=\(booked.lineItem)")
            let file = try await auditor.get("/console/ads/reports.csv")
            let none = try await auditor.get("/console/ads/reports?from=2020-01-01&until=2020-01-02")
            let wrong = try await auditor.get("/console/ads/reports?from=2020-01-03&until=2020-01-02")

            #expect(page.body.contains("<rect") && page.body.contains("Says that it is a program"))
            #expect(page.body.contains("<caption>By line item</caption>"))
            #expect(page.body.contains("line_item=\(booked.lineItem)"))
            #expect(one.body.contains("<caption>By day</caption>"))
            #expect(one.body.contains(AdPath.lineItem(booked.lineItem)))
            #expect(file.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(file.body.contains("'=Sleep Diary,2,0,1,3"))
            #expect(none.body.contains("No ad was shown or clicked on these days."))
            #expect(wrong.status == .unprocessableContent)
        }
    }

    @Test("an editor and an auditor look and find nothing to press; a moderator finds nothing at all")
    func roles() async throws {
        let stet = try TestStet.current
        let booked = try await stet.book("Sleep Diary")
        try await stet.serve { web in
            for role in [Role.editor, .auditor] {
                let (client, _) = try await web.person("Somebody", [role])
                for path in [
                    AdPath.overview, AdPath.advertisers, AdPath.advertiser(booked.advertiser),
                    AdPath.campaign(booked.campaign), AdPath.lineItem(booked.lineItem),
                    AdPath.creative(booked.creative), AdPath.why, AdPath.reports,
                ] {
                    let page = try await client.get(path)
                    #expect(page.status == .ok, "\(path)")
                    #expect(page.body.matches(of: /method="post" action="\/console\/ads/).isEmpty, "\(path)")
                }
                try await client.get("/console")
                let refused = try await client.post("\(AdPath.lineItem(booked.lineItem))/stop")
                #expect(refused.status == .forbidden)
            }
            let (moderator, _) = try await web.person("Ines Moreau", [.moderator])
            #expect(try await moderator.get(AdPath.overview).status == .forbidden)
            #expect(
                try await web.visitor().get(AdPath.overview).location?.hasPrefix("/console/sign-in") == true)
        }
    }

    @Test("of two who change the same, the second is shown both versions")
    func conflict() async throws {
        let stet = try TestStet.current
        let booked = try await stet.book("Sleep Diary")
        try await stet.serve { web in
            let (manager, _) = try await web.person("Wes Calder", [.ads])
            let path = AdPath.lineItem(booked.lineItem)
            try await manager.get(path)
            func fields(_ name: String) -> [(String, String)] {
                [("version", "1"), ("name", name), ("priority", "standard"), ("weight", "1")]
            }

            let first = try await manager.post(path, fields("One"))
            let second = try await manager.post(path, fields("Two"))

            #expect(first.status == .seeOther)
            #expect(second.status == .conflict)
            #expect(second.body.contains("One") && second.body.contains("Two"))
        }
    }
}
