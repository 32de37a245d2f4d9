import HTTPTypes
import Kernel
import Postgres
import TestSupport
import Testing

@testable import Accounts

@Suite("Sessions", .stet(with: [AccountsPlugin.self]))
struct SessionTests {
    @Test("signing in gives a new session, and the one that the browser came with has ended")
    func fixation() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let member = try await stet.member("Ines", [.moderator], in: web)
            let browser = web.visitor()
            let first = try await browser.signIn(member.email)
            try await browser.get("/console/me/security")

            let second = try await browser.post(
                "/console/sign-in", [("email", member.email), ("password", TestWeb.password)])

            let tokens = (cookie("stet", of: first), cookie("stet", of: second))
            #expect(tokens.0 != nil && tokens.1 != nil)
            #expect(tokens.0 != tokens.1)
            #expect(try await stet.sessionCount(of: member.id) == 1)
        }
    }

    @Test("a session that a stranger chose is no session")
    func planted() async throws {
        try await TestStet.current.serve { web in
            let answer = try await web.visitor().send(
                .get, "/console", headers: [.cookie: "stet=chosen-by-a-stranger"], body: nil)

            #expect(answer.status == .seeOther)
        }
    }

    @Test("a session ends when nobody used it for so long, and not before")
    func idle() async throws {
        let settings = ["accounts.session_idle_minutes": "30"]
        try await TestStet.compose([AccountsPlugin.self], settings: settings) { stet in
            try await stet.serve { web in
                let (client, _) = try await web.person("Ines", [.moderator])

                stet.clock.advance(by: .seconds(29 * 60))
                let used = try await client.get("/console")
                stet.clock.advance(by: .seconds(29 * 60))
                let usedAgain = try await client.get("/console")
                stet.clock.advance(by: .seconds(31 * 60))
                let ended = try await client.get("/console")

                #expect(used.status == .ok)
                #expect(usedAgain.status == .ok)
                #expect(ended.status == .seeOther)
            }
        }
    }

    @Test("a screen that is only open keeps no session from ending")
    func looked() async throws {
        let settings = ["accounts.session_idle_minutes": "30"]
        try await TestStet.compose([AccountsPlugin.self], settings: settings) { stet in
            try await stet.serve { web in
                let member = try await stet.member("Ines", [.moderator], in: web)
                let entered = try await web.visitor().signIn(member.email)
                let token = try #require(cookie("stet", of: entered))
                let sessions = Sessions(kernel: stet.kernel)

                stet.clock.advance(by: .seconds(29 * 60))
                let open = try await sessions.actor(session: token, isUse: false)
                stet.clock.advance(by: .seconds(2 * 60))
                let ended = try await sessions.actor(session: token, isUse: false)

                #expect(open?.accountID == member.id)
                #expect(ended == nil)
            }
        }
    }

    @Test("a session ends after its hours even while it is used")
    func absolute() async throws {
        let settings = ["accounts.session_hours": "1"]
        try await TestStet.compose([AccountsPlugin.self], settings: settings) { stet in
            try await stet.serve { web in
                let (client, _) = try await web.person("Ines", [.moderator])

                stet.clock.advance(by: .seconds(50 * 60))
                let used = try await client.get("/console")
                stet.clock.advance(by: .seconds(11 * 60))
                let ended = try await client.get("/console")

                #expect(used.status == .ok)
                #expect(ended.status == .seeOther)
            }
        }
    }

    @Test("sessions that have ended are removed")
    func sweep() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (_, id) = try await web.person("Ines", [.moderator])
            stet.clock.advance(by: .seconds(13 * 3_600))

            try await Sessions(kernel: stet.kernel).sweep()

            #expect(try await stet.sessionCount(of: id) == 0)
        }
    }

    @Test("the list names browser, system and network, and not the address")
    func plainWords() async throws {
        try await behindProxy { stet, web in
            let member = try await stet.member("Ines", [.moderator], in: web)
            let browser = web.visitor()
            try await browser.signIn(
                member.email, from: "203.0.113.77",
                agent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0")

            let page = try await browser.get("/console/me/security")

            #expect(page.body.contains("Firefox on Windows"))
            #expect(page.body.contains("203.0.113.…"))
            #expect(!page.body.contains("203.0.113.77"))
        }
    }

    @Test("a session that is revoked has ended with the next request")
    func revoked() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (mine, _) = try await web.person("Ines", [.moderator])
            let member = try await stet.member("Other", [.moderator], in: web)
            let (here, there) = (web.visitor(), web.visitor())
            try await here.signIn(member.email)
            try await there.signIn(member.email)
            let page = try await here.get("/console/me/security")
            let path = try #require(
                page.body.firstMatch(of: /action="(\/console\/me\/security\/sessions\/[^"\/]+\/end)"/)?.1)

            let foreign = try await mine.post(String(path))
            let ended = try await here.post(String(path))

            #expect(foreign.status == .notFound)
            #expect(ended.status == .seeOther)
            #expect(try await there.get("/console").status == .seeOther)
            #expect(try await here.get("/console").status == .ok)
        }
    }

    @Test("all other sessions end at once, and this one stays")
    func others() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let member = try await stet.member("Ines", [.moderator], in: web)
            let (here, there) = (web.visitor(), web.visitor())
            try await here.signIn(member.email)
            try await there.signIn(member.email)
            try await here.get("/console/me/security")

            try await here.post("/console/me/security/sessions/end-others")

            #expect(try await there.get("/console").status == .seeOther)
            #expect(try await here.get("/console").status == .ok)
        }
    }

    @Test(
        "a new password ends other sessions where that is wished, and else leaves them",
        arguments: [true, false])
    func passwordChange(endsOthers: Bool) async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let member = try await stet.member("Ines", [.moderator], in: web)
            let (here, there) = (web.visitor(), web.visitor())
            try await here.signIn(member.email)
            try await there.signIn(member.email)
            try await here.get("/console/me/security")
            let fields = [("current", TestWeb.password), ("new", "another sentence of mine")]

            let changed = try await here.post(
                "/console/me/security/password", endsOthers ? fields + [("others", "yes")] : fields)

            #expect(changed.status == .seeOther)
            #expect(try await here.get("/console").status == .ok)
            #expect(try await there.get("/console").status == (endsOthers ? .seeOther : .ok))
            #expect(
                try await web.visitor().signIn(member.email, "another sentence of mine").status == .seeOther)
        }
    }

    @Test("a password is not changed without the present one, and guessing it is slowed")
    func presentPassword() async throws {
        try await TestStet.current.serve { web in
            let (client, _) = try await web.person("Ines", [.moderator])
            try await client.get("/console/me/security")
            var answers: [Int] = []

            for number in 0..<12 {
                let answer = try await client.post(
                    "/console/me/security/password",
                    [("current", "guess number \(number)"), ("new", "another sentence of mine")])
                answers.append(answer.status.code)
            }

            #expect(answers == Array(repeating: 422, count: 10) + [429, 429])
        }
    }

    @Test(
        "browsers are named in plain words",
        arguments: [
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/150.0 Safari/537.36",
                "Chrome on Linux"
            ),
            ("Mozilla/5.0 (Windows NT 10.0) Chrome/150.0 Safari/537.36 Edg/150.0", "Edge on Windows"),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) CriOS/150.0 Safari/604.1",
                "Chrome on iPhone"
            ),
            ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) Version/18.0 Safari/605.1.15", "Safari on a Mac"),
            ("Mozilla/5.0", "A browser"), ("curl/8.0", "A program that is no browser"),
            ("", "A program that is no browser"),
        ])
    func devices(agent: String, name: String) {
        #expect(DeviceName.of(agent) == name)
    }

    @Test(
        "addresses are shortened for eyes, and an IPv6 household counts as one",
        arguments: [
            ("203.0.113.77", "203.0.113.77", "203.0.113.…"),
            ("::ffff:203.0.113.77", "203.0.113.77", "203.0.113.…"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1:…"),
            ("2001:db8:1:2::9", "2001:db8:1:2::/64", "2001:db8:1:…"),
            ("127.0.0.1", "127.0.0.1", "the server itself"), ("::1", "::1", "the server itself"),
        ])
    func addresses(text: String, counted: String, shown: String) {
        let place = Place(address: text)

        #expect(place.address == counted)
        #expect(place.network == shown)
    }
}
