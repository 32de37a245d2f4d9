import Postgres

/// Removes what the queue has done with: deliveries and jobs some time after they were done, events without a
/// delivery that is left. What waits and what was given up stays.
///
/// A subquery reads the clock once, so that the indexes end at what is old enough.
public struct SweepWork: Sendable {
    private let database: Database
    /// How long ago something was done that is removed.
    private let seconds: Double
    /// How many rows one statement removes, so that none holds many locks or runs long.
    private let batch: Int

    public init(kernel: Kernel, batch: Int = 1_000) {
        database = kernel.database
        seconds = Double(kernel.settings[.workKeepDays]) * 86_400
        self.batch = batch
    }

    public func run() async throws {
        try await sweep(
            """
            DELETE FROM kernel.delivery
            WHERE delivery_id IN (
              SELECT delivery_id
              FROM kernel.delivery
              WHERE done_at < (SELECT clock_timestamp()) - make_interval(secs => \(seconds))
              ORDER BY done_at
              LIMIT \(batch)
              FOR UPDATE SKIP LOCKED
            )
            """)
        try await sweep(
            """
            DELETE FROM kernel.job
            WHERE job_id IN (
              SELECT job_id
              FROM kernel.job
              WHERE done_at < (SELECT clock_timestamp()) - make_interval(secs => \(seconds))
              ORDER BY done_at
              LIMIT \(batch)
              FOR UPDATE SKIP LOCKED
            )
            """)
        // Deliveries are written together with their event and never later. Nothing may change an event, not even lock it.
        try await sweep(
            """
            DELETE FROM kernel.event
            WHERE event_id IN (
              SELECT event_id
              FROM kernel.event
              WHERE at < (SELECT clock_timestamp()) - make_interval(secs => \(seconds))
                AND NOT EXISTS (SELECT FROM kernel.delivery WHERE delivery.event_id = event.event_id)
              ORDER BY at
              LIMIT \(batch)
            )
            """)
    }

    /// Repeats a statement until it finds less than a batch.
    private func sweep(_ statement: SQL) async throws {
        while try await database.rows(statement).affected == batch { try Task.checkCancellation() }
    }
}

extension SweepWork {
    static let job = Job.periodic("kernel.sweep", every: .seconds(3_600)) { kernel in
        try await SweepWork(kernel: kernel).run()
    }
}
