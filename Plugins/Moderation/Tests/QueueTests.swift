import Foundation
import Kernel
import Postgres
import TestSupport
import Testing

@testable import Moderation

@Suite("The queue on the screen", .stet(with: Bench.plugins))
struct QueueTests {
    @Test("a moderator claims, is shown the form again with what they wrote, and decides")
    func desk() async throws {
        let bench = try Bench()
        let id = try await bench.open("Ana Whitfield")
        try await bench.stet.serve { web in
            let (client, _) = try await web.person("Ines Carvalho", [.moderator])
            let path = "/console/queue/\(id)"

            let list = try await client.get("/console/queue")
            let free = try await client.get(path)
            let claimed = try await client.post("\(path)/claim", [("version", "1")])
            let mine = try await client.get(path)
            let wrong = try await client.post(
                "\(path)/decide",
                [("version", "1"), ("decision", "reject"), ("reason", "Kept “text”"), ("found", "12")])
            let done = try await client.post("\(path)/decide", [("version", "1"), ("decision", "approve")])
            let after = try await client.get(path)

            #expect(list.body.contains("Ana Whitfield"))
            #expect(free.body.contains(">Claim "))
            #expect(!free.body.contains("name=\"decision\""))
            #expect(claimed.status == .seeOther)
            #expect(claimed.location == path)
            #expect(mine.body.contains("Yours until"))
            #expect(mine.body.contains("value=\"approve\""))
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.body.contains("Kept “text”"))
            #expect(wrong.body.contains("value=\"12\""))
            #expect(wrong.body.contains("href=\"#f-reason_code\""))
            #expect(done.status == .seeOther)
            #expect(after.body.contains("Done."))
            #expect(after.body.contains("You approved this"))
            #expect(!after.body.contains("name=\"decision\""))
        }
    }

    @Test("whoever decides too late is taken to the item and told who decided")
    func tooLate() async throws {
        let bench = try Bench()
        let id = try await bench.open("Ana Whitfield")
        try await bench.stet.serve { web in
            let (first, _) = try await web.person("Ines Carvalho", [.moderator])
            let (second, _) = try await web.person("Theo Lindgren", [.moderator])
            let path = "/console/queue/\(id)"
            try await first.get(path)
            try await second.get(path)
            try await first.post("\(path)/decide", [("version", "1"), ("decision", "approve")])

            let answer = try await second.post(
                "\(path)/decide",
                [("version", "1"), ("decision", "request_changes"), ("reason", "My own words")])
            let shown = try await second.get(path)

            #expect(answer.status == .seeOther)
            #expect(answer.location == path)
            #expect(shown.body.contains(/Ines Carvalho approved this [a-z0-9 ]+\. See what they chose\./))
            #expect(shown.body.contains("My own words"))
        }
    }

    @Test("what changed meanwhile comes back as 409 with the new version and everything typed")
    func conflict() async throws {
        let bench = try Bench()
        let subject = UUID()
        let id = try await bench.open("Ana Whitfield", subject: subject)
        try await bench.stet.serve { web in
            let (client, _) = try await web.person("Ines Carvalho", [.moderator])
            let path = "/console/queue/\(id)"
            try await client.get(path)
            try await bench.open("Ana Whitfield, corrected", subject: subject)

            let answer = try await client.post(
                "\(path)/decide", [("version", "1"), ("decision", "approve"), ("found", "118204")])
            let away = try await client.get("\(path)/decide")
            let decided = try await client.post(
                "\(path)/decide", [("version", "2"), ("decision", "approve"), ("found", "118204")])

            #expect(answer.status == .conflict)
            #expect(answer.body.contains("name=\"version\" value=\"2\""))
            #expect(answer.body.contains("name=\"found\" value=\"118204\""))
            #expect(away.location == path)
            #expect(decided.status == .seeOther)
        }
    }

    @Test("whatever a decision meets, the list that was chosen stays beside the item")
    func listStays() async throws {
        let bench = try Bench()
        let subject = UUID()
        let id = try await bench.open("Ana Whitfield", subject: subject)
        try await bench.stet.serve { web in
            let (client, _) = try await web.person("Ines Carvalho", [.moderator])
            let (other, _) = try await web.person("Theo Lindgren", [.moderator])
            let path = "/console/queue/\(id)"
            try await client.get(path)
            try await other.get(path)
            try await bench.open("Ana Whitfield, corrected", subject: subject)

            let conflict = try await client.post(
                "\(path)/decide?type=trial&due=today", [("version", "1"), ("decision", "approve")])
            try await other.post("\(path)/decide", [("version", "2"), ("decision", "approve")])
            let late = try await client.post(
                "\(path)/decide?type=trial&due=today", [("version", "2"), ("decision", "approve")])
            let claim = try await client.post("\(path)/claim?type=trial&due=today")

            #expect(conflict.status == .conflict)
            #expect(conflict.body.contains("action=\"\(path)/decide?type=trial&amp;due=today\""))
            #expect(late.location == "\(path)?type=trial&due=today")
            #expect(claim.location == "\(path)?type=trial&due=today")
        }
    }

    @Test("Next item is a POST that leads to what it claimed, and says when nothing waits")
    func next() async throws {
        let bench = try Bench()
        let id = try await bench.open("Ana Whitfield")
        try await bench.stet.serve { web in
            let (client, _) = try await web.person("Ines Carvalho", [.moderator])
            try await client.get("/console/queue")

            let first = try await client.post("/console/queue/next")
            let second = try await client.post("/console/queue/next")
            let untoken = try await client.post("/console/queue/next", withToken: false)

            #expect(first.location == "/console/queue/\(id)?then=next")
            #expect(second.location == "/console/queue")
            #expect(untoken.status == .badRequest)
        }
    }

    @Test("an auditor sees everything and can press nothing")
    func auditor() async throws {
        let bench = try Bench()
        let id = try await bench.open("Ana Whitfield")
        try await bench.stet.serve { web in
            let (client, _) = try await web.person("Miles Achterberg", [.auditor])

            let list = try await client.get("/console/queue")
            let item = try await client.get("/console/queue/\(id)")
            let claim = try await client.post("/console/queue/\(id)/claim")

            #expect(list.body.contains("Ana Whitfield"))
            #expect(!list.body.contains("Next item"))
            #expect(item.status == .ok)
            #expect(!item.body.contains(">Claim "))
            #expect(claim.status == .forbidden)
        }
    }

    @Test("what somebody may not see is 403, what does not exist 404")
    func strangers() async throws {
        let bench = try Bench()
        let id = try await bench.open("Ana Whitfield")
        try await bench.stet.serve { web in
            let (reviewer, _) = try await web.person("Rae", [.reviewer])
            let (clinician, _) = try await web.person("Ana", [.clinician])

            #expect(try await reviewer.get("/console/queue/\(id)").status == .forbidden)
            #expect(try await reviewer.get("/console/queue/\(UUID())").status == .notFound)
            #expect(try await reviewer.get("/console/queue/none").status == .notFound)
            #expect(try await reviewer.get("/console/queue").body.contains("Nothing waits for you"))
            #expect(try await clinician.get("/console/queue").status == .forbidden)
        }
    }

    @Test("pages of the queue follow each other without a gap, a repetition or a jump, in every filter")
    func paging() async throws {
        let bench = try Bench()
        let ines = try await bench.person("Ines")
        for number in 0..<7 { try await bench.open("Item \(number)", risk: number % 2 == 0 ? .low : .high) }
        try await bench.claiming.run(try #require(try await bench.claiming.next(for: ines)), by: ines)
        let scope = QueueScope(ines, bench.types)

        for standing in [QueueFilter.Standing.free, .open, .mine] {
            let filter = QueueFilter(standing: standing)
            let whole = try await bench.stet.database.fetch(
                ReviewQueries.page(filter, of: scope, limit: 100))
            var paged: [ReviewItemID] = []
            var upwards: [ReviewItemID] = []
            var (place, above) = (QueuePlace.first, QueuePlace.first)
            while true {
                let page = try await bench.stet.database.fetch(
                    ReviewQueries.page(filter, of: scope, at: place, limit: 2))
                guard let last = page.last else { break }
                paged += page.map(\.reviewItemID)
                place = .after(last.key(in: filter))
                above = .before(last.key(in: filter))
            }
            while true {
                let page = try await bench.stet.database.fetch(
                    ReviewQueries.page(filter, of: scope, at: above, limit: 2))
                guard let first = page.first else { break }
                upwards = page.map(\.reviewItemID) + upwards
                above = .before(first.key(in: filter))
            }
            #expect(paged == whole.map(\.reviewItemID))
            #expect(upwards == whole.dropLast().map(\.reviewItemID))
            #expect(whole.count == (standing == .free ? 6 : standing == .mine ? 1 : 7))
        }
    }

    @Test("a page says how to go on and back, and the first has nothing above it")
    func steps() async throws {
        let bench = try Bench()
        for number in 0..<101 { try await bench.open("Item \(number)") }
        try await bench.stet.serve { web in
            let (client, _) = try await web.person("Ines Carvalho", [.moderator])
            func link(_ words: String, in body: String) -> String? {
                body.matches(of: /<a class="btn[^"]*" href="([^"]+)"[^>]*>([^<]+)<\/a>/)
                    .first { $0.output.2 == words }.map { String($0.output.1).replacing("&amp;", with: "&") }
            }

            let first = try await client.get("/console/queue?risk=0").body
            let second = try await client.get(try #require(link("Next page", in: first))).body
            let third = try await client.get(try #require(link("Next page", in: second))).body
            let back = try await client.get(try #require(link("Previous page", in: third))).body
            let start = try await client.get(try #require(link("Previous page", in: back))).body

            #expect(link("Previous page", in: first) == nil)
            #expect(link("Next page", in: third) == nil)
            #expect(link("First page", in: third) == "/console/queue?risk=0")
            #expect(lines(of: back) == lines(of: second))
            #expect(lines(of: start) == lines(of: first))
            #expect(link("Previous page", in: start) == nil)
            #expect(link("Next page", in: start) != nil)
        }
    }

    private func lines(of body: String) -> [String] {
        body.matches(of: /<tr data-item="([^"]+)"/).map { String($0.output.1) }
    }

    @Test("the list that somebody works through stays, to the desk, over decisions and to the next item")
    func keptFilters() async throws {
        let bench = try Bench()
        try await bench.open("Urgent", dueIn: .seconds(-100_000))
        let first = try await bench.open("High", risk: .high, dueIn: .seconds(200_000))
        let second = try await bench.open("Higher", risk: .high, dueIn: .seconds(300_000))
        try await bench.stet.serve { web in
            let (client, _) = try await web.person("Ines Carvalho", [.moderator])
            let path = "/console/queue/\(first)"

            let list = try await client.get("/console/queue?risk=2").body
            let desk = try await client.get("\(path)?risk=2").body
            let claimed = try await client.post("\(path)/claim?risk=2")
            let wrong = try await client.post(
                "\(path)/decide?risk=2", [("version", "1"), ("decision", "reject")])
            let decided = try await client.post(
                "\(path)/decide?risk=2", [("version", "1"), ("decision", "approve"), ("then", "next")])
            let last = try await client.post(
                "/console/queue/\(second)/decide?risk=2",
                [("version", "1"), ("decision", "approve"), ("then", "next")])
            let end = try await client.get(try #require(last.location)).body

            #expect(list.contains("href=\"\(path)?risk=2\""))
            #expect(desk.contains("<option value=\"2\" selected>"))
            #expect(!desk.contains(">Urgent<"))
            #expect(desk.contains("action=\"\(path)/claim?risk=2\""))
            #expect(claimed.location == "\(path)?risk=2")
            #expect(wrong.body.contains("action=\"\(path)/decide?risk=2\""))
            #expect(decided.location == "/console/queue/\(second)?risk=2&then=next")
            #expect(last.location == "/console/queue?risk=2")
            #expect(end.contains("Done. Nothing else waits for you with these filters."))
        }
    }

    @Test("a list says what it is ordered by, and in which zone its times are")
    func orderNote() async throws {
        let bench = try Bench()
        try await bench.open("Ana Whitfield")
        try await bench.stet.serve { web in
            let (client, _) = try await web.person("Ines Carvalho", [.moderator])

            let urgent = try await client.get("/console/queue").body
            let due = try await client.get("/console/queue?sort=due").body

            #expect(urgent.contains("Most urgent first: what is due soon, and what carries more risk."))
            #expect(due.contains("What is due first stands on top."))
            #expect(urgent.contains(/Times are in [A-Z][A-Za-z ]+\./))
        }
    }

    @Test("the list shows by type, risk and state what the filters ask for")
    func filters() async throws {
        let bench = try Bench()
        let high = try await bench.open("High", risk: .high)
        try await bench.open("Low")
        try await bench.stet.serve { web in
            let (client, _) = try await web.person("Ines Carvalho", [.moderator])
            try await client.get("/console/queue")
            try await client.post("/console/queue/\(high)/claim")
            try await client.post(
                "/console/queue/\(high)/decide", [("version", "1"), ("decision", "approve")])

            let free = try await client.get("/console/queue")
            let decided = try await client.get("/console/queue?state=decided&type=trial&risk=2")
            let none = try await client.get("/console/queue?state=decided&risk=0")
            let odd = try await client.get("/console/queue?state=%F0%9F%92%A9&risk=seven&after=zzz")

            #expect(free.body.contains(">Low</a>"))
            #expect(!free.body.contains(">High</a>"))
            #expect(decided.body.contains(">High</a>"))
            #expect(decided.body.contains("approved"))
            #expect(none.body.contains("Nothing matches these filters."))
            #expect(odd.status == .ok)
        }
    }

    @Test("the first screen says how much waits for whom")
    func home() async throws {
        let bench = try Bench()
        try await bench.open("Late", dueIn: .seconds(-60))
        try await bench.open("Later", dueIn: .seconds(100 * 3_600))
        try await bench.stet.serve { web in
            let (moderator, _) = try await web.person("Ines Carvalho", [.moderator])
            let (approver, _) = try await web.person("Theo Lindgren", [.approver])
            let (clinician, _) = try await web.person("Ana Whitfield", [.clinician])

            #expect(try await moderator.get("/console").body.contains("One is late or due today."))
            #expect(try await approver.get("/console").body.contains("Nothing is late or due today."))
            #expect(try await !clinician.get("/console").body.contains("/console/queue"))
        }
    }
}
