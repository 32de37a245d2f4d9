import Logging

/// A database as one role sees it: a pool of connections that open when they are needed.
///
/// ```swift
/// let database = Database(DatabaseConfiguration(url: "postgres://site@localhost/stet"), logger: logger)
/// let names = try await database.values(String.self, "SELECT name FROM topics.public_topic ORDER BY name")
/// ```
public struct Database: Reader {
    let pool: Pool

    /// Makes a pool; the first statement opens the first connection.
    public init(_ configuration: DatabaseConfiguration, logger: Logger) {
        pool = Pool(configuration, logger: logger)
    }

    public func rows(_ statements: [SQL]) async throws -> [Rows] {
        try await pool.withConnection { connection in
            try await connection.perform(statements, in: nil)
        }
    }

    /// Runs a script of several statements outside of a transaction of ours, for what cannot run in one. It takes
    /// no bound values; never build it from input.
    public func script(_ text: String) async throws {
        try await pool.withConnection { connection in
            try await connection.cancellable { ticket in
                try await connection.script(text, in: nil, ticket: ticket)
            }
        }
    }

    /// The rows of a statement as they come, without holding all in memory. While nobody asks, the server waits.
    public func stream(_ sql: SQL) -> RowStream {
        RowStream(sql: sql, source: .pool(pool))
    }

    /// Writes what the bytes hold with `COPY … FROM STDIN` and returns how many rows it wrote. When the bytes end in
    /// an error, nothing is written.
    @discardableResult
    public func copyIn<Bytes: AsyncSequence & Sendable>(
        _ statement: SQL, bytes: Bytes
    ) async throws -> Int where Bytes.Element == [UInt8] {
        try await pool.withConnection { try await $0.copyIn(statement, bytes: bytes, in: nil) }
    }

    /// The bytes of `COPY … TO STDOUT` as they come. While nobody asks, the server waits.
    public func copyOut(_ statement: SQL) -> CopyStream {
        CopyStream(sql: statement, source: .pool(pool))
    }

    /// Listens on channels over a connection of its own, for as long as somebody iterates.
    public func notifications(on channels: [String]) -> Notifications {
        Notifications(channels: channels, pool: pool)
    }

    /// What the connections do.
    public var metrics: PoolMetrics { pool.metrics }

    /// Refuses new callers, lets those at work finish, and closes every connection.
    public func close() async {
        await pool.close()
    }
}
