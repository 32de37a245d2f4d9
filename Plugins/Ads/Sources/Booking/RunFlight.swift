import Foundation
import Kernel
import Postgres

/// Says when a line item runs. Flights that are over stay as they were.
public struct RunFlight: Sendable {
    let kernel: Kernel

    public init(kernel: Kernel) { self.kernel = kernel }

    /// Books a flight from `begin`, now where it is nil, until `end`, for good where that is nil.
    ///
    /// - Throws: `FormIssues` for an end that does not come after the beginning, a beginning that has passed, and a
    ///   flight that overlaps another one.
    public func start(
        _ id: LineItemID, from begin: Instant?, until end: Instant?, by actor: Actor
    ) async throws {
        try await kernel.database.transaction { transaction in
            _ = try await AdQueries(reader: transaction).locked(id)
            let now = try await now(in: transaction)
            if let begin, begin < now {
                throw FormIssues(
                    "begin_day", .other("Enter a time that is still to come, or leave it empty for now."))
            }
            let begin = begin ?? now
            if let end, end <= begin {
                throw FormIssues("end_day", .other("Enter an end after the beginning."))
            }
            do {
                try await transaction.savepoint {
                    try await transaction.execute(
                        """
                        INSERT INTO ads.flight (flight_id, line_item_id, runs)
                        VALUES (\(kernel.ids.next(FlightID.self)), \(id), tstzrange(\(begin), \(end)))
                        """)
                }
            } catch let error as PostgresError where error.constraint == "flight_one_at_a_time" {
                throw FormIssues(
                    "begin_day",
                    .other("It runs then already. End that flight first, or choose another time."))
            }
            try await audit("ads.flight_booked", id, begin, end, by: actor, in: transaction)
        }
    }

    /// Ends the flight that runs, now; those to come stay.
    ///
    /// - Throws: `Refusal.wrongState` when none runs.
    public func pause(_ id: LineItemID, by actor: Actor) async throws {
        try await kernel.database.transaction { transaction in
            _ = try await AdQueries(reader: transaction).locked(id)
            let now = try await end(id, in: transaction)
            guard let now else {
                throw Refusal.wrongState(message: "It is not running now.", now: AdPath.lineItem(id))
            }
            try await audit("ads.flight_paused", id, nil, now, by: actor, in: transaction)
        }
    }

    /// Ends the flight that runs and takes back those to come.
    ///
    /// - Throws: `Refusal.wrongState` when none runs and none is to come.
    public func stop(_ id: LineItemID, by actor: Actor) async throws {
        try await kernel.database.transaction { transaction in
            _ = try await AdQueries(reader: transaction).locked(id)
            let ended = try await end(id, in: transaction)
            let coming = try await transaction.execute(
                "DELETE FROM ads.flight WHERE line_item_id = \(id) AND lower(runs) > clock_timestamp()")
            guard ended != nil || coming > 0 else {
                throw Refusal.wrongState(message: "It does not run and will not.", now: AdPath.lineItem(id))
            }
            try await audit("ads.flight_stopped", id, nil, ended, by: actor, in: transaction)
        }
    }

    /// Ends the flight that runs.
    ///
    /// - Returns: when it ended; nil when none runs.
    private func end(_ id: LineItemID, in transaction: Transaction) async throws -> Instant? {
        let now = try await now(in: transaction)
        let ended = try await transaction.execute(
            """
            UPDATE ads.flight
            SET runs = tstzrange(lower(runs), greatest(\(now), lower(runs) + interval '1 microsecond'))
            WHERE line_item_id = \(id) AND runs @> \(now)
            """)
        return ended > 0 ? now : nil
    }

    /// The database's clock, which decides about every range; read after the lock.
    private func now(in transaction: Transaction) async throws -> Instant {
        guard let now = try await transaction.value(Instant.self, "SELECT clock_timestamp()") else {
            throw Refusal.notFound
        }
        return now
    }

    private struct FlightRecord: Codable {
        let from: Instant?
        let until: Instant?
    }

    private func audit(
        _ action: String, _ id: LineItemID, _ begin: Instant?, _ end: Instant?, by actor: Actor,
        in transaction: Transaction
    ) async throws {
        try await transaction.audit(
            AuditEntry(
                action, on: "line_item", id,
                after: try PostgresJSON(encoding: FlightRecord(from: begin, until: end))),
            by: ads(actor))
    }
}
