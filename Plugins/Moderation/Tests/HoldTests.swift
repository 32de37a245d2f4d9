import Foundation
import Kernel
import Postgres
import TestSupport
import Testing

@testable import Moderation

@Suite("Keeping, taking over, and working through the queue", .stet(with: Bench.plugins))
struct HoldTests {
    @Test("an open desk keeps its claim, and not one that ran out or is another's")
    func renew() async throws {
        let bench = try Bench()
        let (ines, theo) = (try await bench.person("Ines"), try await bench.person("Theo"))
        let id = try await bench.open("First")
        try await bench.claiming.run(id, by: ines)
        let before = try #require(try await bench.item(id).claimedUntil)

        let kept = try await bench.claiming.renew(id, by: ines)
        let another = try await bench.claiming.renew(id, by: theo)
        try await bench.passLease()
        let late = try await bench.claiming.renew(id, by: ines)

        #expect(try #require(kept) > before)
        #expect(another == nil)
        #expect(late == nil)
        #expect(try await bench.item(id).claimedBy == nil)
    }

    @Test("a desk that asks to keep an item is told until when, or what became of it")
    func renewOnScreen() async throws {
        let bench = try Bench()
        let id = try await bench.open("Ana Whitfield")
        try await bench.stet.serve { web in
            let (ines, _) = try await web.person("Ines Carvalho", [.moderator])
            let (theo, _) = try await web.person("Theo Lindgren", [.moderator])
            let path = "/console/queue/\(id)"
            try await ines.get("/console/queue")
            try await theo.get("/console/queue")
            try await ines.post("\(path)/claim")

            let kept = try await ines.post("\(path)/renew")
            let another = try await theo.post("\(path)/renew")
            let asked = try await theo.get("\(path)/standing")
            try await ines.post("\(path)/decide", [("version", "1"), ("decision", "approve")])
            let decided = try await theo.get("\(path)/standing")
            let gone = try await theo.post("/console/queue/\(UUID())/renew")

            #expect(kept.status == .ok)
            #expect(kept.body.hasPrefix("Yours until "))
            #expect(another.status == .conflict)
            #expect(another.body.hasPrefix("Ines Carvalho has this until "))
            #expect(asked.body == another.body)
            #expect(decided.body.hasPrefix("Ines Carvalho approved this "))
            #expect(gone.status == .notFound)
        }
    }

    @Test("whoever may take over does, and whom they took it from is told by name")
    func takeOver() async throws {
        let bench = try Bench()
        let id = try await bench.open("Ana Whitfield")
        try await bench.stet.serve { web in
            let (ines, _) = try await web.person("Ines Carvalho", [.moderator])
            let (theo, _) = try await web.person("Theo Lindgren", [.moderator, .approver])
            let path = "/console/queue/\(id)"
            try await ines.get("/console/queue")
            try await ines.post("\(path)/claim")

            let offered = try await theo.get(path)
            let notOffered = try await web.person("Rae Kowalski", [.moderator]).client.get(path)
            let taken = try await theo.post("\(path)/take-over")
            let his = try await theo.get(path)
            let hers = try await ines.get(path)
            let late = try await ines.post(
                "\(path)/decide", [("version", "1"), ("decision", "approve"), ("reason", "My words")])
            let told = try await ines.get(path)

            #expect(offered.body.contains(">Take over<"))
            #expect(!notOffered.body.contains(">Take over<"))
            #expect(taken.location == path)
            #expect(his.body.contains("It is yours now. Ines Carvalho, who had it, is told."))
            #expect(his.body.contains("Yours until"))
            #expect(hers.body.contains("Theo Lindgren took it over from you and has it until"))
            #expect(late.status == .seeOther)
            #expect(told.body.contains("Theo Lindgren took this over from you and has it until"))
            #expect(told.body.contains("My words"))
            let kept = try await bench.stet.owner.values(
                String.self,
                """
                SELECT holder.display_name || ' to ' || taker.display_name
                FROM kernel.audit_entry
                JOIN accounts.account AS holder ON holder.account_id::text = before ->> 'claimed_by'
                JOIN accounts.account AS taker ON taker.account_id::text = after ->> 'claimed_by'
                WHERE action = 'moderation.taken-over'
                """)
            #expect(kept == ["Ines Carvalho to Theo Lindgren"])
        }
    }

