import Logging
import Postgres

/// What every plugin is given: the database in each of its roles, the clock, ids, settings and a logger.
public struct Kernel: Sendable {
    /// As `stet_console`: reads and writes what the console needs.
    public let database: Database
    /// As `stet_site`: reads the views named `public_*`, as of now.
    public let site: Database
    /// As `stet_preview`: reads the same views as of an instant of its choice.
    public let preview: Database
    public let clock: any Clock
    public let ids: IDs
    public let settings: Settings
    public let secret: Secret
    public let renderer: any PageRenderer
    public let logger: Logger

    public init(
        database: Database, site: Database, preview: Database, clock: any Clock, settings: Settings,
        secret: Secret, renderer: any PageRenderer, logger: Logger
    ) {
        self.database = database
        self.site = site
        self.preview = preview
        self.clock = clock
        self.ids = IDs(clock: clock)
        self.settings = settings
        self.secret = secret
        self.renderer = renderer
        self.logger = logger
    }
}
