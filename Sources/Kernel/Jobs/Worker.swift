import Foundation
import Logging
import Postgres
import ServiceLifecycle

/// Carries out what is due: deliveries of events, queued jobs, periodic jobs.
///
/// Any number of workers may run on any number of machines. A worker holds the row of what it does by a lock in an
/// open transaction, so that a killed worker leaves nothing claimed.
public struct Worker: Service {
    private let kernel: Kernel
    private let subscriptions: [String: Subscription]
    private let jobs: [String: Job]
    /// How long to sleep when nothing was due.
    private let pause: Duration
    /// How rows that this worker holds name it.
    private let name = "\(ProcessInfo.processInfo.hostName):\(ProcessInfo.processInfo.processIdentifier)"

    public init(composition: Composition, pause: Duration = .milliseconds(500)) {
        kernel = composition.kernel
        let all = composition.plugins.flatMap(\.subscriptions)
        subscriptions = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        jobs = Dictionary(composition.jobs.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.pause = pause
    }

    /// Tells the database which events somebody waits for. Every process that publishes does this at its start.
    public static func register(_ composition: Composition) async throws {
        let all = composition.plugins.flatMap(\.subscriptions)
        let periodic = composition.jobs.filter { $0.interval != nil }
        try await composition.kernel.database.transaction { transaction in
            for subscription in all {
                try await transaction.execute(
                    """
                    INSERT INTO kernel.subscription (name, event)
                    VALUES (\(subscription.name), \(subscription.event))
                    ON CONFLICT (name) DO UPDATE SET event = excluded.event
                    """)
            }
            for job in periodic {
                try await transaction.execute(
                    """
                    INSERT INTO kernel.periodic (kind, next_at)
                    VALUES (\(job.name), clock_timestamp())
                    ON CONFLICT (kind) DO NOTHING
                    """)
            }
        }
    }

    /// Works until the service group shuts down; what is under way then finishes.
    public func run() async throws {
        while !Task.isShuttingDownGracefully && !Task.isCancelled {
            if await step() { continue }
            await cancelWhenGracefulShutdown { try? await Task.sleep(for: pause) }
        }
    }

    /// Does one of each kind of due work.
    ///
    /// - Returns: false when nothing was due.
    public func step() async -> Bool {
        var busy = false
        for work in [deliver, runQueued, runPeriodic] {
            do {
                if try await work() { busy = true }
            } catch {
                kernel.logger.error("work failed", metadata: ["error": "\(error)"])
            }
        }
        return busy
    }

    // MARK: Deliveries

    private struct Delivery: Decodable, Sendable {
        let deliveryID: UUID
        let subscription: String
        let payload: PostgresJSON
        let attempts: Int
    }

    /// Hands one due event to its subscriber, in one transaction with the note that it was done.
    ///
    /// A subquery reads the clock once, so that the index of what is due ends at that instant; it would bring all that
    /// waits for a later one too.
    private func deliver() async throws -> Bool {
        // Only what this composition can handle: another process may run with other plugins.
        let names = Array(subscriptions.keys)
        return try await kernel.database.transaction(retries: 0) { transaction in
            let due = try await transaction.first(
                Delivery.self,
                """
                SELECT delivery.delivery_id, delivery.subscription, event.payload, delivery.attempts
                FROM kernel.delivery
                JOIN kernel.event USING (event_id)
                WHERE delivery.due_at <= (SELECT clock_timestamp())
                  AND delivery.done_at IS NULL
                  AND delivery.dead_at IS NULL
                  AND delivery.subscription = ANY (\(names))
                ORDER BY delivery.due_at, delivery.delivery_id
                LIMIT 1
                FOR UPDATE OF delivery SKIP LOCKED
                """)
            guard let due, let subscription = subscriptions[due.subscription] else { return false }
            do {
                try await transaction.savepoint {
                    try await subscription.handle(due.payload, transaction)
                }
                try await transaction.execute(
                    """
                    UPDATE kernel.delivery
                    SET done_at = clock_timestamp(),
                        attempts = attempts + 1,
                        lateness_us = (extract(epoch FROM clock_timestamp() - due_at) * 1000000)::bigint
                    WHERE delivery_id = \(due.deliveryID)
                    """)
            } catch {
                // The row lock is still ours: nobody else tries the same delivery before its new time.
                log(error, of: due.subscription, attempt: due.attempts + 1)
                let dead = due.attempts + 1 >= Self.attempts
                try await transaction.execute(
                    """
                    UPDATE kernel.delivery
                    SET attempts = attempts + 1,
                        due_at = clock_timestamp() + make_interval(secs => \(Self.backoff(due.attempts))),
                        dead_at = CASE WHEN \(dead) THEN clock_timestamp() END,
                        last_error = \(Self.summary(of: error))
                    WHERE delivery_id = \(due.deliveryID)
                    """)
            }
            return true
        }
    }

    // MARK: Jobs

    private struct QueuedJob: Decodable, Sendable {
        let jobID: UUID
        let kind: String
        let payload: PostgresJSON
        let attempts: Int
    }

    /// Runs one queued job. It opens transactions of its own, so its row is held by a lease, not by a lock: a killed
    /// worker's job is free again when the lease ends.
    private func runQueued() async throws -> Bool {
        let names = jobs.values.filter { $0.interval == nil }.map(\.name)
        let claimed = try await kernel.database.first(
            QueuedJob.self,
            """
            UPDATE kernel.job
            SET claimed_by = \(name),
                claimed_until = clock_timestamp() + interval '10 minutes',
                attempts = attempts + 1,
                lateness_us = (extract(epoch FROM clock_timestamp() - due_at) * 1000000)::bigint
            WHERE job_id = (
              SELECT job_id
              FROM kernel.job
              WHERE due_at <= (SELECT clock_timestamp())
                AND done_at IS NULL
                AND dead_at IS NULL
                AND (claimed_until IS NULL OR claimed_until < clock_timestamp())
                AND kind = ANY (\(names))
              ORDER BY due_at, job_id
              LIMIT 1
              FOR UPDATE SKIP LOCKED
            )
            RETURNING job_id, kind, payload, attempts
            """)
        guard let claimed, let job = jobs[claimed.kind] else { return false }
        do {
            try await job.run(kernel, claimed.payload)
            _ = try await kernel.database.rows(
                """
                UPDATE kernel.job
                SET done_at = clock_timestamp(), claimed_by = NULL, claimed_until = NULL
                WHERE job_id = \(claimed.jobID)
                """)
        } catch {
            log(error, of: claimed.kind, attempt: claimed.attempts)
            let dead = claimed.attempts >= Self.attempts
            _ = try await kernel.database.rows(
                """
                UPDATE kernel.job
                SET claimed_by = NULL,
                    claimed_until = NULL,
                    due_at = clock_timestamp() + make_interval(secs => \(Self.backoff(claimed.attempts - 1))),
                    dead_at = CASE WHEN \(dead) THEN clock_timestamp() END,
                    last_error = \(Self.summary(of: error))
                WHERE job_id = \(claimed.jobID)
                """)
        }
        return true
    }

    /// Runs one periodic job whose time has come. Its next time is set before it runs, so that no second worker
    /// takes the same turn.
    private func runPeriodic() async throws -> Bool {
        for job in jobs.values.sorted(by: { $0.name < $1.name }) {
            guard let interval = job.interval else { continue }
            let seconds = Double(interval.components.seconds)
            let mine = try await kernel.database.value(
                String.self,
                """
                UPDATE kernel.periodic
                SET next_at = clock_timestamp() + make_interval(secs => \(seconds)),
                    last_started_at = clock_timestamp(),
                    lateness_us = (extract(epoch FROM clock_timestamp() - next_at) * 1000000)::bigint
                WHERE kind = (
                  SELECT kind
                  FROM kernel.periodic
                  WHERE kind = \(job.name) AND next_at <= clock_timestamp()
                  FOR UPDATE SKIP LOCKED
                )
                RETURNING kind
                """)
            guard mine != nil else { continue }
            do {
                try await job.run(kernel, PostgresJSON(text: "null"))
            } catch {
                log(error, of: job.name, attempt: 1)
            }
            _ = try await kernel.database.rows(
                """
                UPDATE kernel.periodic
                SET last_finished_at = clock_timestamp()
                WHERE kind = \(job.name)
                """)
            return true
        }
        return false
    }

    // MARK: Failures

    /// After so many tries a thing is a dead letter, which waits for a person.
    static let attempts = 8

    /// Seconds until the next try: 1, 4, 16 … up to an hour.
    static func backoff(_ failures: Int) -> Double {
        min(3_600, pow(4, Double(failures)))
    }

    /// What the console may show of an error: never a bound value.
    private static func summary(of error: any Error) -> String {
        String("\(error)".prefix(500))
    }

    private func log(_ error: any Error, of work: String, attempt: Int) {
        kernel.logger.warning(
            "work failed and will be tried again",
            metadata: ["work": "\(work)", "attempt": "\(attempt)", "error": "\(Self.summary(of: error))"])
    }
}
