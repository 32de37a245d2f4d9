import Accounts
import Console
import Foundation
import HTTPTypes
import Kernel
import Moderation
import Postgres
import TestSupport
import Testing

@testable import Providers

private let behindProxy = ["trusted_proxies": "local"]

@Suite("Reports of readers", .stet(with: providerPlugins, settings: behindProxy))
struct ReportTests {
    private static let path = "/providers/ana-whitfield/report"

    private func from(_ address: String) -> HTTPFields {
        guard let name = HTTPField.Name("X-Forwarded-For") else { return [:] }
        return [name: address]
    }

    @discardableResult
    private func send(
        _ web: TestWeb, _ fields: [(String, String)], from address: String = "198.51.100.7"
    ) async throws -> ConsoleClient.Answer {
        let reader = web.visitor()
        try await reader.get(Self.path)
        return try await reader.post(Self.path, fields, headers: from(address))
    }

    private func count(_ table: SQL) async throws -> Int {
        try await TestStet.current.owner.value(Int.self, "SELECT count(*) FROM \(sql: table)") ?? 0
    }

    @Test("anybody reports an error without an account, and is told what happens next and when")
    func reported() async throws {
        _ = try await importing(someProviders)
        try await TestStet.current.serve { web in
            let reader = web.visitor()
            let form = try await reader.get(Self.path)
            let sent = try await reader.post(
                Self.path, [("kind", "license"), ("words", "It lapsed."), ("email", "r@example.org")])
            let thanks = try await reader.get(try #require(sent.location))

            #expect(form.status == .ok && form.headers[.setCookie] == nil)
            #expect(form.headers[.cacheControl] == "no-store")
            #expect(sent.status == .seeOther)
            #expect(sent.location == "\(Self.path)/thanks")
            #expect(thanks.body.contains("within 2 days"))
            #expect(thanks.body.contains("noindex"))
            #expect(
                try await count("providers.report WHERE kind = 'license' AND email = 'r@example.org'") == 1)
        }
    }

    @Test("what cannot be read comes back with what was typed, and is not kept")
    func garbage() async throws {
        _ = try await importing(someProviders)
        try await TestStet.current.serve { web in
            let nothing = try await send(web, [])
            let unknown = try await send(web, [("kind", "'; DROP TABLE"), ("words", "<b>bold</b>")])
            let long = try await send(
                web, [("kind", "text"), ("words", String(repeating: "é", count: 1_001))])
            let address = try await send(web, [("kind", "text"), ("email", "nobody")])
            let silent = try await send(web, [("kind", "other")])

            for answer in [nothing, unknown, long, address, silent] {
                #expect(answer.status == .unprocessableContent)
            }
            #expect(unknown.body.contains("&lt;b&gt;bold&lt;/b&gt;"))
            #expect(try await count("providers.report") == 0)
            #expect(try await count("providers.report_count") == 0)
        }
    }

    @Test("a megabyte is refused before it is read")
    func large() async throws {
        _ = try await importing(someProviders)
        try await TestStet.current.serve { web in
            let answer = try await send(
                web, [("kind", "text"), ("words", String(repeating: "a", count: 1_000_000))])

            #expect(answer.status == .contentTooLarge)
            #expect(answer.body.contains("64 KB"))
            #expect(try await count("providers.report") == 0)
        }
    }

