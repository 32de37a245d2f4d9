import Accounts
import Foundation
import Kernel
import Moderation
import Postgres
import Site
import TestSupport
import Testing

@testable import Providers

@Suite("A clinician's own profile", .stet(with: providerPlugins))
struct ProfileTests {
    private static let fields = [
        ("name", "Jonas Okafor"), ("bio", "I work online."), ("topics", "Grief"), ("remote_only", "yes"),
        ("states", "Washington; OR"), ("start_year", "2018"), ("languages", "English; Igbo"), ("street", ""),
        ("city", ""), ("state", ""), ("postal_code", ""), ("phone", "206 555 0142"),
        ("website", "example.org"),
        ("npi", "1234567893"),
    ]

    private func clinician(_ web: TestWeb) async throws -> (client: ConsoleClient, account: AccountID) {
        let stet = try TestStet.current
        let (client, account) = try await web.person("Jonas Okafor", [.clinician])
        try await LinkAccount(kernel: stet.kernel).run(
            try #require(Slug("jonas-okafor")), to: account, by: .program("test"))
        try await client.get("/console/me/profile")
        return (client, account)
    }

    @Test("a draft stays a draft, a submission waits in the queue")
    func draftAndSubmission() async throws {
        let stet = try TestStet.current
        _ = try await importing(someProviders)
        try await stet.serve { web in
            let (client, _) = try await clinician(web)
            func open() async throws -> Int? {
                try await stet.database.value(
                    Int.self, "SELECT count(*) FROM moderation.review_item WHERE state = 'open'")
            }

            let draft = try await client.post(
                "/console/me/profile", Self.fields + [("version", "2"), ("then", "save")])
            #expect(draft.location == "/console/me/profile")
            #expect(try await open() == 0)

            let submitted = try await client.post(
                "/console/me/profile", Self.fields + [("version", "3"), ("then", "submit")])
            #expect(submitted.status == .seeOther)
            #expect(try await open() == 1)
            let page = try await client.get("/console/me/profile").body
            #expect(page.contains("waits for review"))
            #expect(page.contains("Washington; Oregon"))
            #expect(try await web.visitor().get("/providers/jonas-okafor").body.contains("in the evening"))
        }
    }

    @Test("what is wrong comes back beside its field, with what was written")
    func issues() async throws {
        _ = try await importing(someProviders)
        try await TestStet.current.serve { web in
            let (client, _) = try await clinician(web)
            var fields = Self.fields.filter {
                !["npi", "phone", "topics", "remote_only", "bio"].contains($0.0)
            }
            fields += [
                ("npi", "1234567890"), ("phone", "call me"), ("topics", "Grief"), ("bio", "<b>Hi</b>"),
                ("version", "2"), ("then", "submit"),
            ]

            let answer = try await client.post("/console/me/profile", fields)

            #expect(answer.status == .unprocessableContent)
            for words in [
                "wrong check digit", "no phone number", "HTML", "Enter a city", "call me", "not saved",
            ] {
                #expect(answer.body.contains(words), "\(words)")
            }
        }
    }

    @Test("a stale version comes back with both versions")
    func stale() async throws {
        _ = try await importing(someProviders)
        try await TestStet.current.serve { web in
            let (client, _) = try await clinician(web)

            let answer = try await client.post(
                "/console/me/profile", Self.fields + [("version", "1"), ("then", "save")])

            #expect(answer.status == .conflict)
            #expect(answer.body.contains("I work online."))
            #expect(answer.body.contains("in the evening"))
            #expect(answer.body.contains("name=\"then\" value=\"save\""))
        }
    }

    @Test("nobody sees or edits another's profile as their own")
    func others() async throws {
        _ = try await importing(someProviders)
        try await TestStet.current.serve { web in
            let (stranger, _) = try await web.person("Str Anger", [.clinician])
            let id = try #require(try await TestStet.current.provider("jonas-okafor"))

            #expect(try await stranger.post("/console/me/profile", Self.fields).status == .notFound)
            #expect(try await stranger.get("/console/providers/\(id)").status == .forbidden)
            #expect(try await stranger.get("/console/providers/\(id)/edit").status == .forbidden)
            #expect(try await stranger.get("/console").body.contains("My profile") == true)
        }
    }

    @Test("a profile belongs to one account, and an account to one profile")
    func linking() async throws {
        let stet = try TestStet.current
        _ = try await importing(someProviders)
        try await stet.serve { web in
            let (_, account) = try await clinician(web)
            let (_, other) = try await web.person("Other", [.clinician])
            let link = LinkAccount(kernel: stet.kernel)

            await #expect(throws: FormIssues.self) {
                try await link.run(try #require(Slug("jonas-okafor")), to: other, by: .program("test"))
            }
            await #expect(throws: FormIssues.self) {
                try await link.run(try #require(Slug("ana-whitfield")), to: account, by: .program("test"))
            }
            await #expect(throws: Refusal.notFound) {
                try await link.run(try #require(Slug("nobody")), to: other, by: .program("test"))
            }
        }
    }

    @Test("a moderator approves what waits, and readers see it; nobody approves their own")
    func review() async throws {
        let stet = try TestStet.current
        _ = try await importing(someProviders)
        try await stet.serve { web in
            let (client, account) = try await clinician(web)
            try await client.post(
                "/console/me/profile", Self.fields + [("version", "2"), ("then", "submit")])
            let type = ProfileReview(kernel: stet.kernel)
            let item = try #require(
                try await stet.database.first(
                    ReviewItem.self,
                    """
                    SELECT
                      review_item_id, type, subject_id, owner_id, title, summary, risk, due_at, state, stage, needs,
                      version, payload, opened_at, first_person, claimed_by, claimed_until, taken_from
                    FROM moderation.review_item
                    """))
            let (_, moderator) = try await web.person("Mo", [.moderator])
            func actor(_ id: AccountID, _ roles: Set<Role>) async throws -> Actor {
                let person = try await stet.database.value(
                    PersonID.self, "SELECT person_id FROM accounts.account WHERE account_id = \(id)")
                return Actor(
                    accountID: id, personID: try #require(person), name: "X", roles: roles, zone: .gmt)
            }
            let own = try await actor(account, [.clinician, .moderator])
            let other = try await actor(moderator, [.moderator])
            #expect(try await type.actions(for: item, actor: own, in: stet.database).isEmpty)
            #expect(
                try await type.actions(for: item, actor: other, in: stet.database).map(\.id).contains(
                    "approve"))
            await #expect(throws: Refusal.self) {
                try await stet.database.transaction { transaction in
                    _ = try await type.perform("approve", on: item, by: own, form: Form(), in: transaction)
                }
            }

            try await stet.database.transaction { transaction in
                _ = try await type.perform("approve", on: item, by: other, form: Form(), in: transaction)
            }

            #expect(try await web.visitor().get("/providers/jonas-okafor").body.contains("I work online."))
        }
    }

    @Test("the list and a provider's screen show where things stand")
    func console() async throws {
        let stet = try TestStet.current
        _ = try await importing(someProviders)
        try await stet.serve { web in
            let (moderator, _) = try await web.person("Mo", [.moderator])
            let id = try #require(try await stet.provider("ana-whitfield"))

            let list = try await moderator.get("/console/providers?q=ana&state=CA").body
            #expect(list.contains("1 provider"))
            #expect(list.contains("Santa Clara, California"))
            #expect(
                try await moderator.get("/console/providers?standing=waiting").body.contains("Nobody matches")
            )
            let page = try await moderator.get("/console/providers/\(id)")
            #expect(page.status == .ok)
            #expect(page.body.contains("Public since"))
            #expect(page.body.contains("/console/providers/\(id)/edit"))
            #expect(try await moderator.get("/console/providers/\(id)/edit").status == .ok)
            #expect(try await moderator.get("/console/providers/nonsense").status == .notFound)
            #expect(try await moderator.post("/console/providers/\(id)/publish").status == .forbidden)
        }
    }
}
