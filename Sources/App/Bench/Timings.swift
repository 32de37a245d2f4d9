import Foundation

/// How long something took, each time it was done.
struct Timings: Sendable {
    private(set) var milliseconds: [Double] = []

    init() {}

    /// Several people's times as one list.
    init(_ parts: [Timings]) {
        milliseconds = parts.flatMap(\.milliseconds)
    }

    mutating func add(_ duration: Duration) {
        milliseconds.append(duration / .milliseconds(1))
    }

    /// Does something and adds how long it took.
    mutating func measure<Result>(_ body: () throws -> Result) rethrows -> Result {
        let began = ContinuousClock.now
        defer { add(ContinuousClock.now - began) }
        return try body()
    }

    /// Does something that waits, and adds how long it took.
    mutating func measure<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        let began = ContinuousClock.now
        let result = try await body()
        add(ContinuousClock.now - began)
        return result
    }

    /// The medians and the slow ends, under a name.
    func figures(_ name: String) -> [BenchCommand.Figure] {
        let sorted = milliseconds.sorted()
        guard let slowest = sorted.last else { return [] }
        return [50, 95, 99].map { percent in
            let index = sorted.count * percent / 100
            return BenchCommand.Figure(
                name: "\(name) p\(percent)", value: index < sorted.count ? sorted[index] : slowest,
                unit: "ms")
        }
    }
}
