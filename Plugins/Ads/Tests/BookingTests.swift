import Accounts
import Foundation
import Kernel
import Postgres
import Site
import TestSupport
import Testing

@testable import Ads

@Suite("Booking ads", .stet(with: adPlugins))
struct BookingTests {
    private func issues(_ body: () async throws -> Void) async throws -> [String] {
        do {
            try await body()
            return []
        } catch let issues as FormIssues {
            return issues.issues.map(\.field)
        }
    }

    @Test("a flight ends after it begins, begins in time, and never overlaps another one")
    func flights() async throws {
        let stet = try TestStet.current
        let booked = try await stet.book("Sleep Diary", isRunning: false)
        let flight = RunFlight(kernel: stet.kernel)
        let begin = try await stet.databaseTime + .seconds(3_600)
        let end = begin + .seconds(3_600)
        try await flight.start(booked.lineItem, from: begin, until: end, by: booked.actor)
        func refused(_ from: Instant?, _ until: Instant?) async throws -> [String] {
            try await issues {
                try await flight.start(booked.lineItem, from: from, until: until, by: booked.actor)
            }
        }

        #expect(try await refused(end, end) == ["end_day"])
        #expect(try await refused(end, begin) == ["end_day"])
        #expect(try await refused(begin - .seconds(7_200), nil) == ["begin_day"])
        #expect(try await refused(begin + .seconds(1), nil) == ["begin_day"])
        #expect(try await refused(nil, nil) == ["begin_day"])
        #expect(try await refused(end, nil) == [])
    }

