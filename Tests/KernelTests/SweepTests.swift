import Foundation
import Kernel
import Postgres
import TestSupport
import Testing

@Suite("What the queue has done with", .stet(with: [], settings: ["work.keep_days": "7"]))
struct SweepTests {
    private func sweep(batch: Int = 1_000) async throws {
        try await SweepWork(kernel: TestStet.current.kernel, batch: batch).run()
    }

    /// An event of so many days ago with one delivery, which ended in the way that the column says, or not yet.
    private func event(_ name: String, daysAgo: Int, ended column: SQL? = nil) async throws {
        let id = UUID()
        let at: SQL = "clock_timestamp() - make_interval(secs => \(Double(daysAgo) * 86_400))"
        try await TestStet.current.owner.transaction { transaction in
            try await transaction.execute(
                "INSERT INTO kernel.event (event_id, name, payload, at) VALUES (\(id), \(name), '{}', \(sql: at))"
            )
            try await transaction.execute(
                """
                INSERT INTO kernel.delivery (delivery_id, event_id, subscription, due_at)
                VALUES (gen_random_uuid(), \(id), 'test', \(sql: at))
                """)
            guard let column else { return }
            try await transaction.execute(
                "UPDATE kernel.delivery SET \(sql: column) = \(sql: at) WHERE event_id = \(id)")
        }
    }

    private func events() async throws -> [String] {
        try await TestStet.current.owner.values(String.self, "SELECT name FROM kernel.event ORDER BY name")
    }

    @Test("what was done longer ago than the setting says is gone with its event")
    func old() async throws {
        try await event("old", daysAgo: 8, ended: "done_at")
        try await event("young", daysAgo: 6, ended: "done_at")

        try await sweep()

        #expect(try await events() == ["young"])
        let left = try await TestStet.current.owner.value(Int.self, "SELECT count(*) FROM kernel.delivery")
        #expect(left == 1)
    }

    @Test("what waits and what was given up stays, however old")
    func kept() async throws {
        try await event("dead", daysAgo: 400, ended: "dead_at")
        try await event("waiting", daysAgo: 400)

        try await sweep()

        #expect(try await events() == ["dead", "waiting"])
    }

    @Test("an event that nobody waited for goes too, and so do jobs that were done")
    func others() async throws {
        let owner = try TestStet.current.owner
        try await owner.script(
            """
            INSERT INTO kernel.event (event_id, name, payload, at)
            VALUES (gen_random_uuid(), 'unheard', '{}', now() - interval '8 days');
            INSERT INTO kernel.job (job_id, kind, payload, due_at, done_at)
            VALUES
              (gen_random_uuid(), 'old', '{}', now(), now() - interval '8 days'),
              (gen_random_uuid(), 'young', '{}', now(), now()),
              (gen_random_uuid(), 'waiting', '{}', now() - interval '8 days', NULL);
            """)

        try await sweep()

        #expect(try await events() == [])
        #expect(
            try await owner.values(String.self, "SELECT kind FROM kernel.job ORDER BY kind")
                == ["waiting", "young"])
    }

    @Test("a full queue is swept by statements of bounded size until nothing is left")
    func batches() async throws {
        let stet = try TestStet.current
        for number in 0..<5 { try await event("event \(number)", daysAgo: 30, ended: "done_at") }
        let before = stet.database.metrics.statements

        try await sweep(batch: 2)

        #expect(try await events() == [])
        // Two full batches and a rest of deliveries, one look for jobs, and the same of events.
        #expect(stet.database.metrics.statements - before == 7)
    }

    @Test("every worker sweeps from time to time, whatever plugins there are")
    func job() async throws {
        let stet = try TestStet.current
        try await event("old", daysAgo: 8, ended: "done_at")
        let worker = Worker(composition: stet.composition)

        while await worker.step() {}

        #expect(try await events() == [])
    }
}
