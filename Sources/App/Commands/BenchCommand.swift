import ArgumentParser
import Foundation
import Kernel

struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure a part of the program beside something known, in one run.",
        discussion: """
            Examples: stet bench topic-page --json
                      stet bench pages --providers 1000000
            A benchmark that is given a number of providers, or that changes data, works on a database of its own,
            stet_bench_N on the same server. That one stays for the next run, unless --drop is given.
            """)

    @Argument(help: "The benchmark's name.")
    var name: String?

    @Flag(help: "List the benchmarks.")
    var list = false

    @Flag(help: "Print the figures as JSON.")
    var json = false

    @Option(help: "Seconds for each measurement.")
    var seconds: Int?

    @Option(help: "Measure on a database of its own with so many made-up clinicians.")
    var providers: Int?

    @Option(help: "How many items are open in the queue.")
    var items: Int?

    @Flag(help: "Drop the benchmark's own database afterwards.")
    var drop = false

    /// One figure of a benchmark.
    struct Figure: Encodable, Sendable {
        let name: String
        let value: Double
        let unit: String
    }

    /// What a benchmark found.
    struct Findings: Sendable {
        let figures: [Figure]
        /// What must hold and does not, in sentences.
        var broken: [String] = []
    }

    enum Benchmark: String, CaseIterable {
        case postgres, pages, articles, queue, moderators, memory, ads
        case topicPage = "topic-page"
        case imports = "import"

        var summary: String {
            switch self {
            case .postgres: "the PostgreSQL client beside pgbench, one connection and four"
            case .topicPage: "a topic page from the cache and drawn anew, beside nginx with the same bytes"
            case .pages: "topic pages, searches and profiles drawn anew, at the size of the directory"
            case .articles:
                "an article's page as topic-page measures one; a text of 1,200 words; suggestions among 20,000"
            case .queue: "the queue's pages; claims and decisions of 8 and of 50 people, beside bare SQL"
            case .moderators: "50 people at work for 60 seconds; fails if an item is decided twice or lost"
            case .memory: "what a server holds while readers and moderators use it"
            case .ads: "the choice of ads among 10,000 line items; beacons that are acknowledged after commit"
            case .imports: "an import of providers, beside a COPY of the rows that it writes"
            }
        }
    }

    func validate() throws {
        if let name, Benchmark(rawValue: name) == nil {
            throw ValidationError("There is no benchmark “\(name)”. stet bench --list names them.")
        }
        for count in [seconds, providers, items] where count ?? 1 < 1 {
            throw ValidationError("Numbers begin with 1.")
        }
    }

    func run() async throws {
        try await Outcome.of {
            guard !list, let benchmark = name.flatMap(Benchmark.init(rawValue:)) else {
                for benchmark in Benchmark.allCases { print("\(benchmark.rawValue)  \(benchmark.summary)") }
                return
            }
            let findings = try await findings(of: benchmark, on: try Installation())
            if json {
                try printJSON(findings.figures)
            } else {
                for figure in findings.figures {
                    print("\(figure.name): \(String(format: "%.2f", figure.value)) \(figure.unit)")
                }
            }
            for sentence in findings.broken { say(sentence) }
            if !findings.broken.isEmpty { throw Outcome.notAll }
        }
    }

    private func findings(
        of benchmark: Benchmark, on installation: Installation
    ) async throws -> Findings {
        switch benchmark {
        case .postgres:
            let found = try await PostgresBench.run(
                database: installation.url(role: "postgres"), seconds: seconds ?? 5)
            return Findings(figures: found.map { Figure(name: $0.name, value: $0.value, unit: $0.unit) })
        case .topicPage:
            return try await reading(installation) { installation, environment in
                try await CachedPageBench(
                    installation: installation, environment: environment, seconds: seconds ?? 5
                ).run(on: CachedPageBench.topic)
            }
        case .pages:
            return try await reading(installation) { installation, _ in
                try await PagesBench(installation: installation).run()
            }
        case .articles:
            return try await changing(installation) { database in
                Findings(figures: try await ArticlesBench(database: database, seconds: seconds ?? 5).run())
            }
        case .queue:
            return try await changing(installation) { database in
                Findings(
                    figures: try await QueueBench(
                        database: database, items: items ?? 100_000, seconds: seconds ?? 5
                    ).run())
            }
        case .moderators:
            return try await changing(installation) { database in
                try await ModeratorsBench(
                    database: database, items: items ?? 100_000, seconds: seconds ?? 60
                ).run()
            }
        case .memory:
            return try await changing(installation) { database in
                Findings(
                    figures: try await MemoryBench(
                        database: database, items: items ?? 20_000, seconds: seconds ?? 20
                    ).run())
            }
        case .ads:
            return try await AdsBench(
                installation: installation, lineItems: items ?? 10_000, seconds: seconds ?? 5
            ).run()
        case .imports:
            return Findings(
                figures: try await ImportBench(installation: installation, lines: providers ?? 10_000).run())
        }
    }

    /// What only reads is measured on the installation as it is, unless a size is asked for.
    private func reading(
        _ installation: Installation, _ body: (Installation, [String: String]) async throws -> [Figure]
    ) async throws -> Findings {
        guard providers != nil else { return Findings(figures: try await body(installation, [:])) }
        return try await changing(installation) { database in
            Findings(figures: try await body(database.installation, database.environment))
        }
    }

    /// What changes data has a database of its own.
    private func changing(
        _ installation: Installation, _ body: (BenchDatabase) async throws -> Findings
    ) async throws -> Findings {
        let database = try await BenchDatabase.filled(providers: providers ?? 100_000, on: installation)
        let findings = try await body(database)
        if drop { try await database.drop() }
        return findings
    }
}
