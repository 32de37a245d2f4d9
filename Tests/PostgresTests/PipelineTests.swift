import Postgres
import Testing

@Suite("Statements share a round trip", .timeLimit(.minutes(10)))
struct PipelineTests {
    @Test("each statement of a fetch gets its own rows")
    func fetch() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            let (one, many, none) = try await database.fetch(
                .value(Int.self, "SELECT 1"), .values(Int.self, "SELECT generate_series(1, 3)"),
                .value(String.self, "SELECT NULL::text"))

            #expect(one == 1)
            #expect(many == [1, 2, 3])
            #expect(none == nil)
        }
    }

    @Test("an error in the middle is thrown, nothing takes effect, and the connection goes on")
    func errorInTheMiddle() async throws {
        try await TestDatabase.withTable("n int", poolSize: 1) { database, table in
            let statements: [SQL] = [
                "INSERT INTO \(sql: table.sql) VALUES (1)", "SELECT 1 / \(0)",
                "INSERT INTO \(sql: table.sql) VALUES (2)",
            ]
            for _ in 0..<2 {
                let error = await #expect(throws: PostgresError.self) { try await database.rows(statements) }
                #expect(error?.sqlState == SQLState(rawValue: "22012"))
                #expect(error?.statement == "SELECT 1 / $1")
            }

            let count = try await database.value(Int.self, "SELECT count(*) FROM \(sql: table.sql)")
            #expect(count == 0)
            #expect(database.metrics.opened == 1)
        }
    }

    @Test("a statement that does not parse fails a fetch, and the others can be sent again")
    func syntaxError() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            for _ in 0..<2 {
                let error = await #expect(throws: PostgresError.self) {
                    try await database.rows(["SELECT 1", "SELEC 2", "SELECT 3"])
                }
                #expect(error?.sqlState == SQLState(rawValue: "42601"))
            }
            let rows = try await database.rows(["SELECT 1", "SELECT 3"])
            #expect(try rows.map { try $0[0].decode(Int.self, at: 0) } == [1, 3])
        }
    }

    @Test("statements and results larger than every buffer do not block each other")
    func fullBuffers() async throws {
        let text = String(repeating: "x", count: 200_000)
        try await TestDatabase.with(poolSize: 1) { database in
            let rows = try await database.rows((0..<100).map { "SELECT \($0) AS n, \(text) AS text" })

            for (number, answer) in rows.enumerated() {
                #expect(try answer[0].decode(Int.self, "n") == number)
                #expect(try answer[0].decode(String.self, "text").utf8.count == text.utf8.count)
            }
        }
    }

    @Test("the statements that a connection keeps prepared are bounded, on the server too")
    func boundedCache() async throws {
        try await TestDatabase.with(poolSize: 1) {
            $0.preparedStatementLimit = 10
        } _: { database in
            for number in 0..<200 {
                _ = try await database.rows("SELECT 1 AS \(identifier: "c\(number)")")
            }
            let prepared = try await database.value(Int.self, "SELECT count(*) FROM pg_prepared_statements")

            #expect(try #require(prepared) <= 30)
        }
    }

    @Test("a statement that is used again is prepared once")
    func preparedOnce() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            for number in 0..<10 { _ = try await database.rows("SELECT \(number) AS again") }

            let texts = try await database.values(
                String.self, "SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%again%'")
            #expect(texts.filter { $0 == "SELECT $1 AS again" }.count == 1)
        }
    }

    @Test("a statement that is planned anew is never prepared, nor is one that it is a part of")
    func plannedAnew() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            for number in 0..<3 {
                let condition: SQL = "\(number) < 100"
                let whole: SQL = "SELECT \(sql: condition.plannedAnew) AS anew"
                let alone = try await database.value(Bool.self, whole)
                let (first, second) = try await database.fetch(
                    .value(Bool.self, whole), .value(Int.self, "SELECT \(number) AS kept"))
                #expect(alone == true)
                #expect(first == true)
                #expect(second == number)
            }

            let texts = try await database.values(
                String.self, "SELECT statement FROM pg_prepared_statements WHERE statement LIKE 'SELECT $1%'")
            #expect(texts.filter { $0.hasSuffix("AS anew") } == [])
            #expect(texts.filter { $0.hasSuffix("AS kept") }.count == 1)
        }
    }

    @Test("without prepared statements everything works and nothing is left on the server")
    func unprepared() async throws {
        try await TestDatabase.with(poolSize: 1) {
            $0.preparedStatements = false
        } _: { database in
            for number in 0..<3 {
                let (value, text) = try await database.fetch(
                    .value(Int.self, "SELECT \(number)"), .value(String.self, "SELECT \("a")"))
                #expect(value == number)
                #expect(text == "a")
            }
            let sum = try await database.transaction { try await $0.value(Int.self, "SELECT \(1) + \(2)") }
            #expect(sum == 3)
            let prepared = try await database.value(Int.self, "SELECT count(*) FROM pg_prepared_statements")
            #expect(prepared == 0)
            // A session may be shared with others, so that the limits are set for the transaction only.
            let limit: SQL = "SELECT current_setting('statement_timeout')"
            let within = try await database.transaction { try await $0.value(String.self, limit) }
            let inSnapshot = try await database.snapshot().value(String.self, limit)
            let outside = try await database.value(String.self, limit)
            #expect(within == "30s")
            #expect(inSnapshot == "30s")
            #expect(outside != "30s")
        }
    }

    @Test("a table that changed, or statements deallocated behind the client, do no harm")
    func stalePlans() async throws {
        try await TestDatabase.withTable("n int", poolSize: 1) { database, table in
            let all: SQL = "SELECT * FROM \(sql: table.sql)"
            _ = try await database.rows(all)
            try await database.script("ALTER TABLE \(table.name) ADD COLUMN more text")

            let columns = try await database.rows(all).columns
            #expect(columns == ["n", "more"])
            try await database.script("DEALLOCATE ALL")
            let again = try await database.rows(all).columns
            #expect(again == ["n", "more"])
        }
    }

    @Test("COPY outside of its functions is refused")
    func strayCopy() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            for statement in ["COPY (SELECT 1) TO STDOUT", "SELECT 1; COPY (SELECT 1) TO STDOUT"] {
                await #expect(throws: PostgresError.self) { try await database.script(statement) }
            }
            await #expect(throws: PostgresError.self) { try await database.rows("COPY (SELECT 1) TO STDOUT") }
            let one = try await database.value(Int.self, "SELECT 1")
            #expect(one == 1)
        }
    }
}
