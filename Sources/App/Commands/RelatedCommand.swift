import ArgumentParser
import Articles
import Foundation
import Kernel
import Postgres
import Site

struct RelatedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "related", abstract: "Print what stands below an article, with scores and reasons.",
        discussion: """
            Example: stet related lying-awake --all --json
            """)

    @Argument(help: "The article's slug.")
    var slug: String

    @Flag(help: "Every other public article, also those that readers are not shown here.")
    var all = false

    @Option(help: "The instant, as 2027-04-01T00:00:00Z; now when left out.")
    var at: String?

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        try await Outcome.of {
            guard let slug = Slug(slug) else { throw Refusal.notFound }
            var instant = SystemClock().now()
            if let at {
                guard let parsed = Instant(rfc3339: at) else {
                    throw FormIssues("at", .other("Write the instant as 2027-04-01T00:00:00Z, not “\(at)”."))
                }
                instant = parsed
            }
            let kernel = try Installation().composition().kernel
            let report = try await RelatedReport.read(slug, at: instant, all: all, in: kernel)
            if json { return try printJSON(report) }
            if report.candidates.isEmpty { say("Nothing stands below \(report.article).") }
            for candidate in report.candidates { print(line(candidate)) }
        }
    }

    private func line(_ candidate: RelatedReport.Candidate) -> String {
        let scores = [candidate.score, candidate.textScore].map { score in
            score.map { String(format: "%.3f", $0) } ?? "-"
        }
        let note = candidate.keptOut.map { " (\($0))" } ?? ""
        return "\(scores.joined(separator: " ")) \(candidate.slug) \(candidate.reason)\(note)"
    }
}
