import Foundation
import Logging
import Postgres
import Testing

@Suite("A database is a pool of connections", .timeLimit(.minutes(10)))
struct PoolTests {
    @Test("10,000 tasks finish on a pool of three")
    func manyTasks() async throws {
        try await TestDatabase.with(poolSize: 3) {
            $0.acquireTimeout = .seconds(600)
        } _: { database in
            let sum = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<10_000 {
                    group.addTask { try await database.value(Int.self, "SELECT \(number)") ?? -1 }
                }
                return try await group.reduce(0, +)
            }

            #expect(sum == 49_995_000)
            #expect(database.metrics.opened <= 3)
            #expect(database.metrics.statements == 10_000)
            #expect(database.metrics.inUse == 0)
            #expect(database.metrics.waiting == 0)
            #expect(database.metrics.waitedMicroseconds > 0)
        }
    }

    @Test("transactions and cancellations by the hundred leave the pool whole")
    func turmoil() async throws {
        try await TestDatabase.withTable("n int", poolSize: 3) { database, table in
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<400 {
                    let task = Task {
                        try await database.transaction { transaction in
                            try await transaction.execute("INSERT INTO \(sql: table.sql) VALUES (\(number))")
                            if number % 5 == 0 { try await transaction.execute("SELECT 1 / 0") }
                            if number % 7 == 0 { for try await _ in transaction.stream("SELECT 1") { break } }
                        }
                    }
                    group.addTask {
                        if number % 3 == 0 {
                            try? await Task.sleep(for: .microseconds(number * 37 % 9000))
                            task.cancel()
                        }
                        _ = await task.result
                    }
                }
            }

            try await TestDatabase.eventually { database.metrics.inUse == 0 }
            let open = try await database.values(Int.self, "SELECT 1 FROM generate_series(1, 3)")
            #expect(open.count == 3)
            #expect(database.metrics.size <= 3)
        }
    }

    @Test("a caller that waits too long gets an error that says so")
    func acquireTimeout() async throws {
        try await TestDatabase.with(poolSize: 1) {
            $0.acquireTimeout = .milliseconds(50)
        } _: { database in
            // On a busy machine the first connection may take longer to open than the limit.
            try await TestDatabase.eventually { (try? await database.rows("SELECT 1")) != nil }
            let before = database.metrics.acquireTimeouts

            try await database.transaction { transaction in
                _ = try await transaction.rows("SELECT 1")
                let error = await #expect(throws: PostgresError.self) { try await database.rows("SELECT 1") }
                #expect(error?.kind == .acquireTimeout)
                #expect(error?.description.contains("1 of 1 in use") == true)
            }

            let one = try await database.value(Int.self, "SELECT 1")
            #expect(one == 1)
            #expect(database.metrics.acquireTimeouts == before + 1)
        }
    }

    @Test("connections that the server ended while idle are replaced without an error")
    func idleDisconnect() async throws {
        let name = TestDatabase.applicationName()
        try await TestDatabase.with(poolSize: 1) { observer in
            try await TestDatabase.with(poolSize: 2) {
                $0.applicationName = name
            } _: { database in
                // One within the other, so that there are two.
                try await database.transaction { first in
                    try await first.execute("SELECT 1")
                    _ = try await database.transaction { second in try await second.execute("SELECT 1") }
                }
                #expect(database.metrics.idle == 2)
                try await TestDatabase.terminate(name, from: observer)
                // A connection that has just answered is handed out unseen.
                try await Task.sleep(for: .milliseconds(20))

                let one = try await database.value(Int.self, "SELECT 1")

                #expect(one == 1)
                #expect(database.metrics.opened == 3)
                try await TestDatabase.eventually { database.metrics.size == 1 }
            }
        }
    }

    @Test(
        "a connection that the server ends under a statement is an error once, and the next caller gets a new one"
    )
    func busyDisconnect() async throws {
        let name = TestDatabase.applicationName()
        try await TestDatabase.with(poolSize: 1) { observer in
            try await TestDatabase.with(poolSize: 1) {
                $0.applicationName = name
            } _: { database in
                let task = Task { try await database.rows("SELECT pg_sleep(3600)") }
                try await TestDatabase.eventually {
                    try await TestDatabase.states(of: name, in: observer).contains {
                        $0.hasPrefix("active") && $0.contains("pg_sleep")
                    }
                }
                try await TestDatabase.terminate(name, from: observer)

                let result = await task.result
                let error = #expect(throws: PostgresError.self) { try result.get() }
                #expect(error?.isConnectionFailure == true)
                #expect(error?.sqlState == .adminShutdown)
                let one = try await database.value(Int.self, "SELECT 1")
                #expect(one == 1)
            }
        }
    }

    @Test("a connection lost inside a transaction is an error for it, and the pool goes on")
    func disconnectInTransaction() async throws {
        let name = TestDatabase.applicationName()
        try await TestDatabase.with(poolSize: 1) { observer in
            try await TestDatabase.with(poolSize: 1) {
                $0.applicationName = name
            } _: { database in
                let error = await #expect(throws: PostgresError.self) {
                    try await database.transaction { transaction in
                        try await transaction.execute("SELECT 1")
                        try await TestDatabase.terminate(name, from: observer)
                        try await transaction.execute("SELECT 2")
                    }
                }
                #expect(error?.isConnectionFailure == true)
                let one = try await database.value(Int.self, "SELECT 1")
                #expect(one == 1)
            }
        }
    }

    @Test("an unreachable server is an error for everybody who waits, at once")
    func unreachable() async throws {
        let database = Database(
            DatabaseConfiguration(url: "postgres://nobody@/none?host=/nonexistent&port=1", poolSize: 2),
            logger: Logger(label: "test"))

        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    let error = await #expect(throws: PostgresError.self) {
                        try await database.rows("SELECT 1")
                    }
                    #expect(error?.sqlState == .cannotConnect)
                    #expect(error?.isConnectionFailure == true)
                }
            }
        }
        await database.close()
    }

    @Test(
        "an address that cannot be read is refused without being quoted",
        arguments: ["secret", "postgres://u:secret@h/d?secret=1", "postgres://u:p@h:secret/d"])
    func badAddress(url: String) async throws {
        let database = Database(DatabaseConfiguration(url: url), logger: Logger(label: "test"))

        let error = await #expect(throws: PostgresError.self) { try await database.rows("SELECT 1") }

        #expect(error?.sqlState == .cannotConnect)
        #expect(error?.description.contains("secret") == false)
        await database.close()
    }

    @Test("closing waits for those at work, refuses newcomers and leaves no session")
    func closing() async throws {
        let name = TestDatabase.applicationName()
        try await TestDatabase.with(poolSize: 1) { observer in
            try await TestDatabase.with(poolSize: 2) {
                $0.applicationName = name
            } _: { database in
                let working = Task {
                    try await database.transaction { transaction in
                        try await transaction.execute("SELECT 1")
                        // Until the closing has begun.
                        try await TestDatabase.eventually {
                            do {
                                _ = try await database.rows("SELECT 1")
                                return false
                            } catch let error as PostgresError {
                                return error.kind == .closed
                            }
                        }
                        return try await transaction.value(Int.self, "SELECT 2")
                    }
                }
                try await TestDatabase.eventually { database.metrics.statements >= 1 }

                await database.close()

                let value = try await working.value
                #expect(value == 2)
                let error = await #expect(throws: PostgresError.self) { try await database.rows("SELECT 1") }
                #expect(error?.kind == .closed)
                try await TestDatabase.eventually {
                    try await TestDatabase.states(of: name, in: observer).isEmpty
                }
            }
        }
    }

    @Test("the time limits are set on every connection")
    func timeouts() async throws {
        try await TestDatabase.with(poolSize: 1) {
            $0.statementTimeout = .milliseconds(1500)
            $0.lockTimeout = .seconds(2)
            $0.idleInTransactionTimeout = .seconds(3)
        } _: { database in
            let settings = try await database.values(
                String.self,
                """
                SELECT current_setting(name)
                FROM pg_settings
                WHERE name IN ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout')
                ORDER BY name
                """)
            #expect(settings == ["3s", "2s", "1500ms"])
        }
    }

    @Test("a statement that runs into its time limit is an error, not a cancellation")
    func statementTimeout() async throws {
        try await TestDatabase.with(poolSize: 1) {
            $0.statementTimeout = .milliseconds(20)
        } _: { database in
            let error = await #expect(throws: PostgresError.self) {
                try await database.rows("SELECT pg_sleep(3600)")
            }
            #expect(error?.sqlState == .queryCanceled)
        }
    }
}
