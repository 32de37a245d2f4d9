import Foundation
import Kernel
import Moderation
import Postgres
import TestSupport
import Testing

@testable import Providers

@Suite("Taking the review of a profile back", .stet(with: providerPlugins))
struct UndoTests {
    private static let profile = "/providers/jonas-okafor"

    /// The address of the one item that waits.
    private func waiting() async throws -> String {
        let id = try await TestStet.current.database.value(
            ReviewItemID.self, "SELECT review_item_id FROM moderation.review_item WHERE state = 'open'")
        return "/console/queue/\(try #require(id))"
    }

    private func changed(to text: String) -> String {
        someProviders.replacing("I work online and in the evening", with: text)
    }

    @Test("an approval that is taken back ends what it published, and the former profile comes back")
    func approval() async throws {
        let stet = try TestStet.current
        _ = try await importing(someProviders)
        _ = try await importing(changed(to: "I work at night"), ImportOptions())
        try await stet.serve { web in
            let (moderator, _) = try await web.person("Mo", [.moderator])
            let reader = web.visitor()
            let item = try await waiting()
            try await moderator.get(item)

            try await moderator.post("\(item)/decide", [("version", "1"), ("decision", "approve")])
            let approved = try await reader.get(Self.profile).body
            let undone = try await moderator.post("\(item)/undo", [("version", "2")])
            let after = try await reader.get(Self.profile).body
            let desk = try await moderator.get(item).body

            #expect(approved.contains("at night"))
            #expect(undone.location == item)
            #expect(desk.contains("Taken back. Readers see the profile as it was before."))
            #expect(after.contains("in the evening"))
            #expect(try await waiting() == item)
        }
        // The record keeps all three periods, one after the other, and why the first and the third might be public.
        let periods = try await stet.owner.values(
            String?.self,
            """
            SELECT publication.override_reason
            FROM providers.publication
            JOIN providers.provider USING (provider_id)
            WHERE provider.slug = 'jonas-okafor'
            ORDER BY lower(publication.visible)
            """)
        #expect(periods == ["First load", nil, "First load"])
    }

    @Test("where nothing was public before, nothing is afterwards")
    func firstApproval() async throws {
        let stet = try TestStet.current
        _ = try await importing(someProviders)
        _ = try await importing(
            """
            \(requiredHeader)
            Mei Castellano,Hypnotherapist,3 Pine Street,Reno,NV,89501,no,0,Sleep,Rest is a skill.

            """, ImportOptions())
        try await stet.serve { web in
            let (moderator, _) = try await web.person("Mo", [.moderator])
            let item = try await waiting()
            try await moderator.get(item)

            try await moderator.post("\(item)/decide", [("version", "1"), ("decision", "approve")])
            let approved = try await web.visitor().get("/providers/mei-castellano")
            try await moderator.post("\(item)/undo", [("version", "2")])
            let after = try await web.visitor().get("/providers/mei-castellano")

            #expect(approved.status == .ok)
            #expect(after.status == .gone)
        }
    }

    @Test("rejecting what an import published takes it off the site, and taking that back puts it on again")
    func rejectedImport() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (moderator, _) = try await web.person("Mo", [.moderator])
            _ = try await importing(
                """
                \(requiredHeader)
                Mei Castellano,Hypnotherapist,3 Pine Street,Reno,NV,89501,no,0,Sleep,I cure every patient in one session.

                """)
            let item = try await waiting()
            let desk = try await moderator.get(item).body
            let before = try await web.visitor().get("/providers/mei-castellano").status

            try await moderator.post(
                "\(item)/decide",
                [("version", "1"), ("decision", "reject"), ("reason_code", "claims"), ("reason", "Promises")])
            let rejected = try await web.visitor().get("/providers/mei-castellano").status
            try await moderator.post("\(item)/undo", [("version", "2")])
            let after = try await web.visitor().get("/providers/mei-castellano").status

            #expect(before == .ok)
            #expect(desk.contains("Reject it, and it is off the site"))
            #expect(rejected == .gone)
            #expect(after == .ok)
        }
    }

    @Test("what an import published over an earlier profile gives way to that one when it is rejected")
    func rejectedOverEarlier() async throws {
        let stet = try TestStet.current
        _ = try await importing(someProviders)
        _ = try await importing(changed(to: "I cure every patient in one session and at night"))
        try await stet.serve { web in
            let (moderator, _) = try await web.person("Mo", [.moderator])
            let reader = web.visitor()
            let item = try await waiting()
            try await moderator.get(item)

            try await moderator.post(
                "\(item)/decide", [("version", "1"), ("decision", "reject"), ("reason_code", "claims")])
            let rejected = try await reader.get(Self.profile).body
            try await moderator.post("\(item)/undo", [("version", "2")])
            let after = try await reader.get(Self.profile).body

            #expect(rejected.contains("in the evening") && !rejected.contains("I cure"))
            #expect(after.contains("I cure every patient"))
        }
    }

    @Test("what was taken off the site since is not brought back by taking the approval back")
    func superseded() async throws {
        let stet = try TestStet.current
        _ = try await importing(someProviders)
        _ = try await importing(changed(to: "I work at night"), ImportOptions())
        try await stet.serve { web in
            let (moderator, account) = try await web.person("Mo", [.moderator])
            let item = try await waiting()
            try await moderator.get(item)
            try await moderator.post("\(item)/decide", [("version", "1"), ("decision", "approve")])
            let id = try #require(try await stet.provider("jonas-okafor"))
            try await stet.database.transaction { transaction in
                _ = try await ProviderQueries(reader: transaction).locked(id, in: transaction)
                _ = try await PublishProfile(kernel: stet.kernel).end([id], in: transaction)
            }

            let refused = try await moderator.post("\(item)/undo", [("version", "2")])

            #expect(refused.location == "/console/providers/\(id)")
            #expect(try await web.visitor().get(Self.profile).status == .gone)
            let undone = try await stet.database.value(
                Int.self,
                "SELECT count(*) FROM moderation.decision WHERE account_id = \(account) AND action = 'undo'")
            #expect(undone == 0)
        }
    }
}
