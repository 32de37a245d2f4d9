import Postgres
import Testing

@Suite("COPY in and out", .timeLimit(.minutes(10)))
struct CopyTests {
    struct Broken: Error {}

    private func lines(_ numbers: ClosedRange<Int>) -> AsyncStream<[UInt8]> {
        AsyncStream { continuation in
            for number in numbers {
                continuation.yield(
                    CopyText.row([String(number), number % 2 == 0 ? nil : "a\tb\\\n\(number)"]))
            }
            continuation.finish()
        }
    }

    @Test("what goes in comes out")
    func roundTrip() async throws {
        try await TestDatabase.withTable("n int, text text", poolSize: 1) { database, table in
            let written = try await database.copyIn(
                "COPY \(sql: table.sql) (n, text) FROM STDIN", bytes: lines(1...5000))
            var bytes: [UInt8] = []
            for try await chunk in database.copyOut(
                "COPY (SELECT n, text FROM \(sql: table.sql) ORDER BY n) TO STDOUT")
            {
                bytes += chunk
            }

            var expected: [UInt8] = []
            for await line in lines(1...5000) { expected += line }
            #expect(written == 5000)
            #expect(bytes == expected)
            let text = try await database.value(String.self, "SELECT text FROM \(sql: table.sql) WHERE n = 7")
            #expect(text == "a\tb\\\n7")
        }
    }

    @Test("large chunks are taken in pieces")
    func large() async throws {
        try await TestDatabase.withTable("text text", poolSize: 1) { database, table in
            let line = CopyText.row([String(repeating: "y", count: 3_000_000)])
            let written = try await database.copyIn(
                "COPY \(sql: table.sql) FROM STDIN",
                bytes: AsyncStream { continuation in
                    for _ in 0..<5 { continuation.yield(line) }
                    continuation.finish()
                })

            #expect(written == 5)
            let length = try await database.value(Int.self, "SELECT sum(length(text)) FROM \(sql: table.sql)")
            #expect(length == 15_000_000)
        }
    }

    @Test("bytes that end in an error write nothing, and the connection is used again")
    func aborted() async throws {
        try await TestDatabase.withTable("n int, text text", poolSize: 1) { database, table in
            let bytes = AsyncThrowingStream<[UInt8], any Error> { continuation in
                for number in 0..<1000 { continuation.yield(CopyText.row([String(number), nil])) }
                continuation.finish(throwing: Broken())
            }

            await #expect(throws: Broken.self) {
                try await database.copyIn("COPY \(sql: table.sql) FROM STDIN", bytes: bytes)
            }

            let count = try await database.value(Int.self, "SELECT count(*) FROM \(sql: table.sql)")
            #expect(count == 0)
            #expect(database.metrics.opened == 1)
        }
    }

    @Test("a row that the table refuses is an error of the server, without the row")
    func badRow() async throws {
        try await TestDatabase.withTable("n int", poolSize: 1) { database, table in
            let error = await #expect(throws: PostgresError.self) {
                try await database.copyIn(
                    "COPY \(sql: table.sql) FROM STDIN",
                    bytes: AsyncStream { continuation in
                        continuation.yield(CopyText.row(["1"]))
                        continuation.yield(CopyText.row(["secret"]))
                        continuation.finish()
                    })
            }

            #expect(error?.sqlState == .invalidText)
            #expect("\(String(describing: error))".contains("secret") == false)
            let count = try await database.value(Int.self, "SELECT count(*) FROM \(sql: table.sql)")
            #expect(count == 0)
        }
    }

    @Test("a cancelled COPY writes nothing")
    func cancelled() async throws {
        try await TestDatabase.withTable("n int, text text", poolSize: 2) { database, table in
            let (bytes, continuation) = AsyncStream.makeStream(of: [UInt8].self)
            let task = Task {
                try await database.copyIn("COPY \(sql: table.sql) FROM STDIN", bytes: bytes)
            }
            continuation.yield(CopyText.row(["1", nil]))
            try await TestDatabase.eventually { database.metrics.inUse == 1 }
            task.cancel()

            let result = await task.result
            #expect(throws: CancellationError.self) { try result.get() }
            let count = try await database.value(Int.self, "SELECT count(*) FROM \(sql: table.sql)")
            #expect(count == 0)
        }
    }

    @Test("within a transaction a COPY is part of it")
    func inTransaction() async throws {
        try await TestDatabase.withTable("n int, text text", poolSize: 1) { database, table in
            await #expect(throws: Broken.self) {
                try await database.transaction { transaction in
                    try await transaction.copyIn("COPY \(sql: table.sql) FROM STDIN", bytes: lines(1...10))
                    let count = try await transaction.value(
                        Int.self, "SELECT count(*) FROM \(sql: table.sql)")
                    #expect(count == 10)
                    throw Broken()
                }
            }

            let count = try await database.value(Int.self, "SELECT count(*) FROM \(sql: table.sql)")
            #expect(count == 0)
        }
    }

    @Test("COPY out that is left early gives its connection back")
    func leftEarly() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            for try await _ in database.copyOut(
                "COPY (SELECT repeat('x', 1000), generate_series(1, 10000000)) TO STDOUT")
            {
                break
            }
            let one = try await database.value(Int.self, "SELECT 1")
            #expect(one == 1)
            #expect(database.metrics.opened == 1)
        }
    }

    @Test("a statement that is no COPY, or one in the other direction, is refused")
    func wrongStatement() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            for statement: SQL in ["SELECT 1", "COPY (SELECT 1) TO STDOUT", "COPY nowhere FROM STDIN"] {
                await #expect(throws: PostgresError.self) {
                    try await database.copyIn(statement, bytes: lines(1...2))
                }
            }
            await #expect(throws: PostgresError.self) {
                for try await _ in database.copyOut("CREATE TEMP TABLE x (n int); COPY x FROM STDIN") {}
            }
            let one = try await database.value(Int.self, "SELECT 1")
            #expect(one == 1)
        }
    }
}
