extension Database {
    /// Runs the body with a connection of its own, outside of a transaction: for what belongs to a session, such as
    /// advisory locks, settings and temporary tables, and for many statements in a row.
    ///
    /// The body runs on the connection's thread, which saves the changes of threads between statements. Its child tasks
    /// run there as well, so they get no further while one of its statements runs. The connection is closed
    /// afterwards, and all that belongs to the session ends with it.
    public func session<Result: Sendable>(
        _ body: @Sendable (Session) async throws -> Result
    ) async throws -> Result {
        try await pool.withConnection { connection in
            let outcome: Swift.Result<Result, any Error>
            do {
                let result = try await withTaskExecutorPreference(connection.thread) {
                    try await body(Session(connection: connection))
                }
                outcome = .success(result)
            } catch {
                outcome = .failure(error)
            }
            await connection.close()
            return try outcome.get()
        }
    }
}

/// A connection that one task holds; of no use after its body.
public struct Session: Reader {
    let connection: Connection

    public func rows(_ statements: [SQL]) async throws -> [Rows] {
        try await connection.perform(statements, in: nil)
    }

    /// Runs a statement and returns how many rows it touched.
    @discardableResult
    public func execute(_ sql: SQL) async throws -> Int {
        try await rows(sql).affected
    }

    /// Runs a script of several statements. It takes no bound values; never build it from input.
    public func script(_ text: String) async throws {
        try await connection.cancellable { ticket in
            try await connection.script(text, in: nil, ticket: ticket)
        }
    }
}
