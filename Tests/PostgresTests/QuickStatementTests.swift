import Postgres
import Testing

/// Statements that were quick are sent by the caller's thread; whatever then goes otherwise must not show.
@Suite("Statements that are known to be quick", .timeLimit(.minutes(10)))
struct QuickStatementTests {
    private func sleep(_ seconds: Double) -> SQL { "SELECT pg_sleep(\(seconds)) IS NULL" }

    private func quotient(_ divisor: Int) -> SQL { "SELECT 10 / \(divisor)" }

    private func makeQuick(_ statement: SQL, _ reader: some Reader) async throws {
        for _ in 0..<50 { _ = try await reader.rows(statement) }
    }

    @Test("one that turns out slow returns its answer all the same")
    func slowAfterAll() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            try await makeQuick(sleep(0), database)
            for _ in 0..<3 {
                let isNull = try await database.value(Bool.self, sleep(0.02))
                #expect(isNull == false)
            }
            try await makeQuick(sleep(0), database)
        }
    }

    @Test("one that turns out slow is cancelled with its task, and the connection is used again")
    func cancelled() async throws {
        let name = TestDatabase.applicationName()
        try await TestDatabase.with(poolSize: 1) { observer in
            try await TestDatabase.with(poolSize: 1) {
                $0.applicationName = name
            } _: { database in
                for _ in 0..<3 {
                    try await makeQuick(sleep(0), database)
                    let task = Task { try await database.rows(sleep(3600)) }
                    try await TestDatabase.eventually {
                        try await TestDatabase.states(of: name, in: observer).contains {
                            $0.hasPrefix("active")
                        }
                    }
                    task.cancel()
                    let result = await task.result
                    #expect(throws: CancellationError.self) { try result.get() }
                }
                #expect(database.metrics.opened == 1)
            }
        }
    }

    @Test("one that fails throws the server's error, in a transaction too")
    func failing() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            try await makeQuick(quotient(1), database)
            let error = await #expect(throws: PostgresError.self) { try await database.rows(quotient(0)) }
            #expect(error?.sqlState == SQLState(rawValue: "22012"))

            await #expect(throws: PostgresError.self) {
                try await database.transaction { transaction in
                    try await makeQuick(quotient(1), transaction)
                    try await transaction.execute(quotient(0))
                }
            }
            let five = try await database.value(Int.self, quotient(2))
            #expect(five == 5)
        }
    }

    @Test("one whose table changed is prepared anew")
    func stalePlan() async throws {
        try await TestDatabase.withTable("n int", poolSize: 1) { database, table in
            let all: SQL = "SELECT * FROM \(sql: table.sql)"
            try await makeQuick(all, database)
            try await database.script("ALTER TABLE \(table.name) ADD COLUMN more text")
            let columns = try await database.rows(all).columns
            #expect(columns == ["n", "more"])
        }
    }

    @Test("one whose connection breaks is an error, and the next finds a new connection")
    func broken() async throws {
        let name = TestDatabase.applicationName()
        try await TestDatabase.with(poolSize: 1) { observer in
            try await TestDatabase.with(poolSize: 1) {
                $0.applicationName = name
            } _: { database in
                try await makeQuick(sleep(0), database)
                let task = Task { try await database.rows(sleep(3600)) }
                try await TestDatabase.eventually {
                    try await TestDatabase.states(of: name, in: observer).contains { $0.hasPrefix("active") }
                }
                try await TestDatabase.terminate(name, from: observer)

                let result = await task.result
                let error = #expect(throws: PostgresError.self) { try result.get() }
                #expect(error?.isConnectionFailure == true)
                let isNull = try await database.value(Bool.self, sleep(0))
                #expect(isNull == false)
            }
        }
    }

    @Test("many at once on one transaction keep apart")
    func together() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            try await database.transaction { transaction in
                try await withThrowingTaskGroup(of: Bool.self) { group in
                    for number in 0..<500 {
                        group.addTask {
                            let pause = number % 50 == 0 ? 0.005 : 0
                            return try await transaction.value(
                                Int.self, "SELECT \(number) FROM pg_sleep(\(pause))") == number
                        }
                    }
                    for try await isRight in group { #expect(isRight) }
                }
            }
        }
    }

    @Test("pipelines and snapshots of them are answered as others are")
    func pipelines() async throws {
        try await TestDatabase.with(poolSize: 2) { database in
            for number in 0..<200 {
                let (one, two) = try await database.snapshot(settings: [("stet.n", "\(number)")]).fetch(
                    .value(Int.self, "SELECT \(number)"),
                    .value(String.self, "SELECT current_setting('stet.n')"))
                #expect(one == number)
                #expect(two == "\(number)")
            }
            let counted = try await StatementCounter.counting {
                try await database.snapshot().fetch(
                    .value(Int.self, "SELECT \(1)"), .value(Int.self, "SELECT \(2)"))
            }
            #expect(counted.statements == 2)
            #expect(counted.roundTrips == 1)
        }
    }
}
