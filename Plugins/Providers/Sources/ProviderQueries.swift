import Foundation
import Kernel
import Postgres
import Site
import Topics

/// A provider in the console's list.
struct ProviderSummary: Decodable, Sendable {
    let providerID: ProviderID
    let name: String
    /// The first title of the profile; nil when it names none.
    let headline: String?
    let remoteOnly: Bool
    let city: String?
    let state: USState?
    let states: [USState]
    let isLicensed: Bool
    let isLive: Bool
    let isLatestLive: Bool
    let isWaiting: Bool
    let wasPublic: Bool
    let savedAt: Instant

    var place: Place { Place(remoteOnly: remoteOnly, city: city, state: state, states: states) }
}

/// What the console's list is narrowed to.
struct ProviderFilter: Sendable, Equatable {
    enum Standing: String, CaseIterable, Sendable {
        case live = "public"
        case waiting, hidden
    }

    var search = ""
    var state: USState?
    var standing: Standing?

    var isSet: Bool { !search.isEmpty || state != nil || standing != nil }
}

/// Reads about providers.
struct ProviderQueries {
    let reader: any Reader

    /// One provider.
    ///
    /// - Throws: `Refusal.notFound`.
    func profile(_ id: ProviderID) async throws -> StoredProfile {
        let found = try await first("provider.provider_id = \(id)")
        guard let found else { throw Refusal.notFound }
        return found
    }

    /// The provider that belongs to an account; nil when none does.
    func profile(of account: AccountID) async throws -> StoredProfile? {
        try await first("provider.account_id = \(account)")
    }

    /// A provider whose row this transaction holds from now on: whoever writes or publishes takes it first.
    func locked(_ id: ProviderID, in transaction: Transaction) async throws -> StoredProfile {
        try await transaction.execute(
            """
            SELECT provider_id
            FROM providers.provider
            WHERE provider_id = \(id)
            FOR NO KEY UPDATE
            """)
        return try await ProviderQueries(reader: transaction).profile(id)
    }

    private func first(_ condition: SQL) async throws -> StoredProfile? {
        try await reader.first(
            StoredProfile.self,
            """
            SELECT \(sql: StoredProfile.columns)
            FROM providers.provider
            \(sql: StoredProfile.joins)
            WHERE \(sql: condition)
            """)
    }

    /// Everybody whose own a revision is: who wrote it, and whose profile it is.
    func persons(behind revision: ProfileRevisionID) async throws -> Set<PersonID> {
        let persons = try await reader.values(
            PersonID.self,
            """
            SELECT DISTINCT account.person_id
            FROM providers.revision
            JOIN providers.provider USING (provider_id)
            JOIN accounts.account ON account.account_id IN (revision.created_by, provider.account_id)
            WHERE revision.revision_id = \(revision)
            ORDER BY account.person_id
            """)
        return Set(persons)
    }

    func list(_ filter: ProviderFilter, after key: ProviderID?, limit: Int) async throws -> [ProviderSummary]
    {
        try await reader.all(
            ProviderSummary.self,
            """
            SELECT
              provider.provider_id,
              latest.name,
              (
                SELECT title.name || coalesce(' (' || title.abbreviation || ')', '')
                FROM providers.revision_title AS title
                WHERE title.revision_id = latest.revision_id
                ORDER BY title.position
                LIMIT 1
              ) AS headline,
              latest.remote_only,
              latest.city,
              latest.state,
              latest.states,
              EXISTS (
                SELECT
                FROM providers.license_period
                WHERE license_period.provider_id = provider.provider_id
                  AND license_period.holds @> clock_timestamp()
              ) AS is_licensed,
              live.revision_id IS NOT NULL AS is_live,
              live.revision_id IS NOT DISTINCT FROM latest.revision_id AS is_latest_live,
              \(sql: Self.isWaiting) AS is_waiting,
              EXISTS (
                SELECT
                FROM providers.publication AS past
                WHERE past.provider_id = provider.provider_id AND lower(past.visible) <= clock_timestamp()
              ) AS was_public,
              latest.created_at AS saved_at
            FROM providers.provider
            \(sql: StoredProfile.joins)
            WHERE \(sql: Self.matches(filter))
              AND (\(key) IS NULL OR provider.provider_id < \(key))
            ORDER BY provider.provider_id DESC
            LIMIT \(limit)
            """)
    }

    /// How many there are, counted up to `most`.
    func count(_ filter: ProviderFilter, most: Int) async throws -> Int {
        try await reader.value(
            Int.self,
            """
            SELECT count(*)
            FROM (
              SELECT
              FROM providers.provider
              \(sql: StoredProfile.joins)
              WHERE \(sql: Self.matches(filter))
              LIMIT \(most)
            ) AS found
            """) ?? 0
    }

    private static let isWaiting: SQL = """
        EXISTS (
          SELECT
          FROM moderation.review_item
          WHERE review_item.type = \(ProfileReview.typeID)
            AND review_item.subject_id = provider.provider_id
            AND review_item.state = 'open'
        )
        """

    private static func matches(_ filter: ProviderFilter) -> SQL {
        var conditions: [SQL] = ["true"]
        if !filter.search.isEmpty {
            let pattern = LikePattern.containing(filter.search.lowercased())
            conditions.append(
                """
                (
                  lower(latest.name) LIKE \(pattern)
                  OR provider.slug LIKE \(pattern)
                  OR latest.npi = \(filter.search)
                )
                """)
        }
        if let state = filter.state {
            conditions.append("(latest.state = \(state) OR \(state) = ANY (latest.states))")
        }
        switch filter.standing {
        case .live: conditions.append("live.revision_id IS NOT NULL")
        case .waiting: conditions.append(isWaiting)
        case .hidden: conditions.append("live.revision_id IS NULL")
        case nil: break
        }
        return conditions.joined(separator: " AND ")
    }
}
