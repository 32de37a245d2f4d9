import Accounts
import Ads
import Articles
import Console
import Credentials
import Foundation
import Kernel
import Logging
import Moderation
import Postgres
import Providers
import Site
import Topics

/// This program as it is set up on this machine: its plugins, its settings, its ways into the database.
struct Installation {
    /// Every plugin there is. Nothing else in the program names them all.
    static let plugins: [any Plugin.Type] = [
        AccountsPlugin.self, SitePlugin.self, ModerationPlugin.self, TopicsPlugin.self, ProvidersPlugin.self,
        CredentialsPlugin.self, ArticlesPlugin.self, AdsPlugin.self,
    ]

    let settings: Settings
    let logger: Logger
    private let environment: [String: String]

    /// Reads the settings from Config/, the environment and `flags`.
    ///
    /// - Throws: `SettingMistakes`.
    init(flags: [String: String] = [:], environment: [String: String] = ProcessInfo.processInfo.environment)
        throws
    {
        self.environment = environment
        let file = URL(filePath: environment["STET_CONFIG"] ?? "Config/stet.yaml")
        let policy = file.deletingLastPathComponent().appending(path: "policy.yaml")
        settings = try Settings.load(
            // A configuration that was named must be there; the others may be left out.
            files: [file, policy].filter {
                Self.exists($0) || $0 == file && environment["STET_CONFIG"] != nil
            },
            environment: environment, flags: flags, declared: Self.declared)
        var logger = Logger(label: "stet") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = Logger.Level(rawValue: settings[.logLevel]) ?? .info
        self.logger = logger
    }

    private static func exists(_ file: URL) -> Bool { FileManager.default.fileExists(atPath: file.path) }

    // MARK: Settings and plugins

    private static func isOn(_ plugin: any Plugin.Type) -> Setting<Bool> {
        Setting("plugins.\(plugin.id)", default: true, "Whether the plugin \(plugin.id) is switched on.")
    }

    /// Every setting of every plugin, on or off: switching one off makes no setting a mistake.
    static var declared: [any SettingDeclaration] {
        let silent = Logger(label: "stet") { _ in SwiftLogNoOpLogHandler() }
        let nowhere = Database(
            DatabaseConfiguration(url: "postgres://localhost", poolSize: 1), logger: silent)
        let kernel = Kernel(
            database: nowhere, site: nowhere, preview: nowhere, clock: SystemClock(), settings: Settings(),
            secret: Secret(), renderer: NoTemplates(), logger: silent)
        return KernelSettings.all + ConsoleSettings.all
            + plugins.flatMap { [isOn($0)] + $0.init(kernel: kernel).settings }
    }

    private var chosen: [any Plugin.Type] {
        Self.plugins.filter { settings[Self.isOn($0)] }
    }

    /// The plugins that are switched on, put together on the database.
    ///
    /// Commands that change the schema or write history log in as the owner.
    ///
    /// - Throws: `CompositionMistakes`, `TemplateMistake`, `SettingMistake`.
    func composition(asOwner owner: Bool = false) throws -> Composition {
        let console = owner ? ownerDatabase() : database("stet_console", settings[.databaseURL])
        let kernel = Kernel(
            database: console, site: owner ? console : database("stet_site", settings[.siteDatabaseURL]),
            preview: owner ? console : database("stet_preview", settings[.previewDatabaseURL]),
            clock: SystemClock(),
            // The owner signs nothing, and its system user may not read the server's secret.
            settings: settings, secret: owner ? Secret() : try secret(),
            renderer: try Templates(plugins: chosen), logger: logger
        )
        return try Composition(chosen, kernel: kernel)
    }

    private func secret() throws(SettingMistake) -> Secret {
        let path = settings[.secretFile]
        return path.isEmpty ? Secret() : try Secret(file: URL(filePath: path))
    }

    // MARK: The database

    /// Where a role logs in: as set, else the embedded database in the data folder.
    func url(role: String) -> String {
        let set =
            switch role {
            case "stet_site": settings[.siteDatabaseURL]
            case "stet_preview": settings[.previewDatabaseURL]
            case "stet_owner": settings[.ownerDatabaseURL]
            case "stet_console": settings[.databaseURL]
            default: ""
            }
        guard set.isEmpty else { return set }
        let main = settings[.databaseURL]
        guard !main.isEmpty, var parts = URLComponents(string: main) else {
            return "postgres://\(role)@/stet?host=\(settings[.data])/socket&port=5432"
        }
        parts.user = role
        return parts.string ?? main
    }

    private func database(_ role: String, _ url: String) -> Database {
        Database(
            DatabaseConfiguration(
                url: self.url(role: role), applicationName: "stet", poolSize: settings[.poolSize],
                statementTimeout: .milliseconds(settings[.statementTimeout]),
                preparedStatements: settings[.preparedStatements]),
            logger: logger)
    }

    /// As the owner, without limits on time: migrations and loading take as long as they take.
    func ownerDatabase() -> Database {
        Database(
            DatabaseConfiguration(
                url: url(role: "stet_owner"), applicationName: "stet", poolSize: 4, statementTimeout: nil,
                lockTimeout: nil, idleInTransactionTimeout: nil),
            logger: logger)
    }
}

/// Stands in where no page is drawn.
private struct NoTemplates: PageRenderer {
    let names: Set<String> = []

    func render(_ page: any Page) throws -> Fragment {
        throw SettingMistake(place: "templates", message: "none are loaded.")
    }
}
