import Postgres
import Testing

@Suite("Transactions that others stand in the way of run again", .timeLimit(.minutes(10)))
struct RetryTests {
    /// Lets so many come together before any goes on.
    actor Meeting {
        private var missing: Int
        private var waiting: [CheckedContinuation<Void, Never>] = []

        init(of count: Int) {
            missing = count
        }

        /// Waits for the others; afterwards it lets everybody pass.
        func arrive() async {
            missing -= 1
            guard missing > 0 else {
                for continuation in waiting { continuation.resume() }
                waiting = []
                return
            }
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    actor Tally {
        private(set) var count = 0
        func add() { count += 1 }
    }

    @Test("after a serialization failure both have counted")
    func serialization() async throws {
        try await TestDatabase.withTable("n int") { database, table in
            _ = try await database.rows("INSERT INTO \(sql: table.sql) VALUES (0)")
            let meeting = Meeting(of: 2)
            let attempts = Tally()

            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        try await database.transaction(isolation: .serializable) { transaction in
                            await attempts.add()
                            let count = try await transaction.value(
                                Int.self, "SELECT n FROM \(sql: table.sql)")
                            await meeting.arrive()
                            try await transaction.execute(
                                "UPDATE \(sql: table.sql) SET n = \((count ?? 0) + 1)")
                        }
                    }
                }
                try await group.waitForAll()
            }

            let count = try await database.value(Int.self, "SELECT n FROM \(sql: table.sql)")
            #expect(count == 2)
            let runs = await attempts.count
            #expect(runs == 3)
        }
    }

    @Test("after a deadlock both have done their work")
    func deadlock() async throws {
        try await TestDatabase.withTable("id int, n int") { database, table in
            _ = try await database.rows("INSERT INTO \(sql: table.sql) VALUES (1, 0), (2, 0)")
            let meeting = Meeting(of: 2)

            try await withThrowingTaskGroup(of: Void.self) { group in
                for order in [[1, 2], [2, 1]] {
                    group.addTask {
                        try await database.transaction { transaction in
                            try await transaction.execute(
                                "UPDATE \(sql: table.sql) SET n = n + 1 WHERE id = \(order[0])")
                            await meeting.arrive()
                            try await transaction.execute(
                                "UPDATE \(sql: table.sql) SET n = n + 1 WHERE id = \(order[1])")
                        }
                    }
                }
                try await group.waitForAll()
            }

            let counts = try await database.values(Int.self, "SELECT n FROM \(sql: table.sql) ORDER BY id")
            #expect(counts == [2, 2])
        }
    }

    @Test("the number of retries is bounded, and the last error is thrown")
    func bounded() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            let attempts = Tally()

            let error = await #expect(throws: PostgresError.self) {
                try await database.transaction(retries: 2) { transaction in
                    await attempts.add()
                    try await transaction.execute(
                        "DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = 'serialization_failure'; END $$")
                }
            }

            #expect(error?.sqlState == .serializationFailure)
            let runs = await attempts.count
            #expect(runs == 3)
        }
    }

    @Test("any other error is not tried again")
    func others() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            let attempts = Tally()
            await #expect(throws: PostgresError.self) {
                try await database.transaction { transaction in
                    await attempts.add()
                    try await transaction.execute("SELECT 1 / 0")
                }
            }
            let runs = await attempts.count
            #expect(runs == 1)
        }
    }

    @Test("a transaction that is over refuses statements")
    func outlived() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            let escaped = try await database.transaction { transaction in
                try await transaction.execute("SELECT 1")
                return transaction
            }
            let error = await #expect(throws: PostgresError.self) { try await escaped.rows("SELECT 1") }
            #expect(error?.kind == .usage)
        }
    }
}
