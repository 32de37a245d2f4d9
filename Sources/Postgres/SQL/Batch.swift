/// Statements that are gathered in several places and travel in one round trip.
///
/// ```swift
/// var batch = Batch()
/// let names = batch.add(.values(String.self, "SELECT name FROM topics.public_topic ORDER BY name"))
/// let results = try await snapshot.run(batch)
/// let list = try results[names]
/// ```
public struct Batch: Sendable {
    /// Stands for what a statement of the batch will bring.
    public struct Ticket<Result: Sendable>: Sendable {
        fileprivate let position: Int
        fileprivate let query: Query<Result>
    }

    public private(set) var statements: [SQL] = []

    public init() {}

    /// Adds a statement.
    ///
    /// - Returns: what its result is taken out with, after the batch has run.
    public mutating func add<Result: Sendable>(_ query: Query<Result>) -> Ticket<Result> {
        statements.append(query.sql)
        return Ticket(position: statements.count - 1, query: query)
    }
}

/// What the statements of a batch brought.
public struct BatchResults: Sendable {
    fileprivate let rows: [Rows]

    /// - Throws: `PostgresError` when the rows are not what the statement's query asked for.
    public subscript<Result>(ticket: Batch.Ticket<Result>) -> Result {
        get throws {
            guard rows.indices.contains(ticket.position) else {
                throw PostgresError(.usage, message: "the ticket belongs to another batch")
            }
            return try ticket.query.decode(rows[ticket.position])
        }
    }
}

extension Reader {
    /// Sends all statements of a batch in one round trip.
    public func run(_ batch: Batch) async throws -> BatchResults {
        BatchResults(rows: try await rows(batch.statements))
    }
}
