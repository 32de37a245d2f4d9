import Console
import Crypto
import Foundation
import Kernel
import Logging
import Postgres
import Testing

/// Gives each test a database of its own, cloned from a template, with a program composed on it.
///
/// `@Test(.stet(with: [AccountsPlugin.self]))`, then `TestStet.current`.
public struct FreshDatabase: TestTrait, SuiteTrait, TestScoping {
    let plugins: [any Plugin.Type]
    let settings: [String: String]

    public var isRecursive: Bool { true }

    public func provideScope(
        for test: Test, testCase: Test.Case?, performing body: @Sendable () async throws -> Void
    ) async throws {
        guard !test.isSuite else { return try await body() }
        try await TestStet.compose(plugins, settings: settings) { _ in try await body() }
    }
}

extension Trait where Self == FreshDatabase {
    /// A database with these plugins, whose requirements are among them.
    public static func stet(with plugins: [any Plugin.Type], settings: [String: String] = [:])
        -> FreshDatabase
    {
        FreshDatabase(plugins: plugins, settings: settings)
    }
}

/// A program on a database of its own.
public final class TestStet: Sendable {
    @TaskLocal static var bound: TestStet?

    public let composition: Composition
    public let clock: TestClock
    /// As the owner: for looking at what no role may see, and for tampering.
    public let owner: Database
    /// Where the database is, for another role; `role` as in `stet_site`.
    public let name: String
    private let databases: [Database]

    public var kernel: Kernel { composition.kernel }
    public var database: Database { composition.kernel.database }

    private init(
        composition: Composition, clock: TestClock, owner: Database, name: String, databases: [Database]
    ) {
        self.composition = composition
        self.clock = clock
        self.owner = owner
        self.name = name
        self.databases = databases
    }

    /// The program of the running test.
    public static var current: TestStet {
        get throws {
            guard let bound else { throw TestMistake("Give this test the trait .stet(with:).") }
            return bound
        }
    }

    /// A program of these plugins on a database of its own, for tests that compose more than one and for those in a
    /// process of their own; it is the current one in the body.
    public static func compose(
        _ plugins: [any Plugin.Type], settings: [String: String] = [:],
        _ body: @Sendable (TestStet) async throws -> Void
    ) async throws {
        try await Gate.shared.pass {
            let stet = try await make(plugins: plugins, settings: settings)
            do {
                try await $bound.withValue(stet) { try await body(stet) }
                await stet.drop()
            } catch {
                await stet.drop()
                throw error
            }
        }
    }

    static func make(plugins: [any Plugin.Type], settings: [String: String]) async throws -> TestStet {
        let server = try TestServer.current
        let template = try await Templates.shared.name(for: plugins, on: server)
        let name = "test_\(UUID().uuidString.lowercased().replacing("-", with: ""))"
        try await server.admin.script("CREATE DATABASE \(name) TEMPLATE \(template)")
        try await server.prepare(name)
        let clock = TestClock()
        let console = server.database(name, role: "stet_console", size: 4)
        let site = server.database(name, role: "stet_site", size: 2)
        let preview = server.database(name, role: "stet_preview", size: 1)
        let owner = server.database(name, role: "stet_owner", size: 2)
        let cheap = [
            "accounts.argon2_memory_kib": "1024", "accounts.argon2_passes": "1",
            "data": URL.temporaryDirectory.appending(path: name).path,
        ]
        let kernel = Kernel(
            database: console, site: site, preview: preview, clock: clock,
            settings: Settings(cheap.merging(settings) { $1 }), secret: Secret(),
            renderer: try CheckingRenderer(plugins: plugins), logger: server.logger)
        let composition = try Composition(plugins, kernel: kernel)
        try await Worker.register(composition)
        return TestStet(
            composition: composition, clock: clock, owner: owner, name: name,
            databases: [console, site, preview, owner])
    }

    /// Ends every connection to the database and lets none in until the body has run.
    public func whileDatabaseIsDown(_ body: () async throws -> Void) async throws {
        let server = try TestServer.current
        // Committed before the first connection ends: whoever comes back at once must find the door shut.
        try await server.admin.script("ALTER DATABASE \(name) ALLOW_CONNECTIONS false")
        do {
            try await server.endSessions(of: name)
            try await body()
        } catch {
            try await server.admin.script("ALTER DATABASE \(name) ALLOW_CONNECTIONS true")
            throw error
        }
        try await server.admin.script("ALTER DATABASE \(name) ALLOW_CONNECTIONS true")
    }

