import Accounts
import Console
import Foundation
import Kernel
import Postgres
import Site
import TestSupport
import Testing

@testable import Articles

@Suite("When articles are public", .stet(with: articlePlugins))
struct ScheduleTests {
    private func people(_ room: Newsroom) async throws -> (ana: Actor, bo: Actor) {
        (
            try await room.stet.person("Ana Whitfield", [.editor]),
            try await room.stet.person("Bo Lindqvist", [.editor])
        )
    }

    @Test("an approved text is public at once when an editor publishes it")
    func now() async throws {
        let room = try await Newsroom()
        let (ana, bo) = try await people(room)
        let id = try await room.approved(by: ana, and: bo)

        let period = try await room.publish(id, by: ana)

        #expect(try await room.text(id, at: period.from) == "<p>Count slowly.</p>")
        #expect(try await room.text(id, at: period.from - .microseconds(1)) == nil)
        #expect(try await room.article(id).standing == .live)
        let again = await words { try await room.publish(id, by: ana) }
        #expect(again == "Readers see this text already.")
    }

    @Test("a text is public from its instant until its end, and keeps what the editor typed")
    func between() async throws {
        let room = try await Newsroom()
        let (ana, bo) = try await people(room)
        let id = try await room.approved(by: ana, and: bo)
        let (start, end) = (try await room.time(in: 3_600), try await room.time(in: 7_200))

        try await room.publish(id, from: start, until: end, by: ana)

        #expect(try await room.article(id).standing == .scheduled)
        #expect(try await room.text(id, at: start.instant - .microseconds(1)) == nil)
        #expect(try await room.text(id, at: start.instant) != nil)
        #expect(try await room.text(id, at: end.instant - .microseconds(1)) != nil)
        #expect(try await room.text(id, at: end.instant) == nil)
        let range = try #require(try await room.ranges(id).first)
        #expect(range.localStart == "2026-11-30T09:00")
        #expect(range.zone == "America/New_York")
    }

    @Test("a text that replaces another takes its place at its instant")
    func replaced() async throws {
        let room = try await Newsroom()
        let (ana, bo) = try await people(room)
        let id = try await room.approved(by: ana, and: bo)
        try await room.publish(id, by: ana)
        try await room.save(id, "Other words.", by: ana)
        try await room.decide(id, by: bo)
        let start = try await room.time(in: 3_600)

        try await room.publish(id, from: start, by: ana)

        #expect(try await room.text(id, at: start.instant - .microseconds(1)) == "<p>Count slowly.</p>")
        #expect(try await room.text(id, at: start.instant) == "<p>Other words.</p>")
        let article = try await room.article(id)
        #expect(article.liveNumber == 1)
        #expect(article.nextNumber == 2)
    }

    @Test("a schedule that is called off leaves the text before it as it was meant")
    func cancelled() async throws {
        let room = try await Newsroom()
        let (ana, bo) = try await people(room)
        let id = try await room.approved(by: ana, and: bo)
        let end = try await room.time(in: 7_200)
        try await room.publish(id, until: end, by: ana)
        try await room.save(id, "Other words.", by: ana)
        try await room.decide(id, by: bo)
        let start = try await room.time(in: 3_600)
        try await room.publish(id, from: start, by: ana)
        let coming = try #require(try await room.ranges(id).last)

        try await CancelSchedule(kernel: room.kernel).run(id, coming.publicationID, by: ana)

        #expect(try await room.text(id, at: start.instant) == "<p>Count slowly.</p>")
        #expect(try await room.text(id, at: end.instant) == nil)
        let again = await words {
            try await CancelSchedule(kernel: room.kernel).run(id, coming.publicationID, by: ana)
        }
        #expect(again == "It has begun by now, or was called off. Look at the schedule as it is.")
    }

    @Test("what is published at once gives way to what was scheduled before")
    func nowBeforeLater() async throws {
        let room = try await Newsroom()
        let (ana, bo) = try await people(room)
        let id = try await room.approved(by: ana, and: bo)
        let start = try await room.time(in: 3_600)
        try await room.publish(id, from: start, by: ana)
        try await room.save(id, "Other words.", by: ana)
        try await room.decide(id, by: bo)

        let period = try await room.publish(id, by: ana)

        #expect(period.until == start.instant)
        #expect(try await room.text(id, at: period.from) == "<p>Other words.</p>")
        #expect(try await room.text(id, at: start.instant) == "<p>Count slowly.</p>")
        let dates = try await room.stet.database.values(
            Instant.self, "SELECT published_at FROM articles.publication ORDER BY lower(visible)")
        #expect(dates == [period.from, period.from])
    }

