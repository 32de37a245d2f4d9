import Foundation
import Hummingbird
import Kernel
import Postgres

/// Whether the process is alive, and whether it can serve.
struct HealthRoutes: Sendable {
    let kernel: Kernel

    var routes: [Route] {
        var routes = Routes(extensions: [])
        routes.get("/healthz", .anyone) { _, _ in .text("{\"status\":\"alive\"}\n", type: Self.type) }
        routes.get("/readyz", .anyone, use: ready)
        return routes.all
    }

    private static let type = "application/json; charset=utf-8"

    private struct Readiness: Encodable {
        let status: String
        let reasons: [String]
    }

    /// Asks the database as each role that serves readers and the console; says no word about why beyond that.
    @Sendable private func ready(_ request: Request, _ visit: Visit) async throws -> Reply {
        var reasons: [String] = []
        for (role, database) in [("console", kernel.database), ("site", kernel.site)] {
            do {
                _ = try await database.value(Int.self, "SELECT 1")
            } catch {
                reasons.append("The database does not answer as stet_\(role).")
            }
        }
        if reasons.isEmpty {
            let applied = try? await kernel.database.value(
                Int.self, "SELECT count(*) FROM kernel.migration")
            if (applied ?? 0) == 0 { reasons.append("The schema is missing. Run stet migrate.") }
        }
        let readiness = Readiness(status: reasons.isEmpty ? "ready" : "not ready", reasons: reasons)
        let body = String(decoding: try JSONEncoder().encode(readiness), as: UTF8.self)
        return .text(body + "\n", type: Self.type, status: reasons.isEmpty ? .ok : .serviceUnavailable)
    }
}