    @Test("a take-over needs its permission, and the item must be theirs to decide")
    func takeOverRefused() async throws {
        let bench = try Bench()
        let ines = try await bench.person("Ines")
        let moderator = try await bench.person("Theo")
        let approver = try await bench.person("Rae", [.approver])
        let own = try await bench.person("Ana", [.moderator, .approver])
        let id = try await bench.open("First", payload: .init(owner: own.personID))
        try await bench.claiming.run(id, by: ines)

        let refusals = [
            try await refusal { _ = try await bench.claiming.takeOver(id, by: moderator) },
            try await refusal { _ = try await bench.claiming.takeOver(id, by: approver) },
            try await refusal { _ = try await bench.claiming.takeOver(id, by: own) },
        ]

        #expect(refusals[0] == .forbidden(.takeOver))
        #expect(refusals[1]?.message == "There is nothing here for you to decide.")
        #expect(refusals[2]?.message == "There is nothing here for you to decide.")
        #expect(try await bench.item(id).claimedBy == ines.accountID)
    }

    @Test("a claim after a take-over forgets whom the item was taken from")
    func takenOnce() async throws {
        let bench = try Bench()
        let ines = try await bench.person("Ines")
        let theo = try await bench.person("Theo", [.moderator, .approver])
        let id = try await bench.open("First")
        try await bench.claiming.run(id, by: ines)
        _ = try await bench.claiming.takeOver(id, by: theo)
        try await ReleaseReview(kernel: bench.stet.kernel).run(id, by: theo)

        try await bench.claiming.run(id, by: theo)

        #expect(try await bench.item(id).takenFrom == nil)
    }

    // MARK: One after the other