    func drop() async {
        for database in databases { await database.close() }
        try? FileManager.default.removeItem(atPath: kernel.settings[.data])
        try? await TestServer.current.admin.script("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
    }
}

/// A test that was set up wrongly.
struct TestMistake: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// The server that tests use: `STET_TEST_DATABASE_URL`, a superuser's login on a throwaway cluster.
public struct TestServer: Sendable {
    let url: String
    let admin: Database
    let logger: Logger

    private static let shared: Result<TestServer, TestMistake> = {
        guard let url = ProcessInfo.processInfo.environment["STET_TEST_DATABASE_URL"] else {
            return .failure(
                TestMistake("Set STET_TEST_DATABASE_URL to a throwaway server; deploy/check starts one."))
        }
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let admin = Database(patient(url: url, poolSize: 2), logger: logger)
        return .success(TestServer(url: url, admin: admin, logger: logger))
    }()

    public static var current: TestServer {
        get throws { try shared.get() }
    }

    /// The address of a database of this server for a role.
    public func url(_ name: String, role: String) -> String {
        guard var parts = URLComponents(string: url) else { return url }
        parts.user = role
        parts.path = "/\(name)"
        return parts.string ?? url
    }

    /// A database of this server as one of its roles.
    public func database(_ name: String, role: String, size: Int) -> Database {
        Database(Self.patient(url: url(name, role: role), poolSize: size), logger: logger)
    }

    /// Limits that only end what hangs: a machine that runs many tests at once takes its time with each.
    private static func patient(url: String, poolSize: Int) -> DatabaseConfiguration {
        DatabaseConfiguration(
            url: url, poolSize: poolSize, acquireTimeout: .seconds(300), connectTimeout: .seconds(120),
            statementTimeout: .seconds(300), lockTimeout: .seconds(300), idleInTransactionTimeout: nil)
    }

    /// Ends the sessions of a database and returns when the server has let go of the last.
    func endSessions(of name: String) async throws {
        try await eventually {
            let left = try await admin.values(
                Bool.self, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = \(name)")
            return left.isEmpty
        }
    }

    /// Grants what belongs to a database and is not cloned with it.
    func prepare(_ name: String) async throws {
        let superuser = URLComponents(string: url)?.user ?? "postgres"
        let database = database(name, role: superuser, size: 1)
        try await database.script(try Bootstrap.roles)
        await database.close()
    }
}

/// The templates that tests' databases are cloned from, one for each set of plugins.
private actor Templates {
    static let shared = Templates()
    private var made: [String: Task<String, any Error>] = [:]

    func name(for plugins: [any Plugin.Type], on server: TestServer) async throws -> String {
        let key = plugins.map { $0.id.name }.sorted().joined(separator: "+")
        if let task = made[key] { return try await task.value }
        let task = Task { try await Self.make(plugins, on: server) }
        made[key] = task
        return try await task.value
    }

    static func renderer(for plugins: [any Plugin.Type]) throws -> Console.Templates {
        try Console.Templates(plugins: plugins)
    }

    private static func make(_ types: [any Plugin.Type], on server: TestServer) async throws -> String {
        let kernel = Kernel(
            database: server.admin, site: server.admin, preview: server.admin, clock: SystemClock(),
            settings: Settings(), secret: Secret(), renderer: try renderer(for: types), logger: server.logger)
        let plugins = try Composition(types, kernel: kernel).plugins
        let name = "template_\(UUID().uuidString.lowercased().replacing("-", with: ""))"
        try await server.admin.script("CREATE DATABASE \(name) TEMPLATE template0")
        try await server.prepare(name)
        let owner = server.database(name, role: "stet_owner", size: 2)
        try await Migrator(database: owner, plugins: plugins).run()
        await owner.close()
        // A session left in a template makes every clone fail, and a closed one may take a moment to be gone.
        try await server.admin.script("ALTER DATABASE \(name) ALLOW_CONNECTIONS false")
        try await server.endSessions(of: name)
        return name
    }
}

/// Lets so many tests have a database at once: each holds connections of a server that has few.
private actor Gate {
    static let shared = Gate()
    private var free = 6
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func pass(_ body: @Sendable () async throws -> Void) async throws {
        await enter()
        defer { leave() }
        try await body()
    }

    private func enter() async {
        if free > 0 {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
