import Accounts
import Kernel
import Postgres
import TestSupport
import Testing

@Suite("Signing in", .stet(with: [AccountsPlugin.self]))
struct SignInTests {
    @Test("an invitation leads to a password, a session, and the first screen")
    func invitation() async throws {
        try await TestStet.current.serve { web in
            let (client, _) = try await web.person("Ana Whitfield", [.admin])

            let home = try await client.get("/console")

            #expect(home.status == .ok)
            #expect(home.body.contains("Ana"))
            #expect(home.headers[.cacheControl] == "no-store")
        }
    }

    @Test("somebody unknown is led to the sign-in form and back")
    func unknown() async throws {
        try await TestStet.current.serve { web in
            let answer = try await web.visitor().get("/console/accounts")

            #expect(answer.status == .seeOther)
            #expect(answer.location?.hasPrefix("/console/sign-in?back=") == true)
        }
    }

    @Test("a wrong password brings the form back with the e-mail kept and the password gone")
    func wrongPassword() async throws {
        try await TestStet.current.serve { web in
            let visitor = web.visitor()
            try await visitor.get("/console/sign-in")

            let answer = try await visitor.post(
                "/console/sign-in", [("email", "nobody@example.org"), ("password", "wrong wrong wrong")])

            #expect(answer.status == .unprocessableContent)
            #expect(answer.body.contains("nobody@example.org"))
            #expect(!answer.body.contains("wrong wrong wrong"))
            #expect(answer.body.contains("do not match"))
        }
    }

    @Test("a form without its token is refused, and so is one that another site sends")
    func foreignForms() async throws {
        try await TestStet.current.serve { web in
            let visitor = web.visitor()
            try await visitor.get("/console/sign-in")

            let bare = try await visitor.post("/console/sign-in", [("email", "a@b.c")], withToken: false)
            let foreign = try await visitor.post(
                "/console/sign-in", [("email", "a@b.c")], headers: [.init("Sec-Fetch-Site")!: "cross-site"])

            #expect(bare.status == .badRequest)
            #expect(foreign.status == .badRequest)
        }
    }

    @Test("ten thousand wrong passwords are answered without hashing more than the first few")
    func manyTries() async throws {
        try await TestStet.current.serve { web in
            let visitor = web.visitor()
            try await visitor.get("/console/sign-in")
            var refused = 0

            for number in 0..<10_000 {
                let answer = try await visitor.post(
                    "/console/sign-in",
                    [("email", "ana@example.org"), ("password", "guess number \(number)")])
                if answer.status == .tooManyRequests { refused += 1 }
            }

            #expect(refused == 9_990)
        }
    }

    @Test("a link works once")
    func linkOnce() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let input = try AccountInput(
                name: "Ines", email: "ines@example.org", roles: ["moderator"], zone: "UTC")
            let (_, link) = try await AddAccount(kernel: stet.kernel).run(
                input, grantedBy: nil, by: .program("test"))
            let fields = [("password", TestWeb.password), ("repeated", TestWeb.password)]
            let (first, second) = (web.visitor(), web.visitor())
            try await first.get(link.path)
            try await second.get(link.path)

            let used = try await first.post(link.path, fields)
            let again = try await second.post(link.path, fields)

            #expect(used.status == .seeOther)
            #expect(again.status == .gone)
        }
    }

    @Test("a session ends with signing out, and with its account")
    func sessionEnds() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (leaving, _) = try await web.person("Leaving", [.editor])
            let (suspended, id) = try await web.person("Suspended", [.editor])

            try await leaving.post("/console/sign-out")
            _ = try await stet.owner.rows(
                "UPDATE accounts.account SET disabled_at = now() WHERE account_id = \(id)")

            #expect(try await leaving.get("/console").status == .seeOther)
            #expect(try await suspended.get("/console").status == .seeOther)
        }
    }

    @Test(
        "the way back leads nowhere but to the console",
        arguments: [
            "//evil.example", "https://evil.example", "/console//evil.example", "/console\\evil",
        ])
    func wayBack(back: String) async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let input = try AccountInput(
                name: "Ines", email: "ines@example.org", roles: ["moderator"], zone: "UTC")
            let (_, link) = try await AddAccount(kernel: stet.kernel).run(
                input, grantedBy: nil, by: .program("test"))
            let visitor = web.visitor()
            try await visitor.get(link.path)
            try await visitor.post(
                link.path, [("password", TestWeb.password), ("repeated", TestWeb.password)])
            try await visitor.post("/console/sign-out")
            try await visitor.get("/console/sign-in")

            let answer = try await visitor.post(
                "/console/sign-in",
                [("email", "ines@example.org"), ("password", TestWeb.password), ("back", back)])

            #expect(answer.status == .seeOther)
            #expect(answer.location == "/console")
        }
    }
}

