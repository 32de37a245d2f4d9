import Accounts
import ArgumentParser
import Foundation
import Kernel
import Providers
import Site

struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Make accounts, and links to set a password.",
        subcommands: [Add.self, Reset.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an account and print a one-time link for its owner.",
            discussion:
                "Example: stet account add --email ana@example.org --role clinician --provider ana-whitfield")

        @Option(help: "The e-mail address to sign in with.")
        var email: String

        @Option(help: "A role; repeat it for several.")
        var role: [String]

        @Option(help: "How the console calls the person; the address when left out.")
        var name: String?

        @Option(help: "The slug of the profile that is theirs.")
        var provider: String?

        func run() async throws {
            try await Outcome.of {
                let composition = try Installation().composition()
                let kernel = composition.kernel
                let input = try AccountInput(
                    name: name ?? email, email: email, roles: role, zone: "America/New_York")
                let slug = try provider.map(Self.slug)
                let actor = AuditActor.program("The command line")
                let link = try await kernel.database.transaction { transaction in
                    let (id, link) = try await AddAccount(kernel: kernel).add(
                        input, grantedBy: nil, by: actor, in: transaction)
                    if let slug {
                        try await LinkAccount(kernel: kernel).link(slug, to: id, by: actor, in: transaction)
                    }
                    return link
                }
                print(kernel.settings.siteAddress + link.path)
                say("It works once, until \(TimeText(zone: .gmt).full(link.expiresAt)).")
            }
        }

        private static func slug(_ text: String) throws(Refusal) -> Slug {
            guard let slug = Slug(text) else { throw .notFound }
            return slug
        }
    }

    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a one-time link to set a new password.",
            discussion: "Example: stet account reset --email ana@example.org")

        @Option(help: "The address of the account.")
        var email: String

        func run() async throws {
            try await Outcome.of {
                let kernel = try Installation().composition().kernel
                guard let email = Email(email) else { throw Refusal.notFound }
                let reset = ResetAccount(kernel: kernel)
                let link = try await reset.run(
                    try await reset.account(email: email), by: .program("The command line"))
                print(kernel.settings.siteAddress + link.path)
                say("It works once, until \(TimeText(zone: .gmt).full(link.expiresAt)).")
            }
        }
    }
}
