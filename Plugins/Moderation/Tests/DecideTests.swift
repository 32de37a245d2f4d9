import Foundation
import Kernel
import Postgres
import TestSupport
import Testing

@testable import Moderation

@Suite("Deciding", .stet(with: Bench.plugins))
struct DecideTests {
    @Test("a decision closes the item and leaves a decision, an audit entry and an event")
    func decided() async throws {
        let bench = try Bench()
        let ines = try await bench.person("Ines Carvalho")
        let id = try await bench.open("First")

        let message = try await bench.decide(id, by: ines)

        #expect(message == "Done.")
        let item = try await bench.item(id)
        #expect(item.state == .decided)
        #expect(item.version == 2)
        #expect(try await bench.decisions(of: id) == 1)
        let audited = try await bench.stet.owner.value(
            Int.self, "SELECT count(*) FROM kernel.audit_entry WHERE action = 'moderation.decided'")
        #expect(audited == 1)
        let events = try await bench.stet.owner.values(
            String.self, "SELECT name FROM kernel.event ORDER BY at")
        #expect(events == ["moderation.decided"])
    }

    @Test("a claim and a decision wait for the database twice each, besides what the kind of review asks")
    func roundTrips() async throws {
        let bench = try Bench()
        let ines = try await bench.person("Ines Carvalho")
        let id = try await bench.open("First")

        let claim = try await StatementCounter.counting { try await bench.claiming.next(for: ines) }
        let decision = try await StatementCounter.counting { try await bench.decide(id, by: ines) }

        #expect(claim.result == id)
        #expect(claim.roundTrips == 2)
        #expect(claim.statements == 3)
        #expect(decision.roundTrips == 2)
        #expect(decision.statements == 5)
    }

    @Test("of two people who decide at once, one decides and the other is told who did")
    func atOnce() async throws {
        let bench = try Bench()
        let people = [try await bench.person("Ines Carvalho"), try await bench.person("Theo Lindgren")]

        for round in 0..<10 {
            let id = try await bench.open("Round \(round)")
            let refusals = try await withThrowingTaskGroup(of: (Actor, Refusal?).self) { group in
                for person in people {
                    group.addTask {
                        (person, try await refusal { _ = try await bench.decide(id, by: person) })
                    }
                }
                var all: [(Actor, Refusal?)] = []
                for try await one in group { all.append(one) }
                return all
            }

            let winner = try #require(refusals.first { $0.1 == nil }).0
            let losers = refusals.compactMap(\.1)
            #expect(losers.count == 1)
            #expect(losers.first?.message.hasPrefix("\(winner.name) approved this ") == true)
            #expect(try await bench.decisions(of: id) == 1)
        }
    }

