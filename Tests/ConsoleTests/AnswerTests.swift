import Accounts
import HTTPTypes
import Hummingbird
import Kernel
import TestSupport
import Testing

@testable import Console

@Suite("What every answer carries", .stet(with: [AccountsPlugin.self, TrialPlugin.self]))
struct AnswerTests {
    static let paths = [
        "/console/sign-in", "/console/trial/mine", "/console/trial/refuse/fault", "/console/nowhere",
        "/nowhere",
        "/trial/page", "/healthz", "/assets/console.css", "/assets/nothing.css", "/trial/refuse/fault",
    ]

    @Test("headers keep each page to itself")
    func securityHeaders() async throws {
        try await TestStet.current.serve { web in
            for path in Self.paths {
                let headers = try await web.visitor().get(path).headers

                let policy = try #require(headers[try name("Content-Security-Policy")], "\(path)")
                #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
                #expect(!policy.contains("unsafe") && !policy.contains("http"))
                #expect(headers[try name("X-Content-Type-Options")] == "nosniff", "\(path)")
                #expect(headers[try name("X-Frame-Options")] == "DENY", "\(path)")
                #expect(headers[try name("Referrer-Policy")] == "strict-origin-when-cross-origin", "\(path)")
                #expect(headers[.requestID]?.isEmpty == false, "\(path)")
            }
        }
    }

    @Test("HEAD is answered like GET, without the body")
    func head() async throws {
        try await TestStet.current.serve { web in
            let visitor = web.visitor()
            for path in ["/trial/page", "/console/sign-in", "/healthz"] {
                let page = try await visitor.get(path)
                let head = try await visitor.send(.head, path, headers: [:], body: nil)

                #expect(head.status == page.status, "\(path)")
                #expect(head.body.isEmpty, "\(path)")
                #expect(head.headers[.contentType] == page.headers[.contentType], "\(path)")
            }
        }
    }

    @Test("pages of the console are kept by no cache")
    func noStore() async throws {
        try await TestStet.current.serve { web in
            let answer = try await web.visitor().get("/console/trial/form")

            #expect(answer.headers[.cacheControl] == "no-store")
        }
    }

    @Test("a reader of public pages gets no cookie")
    func noCookies() async throws {
        let paths = [
            "/trial/page", "/healthz", "/assets/console.css", "/trial/refuse/none", "/trial/refuse/fault",
        ]
        try await TestStet.current.serve { web in
            for path in paths {
                let answer = try await web.visitor().get(path)

                #expect(answer.headers[values: .setCookie].isEmpty, "\(path)")
            }
        }
    }

    @Test("a cookie of the console is for the console only and out of reach of scripts")
    func cookieAttributes() async throws {
        try await TestStet.current.serve { web in
            let cookies = try await web.visitor().get("/console/sign-in").headers[values: .setCookie]

            let cookie = try #require(cookies.first)
            #expect(cookies.count == 1)
            #expect(cookie.hasPrefix("stet_form="))
            for part in ["Path=/console", "HttpOnly", "SameSite=Lax"] { #expect(cookie.contains(part)) }
            #expect(!cookie.contains("Secure"))
        }
    }

    @Test("the session's cookie ends with the session")
    func sessionCookie() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let input = try AccountInput(
                name: "Ana", email: "ana@example.org", roles: ["editor"], zone: "UTC")
            let (_, link) = try await AddAccount(kernel: stet.kernel).run(
                input, grantedBy: nil, by: .program("test"))
            let visitor = web.visitor()
            try await visitor.get(link.path)

            let answer = try await visitor.post(
                link.path, [("password", TestWeb.password), ("repeated", TestWeb.password)])

            let session = try #require(answer.headers[values: .setCookie].first { $0.hasPrefix("stet=") })
            for part in ["Path=/console", "HttpOnly", "SameSite=Lax", "Max-Age="] {
                #expect(session.contains(part))
            }
        }
    }

    @Test("the menu shows what this person may open")
    func menu() async throws {
        try await TestStet.current.serve { web in
            let (editor, _) = try await web.person("Ana", [.editor])
            let (admin, _) = try await web.person("Ada", [.admin])

            #expect(try await editor.get("/console").body.contains("href=\"/console/trial/secret\""))
            #expect(try await !admin.get("/console").body.contains("href=\"/console/trial/secret\""))
        }
    }
}

