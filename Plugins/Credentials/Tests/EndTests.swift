import Foundation
import Kernel
import Postgres
import Providers
import TestSupport
import Testing

@testable import Credentials

@Suite("How verifications end", .stet(with: Clinic.plugins))
struct EndTests {
    @Test("a badge is gone at the instant its verification ends, with every worker stopped")
    func lapses() async throws {
        let clinic = try Clinic()
        let provider = try await clinic.provider()
        let id = try await clinic.license(of: provider)
        try await clinic.verified(id)
        let before = try await clinic.badges(of: provider)
        let boundary = try await clinic.kernel.site.fetch(
            CredentialBadges().nextBoundary(of: "SELECT \(provider)"))

        // The one thing that may happen to a verification is that it ends earlier.
        let end = try await clinic.stet.database.value(
            Instant.self,
            """
            UPDATE credentials.verification
            SET valid = tstzrange(lower(valid), clock_timestamp() + interval '1 second')
            WHERE credential_id = \(id)
            RETURNING upper(valid)
            """)
        try await clinic.stet.databaseClock(reaches: try #require(end))
        let after = try await clinic.badges(of: provider)

        #expect(before.count == 1)
        #expect(boundary == before.first?.validUntil)
        #expect(after.isEmpty)
        #expect(try await !clinic.isListedVerified(provider))
        #expect(
            try await clinic.kernel.site.fetch(CredentialBadges().nextBoundary(of: "SELECT \(provider)"))
                == nil)
    }

