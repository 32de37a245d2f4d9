import ArgumentParser
import Kernel

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Bring the database up to this program's schema.",
        discussion: "Example: stet migrate --status")

    @Flag(help: "Show what ran and what waits, and change nothing.")
    var status = false

    @Flag(help: "Show what would run, and change nothing.")
    var dryRun = false

    func run() async throws {
        try await Outcome.of {
            let installation = try Installation()
            let composition = try installation.composition(asOwner: true)
            let migrator = Migrator(database: composition.kernel.database, plugins: composition.plugins)
            if status || dryRun {
                for entry in try await migrator.status() where status || entry.appliedAt == nil {
                    print(
                        "\(entry.appliedAt.map(\.description) ?? "waits")  \(entry.migration.schema)/\(entry.migration.name)"
                    )
                }
            } else {
                let ran = try await migrator.run {
                    say("\($0.schema)/\($0.name)")
                } loaded: {
                    say("loaded \($0)")
                }
                print(ran.isEmpty ? "Nothing to do." : "Ran \(ran.count) migrations.")
            }
            await composition.kernel.database.close()
        }
    }
}
