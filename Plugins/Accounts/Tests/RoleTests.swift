import Kernel
import Postgres
import TestSupport
import Testing

@testable import Accounts

@Suite("Who may give roles", .stet(with: [AccountsPlugin.self]))
struct RoleTests {
    @Test(
        "nobody changes their own roles over the screen, with one account or two", arguments: [false, true])
    func ownRoles(second: Bool) async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (admin, own) = try await web.person("Ada Admin", [.admin])
            let (other, _) = try await web.person("Ben Admin", [.admin])
            let twin = try await stet.member("Ada Again", [.moderator], in: web)
            try await other.get("/console/accounts/\(twin.id)")
            let ownEmail = try await AccountQueries(reader: stet.database).account(own).email
            try await other.post("/console/accounts/\(twin.id)/person/join", [("other_email", ownEmail)])
            let target = second ? twin.id : own
            let account = try await AccountQueries(reader: stet.database).account(target)
            try await admin.get("/console/accounts/\(target)")

            let answer = try await admin.post(
                "/console/accounts/\(target)",
                [
                    ("name", account.displayName), ("email", account.email), ("zone", "UTC"),
                    ("version", String(account.version)), ("roles", "admin"), ("roles", "auditor"),
                ])

            #expect(answer.status == .unprocessableContent)
            #expect(answer.body.contains("Another administrator changes your roles."))
            #expect(try await stet.roles(of: target) == account.roles)
        }
    }

    @Test("the console's database role changes roles through the function only")
    func tables() async throws {
        let stet = try TestStet.current
        let invited = try await stet.invite("Ines", [.moderator])
        let statements: [SQL] = [
            "INSERT INTO accounts.account_role (account_id, role) VALUES (\(invited.id), 'admin')",
            "UPDATE accounts.account_role SET role = 'admin' WHERE account_id = \(invited.id)",
            "DELETE FROM accounts.account_role WHERE account_id = \(invited.id)",
        ]

        for statement in statements {
            let error = await #expect(throws: PostgresError.self) { try await stet.database.rows(statement) }
            #expect(error?.sqlState == .insufficientPrivilege)
        }
    }

    @Test("the function refuses oneself, somebody who is no administrator, and a second gift from nobody")
    func function() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let admin = try await stet.member("Ada", [.admin], in: web)
            let moderator = try await stet.member("Ines", [.moderator], in: web)
            let roles = ["admin", "moderator"]
            let statements: [(SQL, String)] = [
                (
                    "SELECT accounts.set_roles(\(admin.id), \(roles), \(admin.id))",
                    "account_role_not_by_oneself"
                ),
                (
                    "SELECT accounts.set_roles(\(admin.id), \(roles), \(moderator.id))",
                    "account_role_by_admin"
                ),
                (
                    "SELECT accounts.set_roles(\(moderator.id), \(roles), \(AccountID?.none))",
                    "account_role_by_admin"
                ),
            ]

            for (statement, constraint) in statements {
                let error = await #expect(throws: PostgresError.self) {
                    try await stet.database.rows(statement)
                }
                #expect(error?.constraint == constraint)
            }
            #expect(try await stet.roles(of: moderator.id) == ["moderator"])
        }
    }

    @Test("the last administrator keeps the role and the account")
    func lastAdmin() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (ada, adaID) = try await web.person("Ada", [.admin])
            let (_, benID) = try await web.person("Ben", [.admin])
            // Ada's sessions know nothing yet of what the database is told here.
            _ = try await stet.owner.rows(
                "UPDATE accounts.account SET disabled_at = now() WHERE account_id = \(benID)")
            let error = await #expect(throws: PostgresError.self) {
                try await stet.database.rows(
                    "UPDATE accounts.account SET disabled_at = now() WHERE account_id = \(adaID)")
            }
            try await ada.get("/console/accounts/\(benID)")
            try await ada.post("/console/accounts/\(benID)/restore")
            let suspended = try await ada.post("/console/accounts/\(benID)/suspend")

            #expect(error?.constraint == "account_last_admin")
            #expect(suspended.status == .seeOther)
        }
    }

    @Test("two administrators who suspend each other at the same moment do not both succeed")
    func eachOther() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (ada, adaID) = try await web.person("Ada", [.admin])
            let (ben, benID) = try await web.person("Ben", [.admin])

            async let first = ada.post("/console/accounts/\(benID)/suspend")
            async let second = ben.post("/console/accounts/\(adaID)/suspend")
            _ = try await (first, second)

            let working = try await stet.owner.value(
                Int.self, "SELECT count(*) FROM accounts.account WHERE disabled_at IS NULL")
            #expect(working == 1)
        }
    }

    @Test("before an account is suspended, a page says what that does, and does nothing itself")
    func asksFirst() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (admin, adminID) = try await web.person("Ada", [.admin])
            let (ines, id) = try await web.person("Ines", [.moderator])

            let asked = try await admin.get("/console/accounts/\(id)/suspend")
            let own = try await admin.get("/console/accounts/\(adminID)/suspend")
            let refused = try await ines.get("/console/accounts/\(id)/suspend")

            #expect(asked.body.contains("Suspend the account of Ines?"))
            #expect(asked.body.contains("Their session ends at once."))
            #expect(own.location == "/console/accounts/\(adminID)")
            #expect(refused.status == .forbidden)
            #expect(try await web.visitor().get("/console/accounts/\(id)/suspend").status == .seeOther)
            #expect(try await ines.get("/console").status == .ok)

            try await admin.post("/console/accounts/\(id)/suspend")

            #expect(
                try await admin.get("/console/accounts/\(id)/suspend").location == "/console/accounts/\(id)")
        }
    }

    @Test("a suspended account has no session from then on, and nobody suspends their own")
    func suspended() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (admin, adminID) = try await web.person("Ada", [.admin])
            let (client, id) = try await web.person("Ines", [.moderator])

            try await admin.post("/console/accounts/\(id)/suspend")
            try await admin.post("/console/accounts/\(adminID)/suspend")

            #expect(try await client.get("/console").status == .seeOther)
            #expect(try await stet.sessionCount(of: id) == 0)
            #expect(try await admin.get("/console").status == .ok)
        }
    }

    @Test("a new role counts with the next request")
    func newRole() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (admin, _) = try await web.person("Ada", [.admin])
            let (client, id) = try await web.person("Ines", [.moderator])
            let account = try await AccountQueries(reader: stet.database).account(id)
            let before = try await client.get("/console/audit")

            try await admin.post(
                "/console/accounts/\(id)",
                [
                    ("name", "Ines"), ("email", account.email), ("zone", "UTC"),
                    ("version", String(account.version)), ("roles", "auditor"),
                ])

            #expect(before.status == .forbidden)
            #expect(try await client.get("/console/audit").status == .ok)
        }
    }

    @Test("two accounts of one person count as one until another administrator separates them")
    func persons() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (admin, _) = try await web.person("Ada", [.admin])
            let one = try await stet.invite("Ines", [.moderator])
            let two = try await stet.invite("Ines Again", [.approver])
            func persons() async throws -> Int? {
                try await stet.owner.value(
                    Int.self,
                    """
                    SELECT count(DISTINCT person_id)
                    FROM accounts.account
                    WHERE account_id IN (\(one.id), \(two.id))
                    """)
            }
            try await admin.get("/console/accounts/\(one.id)")

            try await admin.post("/console/accounts/\(one.id)/person/join", [("other_email", two.email)])
            let joined = try await persons()
            let page = try await admin.get("/console/accounts/\(one.id)")
            try await admin.post("/console/accounts/\(one.id)/person/separate")
            let separated = try await persons()

            #expect(joined == 1)
            #expect(page.body.contains(two.email))
            #expect(separated == 2)
        }
    }

    @Test("nobody joins or separates their own accounts", arguments: ["join", "separate"])
    func ownPerson(deed: String) async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (admin, id) = try await web.person("Ada", [.admin])
            let other = try await stet.invite("Ines", [.moderator])
            let before = try await AccountQueries(reader: stet.database).account(id).personID

            let answer = try await admin.post(
                "/console/accounts/\(id)/person/\(deed)", [("other_email", other.email)])

            let after = try await AccountQueries(reader: stet.database).account(id).personID
            #expect([303, 422].contains(answer.status.code))
            #expect(after == before)
        }
    }
}
