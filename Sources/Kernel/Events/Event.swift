import Foundation
import Postgres

/// Something that happened, or will at an instant, of which other plugins want to hear.
public protocol Event: Codable, Sendable {
    /// Stable, as `articles.published`: it stands in the database.
    static var name: String { get }
}

/// What a plugin does when an event is due.
///
/// The handler runs in a transaction of its own, in no promised order; it may run again after a crash before its
/// commit, never after it.
public struct Subscription: Sendable {
    /// Stable, as `search.reindex`: deliveries in the database name it.
    public let name: String
    public let event: String
    public let handle: @Sendable (_ payload: PostgresJSON, _ transaction: Transaction) async throws -> Void

    public init<E: Event>(
        _ name: String, to event: E.Type,
        handle: @escaping @Sendable (E, Transaction) async throws -> Void
    ) {
        self.name = name
        self.event = E.name
        self.handle = { payload, transaction in try await handle(payload.decode(E.self), transaction) }
    }
}

extension Event {
    /// The statement that tells the subscribers, each once, at `due` or at once.
    public func publication(due: Instant? = nil) throws -> SQL {
        let payload = try PostgresJSON(encoding: self)
        return """
            WITH published AS (
              INSERT INTO kernel.event (event_id, name, payload, at)
              VALUES (gen_random_uuid(), \(Self.name), \(payload), clock_timestamp())
              RETURNING event_id
            )
            INSERT INTO kernel.delivery (delivery_id, event_id, subscription, due_at, attempts)
            SELECT gen_random_uuid(), published.event_id, subscription.name, coalesce(\(due), clock_timestamp()), 0
            FROM published
            JOIN kernel.subscription ON subscription.event = \(Self.name)
            """
    }
}

extension Transaction {
    /// Tells the subscribers of an event, each once, at `due` or at once.
    ///
    /// The deliveries are rows of the same transaction: they exist exactly when what happened does.
    public func publish<E: Event>(_ event: E, due: Instant? = nil) async throws {
        try await execute(try event.publication(due: due))
    }
}
