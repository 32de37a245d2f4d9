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

    @Test("statements that are left for the end run in their order and travel with COMMIT")
    func leftStatements() async throws {
        try await TestDatabase.withTable("n int", poolSize: 1) { database, table in
            let counted = try await StatementCounter.counting {
                try await database.transaction { transaction in
                    try transaction.executeLast(["INSERT INTO \(sql: table.sql) VALUES (1)"])
                    try transaction.executeLast(["UPDATE \(sql: table.sql) SET n = n + 1"])
                    return try await transaction.value(Int.self, "SELECT count(*) FROM \(sql: table.sql)")
                }
            }

            #expect(counted.result == 0)
            #expect(counted.roundTrips == 2)
            #expect(try await database.values(Int.self, "SELECT n FROM \(sql: table.sql)") == [2])
        }
    }

    @Test("a transaction of nothing but statements for its end is one round trip")
    func onlyLeftStatements() async throws {
        try await TestDatabase.withTable("n int", poolSize: 1) { database, table in
            _ = try await database.rows("SELECT 1")
            let counted = try await StatementCounter.counting {
                try await database.transaction { transaction in
                    try transaction.executeLast(["INSERT INTO \(sql: table.sql) VALUES (1)"])
                }
            }

            #expect(counted.roundTrips == 1)
            #expect(try await database.values(Int.self, "SELECT n FROM \(sql: table.sql)") == [1])
        }
    }

    @Test("what is wrong with a statement left for the end is thrown, and nothing is committed")
    func wrongLeftStatement() async throws {
        try await TestDatabase.withTable("n int PRIMARY KEY", poolSize: 1) { database, table in
            let error = await #expect(throws: PostgresError.self) {
                try await database.transaction(durability: .behindLocks) { transaction in
                    try await transaction.execute("INSERT INTO \(sql: table.sql) VALUES (1)")
                    try transaction.executeLast([
                        "INSERT INTO \(sql: table.sql) VALUES (1)",
                        "INSERT INTO \(sql: table.sql) VALUES (2)",
                    ])
                }
            }

            #expect(error?.sqlState == .uniqueViolation)
            let kept = try await database.values(Int.self, "SELECT n FROM \(sql: table.sql)")
            #expect(kept == [])
        }
    }

    @Test("nothing can be left for the end of a transaction that is over")
    func leftTooLate() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            let transaction = try await database.transaction { transaction in
                try await transaction.execute("SELECT 1")
                return transaction
            }

            let error = #expect(throws: PostgresError.self) { try transaction.executeLast(["SELECT 1"]) }

            #expect(error?.kind == .usage)
        }
    }

    @Test("what is committed behind its locks is on disk when the transaction returns", arguments: [1, 2])
    func durability(statements: Int) async throws {
        try await TestDatabase.withTable("n int", poolSize: 1) { database, table in
            // A throwaway server may not wait for its disk.
            _ = try await database.rows("SET synchronous_commit = on")
            let before = try await database.value(String.self, "SELECT pg_current_wal_insert_lsn()::text")
            let setting = try await database.transaction(durability: .behindLocks) { transaction in
                try transaction.executeLast(
                    (1...statements).map { "INSERT INTO \(sql: table.sql) VALUES (\($0))" })
                return try await transaction.value(
                    String.self, "SELECT current_setting('synchronous_commit')")
            }

            let isSafe = try await database.value(
                Bool.self, "SELECT pg_current_wal_flush_lsn() > \(before)::text::pg_lsn")

            #expect(setting == "off")
            #expect(isSafe == true)
            #expect(
                try await database.value(String.self, "SELECT current_setting('synchronous_commit')") == "on")
            #expect(
                try await database.value(Int.self, "SELECT count(*) FROM \(sql: table.sql)") == statements)
        }
    }
}
