import Foundation
import Logging
import Postgres

/// The server that tests talk to: the variable STET_TEST_DATABASE_URL names it, with a role that may do everything.
enum TestDatabase {
    static func configuration(poolSize: Int = 4) throws -> DatabaseConfiguration {
        guard let url = ProcessInfo.processInfo.environment["STET_TEST_DATABASE_URL"] else {
            throw MissingURL()
        }
        // A machine that runs many tests at once takes its time; tests of a limit set one of their own.
        return DatabaseConfiguration(
            url: url, poolSize: poolSize, acquireTimeout: .seconds(120), connectTimeout: .seconds(60))
    }

    struct MissingURL: Error, CustomStringConvertible {
        var description: String {
            "set STET_TEST_DATABASE_URL to the URL of a PostgreSQL server in which tests may do everything"
        }
    }

    /// Runs the body with a database that is closed afterwards.
    static func with<Result>(
        poolSize: Int = 4, configure: (inout DatabaseConfiguration) -> Void = { _ in },
        isolation: isolated (any Actor)? = #isolation, _ body: (Database) async throws -> Result
    ) async throws -> Result {
        var configuration = try configuration(poolSize: poolSize)
        configure(&configuration)
        let database = Database(configuration, logger: Logger(label: "test"))
        do {
            let result = try await body(database)
            await database.close()
            return result
        } catch {
            await database.close()
            throw error
        }
    }

    /// Runs the body with a table of its own, which is dropped afterwards.
    static func withTable<Result>(
        _ columns: String, poolSize: Int = 4, isolation: isolated (any Actor)? = #isolation,
        _ body: (Database, Table) async throws -> Result
    ) async throws -> Result {
        try await with(poolSize: poolSize) { database in
            let table = Table(name: "t_" + UUID().uuidString.replacing("-", with: "").lowercased())
            try await database.script("CREATE TABLE \(table.name) (\(columns))")
            do {
                let result = try await body(database, table)
                try await database.script("DROP TABLE \(table.name)")
                return result
            } catch {
                _ = try? await database.script("DROP TABLE \(table.name)")
                throw error
            }
        }
    }

    struct Table: Sendable {
        let name: String
        var sql: SQL { "\(identifier: name)" }
    }
}

extension TestDatabase {
    /// A name for `application_name`, by which `pg_stat_activity` shows the connections of one test.
    static func applicationName() -> String {
        "test-" + UUID().uuidString
    }

    /// What the server shows of the sessions of one test, seen from another connection.
    static func states(of applicationName: String, in observer: Database) async throws -> [String] {
        try await observer.values(
            String.self,
            """
            SELECT coalesce(state, '') || ' ' || query
            FROM pg_stat_activity
            WHERE application_name = \(applicationName)
            ORDER BY pid
            """)
    }

    /// Ends all sessions of one test from another connection, as a restart of the server does, and waits until they
    /// are gone.
    static func terminate(_ applicationName: String, from observer: Database) async throws {
        _ = try await observer.rows(
            """
            SELECT pg_terminate_backend(pid)
            FROM pg_stat_activity
            WHERE application_name = \(applicationName)
            """)
        try await eventually { try await states(of: applicationName, in: observer).isEmpty }
    }

    /// Returns once the condition holds; the only end of a failing one is the time limit of the test.
    static func eventually(_ condition: () async throws -> Bool) async throws {
        while try await !condition() { try await Task.sleep(for: .milliseconds(10)) }
    }
}
