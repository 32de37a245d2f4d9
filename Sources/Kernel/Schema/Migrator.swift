import Foundation
import Logging
import Postgres

/// Brings a database up to the program's schema: forward only, each file once, one migrator at a time.
public struct Migrator: Sendable {
    /// What is known of one migration.
    public struct Status: Sendable {
        public let migration: Migration
        /// When it ran; nil while it waits.
        public let appliedAt: Instant?
    }

    private let database: Database
    private let sets: [MigrationSet]
    private let reference: [any ReferenceData]

    /// - Parameters:
    ///   - database: logged in as the owner, with at least two connections and no limit on idle transactions.
    ///   - plugins: in the order in which they require each other.
    public init(database: Database, plugins: [any Plugin]) {
        self.database = database
        sets = [Self.kernel] + plugins.map(\.migrations)
        reference = plugins.flatMap(\.reference)
    }

    private static let kernel = MigrationSet.bundled(in: .module, schema: "kernel")

    /// Every migration of the program, with when it ran.
    ///
    /// - Throws: `MigrationMistake` for a file edited after it ran and for one that the program does not know.
    public func status() async throws -> [Status] {
        try await status(of: sets.flatMap { try $0.load() }, on: database)
    }

    /// Runs what waits, then loads reference data that are newer than those of the database.
    ///
    /// - Returns: the migrations that it ran.
    @discardableResult
    public func run(
        progress: @Sendable (Migration) -> Void = { _ in }, loaded: @Sendable (String) -> Void = { _ in }
    ) async throws -> [Migration] {
        let migrations = try sets.flatMap { try $0.load() }
        // The lock's transaction stays open around those of the files: a second migrator waits here.
        return try await database.transaction(retries: 0) { lock in
            // As a script: a bound statement would leave a portal open, whose snapshot CREATE INDEX CONCURRENTLY
            // waits for.
            try await lock.script("SELECT pg_advisory_xact_lock(\(Self.lockKey))")
            try await database.script(try Bootstrap.ledger)
            let waiting = try await status(of: migrations, on: database).filter { $0.appliedAt == nil }
            for status in waiting {
                progress(status.migration)
                try await apply(status.migration)
            }
            for data in reference {
                let isNew = try await database.transaction(retries: 0) { try await data.load(in: $0) }
                if isNew { loaded(data.file) }
            }
            return waiting.map(\.migration)
        }
    }

    /// Any number that nothing else locks; these are the letters "stet".
    private static let lockKey = 0x7374_6574

    private func apply(_ migration: Migration) async throws {
        let began = ContinuousClock.now
        do {
            if migration.outsideTransaction {
                try await database.script(migration.text)
                _ = try await database.rows(record(of: migration, since: began))
                return
            }
            try await database.transaction(retries: 0) { transaction in
                try await transaction.script(migration.text)
                try await transaction.execute(record(of: migration, since: began))
            }
        } catch {
            throw MigrationFailure(migration: migration, cause: error)
        }
    }

    private func record(of migration: Migration, since began: ContinuousClock.Instant) -> SQL {
        let took = (ContinuousClock.now - began) / .microseconds(1)
        return """
            INSERT INTO kernel.migration (plugin, number, name, checksum, took_us)
            VALUES (
              \(migration.schema), \(migration.number), \(migration.name), \(migration.checksum), \(Int(took))
            )
            """
    }

    private struct Applied: Decodable, Sendable {
        let plugin: String
        let number: Int
        let name: String
        let checksum: [UInt8]
        let appliedAt: Instant
    }

    private func status(of migrations: [Migration], on reader: some Reader) async throws -> [Status] {
        let exists = try await reader.value(
            Bool.self, "SELECT to_regclass('kernel.migration') IS NOT NULL")
        let applied =
            exists == true
            ? try await reader.all(
                Applied.self,
                """
                SELECT plugin, number, name, checksum, applied_at
                FROM kernel.migration
                ORDER BY plugin, number
                """) : []
        // A plugin that is switched off keeps its schema: only those in this composition are compared.
        let present = Set(sets.map(\.schema))
        for row in applied where present.contains(row.plugin) {
            guard let known = migrations.first(where: { $0.schema == row.plugin && $0.number == row.number })
            else {
                throw MigrationMistake.unknown(schema: row.plugin, name: row.name)
            }
            guard known.checksum == row.checksum else {
                throw MigrationMistake.edited(schema: row.plugin, name: row.name)
            }
        }
        return migrations.map { migration in
            let row = applied.first { $0.plugin == migration.schema && $0.number == migration.number }
            return Status(migration: migration, appliedAt: row?.appliedAt)
        }
    }
}

/// A migration that PostgreSQL refused; its transaction was rolled back.
public struct MigrationFailure: Error, CustomStringConvertible {
    public let migration: Migration
    public let cause: any Error

    public var description: String { "\(migration.schema)/\(migration.name).sql failed: \(cause)" }
}
