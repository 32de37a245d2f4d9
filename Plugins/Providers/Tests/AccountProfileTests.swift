import Accounts
import Kernel
import Postgres
import TestSupport
import Testing

@testable import Providers

@Suite("A profile on its clinician's account", .stet(with: providerPlugins))
struct AccountProfileTests {
    @Test("an admin finds a profile by letters of its name or address and links it")
    func link() async throws {
        let stet = try TestStet.current
        _ = try await importing(someProviders)
        try await stet.serve { web in
            let (admin, _) = try await web.person("Ada Admin", [.admin])
            let (clinician, account) = try await web.person("Jonas Okafor", [.clinician])
            let path = "/console/accounts/\(account)"

            let byName = try await admin.get("\(path)?profile=OKAFOR")
            let bySlug = try await admin.get("\(path)?profile=jonas-o")
            let nobody = try await admin.get("\(path)?profile=%25")
            let linked = try await admin.post("\(path)/profile", [("provider", "jonas-okafor")])
            let page = try await admin.get(path)

            #expect(byName.body.contains(#"value="jonas-okafor""#))
            #expect(bySlug.body.contains(#"value="jonas-okafor""#))
            #expect(nobody.body.contains("No profile without an account matches."))
            #expect(linked.status == .seeOther)
            #expect(page.body.contains("This clinician keeps it themselves."))
            // Whoever may not see providers is not led to a page that refuses them.
            #expect(!page.body.contains("href=\"/console/providers/"))
            #expect(try await clinician.get("/console/me/profile").status == .ok)
        }
    }

    @Test(
        "a draft that was begun by mistake, and that nobody ever saw, gives way to the profile that is there")
    func begunByMistake() async throws {
        let stet = try TestStet.current
        _ = try await importing(someProviders)
        try await stet.serve { web in
            let (admin, _) = try await web.person("Ada Admin", [.admin])
            let (clinician, account) = try await web.person("Jonas Okafor", [.clinician])
            let path = "/console/accounts/\(account)"
            try await clinician.get("/console/me/profile")
            try await clinician.post("/console/me/profile/begin", [("name", "Jonas O.")])
            let begun = try #require(try await stet.provider("jonas-o"))

            let offered = try await admin.get("\(path)?profile=okafor").body
            let linked = try await admin.post("\(path)/profile", [("provider", "jonas-okafor")])
            let editor = try await clinician.get("/console/me/profile").body

            #expect(offered.contains("No reader has ever seen it."))
            #expect(offered.contains(#"value="jonas-okafor""#))
            #expect(linked.status == .seeOther)
            #expect(editor.contains("value=\"Jonas Okafor\""))
            let kept = try await stet.database.value(
                Int.self,
                "SELECT count(*) FROM providers.provider WHERE provider_id = \(begun) AND account_id IS NULL")
            #expect(kept == 1)
        }
    }

    @Test("a profile that readers have seen is not set aside for another one")
    func notSetAside() async throws {
        let stet = try TestStet.current
        _ = try await importing(someProviders)
        try await stet.serve { web in
            let (admin, _) = try await web.person("Ada Admin", [.admin])
            let (_, account) = try await web.person("Jonas Okafor", [.clinician])
            let path = "/console/accounts/\(account)"
            try await admin.get(path)
            try await admin.post("\(path)/profile", [("provider", "jonas-okafor")])

            let other = try await stet.database.value(
                String.self,
                "SELECT slug FROM providers.provider WHERE account_id IS NULL ORDER BY slug LIMIT 1")
            let refused = try await admin.post("\(path)/profile", [("provider", try #require(other))])

            #expect(refused.status == .unprocessableContent)
            #expect(refused.body.contains("This account has a profile already."))
        }
    }

    @Test("a profile that somebody has is offered to nobody else, and not given away")
    func taken() async throws {
        let stet = try TestStet.current
        _ = try await importing(someProviders)
        try await stet.serve { web in
            let (admin, _) = try await web.person("Ada Admin", [.admin])
            let (_, first) = try await web.person("Jonas Okafor", [.clinician])
            let (_, second) = try await web.person("Jonas Other", [.clinician])
            try await admin.get("/console/accounts/\(first)")
            try await admin.post("/console/accounts/\(first)/profile", [("provider", "jonas-okafor")])

            let search = try await admin.get("/console/accounts/\(second)?profile=jonas")
            let forced = try await admin.post(
                "/console/accounts/\(second)/profile", [("provider", "jonas-okafor")])

            #expect(search.body.contains("No profile without an account matches."))
            #expect(forced.status == .unprocessableContent)
        }
    }

    @Test(
        "who is no clinician is offered none, and only an admin links", arguments: [Role.moderator, .editor])
    func others(role: Role) async throws {
        let stet = try TestStet.current
        _ = try await importing(someProviders)
        try await stet.serve { web in
            let (admin, _) = try await web.person("Ada Admin", [.admin])
            let (client, account) = try await web.person("Ines", [role])

            let page = try await admin.get("/console/accounts/\(account)?profile=jonas")
            let forbidden = try await client.post(
                "/console/accounts/\(account)/profile", [("provider", "jonas-okafor")])

            #expect(!page.body.contains("profile-heading"))
            #expect(forbidden.status == .forbidden)
        }
    }
}