    @Test("publishing at once what was scheduled for later leaves one range")
    func nowInsteadOfLater() async throws {
        let room = try await Newsroom()
        let (ana, bo) = try await people(room)
        let id = try await room.approved(by: ana, and: bo)
        try await room.publish(id, from: try await room.time(in: 3_600), by: ana)

        let period = try await room.publish(id, by: ana)

        #expect(period.until == nil)
        #expect(try await room.ranges(id).count == 1)
    }

    @Test("a time that is over, an end before its beginning and an overlap are refused in words")
    func wrongTimes() async throws {
        let room = try await Newsroom()
        let (ana, bo) = try await people(room)
        let id = try await room.approved(by: ana, and: bo)
        let past = try await room.time(in: -60)
        let (early, late) = (try await room.time(in: 3_600), try await room.time(in: 7_200))

        let over = await words { try await room.publish(id, from: past, by: ana) }
        let backwards = await words { try await room.publish(id, from: late, until: early, by: ana) }
        try await room.publish(id, from: late, by: ana)
        let overlapping = await words { try await room.publish(id, from: early, by: ana) }
        let tooLong = await words {
            try await room.publish(id, from: early, until: try await room.time(in: 8_000), by: ana)
        }

        #expect(over == "day: Enter a time that is still to come.")
        #expect(backwards == "end_day: Enter an end that comes after the beginning.")
        #expect(overlapping?.hasPrefix("day: This overlaps with revision 1") == true)
        #expect(tooLong?.hasPrefix("end_day: This overlaps with revision 1") == true)
        #expect(try await room.ranges(id).count == 1)
    }

    @Test(
        "a time that the clocks skip, one that they show twice and one that is none are refused with what to enter"
    )
    func clocks() async throws {
        let zone = try #require(TimeZone(identifier: "America/New_York"))
        let now = Instant(microseconds: 0)
        func refusal(_ day: String, _ time: String) -> FormIssues? {
            do throws(FormIssues) {
                _ = try Form([("day", day), ("time", time)]).schedule(
                    day: "day", time: "time", in: zone, after: now)
                return nil
            } catch {
                return error
            }
        }

        let skipped = refusal("2027-03-14", "02:30")
        let twice = refusal("2027-11-07", "01:30")
        let none = refusal("2027-02-30", "09:00")

        #expect(skipped?["time"] == "The clocks skip this time. Enter 1:59 AM or 3:00 AM instead.")
        #expect(twice?["time"]?.contains("Nov 7, 2027, 1:30 AM EDT and Nov 7, 2027, 1:30 AM EST") == true)
        #expect(none?["day"] == "Enter the day and the time, like 2026-11-30 and 09:00.")
        #expect(refusal("2027-03-14", "03:00") == nil)
    }

    @Test("a stale screen publishes nothing")
    func stale() async throws {
        let room = try await Newsroom()
        let (ana, bo) = try await people(room)
        let id = try await room.approved(by: ana, and: bo)

        let refused = await words {
            _ = try await room.publishing.run(id, seen: 7, from: nil, until: nil, by: ana)
        }

        #expect(refused == "Somebody saved or approved a text in between. Look at it again.")
    }

