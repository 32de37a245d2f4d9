import Foundation
import Logging
import Postgres
import Testing

@Suite("Notifications", .timeLimit(.minutes(10)))
struct NotificationTests {
    private func channel() -> String { "Channel " + UUID().uuidString }

    private func notify(_ channel: String, _ payload: String, in database: Database) async throws {
        _ = try await database.rows("SELECT pg_notify(\(channel), \(payload))")
    }

    @Test("they come once the sequence says that it listens, from every channel, in order")
    func order() async throws {
        let first = channel(), second = channel()
        try await TestDatabase.with(poolSize: 1) { database in
            var events = database.notifications(on: [first, second]).makeAsyncIterator()
            guard case .listening = await events.next() else {
                Issue.record("not listening")
                return
            }
            for number in 0..<50 {
                try await notify(number % 2 == 0 ? first : second, "\(number)", in: database)
            }

            for number in 0..<50 {
                guard case .notification(let channel, let payload) = await events.next() else {
                    Issue.record("no notification")
                    return
                }
                #expect(channel == (number % 2 == 0 ? first : second))
                #expect(payload == "\(number)")
            }
        }
    }

    @Test("a lost connection is reported, made again, and notifications come again")
    func lost() async throws {
        let name = TestDatabase.applicationName()
        let channel = channel()
        try await TestDatabase.with(poolSize: 1) { observer in
            try await TestDatabase.with(poolSize: 1) {
                $0.applicationName = name
            } _: { database in
                var events = database.notifications(on: [channel]).makeAsyncIterator()
                for _ in 0..<3 {
                    guard case .listening = await events.next() else {
                        Issue.record("not listening")
                        return
                    }
                    try await notify(channel, "a", in: observer)
                    guard case .notification(_, "a") = await events.next() else {
                        Issue.record("no notification")
                        return
                    }
                    _ = try await observer.rows(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = \(name)"
                    )
                    guard case .lost = await events.next() else {
                        Issue.record("not lost")
                        return
                    }
                }
            }
        }
    }

    @Test("a server that is not there is reported again and again")
    func unreachable() async throws {
        let database = Database(
            DatabaseConfiguration(url: "postgres://nobody@/none?host=/nonexistent&port=1"),
            logger: Logger(label: "test"))
        var events = database.notifications(on: ["a"]).makeAsyncIterator()

        for _ in 0..<3 {
            guard case .lost(let error) = await events.next() else {
                Issue.record("not lost")
                return
            }
            #expect((error as? PostgresError)?.sqlState == .cannotConnect)
        }
        await database.close()
        let last = await events.next()
        #expect(last == nil)
    }

    @Test("a slow reader misses nothing")
    func slowReader() async throws {
        let channel = channel()
        try await TestDatabase.with(poolSize: 1) { database in
            var events = database.notifications(on: [channel]).makeAsyncIterator()
            _ = await events.next()
            for start in stride(from: 0, to: 10_000, by: 1000) {
                _ = try await database.rows(
                    "SELECT pg_notify(\(channel), n::text) FROM generate_series(\(start), \(start + 999)) AS n"
                )
            }

            for number in 0..<10_000 {
                guard case .notification(_, let payload) = await events.next() else {
                    Issue.record("no notification")
                    return
                }
                #expect(payload == "\(number)")
            }
        }
    }

    @Test("it ends with its task, its reader or its database, and leaves no session")
    func ending() async throws {
        let name = TestDatabase.applicationName()
        try await TestDatabase.with(poolSize: 1) { observer in
            try await TestDatabase.with(poolSize: 1) {
                $0.applicationName = name
            } _: { database in
                let task = Task {
                    for await _ in database.notifications(on: ["a"]) {}
                }
                for await _ in database.notifications(on: ["a"]) { break }
                task.cancel()
                await task.value
                try await TestDatabase.eventually {
                    try await TestDatabase.states(of: name, in: observer).isEmpty
                }

                var events = database.notifications(on: ["a"]).makeAsyncIterator()
                _ = await events.next()
                await database.close()
                let last = await events.next()
                #expect(last == nil)
                try await TestDatabase.eventually {
                    try await TestDatabase.states(of: name, in: observer).isEmpty
                }
            }
        }
    }
}
