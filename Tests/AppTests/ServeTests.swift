import Foundation
import Kernel
import Postgres
import TestSupport
import Testing

@Suite("stet serve", .timeLimit(.minutes(10)))
struct ServeTests {
    private struct Health: Decodable {
        let status: String
        let reasons: [String]
    }

    @Test("started while the database is down, it says so, and recovers by itself once the database is there")
    func startedWithoutDatabase() async throws {
        try await TestStet.compose(Command.plugins) { stet in
            _ = try await stet.owner.rows("DELETE FROM kernel.periodic")
            let server = try Server(environment: stet.environment())
            defer { server.stop() }

            try await stet.whileDatabaseIsDown {
                try await server.start()

                let alive = try await server.get("/healthz")
                let ready = try await server.get("/readyz")
                #expect(alive.status == 200)
                #expect(ready.status == 503)
                let health = try JSONDecoder().decode(Health.self, from: ready.body)
                #expect(
                    health.reasons == [
                        "The database does not answer as stet_console.",
                        "The database does not answer as stet_site.",
                    ])
                for path in ["/", "/topics/grief", "/providers", "/sitemap.xml"] {
                    let page = try await server.get(path)
                    #expect(page.status == 503, "\(path)")
                }
            }

            try await eventually { try await server.get("/readyz").status == 200 }
            let page = try await server.get("/")
            #expect(page.status == 200)
            // What it could not write down at its start it does now.
            try await eventually {
                try await stet.owner.value(
                    Bool.self, "SELECT EXISTS (SELECT FROM kernel.periodic WHERE kind = 'kernel.sweep')")
                    == true
            }
            let code = try await server.end()
            #expect(code == 0)
        }
    }
}

extension ServeTests {
    @Test("a port that is taken ends it with a word on what to do", arguments: ["web", "all"])
    func takenPort(part: String) async throws {
        try await TestStet.compose(Command.plugins) { stet in
            let taken = try TakenPort()
            defer { taken.free() }
            let only = part == "all" ? [] : ["--only", part]

            let ended = try await Command.run(
                ["serve", "--port", "\(taken.number)"] + only, try stet.environment())

            #expect(ended.code == 78)
            #expect(ended.errors.contains("port: \(taken.number) is taken. Choose another"))
        }
    }
}

/// A port of the loopback interface that somebody listens on.
private struct TakenPort {
    let number: UInt16
    private let descriptor: Int32

    init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let code = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) | listen(descriptor, 1) | getsockname(descriptor, $0, &size)
            }
        }
        try #require(code == 0)
        number = UInt16(bigEndian: address.sin_port)
    }

    func free() { close(descriptor) }
}