    @Test("eight editors who publish at once make one range, and none meets an error")
    func atOnce() async throws {
        let room = try await Newsroom()
        let (ana, bo) = try await people(room)
        let id = try await room.approved(by: ana, and: bo)

        let answers = await withTaskGroup(of: String?.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    await words {
                        _ = try await room.publishing.run(id, seen: 1, from: nil, until: nil, by: ana)
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }

        #expect(answers.count { $0 == nil } == 1)
        #expect(answers.count { $0 == "Readers see this text already." } == 7)
    }

    // MARK: Off the site

    @Test("what is called off brings back no text beyond the end of the article")
    func cancelledBeforeEnd() async throws {
        let room = try await Newsroom()
        let (ana, bo) = try await people(room)
        let id = try await room.approved(by: ana, and: bo)
        try await room.publish(id, by: ana)
        try await room.save(id, "Other words.", by: ana)
        try await room.decide(id, by: bo)
        let (start, end) = (try await room.time(in: 3_600), try await room.time(in: 7_200))
        try await room.publish(id, from: start, by: ana)
        let coming = try #require(try await room.ranges(id).last)
        _ = try await UnpublishArticle(kernel: room.kernel).run(
            id, at: end, then: .gone, because: "Out of date", by: ana)

        try await CancelSchedule(kernel: room.kernel).run(id, coming.publicationID, by: ana)

        #expect(try await room.text(id, at: start.instant) == "<p>Count slowly.</p>")
        #expect(try await room.text(id, at: end.instant - .microseconds(1)) == "<p>Count slowly.</p>")
        #expect(try await room.text(id, at: end.instant) == nil)
    }

    @Test("an address that was two articles' leads to the one that had it last")
    func readdressed() async throws {
        let room = try await Newsroom()
        let (ana, bo) = try await people(room)
        let first = try await room.approved("First", by: ana, and: bo)
        let second = try await room.approved("Second", by: ana, and: bo)
        for id in [first, second] { try await room.publish(id, by: ana) }
        try await rename(first, "shared", room, ana)
        try await rename(first, "first", room, ana)
        try await rename(second, "shared", room, ana)
        try await rename(second, "second", room, ana)

        try await room.stet.serve { web in
            let moved = try await web.visitor().get("/articles/shared")

            #expect(moved.status == .movedPermanently && moved.location == "/articles/second")
        }
    }

    @Test("an article that was sent elsewhere leads there from all addresses that it has and had")
    func sentElsewhereAndRenamed() async throws {
        let room = try await Newsroom()
        let (ana, bo) = try await people(room)
        let id = try await room.approved(by: ana, and: bo)
        try await room.publish(id, by: ana)
        try await rename(id, "awake", room, ana)
        _ = try await UnpublishArticle(kernel: room.kernel).run(
            id, at: nil, then: .redirect(path: "/topics/insomnia"), because: "Merged", by: ana)
        try await rename(id, "awake-at-night", room, ana)

        try await room.stet.serve { web in
            for slug in ["lying-awake", "awake", "awake-at-night"] {
                let answer = try await web.visitor().get("/articles/\(slug)")
                #expect(
                    answer.status == .movedPermanently && answer.location == "/topics/insomnia", "\(slug)")
            }
            try await room.publish(id, by: ana)
            let back = try await web.visitor().get("/articles/awake-at-night")
            let former = try await web.visitor().get("/articles/lying-awake")
            #expect(back.status == .ok)
            #expect(former.location == "/articles/awake-at-night")
        }
    }

    private func rename(_ id: ArticleID, _ slug: String, _ room: Newsroom, _ actor: Actor) async throws {
        _ = try await RenameArticle(kernel: room.kernel).run(
            id, seen: try await room.article(id).version, to: slug, by: actor)
    }

    @Test("an article that is taken off is gone at once, and what was scheduled does not come")
    func unpublished() async throws {
        let room = try await Newsroom()
        let (ana, bo) = try await people(room)
        let id = try await room.approved(by: ana, and: bo)
        try await room.publish(id, by: ana)
        try await room.save(id, "Other words.", by: ana)
        try await room.decide(id, by: bo)
        let start = try await room.time(in: 3_600)
        try await room.publish(id, from: start, by: ana)

        let from = try await UnpublishArticle(kernel: room.kernel).run(
            id, at: nil, then: .gone, because: "Out of date", by: ana)

        #expect(try await room.text(id, at: from) == nil)
        #expect(try await room.text(id, at: start.instant) == nil)
        // Its next text is approved and waits to be published.
        #expect(try await room.article(id).standing == .approved)
        #expect(try await answer(room, at: from) == "gone")
        try await room.stet.serve { web in
            let off = try await web.visitor().get("/articles/lying-awake")

            #expect(off.status == .gone)
        }
    }

    @Test("an article that was sent elsewhere leads there, and is itself again once it is published")
    func sentElsewhere() async throws {
        let room = try await Newsroom()
        let (ana, bo) = try await people(room)
        let id = try await room.approved(by: ana, and: bo)
        try await room.publish(id, by: ana)
        _ = try await UnpublishArticle(kernel: room.kernel).run(
            id, at: nil, then: .redirect(path: "/topics/insomnia"), because: "Merged", by: ana)
        try await room.stet.serve { web in
            let off = try await web.visitor().get("/articles/lying-awake")
            try await room.publish(id, by: ana)
            let back = try await web.visitor().get("/articles/lying-awake")

            #expect(off.status == .movedPermanently && off.location == "/topics/insomnia")
            #expect(back.status == .ok)
        }
    }

    @Test("an end that was planned leaves the word that the article was taken off")
    func ended() async throws {
        let room = try await Newsroom()
        let (ana, bo) = try await people(room)
        let id = try await room.approved(by: ana, and: bo)
        let (start, end) = (try await room.time(in: 3_600), try await room.time(in: 7_200))

        try await room.publish(id, from: start, until: end, by: ana)

        #expect(try await answer(room, at: start.instant - .microseconds(1)) == "notFound")
        #expect(try await answer(room, at: start.instant) == "shown")
        #expect(try await answer(room, at: end.instant) == "gone")
    }

