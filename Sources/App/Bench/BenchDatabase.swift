import Credentials
import Foundation
import Kernel
import Postgres

/// A database to measure on, on the server of this installation: the demo with as many clinicians as asked for.
///
/// It is kept for the next run, since filling it takes longer than measuring does.
struct BenchDatabase {
    /// The program on this database.
    let installation: Installation
    /// What tells a process of its own to use this database.
    let environment: [String: String]
    private let name: String
    private let server: Database

    private static let seed: UInt64 = 1
    /// From so many on, the indexes of the queue are made anew behind them.
    private static let itemsInBulk = 50_000

    /// The database with so many clinicians, made and filled where it is not there yet.
    static func filled(providers: Int, on server: Installation) async throws -> BenchDatabase {
        let database = try await made("stet_bench_\(providers)", on: server)
        let size = DemoSize.measured(providers)
        let loader = DemoLoader(
            database: database.installation.ownerDatabase(), settings: database.installation.settings)
        // Nobody signs in to the demo's accounts here.
        _ = try await loader.run(size: size, seed: seed, password: UUID().uuidString) { step, done, total in
            ProgressLine.show(step, done, of: total)
        }
        return database
    }

    /// An empty database with the schema, for one measurement.
    static func empty(on server: Installation) async throws -> BenchDatabase {
        try await made(
            "stet_bench_" + UUID().uuidString.replacing("-", with: "").lowercased(), on: server)
    }

    private static func made(_ name: String, on installation: Installation) async throws -> BenchDatabase {
        let url = installation.url(role: "postgres")
        let server = Database(
            DatabaseConfiguration(url: url, poolSize: 1, statementTimeout: nil), logger: installation.logger)
        let isThere = try await server.value(
            Bool.self, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = \(name))")
        if isThere != true {
            _ = try await server.rows("CREATE DATABASE \(identifier: name) TEMPLATE template0")
        }
        let inside = Database(
            DatabaseConfiguration(url: Self.url(url, name), poolSize: 1), logger: installation.logger)
        try await inside.script(Bootstrap.roles)
        await inside.close()

        var environment = [
            "STET_DATABASE_URL": "stet_console", "STET_SITE_DATABASE_URL": "stet_site",
            "STET_PREVIEW_DATABASE_URL": "stet_preview", "STET_OWNER_DATABASE_URL": "stet_owner",
        ].mapValues { Self.url(url, name, as: $0) }
        // The server's secret and its key are not for whoever may make databases, and serve nothing here.
        environment["STET_SECRET_FILE"] = ""
        environment["STET_EVIDENCE_KEY_FILE"] = ""
        let database = BenchDatabase(
            installation: try Installation(
                environment: ProcessInfo.processInfo.environment.merging(environment) { $1 }),
            environment: environment, name: name, server: server)
        let owner = try database.installation.composition(asOwner: true)
        _ = try await Migrator(database: owner.kernel.database, plugins: owner.plugins).run()
        await owner.kernel.database.close()
        return database
    }

    /// The same address with another database; libpq lets a parameter of this name win over the path. The roles of the
    /// program may log in to its own database only, so whoever made this one takes their place.
    private static func url(_ url: String, _ name: String, as role: String? = nil) -> String {
        let options = role.map { "&options=-c%20role%3D\($0)%20-c%20jit%3Doff" } ?? ""
        return url + (url.contains("?") ? "&" : "?") + "dbname=\(name)\(options)"
    }

    func drop() async throws {
        _ = try await server.rows("DROP DATABASE \(identifier: name) WITH (FORCE)")
    }

    // MARK: The queue

    /// Opens items about credentials that nothing waits for, until so many are open, and returns how many are.
    ///
    /// - Throws: `SettingMistake` when there are too few credentials for so many items.
    func open(items: Int) async throws -> Int {
        let database = installation.ownerDatabase()
        let before = try await count(in: database)
        let missing = items - before
        let opened = missing > 0 ? try await open(missing, in: database) : 0
        guard opened >= missing else {
            throw SettingMistake(
                place: "--items",
                message: "\(before + opened) is the most for this many clinicians. Ask for more of them.")
        }
        try await database.script("VACUUM (ANALYZE) moderation.review_item")
        await database.close()
        return before + opened
    }

    private func open(_ missing: Int, in database: Database) async throws -> Int {
        try await database.transaction { transaction in
            guard missing >= Self.itemsInBulk else {
                return try await transaction.execute(Self.opening(missing))
            }
            var opened = 0
            try await BulkTables(["moderation.review_item"]).fill(in: transaction) {
                opened = try await transaction.execute(Self.opening(missing))
            }
            return opened
        }
    }

    private func count(in database: Database) async throws -> Int {
        try await database.value(
            Int.self, "SELECT count(*) FROM moderation.review_item WHERE state = 'open'") ?? 0
    }

    /// As the demo opens them: due from a day ago to in three weeks, most at a low risk.
    private static func opening(_ count: Int) -> SQL {
        """
        INSERT INTO moderation.review_item (
          review_item_id, type, subject_id, owner_id, title, summary, risk, due_at, needs
        )
        SELECT
          gen_random_uuid(), 'credential', credential.credential_id, credential.provider_id, revision.name,
          concat('First license: ', credential.mark), floor(3 * random() ^ 3),
          clock_timestamp() + (random() * 22 - 1) * interval '1 day', \(Permission.verifyCredentials.id)
        FROM credentials.credential
        JOIN providers.revision ON revision.provider_id = credential.provider_id AND revision.number = 1
        WHERE credential.withdrawn_at IS NULL
          AND NOT EXISTS (
            SELECT
            FROM moderation.review_item AS item
            WHERE item.type = 'credential'
              AND item.subject_id = credential.credential_id
              AND item.state = 'open'
          )
        LIMIT \(count)
        """
    }
}
