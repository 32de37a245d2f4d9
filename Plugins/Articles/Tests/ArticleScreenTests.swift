import Accounts
import Documents
import Foundation
import Kernel
import Moderation
import Postgres
import TestSupport
import Testing

@testable import Articles

@Suite("The screens of articles", .stet(with: articlePlugins))
struct ArticleScreenTests {
    private func item() async throws -> String {
        let id = try await TestStet.current.database.value(
            ReviewItemID.self, "SELECT review_item_id FROM moderation.review_item WHERE state = 'open'")
        return "/console/queue/\(try #require(id))"
    }

    @Test("an article goes from the first form to readers through two editors")
    func wholeWay() async throws {
        let room = try await Newsroom()
        try await room.stet.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            let (bo, _) = try await web.person("Bo Lindqvist", [.editor])
            let path = try await room.created(ana, then: "submit")
            let waits = try await ana.get(path).body
            #expect(waits.contains("Revision 1 waits for an editor"))
            #expect(waits.contains("Nobody has approved this text yet."))

            let early = try await ana.post("\(path)/publish", [("number", "1"), ("then", "now")])
            #expect(early.status == .unprocessableContent)
            let desk = try await item()
            try await bo.get(desk)
            try await bo.post("\(desk)/decide", [("version", "1"), ("decision", "approve")])
            #expect(try await ana.get(path).body.contains("Revision 1 is approved and can be published."))
            let published = try await ana.post("\(path)/publish", [("number", "1"), ("then", "now")])

            #expect(published.location == path)
            #expect(try await ana.get(path).body.contains("Revision 1 has been public since"))
            let title = try await room.kernel.site.value(
                String.self, "SELECT title FROM articles.public_article")
            #expect(title == "Lying Awake")
        }
    }

    @Test("each button of the editor begins with its word")
    func buttons() async throws {
        let room = try await Newsroom()
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let bo = try await room.stet.person("Bo Lindqvist", [.editor])
        let id = try await room.approved(by: ana, and: bo)
        try await room.publish(id, by: ana)
        try await room.save(id, "Other words.", submits: false, by: ana)
        try await room.stet.serve { web in
            let (editor, _) = try await web.person("Cy Mora", [.editor])

            let body = try await editor.get("/console/articles/\(id)").body

            for name in ["Save draft", "Submit for review", "Schedule", "Unpublish"] {
                #expect(body.contains(">\(name)</button>"), "\(name)")
            }
            #expect(!body.contains(">Publish now</button>"), "nobody has approved it")
            for tab in ["As you write", "Public now", "What changed"] {
                #expect(body.contains("<span>\(tab)</span>"), "\(tab)")
            }
            #expect(body.contains("<ins>Other words.</ins>"))
        }
    }

    @Test("readers of the console see an article without a form, and others see none of it")
    func roles() async throws {
        let room = try await Newsroom()
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let id = try await room.add(by: ana)
        try await room.stet.serve { web in
            for role in [Role.reviewer, .moderator, .approver, .auditor] {
                let (client, _) = try await web.person("Somebody", [role])
                let shown = try await client.get("/console/articles/\(id)")
                #expect(shown.status == .ok, "\(role)")
                #expect(!shown.body.contains("Save draft"), "\(role)")
                for deed in [
                    "", "/publish", "/draft", "/unpublish", "/restore", "/address", "/cancel", "/keep",
                ] {
                    let refused = try await client.post("/console/articles/\(id)\(deed)")
                    #expect(refused.status == .forbidden, "\(role) \(deed)")
                }
                #expect(try await client.get("/console/articles/new").status == .forbidden, "\(role)")
            }
            for role in [Role.clinician, .ads, .admin] {
                let (client, _) = try await web.person("Somebody", [role])
                #expect(try await client.get("/console/articles/\(id)").status == .forbidden, "\(role)")
                #expect(try await client.get("/console/calendar").status == .forbidden, "\(role)")
            }
            let nobody = try await web.visitor().get("/console/articles/\(id)")
            #expect(nobody.status == .seeOther)
            let (editor, _) = try await web.person("Cy Mora", [.editor])
            #expect(try await editor.get("/console/articles/\(UUID())").status == .notFound)
        }
    }

    // MARK: Two at once, and drafts

    @Test("the second of two editors who save at once is shown both texts, and the first one's stays")
    func twoEditors() async throws {
        let room = try await Newsroom()
        try await room.stet.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            let (bo, _) = try await web.person("Bo Lindqvist", [.editor])
            let path = try await room.created(ana)
            try await ana.get(path)
            try await bo.get(path)
            try await ana.post(path, room.fields(text: "Words of Ana.", seen: (1, 0)))

            let second = try await bo.post(path, room.fields(text: "Words of Bo.", seen: (1, 0)))

            #expect(second.status == .conflict)
            #expect(second.body.contains("Words of Ana."))
            #expect(second.body.contains("Words of Bo."))
            let version = try #require(
                second.body.firstMatch(of: /name="version" value="(\d+)"/)?.1)
            let both = try await bo.post(
                path, room.fields(text: "Words of both.", seen: (2, Int(version) ?? 0)))
            #expect(both.status == .seeOther)
            let texts = try await room.stet.database.values(
                String.self, "SELECT text FROM articles.revision ORDER BY number")
            #expect(texts == ["Count slowly.", "Words of Ana.", "Words of both."])
        }
    }

    @Test("what is typed is kept with a rising version, and a stale one is answered with both")
    func autosave() async throws {
        let room = try await Newsroom()
        try await room.stet.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            let (bo, _) = try await web.person("Bo Lindqvist", [.editor])
            let path = try await room.created(ana)
            try await ana.get(path)
            try await bo.get(path)

            let first = try await ana.post(
                "\(path)/draft", room.fields(title: "", text: "Half a sen", seen: (1, 0)),
                headers: [.accept: "application/json"])
            let second = try await ana.post(
                "\(path)/draft", room.fields(title: "", text: "Half a sentence", seen: (1, 1)),
                headers: [.accept: "application/json"])
            let stale = try await bo.post(
                "\(path)/draft", room.fields(text: "Words of Bo.", seen: (1, 0)),
                headers: [.accept: "application/json"])

            #expect(first.status == .ok)
            #expect(first.body.contains("\"version\":1"))
            #expect(second.body.contains("\"version\":2"))
            #expect(stale.status == .conflict)
            #expect(stale.headers[.contentType] == "application/problem+json")
            #expect(stale.body.contains("Half a sentence"))
            #expect(stale.body.contains("Ana Whitfield changed this article"))
            let shown = try await bo.get(path).body
            #expect(shown.contains("Half a sentence"))
            let revisions = try await room.stet.database.value(
                Int.self, "SELECT count(*) FROM articles.revision")
            #expect(revisions == 1)
        }
    }

    @Test("without a script a draft is kept by a plain form, and a stale one shows both")
    func plainDraft() async throws {
        let room = try await Newsroom()
        try await room.stet.serve { web in
            let (ana, _) = try await web.person("Ana Whitfield", [.editor])
            let path = try await room.created(ana)
            try await ana.get(path)

            let kept = try await ana.post("\(path)/draft", room.fields(text: "Half", seen: (1, 0)))
            let stale = try await ana.post("\(path)/draft", room.fields(text: "Other", seen: (1, 0)))

            #expect(kept.location == path)
            #expect(stale.status == .conflict)
            #expect(stale.body.contains("Keep mine"))
            #expect(try await ana.get("\(path)/draft").location == path)
        }
    }

    // MARK: The schedule

    @Test(
        "a schedule comes back with what is wrong at its field",
        arguments: [
            ("2020-01-01", "09:00", "", "", "f-day"), ("2031-03-09", "02:30", "", "", "f-time"),
            ("2031-11-02", "01:30", "", "", "f-time"), ("soon", "09:00", "", "", "f-day"),
            ("2031-06-01", "09:00", "2031-05-01", "09:00", "f-end_day"),
            ("2031-06-01", "09:00", "2031-07-01", "", "f-end_day"),
        ])
    func wrongSchedule(day: String, time: String, endDay: String, endTime: String, field: String) async throws
    {
        let room = try await Newsroom()
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let bo = try await room.stet.person("Bo Lindqvist", [.editor])
        let id = try await room.approved(by: ana, and: bo)
        try await room.stet.serve { web in
            let (editor, _) = try await web.person("Cy Mora", [.editor])
            try await editor.get("/console/articles/\(id)")

            let answer = try await editor.post(
                "/console/articles/\(id)/publish",
                [
                    ("number", "1"), ("then", "schedule"), ("day", day), ("time", time),
                    ("end_day", endDay), ("end_time", endTime),
                ])

            #expect(answer.status == .unprocessableContent)
            #expect(answer.body.contains("<a href=\"#\(field)\">"))
            #expect(try await room.ranges(id).isEmpty)
        }
    }

    @Test("a time that the clocks show twice comes back with both instants, and the chosen one is taken")
    func twice() async throws {
        let room = try await Newsroom()
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let bo = try await room.stet.person("Bo Lindqvist", [.editor])
        let id = try await room.approved(by: ana, and: bo)
        try await room.stet.serve { web in
            let (editor, _) = try await web.person("Cy Mora", [.editor])
            let path = "/console/articles/\(id)"
            try await editor.get(path)
            let sent = [
                ("number", "1"), ("then", "schedule"), ("day", "2031-11-02"), ("time", "01:30"),
                ("end_day", "2031-11-02"), ("end_time", "01:30"),
            ]

            let asked = try await editor.post("\(path)/publish", sent + [("end_time_turn", "second")])
            let taken = try await editor.post(
                "\(path)/publish", sent + [("time_turn", "first"), ("end_time_turn", "second")])

            #expect(asked.status == .unprocessableContent)
            for offered in [
                "name=\"time_turn\" value=\"first\"><span>Nov 2, 2031, 1:30 AM EDT<",
                "name=\"time_turn\" value=\"second\"><span>Nov 2, 2031, 1:30 AM EST<",
                "name=\"end_time_turn\" value=\"second\" checked>",
            ] {
                #expect(asked.body.contains(offered), "\(offered)")
            }
            #expect(taken.location == path, "\(taken.body)")
            let range = try #require(try await room.ranges(id).first)
            #expect(range.begins.description.hasPrefix("2031-11-02T05:30:00"))
            #expect(range.ends?.description.hasPrefix("2031-11-02T06:30:00") == true)
        }
    }

    @Test("a schedule is listed with what was typed, warned about in the calendar, and called off")
    func schedule() async throws {
        let room = try await Newsroom()
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let bo = try await room.stet.person("Bo Lindqvist", [.editor])
        let id = try await room.approved(by: ana, and: bo)
        try await room.stet.serve { web in
            let (editor, _) = try await web.person("Cy Mora", [.editor])
            let path = "/console/articles/\(id)"
            try await editor.get(path)
            let scheduled = try await editor.post(
                "\(path)/publish",
                [("number", "1"), ("then", "schedule"), ("day", "2031-06-01"), ("time", "09:00")])
            #expect(scheduled.location == path)
            let shown = try await editor.get(path).body
            #expect(shown.contains("Revision 1 becomes public on Jun 1, 2031, 9:00 AM EDT."))
            try await Categories(kernel: room.kernel).change(
                room.category, seen: 1,
                to: try CategoryInput(name: "Sleep", slug: "", description: "", needsClinicalReview: true),
                by: ana)

            let calendar = try await editor.get("/console/calendar?month=2031-06").body
            let bare = try await editor.get("/console/calendar?month=2031-07").body
            let publication = try #require(shown.firstMatch(of: /name="publication" value="([^"]+)"/)?.1)
            let cancelled = try await editor.post("\(path)/cancel", [("publication", String(publication))])

            #expect(calendar.contains("June 2031"))
            #expect(calendar.contains("<span class=\"calendar-weekday\">Sun, </span>1</p>"))
            #expect(calendar.contains("Lying Awake"))
            #expect(calendar.contains(">becomes public</span>"))
            #expect(
                !calendar.contains("No article becomes public") && bare.contains("No article becomes public"))
            #expect(!calendar.contains("Typed as"))
            #expect(calendar.contains("asks for a clinical review"))
            #expect(cancelled.location == path)
            #expect(try await room.ranges(id).isEmpty)
            #expect(try await editor.get("/console/calendar?month=nonsense").status == .ok)
        }
    }

    @Test("an article is taken off by a form that asks when, why and what comes instead")
    func unpublish() async throws {
        let room = try await Newsroom()
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let bo = try await room.stet.person("Bo Lindqvist", [.editor])
        let id = try await room.approved(by: ana, and: bo)
        try await room.publish(id, by: ana)
        try await room.stet.serve { web in
            let (editor, _) = try await web.person("Cy Mora", [.editor])
            let path = "/console/articles/\(id)"
            #expect(try await editor.get("\(path)/unpublish").body.contains("Unpublish"))

            let without = try await editor.post("\(path)/unpublish", [("when", "now"), ("address", "gone")])
            let later = try await editor.post(
                "\(path)/unpublish",
                [
                    ("when", "later"), ("day", "2031-06-01"), ("time", "09:00"), ("address", "redirect"),
                    ("target", "/topics"), ("unpublish_reason", "Moved"),
                ])
            #expect(without.status == .unprocessableContent)
            #expect(later.location == path)
            #expect(try await editor.get(path).body.contains("Keep it public"))
            try await editor.post("\(path)/keep")
            #expect(try await room.ranges(id).map(\.ends) == [nil])
            let now = try await editor.post(
                "\(path)/unpublish", [("when", "now"), ("address", "gone"), ("unpublish_reason", "Old")])
            #expect(now.location == path)
            #expect(try await room.article(id).standing == .withdrawn)
        }
    }

    // MARK: History, lists

    @Test("any two revisions are compared word by word, and an earlier one is taken up again as a new one")
    func history() async throws {
        let room = try await Newsroom()
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let id = try await room.add(by: ana)
        try await room.save(id, "Count quickly.", submits: false, by: ana)
        try await room.save(id, "Count sheep.", submits: false, by: ana)
        try await room.stet.serve { web in
            let (editor, _) = try await web.person("Cy Mora", [.editor])
            let path = "/console/articles/\(id)"

            let compared = try await editor.get("\(path)/history?from=1&to=3").body
            let restored = try await editor.post("\(path)/restore", [("number", "1"), ("version", "3")])
            let stale = try await editor.post("\(path)/restore", [("number", "2"), ("version", "3")])

            #expect(compared.contains("<del>slowly.</del><ins>sheep.</ins>"))
            #expect(compared.contains(">Compare</button>"))
            #expect(restored.location == path)
            #expect(stale.location == "\(path)/history")
            let article = try await room.article(id)
            #expect(article.number == 4)
            #expect(article.document.text == "Count slowly.")
            #expect(try await editor.get("\(path)/history?from=1&to=9").status == .notFound)
        }
    }

    @Test("a history of one revision says who wrote it, and offers no comparison")
    func historyOfOne() async throws {
        let room = try await Newsroom()
        let id = try await room.add(by: try await room.stet.person("Ana Whitfield", [.editor]))
        try await room.stet.serve { web in
            let (editor, _) = try await web.person("Cy Mora", [.editor])

            let history = try await editor.get("/console/articles/\(id)/history").body

            #expect(history.contains(">Ana Whitfield</td>"))
            #expect(!history.contains("What changed") && !history.contains(">Compare</button>"))
        }
    }

    @Test("the list is searched, filtered, sorted and counted, and says what to do where it is empty")
    func list() async throws {
        let room = try await Newsroom()
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let bo = try await room.stet.person("Bo Lindqvist", [.editor])
        try await room.stet.serve { web in
            let (editor, _) = try await web.person("Cy Mora", [.editor])
            #expect(try await editor.get("/console/articles").body.contains("There are no articles yet."))
            let first = try await room.approved("Naps", by: ana, and: bo)
            try await room.publish(first, by: ana)
            _ = try await room.add("100% dark", by: ana)

            let all = try await editor.get("/console/articles").body
            let byTitle = try await editor.get("/console/articles?sort=title").body
            let found = try await editor.get("/console/articles?q=0%25%20d").body
            let live = try await editor.get("/console/articles?standing=public").body
            let other = try await editor.get("/console/articles?category=\(UUID())").body

            #expect(all.contains("2 articles"))
            #expect(
                try #require(byTitle.firstRange(of: "100% dark")).lowerBound
                    < (try #require(byTitle.firstRange(of: ">Naps<"))).lowerBound)
            #expect(found.contains("1 article<") && found.contains("100% dark"))
            #expect(live.contains("1 article<") && live.contains(">Naps<"))
            #expect(other.contains("No article matches."))
        }
    }

    @Test("a list longer than a page goes on, by change and by title", arguments: ["changed", "title"])
    func pages(sort: String) async throws {
        let room = try await Newsroom()
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        for number in 1...53 { _ = try await room.add("Night \(number)", by: ana) }
        try await room.stet.serve { web in
            let (editor, _) = try await web.person("Cy Mora", [.editor])

            let first = try await editor.get("/console/articles?sort=\(sort)").body
            let next = try #require(first.firstMatch(of: /href="([^"]*after=[^"]*)" rel="next"/)?.1)
            let second = try await editor.get(String(next).replacing("&amp;", with: "&")).body

            let titles = [first, second].flatMap { body in
                body.matches(of: /<th scope="row"><a href="[^"]*">([^<]*)</).map { String($0.1) }
            }
            #expect(titles.count == 53)
            #expect(Set(titles).count == 53)
        }
    }

    @Test("the editor's picker finds articles by title, as JSON")
    func picker() async throws {
        let room = try await Newsroom()
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let id = try await room.add("Naps", by: ana)
        try await room.stet.serve { web in
            let (editor, _) = try await web.person("Cy Mora", [.editor])

            let found = try await editor.get("/console/articles/search?q=nap")

            #expect(found.headers[.contentType] == "application/json")
            #expect(found.body == "[{\"id\":\"\(id)\",\"slug\":\"naps\",\"title\":\"Naps\"}]")
        }
    }

    @Test("an address changes at once, and one that is taken or none is refused")
    func address() async throws {
        let room = try await Newsroom()
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let id = try await room.add("Naps", by: ana)
        _ = try await room.add("Other", by: ana)
        try await room.stet.serve { web in
            let (editor, _) = try await web.person("Cy Mora", [.editor])
            let path = "/console/articles/\(id)"
            try await editor.get(path)

            let taken = try await editor.post("\(path)/address", [("version", "1"), ("slug", "other")])
            let none = try await editor.post("\(path)/address", [("version", "1"), ("slug", "No Way")])
            let changed = try await editor.post(
                "\(path)/address", [("version", "1"), ("slug", "short-sleep")])
            let stale = try await editor.post("\(path)/address", [("version", "1"), ("slug", "late")])

            #expect(taken.status == .unprocessableContent)
            #expect(none.status == .unprocessableContent)
            #expect(changed.status == .seeOther)
            #expect(stale.status == .conflict)
            let past = try await room.stet.database.values(
                String.self, "SELECT slug FROM articles.slug_history")
            #expect(past == ["naps"])
        }
    }
}
