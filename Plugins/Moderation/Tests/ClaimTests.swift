import Foundation
import Kernel
import Postgres
import TestSupport
import Testing

@testable import Moderation

@Suite("Claiming", .stet(with: Bench.plugins))
struct ClaimTests {
    @Test("a claimed item is refused to others, who are told who has it")
    func held() async throws {
        let bench = try Bench()
        let (ines, theo) = (try await bench.person("Ines Carvalho"), try await bench.person("Theo Lindgren"))
        let id = try await bench.open("First")
        try await bench.claiming.run(id, by: ines)

        let refusals = [
            try await refusal { try await bench.claiming.run(id, by: theo) },
            try await refusal { _ = try await bench.decide(id, by: theo) },
        ]

        #expect(refusals.allSatisfy { $0?.message.hasPrefix("Ines Carvalho has this until ") == true })
        #expect(try await bench.item(id).claimedBy == ines.accountID)
    }

    @Test("of many who claim one item at once, one has it")
    func atOnce() async throws {
        let bench = try Bench()
        var people: [Actor] = []
        for number in 0..<5 { people.append(try await bench.person("Person \(number)")) }
        let id = try await bench.open("First")

        let wins = try await withThrowingTaskGroup(of: Bool.self) { group in
            for person in people {
                group.addTask { try await refusal { try await bench.claiming.run(id, by: person) } == nil }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }

        #expect(wins == 1)
    }

    @Test("a claim that has run out is none: another may claim, before any job has run")
    func ranOut() async throws {
        let bench = try Bench()
        let (ines, theo) = (try await bench.person("Ines"), try await bench.person("Theo"))
        let id = try await bench.open("First")
        try await bench.claiming.run(id, by: ines)
        try await bench.passLease()

        try await bench.claiming.run(id, by: theo)

        #expect(try await bench.item(id).claimedBy == theo.accountID)
        let late = try await refusal { _ = try await bench.decide(id, by: ines) }
        #expect(try #require(late).message.hasPrefix("Theo has this"))
    }

    @Test("who was slow may still decide, as long as nobody else has claimed or decided")
    func slow() async throws {
        let bench = try Bench()
        let ines = try await bench.person("Ines")
        let id = try await bench.open("First")
        try await bench.claiming.run(id, by: ines)
        try await bench.passLease()

        let message = try await bench.decide(id, by: ines)

        #expect(message == "Done.")
    }

    @Test("a claim lasts as long as the policy says, and claiming again renews it")
    func lease() async throws {
        let bench = try Bench()
        let ines = try await bench.person("Ines")
        let id = try await bench.open("First")

        let before = try await bench.stet.databaseTime
        try await bench.claiming.run(id, by: ines)
        let after = try await bench.stet.databaseTime
        let first = try #require(try await bench.item(id).claimedUntil)
        try await bench.claiming.run(id, by: ines)
        let second = try #require(try await bench.item(id).claimedUntil)

        #expect((before + .seconds(600)...after + .seconds(600)).contains(first))
        #expect(second > first)
    }

    @Test("the most urgent item comes next; risk buys hours")
    func order() async throws {
        let bench = try Bench()
        let ines = try await bench.person("Ines")
        let soon = try await bench.open("Soon", dueIn: .seconds(3_600))
        let risky = try await bench.open("Risky", risk: .high, dueIn: .seconds(23 * 3_600))
        let later = try await bench.open("Later", dueIn: .seconds(2 * 3_600))

        var order: [ReviewItemID?] = []
        for _ in 0..<4 { order.append(try await bench.claiming.next(for: ines)) }

        #expect(order == [risky, soon, later, nil])
    }

    @Test("next skips what others hold, what is one's own, and what one has decided first")
    func skips() async throws {
        let bench = try Bench()
        let both = try await bench.person("Ines", [.moderator, .approver])
        let theo = try await bench.person("Theo")
        let held = try await bench.open("Held", dueIn: .seconds(100))
        try await bench.claiming.run(held, by: theo)
        try await bench.open("Own", payload: .init(owner: both.personID), dueIn: .seconds(200))
        let half = try await bench.open("Half", payload: .init(takesTwo: true), dueIn: .seconds(300))
        _ = try await bench.decide(half, by: both)
        let free = try await bench.open("Free", dueIn: .seconds(400))

        let next = try await bench.claiming.next(for: both)
        let afterwards = try await bench.claiming.next(for: both)

        #expect(next == free)
        #expect(afterwards == nil)
        #expect(try await bench.item(held).claimedBy == theo.accountID)
    }

    @Test("an item whose subject is gone keeps nobody from the next one")
    func subjectGone() async throws {
        let bench = try Bench()
        let ines = try await bench.person("Ines")
        try await bench.open("Gone", payload: .init(isGone: true), dueIn: .seconds(100))
        let there = try await bench.open("There", dueIn: .seconds(200))

        #expect(try await bench.claiming.next(for: ines) == there)
    }

    @Test("next gives a claim that ran out to somebody else")
    func nextTakesExpired() async throws {
        let bench = try Bench()
        let (ines, theo) = (try await bench.person("Ines"), try await bench.person("Theo"))
        let id = try await bench.open("First")
        try await bench.claiming.run(id, by: ines)
        try await bench.passLease()

        #expect(try await bench.claiming.next(for: theo) == id)
    }

    @Test("ten people who press Next at once get ten items")
    func nextAtOnce() async throws {
        let bench = try Bench()
        var people: [Actor] = []
        for number in 0..<10 { people.append(try await bench.person("Person \(number)")) }
        for number in 0..<12 { try await bench.open("Item \(number)") }

        let claimed = try await withThrowingTaskGroup(of: ReviewItemID?.self) { group in
            for person in people { group.addTask { try await bench.claiming.next(for: person) } }
            var all: [ReviewItemID] = []
            for try await id in group { if let id { all.append(id) } }
            return all
        }

        #expect(claimed.count == 10)
        #expect(Set(claimed).count == 10)
    }

    @Test("a released item is free at once; what one does not hold cannot be released")
    func release() async throws {
        let bench = try Bench()
        let (ines, theo) = (try await bench.person("Ines"), try await bench.person("Theo"))
        let id = try await bench.open("First")
        try await bench.claiming.run(id, by: ines)
        let releasing = ReleaseReview(kernel: bench.stet.kernel)

        let refused = try await refusal { try await releasing.run(id, by: theo) }
        try await releasing.run(id, by: ines)
        try await bench.claiming.run(id, by: theo)

        #expect(try #require(refused).message == "You do not hold this any more.")
        #expect(try await bench.item(id).claimedBy == theo.accountID)
    }

    @Test("the job puts back what ran out and leaves what is held")
    func job() async throws {
        let bench = try Bench()
        let ines = try await bench.person("Ines")
        let (first, second) = (try await bench.open("First"), try await bench.open("Second"))
        try await bench.claiming.run(first, by: ines)
        try await bench.passLease()
        try await bench.claiming.run(second, by: ines)

        let job = try #require(
            bench.stet.composition.plugins.flatMap(\.jobs).first { $0.name == "moderation.release-claims" })
        try await job.run(bench.stet.kernel, PostgresJSON(text: "null"))

        let held = try await bench.stet.owner.values(
            ReviewItemID.self,
            "SELECT review_item_id FROM moderation.review_item WHERE claimed_by IS NOT NULL")
        #expect(held == [second])
        #expect(job.interval == .seconds(30))
    }

    @Test("what is decided or withdrawn cannot be claimed")
    func over() async throws {
        let bench = try Bench()
        let ines = try await bench.person("Ines")
        let subject = UUID()
        let decided = try await bench.open("Decided")
        _ = try await bench.decide(decided, by: ines)
        let withdrawn = try await bench.open("Withdrawn", subject: subject)
        try await bench.stet.database.transaction { transaction in
            try await WithdrawReview(type: TrialReview.typeID, subjectID: subject).run(in: transaction)
        }

        let refusals = [
            try await refusal { try await bench.claiming.run(decided, by: ines) },
            try await refusal { try await bench.claiming.run(withdrawn, by: ines) },
        ]

        #expect(refusals.map { $0?.message.prefix(9) } == ["Ines appr", "This was "])
    }
}
