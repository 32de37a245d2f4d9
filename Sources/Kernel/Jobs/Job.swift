import Postgres

/// Work that happens again and again, or when something asks for it. Two workers never do one thing twice.
public struct Job: Sendable {
    /// Stable, as `moderation.release-claims`: rows in the database name it.
    public let name: String
    /// How often it runs by itself; nil when it only runs on request.
    public let interval: Duration?
    public let run: @Sendable (_ kernel: Kernel, _ payload: PostgresJSON) async throws -> Void

    public static func periodic(
        _ name: String, every interval: Duration, run: @escaping @Sendable (Kernel) async throws -> Void
    ) -> Job {
        Job(name: name, interval: interval) { kernel, _ in try await run(kernel) }
    }

    public static func queued<Payload: Codable & Sendable>(
        _ name: String, _ payload: Payload.Type,
        run: @escaping @Sendable (Kernel, Payload) async throws -> Void
    ) -> Job {
        Job(name: name, interval: nil) { kernel, json in try await run(kernel, json.decode(Payload.self)) }
    }
}

extension Transaction {
    /// Asks for a queued job, at `due` or at once; it exists exactly when this transaction commits.
    public func enqueue(_ job: String, _ payload: some Encodable & Sendable, due: Instant? = nil) async throws
    {
        let json = try PostgresJSON(encoding: payload)
        try await execute(
            """
            INSERT INTO kernel.job (job_id, kind, payload, due_at, attempts)
            VALUES (gen_random_uuid(), \(job), \(json), coalesce(\(due), clock_timestamp()), 0)
            """)
    }
}
