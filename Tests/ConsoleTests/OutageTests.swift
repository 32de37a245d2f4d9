import Accounts
import Hummingbird
import Kernel
import TestSupport
import Testing

@Suite("While the database is down", .stet(with: [AccountsPlugin.self, TrialPlugin.self]))
struct OutageTests {
    @Test("pages say so, health says so, and both recover by themselves")
    func outage() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let visitor = web.visitor()
            #expect(try await visitor.get("/trial/read").body == "42")

            try await stet.whileDatabaseIsDown {
                let page = try await visitor.get("/trial/read")
                #expect(page.status == .serviceUnavailable)
                #expect(page.headers[.retryAfter] == "30")
                #expect(page.body.contains("Nothing that was saved is lost."))
                #expect(!page.body.contains("test_"))
                #expect(try await visitor.get("/readyz").status == .serviceUnavailable)
                #expect(try await visitor.get("/healthz").status == .ok)
            }

            #expect(try await visitor.get("/trial/read").body == "42")
            #expect(try await visitor.get("/readyz").status == .ok)
        }
    }

    @Test("a request that is under way says so too, and the next one is served again")
    func midRequest() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let underWay = Task { try await web.visitor().get("/trial/wait") }
            try await eventually { stet.database.metrics.inUse == 1 }

            try await stet.whileDatabaseIsDown {
                let answer = try await underWay.value
                #expect(answer.status == .serviceUnavailable)
                #expect(answer.body.contains("Nothing that was saved is lost."))
            }

            #expect(try await web.visitor().get("/trial/read").body == "42")
        }
    }

    @Test("somebody who is signed in still is afterwards")
    func session() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (client, _) = try await web.person("Ana", [.editor])

            try await stet.whileDatabaseIsDown {
                let answer = try await client.get("/console")
                #expect(answer.status == .serviceUnavailable)
            }

            #expect(try await client.get("/console").status == .ok)
        }
    }
}