    @Test("a form that no page of ours made is refused")
    func forged() async throws {
        _ = try await importing(someProviders)
        try await TestStet.current.serve { web in
            let reader = web.visitor()
            try await reader.get("/providers/jonas-okafor/report")
            let fields = [("kind", "license")]

            let other = try await reader.post(Self.path, fields)
            let made = try await reader.post(Self.path, fields + [("csrf", "zz.zz")], withToken: false)
            let none = try await reader.post(Self.path, fields, withToken: false)
            try await reader.get(Self.path)
            let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
            let elsewhere = try await reader.post(Self.path, fields, headers: [site: "cross-site"])

            for answer in [other, made, none, elsewhere] { #expect(answer.status == .badRequest) }
            #expect(try await count("providers.report") == 0)
        }
    }

    @Test("a form that was open for hours comes back as it was typed, to be sent once more")
    func stale() async throws {
        _ = try await importing(someProviders)
        let stet = try TestStet.current
        try await stet.serve { web in
            let reader = web.visitor()
            try await reader.get(Self.path)
            stet.clock.advance(by: .seconds(5 * 3_600))

            let late = try await reader.post(Self.path, [("kind", "license"), ("words", "It lapsed.")])
            let again = try await reader.post(Self.path, [("kind", "license"), ("words", "It lapsed.")])

            #expect(late.status == .unprocessableContent)
            #expect(late.body.contains("It lapsed.") && late.body.contains("once more"))
            #expect(again.status == .seeOther)
            #expect(try await count("providers.report") == 1)
        }
    }

    @Test("a robot that fills in the hidden field is thanked and not heard")
    func robot() async throws {
        _ = try await importing(someProviders)
        try await TestStet.current.serve { web in
            let answer = try await send(web, [("kind", "license"), ("homepage", "https://spam.example")])

            #expect(answer.status == .seeOther)
            #expect(try await count("providers.report") == 0)
        }
    }

    @Test("who is not public cannot be reported")
    func notPublic() async throws {
        _ = try await importing(someProviders, ImportOptions())
        try await TestStet.current.serve { web in
            let reader = web.visitor()
            let form = try await reader.get(Self.path)
            let thanks = try await reader.get("\(Self.path)/thanks")
            let stet = try TestStet.current
            let token = ReaderToken.make(
                for: Self.path, at: stet.clock.now(), with: stet.kernel.secret)
            let sent = try await reader.post(Self.path, [("kind", "license"), ("csrf", token)])

            for answer in [form, thanks, sent] { #expect(answer.status == .notFound) }
        }
    }

    @Test("of a thousand reports from one network ten count, the others are told when to come back")
    func flood() async throws {
        _ = try await importing(someProviders)
        try await TestStet.current.serve { web in
            let reader = web.visitor()
            try await reader.get(Self.path)
            var refused = 0
            for number in 1...1_000 {
                let answer = try await reader.post(
                    Self.path, [("kind", "license")], headers: from("198.51.100.\(number % 256)"))
                if answer.status == .tooManyRequests {
                    refused += 1
                    let wait = answer.headers[.retryAfter].flatMap { Int($0) } ?? 0
                    #expect((1...3_600).contains(wait))
                }
            }
            let elsewhere = try await send(web, [("kind", "license")], from: "203.0.113.9")

            // The hour may end meanwhile; then as many count anew.
            let kept = try await count("providers.report")
            #expect(kept == 1_000 - refused + 1 && kept <= 21)
            #expect(elsewhere.status == .seeOther)
            #expect(try await count("moderation.review_item WHERE type = 'report'") == 1)
        }
    }

    @Test(
        "addresses are counted by the network that one household is given",
        arguments: [
            ("198.51.100.7", "198.51.100.200", true), ("198.51.100.7", "198.51.101.7", false),
            ("2001:db8:1:2::1", "2001:db8:1:ffff::9", true), ("2001:db8:1::1", "2001:db8:2::1", false),
            ("::ffff:198.51.100.7", "198.51.100.1", true), ("local", "local", true),
        ])
    func networks(left: String, right: String, same: Bool) {
        #expect((ReportLimit.shortened(left) == ReportLimit.shortened(right)) == same)
    }

    @Test("no address is stored, and the day's salt goes with the day")
    func forgotten() async throws {
        _ = try await importing(someProviders)
        let stet = try TestStet.current
        try await stet.serve { web in
            try await send(web, [("kind", "license")], from: "198.51.100.7")
            let key = try await stet.owner.value(String.self, "SELECT key FROM providers.report_count")
            let salt = try await stet.owner.value(String.self, "SELECT salt FROM providers.report_salt")
            _ = try await stet.owner.rows("UPDATE providers.report_salt SET day = day - 1")
            _ = try await stet.owner.rows(
                "UPDATE providers.report_count SET hour = hour - interval '3 hours'")

            try await ForgetReporters.run(stet.kernel)

            let expected = ReportLimit.key(ReportLimit.shortened("198.51.100.7"), salt: try #require(salt))
            #expect(key == expected)
            #expect(try await count("providers.report_salt") == 0)
            #expect(try await count("providers.report_count") == 0)
        }
    }

    @Test("reports about one profile wait in one item, and the desk shows each as text")
    func joined() async throws {
        _ = try await importing(someProviders)
        try await TestStet.current.serve { web in
            try await send(web, [("kind", "license"), ("words", "<script>alert(1)</script>")])
            try await send(web, [("kind", "contact"), ("words", "The phone is dead.")])
            let (moderator, _) = try await web.person("Mo", [.moderator])
            let queue = try await moderator.get("/console/queue")
            let desk = try await moderator.get(try item(queue))

            #expect(try await count("moderation.review_item WHERE type = 'report' AND risk = 2") == 1)
            #expect(queue.body.contains("2 readers, the last: Phone, website or address is wrong"))
            #expect(desk.body.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
            #expect(!desk.body.contains("<script>alert"))
            #expect(desk.body.contains("The phone is dead.") && desk.body.contains("Report 2 of 2"))
            #expect(desk.body.contains("No reader asked for an answer"))
        }
    }

    @Test(
        "a report is confirmed with what follows, or dismissed with a reason",
        arguments: [
            ("confirm", "credential", "Now look the license up again"), ("dismiss", "right", "Dismissed."),
        ])
    func decided(decision: String, reason: String, message: String) async throws {
        _ = try await importing(someProviders)
        try await TestStet.current.serve { web in
            try await send(web, [("kind", "license"), ("email", "reader@example.org")])
            let (moderator, _) = try await web.person("Mo", [.moderator])
            let path = try item(try await moderator.get("/console/queue"))
            let shown = try await moderator.get(path)
            try await moderator.post("\(path)/claim")
            try await moderator.get(path)
            let bare = try await moderator.post("\(path)/decide", [("decision", decision), ("version", "1")])
            let done = try await moderator.post(
                "\(path)/decide", [("decision", decision), ("version", "1"), ("reason_code", reason)])
            let after = try await moderator.get(try #require(done.location))
            try await ForgetReporters.run(try TestStet.current.kernel)
            let later = try await moderator.get(path)

            #expect(shown.body.contains("reader@example.org"))
            #expect(bare.status == .unprocessableContent)
            #expect(done.status == .seeOther)
            #expect(after.body.contains(message), "\(after.body)")
            #expect(!later.body.contains("reader@example.org"))
            #expect(try await count("providers.report WHERE email IS NOT NULL") == 0)
        }
    }

    @Test("an address is kept while its report waits")
    func waits() async throws {
        _ = try await importing(someProviders)
        try await TestStet.current.serve { web in
            try await send(web, [("kind", "license"), ("email", "reader@example.org")])

            try await ForgetReporters.run(try TestStet.current.kernel)

            #expect(try await count("providers.report WHERE email IS NOT NULL") == 1)
        }
    }

    private func item(_ queue: ConsoleClient.Answer) throws -> String {
        let matches = queue.body.matches(of: /href="(\/console\/queue\/[0-9a-f-]{36})"/)
        return String(try #require(matches.first).1)
    }
}
