/// What can be asked: a database, a transaction or a snapshot.
public protocol Reader: Sendable {
    /// Sends statements together, in one round trip, and returns the rows of each. When one fails, none of the
    /// others takes effect and its error is thrown.
    func rows(_ statements: [SQL]) async throws -> [Rows]
}

extension Reader {
    public func rows(_ sql: SQL) async throws -> Rows {
        guard let rows = try await rows([sql]).first else {
            throw PostgresError(.decoding, message: "the statement has no result")
        }
        return rows
    }

    /// Sends independent statements in one round trip and reads their rows.
    public func fetch<each Result: Sendable>(
        _ query: repeat Query<each Result>
    ) async throws -> (repeat each Result) {
        try await together(repeat each query)
    }

    func together<each Result: Sendable>(
        _ query: repeat Query<each Result>
    ) async throws -> (repeat each Result) {
        var statements: [SQL] = []
        for sql in repeat (each query).sql { statements.append(sql) }
        var results = try await rows(statements).makeIterator()
        return (repeat try (each query).read(from: &results))
    }

    /// All rows, each read into the type by the names of the columns.
    public func all<Value: Decodable & Sendable>(_ type: Value.Type, _ sql: SQL) async throws -> [Value] {
        try await fetch(.all(type, sql))
    }

    /// The first row; nil when there is none.
    public func first<Value: Decodable & Sendable>(_ type: Value.Type, _ sql: SQL) async throws -> Value? {
        try await fetch(.first(type, sql))
    }

    /// The only row; throws when there is none or a second one.
    public func one<Value: Decodable & Sendable>(_ type: Value.Type, _ sql: SQL) async throws -> Value {
        try await fetch(.one(type, sql))
    }

    /// The first column of the first row; nil when there is no row or the value is NULL.
    public func value<Value: PostgresDecodable>(_ type: Value.Type, _ sql: SQL) async throws -> Value? {
        try await fetch(.value(type, sql))
    }

    /// The first column of all rows.
    public func values<Value: PostgresDecodable>(_ type: Value.Type, _ sql: SQL) async throws -> [Value] {
        try await fetch(.values(type, sql))
    }
}

extension Query {
    func read(from results: inout IndexingIterator<[Rows]>) throws -> Result {
        guard let rows = results.next() else {
            throw PostgresError(.decoding, message: "a statement has no result")
        }
        return try decode(rows)
    }
}
