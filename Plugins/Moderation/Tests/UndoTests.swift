import Foundation
import Kernel
import Postgres
import TestSupport
import Testing

@testable import Moderation

@Suite("Taking a decision back", .stet(with: Bench.plugins))
struct UndoTests {
    @Test("whoever held the item for the second decision sees who took it back")
    func takenBack() async throws {
        let bench = try Bench()
        let (ines, theo) = (try await bench.person("Ines"), try await bench.person("Theo", [.approver]))
        let id = try await bench.open("First", payload: .init(takesTwo: true))
        _ = try await bench.decide(id, by: ines)
        try await bench.claiming.run(id, by: theo)

        _ = try await bench.undo(id, seen: 2, by: ines)

        let item = try await bench.item(id)
        #expect(item.claimedBy == ines.accountID)
        #expect(item.takenFrom == theo.accountID)
    }

    @Test("an undone decision leaves the item with whoever decided, and both decisions in the record")
    func undone() async throws {
        let bench = try Bench()
        let ines = try await bench.person("Ines Carvalho")
        let id = try await bench.open("First")
        _ = try await bench.decide(id, "reject", by: ines, [("reason_code", "wrong")])

        let message = try await bench.undo(id, seen: 2, by: ines)

        #expect(message == "Taken back.")
        let item = try await bench.item(id)
        #expect(item.state == .open)
        #expect(item.version == 3)
        #expect(item.claimedBy == ines.accountID)
        let record = try await bench.stet.owner.values(
            String.self,
            """
            SELECT concat_ws(' ', action, reason_code, item_version)
            FROM moderation.decision
            WHERE review_item_id = \(id)
            ORDER BY item_version
            """)
        #expect(record == ["reject wrong 1", "undo undone 2"])
        let audited = try await bench.stet.owner.value(
            Int.self, "SELECT count(*) FROM kernel.audit_entry WHERE action = 'moderation.undone'")
        #expect(audited == 1)
        let events = try await bench.stet.owner.values(
            String.self, "SELECT name FROM kernel.event ORDER BY at")
        #expect(events == ["moderation.decided", "moderation.undone"])
    }

    @Test("whoever took a decision back decides again, and takes that back too")
    func again() async throws {
        let bench = try Bench()
        let ines = try await bench.person("Ines Carvalho")
        let id = try await bench.open("First")

        for round in 0..<3 {
            _ = try await bench.decide(id, seen: 1 + 2 * round, by: ines)
            _ = try await bench.undo(id, seen: 2 + 2 * round, by: ines)
        }
        _ = try await bench.decide(id, seen: 7, by: ines)

        #expect(try await bench.item(id).state == .decided)
        #expect(try await bench.decisions(of: id) == 7)
    }

