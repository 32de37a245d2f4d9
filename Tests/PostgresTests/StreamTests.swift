import Postgres
import Testing

@Suite("Rows come as a stream", .timeLimit(.minutes(10)))
struct StreamTests {
    @Test("all rows come, in order, and the connection is free afterwards")
    func all() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            for _ in 0..<2 {
                var expected = 1
                for try await row in database.stream(
                    "SELECT n, 'text ' || n AS text FROM generate_series(1, \(20_000)) AS n")
                {
                    #expect(try row.decode(Int.self, "n") == expected)
                    #expect(try row.decode(String.self, "text") == "text \(expected)")
                    expected += 1
                }
                #expect(expected == 20_001)
            }
            let one = try await database.value(Int.self, "SELECT 1")
            #expect(one == 1)
        }
    }

    @Test("a statement without rows is an empty stream")
    func empty() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            var iterator = database.stream("SELECT 1 WHERE false").makeAsyncIterator()
            let first = try await iterator.next()
            let second = try await iterator.next()
            #expect(first == nil)
            #expect(second == nil)
        }
    }

    @Test("while the reader rests the server waits")
    func backPressure() async throws {
        try await TestDatabase.with(poolSize: 2) { database in
            let sequence = "s_\(UInt64.random(in: 0...UInt64.max))"
            try await database.script("CREATE SEQUENCE \(sequence)")
            var iterator = database.stream(
                """
                SELECT nextval(\(sequence)::text::regclass), repeat('x', 1000)
                FROM generate_series(1, 1000000)
                """
            ).makeAsyncIterator()
            _ = try await iterator.next()

            // How far the server runs ahead is bounded by the buffers between: it comes to rest far from the end.
            var position = 0
            try await TestDatabase.eventually {
                let before = position
                try await Task.sleep(for: .milliseconds(100))
                position =
                    try await database.value(Int.self, "SELECT last_value FROM \(identifier: sequence)") ?? 0
                return position == before
            }
            #expect(position < 100_000)
            _ = iterator
            try await abandon(&iterator, in: database)
            try await database.script("DROP SEQUENCE \(sequence)")
        }
    }

    /// Replaces the iterator by one of an empty stream, which lets go of its connection.
    private func abandon(_ iterator: inout RowStream.AsyncIterator, in database: Database) async throws {
        iterator = database.stream("SELECT 1 WHERE false").makeAsyncIterator()
        try await TestDatabase.eventually { database.metrics.inUse == 0 }
    }

    @Test("a stream that is left early is stopped on the server and its connection used again")
    func leftEarly() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            for _ in 0..<5 {
                for try await _ in database.stream(
                    "SELECT repeat('x', 1000), generate_series(1, 10000000)")
                { break }
            }
            let one = try await database.value(Int.self, "SELECT 1")
            #expect(one == 1)
            #expect(database.metrics.opened == 1)
        }
    }

    @Test("an error in the middle comes after the rows before it")
    func error() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            var rows = 0
            let error = await #expect(throws: PostgresError.self) {
                for try await _ in database.stream(
                    "SELECT 1 / (50000 - n) FROM generate_series(1, 100000) AS n")
                { rows += 1 }
            }
            #expect(error?.sqlState == SQLState(rawValue: "22012"))
            #expect(rows == 49_999)
            let one = try await database.value(Int.self, "SELECT 1")
            #expect(one == 1)
        }
    }

    @Test("within a transaction other statements wait for the end of the stream, or are refused")
    func inTransaction() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            let count = try await database.transaction { transaction in
                var count = 0
                for try await _ in transaction.stream("SELECT generate_series(1, 3)") {
                    count += 1
                    let error = await #expect(throws: PostgresError.self) {
                        try await transaction.rows("SELECT 1")
                    }
                    #expect(error?.kind == .usage)
                }
                let more = try await transaction.value(Int.self, "SELECT 1")
                return count + (more ?? 0)
            }
            #expect(count == 4)
        }
    }

    @Test("within a transaction a stream may be left early, and statements follow")
    func leftEarlyInTransaction() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            let error = await #expect(throws: PostgresError.self) {
                try await database.transaction { transaction in
                    for try await _ in transaction.stream("SELECT generate_series(1, 3)") { break }
                    let one = try await transaction.value(Int.self, "SELECT 1")
                    #expect(one == 1)
                    // A statement that is cut short fails its transaction, as any that fails.
                    for try await _ in transaction.stream("SELECT generate_series(1, 10000000)") { break }
                    _ = try await transaction.rows("SELECT 1")
                }
            }
            #expect(error?.sqlState == .inFailedTransaction)
        }
    }

    @Test("a transaction does not commit while its stream is read")
    func commitUnderneath() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            let error = await #expect(throws: PostgresError.self) {
                try await database.transaction { transaction in
                    var iterator = transaction.stream("SELECT generate_series(1, 1000)").makeAsyncIterator()
                    _ = try await iterator.next()
                    return iterator
                }
            }
            #expect(error?.kind == .usage)
        }
    }

    @Test("a transaction may end with its stream unread")
    func unreadInTransaction() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            await #expect(throws: PostgresError.self) {
                try await database.transaction { transaction in
                    var iterator = transaction.stream("SELECT generate_series(1, 1000000)")
                        .makeAsyncIterator()
                    _ = try await iterator.next()
                    try await transaction.execute("SELECT 1")
                }
            }
            let one = try await database.value(Int.self, "SELECT 1")
            #expect(one == 1)
        }
    }
}