    @Test("the next item is on the screen after a decision, where that was asked for")
    func goOn() async throws {
        let bench = try Bench()
        let first = try await bench.open("Ana Whitfield", dueIn: .seconds(100))
        let second = try await bench.open("Jonas Okafor", dueIn: .seconds(200))
        try await bench.stet.serve { web in
            let (ines, _) = try await web.person("Ines Carvalho", [.moderator])
            try await ines.get("/console/queue")
            let begun = try await ines.post("/console/queue/next")
            let desk = try await ines.get(try #require(begun.location))

            let decided = try await ines.post(
                "/console/queue/\(first)/decide",
                [("version", "1"), ("decision", "approve"), ("then", "next")])
            let onScreen = try await ines.get(try #require(decided.location))
            let last = try await ines.post(
                "/console/queue/\(second)/decide",
                [("version", "1"), ("decision", "approve"), ("then", "next")])
            let list = try await ines.get(try #require(last.location))

            #expect(desk.body.contains("value=\"next\" form=\"decide\" checked"))
            #expect(decided.location == "/console/queue/\(second)?then=next")
            #expect(onScreen.body.contains("Yours until"))
            #expect(onScreen.body.contains("Done."))
            #expect(
                onScreen.body.contains("Undo<span class=\"visually-hidden\">: Ana Whitfield, approved</span>")
            )
            #expect(last.location == "/console/queue")
            #expect(list.body.contains("Done. Nothing else waits for you. Well done."))
        }
    }

    @Test("fifty people who work at once decide four hundred items, each once")
    func race() async throws {
        let bench = try Bench()
        var people: [Actor] = []
        for number in 0..<50 { people.append(try await bench.person("Person \(number)")) }
        let reviews = try (0..<400).map { number in
            OpenReview(
                type: TrialReview.typeID, subjectID: UUID(), ownerID: nil, title: "Item \(number)",
                summary: "",
                risk: .low, dueIn: .seconds(3_600), needs: .judgeTrials,
                payload: try PostgresJSON(encoding: TrialReview.Payload()))
        }
        try await bench.stet.database.transaction { transaction in
            _ = try await OpenReview.all(reviews, by: nil, ids: bench.stet.kernel.ids, in: transaction)
        }
        let desks = Desks()

        try await withThrowingTaskGroup(of: Void.self) { group in
            for person in people {
                group.addTask {
                    while let id = try await bench.claiming.next(for: person) {
                        await desks.sit(id)
                        // Now and then somebody gives an item back.
                        if Int.random(in: 0..<20) == 0 {
                            await desks.leave(id)
                            try await ReleaseReview(kernel: bench.stet.kernel).run(id, by: person)
                        } else {
                            _ = try await bench.decide(id, by: person)
                            await desks.leave(id)
                        }
                    }
                }
            }
            try await group.waitForAll()
        }

        let (decided, decisions) = try await bench.stet.owner.fetch(
            .value(Int.self, "SELECT count(*) FROM moderation.review_item WHERE state = 'decided'"),
            .value(Int.self, "SELECT count(DISTINCT review_item_id) FROM moderation.decision"))
        #expect(decided == 400)
        #expect(decisions == 400)
        #expect(await desks.shared == 0)
    }

    /// Counts items that two people had before them at once.
    private actor Desks {
        private var taken: Set<ReviewItemID> = []
        private(set) var shared = 0

        func sit(_ id: ReviewItemID) {
            if !taken.insert(id).inserted { shared += 1 }
        }

        func leave(_ id: ReviewItemID) { taken.remove(id) }
    }

    @Test("two who decide while the subject changes decide about what they saw, or not at all")
    func decideWhileEdited() async throws {
        let bench = try Bench()
        let people = [try await bench.person("Ines"), try await bench.person("Theo")]

        for round in 0..<10 {
            let subject = UUID()
            let id = try await bench.open("Round \(round)", subject: subject)
            let taken = try await withThrowingTaskGroup(of: Int.self) { group in
                for person in people {
                    group.addTask {
                        try await refusal { _ = try await bench.decide(id, by: person) } == nil ? 1 : 0
                    }
                }
                group.addTask {
                    try await bench.open("Round \(round), edited", subject: subject)
                    return 0
                }
                return try await group.reduce(0, +)
            }

            let waiting = try await bench.queries.openItem(type: TrialReview.typeID, subject: subject)
            let item = try await bench.item(id)
            #expect(taken == (item.state == .decided ? 1 : 0))
            #expect(try await bench.decisions(of: id) == taken)
            // Either way what was edited waits: as a new item, or as a new version that nobody has decided about.
            #expect(waiting?.title == "Round \(round), edited")
            #expect(waiting?.version == (taken == 1 ? 1 : 2))
        }
    }

    // MARK: What it costs

    @Test("the queue, the desk and a decision take few round trips, however long the queue")
    func roundTrips() async throws {
        let bench = try Bench()
        let id = try await bench.open("Ana Whitfield", dueIn: .seconds(60))
        for number in 0..<30 { try await bench.open("Item \(number)") }
        try await bench.stet.serve { web in
            let (ines, _) = try await web.person("Ines Carvalho", [.moderator])
            func trips(_ body: () async throws -> Void) async rethrows -> Int {
                let before = bench.stet.database.metrics.roundTrips
                try await body()
                return bench.stet.database.metrics.roundTrips - before
            }
            try await ines.post("/console/queue/\(id)/claim")

            // One finds the session, one the list.
            let list = try await trips { try await ines.get("/console/queue") }
            // The session, the item, and all that stands around it.
            let desk = try await trips { try await ines.get("/console/queue/\(id)") }
            let decide = try await trips {
                try await ines.post(
                    "/console/queue/\(id)/decide", [("version", "1"), ("decision", "approve")])
            }

            #expect(list <= 2)
            #expect(desk <= 3)
            #expect(decide <= 8)
        }
    }
}