    @Test("after ten minutes a decision stands, and the refusal says what to do")
    func tooLate() async throws {
        let bench = try Bench()
        let ines = try await bench.person("Ines Carvalho")
        let (early, late) = (try await bench.open("Early"), try await bench.open("Late"))
        _ = try await bench.decide(early, by: ines)
        _ = try await bench.decide(late, by: ines)

        bench.stet.clock.advance(by: .seconds(9 * 60))
        let inTime = try await refusal { _ = try await bench.undo(early, seen: 2, by: ines) }
        bench.stet.clock.advance(by: .seconds(2 * 60))
        let refused = try await refusal { _ = try await bench.undo(late, seen: 2, by: ines) }

        #expect(inTime == nil)
        #expect(
            try #require(refused).message
                == """
                A decision can be taken back for 10 minutes, and they are over. \
                Change what it is about on its own screen.
                """)
        #expect(try await bench.item(late).state == .decided)
    }

    @Test(
        "another person's decision is theirs to take back; another account of the same person is the same person"
    )
    func others() async throws {
        let bench = try Bench()
        let (ines, theo) = (try await bench.person("Ines Carvalho"), try await bench.person("Theo Lindgren"))
        let inesAgain = try await bench.stet.secondAccount(of: ines, [.moderator])
        let id = try await bench.open("First")
        _ = try await bench.decide(id, by: ines)

        let refused = try await refusal { _ = try await bench.undo(id, seen: 2, by: theo) }
        _ = try await bench.undo(id, seen: 2, by: inesAgain)

        #expect(
            try #require(refused).message
                == "Ines Carvalho decided this, so only they can take it back. Ask them.")
        #expect(try await bench.item(id).claimedBy == inesAgain.accountID)
    }

    @Test("a decision that a newer version of the same thing follows cannot be taken back")
    func newerWaits() async throws {
        let bench = try Bench()
        let ines = try await bench.person("Ines Carvalho")
        let subject = UUID()
        let id = try await bench.open("First", subject: subject)
        _ = try await bench.decide(id, by: ines)
        let newer = try await bench.open("First, corrected", subject: subject)

        let refused = try await refusal { _ = try await bench.undo(id, seen: 2, by: ines) }

        guard case .wrongState(let message, let now) = try #require(refused) else {
            Issue.record("expected wrongState")
            return
        }
        #expect(message == "A newer version waits by now. Decide about this one instead.")
        #expect(now == "/console/queue/\(newer)")
        #expect(try await bench.item(id).state == .decided)
    }

    @Test(
        "the first decision comes back while nobody has taken the second, and what it left for them is gone")
    func firstStage() async throws {
        let bench = try Bench()
        let ines = try await bench.person("Ines Carvalho")
        let theo = try await bench.person("Theo Lindgren", [.approver])
        let id = try await bench.open("First", payload: .init(takesTwo: true))
        _ = try await bench.decide(id, by: ines, [("found", "118204")])
        try await bench.claiming.run(id, by: theo)

        _ = try await bench.undo(id, seen: 2, by: ines)

        let item = try await bench.item(id)
        #expect(item.stage == 1)
        #expect(item.needs == Permission.judgeTrials.id)
        #expect(item.firstPerson == nil)
        #expect(item.claimedBy == ines.accountID)
        #expect(try item.payload.decode(TrialReview.Payload.self).note == nil)
        let late = try await refusal { _ = try await bench.decide(id, seen: 2, by: theo) }
        #expect(try #require(late).message.hasPrefix("Ines Carvalho reopened this "))
    }

    @Test("the second decision comes back to its second stage, and the first person still takes none")
    func secondStage() async throws {
        let bench = try Bench()
        let ines = try await bench.person("Ines Carvalho", [.moderator, .approver])
        let theo = try await bench.person("Theo Lindgren", [.approver])
        let id = try await bench.open("First", payload: .init(takesTwo: true))
        _ = try await bench.decide(id, by: ines)
        _ = try await bench.decide(id, seen: 2, by: theo)

        let first = try await refusal { _ = try await bench.undo(id, seen: 3, by: ines) }
        _ = try await bench.undo(id, seen: 3, by: theo)

        #expect(try #require(first).message.hasPrefix("Theo Lindgren decided this"))
        let item = try await bench.item(id)
        #expect(item.stage == 2)
        #expect(item.firstPerson == ines.personID)
        let refused = try await refusal { _ = try await bench.decide(id, seen: 4, by: ines) }
        #expect(refused?.message.isEmpty == false)
        _ = try await bench.decide(id, seen: 4, by: theo)
        #expect(try await bench.item(id).state == .decided)
    }

    @Test("a decision that was passed on, taken back already, or never taken is refused")
    func nothingToUndo() async throws {
        let bench = try Bench()
        let ines = try await bench.person("Ines Carvalho")
        let (fresh, undone) = (try await bench.open("Fresh"), try await bench.open("Undone"))
        _ = try await bench.decide(undone, by: ines)
        _ = try await bench.undo(undone, seen: 2, by: ines)

        let messages = [
            try await refusal { _ = try await bench.undo(fresh, seen: 1, by: ines) }?.message,
            try await refusal { _ = try await bench.undo(undone, seen: 3, by: ines) }?.message,
            try await refusal { _ = try await bench.undo(undone, seen: 2, by: ines) }?.message,
        ]

        #expect(messages == Array(repeating: "There is no decision to take back.", count: 3))
    }

    @Test("what its type does not take back stands")
    func notOfThisType() async throws {
        let bench = try Bench()
        let ines = try await bench.person("Ines Carvalho")
        let id = try await bench.open("First")
        _ = try await bench.decide(id, "request_changes", by: ines, [("reason", "The number is missing.")])

        let refused = try await refusal { _ = try await bench.undo(id, seen: 2, by: ines) }

        #expect(try #require(refused).message == "This decision cannot be taken back.")
    }

    @Test("of two who press Undo at once with one decision, one takes it back")
    func atOnce() async throws {
        let bench = try Bench()
        let ines = try await bench.person("Ines Carvalho")
        let id = try await bench.open("First")
        _ = try await bench.decide(id, by: ines)

        let undone = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<4 {
                group.addTask { try await refusal { _ = try await bench.undo(id, seen: 2, by: ines) } == nil }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }

        #expect(undone == 1)
        #expect(try await bench.decisions(of: id) == 2)
    }

    @Test("the database lets nobody take back another's decision, or one twice")
    func byConstraint() async throws {
        let bench = try Bench()
        let (ines, theo) = (try await bench.person("Ines"), try await bench.person("Theo"))
        let id = try await bench.open("First")
        _ = try await bench.decide(id, by: ines)

        func insert(_ person: Actor, _ version: Int) async throws -> String? {
            let error = await #expect(throws: PostgresError.self) {
                _ = try await bench.stet.database.rows(
                    """
                    INSERT INTO moderation.decision (
                      decision_id, review_item_id, stage, action, account_id, person_id, item_version, undoes
                    )
                    SELECT
                      gen_random_uuid(), review_item_id, 1, 'undo', \(person.accountID), \(person.personID),
                      \(version), decision_id
                    FROM moderation.decision
                    WHERE review_item_id = \(id) AND action = 'approve'
                    """)
            }
            return error?.constraint
        }
        let another = try await insert(theo, 2)
        _ = try await bench.undo(id, seen: 2, by: ines)
        let twice = try await insert(ines, 3)

        #expect(another == "decision_undone_by_its_person")
        #expect(twice == "decision_undone_once")
    }

    @Test("the desk offers Undo with the minutes left to whoever decided, and to nobody else")
    func button() async throws {
        let bench = try Bench()
        let id = try await bench.open("Ana Whitfield")
        try await bench.stet.serve { web in
            let (ines, _) = try await web.person("Ines Carvalho", [.moderator])
            let (theo, _) = try await web.person("Theo Lindgren", [.moderator])
            let path = "/console/queue/\(id)"
            try await ines.get("/console/queue")
            try await ines.post("\(path)/claim", [("version", "1")])
            try await ines.post("\(path)/decide", [("version", "1"), ("decision", "approve")])

            let hers = try await ines.get(path)
            let onList = try await ines.get("/console/queue")
            let his = try await theo.get(path)
            let undone = try await ines.post("\(path)/undo", [("version", "2")])
            let after = try await ines.get(path)

            #expect(hers.body.contains("10 min left"))
            #expect(hers.body.contains("action=\"\(path)/undo\""))
            #expect(
                onList.body.contains("Undo<span class=\"visually-hidden\">: Ana Whitfield, approved</span>"))
            #expect(!his.body.contains("/undo"))
            #expect(undone.location == path)
            #expect(after.body.contains("Taken back."))
            #expect(after.body.contains("It waits for a decision again."))
            #expect(after.body.contains("name=\"decision\""))
            #expect(!after.body.contains("/undo"))
        }
    }
}
