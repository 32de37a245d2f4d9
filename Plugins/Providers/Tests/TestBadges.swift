import Accounts
import Foundation
import Kernel
import Moderation
import Postgres
import Site
import TestSupport
import Testing
import Topics

@testable import Providers

/// Stands for the plugin that verifies credentials: whoever has a license period holds one license.
struct TestBadgesPlugin: Plugin {
    static let id: PluginID = "testbadges"
    static let requires: [PluginID] = ["providers"]

    init(kernel: Kernel) {}

    var migrations: MigrationSet { .none }
    var extensions: [any Extension] { [TestBadges()] }
}

private struct TestBadges: BadgeSource {
    func holding(of providers: SQL) -> Query<[HeldCredential]> {
        .all(
            HeldCredential.self,
            """
            SELECT
              provider_id,
              'LMFT' AS mark,
              'Licensed Marriage and Family Therapist' AS name,
              'LMFT' AS abbreviation,
              'state_license' AS kind,
              'License verified' AS badge,
              'CA' AS state,
              '2026-11-02' AS checked_on,
              'The board' AS source,
              NULL::text AS source_url,
              '2027-04-01T04:00:00Z'::timestamptz AS valid_until
            FROM providers.public_listing
            WHERE provider_id = ANY (ARRAY(\(sql: providers)))
              AND topic_id = '00000000-0000-0000-0000-000000000000'
              AND state = ''
              AND verified
            ORDER BY provider_id
            """)
    }

    func nextBoundary(of providers: SQL) -> Query<Instant?> {
        .value(Instant.self, "SELECT NULL::timestamptz")
    }
}

let providerPlugins: [any Plugin.Type] = [
    AccountsPlugin.self, ModerationPlugin.self, SitePlugin.self, TopicsPlugin.self, ProvidersPlugin.self,
    TestBadgesPlugin.self,
]

let requiredHeader =
    "name,credentials,street,city,state,postal_code,remote_only,years_in_practice,topics,bio"

let someProviders = """
    \(requiredHeader)
    Ana Whitfield,Licensed Marriage and Family Therapist (LMFT); Certified Group Psychotherapist (CGP),12 Harbor Way,\
    Santa Clara,California,95054,no,7,Grief; Stage Fright,"I sit with people after a loss, for as long as it takes."
    Jonas Okafor,Licensed Clinical Social Worker (LCSW),,,WA,,yes,,Grief,I work online and in the evening
    Ana Whitfield,Licensed Psychologist,3 Pine Street,Reno,NV,89501,no,0,Sleep,Rest is a skill.

    """

func importing(
    _ text: String, _ options: ImportOptions = ImportOptions(publishReason: "First load"),
    file: String = "people.csv"
) async throws -> ImportReport {
    let stet = try TestStet.current
    return try await ProviderImport(kernel: stet.kernel, claims: stet.composition.extensions())
        .run(.data(Data(text.utf8), name: file), options: options)
}

extension TestStet {
    func provider(_ slug: String) async throws -> ProviderID? {
        try await database.value(
            ProviderID.self, "SELECT provider_id FROM providers.provider WHERE slug = \(slug)")
    }

    /// Ends somebody's verified licenses in a second, and returns when they have ended.
    func licenseLapses(_ slug: String) async throws {
        let id = try await provider(slug)
        let end = try await owner.value(
            Instant.self,
            """
            UPDATE providers.license_period
            SET holds = tstzrange(lower(holds), clock_timestamp() + interval '1 second')
            WHERE provider_id = \(id)
            RETURNING upper(holds)
            """)
        guard let end else { throw Refusal.notFound }
        try await databaseClock(reaches: end)
    }

    /// Gives somebody a verified license from now on, for so many seconds or for good.
    func license(_ slug: String, seconds: Double? = nil) async throws {
        let id = try await provider(slug)
        _ = try await owner.rows(
            """
            INSERT INTO providers.license_period (provider_id, source_id, holds)
            SELECT
              \(id), gen_random_uuid(),
              tstzrange(clock_timestamp(), clock_timestamp() + make_interval(secs => \(seconds)))
            """)
    }
}
