import ArgumentParser
import Foundation
import Kernel
import Postgres
import Site

struct PageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "page", abstract: "Print a public page as of an instant.",
        discussion: "Example: stet page /topics/grief --at 2027-04-01T00:00:00Z")

    @Argument(help: "The page's path, with its query.")
    var path: String

    @Option(help: "The instant, as 2027-04-01T00:00:00Z; now when left out.")
    var at: String?

    func run() async throws {
        try await Outcome.of {
            var instant = SystemClock().now()
            if let at {
                guard let parsed = Instant(rfc3339: at) else {
                    throw FormIssues("at", .other("Write the instant as 2027-04-01T00:00:00Z, not “\(at)”."))
                }
                instant = parsed
            }
            let composition = try Installation().composition()
            let preview = SitePreview(composition: composition)
            FileHandle.standardOutput.write(Data(try await preview.html(path, at: instant).utf8))
        }
    }
}