    @Test("a second decision is refused with who decided, and gives back what was written")
    func alreadyDecided() async throws {
        let bench = try Bench()
        let (ines, theo) = (try await bench.person("Ines Carvalho"), try await bench.person("Theo Lindgren"))
        let id = try await bench.open("First")
        _ = try await bench.decide(id, by: ines)

        let refused = try await refusal {
            _ = try await bench.decide(
                id, "reject", by: theo, [("reason", "The number belongs to somebody else.")])
        }

        guard case .wrongState(let message, let now) = try #require(refused) else {
            Issue.record("expected wrongState")
            return
        }
        #expect(message.contains(/^Ines Carvalho approved this (just now|a minute ago|\d+ minutes ago)\./))
        #expect(message.contains("The number belongs to somebody else."))
        #expect(now == "/console/queue/\(id)")
    }

    @Test("what was written comes back short enough for a cookie, however long it was")
    func longReason() async throws {
        let bench = try Bench()
        let (ines, theo) = (try await bench.person("Ines Carvalho"), try await bench.person("Theo Lindgren"))
        let id = try await bench.open("First")
        _ = try await bench.decide(id, by: ines)

        let refused = try await refusal {
            _ = try await bench.decide(
                id, "reject", by: theo, [("reason", String(repeating: "👩‍👩‍👧‍👦", count: 5_000))])
        }

        #expect(try #require(refused).message.utf8.count < 2_300)
    }

    @Test("a version that was decided in its first stage meanwhile is refused with who decided")
    func firstStageTaken() async throws {
        let bench = try Bench()
        let (ines, theo) = (
            try await bench.person("Ines Carvalho"),
            try await bench.person("Theo Lindgren", [.moderator, .approver])
        )
        let id = try await bench.open("First", payload: .init(takesTwo: true))
        _ = try await bench.decide(id, by: ines)

        let refused = try await refusal { _ = try await bench.decide(id, seen: 1, by: theo) }

        #expect(try #require(refused).message.hasPrefix("Ines Carvalho approved this "))
        #expect(try await bench.item(id).stage == 2)
    }

    @Test("a subject that changed since is refused, and everything typed stays with the form")
    func changedSince() async throws {
        let bench = try Bench()
        let ines = try await bench.person("Ines Carvalho")
        let subject = UUID()
        let id = try await bench.open("First", subject: subject)
        try await bench.open("First, renamed", subject: subject)

        let refused = try await refusal {
            _ = try await bench.decide(id, "request_changes", by: ines, [("reason", "Why"), ("found", "12")])
        }

        guard case .changedSince(let conflict) = try #require(refused) else {
            Issue.record("expected changedSince")
            return
        }
        #expect(conflict.version == 2)
        #expect(conflict.path == "/console/queue/\(id)/decide")
        #expect(conflict.fields.map(\.name) == ["reason", "found", "decision"])
        #expect(conflict.fields.map(\.mine) == ["Why", "12", "request_changes"])
        #expect(conflict.fields.map(\.theirs) == ["Why", "12", "look at it again"])
        #expect(try await bench.decisions(of: id) == 0)
    }

    @Test("to look again decides nothing, and to decide knowingly does")
    func afterTheConflict() async throws {
        let bench = try Bench()
        let ines = try await bench.person("Ines Carvalho")
        let subject = UUID()
        let id = try await bench.open("First", subject: subject)
        try await bench.open("First, renamed", subject: subject)

        await #expect(throws: FormIssues.self) {
            _ = try await bench.decide(id, "look at it again", seen: 2, by: ines)
        }
        let message = try await bench.decide(id, seen: 2, by: ines)

        #expect(message == "Done.")
    }

    @Test("what is not offered is not carried out")
    func notOffered() async throws {
        let bench = try Bench()
        let ines = try await bench.person("Ines Carvalho")
        let id = try await bench.open("First", payload: .init(owner: ines.personID))

        await #expect(throws: FormIssues.self) { _ = try await bench.decide(id, by: ines) }
        await #expect(throws: FormIssues.self) {
            _ = try await bench.decide(id, "delete_everything", by: ines)
        }
        #expect(try await bench.item(id).state == .open)
    }

    @Test(
        "a decision that asks for a reason is not taken without one",
        arguments: [("request_changes", "reason"), ("reject", "reason_code")])
    func missingReason(decision: String, field: String) async throws {
        let bench = try Bench()
        let ines = try await bench.person("Ines Carvalho")
        let id = try await bench.open("First")

        let issues = await #expect(throws: FormIssues.self) {
            _ = try await bench.decide(id, decision, by: ines)
        }

        #expect(issues?[field] != nil)
        #expect(try await bench.item(id).state == .open)
    }

    @Test("what its type refuses leaves the item as it was")
    func typeRefuses() async throws {
        let bench = try Bench()
        let ines = try await bench.person("Ines Carvalho")
        let id = try await bench.open("First")

        let issues = await #expect(throws: FormIssues.self) {
            _ = try await bench.decide(id, by: ines, [("found", "nonsense")])
        }

        #expect(issues?["found"] == "Enter sense.")
        #expect(try await bench.item(id).version == 1)
    }

    @Test("each stage takes its own permission")
    func permissions() async throws {
        let bench = try Bench()
        let reviewer = try await bench.person("Rae", [.reviewer])
        let approver = try await bench.person("Theo", [.approver])
        let auditor = try await bench.person("Miles", [.auditor])
        let id = try await bench.open("First")

        let refusals = [
            try await refusal { _ = try await bench.decide(id, by: reviewer) },
            try await refusal { _ = try await bench.decide(id, by: approver) },
            try await refusal { _ = try await bench.decide(id, by: auditor) },
        ]

        #expect(refusals == Array(repeating: .forbidden(.judgeTrials), count: 3))
    }

    // MARK: Two persons

    @Test("the second stage keeps what the first person left, and ends with another person")
    func twoPersons() async throws {
        let bench = try Bench()
        let (ines, theo) = (
            try await bench.person("Ines Carvalho"), try await bench.person("Theo Lindgren", [.approver])
        )
        let id = try await bench.open("First", payload: .init(takesTwo: true))
        try await bench.claiming.run(id, by: ines)

        _ = try await bench.decide(id, by: ines, [("found", "118204")])
        let between = try await bench.item(id)
        _ = try await bench.decide(id, seen: 2, by: theo)

        #expect(between.stage == 2)
        #expect(between.state == .open)
        #expect(between.claimedBy == nil)
        #expect(between.firstPerson == ines.personID)
        #expect(try between.payload.decode(TrialReview.Payload.self).note == "118204")
        #expect(try await bench.item(id).state == .decided)
        #expect(try await bench.decisions(of: id) == 2)
    }

    @Test(
        "one person takes no second decision, in the same role or another, with the same account or another")
    func onePerson() async throws {
        let bench = try Bench()
        let both = try await bench.person("Ines Carvalho", [.moderator, .approver])
        let other = try await bench.stet.secondAccount(of: both, [.approver])
        let id = try await bench.open("First", payload: .init(takesTwo: true))
        _ = try await bench.decide(id, by: both)

        let refusals = [
            try await refusal { _ = try await bench.decide(id, seen: 2, by: both) },
            try await refusal { _ = try await bench.decide(id, seen: 2, by: other) },
            try await refusal { try await bench.claiming.run(id, by: other) },
        ]

        let message = "You took the first decision. Somebody else takes the second."
        #expect(refusals.map { $0?.message } == [message, message, message])
        #expect(try await bench.claiming.next(for: other) == nil)
    }

    @Test("the database refuses a second decision of one person too, whatever person the program names")
    func onePersonByConstraint() async throws {
        let bench = try Bench()
        let (ines, theo) = (try await bench.person("Ines"), try await bench.person("Theo"))
        let again = try await bench.stet.secondAccount(of: ines, [.approver])
        let id = try await bench.open("First", payload: .init(takesTwo: true))
        _ = try await bench.decide(id, by: ines)

        let error = await #expect(throws: PostgresError.self) {
            _ = try await bench.stet.database.rows(
                """
                INSERT INTO moderation.decision (
                  decision_id, review_item_id, stage, action, account_id, person_id, item_version
                )
                VALUES (gen_random_uuid(), \(id), 2, 'approve', \(again.accountID), \(theo.personID), 2)
                """)
        }

        #expect(error?.constraint == "decision_one_a_person")
    }

    @Test("a subject that changes between two persons starts over, due when it was")
    func changedBetween() async throws {
        let bench = try Bench()
        let (ines, theo) = (try await bench.person("Ines"), try await bench.person("Theo", [.approver]))
        let subject = UUID()
        let old = try await bench.open("First", payload: .init(takesTwo: true), subject: subject)
        _ = try await bench.decide(old, by: ines)

        let new = try await bench.open("First, renamed", dueIn: .seconds(90_000), subject: subject)
        let refused = try await refusal { _ = try await bench.decide(old, seen: 2, by: theo) }

        #expect(new != old)
        #expect(try await bench.item(old).state == .withdrawn)
        #expect(try await bench.item(new).stage == 1)
        #expect(try await bench.item(new).dueAt == bench.item(old).dueAt)
        #expect(try #require(refused).message == "This was withdrawn, so nobody has to decide.")
    }
}
