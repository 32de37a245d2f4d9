import Foundation
import Kernel
import Postgres

/// What a server holds at most while readers ask for every kind of page and moderators work on the queue.
struct MemoryBench {
    let database: BenchDatabase
    /// How many items are open.
    let items: Int
    let seconds: Int

    private static let port = 18_084
    private static let (readers, moderators) = (24, 8)
    private static let addresses = 20_000

    func run() async throws -> [BenchCommand.Figure] {
        let kernel = try database.installation.composition().kernel
        _ = try await database.open(items: items)
        let paths = try await paths(reading: kernel.database)
        let server = try await BenchProcess.stet(on: Self.port, environment: database.environment)
        defer { server.stop() }
        let atRest = server.peakMemory
        let people = try await LoopbackBrowser.moderators(
            Self.moderators, on: Self.port, kernel: kernel)
        let end = ContinuousClock.now + .seconds(seconds)
        let requests = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<Self.readers {
                group.addTask { try await onThread { try read(paths, until: end) } }
            }
            for browser in people {
                group.addTask { try await onThread { try work(browser, until: end) } }
            }
            return try await group.reduce(0, +)
        }
        return [
            .init(name: "requests", value: Double(requests) / Double(seconds), unit: "requests/s"),
            .init(name: "resident memory at rest", value: atRest, unit: "MB"),
            .init(name: "resident memory under load, peak", value: server.peakMemory, unit: "MB"),
        ]
    }

    /// More pages than the cache holds.
    private func paths(reading reader: any Reader) async throws -> [String] {
        let (topics, people) = try await reader.fetch(
            .values(String.self, "SELECT slug FROM topics.topic ORDER BY slug"),
            .values(
                String.self,
                """
                SELECT slug
                FROM providers.provider
                ORDER BY slug
                LIMIT \(Self.addresses)
                """))
        return people.map { "/providers/\($0)" }
            + topics.flatMap { ["/topics/\($0)", "/providers?topic=\($0)", "/providers?q=\($0)"] }
    }

    private func read(_ paths: [String], until end: ContinuousClock.Instant) throws -> Int {
        let browser = try LoopbackBrowser(port: Self.port)
        var count = 0
        while ContinuousClock.now < end, let path = paths.randomElement() {
            _ = try browser.get(path)
            count += 1
        }
        return count
    }

    private func work(_ browser: LoopbackBrowser, until end: ContinuousClock.Instant) throws -> Int {
        var count = 0
        while ContinuousClock.now < end, let path = try browser.claimNext() {
            _ = try browser.decide(path, version: try browser.read(path))
            count += 3
        }
        return count
    }
}
