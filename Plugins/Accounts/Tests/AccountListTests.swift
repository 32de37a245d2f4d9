import Kernel
import Postgres
import TestSupport
import Testing

@testable import Accounts

@Suite("The list of accounts", .stet(with: [AccountsPlugin.self]))
struct AccountListTests {
    /// The names in a page of the list, in its order.
    private static func names(_ answer: ConsoleClient.Answer) -> [String] {
        answer.body.matches(of: /<th scope="row"><a href="[^"]+">([^<]+)<\/a>/).map { String($0.1) }
    }

    @Test("role and state narrow it, and the count says how many there are")
    func filters() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (admin, _) = try await web.person("Ada Admin", [.admin])
            _ = try await stet.invite("Invited Editor", [.editor])
            _ = try await stet.member("Active Editor", [.editor], in: web)

            let editors = try await admin.get("/console/accounts?role=editor")
            let invited = try await admin.get("/console/accounts?role=editor&state=invited")
            let suspended = try await admin.get("/console/accounts?state=suspended")

            #expect(Self.names(editors) == ["Active Editor", "Invited Editor"])
            #expect(editors.body.contains("2 accounts"))
            #expect(Self.names(invited) == ["Invited Editor"])
            #expect(suspended.body.contains("No account matches these filters."))
        }
    }

    @Test(
        "it is sorted by name, address or last visit, both ways",
        arguments: [
            ("", ["Ada", "Ben", "Cyd"]), ("direction=desc", ["Cyd", "Ben", "Ada"]),
            ("sort=email", ["Cyd", "Ben", "Ada"]), ("sort=seen&direction=desc", ["Ada", "Ben", "Cyd"]),
        ])
    func order(query: String, names: [String]) async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (admin, id) = try await web.person("Ada", [.admin])
            let ben = try await stet.invite("Ben", [.editor])
            let cyd = try await stet.invite("Cyd", [.editor])
            _ = try await stet.owner.rows([
                "UPDATE accounts.account SET email = 'c@example.org' WHERE account_id = \(id)",
                "UPDATE accounts.account SET email = 'b@example.org', seen_at = '2020-01-01Z' WHERE account_id = \(ben.id)",
                "UPDATE accounts.account SET email = 'a@example.org' WHERE account_id = \(cyd.id)",
            ])

            let answer = try await admin.get("/console/accounts?\(query)")

            #expect(Self.names(answer) == names)
        }
    }

    @Test(
        "page by page it shows everybody once, in each order",
        arguments: ["", "?direction=desc", "?sort=email", "?sort=seen", "?sort=seen&direction=desc"])
    func paging(query: String) async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (admin, _) = try await web.person("Ada", [.admin])
            _ = try await stet.owner.rows([
                """
                INSERT INTO accounts.person (person_id)
                SELECT md5('person ' || number)::uuid FROM generate_series(1, 120) AS number
                """,
                """
                INSERT INTO accounts.account (account_id, person_id, email, display_name, seen_at)
                SELECT md5('account ' || number)::uuid, md5('person ' || number)::uuid,
                  'p' || number || '@example.org', 'Person ' || number % 7,
                  CASE WHEN number % 3 = 0 THEN timestamptz '2026-01-01Z' END
                FROM generate_series(1, 120) AS number
                """,
            ])
            var path: String? = "/console/accounts\(query)"
            var seen: [String] = []

            while let next = path {
                let answer = try await admin.get(next)
                seen += answer.body.matches(of: /<td>([^<@]+@[^<]+)<\/td>/).map { String($0.1) }
                path = answer.body.firstMatch(of: /href="([^"]+)" rel="next"/)
                    .map { String($0.1).replacing("&amp;", with: "&") }
            }

            #expect(seen.count == 121)
            #expect(Set(seen).count == 121)
        }
    }

    @Test("an address that another account has is said at the field")
    func takenAddress() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (admin, _) = try await web.person("Ada", [.admin])
            let ines = try await stet.invite("Ines", [.editor])
            let ben = try await stet.invite("Ben", [.editor])
            try await admin.get("/console/accounts/\(ben.id)")

            let answer = try await admin.post(
                "/console/accounts/\(ben.id)",
                [
                    ("name", "Ben"), ("email", ines.email), ("zone", "UTC"), ("version", "1"),
                    ("roles", "editor"),
                ])

            #expect(answer.status == .unprocessableContent)
            #expect(answer.body.contains("This address has an account already."))
        }
    }

    @Test("the page tells in plain words what happened to the account")
    func history() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (admin, _) = try await web.person("Ada Admin", [.admin])
            let ines = try await stet.invite("Ines", [.editor])
            try await admin.get("/console/accounts/\(ines.id)")
            try await admin.post(
                "/console/accounts/\(ines.id)",
                [
                    ("name", "Ines"), ("email", ines.email), ("zone", "America/New_York"), ("version", "1"),
                    ("roles", "moderator"),
                ])

            let page = try await admin.get("/console/accounts/\(ines.id)")

            #expect(page.body.contains("Changed this account: roles editor → moderator"))
            #expect(page.body.contains("Ada Admin, admin"))
        }
    }

    @Test("an invitation that ended says so in the list and on the first screen")
    func endedInvitation() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            _ = try await stet.invite("Late Lena", [.editor])
            _ = try await stet.owner.rows(
                "UPDATE accounts.one_time_link SET expires_at = now() - interval '1 day'")
            let (admin, _) = try await web.person("Ada Admin", [.admin])

            let list = try await admin.get("/console/accounts?state=invited")
            let home = try await admin.get("/console")

            #expect(list.body.contains("invitation ended"))
            #expect(home.body.contains("The link of one of them has ended."))
        }
    }

    @Test("an invitation whose link was swept away still asks for a new one")
    func sweptInvitation() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            _ = try await stet.invite("Late Lena", [.editor])
            _ = try await stet.owner.rows("DELETE FROM accounts.one_time_link")
            let (admin, _) = try await web.person("Ada Admin", [.admin])

            let home = try await admin.get("/console")

            #expect(home.body.contains("The link of one of them has ended."))
        }
    }

    @Test("who has nothing to do is told so kindly")
    func emptyHome() async throws {
        try await TestStet.current.serve { web in
            let (editor, _) = try await web.person("Ruth Abernathy", [.editor])

            let home = try await editor.get("/console")

            #expect(home.body.contains("Nothing needs you right now, Ruth."))
        }
    }
}