    @Test("the time machine shows a badge while it holds, and nobody else can look ahead")
    func timeMachine() async throws {
        let clinic = try Clinic()
        let provider = try await clinic.provider()
        let id = try await clinic.license(of: provider)
        try await clinic.verified(id, ["found_expires": clinic.day(40).description])
        let row = try #require(try await clinic.verifications(of: id).first)
        let (begins, ends) = (try #require(row.begins), try #require(row.ends))
        @Sendable func badges(in database: Database, asOf instant: Instant) async throws -> Int {
            try await database.snapshot(settings: [("stet.as_of", instant.description)]) { snapshot in
                try await snapshot.fetch(CredentialBadges().holding(of: "SELECT \(provider)")).count
            }
        }

        var seen: [Int] = []
        for instant in [begins - .microseconds(1), begins, ends - .microseconds(1), ends] {
            seen.append(try await badges(in: clinic.kernel.preview, asOf: instant))
        }
        let ahead = try await badges(in: clinic.kernel.site, asOf: ends)

        #expect(seen == [0, 1, 1, 0])
        #expect(ahead == 1)
    }

    @Test("verifying tells at once that it happened, and at its end that it lapses")
    func events() async throws {
        let clinic = try Clinic()
        _ = try await clinic.stet.owner.transaction { transaction in
            try await transaction.execute(
                """
                INSERT INTO kernel.subscription (name, event)
                VALUES ('test.verified', 'credentials.verified'), ('test.lapses', 'credentials.lapses')
                """)
        }
        let id = try await clinic.license(of: try await clinic.provider())

        try await clinic.verified(id)

        let due = try await clinic.stet.owner.rows(
            "SELECT subscription, due_at FROM kernel.delivery WHERE subscription LIKE 'test.%' ORDER BY subscription"
        )
        let end = try await clinic.verifications(of: id).first?.ends
        #expect(due.count == 2)
        #expect(try due[0].decode(Instant.self, "due_at") == end)
        #expect(try due[1].decode(Instant.self, "due_at") < clinic.stet.clock.now() + .seconds(60))
    }

    // MARK: Ending one

    @Test("a revoked verification ends now, and the record says why and stays")
    func revoke() async throws {
        let clinic = try Clinic()
        let provider = try await clinic.provider()
        let id = try await clinic.license(of: provider)
        try await clinic.verified(id)
        let ines = try await clinic.person("Ines")
        let version = try await clinic.queries.credential(id).version

        try await RevokeVerification(kernel: clinic.kernel).run(
            id, seen: version, reason: "The board suspended it.", by: ines)

        #expect(try await clinic.badges(of: provider).isEmpty)
        #expect(try await !clinic.isListedVerified(provider))
        #expect(try await clinic.verifications(of: id).count == 1)
        let reason = try await clinic.stet.owner.value(
            String.self, "SELECT reason FROM kernel.audit_entry WHERE action = 'credentials.revoked'")
        #expect(reason == "The board suspended it.")
        #expect(try await clinic.stet.owner.rows("SELECT * FROM kernel.audit_verify()").isEmpty)
    }

    @Test("revoking takes a reason, the version one saw, a verification that holds, and somebody else's")
    func refusedRevocations() async throws {
        let clinic = try Clinic()
        let ana = try await clinic.person("Ana", [.clinician])
        let herself = try await clinic.stet.secondAccount(of: ana, [.moderator])
        let id = try await clinic.license(of: try await clinic.provider(account: ana.accountID))
        let revoking = RevokeVerification(kernel: clinic.kernel)
        let ines = try await clinic.person("Ines")

        let nothing = try await refusal { try await revoking.run(id, seen: 1, reason: "Why", by: ines) }
        try await clinic.verified(id)
        let version = try await clinic.queries.credential(id).version
        let stale = try await refusal {
            try await revoking.run(id, seen: version - 1, reason: "Why", by: ines)
        }
        let own = try await refusal { try await revoking.run(id, seen: version, reason: "Why", by: herself) }
        await #expect(throws: FormIssues.self) {
            try await revoking.run(id, seen: version, reason: "", by: ines)
        }

        #expect(nothing?.message == "This verification has ended already.")
        guard case .changedSince(let conflict) = try #require(stale) else {
            Issue.record("expected changedSince")
            return
        }
        #expect(conflict.version == version)
        #expect(conflict.fields.map(\.mine) == ["Why"])
        #expect(own == .forbidden(.revokeCredentials))
        #expect(try await clinic.queries.credential(id).isVerified)
    }

    // MARK: The clinician's own

    @Test("a clinician takes a claim back: its badge and its place in the queue go with it")
    func withdraw() async throws {
        let clinic = try Clinic()
        let ana = try await clinic.person("Ana", [.clinician])
        let provider = try await clinic.provider(account: ana.accountID)
        let id = try await clinic.license(of: provider)
        try await clinic.verified(id)
        try await clinic.reopen(id)
        let claiming = ClaimCredential(kernel: clinic.kernel)
        let version = try await clinic.queries.credential(id).version

        let stale = try await refusal { try await claiming.withdraw(id, seen: version - 1, by: ana) }
        try await claiming.withdraw(id, seen: version, by: ana)

        if case .changedSince = stale {} else { Issue.record("expected changedSince") }
        #expect(try await clinic.badges(of: provider).isEmpty)
        #expect(try await clinic.item(of: id) == nil)
        #expect(try await clinic.verifications(of: id).count == 1)
        let again = try await refusal { try await claiming.withdraw(id, seen: version + 2, by: ana) }
        #expect(again == .notFound)
    }

    @Test("a claim of somebody else does not exist for a clinician, whatever they try")
    func others() async throws {
        let clinic = try Clinic()
        let ana = try await clinic.person("Ana", [.clinician])
        let ben = try await clinic.person("Ben", [.clinician])
        let nobody = try await clinic.person("Cyd", [.clinician])
        let id = try await clinic.license(of: try await clinic.provider(account: ana.accountID))
        try await clinic.provider("Ben Ode", slug: "ben-ode", account: ben.accountID)
        let claiming = ClaimCredential(kernel: clinic.kernel)

        for stranger in [ben, nobody] {
            let changed = try await refusal {
                try await claiming.update(id, seen: 1, clinic.claim(), by: stranger)
            }
            let withdrawn = try await refusal { try await claiming.withdraw(id, seen: 1, by: stranger) }
            #expect(changed == .notFound)
            #expect(withdrawn == .notFound)
        }
        let added = try await refusal { try await claiming.add(clinic.claim(), by: nobody) }
        #expect(added == .notFound)
    }

    @Test("a clinician's change waits in the queue, and the badge stays as it was checked meanwhile")
    func change() async throws {
        let clinic = try Clinic()
        let ana = try await clinic.person("Ana", [.clinician])
        let provider = try await clinic.provider(account: ana.accountID)
        let claiming = ClaimCredential(kernel: clinic.kernel)
        try await claiming.add(clinic.claim(), by: ana)
        let id = try #require(
            try await clinic.stet.database.fetch(CredentialQueries.claims(of: provider)).first
        ).credentialID
        try await clinic.verified(id)
        let version = try await clinic.queries.credential(id).version

        let moved = await #expect(throws: FormIssues.self) {
            try await claiming.update(id, seen: version, clinic.claim(["state": "WA"]), by: ana)
        }
        try await claiming.update(id, seen: version, clinic.claim(["number": "LMFT 2"]), by: ana)
        let stale = try await refusal {
            try await claiming.update(id, seen: version, clinic.claim(), by: ana)
        }

        #expect(moved?["kind"] != nil)
        #expect(try await clinic.badges(of: provider).count == 1)
        #expect(try await clinic.verifications(of: id).first?.number == "LMFT 118204")
        #expect(try await clinic.item(of: id)?.summary == "License: LMFT, California")
        guard case .changedSince(let conflict) = try #require(stale) else {
            Issue.record("expected changedSince")
            return
        }
        #expect(conflict.fields.first { $0.name == "number" }?.theirs == "LMFT 2")
    }

    @Test("the same license is claimed once a state")
    func twice() async throws {
        let clinic = try Clinic()
        let ana = try await clinic.person("Ana", [.clinician])
        try await clinic.provider(account: ana.accountID)
        let claiming = ClaimCredential(kernel: clinic.kernel)
        try await claiming.add(clinic.claim(), by: ana)

        await #expect(throws: FormIssues.self) { try await claiming.add(clinic.claim(), by: ana) }
        try await claiming.add(clinic.claim(["state": "WA"]), by: ana)
    }

    // MARK: Renewals

    @Test("what lapses soon comes into the queue once, and what lapses later or is withdrawn does not")
    func renewals() async throws {
        let clinic = try Clinic()
        let provider = try await clinic.provider()
        let soon = try await clinic.license(of: provider)
        let later = try await clinic.license(of: provider, "lpcc", number: "7")
        try await clinic.verified(soon, ["found_expires": clinic.day(20).description])
        try await clinic.verified(later, ["found_number": "7"])
        let renewing = RenewCredential(kernel: clinic.kernel)

        let first = try await renewing.openLapsing()
        let second = try await renewing.openLapsing()
        try await clinic.decide(
            soon, "request_changes", by: try await clinic.person("Ines"), [("reason", "Send the new one.")])
        let third = try await renewing.openLapsing()

        #expect(first == 1)
        #expect(second == 0)
        #expect(third == 0)
        #expect(try await clinic.item(of: later) == nil)
        let summary = try await clinic.stet.owner.value(
            String.self,
            "SELECT summary FROM moderation.review_item WHERE summary LIKE '%lapses%'")
        #expect(summary == "License lapses after \(clinic.day(20).short): LMFT, California")
    }
}
