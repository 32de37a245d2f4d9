import Postgres
import Testing

@Suite("A session holds one connection", .timeLimit(.minutes(10)))
struct SessionTests {
    struct Refused: Error {}

    @Test("statements run in one session, whose locks and settings end with it")
    func sessionState() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            let lock = Int.random(in: 0...Int.max)
            let pids = try await database.session { session in
                try await session.execute("SELECT pg_advisory_lock(\(lock))")
                try await session.script("SET application_name = 'held'; CREATE TEMP TABLE mine (n int)")
                var pids: Set<Int> = []
                for _ in 0..<20 {
                    pids.insert(try await session.value(Int.self, "SELECT pg_backend_pid()") ?? 0)
                }
                let name = try await session.value(String.self, "SELECT current_setting('application_name')")
                #expect(name == "held")
                return pids
            }

            #expect(pids.count == 1)
            let isFree = try await database.value(Bool.self, "SELECT pg_try_advisory_lock(\(lock))")
            #expect(isFree == true)
        }
    }

    @Test("its error is thrown, and the pool goes on")
    func failing() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            await #expect(throws: Refused.self) {
                try await database.session { session in
                    try await session.execute("SELECT 1")
                    throw Refused()
                }
            }
            await #expect(throws: PostgresError.self) {
                try await database.session { try await $0.execute("SELECT 1 / 0") }
            }
            let one = try await database.value(Int.self, "SELECT 1")
            #expect(one == 1)
        }
    }

    @Test("its body may use the pool, other actors and child tasks")
    func mingling() async throws {
        actor Sum {
            private(set) var value = 0
            func add(_ number: Int) { value += number }
        }
        try await TestDatabase.with(poolSize: 3) { database in
            let sum = Sum()
            try await database.session { session in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 1...100 {
                        group.addTask {
                            let reader: any Reader = number % 2 == 0 ? session : database
                            await sum.add(try await reader.value(Int.self, "SELECT \(number)") ?? 0)
                        }
                    }
                    try await group.waitForAll()
                }
            }
            let value = await sum.value
            #expect(value == 5050)
        }
    }

    @Test("its statement is cancelled with its task")
    func cancelled() async throws {
        let name = TestDatabase.applicationName()
        try await TestDatabase.with(poolSize: 1) { observer in
            try await TestDatabase.with(poolSize: 1) {
                $0.applicationName = name
            } _: { database in
                let task = Task {
                    try await database.session { try await $0.execute("SELECT pg_sleep(3600)") }
                }
                try await TestDatabase.eventually {
                    try await TestDatabase.states(of: name, in: observer).contains { $0.contains("pg_sleep") }
                }
                task.cancel()
                let result = await task.result
                #expect(throws: CancellationError.self) { try result.get() }
                try await TestDatabase.eventually {
                    try await TestDatabase.states(of: name, in: observer).isEmpty
                }
            }
        }
    }
}
