import Console
import HTTPTypes
import Kernel
import Postgres
import TestSupport
import Testing

@testable import Accounts

@Suite("Signing in", .stet(with: [AccountsPlugin.self], settings: ["trusted_proxies": "local"]))
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

    @Test("ten thousand wrong passwords lock out who sends them, and leave three rows in the database")
    func manyTries() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let email = try await Self.account(web)
            let attacker = web.visitor()
            try await attacker.get("/console/sign-in")
            var refused = 0
            for number in 0..<10_000 {
                let answer = try await attacker.post(
                    "/console/sign-in", [("email", email), ("password", "guess number \(number)")],
                    headers: Self.from("203.0.113.66"))
                if answer.status == .tooManyRequests { refused += 1 }
            }

            let right = [("email", email), ("password", TestWeb.password)]
            let there = try await attacker.post(
                "/console/sign-in", right, headers: Self.from("203.0.113.66"))
            let victim = web.visitor()
            try await victim.get("/console/sign-in")
            let elsewhere = try await victim.post(
                "/console/sign-in", right, headers: Self.from("198.51.100.7"))

            #expect(refused == 10_000 - Throttle.triesAPair)
            #expect(there.status == .tooManyRequests)
            #expect(elsewhere.status == .seeOther)
            let rows = try await stet.owner.value(Int.self, "SELECT count(*) FROM accounts.attempt")
            // One for each thing that is counted: the pair, the address, the account.
            #expect(rows == 3)
        }
    }

    @Test("guesses from everywhere lock an account for strangers, and not where its owner signs in")
    func fromEverywhere() async throws {
        try await TestStet.current.serve { web in
            let email = try await Self.account(web)
            let attacker = web.visitor()
            try await attacker.get("/console/sign-in")
            for number in 0..<Throttle.triesAnAccount {
                try await attacker.post(
                    "/console/sign-in", [("email", email), ("password", "guess number \(number)")],
                    headers: Self.from("203.0.113.\(number / Throttle.triesAPair)"))
            }

            func signIn(from address: String) async throws -> HTTPResponse.Status {
                let visitor = web.visitor()
                try await visitor.get("/console/sign-in")
                return try await visitor.post(
                    "/console/sign-in", [("email", email), ("password", TestWeb.password)],
                    headers: Self.from(address)
                ).status
            }

            #expect(try await signIn(from: "203.0.113.200") == .tooManyRequests)
            #expect(try await signIn(from: "local") == .seeOther)
        }
    }

    /// The header by which our proxy says from where somebody comes.
    private static func from(_ address: String) throws -> HTTPFields {
        [try #require(HTTPField.Name("X-Forwarded-For")): address]
    }

    /// The e-mail of an account whose owner has signed in from the address `local`.
    private static func account(_ web: TestWeb) async throws -> String {
        let (_, id) = try await web.person("Ana Whitfield", [.editor])
        return try #require(
            try await TestStet.current.owner.value(
                String.self, "SELECT email FROM accounts.account WHERE account_id = \(id)"))
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
            try await visitor.get("/console")
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
            if role != .admin { #expect(answer.body.contains("the role of admin.")) }
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
