import Foundation
import Kernel
import Postgres
import TestSupport
import Testing

@testable import App

@Suite("The demo", .timeLimit(.minutes(10)))
struct DemoTests {
    private struct Standstill: Clock {
        let instant: Instant
        func now() -> Instant { instant }
    }

    private struct Standing: Decodable, Sendable, Equatable {
        let name: String
        let digest: String?
    }

    /// What clinicians are, and what triggers make of them.
    private static let tables = [
        "providers.provider", "providers.revision", "providers.revision_title", "providers.revision_topic",
        "providers.publication", "providers.likeness", "providers.license_period", "providers.listing",
        "providers.search", "providers.word", "credentials.credential", "credentials.finding",
        "credentials.verification",
    ]

    private static func rows(in stet: TestStet) async throws -> [Standing] {
        var standings: [Standing] = []
        for table in tables {
            let parts = table.split(separator: ".").map { "\(identifier: String($0))" as SQL }
            standings.append(
                try await stet.owner.one(
                    Standing.self,
                    """
                    SELECT \(table) AS name, md5(string_agg(row::text, '|' ORDER BY row::text)) AS digest
                    FROM \(sql: parts.joined(separator: ".")) AS row
                    """))
        }
        return standings
    }

    /// Every key, index and trigger, with whether it is on.
    private static func rules(in stet: TestStet) async throws -> [Standing] {
        try await stet.owner.all(
            Standing.self,
            """
            SELECT conrelid::regclass || ' ' || conname AS name, pg_get_constraintdef(oid) AS digest
            FROM pg_constraint
            WHERE conrelid <> 0
            UNION ALL
            SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) || indisvalid
            FROM pg_index
            WHERE indrelid::regclass::text ~ '^(providers|credentials|moderation)[.]'
            UNION ALL
            SELECT tgrelid::regclass || ' ' || tgname, pg_get_triggerdef(oid) || tgenabled::text
            FROM pg_trigger
            WHERE NOT tgisinternal
            ORDER BY name, digest
            """)
    }

    private static func load(isBulk: Bool, at now: Instant, into stet: TestStet) async throws {
        let loader = DemoLoader(
            database: stet.owner, settings: stet.kernel.settings, clock: Standstill(instant: now),
            isBulk: isBulk)
        _ = try await loader.run(
            size: .measured(350), seed: 7, password: "a sentence works well", progress: { _, _, _ in })
    }

    @Test("clinicians who come in bulk are the same as those who come one by one, and so is all that follows")
    func bulk() async throws {
        let now = Instant(Date())
        try await TestStet.compose(Command.plugins) { ordinary in
            try await Self.load(isBulk: false, at: now, into: ordinary)
            try await TestStet.compose(Command.plugins) { bulk in
                let before = try await Self.rules(in: bulk)
                try await Self.load(isBulk: true, at: now, into: bulk)

                let (expected, loaded) = (try await Self.rows(in: ordinary), try await Self.rows(in: bulk))
                let after = try await Self.rules(in: bulk)
                try await bulk.owner.script("SELECT providers.rebuild_listing()")
                let rebuilt = try await Self.rows(in: bulk)

                #expect(loaded == expected)
                #expect(loaded.allSatisfy { $0.digest != nil })
                #expect(after == before)
                #expect(rebuilt == loaded)
            }
        }
    }

    @Test("rows in bulk that break a rule are refused, and every rule is back")
    func broken() async throws {
        try await TestStet.compose(Command.plugins) { stet in
            let before = try await Self.rules(in: stet)

            let error = await #expect(throws: PostgresError.self) {
                try await stet.owner.transaction { transaction in
                    try await BulkTables(["providers.provider"]).fill(in: transaction) {
                        try await transaction.execute(
                            """
                            INSERT INTO providers.provider (provider_id, slug)
                            VALUES (gen_random_uuid(), 'ana-whitfield'), (gen_random_uuid(), 'ana-whitfield')
                            """)
                    }
                }
            }

            #expect(error?.sqlState == .uniqueViolation)
            #expect(try await Self.rules(in: stet) == before)
            #expect(try await stet.owner.value(Int.self, "SELECT count(*) FROM providers.provider") == 0)
        }
    }
}
