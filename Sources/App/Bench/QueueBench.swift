import Foundation
import Kernel
import Postgres

/// The queue as its people use it, over HTTP with a session each, beside the same claims and decisions by SQL alone.
struct QueueBench {
    let database: BenchDatabase
    /// How many items are open.
    let items: Int
    let seconds: Int

    private static let port = 18_082
    private static let reads = 200
    private static let rounds = 2

    func run() async throws -> [BenchCommand.Figure] {
        let open = try await database.open(items: items)
        let kernel = try database.installation.composition().kernel
        let server = try await BenchProcess.stet(on: Self.port, environment: database.environment)
        defer { server.stop() }
        let most = try await LoopbackBrowser.moderators(50, on: Self.port, kernel: kernel)

        var figures = [BenchCommand.Figure(name: "open items", value: Double(open), unit: "items")]
        figures += try reading(most[0])
        for count in [8, 50] {
            figures += try await working(Array(most.prefix(count)), kernel)
        }
        figures.append(.init(name: "resident memory, peak", value: server.peakMemory, unit: "MB"))
        return figures
    }

    /// One person reads, while nobody else does anything.
    private func reading(_ browser: LoopbackBrowser) throws -> [BenchCommand.Figure] {
        var (list, desk) = (Timings(), Timings())
        guard let path = try browser.claimNext() else { return [] }
        for _ in 0..<Self.reads {
            _ = list.measure { try? browser.get("/console/queue") }
            _ = desk.measure { try? browser.get(path) }
        }
        try browser.release(path)
        return list.figures("first page") + desk.figures("desk")
    }

    // MARK: Claiming and deciding

    private func working(_ browsers: [LoopbackBrowser], _ kernel: Kernel) async throws
        -> [BenchCommand.Figure]
    {
        let bare = try await BareQueue(people: browsers.count, database: database.installation)
        var (ours, theirs): ([QueueWork], [QueueWork]) = ([], [])
        for _ in 0..<Self.rounds {
            theirs += try await bare.work(seconds: seconds)
            ours += try await work(browsers)
        }
        await bare.close()
        let (our, their) = (QueueWork(ours), QueueWork(theirs))
        let name = "\(browsers.count) clients"
        let duration = Double(Self.rounds * seconds)
        let (rate, bareRate) = (
            Double(our.decisions.milliseconds.count) / duration,
            Double(their.decisions.milliseconds.count) / duration
        )
        return our.claims.figures("\(name), claim") + our.decisions.figures("\(name), decide")
            + their.claims.figures("\(name), claim by SQL")
            + their.decisions.figures("\(name), decide by SQL")
            + [
                .init(name: "\(name), decisions", value: rate, unit: "decisions/s"),
                .init(name: "\(name), decisions by SQL", value: bareRate, unit: "decisions/s"),
                .init(name: "\(name), beside SQL", value: rate / max(1, bareRate), unit: "ratio"),
            ]
    }

    /// Everybody claims and decides, one item after the other, each on a thread of their own.
    private func work(_ browsers: [LoopbackBrowser]) async throws -> [QueueWork] {
        let end = ContinuousClock.now + .seconds(seconds)
        return try await withThrowingTaskGroup(of: QueueWork.self) { group in
            for browser in browsers {
                group.addTask { try await onThread { try work(browser, until: end) } }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    private func work(_ browser: LoopbackBrowser, until end: ContinuousClock.Instant) throws -> QueueWork {
        var work = QueueWork()
        while ContinuousClock.now < end, let path = try work.claims.measure({ try browser.claimNext() }) {
            let isTaken = try work.decisions.measure { try browser.decide(path, version: 1) }
            // Somebody had decided it in part, or it was edited: as at the desk, with the version that is there.
            if !isTaken { _ = try browser.decide(path, version: try browser.read(path)) }
        }
        return work
    }
}

/// What came of some seconds of work.
struct QueueWork: Sendable {
    var claims = Timings()
    var decisions = Timings()

    init() {}

    init(_ parts: [QueueWork]) {
        claims = Timings(parts.map(\.claims))
        decisions = Timings(parts.map(\.decisions))
    }
}
