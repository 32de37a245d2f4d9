import ArgumentParser

/// The program: one command a file in Commands/.
@main
struct Stet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stet",
        abstract: "The back office of a clinician directory, and the public site that it feeds.",
        subcommands: [
            ServeCommand.self, MigrateCommand.self, CheckCommand.self, ImportCommand.self, ExportCommand.self,
            DemoCommand.self, AccountCommand.self,
            PageCommand.self, RelatedCommand.self, SignalsCommand.self, PsqlCommand.self, AuditCommand.self,
            BenchCommand.self,
        ])
}
