import ArgumentParser
import Foundation
import Kernel

struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure a part of the program beside something known, in one run.",
        discussion: "Example: stet bench topic-page --json")

    @Argument(help: "The benchmark's name.")
    var name: String?

    @Flag(help: "List the benchmarks.")
    var list = false

    @Flag(help: "Print the figures as JSON.")
    var json = false

    @Option(help: "Seconds for each measurement.")
    var seconds = 5

    /// One figure of a benchmark.
    struct Figure: Encodable, Sendable {
        let name: String
        let value: Double
        let unit: String
    }

    private static let benchmarks = [
        ("postgres", "the PostgreSQL client beside pgbench, one connection and four"),
        ("topic-page", "a topic page from the cache and drawn anew, beside nginx with the same bytes"),
    ]

    func validate() throws {
        if let name, !Self.benchmarks.contains(where: { $0.0 == name }) {
            throw ValidationError("There is no benchmark “\(name)”. stet bench --list names them.")
        }
    }

    func run() async throws {
        try await Outcome.of {
            guard !list, let name else {
                for (name, summary) in Self.benchmarks { print("\(name)  \(summary)") }
                return
            }
            let installation = try Installation()
            let figures: [Figure] =
                switch name {
                case "postgres":
                    try await PostgresBench.run(
                        database: installation.url(role: "postgres"), seconds: seconds
                    )
                    .map { Figure(name: $0.name, value: $0.value, unit: $0.unit) }
                case "topic-page":
                    try await TopicPageBench(installation: installation, seconds: seconds).run()
                default:
                    throw ValidationError("There is no benchmark “\(name)”. stet bench --list names them.")
                }
            if json {
                try printJSON(figures)
            } else {
                for figure in figures {
                    print("\(figure.name): \(String(format: "%.2f", figure.value)) \(figure.unit)")
                }
            }
        }
    }
}
