import Foundation
import Logging
import Postgres
import Testing

@Suite("Errors say what happened and hold no bound value", .timeLimit(.minutes(10)))
struct ErrorTests {
    @Test("constraint, table and code are there; the values are not")
    func constraint() async throws {
        try await TestDatabase.withTable("name text CONSTRAINT one_name UNIQUE", poolSize: 1) {
            database, table in
            let insert: SQL = "INSERT INTO \(sql: table.sql) VALUES (\("a secret name"))"
            _ = try await database.rows(insert)

            let error = try #require(
                await #expect(throws: PostgresError.self) { try await database.rows(insert) })

            #expect(error.sqlState == .uniqueViolation)
            #expect(error.constraint == "one_name")
            #expect(error.table == table.name)
            #expect(error.schema == "public")
            #expect(error.statement == insert.text)
            #expect(shown(error).contains("secret") == false)
        }
    }

    private func shown(_ error: any Error) -> String {
        var dumped = ""
        dump(error, to: &dumped)
        return "\(error) \(String(reflecting: error)) \(dumped) \((error as? PostgresError)?.message ?? "")"
    }

    @Test(
        "values are taken out of messages",
        arguments: [
            "SELECT \("a secret word")::int" as SQL, "SELECT \("a secret word")::uuid",
            "SELECT \("a secret word")::timestamptz", "SELECT \("{secret")::jsonb",
            "SELECT \("{secret")::text[]",
            "SELECT \("a \"secret\" word")::int", "SELECT \("[secret")::tstzrange",
            "DO $$ BEGIN RAISE EXCEPTION 'a secret word'; END $$",
        ])
    func redaction(statement: SQL) async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            let error = try #require(
                await #expect(throws: PostgresError.self) { try await database.rows(statement) })

            let raised = error.sqlState == .raisedException
            #expect(shown(error).contains("secret") == raised)
        }
    }

    @Test("what a trigger says about a bound text is taken out too")
    func raisedValue() async throws {
        try await TestDatabase.withTable("name text", poolSize: 1) { database, table in
            try await database.script(
                """
                CREATE FUNCTION \(table.name)_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'no % here', NEW.name; END $$;
                CREATE TRIGGER refuse BEFORE INSERT ON \(table.name)
                FOR EACH ROW EXECUTE FUNCTION \(table.name)_refuse();
                """)

            let error = try #require(
                await #expect(throws: PostgresError.self) {
                    try await database.rows("INSERT INTO \(sql: table.sql) VALUES (\("secret"))")
                })

            #expect(error.message == "no … here")
            try await database.script("DROP FUNCTION \(table.name)_refuse CASCADE")
        }
    }

    @Test("a value that cannot be read names column and type only")
    func decoding() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            let error = try #require(
                await #expect(throws: PostgresError.self) {
                    try await database.value(Int.self, "SELECT 'secret' AS word")
                })

            #expect(error.description == "22000: column word of type text cannot be read as Int")
        }
    }

    @Test("a server without TLS is refused when the address requires it")
    func transportSecurity() async throws {
        let server = try PlainServer()
        let database = Database(
            DatabaseConfiguration(url: "postgres://u@127.0.0.1:\(server.port)/d?sslmode=require"),
            logger: Logger(label: "test"))

        let error = await #expect(throws: PostgresError.self) { try await database.rows("SELECT 1") }

        #expect(error?.sqlState == .cannotConnect)
        #expect(error?.description.contains("server does not support SSL, but SSL was required") == true)
        await database.close()
    }

    @Test("a connection that breaks during COMMIT leaves the outcome open and is not tried again")
    func unknownOutcome() async throws {
        try await TestDatabase.withTable("n int", poolSize: 2) { database, table in
            // Deferred, so that the session ends itself while it commits.
            try await database.script(
                """
                CREATE FUNCTION \(table.name)_end() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
                CREATE CONSTRAINT TRIGGER ends AFTER INSERT ON \(table.name) DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION \(table.name)_end();
                """)
            let before = database.metrics.statements

            let error = await #expect(throws: PostgresError.self) {
                try await database.transaction { transaction in
                    try await transaction.execute("INSERT INTO \(sql: table.sql) VALUES (1)")
                }
            }

            #expect(error?.kind == .commitOutcomeUnknown)
            #expect(error?.sqlState == .transactionResolutionUnknown)
            #expect(error?.isRetryable == false)
            #expect(database.metrics.statements == before + 1)
            try await database.script("DROP FUNCTION \(table.name)_end CASCADE")
        }
    }
}

/// A server that has no TLS and no more manners: it answers the first message with `N` and hangs up.
private final class PlainServer: Sendable {
    let port: UInt16
    private let socketDescriptor: Int32

    struct NoSocket: Error {}

    init() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(listener, generic, length) == 0 && listen(listener, 8) == 0
                    && getsockname(listener, generic, &length) == 0
            }
        }
        guard listener >= 0, isListening else { throw NoSocket() }
        socketDescriptor = listener
        port = UInt16(bigEndian: address.sin_port)
        let thread = Thread {
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { return }
                var message = [UInt8](repeating: 0, count: 64)
                _ = recv(client, &message, message.count, 0)
                _ = send(client, "N", 1, Int32(MSG_NOSIGNAL))
                close(client)
            }
        }
        thread.start()
    }

    deinit {
        _ = shutdown(socketDescriptor, Int32(SHUT_RDWR))
        close(socketDescriptor)
    }
}
