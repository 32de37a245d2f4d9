import Postgres
import Testing

@Suite("Cancelling a task cancels its statement", .timeLimit(.minutes(10)))
struct CancellationTests {
    /// Starts the work as a task, cancels it once the server runs a statement of it, and returns its error.
    private func errorOfCancelled(
        _ work: @escaping @Sendable (Database) async throws -> Void,
        then check: (Database) async throws -> Void = { _ in }
    ) async throws -> (any Error)? {
        let name = TestDatabase.applicationName()
        return try await TestDatabase.with(poolSize: 1) { observer in
            try await TestDatabase.with(poolSize: 1) {
                $0.applicationName = name
            } _: { database in
                let task = Task { try await work(database) }
                try await TestDatabase.eventually {
                    try await TestDatabase.states(of: name, in: observer)
                        .contains { $0.hasPrefix("active") && $0.contains("pg_sleep") }
                }
                task.cancel()
                // The statement would sleep for an hour: that the server stops running it is the point.
                try await TestDatabase.eventually {
                    try await TestDatabase.states(of: name, in: observer).allSatisfy {
                        !$0.hasPrefix("active")
                    }
                }
                let result = await task.result
                try await check(database)
                guard case .failure(let error) = result else { return nil }
                return error
            }
        }
    }

    @Test("a statement stops on the server and its connection is used again")
    func statement() async throws {
        let error = try await errorOfCancelled { database in
            _ = try await database.rows("SELECT pg_sleep(3600)")
        } then: { database in
            let one = try await database.value(Int.self, "SELECT 1")
            #expect(one == 1)
            #expect(database.metrics.opened == 1)
        }

        #expect(error is CancellationError)
    }

    @Test("a pipeline stops")
    func pipeline() async throws {
        let error = try await errorOfCancelled { database in
            _ = try await database.rows(["SELECT 1", "SELECT pg_sleep(3600)", "SELECT 2"])
        } then: { database in
            let one = try await database.value(Int.self, "SELECT 1")
            #expect(one == 1)
        }

        #expect(error is CancellationError)
    }

    @Test("a transaction is rolled back and its connection is used again")
    func transaction() async throws {
        try await TestDatabase.withTable("n int") { other, table in
            let error = try await errorOfCancelled { database in
                try await database.transaction { transaction in
                    try await transaction.execute("INSERT INTO \(sql: table.sql) VALUES (1)")
                    try await transaction.execute("SELECT pg_sleep(3600)")
                }
            } then: { database in
                let count = try await database.value(Int.self, "SELECT count(*) FROM \(sql: table.sql)")
                #expect(count == 0)
            }

            #expect(error is CancellationError)
            let count = try await other.value(Int.self, "SELECT count(*) FROM \(sql: table.sql)")
            #expect(count == 0)
        }
    }

    @Test("a script stops")
    func script() async throws {
        let error = try await errorOfCancelled { try await $0.script("SELECT 1; SELECT pg_sleep(3600)") }

        #expect(error is CancellationError)
    }

    @Test("a stream stops")
    func stream() async throws {
        let error = try await errorOfCancelled { database in
            for try await _ in database.stream("SELECT pg_sleep(3600)") {}
        } then: { database in
            let one = try await database.value(Int.self, "SELECT 1")
            #expect(one == 1)
        }

        #expect(error is CancellationError)
    }

    @Test("a task that is cancelled already sends nothing")
    func beforehand() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            _ = try await database.rows("SELECT 1")
            let before = database.metrics.statements
            let task = Task {
                while !Task.isCancelled { await Task.yield() }
                _ = try await database.rows("SELECT 2")
            }
            task.cancel()

            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(database.metrics.statements == before)
        }
    }

    @Test("a caller that waits for a connection leaves the line")
    func waiting() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            try await database.transaction { transaction in
                _ = try await transaction.rows("SELECT 1")
                let task = Task { try await database.rows("SELECT 1") }
                try await TestDatabase.eventually { database.metrics.waiting == 1 }
                task.cancel()
                let result = await task.result
                #expect(throws: CancellationError.self) { try result.get() }
                #expect(database.metrics.waiting == 0)
            }
        }
    }

    @Test("a cancellation never hits the statement after the one it was meant for")
    func strayCancellation() async throws {
        try await TestDatabase.with(poolSize: 2) { database in
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<300 {
                    group.addTask {
                        let doomed = Task { try await database.rows("SELECT pg_sleep(0.002)") }
                        let spared = Task { try await database.value(Int.self, "SELECT \(number)") }
                        try? await Task.sleep(for: .microseconds(number * 17 % 4000))
                        doomed.cancel()
                        if case .failure(let error) = await doomed.result {
                            #expect(error is CancellationError, "\(error)")
                        }
                        let result = await spared.result
                        #expect(throws: Never.self) { try result.get() }
                    }
                }
            }
        }
    }
}
