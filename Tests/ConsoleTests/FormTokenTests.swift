import Accounts
import Hummingbird
import Kernel
import TestSupport
import Testing

@testable import Console

@Suite("Forms from elsewhere", .stet(with: [AccountsPlugin.self, TrialPlugin.self]))
struct FormTokenTests {
    @Test("a form with its token is taken")
    func own() async throws {
        try await TestStet.current.serve { web in
            let visitor = web.visitor()
            try await visitor.get("/console/trial/form")

            #expect(try await visitor.post("/console/trial/form").status == .seeOther)
        }
    }

    @Test("a form without a token is refused")
    func missing() async throws {
        try await TestStet.current.serve { web in
            let visitor = web.visitor()
            try await visitor.get("/console/trial/form")

            let answer = try await visitor.post("/console/trial/form", withToken: false)

            #expect(answer.status == .badRequest)
            #expect(answer.body.contains("Open it again."))
        }
    }

    @Test("a token of another browser is refused, signed in or not", arguments: [false, true])
    func foreign(signedIn: Bool) async throws {
        try await TestStet.current.serve { web in
            let mine = signedIn ? try await web.person("Ana", [.editor]).client : web.visitor()
            try await mine.get("/console/trial/form")
            let page = try await web.visitor().get("/console/trial/form")
            let token = try #require(page.body.firstMatch(of: /name="csrf" value="([^"]+)"/)?.1)

            let answer = try await mine.post(
                "/console/trial/form", [("csrf", String(token))], withToken: false)

            #expect(answer.status == .badRequest)
        }
    }

    @Test(
        "a browser that says where the form came from is believed",
        arguments: [
            ("cross-site", 400), ("same-site", 400), ("nonsense", 400), ("same-origin", 303), ("none", 303),
        ])
    func origin(site: String, status: Int) async throws {
        try await TestStet.current.serve { web in
            let visitor = web.visitor()
            try await visitor.get("/console/trial/form")

            let answer = try await visitor.post("/console/trial/form", headers: [.fetchSite: site])

            #expect(answer.status.code == status)
        }
    }

    @Test("a script of ours may send the token in a header")
    func header() async throws {
        try await TestStet.current.serve { web in
            let visitor = web.visitor()
            let page = try await visitor.get("/console/trial/form")
            let token = try #require(page.body.firstMatch(of: /name="csrf" value="([^"]+)"/)?.1)

            let answer = try await visitor.post(
                "/console/trial/form", withToken: false, headers: [.formToken: String(token)])

            #expect(answer.status == .seeOther)
        }
    }

    @Test("outside the console no form is taken, because nobody there has a token")
    func publicForm() async throws {
        try await TestStet.current.serve { web in
            let answer = try await web.visitor().post("/trial/form", [("csrf", "")])

            #expect(answer.status == .badRequest)
        }
    }

    @Test("more than two megabytes are refused with the limit")
    func tooLarge() async throws {
        try await TestStet.current.serve { web in
            let visitor = web.visitor()
            try await visitor.get("/console/trial/form")

            let answer = try await visitor.post(
                "/console/trial/form", [("title", String(repeating: "a", count: 2_000_001))])

            #expect(answer.status == .contentTooLarge)
            #expect(answer.body.contains("2 MB"))
        }
    }

    @Test("another type of body is refused with a hint")
    func otherTypes() async throws {
        try await TestStet.current.serve { web in
            let visitor = web.visitor()
            for type in ["multipart/form-data; boundary=x", "application/json", "text/plain"] {
                try await visitor.get("/console/trial/form")

                let answer = try await visitor.post("/console/trial/form", headers: [.contentType: type])

                #expect(answer.status == .badRequest, "\(type)")
                #expect(answer.body.contains("Send the form as our pages do."), "\(type)")
            }
        }
    }

    @Test("a form that is not UTF-8 is refused with the reason", arguments: ["title=%FF", "title=a%00b"])
    func notText(body: String) async throws {
        try await TestStet.current.serve { web in
            let visitor = web.visitor()
            let page = try await visitor.get("/console/trial/form")
            let token = try #require(page.body.firstMatch(of: /name="csrf" value="([^"]+)"/)?.1)

            let answer = try await visitor.send(
                .post, "/console/trial/form", headers: [.contentType: "application/x-www-form-urlencoded"],
                body: "csrf=\(token)&\(body)")

            #expect(answer.status == .badRequest)
            #expect(answer.body.contains("UTF-8"))
        }
    }
}