@Suite(
    "Behind TLS",
    .stet(with: [AccountsPlugin.self, TrialPlugin.self], settings: ["site.url": "https://stet.example"]))
struct SecureCookieTests {
    @Test("cookies are sent over TLS only, and their names say so")
    func secure() async throws {
        try await TestStet.current.serve { web in
            let cookie =
                try await web.visitor().get("/console/sign-in").headers[values: .setCookie].first ?? ""

            #expect(cookie.hasPrefix("__Secure-stet_form="))
            #expect(cookie.contains("Secure;") || cookie.hasSuffix("Secure"))
        }
    }
}

@Suite("Messages for the next page", .stet(with: [AccountsPlugin.self, TrialPlugin.self]))
struct FlashTests {
    @Test("a message is shown once")
    func once() async throws {
        try await TestStet.current.serve { web in
            let visitor = web.visitor()
            try await visitor.get("/console/trial/form")
            try await visitor.post("/console/trial/form", [("title", "it & me")])

            let first = try await visitor.get("/console/trial/form")
            let second = try await visitor.get("/console/trial/form")

            #expect(first.body.contains("Saved “it &amp; me”."))
            #expect(!second.body.contains("Saved"))
        }
    }

    @Test("a message waits for a page that can show it")
    func waits() async throws {
        try await TestStet.current.serve { web in
            let visitor = web.visitor()
            try await visitor.get("/console/trial/form")
            try await visitor.post("/console/trial/form", [("title", "it")])

            try await visitor.get("/console/trial/away")

            #expect(try await visitor.get("/console/trial/form").body.contains("Saved “it”."))
        }
    }

    @Test("a script that asks for something on the page before leaves the message to the next page")
    func asked() async throws {
        try await TestStet.current.serve { web in
            let visitor = web.visitor()
            try await visitor.get("/console/trial/form")
            try await visitor.post("/console/trial/form", [("title", "it")])
            try await visitor.get("/console/trial/form", headers: [name("Sec-Fetch-Mode"): "cors"])

            #expect(try await visitor.get("/console/trial/form").body.contains("Saved “it”."))
        }
    }

    @Test("a second message takes the place of one that nobody saw")
    func second() async throws {
        try await TestStet.current.serve { web in
            let visitor = web.visitor()
            try await visitor.get("/console/trial/form")
            try await visitor.post("/console/trial/form", [("title", "one")])
            try await visitor.post("/console/trial/form", [("title", "two")])

            #expect(try await visitor.get("/console/trial/form").body.contains("Saved “two”."))
        }
    }

    @Test("a message that we did not sign is not shown")
    func forged() async throws {
        try await TestStet.current.serve { web in
            for value in ["aGVsbG8.AAAA", "aGVsbG8", "aGVsbG8.", ".", "aGVsbG8.AAAA.AAAA"] {
                let answer = try await web.visitor().get(
                    "/console/trial/form", headers: [.cookie: "stet_flash=\(value)"])

                #expect(answer.status == .ok, "\(value)")
                #expect(!answer.body.contains("hello"), "\(value)")
            }
        }
    }

    @Test("a form's token does not sign a message")
    func otherPurpose() async throws {
        let secret = try TestStet.current.kernel.secret

        let forged = "aGVsbG8.\(secret.sign("hello", for: "form"))"
        try await TestStet.current.serve { web in
            let answer = try await web.visitor().get(
                "/console/trial/form", headers: [.cookie: "stet_flash=\(forged)"])

            #expect(!answer.body.contains("hello"))
        }
    }
}

/// A header by its name.
func name(_ text: String) throws -> HTTPField.Name {
    try #require(HTTPField.Name(text))
}