    @Test("a schedule that is called off leaves nothing: what was never public is not found, at no time")
    func neverPublic() async throws {
        let room = try await Newsroom()
        let (ana, bo) = try await people(room)
        let id = try await room.approved(by: ana, and: bo)
        let (start, end) = (try await room.time(in: 3_600), try await room.time(in: 7_200))
        try await room.publish(id, from: start, until: end, by: ana)
        let range = try #require(try await room.ranges(id).first)
        try await CancelSchedule(kernel: room.kernel).run(id, range.publicationID, by: ana)
        let calledOff = try await answer(room, at: end.instant)
        try await room.publish(id, from: start, until: end, by: ana)

        _ = try await UnpublishArticle(kernel: room.kernel).run(
            id, at: nil, then: .gone, because: "Not now", by: ana)

        #expect(calledOff == "notFound")
        #expect(try await answer(room, at: end.instant) == "notFound")
        #expect(try await redirects(room, at: end.instant) == [])
    }

    @Test("an article that is taken off later leads elsewhere from that instant on")
    func unpublishedLater() async throws {
        let room = try await Newsroom()
        let (ana, bo) = try await people(room)
        let id = try await room.approved(by: ana, and: bo)
        try await room.publish(id, by: ana)
        let time = try await room.time(in: 3_600)

        _ = try await UnpublishArticle(kernel: room.kernel).run(
            id, at: time, then: try WithdrawnAddress("redirect", target: "/topics/insomnia"),
            because: "Moved", by: ana)

        #expect(try await room.text(id, at: time.instant - .microseconds(1)) != nil)
        #expect(try await room.text(id, at: time.instant) == nil)
        #expect(try await redirects(room, at: time.instant - .microseconds(1)) == [])
        #expect(try await redirects(room, at: time.instant) == ["/articles/lying-awake /topics/insomnia"])
    }

    @Test("an end that is called off lets the article stay, and its address lead to it")
    func kept() async throws {
        let room = try await Newsroom()
        let (ana, bo) = try await people(room)
        let id = try await room.approved(by: ana, and: bo)
        try await room.publish(id, by: ana)
        let time = try await room.time(in: 3_600)
        _ = try await UnpublishArticle(kernel: room.kernel).run(
            id, at: time, then: .gone, because: "Moved", by: ana)

        try await CancelSchedule(kernel: room.kernel).keep(id, by: ana)

        #expect(try await room.text(id, at: time.instant) == "<p>Count slowly.</p>")
        #expect(try await redirects(room, at: time.instant) == [])
        let again = await words { try await CancelSchedule(kernel: room.kernel).keep(id, by: ana) }
        #expect(again == "Nothing is to end here.")
    }

    @Test("taking off asks for a reason, for an article that readers have, and for a page of this site")
    func unpublishRefused() async throws {
        let room = try await Newsroom()
        let (ana, bo) = try await people(room)
        let id = try await room.approved(by: ana, and: bo)
        let off = UnpublishArticle(kernel: room.kernel)

        let nothing = await words {
            _ = try await off.run(id, at: nil, then: .gone, because: "Old", by: ana)
        }
        try await room.publish(id, by: ana)
        let noReason = await words {
            _ = try await off.run(id, at: nil, then: .gone, because: " ", by: ana)
        }
        let elsewhere = await words {
            _ = try WithdrawnAddress("redirect", target: "//evil.example")
        }
        let itself = await words {
            _ = try await off.run(
                id, at: nil, then: .redirect(path: "/articles/lying-awake"), because: "Old", by: ana)
        }

        #expect(nothing == "Readers do not see this article then.")
        #expect(noReason == "unpublish_reason: Enter a reason.")
        #expect(elsewhere?.hasPrefix("target: ") == true)
        #expect(itself?.hasPrefix("target: ") == true)
        #expect(try await room.article(id).standing == .live)
    }

    /// What readers get at the article's address at an instant.
    private func answer(_ room: Newsroom, at instant: Instant) async throws -> String {
        do {
            _ = try await SitePreview(composition: room.stet.composition).html(
                "/articles/lying-awake", at: instant)
            return "shown"
        } catch let refusal as Refusal {
            return "\(refusal)"
        }
    }

    private func redirects(_ room: Newsroom, at instant: Instant) async throws -> [String] {
        try await room.kernel.preview.snapshot(settings: [("stet.as_of", instant.description)]) { snapshot in
            try await snapshot.values(
                String.self,
                "SELECT path || ' ' || coalesce(target, '') FROM site.public_redirect ORDER BY path")
        }
    }
}
