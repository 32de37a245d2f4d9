import HTTPTypes
import Kernel
import Postgres
import TestSupport
import Testing

@testable import Accounts

@Suite("Tries to sign in")
struct ThrottleTests {
    private static let attacker = "198.51.100.9"
    private static let home = "203.0.113.5"

    @Test("an attacker's failures slow the attacker, who is told when to try again")
    func slowed() async throws {
        try await behindProxy { stet, web in
            let member = try await stet.member("Ines", [.moderator], in: web)
            let attacker = web.visitor()
            for number in 0..<10 {
                try await attacker.signIn(member.email, "guess number \(number)", from: Self.attacker)
            }
            stet.clock.advance(by: .seconds(5 * 60))

            let refused = try await attacker.signIn(member.email, from: Self.attacker)

            #expect(refused.status == .tooManyRequests)
            #expect(refused.body.contains("Wait "))
            let seconds = try #require(refused.headers[.retryAfter].flatMap { Int($0) })
            #expect((1...600).contains(seconds))
        }
    }

    @Test("the owner gets in meanwhile, from elsewhere and from a browser that is known")
    func owner() async throws {
        try await behindProxy { stet, web in
            let member = try await stet.member("Ines", [.moderator], in: web)
            let known = web.visitor()
            try await known.signIn(member.email, from: Self.attacker)
            try await known.get("/console")
            try await known.post("/console/sign-out")
            for number in 0..<12 {
                try await web.visitor().signIn(member.email, "guess \(number)", from: Self.attacker)
            }

            let elsewhere = try await web.visitor().signIn(member.email, from: Self.home)
            let sameAddress = try await known.signIn(member.email, from: Self.attacker)
            let stranger = try await web.visitor().signIn(member.email, from: Self.attacker)

            #expect(elsewhere.status == .seeOther)
            #expect(sameAddress.status == .seeOther)
            #expect(stranger.status == .tooManyRequests)
        }
    }

    @Test("tries from many addresses close the account to strangers, not to those who are at home in it")
    func manyAddresses() async throws {
        try await behindProxy { stet, web in
            let member = try await stet.member("Ines", [.moderator], in: web)
            let atHome = web.visitor()
            try await atHome.signIn(member.email, from: Self.home)
            for number in 0..<Throttle.triesAnAccount {
                try await web.visitor().signIn(member.email, "a guess", from: "198.51.100.\(number + 1)")
            }

            let stranger = try await web.visitor().signIn(member.email, from: "192.0.2.1")
            let newBrowserAtHome = try await web.visitor().signIn(member.email, from: Self.home)

            #expect(stranger.status == .tooManyRequests)
            #expect(newBrowserAtHome.status == .seeOther)
        }
    }

    @Test("a mark of another account makes no browser known")
    func foreignMark() throws {
        let devices = KnownDevice(secret: Secret())
        let mine = try #require(Email("mine@example.org"))
        let other = try #require(Email("other@example.org"))
        let mark = devices.mark(for: mine)

        #expect(devices.number(in: mark, for: mine) != nil)
        #expect(devices.number(in: mark, for: other) == nil)
        #expect(devices.number(in: "chosen.by-a-stranger", for: mine) == nil)
    }

    @Test("an address that tries many accounts is slowed for all of them")
    func oneAddress() async throws {
        try await behindProxy { stet, web in
            let member = try await stet.member("Ines", [.moderator], in: web)
            for number in 0..<Throttle.triesAnAddress {
                try await web.visitor().signIn("a\(number)@example.org", "a guess", from: Self.attacker)
            }

            let refused = try await web.visitor().signIn(member.email, from: Self.attacker)

            #expect(refused.status == .tooManyRequests)
        }
    }

    @Test("after a quarter of an hour all is forgotten")
    func over() async throws {
        try await behindProxy { stet, web in
            let member = try await stet.member("Ines", [.moderator], in: web)
            for number in 0..<11 {
                try await web.visitor().signIn(member.email, "guess \(number)", from: Self.attacker)
            }
            try await web.visitor().signIn("nobody@example.org", "a guess", from: Self.attacker)
            stet.clock.advance(by: .seconds(Throttle.minutes * 60 + 1))

            let entered = try await web.visitor().signIn(member.email, from: Self.attacker)
            try await Throttle.sweep(stet.kernel)

            #expect(entered.status == .seeOther)
            let left = try await stet.owner.value(Int.self, "SELECT count(*) FROM accounts.attempt")
            #expect(left == 0)
        }
    }

    @Test("however many tries there are, they take one row for each thing that is counted")
    func bounded() async throws {
        try await behindProxy { stet, web in
            for number in 0..<40 {
                try await web.visitor().signIn("ana@example.org", "guess \(number)", from: Self.attacker)
            }

            let rows = try await stet.owner.value(Int.self, "SELECT count(*) FROM accounts.attempt")

            #expect(rows == 3)
        }
    }

    @Test("tries sent at the same moment count like tries one after the other")
    func together() async throws {
        try await behindProxy(settings: ["accounts.argon2_at_once": "8"]) { stet, web in
            let browsers = (0..<24).map { _ in web.visitor() }

            let codes = try await withThrowingTaskGroup(of: Int.self) { group in
                for (number, browser) in browsers.enumerated() {
                    group.addTask {
                        try await browser.signIn("ana@example.org", "guess \(number)", from: Self.attacker)
                            .status.code
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }

            #expect(codes.filter { $0 == 422 }.count == 10)
            #expect(codes.filter { $0 == 429 }.count == 14)
        }
    }

    @Test("no account, an invited one, a suspended one and a wrong password get the same answer")
    func noHint() async throws {
        try await behindProxy { stet, web in
            let member = try await stet.member("Ines", [.moderator], in: web)
            let invited = try await stet.invite("Invited", [.editor])
            let suspended = try await stet.member("Suspended", [.editor], in: web)
            _ = try await stet.owner.rows(
                "UPDATE accounts.account SET disabled_at = now() WHERE account_id = \(suspended.id)")
            func answer(_ email: String, _ password: String) async throws -> String {
                let answer = try await web.visitor().signIn(email, password, from: Self.attacker)
                let body = answer.body.replacing(email, with: "").replacing(
                    /name="csrf" value="[^"]+"/, with: "")
                return "\(answer.status.code) \(body)"
            }

            let wrong = try await answer(member.email, "not my password")
            let others = [
                try await answer("nobody@example.org", "not my password"),
                try await answer(invited.email, "not my password"),
                try await answer(suspended.email, TestWeb.password),
            ]

            #expect(wrong.hasPrefix("422"))
            #expect(others.allSatisfy { $0 == wrong })
        }
    }
}
