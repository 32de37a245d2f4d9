import Kernel
import Postgres
import TestSupport
import Testing

@testable import Accounts

@Suite("Passwords")
struct PasswordTests {
    private let rules = PasswordRules(settings: Settings())

    @Test(
        "a password that is short or tried first is refused",
        arguments: [
            "", "short", "eleven char", "aaaaaaaaaaaaaaaa", "121212121212", "password1234", "Password 1234!",
            "1q2w3e4r5t6y", "correct horse battery staple", "ines@example.org", "Ines Carvalho",
        ])
    func refused(password: String) {
        #expect(throws: FormIssues.self) {
            try rules.check(password, for: ["ines@example.org", "Ines Carvalho"], field: "password")
        }
    }

    @Test(
        "a long password is taken, whatever kinds of letters it has",
        arguments: [
            "a sentence works well", "sentencewithoutanything", "ein Satz mit Übermut", "密码是一个很长很长的句子",
        ])
    func taken(password: String) {
        #expect(throws: Never.self) {
            try rules.check(password, for: ["ines@example.org"], field: "password")
        }
    }

    @Test("the list of common passwords is there")
    func list() {
        #expect(PasswordRules.commonCount > 500)
    }

    @Test("the shortest length is a setting")
    func length() {
        let rules = PasswordRules(settings: Settings(["accounts.password_length": "20"]))

        #expect(throws: FormIssues.self) {
            try rules.check("nineteen letters ab", for: [], field: "password")
        }
        #expect(throws: Never.self) { try rules.check("nineteen letters abc", for: [], field: "password") }
        #expect(rules.hint.contains("20"))
    }

    @Test("a letter typed in one piece or in two is the same letter")
    func normalized() async throws {
        let passwords = Passwords(settings: Self.cheap)
        let hash = try await passwords.hash("caf\u{E9} on the corner")

        let matches = try await passwords.verify("cafe\u{301} on the corner", against: hash)

        #expect(matches)
    }

    @Test("a hash made with other parameters is made anew when its owner signs in")
    func renewed() async throws {
        try await behindProxy { stet, web in
            let member = try await stet.member("Ines", [.moderator], in: web)
            let older = Passwords(
                settings: Settings(["accounts.argon2_memory_kib": "2048", "accounts.argon2_passes": "3"]))
            let hash = try await older.hash(TestWeb.password)
            _ = try await stet.owner.rows(
                "UPDATE accounts.account SET password_hash = \(hash) WHERE account_id = \(member.id)")

            try await web.visitor().signIn(member.email, "not my password")
            let untouched = try await Self.storedHash(of: member, in: stet)
            try await web.visitor().signIn(member.email)
            let renewed = try await Self.storedHash(of: member, in: stet)

            #expect(untouched == hash)
            #expect(renewed?.hasPrefix("$argon2id$v=19$m=1024,t=1,p=1$") == true)
        }
    }

    @Test("so many are hashed at once, so many wait, and the next is turned away")
    func turnstile() async throws {
        let turnstile = Turnstile(atOnce: 1, mostWaiting: 1)
        let (gate, opening) = AsyncStream<Void>.makeStream()
        let (entered, entering) = AsyncStream<Void>.makeStream()

        let first = Task {
            try await turnstile.pass {
                entering.yield()
                for await _ in gate { break }
                return 1
            }
        }
        for await _ in entered { break }
        let second = Task { try await turnstile.pass { 2 } }
        while turnstile.waiting == 0 { await Task.yield() }

        await #expect(throws: Refusal.tooMany(seconds: Turnstile.patience)) {
            try await turnstile.pass { 3 }
        }
        opening.yield()
        let passed = try await [first.value, second.value]
        let later = try await turnstile.pass { 4 }

        #expect(passed == [1, 2])
        #expect(later == 4)
    }

    @Test("more sign-ins at once than are hashed get in or are told to come back, and none fails")
    func manyAtOnce() async throws {
        let settings = ["accounts.argon2_at_once": "1", "accounts.argon2_waiting": "2"]
        try await behindProxy(settings: settings) { stet, web in
            let member = try await stet.member("Ines", [.moderator], in: web)
            let browsers = (0..<24).map { _ in web.visitor() }

            let answers = try await withThrowingTaskGroup(of: ConsoleClient.Answer.self) { group in
                for (number, browser) in browsers.enumerated() {
                    group.addTask {
                        try await browser.signIn(member.email, from: "198.51.100.\(number + 1)")
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let after = try await web.visitor().signIn(member.email)

            #expect(answers.allSatisfy { [303, 429].contains($0.status.code) })
            #expect(
                answers.filter { $0.status == .tooManyRequests }.allSatisfy { $0.headers[.retryAfter] == "3" }
            )
            #expect(after.status == .seeOther)
        }
    }

    private static let cheap = Settings([
        "accounts.argon2_memory_kib": "1024", "accounts.argon2_passes": "1",
    ])

    private static func storedHash(of member: Invited, in stet: TestStet) async throws -> String? {
        try await stet.owner.value(
            String.self, "SELECT password_hash FROM accounts.account WHERE account_id = \(member.id)")
    }
}
