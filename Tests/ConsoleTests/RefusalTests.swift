import Accounts
import Hummingbird
import Kernel
import Postgres
import TestSupport
import Testing

@testable import Console

@Suite("What refusals become", .stet(with: [AccountsPlugin.self, TrialPlugin.self]))
struct RefusalTests {
    @Test("somebody unknown is sent to sign in, with the way back")
    func signIn() async throws {
        try await TestStet.current.serve { web in
            let answer = try await web.visitor().get("/console/trial/mine")

            #expect(answer.status == .seeOther)
            #expect(answer.location == "/console/sign-in?back=/console/trial/mine")
        }
    }

    @Test("a form of somebody unknown leads back to no page that only takes forms")
    func signInAfterForm() async throws {
        try await TestStet.current.serve { web in
            let answer = try await web.visitor().post("/console/trial/conflict")

            #expect(answer.status == .seeOther)
            #expect(answer.location == "/console/sign-in")
        }
    }

    @Test("a missing permission is 403, with the role to ask for, on a page that knows who asks")
    func forbidden() async throws {
        try await TestStet.current.serve { web in
            let (client, _) = try await web.person("Ana", [.auditor])

            let answer = try await client.get("/console/trial/secret")

            #expect(answer.status == .forbidden)
            #expect(answer.body.contains("the role of editor"))
            #expect(answer.body.contains("Go to Home"))
        }
    }

    @Test(
        "each refusal keeps its status on either side of the house", arguments: ["/console/trial", "/trial"])
    func statuses(folder: String) async throws {
        let statuses = [
            "none": 404, "gone": 410, "forbidden": 403, "too-many": 429, "fault": 500, "issues": 422,
        ]
        try await TestStet.current.serve { web in
            for (kind, status) in statuses {
                let answer = try await web.visitor().get("\(folder)/refuse/\(kind)")

                #expect(answer.status.code == status, "\(kind)")
                #expect(answer.headers[.contentType] == "text/html; charset=utf-8", "\(kind)")
                #expect(answer.headers[.cacheControl] == "no-store", "\(kind)")
            }
        }
    }

    @Test("a path that nobody serves is a page, not an empty answer")
    func nowhere() async throws {
        try await TestStet.current.serve { web in
            for path in ["/nowhere", "/console/nowhere"] {
                let answer = try await web.visitor().get(path)

                #expect(answer.status == .notFound, "\(path)")
                #expect(answer.body.contains("There is no page here"), "\(path)")
                #expect(!answer.body.contains(">Sign in</a>") || path == "/nowhere", "\(path)")
            }
        }
    }

    @Test("too many tries are told how long to wait")
    func tooMany() async throws {
        try await TestStet.current.serve { web in
            let answer = try await web.visitor().get("/console/trial/refuse/too-many")

            #expect(answer.headers[.retryAfter] == "120")
            #expect(answer.body.contains("2 minutes"))
        }
    }

    @Test("what is already done leads to where it is now, and says so there")
    func wrongState() async throws {
        try await TestStet.current.serve { web in
            let visitor = web.visitor()

            let answer = try await visitor.get("/console/trial/refuse/wrong-state")
            let there = try await visitor.get("/console/trial/form")

            #expect(answer.status == .seeOther)
            #expect(answer.location == "/console/trial/form")
            #expect(there.body.contains("It is decided."))
        }
    }

    @Test("a fault of ours shows a number for the log and nothing of itself")
    func fault() async throws {
        try await TestStet.current.serve { web in
            let answer = try await web.visitor().get("/console/trial/refuse/fault")
            let number = try #require(answer.headers[.requestID])

            #expect(answer.body.contains("tell us the number \(number)."))
            #expect(!answer.body.contains("hunter2") && !answer.body.contains("accounts.account"))
        }
    }

    @Test("an error of the database is a fault of ours and shows no name of a table")
    func databaseError() async throws {
        try await TestStet.current.serve { web in
            let answer = try await web.visitor().get("/trial/broken")

            #expect(answer.status == .internalServerError)
            #expect(!answer.body.contains("hideaway") && !answer.body.contains("42P01"))
        }
    }

    @Test("two versions of one thing stand side by side, and the choice can be sent")
    func conflict() async throws {
        try await TestStet.current.serve { web in
            let (client, _) = try await web.person("Ana", [.editor])
            try await client.get("/console/trial/form")

            let answer = try await client.post(
                "/console/trial/conflict", [("title", "what Ana wrote"), ("version", "4")])
            let token = answer.body.firstMatch(of: /name="csrf" value="([^"]*)"/)?.1 ?? ""
            let chosen = try await client.post(
                "/console/trial/conflict",
                [("title", "what Ines wrote"), ("version", "5"), ("csrf", String(token))], withToken: false)

            #expect(answer.status == .conflict)
            #expect(answer.body.contains("what Ana wrote") && answer.body.contains("what Ines wrote"))
            #expect(answer.body.contains("Ines changed this trial"))
            #expect(answer.body.contains("<input type=\"hidden\" name=\"note\" value=\"same\">"))
            #expect(chosen.status == .seeOther)
        }
    }

    @Test("a form that comes back keeps what was sent, and says what to mend at the field and on top")
    func issues() async throws {
        try await TestStet.current.serve { web in
            let visitor = web.visitor()
            try await visitor.get("/console/trial/form")

            let answer = try await visitor.post("/console/trial/form", [("title", "far too <long> a title")])

            #expect(answer.status == .unprocessableContent)
            #expect(answer.body.contains("value=\"far too &lt;long&gt; a title\""))
            #expect(answer.body.contains("<a href=\"#f-title\">Enter a title of at most 10 characters.</a>"))
            #expect(answer.body.contains("aria-invalid=\"true\""))
        }
    }

    @Test("issues on a route without a form are told on a page")
    func issuesWithoutForm() async throws {
        try await TestStet.current.serve { web in
            let visitor = web.visitor()
            try await visitor.get("/console/trial/form")

            let answer = try await visitor.post("/console/trial/bare")

            #expect(answer.status == .unprocessableContent)
            #expect(answer.body.contains("Enter a title."))
        }
    }

    @Test("a letter that the database cannot hold is the sender's mistake, not ours")
    func nul() async throws {
        try await TestStet.current.serve { web in
            let answer = try await web.visitor().get("/console/trial/find?q=a%00b")

            #expect(answer.status == .badRequest)
        }
    }
}
