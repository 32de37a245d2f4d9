/// How much a transaction sees of others.
public enum Isolation: String, Sendable {
    case readCommitted = "READ COMMITTED"
    case repeatableRead = "REPEATABLE READ"
    case serializable = "SERIALIZABLE"

    fileprivate var begin: SQL {
        switch self {
        case .readCommitted: "BEGIN ISOLATION LEVEL READ COMMITTED"
        case .repeatableRead: "BEGIN ISOLATION LEVEL REPEATABLE READ"
        case .serializable: "BEGIN ISOLATION LEVEL SERIALIZABLE"
        }
    }
}

/// When a transaction is safe from a crash of the server.
public enum Durability: Sendable {
    /// Once it is committed, and whoever waits for its locks waits for the disk too.
    case withCommit
    /// When `transaction` returns, and its locks are free while the disk still writes. Where many wait for one lock, as
    /// for the audit chain, they share one turn of the disk instead of taking a turn each. Others may see what it did
    /// before it is safe, but what they build upon it is never safe earlier.
    case behindLocks
    /// A moment later, so a crash may take the last of them: for what nobody misses then.
    case eventually

    fileprivate var opening: [SQL] {
        switch self {
        case .withCommit: []
        case .behindLocks, .eventually: ["SET LOCAL synchronous_commit = off"]
        }
    }

    /// A commit that waits for the disk covers all that was written before.
    fileprivate var following: [SQL] {
        switch self {
        case .withCommit, .eventually: []
        case .behindLocks: ["SELECT pg_logical_emit_message(true, 'stet', '')"]
        }
    }
}

extension Database {
    /// Runs the body in a transaction: committed when it returns, rolled back when it throws or its task is cancelled.
    ///
    /// After a serialization failure or a deadlock the body runs again, at most so many times, so it must do nothing
    /// that a rollback does not undo. When the connection breaks during COMMIT the error is of the kind
    /// `commitOutcomeUnknown` and nothing is tried again.
    public func transaction<Result: Sendable>(
        isolation: Isolation = .readCommitted, durability: Durability = .withCommit, retries: Int = 3,
        _ body: @Sendable (Transaction) async throws -> Result
    ) async throws -> Result {
        var attempt = 0
        while true {
            do {
                return try await pool.withConnection { connection in
                    try await connection.transaction(
                        opening: [isolation.begin] + durability.opening, following: durability.following
                    ) { scope in
                        try await body(Transaction(connection: connection, scope: scope))
                    }
                }
            } catch let error as PostgresError where error.isRetryable && attempt < retries {
                attempt += 1
                // At random within a growing span, or the same two would meet again.
                try await Task.sleep(for: .microseconds(Int.random(in: 500...(5_000 << min(attempt, 6)))))
            }
        }
    }

    /// Runs the body in a read-only transaction that sees one state of the database.
    ///
    /// The settings hold until its end. BEGIN and the settings travel with the first statement.
    public func snapshot<Result: Sendable>(
        settings: [(String, String)] = [], _ body: @Sendable (Snapshot) async throws -> Result
    ) async throws -> Result {
        try await pool.withConnection { connection in
            try await connection.transaction(opening: Snapshot.opening(settings)) { scope in
                try await body(Snapshot(connection: connection, scope: scope))
            }
        }
    }

    /// A reader whose every call is a snapshot of its own, of one round trip: BEGIN, the settings, the statements and
    /// COMMIT travel together.
    public func snapshot(settings: [(String, String)] = []) -> OneTripSnapshot {
        OneTripSnapshot(pool: pool, opening: Snapshot.opening(settings))
    }
}

/// Reads in a read-only transaction that takes a single round trip, one a call.
public struct OneTripSnapshot: Reader {
    let pool: Pool
    let opening: [SQL]

    public func rows(_ statements: [SQL]) async throws -> [Rows] {
        try await pool.withConnection { connection in
            let scope = TransactionScope(opening: opening, on: connection)
            return try await connection.perform(statements, in: scope, ending: ["COMMIT"])
        }
    }
}

extension Connection {
    fileprivate nonisolated func transaction<Result>(
        opening: [SQL], following: [SQL] = [], _ body: (TransactionScope) async throws -> Result
    ) async throws -> Result {
        let scope = TransactionScope(opening: opening, on: self, following: following)
        do {
            let result = try await body(scope)
            try await cancellable { ticket in try await commit(scope, ticket: ticket) }
            return result
        } catch {
            await rollBack(scope)
            throw error
        }
    }
}

/// A transaction that is open: only `Database.transaction` makes one, and it is of no use after its body.
public struct Transaction: Reader {
    let connection: Connection
    let scope: TransactionScope

    public func rows(_ statements: [SQL]) async throws -> [Rows] {
        try await connection.perform(statements, in: scope)
    }

    /// Runs a statement and returns how many rows it touched.
    @discardableResult
    public func execute(_ sql: SQL) async throws -> Int {
        try await rows(sql).affected
    }

    /// Leaves statements for the end of the body, from where they travel with COMMIT in one round trip. They run in this
    /// order, behind everything else, and `Database.transaction` throws what is wrong with them.
    public func executeLast(_ statements: [SQL]) throws {
        try scope.assertOpen()
        scope.leave(statements)
    }

    /// Runs a script of several statements, such as a migration. It takes no bound values; never build it from input.
    public func script(_ text: String) async throws {
        try await connection.cancellable { ticket in
            try await connection.script(text, in: scope, ticket: ticket)
        }
    }

    /// Runs the body so that what it did is undone when it throws, while the transaction goes on.
    @discardableResult
    public func savepoint<Result>(
        isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
    ) async throws -> Result {
        try await execute("SAVEPOINT inner_step")
        do {
            let result = try await body()
            try await execute("RELEASE SAVEPOINT inner_step")
            return result
        } catch {
            // Savepoints of one name nest: each of these statements means the innermost.
            await connection.rollBackToSavepoint("inner_step", in: scope)
            throw error
        }
    }

    /// The rows of a statement as they come; finish it before the next statement.
    public func stream(_ sql: SQL) -> RowStream {
        RowStream(sql: sql, source: .transaction(connection, scope))
    }

    /// Writes what the bytes hold with `COPY … FROM STDIN` and returns how many rows it wrote.
    @discardableResult
    public func copyIn<Bytes: AsyncSequence & Sendable>(
        _ statement: SQL, bytes: Bytes
    ) async throws -> Int where Bytes.Element == [UInt8] {
        try await connection.copyIn(statement, bytes: bytes, in: scope)
    }

    /// The bytes of `COPY … TO STDOUT` as they come; finish it before the next statement.
    public func copyOut(_ statement: SQL) -> CopyStream {
        CopyStream(sql: statement, source: .transaction(connection, scope))
    }
}

/// A read-only transaction that sees one state of the database; of no use after its body.
public struct Snapshot: Reader {
    let connection: Connection
    let scope: TransactionScope

    public func rows(_ statements: [SQL]) async throws -> [Rows] {
        try await connection.perform(statements, in: scope)
    }

    /// The rows of a statement as they come; finish it before the next statement.
    public func stream(_ sql: SQL) -> RowStream {
        RowStream(sql: sql, source: .transaction(connection, scope))
    }

    static func opening(_ settings: [(String, String)]) -> [SQL] {
        let begin: SQL = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        return settings.isEmpty ? [begin] : [begin, SQL.settings(settings, local: true)]
    }
}
