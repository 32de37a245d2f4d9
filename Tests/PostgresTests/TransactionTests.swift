import Postgres
import Testing

@Suite("Transactions")
struct TransactionTests {
    struct Refused: Error {}

    @Test("what the body did is committed when it returns")
    func commit() async throws {
        try await TestDatabase.withTable("n int") { database, table in
            try await database.transaction { transaction in
                let count = try await transaction.execute("INSERT INTO \(sql: table.sql) VALUES (1), (2)")
                #expect(count == 2)
            }

            #expect(try await database.value(Int.self, "SELECT count(*) FROM \(sql: table.sql)") == 2)
        }
    }

    @Test("what the body did is undone when it throws")
    func rollback() async throws {
        try await TestDatabase.withTable("n int", poolSize: 1) { database, table in
            await #expect(throws: Refused.self) {
                try await database.transaction { transaction in
                    try await transaction.execute("INSERT INTO \(sql: table.sql) VALUES (1)")
                    throw Refused()
                }
            }

            let count = try await database.value(Int.self, "SELECT count(*) FROM \(sql: table.sql)")
            #expect(count == 0)
        }
    }

    @Test("a transaction whose statement failed is not committed, though the body hid the error")
    func swallowedError() async throws {
        try await TestDatabase.withTable("n int", poolSize: 1) { database, table in
            let error = await #expect(throws: PostgresError.self) {
                try await database.transaction { transaction in
                    try await transaction.execute("INSERT INTO \(sql: table.sql) VALUES (1)")
                    _ = try? await transaction.execute("SELECT 1 / 0")
                }
            }

            #expect(error?.sqlState == .inFailedTransaction)
            let count = try await database.value(Int.self, "SELECT count(*) FROM \(sql: table.sql)")
            #expect(count == 0)
        }
    }

    @Test("a savepoint undoes its own part only")
    func savepoint() async throws {
        try await TestDatabase.withTable("n int PRIMARY KEY") { database, table in
            try await database.transaction { transaction in
                try await transaction.execute("INSERT INTO \(sql: table.sql) VALUES (1)")
                let error = await #expect(throws: PostgresError.self) {
                    try await transaction.savepoint {
                        try await transaction.execute("INSERT INTO \(sql: table.sql) VALUES (2)")
                        try await transaction.execute("INSERT INTO \(sql: table.sql) VALUES (1)")
                    }
                }
                #expect(error?.sqlState == .uniqueViolation)
                try await transaction.execute("INSERT INTO \(sql: table.sql) VALUES (3)")
            }

            #expect(
                try await database.values(Int.self, "SELECT n FROM \(sql: table.sql) ORDER BY n") == [1, 3])
        }
    }

    @Test("a snapshot sees one state and its settings, and may not write")
    func snapshot() async throws {
        try await TestDatabase.withTable("n int") { database, table in
            try await database.snapshot(settings: [("stet.as_of", "2026-01-01")]) { snapshot in
                let before = try await snapshot.value(Int.self, "SELECT count(*) FROM \(sql: table.sql)")
                _ = try await database.rows("INSERT INTO \(sql: table.sql) VALUES (1)")
                let (after, setting) = try await snapshot.fetch(
                    .value(Int.self, "SELECT count(*) FROM \(sql: table.sql)"),
                    .value(String.self, "SELECT current_setting('stet.as_of')"))
                #expect(before == 0)
                #expect(after == 0)
                #expect(setting == "2026-01-01")
            }
            let error = await #expect(throws: PostgresError.self) {
                try await database.snapshot { try await $0.rows("INSERT INTO \(sql: table.sql) VALUES (1)") }
            }
            #expect(error?.sqlState == .readOnlyTransaction)
            let count = try await database.value(Int.self, "SELECT count(*) FROM \(sql: table.sql)")
            #expect(count == 1)
        }
    }

    @Test("statements and round trips are counted, BEGIN travels with the first statement")
    func counting() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            _ = try await database.rows("SELECT 1")

            let fetched = try await StatementCounter.counting {
                try await database.fetch(.value(Int.self, "SELECT 1"), .value(Int.self, "SELECT 2"))
            }
            let inSnapshot = try await StatementCounter.counting {
                try await database.snapshot { snapshot in
                    try await snapshot.fetch(.value(Int.self, "SELECT 1"), .value(Int.self, "SELECT 2"))
                }
            }
            let inOne = try await StatementCounter.counting {
                try await database.snapshot(settings: [("stet.as_of", "x")]).fetch(
                    .value(Int.self, "SELECT 1"),
                    .value(String.self, "SELECT current_setting('stet.as_of')"))
            }

            #expect(fetched.statements == 2)
            #expect(fetched.roundTrips == 1)
            #expect(inSnapshot.statements == 2)
            #expect(inSnapshot.roundTrips == 2)
            #expect(inOne.result.0 == 1)
            #expect(inOne.result.1 == "x")
            #expect(inOne.roundTrips == 1)
        }
    }
}