@Suite("Accounts of others", .stet(with: [AccountsPlugin.self]))
struct AccountScreenTests {
    @Test("nobody changes their own roles")
    func ownRoles() async throws {
        try await TestStet.current.serve { web in
            let (admin, id) = try await web.person("Ada Admin", [.admin])
            try await admin.get("/console/accounts/\(id)")

            try await admin.post(
                "/console/accounts/\(id)",
                [
                    ("name", "Ada Admin"), ("email", "ada@example.org"), ("zone", "UTC"), ("version", "2"),
                    ("roles", "admin"), ("roles", "moderator"),
                ])

            let roles = try await TestStet.current.owner.values(
                String.self, "SELECT role FROM accounts.account_role WHERE account_id = \(id) ORDER BY role")
            #expect(roles == ["admin"])
        }
    }

    @Test("a version that somebody else changed is shown beside mine")
    func staleVersion() async throws {
        try await TestStet.current.serve { web in
            let (admin, _) = try await web.person("Ada Admin", [.admin])
            let (_, id) = try await web.person("Ines", [.moderator])
            let fields = [
                ("email", "ines@example.org"), ("zone", "UTC"), ("roles", "moderator"), ("version", "2"),
            ]
            try await admin.get("/console/accounts/\(id)")

            let first = try await admin.post("/console/accounts/\(id)", [("name", "Ines One")] + fields)
            let second = try await admin.post("/console/accounts/\(id)", [("name", "Ines Two")] + fields)

            #expect(first.status == .seeOther)
            #expect(second.status == .conflict)
            #expect(second.body.contains("Ines One"))
            #expect(second.body.contains("Ines Two"))
        }
    }

    @Test("a search finds both words of a name, as a browser writes the space between them")
    func search() async throws {
        try await TestStet.current.serve { web in
            let (admin, _) = try await web.person("Ada Admin", [.admin])
            _ = try await web.person("Ines Carvalho", [.moderator])

            let found = try await admin.get("/console/accounts?q=Ines+Carvalho")

            #expect(found.body.contains("1 account"))
            #expect(found.body.contains("Ines Carvalho"))
        }
    }

    @Test("only an admin sees accounts", arguments: Role.allCases)
    func access(role: Role) async throws {
        try await TestStet.current.serve { web in
            let (client, _) = try await web.person("Somebody", [role])

            let answer = try await client.get("/console/accounts")

            #expect(answer.status == (role == .admin ? .ok : .forbidden))
            if role != .admin { #expect(answer.body.contains("accounts.manage")) }
        }
    }

    @Test("the link of a new account is on the page that answers and in no log of the audit")
    func newAccount() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (admin, _) = try await web.person("Ada Admin", [.admin])
            try await admin.get("/console/accounts/new")

            let answer = try await admin.post(
                "/console/accounts/new",
                [("name", "Ines"), ("email", "ines@example.org"), ("zone", "UTC"), ("roles", "moderator")])

            #expect(answer.status == .ok)
            #expect(answer.body.contains("/console/welcome/"))
            let audited = try await stet.owner.values(
                String.self, "SELECT coalesce(after::text, '') FROM kernel.audit_entry")
            #expect(!audited.contains { $0.contains("ines@example.org") || $0.contains("welcome") })
        }
    }
}
