import Foundation
import Kernel
import Postgres
import Providers
import TestSupport
import Testing

@testable import Credentials
@testable import Moderation

@Suite("Verifying", .stet(with: Clinic.plugins))
struct VerifyTests {
    @Test("a first license is public when the second person approves it, and not before")
    func firstLicense() async throws {
        let clinic = try Clinic()
        let (ines, theo) = (
            try await clinic.person("Ines Carvalho"), try await clinic.person("Theo Lindgren", [.approver])
        )
        let provider = try await clinic.provider()
        let id = try await clinic.license(of: provider)

        try await clinic.decide(id, "verify", by: ines, clinic.found())
        let between = try await clinic.badges(of: provider)
        let rowsBetween = try await clinic.verifications(of: id)
        try await clinic.decide(id, "approve", by: theo)

        #expect(between.isEmpty)
        #expect(rowsBetween.isEmpty)
        let badge = try #require(try await clinic.badges(of: provider).first)
        #expect(badge.badge == "License verified")
        #expect(badge.isLicense)
        #expect(badge.mark == "LMFT")
        #expect(badge.checkedOn == clinic.today.description)
        #expect(badge.source == "State license lookup")
        let row = try #require(try await clinic.verifications(of: id).first)
        #expect(row.policy == "two")
        #expect(row.verifiedPerson == ines.personID)
        #expect(row.approvedPerson == theo.personID)
        #expect(try await clinic.isListedVerified(provider))
    }

