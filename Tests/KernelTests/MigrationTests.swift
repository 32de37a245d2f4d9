import Foundation
import Kernel
import Postgres
import TestSupport
import Testing

@Suite("Migrations", .stet(with: []))
struct MigrationTests {
    @Test("a second run does nothing, and two migrators at once run each file once")
    func twice() async throws {
        let stet = try TestStet.current
        let folder = try folder([
            "0001_create_a": "CREATE TABLE kernel.a (a int);",
            "0002_create_b": "CREATE TABLE kernel.b (b int);",
        ])
        let plugins = [Scratch.plugin(folder)]

        let second = try TestServer.current.database(stet.name, role: "stet_owner", size: 2)
        async let one = Migrator(database: stet.owner, plugins: plugins).run()
        async let other = Migrator(database: second, plugins: plugins).run()
        let ran = try await (one + other).map(\.name)
        await second.close()

        #expect(ran == ["0001_create_a", "0002_create_b"])
        #expect(try await Migrator(database: stet.owner, plugins: plugins).run().isEmpty)
    }

    @Test("a file edited after it ran is refused, and nothing else runs")
    func edited() async throws {
        let stet = try TestStet.current
        let folder = try folder(["0001_create_a": "CREATE TABLE kernel.a (a int);"])
        try await Migrator(database: stet.owner, plugins: [Scratch.plugin(folder)]).run()
        try "CREATE TABLE kernel.a (a bigint);".write(
            to: folder.appending(path: "0001_create_a.sql"), atomically: true, encoding: .utf8)

        await #expect(throws: MigrationMistake.edited(schema: "scratch", name: "0001_create_a")) {
            try await Migrator(database: stet.owner, plugins: [Scratch.plugin(folder)]).run()
        }
    }

    @Test("a file that ran and that the program lacks is refused")
    func unknown() async throws {
        let stet = try TestStet.current
        let newer = try folder(["0001_a": "SELECT 1;", "0002_b": "SELECT 2;"])
        let older = try folder(["0001_a": "SELECT 1;"])
        try await Migrator(database: stet.owner, plugins: [Scratch.plugin(newer)]).run()

        await #expect(throws: MigrationMistake.unknown(schema: "scratch", name: "0002_b")) {
            try await Migrator(database: stet.owner, plugins: [Scratch.plugin(older)]).run()
        }
    }

    @Test("a gap in the numbers and a name without a number are refused")
    func names() throws {
        let gap = MigrationSet(schema: "scratch", in: try folder(["0002_late": ""]))
        let bare = MigrationSet(schema: "scratch", in: try folder(["create": ""]))

        #expect(throws: MigrationMistake.outOfSequence(schema: "scratch", name: "0002_late", expected: 1)) {
            try gap.load()
        }
        #expect(throws: MigrationMistake.badName(schema: "scratch", name: "create")) { try bare.load() }
    }

    @Test("a failing file leaves nothing behind")
    func failing() async throws {
        let stet = try TestStet.current
        let folder = try folder(["0001_half": "CREATE TABLE kernel.half (a int); SELECT 1/0;"])

        await #expect(throws: MigrationFailure.self) {
            try await Migrator(database: stet.owner, plugins: [Scratch.plugin(folder)]).run()
        }
        let left = try await stet.owner.value(Bool.self, "SELECT to_regclass('kernel.half') IS NULL")
        #expect(left == true)
    }

    @Test("a file may ask to run outside a transaction")
    func outside() async throws {
        let stet = try TestStet.current
        let folder = try folder([
            "0001_table": "CREATE TABLE kernel.indexed (a int);",
            "0002_index":
                "-- kernel: no-transaction\nCREATE INDEX CONCURRENTLY indexed_a ON kernel.indexed (a);",
        ])

        let ran = try await Migrator(database: stet.owner, plugins: [Scratch.plugin(folder)]).run()

        #expect(ran.count == 2)
    }

    private func folder(_ files: [String: String]) throws -> URL {
        let folder = URL.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files {
            try text.write(to: folder.appending(path: "\(name).sql"), atomically: true, encoding: .utf8)
        }
        return folder
    }
}

/// A plugin with nothing but a folder of migrations.
private struct Scratch: Plugin {
    static let id: PluginID = "scratch"
    var migrations: MigrationSet

    init(kernel: Kernel) { migrations = .none }

    static func plugin(_ folder: URL) -> Scratch {
        var scratch = Scratch(kernel: .idle)
        scratch.migrations = MigrationSet(schema: "scratch", in: folder)
        return scratch
    }
}
