import Kernel
import Postgres
import TestSupport
import Testing

@testable import Accounts

@Suite("One-time links", .stet(with: [AccountsPlugin.self]))
struct LinkTests {
    @Test("an invitation names its person and the roles")
    func names() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let invited = try await stet.invite("Ines Carvalho", [.moderator, .editor])

            let page = try await web.visitor().get(invited.link)

            #expect(page.status == .ok)
            #expect(page.body.contains("Ines Carvalho, you are invited as Moderator, Editor."))
        }
    }

    @Test("a link that was used is gone, and says what to do")
    func used() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let member = try await stet.member("Ines", [.moderator], in: web)
            let visitor = web.visitor()

            let shown = try await visitor.get(member.link)

            #expect(shown.status == .gone)
            #expect(shown.body.contains("ask an administrator for a new link"))
        }
    }

    @Test("of two who use a link at the same moment one comes in")
    func together() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let invited = try await stet.invite("Ines", [.moderator])
            let browsers = [web.visitor(), web.visitor(), web.visitor(), web.visitor()]
            for browser in browsers { try await browser.get(invited.link) }

            let answers = try await withThrowingTaskGroup(of: Int.self) { group in
                for browser in browsers {
                    group.addTask {
                        try await browser.post(invited.link, TestStet.chosen(TestWeb.password)).status.code
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }.sorted()
            }

            #expect(answers == [303, 410, 410, 410])
        }
    }

    @Test("a link ends when its time is over, by the setting")
    func expired() async throws {
        try await TestStet.compose([AccountsPlugin.self], settings: ["accounts.invite_hours": "2"]) { stet in
            try await stet.serve { web in
                let invited = try await stet.invite("Ines", [.moderator])
                let visitor = web.visitor()

                stet.clock.advance(by: .seconds(3_600))
                let before = try await visitor.get(invited.link)
                stet.clock.advance(by: .seconds(3_601))
                let after = try await visitor.post(invited.link, TestStet.chosen(TestWeb.password))

                #expect(before.status == .ok)
                #expect(after.status == .gone)
            }
        }
    }

    @Test(
        "a made-up link leads nowhere",
        arguments: ["", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%00", "'--"])
    func forged(token: String) async throws {
        try await TestStet.current.serve { web in
            let answer = try await web.visitor().get("/console/welcome/\(token)")

            #expect([400, 404, 410].contains(answer.status.code))
        }
    }

    @Test("a newer link ends the older one")
    func newer() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let invited = try await stet.invite("Ines", [.moderator])
            let newer = try await ResetAccount(kernel: stet.kernel).run(invited.id, by: .program("test"))
            let visitor = web.visitor()

            let older = try await visitor.get(invited.link)
            let shown = try await visitor.get(newer.path)

            #expect(older.status == .gone)
            #expect(shown.status == .ok)
        }
    }

    @Test("the link of a suspended account does not work, and not after it is restored")
    func suspended() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (admin, _) = try await web.person("Ada Admin", [.admin])
            let invited = try await stet.invite("Ines", [.moderator])
            let visitor = web.visitor()
            try await visitor.get(invited.link)

            try await admin.post("/console/accounts/\(invited.id)/suspend")
            let suspended = try await visitor.post(invited.link, TestStet.chosen(TestWeb.password))
            try await admin.post("/console/accounts/\(invited.id)/restore")
            let restored = try await visitor.get(invited.link)

            #expect(suspended.status == .gone)
            #expect(restored.status == .gone)
        }
    }

    @Test("a new password by a link ends every session that was open")
    func reset() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (open, id) = try await web.person("Ines", [.moderator])
            let link = try await ResetAccount(kernel: stet.kernel).run(id, by: .program("test"))
            let visitor = web.visitor()
            try await visitor.get(link.path)

            try await visitor.post(link.path, TestStet.chosen("another sentence of mine"))

            #expect(try await open.get("/console").status == .seeOther)
            #expect(try await visitor.get("/console").status == .ok)
        }
    }

    @Test("the database holds no token, only its hash")
    func hashed() async throws {
        let stet = try TestStet.current
        let invited = try await stet.invite("Ines", [.moderator])
        let token = try #require(invited.link.split(separator: "/").last)

        let stored = try await stet.owner.values(
            String.self, "SELECT one_time_link::text FROM accounts.one_time_link")

        #expect(stored.count == 1)
        #expect(!stored[0].contains(token))
    }
}