    @Test("the badge ends on the earlier of the register's last day and the age of the look-up")
    func end() async throws {
        let clinic = try Clinic()
        let zone = CredentialPolicy(clinic.kernel.settings).zone
        let provider = try await clinic.provider()
        let first = try await clinic.license(of: provider)
        let second = try await clinic.license(of: provider, "lpcc", number: "7")

        try await clinic.verified(first, ["found_expires": clinic.day(40).description])
        try await clinic.verified(second, ["found_number": "7"])

        let ends = try await clinic.verifications(of: first) + clinic.verifications(of: second)
        #expect(
            ends.map { $0.ends } == [
                Validity.endOfDay(clinic.day(40), in: zone), Validity.endOfDay(clinic.day(365), in: zone),
            ])
    }

    @Test("a second license is decided by one person")
    func onePerson() async throws {
        let clinic = try Clinic()
        let provider = try await clinic.provider()
        try await clinic.verified(try await clinic.license(of: provider))
        let id = try await clinic.license(of: provider, state: "WA")
        let ines = try await clinic.person("Ines Carvalho")

        let message = try await clinic.decide(id, "verify", by: ines, clinic.found())

        #expect(message.hasPrefix("Verified until "))
        let row = try #require(try await clinic.verifications(of: id).first)
        #expect(row.policy == "one")
        #expect(row.approvedPerson == nil)
    }

    @Test("nobody confirms what they looked up, with another role or another account")
    func fourEyes() async throws {
        let clinic = try Clinic()
        let ines = try await clinic.person("Ines Carvalho", [.moderator, .approver])
        let again = try await clinic.stet.secondAccount(of: ines, [.approver])
        let provider = try await clinic.provider()
        let id = try await clinic.license(of: provider)
        try await clinic.decide(id, "verify", by: ines, clinic.found())

        let refusals = [
            try await refusal { try await clinic.decide(id, "approve", by: ines) },
            try await refusal { try await clinic.decide(id, "approve", by: again) },
        ]

        #expect(refusals.allSatisfy { $0?.message.hasPrefix("You took the first decision") == true })
        #expect(try await clinic.badges(of: provider).isEmpty)
    }

    @Test("the database refuses a verification of two accounts of one person, whatever the program does")
    func fourEyesByConstraint() async throws {
        let clinic = try Clinic()
        let ines = try await clinic.person("Ines Carvalho")
        let again = try await clinic.stet.secondAccount(of: ines, [.approver])
        let id = try await clinic.license(of: try await clinic.provider())
        try await clinic.decide(id, "verify", by: ines, clinic.found())
        let finding = try #require(
            try await clinic.stet.database.fetch(CredentialQueries.findings(of: id)).first)

        let issues = await #expect(throws: FormIssues.self) {
            try await clinic.stet.database.transaction { transaction in
                let credential = try await CredentialQueries(reader: transaction).locked(id)
                _ = try await VerifyCredential(kernel: clinic.kernel).verify(
                    credential, by: finding, .init(verifiedBy: ines.accountID, approvedBy: again.accountID),
                    reason: nil, actor: again, in: transaction)
            }
        }

        #expect(issues?.issues.first?.message == "The same person cannot look it up and confirm it.")
    }

    @Test("a clinician who is also a moderator decides nothing about themself, whichever account they use")
    func oneself() async throws {
        let clinic = try Clinic()
        let ana = try await clinic.person("Ana Whitfield", [.clinician, .moderator])
        let work = try await clinic.stet.secondAccount(of: ana, [.moderator, .approver])
        let provider = try await clinic.provider(account: ana.accountID)
        let id = try await clinic.license(of: provider)

        for actor in [ana, work] {
            await #expect(throws: FormIssues.self) {
                try await clinic.decide(id, "verify", by: actor, clinic.found())
            }
            let item = try #require(try await clinic.item(of: id))
            let claim = try await refusal { try await clinic.claiming.run(item.reviewItemID, by: actor) }
            #expect(try #require(claim).message == "There is nothing here for you to decide.")
            #expect(try await clinic.claiming.next(for: actor) == nil)
        }
        try await clinic.decide(id, "verify", by: try await clinic.person("Ines"), clinic.found())
        await #expect(throws: FormIssues.self) { try await clinic.decide(id, "approve", by: work) }
    }

    @Test("two approvers at once make one verification")
    func atOnce() async throws {
        let clinic = try Clinic()
        let approvers = [
            try await clinic.person("Theo", [.approver]), try await clinic.person("Mina", [.approver]),
        ]
        let provider = try await clinic.provider()
        let id = try await clinic.license(of: provider)
        try await clinic.decide(id, "verify", by: try await clinic.person("Ines"), clinic.found())
        let item = try #require(try await clinic.item(of: id))

        let refusals = try await withThrowingTaskGroup(of: Refusal?.self) { group in
            for approver in approvers {
                group.addTask {
                    try await refusal { try await clinic.decide(id, "approve", by: approver, on: item) }
                }
            }
            return try await group.reduce(into: [Refusal?]()) { $0.append($1) }
        }

        #expect(refusals.compactMap(\.self).count == 1)
        #expect(try await clinic.verifications(of: id).count == 1)
    }

    @Test("two moderators and an edit at once: one look-up is proposed about what was looked up, or none")
    func decideDuringEdit() async throws {
        let clinic = try Clinic()
        let ana = try await clinic.person("Ana Whitfield", [.clinician])
        let moderators = [try await clinic.person("Ines"), try await clinic.person("Rae")]
        let provider = try await clinic.provider(account: ana.accountID)
        let id = try await clinic.license(of: provider)
        let item = try #require(try await clinic.item(of: id))

        try await withThrowingTaskGroup(of: Void.self) { group in
            for moderator in moderators {
                group.addTask {
                    _ = try await refusal {
                        try await clinic.decide(id, "verify", by: moderator, clinic.found(), on: item)
                    }
                }
            }
            group.addTask {
                try await ClaimCredential(kernel: clinic.kernel).update(
                    id, seen: 1,
                    Form([
                        ("kind", "lmft"), ("state", "CA"), ("number", "LMFT 2"),
                        ("expires", clinic.day(700).description),
                    ]), EvidenceChoice(Form([]), sent: []), besides: FormIssues(), by: ana)
            }
            try await group.waitForAll()
        }

        let now = try #require(try await clinic.item(of: id))
        let findings = try await clinic.stet.database.fetch(CredentialQueries.findings(of: id))
        #expect(findings.count <= 1)
        // The edit came last, and sent the item back to its first stage, or came first, and nobody decided.
        #expect(now.stage == 1)
        #expect(findings.allSatisfy { !$0.isCurrent })
        #expect(try await clinic.verifications(of: id).isEmpty)
    }

    // MARK: Which button comes first

    @Test(
        "what the register says decides which button comes first",
        arguments: [
            ([:], "verify"), (["found_status": "suspended"], "reject"),
            (["found_status": "expired"], "reject"),
            (["found_expires": "2020-01-01"], "reject"), (["found_status": "active_restricted"], "reject"),
            (["found_number": "8"], "request_changes"), (["found_status": "unknown"], "request_changes"),
        ])
    func primary(changes: [String: String], primary: String) async throws {
        let clinic = try Clinic()
        let ines = try await clinic.person("Ines")
        let id = try await clinic.license(of: try await clinic.provider())
        let fields = Form(clinic.found(changes))
        let found = try FindingInput(
            fields, of: try await clinic.queries.credential(id).stated, purpose: .note, today: clinic.today,
            policy: CredentialPolicy(clinic.kernel.settings))
        let result = found.result(for: try await clinic.queries.credential(id))
        try await RecordFinding(kernel: clinic.kernel).run(
            id, Form(clinic.found(changes) + [("result", result.rawValue)]), by: ines)

        let offered = try await clinic.review.actions(
            for: try #require(try await clinic.item(of: id)), actor: ines, in: clinic.stet.database)

        #expect(offered.filter(\.isPrimary).map(\.id) == [primary])
    }

    @Test("a second person is led by what was found, too")
    func secondPrimary() async throws {
        let clinic = try Clinic()
        let id = try await clinic.license(of: try await clinic.provider())
        try await clinic.decide(
            id, "verify", by: try await clinic.person("Ines"),
            clinic.found(["found_status": "active_restricted", "reason": "It ended in May."]))

        let offered = try await clinic.review.actions(
            for: try #require(try await clinic.item(of: id)),
            actor: try await clinic.person("Theo", [.approver]), in: clinic.stet.database)

        #expect(offered.filter(\.isPrimary).map(\.id) == ["reject"])
    }

    // MARK: What differs

    @Test("a number that differs takes a reason and a second person, and stands as what it is")
    func override() async throws {
        let clinic = try Clinic()
        let provider = try await clinic.provider()
        try await clinic.verified(try await clinic.license(of: provider))
        let id = try await clinic.license(of: provider, "lpcc", number: "7")
        let ines = try await clinic.person("Ines")

        let issues = await #expect(throws: FormIssues.self) {
            try await clinic.decide(id, "verify", by: ines, clinic.found(["found_number": "8"]))
        }
        let reason = "The board renumbered in 2024; its letter is in the file."
        try await clinic.decide(
            id, "verify", by: ines, clinic.found(["found_number": "8", "reason": reason]))
        let between = try await clinic.verifications(of: id)
        try await clinic.decide(id, "approve", by: try await clinic.person("Theo", [.approver]))

        #expect(issues?["reason"] != nil)
        #expect(between.isEmpty)
        let row = try #require(try await clinic.verifications(of: id).first)
        #expect(row.result == "mismatch")
        #expect(row.ends != nil)
        #expect(row.policy == "two")
        #expect(row.reason == reason)
    }

    @Test("a restricted license is adverse, and takes two persons to refuse")
    func adverse() async throws {
        let clinic = try Clinic()
        let provider = try await clinic.provider()
        let id = try await clinic.license(of: provider)
        let (ines, theo) = (try await clinic.person("Ines"), try await clinic.person("Theo", [.approver]))

        try await clinic.decide(
            id, "reject", by: ines,
            clinic.found([
                "found_status": "suspended", "reason_code": "adverse", "reason": "Suspended in May.",
            ]))
        let between = try await clinic.verifications(of: id)
        let offered = try await clinic.review.actions(
            for: try #require(try await clinic.item(of: id)), actor: theo, in: clinic.stet.database)
        try await clinic.decide(id, "approve", by: theo)

        #expect(between.isEmpty)
        #expect(offered.map(\.label) == ["Confirm the rejection", "Request changes"])
        let row = try #require(try await clinic.verifications(of: id).first)
        #expect(row.result == "adverse")
        #expect(row.begins == nil)
        #expect(row.policy == "two")
        #expect(row.reason == "Suspended in May.")
    }

    @Test(
        "a check that failed ends what held until then, and one that could tell nothing does not",
        arguments: [("not_found", false), ("mismatch", false), ("inconclusive", true)])
    func failedRenewal(code: String, stillHolds: Bool) async throws {
        let clinic = try Clinic()
        let provider = try await clinic.provider()
        let id = try await clinic.license(of: provider)
        try await clinic.verified(id)
        try await clinic.reopen(id)

        try await clinic.decide(
            id, "reject", by: try await clinic.person("Ines"), clinic.found(["reason_code": code]))

        #expect(try await clinic.badges(of: provider).isEmpty == !stillHolds)
        #expect(try await clinic.isListedVerified(provider) == stillHolds)
        let rows = try await clinic.verifications(of: id)
        #expect(rows.map(\.result) == ["confirmed", code])
        #expect(rows[1].begins == nil)
    }

    @Test("a renewal takes over without a gap and without an overlap")
    func renewal() async throws {
        let clinic = try Clinic()
        let provider = try await clinic.provider()
        let id = try await clinic.license(of: provider)
        try await clinic.verified(id, ["found_expires": clinic.day(20).description])
        try await clinic.reopen(id)

        try await clinic.decide(id, "verify", by: try await clinic.person("Ines"), clinic.found())

        let rows = try await clinic.verifications(of: id)
        #expect(rows.count == 2)
        #expect(rows[0].ends == rows[1].begins)
        #expect(try await clinic.badges(of: provider).count == 1)
    }

    @Test("a claim that changes between two persons is looked up anew")
    func changedBetween() async throws {
        let clinic = try Clinic()
        let ana = try await clinic.person("Ana Whitfield", [.clinician])
        let provider = try await clinic.provider(account: ana.accountID)
        let id = try await clinic.license(of: provider)
        let theo = try await clinic.person("Theo", [.approver])
        try await clinic.decide(id, "verify", by: try await clinic.person("Ines"), clinic.found())
        let waiting = try #require(try await clinic.item(of: id))

        let version = try await clinic.queries.credential(id).version
        try await ClaimCredential(kernel: clinic.kernel).update(
            id, seen: version, clinic.claim(["number": "LMFT 999"]), by: ana)
        let refused = try await refusal { try await clinic.decide(id, "approve", by: theo, on: waiting) }

        #expect(refused?.message.hasPrefix("This was withdrawn") == true)
        #expect(try await clinic.item(of: id)?.stage == 1)
        #expect(try await clinic.badges(of: provider).isEmpty)
    }

    @Test("a claim that was changed behind the queue's back cannot be approved by an old look-up")
    func changedByHand() async throws {
        let clinic = try Clinic()
        let id = try await clinic.license(of: try await clinic.provider())
        try await clinic.decide(id, "verify", by: try await clinic.person("Ines"), clinic.found())
        _ = try await clinic.stet.owner.rows(
            "UPDATE credentials.credential SET number = '1' WHERE credential_id = \(id)")
        let theo = try await clinic.person("Theo", [.approver])

        let issues = await #expect(throws: FormIssues.self) {
            try await clinic.decide(id, "approve", by: theo)
        }

        #expect(issues?.issues.first?.message.hasPrefix("The claim was changed") == true)
        #expect(try await clinic.item(of: id)?.stage == 2)
    }

    // MARK: What the claim lacked

    @Test("a number that only the register knew becomes the claim's, and the badge's")
    func number() async throws {
        let clinic = try Clinic()
        let provider = try await clinic.provider()
        let id = try await clinic.license(of: provider, number: nil)

        try await clinic.verified(id)

        #expect(try await clinic.queries.credential(id).number == "118204")
        #expect(try await clinic.verifications(of: id).first?.number == "118204")
    }

    @Test("a title that nobody recognized is verified once somebody says what it is, and where")
    func recognized() async throws {
        let clinic = try Clinic()
        let provider = try await clinic.provider()
        let claims = try await clinic.bring(["Registered Family Healer (RFH)"], to: provider, state: nil)
        let id = try #require(claims.first).credentialID
        let ines = try await clinic.person("Ines")

        let unnamed = await #expect(throws: FormIssues.self) {
            try await clinic.decide(id, "verify", by: ines, clinic.found())
        }
        let stateless = await #expect(throws: FormIssues.self) {
            try await clinic.decide(id, "verify", by: ines, clinic.found(["claim_type": "lmft"]))
        }
        try await clinic.verified(id, ["claim_type": "lmft", "claim_state": "CA"])

        #expect(unnamed?["claim_type"] != nil)
        #expect(stateless?["claim_state"] != nil)
        let badge = try #require(try await clinic.badges(of: provider).first)
        #expect(badge.mark == "RFH")
        #expect(badge.state == "CA")
    }

    @Test(
        "a title that nobody issues is never offered as verifiable, and cannot be recognized as such either")
    func unregulated() async throws {
        let clinic = try Clinic()
        let claims = try await clinic.bring(["Registered Healer (RH)"], to: try await clinic.provider())
        let id = try #require(claims.first).credentialID

        let issues = await #expect(throws: FormIssues.self) {
            try await clinic.decide(
                id, "verify", by: try await clinic.person("Ines"),
                clinic.found(["claim_type": "hypnotherapist"]))
        }

        #expect(
            CredentialReview.firstActions(.unregulatedTitle, .verify).map(\.id) == [
                "request_changes", "reject",
            ])
        #expect(issues?.issues.isEmpty == false)
        #expect(try await clinic.queries.credential(id).kind == nil)
    }

    @Test("an unrecognized title can be refused; the look-up is the record")
    func refusedUnrecognized() async throws {
        let clinic = try Clinic()
        let claims = try await clinic.bring(["Registered Healer (RH)"], to: try await clinic.provider())
        let id = try #require(claims.first).credentialID

        try await clinic.decide(
            id, "reject", by: try await clinic.person("Ines"), clinic.found(["reason_code": "not_found"]))

        #expect(try await clinic.verifications(of: id).isEmpty)
        #expect(try await clinic.stet.database.fetch(CredentialQueries.findings(of: id)).count == 1)
        #expect(try await clinic.item(of: id) == nil)
    }
}

extension Clinic {
    /// Brings a decided credential back into the queue.
    func reopen(_ id: CredentialID) async throws {
        let credential = try await queries.credential(id)
        try await stet.database.transaction { transaction in
            try await RenewCredential(kernel: kernel).open(
                credential, because: .lapses(credential.verifiedUntil ?? stet.clock.now()), by: nil,
                in: transaction)
        }
    }

    /// What a clinician sends about their license.
    func claim(_ changes: [String: String] = [:]) -> Form {
        let fields = [
            "kind": "lmft", "state": "CA", "number": "LMFT 118204", "expires": day(700).description,
        ]
        return Form(fields.merging(changes) { $1 }.map { ($0.key, $0.value) })
    }
}
