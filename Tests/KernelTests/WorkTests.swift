import Foundation
import Kernel
import Postgres
import Synchronization
import TestSupport
import Testing

@Suite("Work that is due", .stet(with: [WorkPlugin.self]))
struct WorkTests {
    @Test("an event reaches each subscription once, however many workers there are")
    func once() async throws {
        let stet = try TestStet.current
        try await stet.database.transaction { transaction in
            for number in 0..<20 { try await transaction.publish(Rang(number: number)) }
        }

        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let worker = Worker(composition: stet.composition)
                    while await worker.step() {}
                }
            }
        }

        let heard = try await stet.owner.values(Int.self, "SELECT number FROM kernel.heard ORDER BY number")
        #expect(heard == Array(0..<20))
    }

    @Test("an event is not delivered before it is due, and says how late it was")
    func due() async throws {
        let stet = try TestStet.current
        let worker = Worker(composition: stet.composition)
        try await stet.database.transaction { transaction in
            try await transaction.publish(Rang(number: 1), due: stet.clock.now() + .seconds(3_600))
        }

        while await worker.step() {}
        let early = try await stet.owner.value(Int.self, "SELECT count(*) FROM kernel.heard")
        _ = try await stet.owner.rows("UPDATE kernel.delivery SET due_at = now() - interval '1 s'")
        while await worker.step() {}
        let late = try await stet.owner.value(Int.self, "SELECT lateness_us FROM kernel.delivery")

        #expect(early == 0)
        #expect(try #require(late) >= 1_000_000)
    }

    @Test("a poisoned event is tried again and given up, and stops nothing else")
    func poisoned() async throws {
        let stet = try TestStet.current
        let worker = Worker(composition: stet.composition)
        try await stet.database.transaction { transaction in
            try await transaction.publish(Rang(number: -1))
            try await transaction.publish(Rang(number: 2))
        }

        for _ in 0..<9 {
            while await worker.step() {}
            _ = try await stet.owner.rows("UPDATE kernel.delivery SET due_at = now() - interval '1 s'")
        }

        let heard = try await stet.owner.values(Int.self, "SELECT number FROM kernel.heard")
        let dead = try await stet.owner.values(
            Int.self, "SELECT attempts FROM kernel.delivery WHERE dead_at IS NOT NULL")
        #expect(heard == [2])
        #expect(dead == [8])
    }

    @Test("an event whose transaction is rolled back was never published")
    func rolledBack() async throws {
        let stet = try TestStet.current

        try? await stet.database.transaction { transaction in
            try await transaction.publish(Rang(number: 1))
            throw CancellationError()
        }

        #expect(try await stet.owner.value(Int.self, "SELECT count(*) FROM kernel.event") == 0)
    }

    @Test(
        "a periodic job takes its turn once among two workers, and a queued one runs with what it was given")
    func jobs() async throws {
        let stet = try TestStet.current
        let workers = [Worker(composition: stet.composition), Worker(composition: stet.composition)]
        try await stet.database.transaction { try await $0.enqueue("work.add", Rang(number: 42)) }

        await withTaskGroup(of: Void.self) { group in
            for worker in workers { group.addTask { while await worker.step() {} } }
        }

        let heard = try await stet.owner.values(Int.self, "SELECT number FROM kernel.heard ORDER BY number")
        #expect(heard == [42])
        #expect(try await stet.owner.value(Int.self, "SELECT count(*) FROM kernel.ticked") == 1)
    }
}

struct Rang: Event {
    static let name = "work.rang"
    let number: Int
}

/// Hears, adds and ticks: each writes one row.
struct WorkPlugin: Plugin {
    static let id: PluginID = "work"

    init(kernel: Kernel) {}

    /// Written once: the tests of a suite run at the same time.
    private static let folder: URL = {
        let folder = URL.temporaryDirectory.appending(path: "stet-test-work-\(UUID().uuidString)")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try? """
        CREATE TABLE kernel.heard (number int NOT NULL);
        CREATE TABLE kernel.ticked (at timestamptz NOT NULL);
        GRANT SELECT, INSERT ON kernel.heard, kernel.ticked TO stet_console;
        """.write(to: folder.appending(path: "0001_heard.sql"), atomically: true, encoding: .utf8)
        return folder
    }()

    var migrations: MigrationSet { MigrationSet(schema: "work", in: Self.folder) }

    var subscriptions: [Subscription] {
        [
            Subscription("work.hear", to: Rang.self) { event, transaction in
                try await transaction.execute("INSERT INTO kernel.heard VALUES (\(event.number))")
                // Undone with everything else the handler did.
                guard event.number >= 0 else { throw CancellationError() }
            }
        ]
    }

    var jobs: [Job] {
        [
            .queued("work.add", Rang.self) { kernel, rang in
                _ = try await kernel.database.rows("INSERT INTO kernel.heard VALUES (\(rang.number))")
            },
            .periodic("work.tick", every: .seconds(3_600)) { kernel in
                _ = try await kernel.database.rows("INSERT INTO kernel.ticked VALUES (now())")
            },
        ]
    }
}
