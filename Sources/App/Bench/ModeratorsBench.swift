import Foundation
import Kernel
import Postgres
import Synchronization

/// Fifty moderators at once for a while, over HTTP, and afterwards whether anything went wrong that must never: an item
/// decided twice, a decision or an item lost, an item in two people's hands.
struct ModeratorsBench {
    let database: BenchDatabase
    let items: Int
    let seconds: Int

    private static let port = 18_083
    private static let people = 50

    func run() async throws -> BenchCommand.Findings {
        _ = try await database.open(items: items)
        let kernel = try database.installation.composition().kernel
        let server = try await BenchProcess.stet(on: Self.port, environment: database.environment)
        defer { server.stop() }
        let moderators = try await LoopbackBrowser.moderators(Self.people, on: Self.port, kernel: kernel)
        let before = try await openItems(in: kernel.database)
        let desks = Desks()

        let shifts = try await work(moderators, desks)

        let after = try await openItems(in: kernel.database)
        let stored = try await stored(of: desks.decided, in: kernel.database)
        let (decisions, answers) = (desks.decided.count, Timings(shifts))
        let lost = (decisions - stored.items) + abs(before - after - decisions)
        var findings = BenchCommand.Findings(
            figures: [
                .init(name: "decisions", value: Double(decisions), unit: "decisions"),
                .init(
                    name: "decisions a second", value: Double(decisions) / Double(seconds),
                    unit: "decisions/s"),
            ] + answers.figures("claim, read and decide") + [
                .init(name: "decided twice", value: Double(stored.twice), unit: "items"),
                .init(name: "lost", value: Double(lost), unit: "items"),
                .init(name: "claimed by two", value: Double(desks.shared), unit: "items"),
                .init(name: "refused", value: Double(desks.refused), unit: "decisions"),
                .init(name: "resident memory, peak", value: server.peakMemory, unit: "MB"),
            ])
        if stored.twice > 0 { findings.broken.append("Items were decided twice.") }
        if lost > 0 { findings.broken.append("Decisions that were acknowledged, or items, are missing.") }
        if desks.shared > 0 { findings.broken.append("Items were in the hands of two people at once.") }
        if desks.refused > 0 { findings.broken.append("Decisions were refused without a reason.") }
        return findings
    }

    private func work(_ moderators: [LoopbackBrowser], _ desks: Desks) async throws -> [Timings] {
        let end = ContinuousClock.now + .seconds(seconds)
        return try await withThrowingTaskGroup(of: Timings.self) { group in
            for browser in moderators {
                group.addTask { try await onThread { try work(browser, desks, until: end) } }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    /// One person's shift: claim, read, decide. Now and then they give an item back.
    private func work(
        _ browser: LoopbackBrowser, _ desks: Desks, until end: ContinuousClock.Instant
    ) throws -> Timings {
        var timings = Timings()
        while ContinuousClock.now < end {
            let began = ContinuousClock.now
            guard let path = try browser.claimNext() else { break }
            desks.sit(path)
            let version = try browser.read(path)
            if Int.random(in: 0..<20) == 0 {
                desks.leave(path)
                try browser.release(path)
            } else if try browser.decide(path, version: version) {
                desks.decide(path)
                timings.add(ContinuousClock.now - began)
            } else {
                desks.refuse()
            }
        }
        return timings
    }

    // MARK: What is there afterwards

    private func openItems(in database: Database) async throws -> Int {
        try await database.value(
            Int.self, "SELECT count(*) FROM moderation.review_item WHERE state = 'open'") ?? 0
    }

    private struct Stored: Decodable, Sendable {
        let items: Int
        let twice: Int
    }

    /// How many of these items have a decision that stands, and how many have more than one in a stage.
    private func stored(of paths: [String], in database: Database) async throws -> Stored {
        let ids = paths.compactMap { UUID(uuidString: String($0.suffix(36))) }
        return try await database.one(
            Stored.self,
            """
            SELECT count(DISTINCT review_item_id) AS items, count(*) FILTER (WHERE times > 1) AS twice
            FROM (
              SELECT review_item_id, stage, count(*) AS times
              FROM moderation.decision
              WHERE review_item_id = ANY (\(ids))
              GROUP BY review_item_id, stage
            ) AS decided
            """)
    }
}

/// Who has what before them, as the people themselves see it.
private final class Desks: Sendable {
    private struct State {
        var taken: Set<String> = []
        var shared = 0
        var decided: [String] = []
        var refused = 0
    }

    private let state = Mutex(State())

    /// How often somebody was given what another one had.
    var shared: Int { state.withLock { $0.shared } }
    /// What the server said is decided.
    var decided: [String] { state.withLock { $0.decided } }

    /// How many decisions the server refused of people who held the item and had just read it.
    var refused: Int { state.withLock { $0.refused } }

    func sit(_ item: String) {
        state.withLock { if !$0.taken.insert(item).inserted { $0.shared += 1 } }
    }

    func leave(_ item: String) { state.withLock { _ = $0.taken.remove(item) } }

    func refuse() { state.withLock { $0.refused += 1 } }

    func decide(_ item: String) { state.withLock { $0.decided.append(item) } }
}
