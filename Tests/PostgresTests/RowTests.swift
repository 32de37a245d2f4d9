import Foundation
import Postgres
import Testing

@Suite("Rows decode by the names of their columns")
struct RowTests {
    struct ProviderID: RawRepresentable, Codable, Hashable { let rawValue: UUID }
    struct Address: Codable, Equatable { let city: String }
    struct Provider: Decodable, Equatable {
        let providerID: ProviderID
        let websiteURL: String?
        let topics: [String]
        let seen: Instant
        let remoteOnly: Bool
        let address: Address
        let phone: String?
        let ids: [ProviderID]
    }

    @Test("snake_case columns fill camelCase properties, nested JSON and wrapped values too")
    func decode() async throws {
        let id = ProviderID(rawValue: UUID())

        let provider = try await TestDatabase.with(poolSize: 1) {
            try await $0.one(
                Provider.self,
                """
                SELECT \(id.rawValue) AS provider_id, 'https://a.example' AS website_url, ARRAY['x', 'y'] AS topics,
                    timestamptz '1970-01-01 00:00:01Z' AS seen, true AS remote_only,
                    '{"city": "Reno"}'::jsonb AS address, NULL::text AS phone, ARRAY[\(id.rawValue)] AS ids
                """)
        }

        #expect(
            provider
                == Provider(
                    providerID: id, websiteURL: "https://a.example", topics: ["x", "y"],
                    seen: Instant(microseconds: 1_000_000), remoteOnly: true, address: Address(city: "Reno"),
                    phone: nil, ids: [id]))
    }

    struct Named: Decodable { let name: String? }

    @Test("a column that the statement does not return is an error, not nil")
    func missingColumn() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            let error = await #expect(throws: PostgresError.self) {
                try await database.all(Named.self, "SELECT 1 AS nam")
            }
            #expect(error?.kind == .decoding)
            #expect(error?.description.contains("nam") == true)
        }
    }

    @Test("exactly one row is asked for, and none or two are errors")
    func exactlyOne() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            let name = try await database.one(Named.self, "SELECT 'a' AS name").name
            #expect(name == "a")
            for count in [0, 2] {
                await #expect(throws: PostgresError.self) {
                    try await database.one(Named.self, "SELECT 'a' AS name FROM generate_series(1, \(count))")
                }
            }
            let first = try await database.first(Named.self, "SELECT 'a' AS name WHERE false")
            #expect(first == nil)
        }
    }

    @Test("a statement without rows says how many it touched")
    func affected() async throws {
        try await TestDatabase.withTable("n int") { database, table in
            let inserted = try await database.rows(
                "INSERT INTO \(sql: table.sql) SELECT generate_series(1, 7)")
            let deleted = try await database.rows("DELETE FROM \(sql: table.sql) WHERE n > 2 RETURNING n")

            #expect(inserted.affected == 7)
            #expect(deleted.affected == 5)
            #expect(deleted.count == 5)
        }
    }
}
