import ArgumentParser
import Foundation

struct PsqlCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "psql", abstract: "Open psql on the database as one of its roles.",
        discussion: "Example: stet psql --role site -- -c 'SELECT count(*) FROM topics.public_topic'")

    enum Role: String, ExpressibleByArgument, CaseIterable {
        case owner, console, site, preview
    }

    @Option(help: "The role to log in as.")
    var role: Role = .console

    @Argument(help: "What psql is given, after --.")
    var arguments: [String] = []

    func run() throws {
        let url = try Installation().url(role: "stet_\(role.rawValue)")
        let words = ["psql", url] + arguments
        var pointers = words.map { strdup($0) } + [nil]
        execvp("psql", &pointers)
        say("psql was not found. Install postgresql-client.")
        throw Outcome.unavailable
    }
}