    @Test("pausing ends what runs and leaves what is to come; stopping takes that back too")
    func pause() async throws {
        let stet = try TestStet.current
        let booked = try await stet.book("Sleep Diary", isRunning: false)
        let flight = RunFlight(kernel: stet.kernel)
        let later = try await stet.databaseTime + .seconds(3_600)
        try await flight.start(booked.lineItem, from: nil, until: later, by: booked.actor)
        try await flight.start(booked.lineItem, from: later, until: nil, by: booked.actor)
        func flights() async throws -> [StoredFlight] {
            try await stet.database.fetch(AdQueries.flights(of: booked.lineItem))
        }

        try await flight.pause(booked.lineItem, by: booked.actor)
        let paused = try await flights()
        try await flight.start(booked.lineItem, from: nil, until: later, by: booked.actor)
        try await flight.stop(booked.lineItem, by: booked.actor)
        let stopped = try await flights()

        #expect(paused.count == 2 && !paused.contains(where: \.runs))
        #expect(stopped.count == 2 && stopped.allSatisfy { $0.ends != nil && !$0.runs })
        await #expect(throws: Refusal.self) {
            try await flight.pause(booked.lineItem, by: booked.actor)
        }
        await #expect(throws: Refusal.self) {
            try await flight.stop(booked.lineItem, by: booked.actor)
        }
    }

    @Test("what ran stays in the record: nobody rewrites a flight that has begun")
    func past() async throws {
        let stet = try TestStet.current
        let booked = try await stet.book("Sleep Diary")

        await #expect(throws: PostgresError.self) {
            _ = try await stet.database.rows(
                "UPDATE ads.flight SET runs = tstzrange(lower(runs) - interval '1 day', NULL)")
        }
        #expect(try await stet.database.fetch(AdQueries.flights(of: booked.lineItem)).count == 1)
    }

    @Test("unknown topics are refused, and so is a topic in both lists")
    func topics() async throws {
        let stet = try TestStet.current
        try await stet.publish(topic: "Grief")
        let booked = try await stet.book("Sleep Diary")
        func change(_ topics: String, _ excluded: String) async throws -> [String] {
            try await issues {
                try await SaveLineItem(kernel: stet.kernel).change(
                    booked.lineItem, seen: 1,
                    LineItemInput(
                        name: "Sleep Diary", priority: "bulk", topics: topics, excludedTopics: excluded),
                    by: booked.actor)
            }
        }

        #expect(try await change("Nothing", "") == ["topics"])
        #expect(try await change("", "Nothing") == ["excluded_topics"])
        #expect(try await change("Grief", "grief") == ["excluded_topics"])
        #expect(try await change("Grief", "") == [])
        #expect(try await AdQueries(reader: stet.database).lineItem(booked.lineItem).topics == ["Grief"])
    }

    @Test("an unknown topic or category is refused with the nearest one, and a category in both lists")
    func nearest() async throws {
        let stet = try TestStet.current
        try await stet.publish(topic: "Grief")
        try await stet.publish(topic: "Insomnia")
        let booked = try await stet.book("Sleep Diary")
        func change(
            _ topics: String = "", _ categories: String = "", not excluded: String = "",
            among known: [any PageCategories] = [Shelf("Sleep", "Everyday skills")]
        ) async throws -> [String] {
            do {
                try await SaveLineItem(kernel: stet.kernel, categories: known).change(
                    booked.lineItem, seen: 1,
                    LineItemInput(
                        name: "Sleep Diary", priority: "bulk", topics: topics, categories: categories,
                        excludedCategories: excluded), by: booked.actor)
                return []
            } catch let issues as FormIssues {
                return issues.issues.map { "\($0.field): \($0.message)" }
            }
        }

        #expect(
            try await change("insomina", "everyday-skils") == [
                "topics: There is no topic “insomina”. The nearest is “Insomnia”.",
                "categories: There is no category “everyday-skils”. The nearest is “Everyday skills”.",
            ])
        #expect(
            try await change("", "", not: "sleeep") == [
                "excluded_categories: There is no category “sleeep”. The nearest is “Sleep”."
            ])
        #expect(
            try await change("", "sleep", not: "sleep") == [
                "excluded_categories: A category is in both lists. Take it out of one."
            ])
        #expect(
            try await change("", "sleep", among: []) == [
                "categories: There is no category “sleep”. There are none yet, so leave it empty."
            ])
        #expect(try await change("grief", "sleep") == [])
        let stored = try await AdQueries(reader: stet.database).lineItem(booked.lineItem)
        #expect(stored.topics == ["Grief"] && stored.categories.count == 1)
    }

    @Test("what somebody else changed in between is not overwritten")
    func versions() async throws {
        let stet = try TestStet.current
        let booked = try await stet.book("Sleep Diary")
        func input(_ name: String) throws -> LineItemInput { try LineItemInput(name: name, priority: "bulk") }
        let save = SaveLineItem(kernel: stet.kernel)
        try await save.change(booked.lineItem, seen: 1, try input("First"), by: booked.actor)

        await #expect(throws: Refusal.self) {
            try await save.change(booked.lineItem, seen: 1, try input("Second"), by: booked.actor)
        }
        await #expect(throws: Refusal.self) {
            try await SaveAdvertiser(kernel: stet.kernel).rename(
                booked.advertiser, seen: 7, BookingName("Other"), by: booked.actor)
        }
        await #expect(throws: Refusal.self) {
            try await SaveCampaign(kernel: stet.kernel).rename(
                booked.campaign, seen: 7, BookingName("Other"), by: booked.actor)
        }
        await #expect(throws: Refusal.self) {
            try await SaveCreative(kernel: stet.kernel).change(
                booked.creative, seen: 7,
                CreativeInput(
                    title: "Other", body: "Text.", landingURL: "https://example.org", isOn: true,
                    hasPicture: false), nil, by: booked.actor)
        }
        #expect(try await AdQueries(reader: stet.database).lineItem(booked.lineItem).name == "First")
    }

    @Test("two advertisers have two names, and none has a name that this house does not advertise")
    func names() async throws {
        let stet = try TestStet.current
        let booked = try await stet.book("Sleep Diary")
        let save = SaveAdvertiser(kernel: stet.kernel)

        #expect(
            try await issues {
                _ = try await save.add(BookingName("sleep diary company"), by: booked.actor)
            } == ["name"])
        #expect(
            try await issues { _ = try await save.add(BookingName("Lucky Casino"), by: booked.actor) } == [
                "name"
            ])
        #expect(
            try await issues {
                _ = try await SaveCreative(kernel: stet.kernel).add(
                    CreativeInput(
                        title: "Lose weight", body: "Bet on it: betting.",
                        landingURL: "https://example.org/casino", isOn: true, hasPicture: false), nil,
                    to: booked.lineItem, by: booked.actor)
            } == ["title", "body", "landing_url"])
    }

    @Test("everything that is booked and changed stands in the record, with who did it")
    func record() async throws {
        let stet = try TestStet.current
        let booked = try await stet.book("Sleep Diary")
        try await RunFlight(kernel: stet.kernel).stop(booked.lineItem, by: booked.actor)

        let actions = try await stet.owner.values(
            String.self,
            "SELECT action FROM kernel.audit_entry WHERE account_id = \(booked.actor.accountID) ORDER BY at")

        #expect(
            actions == [
                "ads.advertiser_added", "ads.campaign_added", "ads.line_item_added", "ads.creative_added",
                "ads.flight_booked", "ads.flight_stopped",
            ])
    }

    // MARK: Pictures

    private func picture(_ size: String, _ form: String = ".png") async throws -> Data {
        try await LimitedProcess(["vipsthumbnail", "stdin", "--size", "\(size)!", "-o", form])
            .run(on: SampleFiles.jpeg)
    }

    private static let sizes = [(width: 300, height: 250), (width: 728, height: 90)]

    @Test("a picture of a slot's size is drawn anew, and nothing of the file but what it shows is kept")
    func drawn() async throws {
        let file = try await picture("300x250", ".jpg") + Data("<script>alert(1)</script>".utf8)

        let drawn = try await AdPicture.drawn(file, sizes: Self.sizes)

        #expect(FileContent(drawn.content) == .png(width: 300, height: 250))
        #expect(drawn.content.range(of: Data("script".utf8)) == nil)
    }

    @Test("a picture of another size, one that breaks off, and what is no picture are refused")
    func refusedPictures() async throws {
        let whole = try await picture("300x250")
        let script = Data("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".utf8)
        for file in [SampleFiles.png, whole.prefix(whole.count / 2), script, SampleFiles.pdf(), Data()] {
            #expect(
                try await issues { _ = try await AdPicture.drawn(file, sizes: Self.sizes) } == ["picture"])
        }
    }
}
