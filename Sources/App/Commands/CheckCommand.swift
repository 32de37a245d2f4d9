import ArgumentParser
import Console
import Foundation
import Kernel
import Postgres

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Look for mistakes in the configuration, the schema, the roles and the clock.",
        discussion: "Example: stet check --routes")

    @Flag(help: "Print every route with its access rule instead.")
    var routes = false

    func run() async throws {
        try await Outcome.of {
            let composition = try Installation().composition()
            if routes {
                for route in try WebRouter.routes(of: composition).sorted(by: {
                    ($0.path, $0.method.rawValue) < ($1.path, $1.method.rawValue)
                }) {
                    print("\(route.method.rawValue.padded(5)) \(route.path.padded(56)) \(route.access)")
                }
                return
            }
            try await composition.assertReady()
            let mistakes = try await DatabaseCheck(composition: composition).mistakes()
            for mistake in mistakes { print("✗ \(mistake.message)\n  \(mistake.hint)") }
            guard mistakes.isEmpty else { throw Outcome.notAll }
            print(
                "✓ \(composition.plugins.count) plugins, \(composition.routes.count) routes, configuration, schema, roles and clock: no mistake."
            )
        }
    }
}

extension String {
    fileprivate func padded(_ width: Int) -> String {
        padding(toLength: max(width, count), withPad: " ", startingAt: 0)
    }
}

/// What can be wrong in a database that answers.
struct DatabaseCheck {
    struct Mistake: Equatable {
        let message: String
        let hint: String
    }

    let composition: Composition
    private var database: Database { composition.kernel.database }

    func mistakes() async throws -> [Mistake] {
        let schema = try await schemaMistakes()
        // Without its schema nothing else can be asked.
        guard schema.isEmpty else { return schema }
        return try await clockMistakes() + guardMistakes() + reachMistakes() + recordMistakes()
    }

    private func schemaMistakes() async throws -> [Mistake] {
        let migrator = Migrator(database: database, plugins: composition.plugins)
        do {
            return try await migrator.status().filter { $0.appliedAt == nil }.map { status in
                Mistake(
                    message: "\(status.migration.schema)/\(status.migration.name).sql has not run.",
                    hint: "Run stet migrate.")
            }
        } catch let mistake as MigrationMistake {
            return [Mistake(message: mistake.description, hint: "See CONTRIBUTING.md, Migrations.")]
        }
    }

    /// Public facts begin and end by the database's clock; the program's clock decides only how long a page is kept.
    private func clockMistakes() async throws -> [Mistake] {
        let before = composition.kernel.clock.now()
        guard let there = try await database.value(Instant.self, "SELECT clock_timestamp()") else {
            return []
        }
        let after = composition.kernel.clock.now()
        let tolerance = Duration.seconds(1)
        guard there < before - tolerance || there > after + tolerance else { return [] }
        return [
            Mistake(
                message: "This machine's clock and the database's are more than a second apart.",
                hint: "Let both follow the same time servers.")
        ]
    }

    private struct Trigger: Decodable, Sendable {
        let table: String
        let name: String
    }

    private func guardMistakes() async throws -> [Mistake] {
        let off = try await database.all(
            Trigger.self,
            """
            SELECT tgrelid::regclass::text AS table, tgname::text AS name
            FROM pg_trigger
            WHERE NOT tgisinternal AND tgenabled <> 'O'
            ORDER BY 1, 2
            """)
        let unguarded = try await database.values(
            String.self,
            """
            SELECT attrelid::regclass::text
            FROM pg_attribute
            JOIN pg_class ON pg_class.oid = attrelid
            JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE relkind = 'r' AND atttypid = 'tstzrange'::regtype AND NOT attisdropped
              AND nspname NOT IN ('pg_catalog', 'information_schema')
              AND EXISTS (SELECT FROM pg_constraint WHERE conrelid = attrelid AND contype = 'x')
              AND NOT EXISTS (
                SELECT FROM pg_trigger WHERE tgrelid = attrelid AND tgname = 'guard_period'
              )
            ORDER BY 1
            """)
        return off.map { trigger in
            Mistake(
                message: "The trigger \(trigger.name) on \(trigger.table) is switched off.",
                hint: "ALTER TABLE \(trigger.table) ENABLE TRIGGER \(trigger.name), and find out who did it.")
        }
            + unguarded.map { table in
                Mistake(
                    message: "\(table) holds a public range and is not guarded.",
                    hint: "SELECT kernel.guard('\(table)', …) in a migration.")
            }
    }

    private struct Reach: Decodable, Sendable {
        let role: String
        let object: String
        let right: String
    }

    /// What the public roles can read or do beyond views named `public_…`.
    private func reachMistakes() async throws -> [Mistake] {
        let beyond = try await database.all(
            Reach.self,
            """
            SELECT role::text, pg_class.oid::regclass::text AS object, held.privilege::text AS right
            FROM unnest(ARRAY['stet_site', 'stet_preview']) AS role
            CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) AS held(privilege)
            CROSS JOIN pg_class
            JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE relkind IN ('r', 'v', 'm', 'p', 'f')
              AND nspname NOT IN ('pg_catalog', 'information_schema')
              AND has_schema_privilege(role, nspname, 'USAGE')
              AND has_any_column_privilege(role, pg_class.oid, held.privilege)
              AND NOT (held.privilege = 'SELECT' AND relkind = 'v' AND starts_with(relname, 'public_'))
              -- Readers' browsers tell of ads, which is added to a record that the site cannot read.
              AND NOT (role = 'stet_site' AND held.privilege = 'INSERT' AND nspname = 'ads' AND relname = 'event')
            ORDER BY 1, 2, 3
            """)
        return beyond.map { reach in
            Mistake(
                message: "\(reach.role) may \(reach.right) \(reach.object).",
                hint: "REVOKE it: readers' pages see views named public_… and nothing else.")
        }
    }

    /// Records that the running program may change.
    private func recordMistakes() async throws -> [Mistake] {
        let changeable = try await database.values(
            String.self,
            """
            SELECT tgrelid::regclass::text
            FROM pg_trigger
            WHERE tgname = 'guard_record'
              AND (
                has_any_column_privilege('stet_console', tgrelid, 'UPDATE')
                OR has_table_privilege('stet_console', tgrelid, 'DELETE')
                OR has_table_privilege('stet_console', tgrelid, 'TRUNCATE')
              )
            ORDER BY 1
            """)
        return changeable.map { table in
            Mistake(
                message: "stet_console may change \(table), which is a record.",
                hint: "REVOKE UPDATE, DELETE, TRUNCATE ON \(table) FROM stet_console.")
        }
    }
}
