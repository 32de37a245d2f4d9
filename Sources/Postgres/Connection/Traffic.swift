import Synchronization

/// Counts what a database was asked.
final class Traffic: Sendable {
    private let statementCount = Atomic<Int>(0)
    private let roundTripCount = Atomic<Int>(0)

    var statements: Int { statementCount.load(ordering: .relaxed) }
    var roundTrips: Int { roundTripCount.load(ordering: .relaxed) }

    func add(statements: Int) { statementCount.add(statements, ordering: .relaxed) }
    func addRoundTrip() { roundTripCount.add(1, ordering: .relaxed) }
}

/// Counts the statements and round trips that a piece of code causes, for tests and for the cost of a page.
public enum StatementCounter {
    @TaskLocal static var current: Traffic?

    public struct Counted<Result> {
        public let result: Result
        /// Those that the code wrote; BEGIN and COMMIT are not among them.
        public let statements: Int
        /// How often the code waited for the server, for BEGIN and COMMIT too.
        public let roundTrips: Int
    }

    /// Runs the body and counts; what it starts as child tasks is counted too.
    public static func counting<Result>(
        isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
    ) async rethrows -> Counted<Result> {
        let traffic = Traffic()
        let result = try await $current.withValue(traffic) { try await body() }
        return Counted(result: result, statements: traffic.statements, roundTrips: traffic.roundTrips)
    }
}
