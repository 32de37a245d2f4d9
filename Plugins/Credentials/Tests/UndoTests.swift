import Foundation
import Kernel
import Postgres
import Providers
import TestSupport
import Testing

@testable import Credentials
@testable import Moderation

@Suite("Taking the review of a credential back", .stet(with: Clinic.plugins))
struct UndoTests {
    @Test("a verification that is taken back ends, and waits for its second person again")
    func secondDecision() async throws {
        let clinic = try Clinic()
        let theo = try await clinic.person("Theo Lindgren", [.approver])
        let provider = try await clinic.provider()
        let id = try await clinic.license(of: provider)
        try await clinic.decide(id, "verify", by: try await clinic.person("Ines Carvalho"), clinic.found())
        let item = try #require(try await clinic.item(of: id))
        try await clinic.decide(id, "approve", by: theo)
        let wasVerified = try await clinic.isListedVerified(provider)

        let message = try await clinic.undo(item, by: theo)

        #expect(wasVerified)
        #expect(message == "Taken back. Readers see no badge for it.")
        #expect(try await !clinic.isListedVerified(provider))
        let (rows, now) = (try await clinic.verifications(of: id), try await clinic.stet.databaseClockNow)
        #expect(rows.count == 1)
        #expect(try #require(rows.first?.ends) <= now)
        let history = try await clinic.stet.database.fetch(CredentialQueries.verifications(of: id))
        #expect(history.map(\.endedByName) == ["Theo Lindgren"])
        #expect(try await clinic.item(of: id)?.stage == 2)
        try await clinic.decide(id, "approve", by: theo)
        #expect(try await clinic.isListedVerified(provider))
    }

    @Test("a first decision that is taken back leaves nothing for a second person")
    func firstDecision() async throws {
        let clinic = try Clinic()
        let ines = try await clinic.person("Ines Carvalho")
        let id = try await clinic.license(of: try await clinic.provider())
        let item = try #require(try await clinic.item(of: id))
        try await clinic.decide(id, "verify", by: ines, clinic.found())

        _ = try await clinic.undo(item, by: ines)

        let waiting = try #require(try await clinic.item(of: id))
        #expect(waiting.stage == 1)
        #expect(waiting.needs == Permission.verifyCredentials.id)
        #expect(waiting.payload.text == "{}")
        #expect(try await clinic.verifications(of: id).isEmpty)
    }

    @Test("a rejection that ended a badge gives it back, until the end that it had")
    func rejection() async throws {
        let clinic = try Clinic()
        let provider = try await clinic.provider()
        let id = try await clinic.license(of: provider)
        try await clinic.verified(id)
        let before = try #require(try await clinic.verifications(of: id).first?.ends)
        let credential = try await clinic.queries.credential(id)
        try await clinic.stet.database.transaction { transaction in
            try await RenewCredential(kernel: clinic.kernel).open(
                credential, because: .found(.mismatch), by: nil, in: transaction)
        }
        let item = try #require(try await clinic.item(of: id))
        let rae = try await clinic.person("Rae Kowalski")
        try await clinic.decide(
            id, "reject", by: rae, clinic.found() + [("reason_code", FindingResult.notFound.rawValue)])
        let wasVerified = try await clinic.isListedVerified(provider)

        let message = try await clinic.undo(item, by: rae)

        #expect(!wasVerified)
        #expect(message.hasPrefix("Taken back. What held before holds again, until "))
        #expect(try await clinic.isListedVerified(provider))
        let last = try #require(try await clinic.verifications(of: id).last)
        #expect(last.ends == before)
        #expect(last.result == "confirmed")
    }

    @Test("a decision about a claim that was withdrawn since is not undone")
    func withdrawn() async throws {
        let clinic = try Clinic()
        let (ana, ines) = (try await clinic.person("Ana", [.clinician]), try await clinic.person("Ines"))
        let provider = try await clinic.provider(account: ana.accountID)
        let id = try await clinic.license(of: provider)
        let item = try #require(try await clinic.item(of: id))
        try await clinic.decide(id, "request_changes", by: ines, [("reason", "Which number is it?")])
        let version = try await clinic.queries.credential(id).version
        try await ClaimCredential(kernel: clinic.kernel).withdraw(id, seen: version, by: ana)

        let refused = try await refusal { _ = try await clinic.undo(item, by: ines) }

        #expect(refused?.message == "This credential was changed again since. Look at it as it is now.")
        #expect(try await clinic.item(of: id) == nil)
    }

    @Test("a verification that was ended since is not undone")
    func superseded() async throws {
        let clinic = try Clinic()
        let theo = try await clinic.person("Theo Lindgren", [.approver])
        let id = try await clinic.license(of: try await clinic.provider())
        try await clinic.decide(id, "verify", by: try await clinic.person("Ines Carvalho"), clinic.found())
        let item = try #require(try await clinic.item(of: id))
        try await clinic.decide(id, "approve", by: theo)
        let credential = try await clinic.queries.credential(id)
        try await RevokeVerification(kernel: clinic.kernel).run(
            id, seen: credential.version, reason: "The board suspended it.",
            by: try await clinic.person("Rae", [.moderator, .approver]))

        let refused = try await refusal { _ = try await clinic.undo(item, by: theo) }

        #expect(
            try #require(refused).message
                == "This credential was changed again since. Look at it as it is now.")
        #expect(try await clinic.item(of: id) == nil)
    }
}

extension Clinic {
    /// Takes back the last decision about an item that was as given before it.
    fileprivate func undo(_ item: ReviewItem, by actor: Actor) async throws -> String {
        try await UndoReview(kernel: kernel, types: ReviewTypes(stet.composition.extensions())).run(
            item.reviewItemID, seen: item.version + 1, by: actor)
    }
}

extension TestStet {
    fileprivate var databaseClockNow: Instant {
        get async throws {
            try #require(try await owner.value(Instant.self, "SELECT clock_timestamp()"))
        }
    }
}
