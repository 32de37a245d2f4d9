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
            #expect(try await clinician.get("/console/me/profile").status == .ok)
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
