import Accounts
import Console
import Foundation
import Kernel
import Postgres
import Providers
import Site
import TestSupport
import Topics

@testable import Credentials
@testable import Moderation

/// A directory with people to check, and people who check.
struct Clinic: Sendable {
    let stet: TestStet

    static let plugins: [any Plugin.Type] = [
        AccountsPlugin.self, SitePlugin.self, TopicsPlugin.self, ModerationPlugin.self, ProvidersPlugin.self,
        CredentialsPlugin.self,
    ]

    init() throws {
        stet = try TestStet.current
    }

    var kernel: Kernel { stet.kernel }
    var review: CredentialReview { CredentialReview(kernel: kernel) }
    var queries: CredentialQueries { CredentialQueries(reader: stet.database) }
    private var types: ReviewTypes { ReviewTypes(stet.composition.extensions()) }
    var claiming: ClaimReview { ClaimReview(kernel: kernel, types: types) }

    // MARK: People

    func person(_ name: String, _ roles: [Role] = [.moderator]) async throws -> Actor {
        try await stet.person(name, roles)
    }

    /// A public profile.
    @discardableResult
    func provider(
        _ name: String = "Ana Whitfield", slug: String = "ana-whitfield", state: String = "CA",
        account: AccountID? = nil
    ) async throws -> ProviderID {
        let id: ProviderID = kernel.ids.next()
        try await stet.owner.transaction { transaction in
            try await transaction.execute(
                """
                INSERT INTO providers.provider (provider_id, slug, account_id)
                VALUES (\(id), \(slug), \(account))
                """)
            let revision = UUID()
            try await transaction.execute(
                """
                INSERT INTO providers.revision (
                  revision_id, provider_id, number, name, street, city, state, postal_code, bio, bio_html, bio_text,
                  source
                )
                VALUES (
                  \(revision), \(id), 1, \(name), '1 Main Street', 'Santa Clara', \(state), '95054',
                  '{"type": "doc", "content": []}', '', '', 'console'
                )
                """)
            try await transaction.execute(
                """
                INSERT INTO providers.revision_title (revision_id, position, name, abbreviation, mark)
                VALUES (\(revision), 1, 'Licensed Marriage and Family Therapist', 'LMFT', 'LMFT')
                """)
            try await transaction.execute(
                """
                INSERT INTO providers.publication (
                  publication_id, provider_id, revision_id, visible, override_reason
                )
                VALUES (
                  gen_random_uuid(), \(id), \(revision), tstzrange(clock_timestamp(), NULL), 'for a test'
                )
                """)
        }
        return id
    }

    // MARK: Claims

    /// The titles as an import brings them.
    func bring(_ titles: [String], to provider: ProviderID, state: String? = "CA") async throws
        -> [Credential]
    {
        let claimed = try titles.map { try ClaimedTitle($0) }
        try await stet.database.transaction { transaction in
            try await ImportClaims(kernel: kernel).claim(
                [NamedTitles(claimed, of: provider, named: "Ana Whitfield", state: state)], by: nil,
                source: "import", in: transaction)
        }
        return try await stet.database.fetch(CredentialQueries.claims(of: provider))
    }

    /// A claim of a license with its number.
    func license(
        of provider: ProviderID, _ type: String = "lmft", number: String? = "LMFT 118204",
        state: String? = "CA"
    ) async throws -> CredentialID {
        let id: CredentialID = kernel.ids.next()
        try await stet.owner.transaction { transaction in
            _ = try await transaction.execute(
                """
                INSERT INTO credentials.credential (
                  credential_id, provider_id, credential_type_id, name, abbreviation, mark, state, number, source
                )
                SELECT
                  \(id), \(provider), credential_type_id, name, abbreviation, coalesce(abbreviation, 'title'),
                  \(state), \(number), 'console'
                FROM credentials.credential_type
                WHERE credential_type_id = \(type)
                """)
        }
        let credential = try await queries.credential(id)
        try await stet.database.transaction { transaction in
            try await RenewCredential(kernel: kernel).open(
                credential, because: .claimed, by: nil, in: transaction)
        }
        return id
    }

    func item(of id: CredentialID) async throws -> ReviewItem? {
        try await ReviewQueries(reader: stet.database).openItem(
            type: CredentialReview.typeID, subject: id.rawValue)
    }

    // MARK: Decisions

    /// Today where the site is.
    var today: PostgresDate {
        Validity.day(of: stet.clock.now(), in: CredentialPolicy(kernel.settings).zone)
    }

    func day(_ offset: Int64) -> PostgresDate { PostgresDate(daysSince1970: today.daysSince1970 + offset) }

    /// What a moderator writes down who found everything as it was claimed.
    func found(_ changes: [String: String] = [:]) -> [(String, String)] {
        let fields = [
            "source": "State license lookup", "source_url": "https://license.example/lookup",
            "method": "web_lookup", "checked_on": today.description, "found_name": "WHITFIELD, ANA",
            "found_number": "118204", "found_status": "active", "found_expires": day(700).description,
        ]
        return fields.merging(changes) { $1 }.map { ($0.key, $0.value) }
    }

    @discardableResult
    func decide(
        _ id: CredentialID, _ decision: String, by actor: Actor, _ fields: [(String, String)] = [],
        on given: ReviewItem? = nil
    ) async throws -> String {
        var item = given
        if item == nil { item = try await self.item(of: id) }
        guard let item else { throw Refusal.notFound }
        return try await DecideReview(kernel: kernel, types: types).run(
            item.reviewItemID, seen: item.version, form: Form([("decision", decision)] + fields), by: actor)
    }

    /// Verified by two persons, as a first license is.
    func verified(_ id: CredentialID, _ changes: [String: String] = [:]) async throws {
        try await decide(id, "verify", by: try await person("Ines Carvalho"), found(changes))
        if try await item(of: id) != nil {
            try await decide(id, "approve", by: try await person("Theo Lindgren", [.approver]))
        }
    }

    // MARK: What came of it

    struct Row: Decodable, Sendable {
        /// Since when and until when it holds; nil for a check that failed.
        let begins: Instant?
        let ends: Instant?
        let result: String
        let policy: String
        let reason: String?
        let verifiedPerson: PersonID
        let approvedPerson: PersonID?
        let number: String?
    }

    func verifications(of id: CredentialID) async throws -> [Row] {
        try await stet.owner.all(
            Row.self,
            """
            SELECT
              lower(valid) AS begins, upper(valid) AS ends, result, policy, reason, verified_person, approved_person, number
            FROM credentials.verification
            WHERE credential_id = \(id)
            ORDER BY created_at, verification_id
            """)
    }

    /// What readers see, with the rights of the public site.
    func badges(of provider: ProviderID) async throws -> [HeldCredential] {
        try await kernel.site.fetch(CredentialBadges().holding(of: "SELECT \(provider)"))
    }

    func isListedVerified(_ provider: ProviderID) async throws -> Bool {
        try await kernel.site.value(
            Bool.self,
            """
            SELECT bool_or(verified)
            FROM providers.public_listing
            WHERE provider_id = \(provider)
            """) ?? false
    }
}

func refusal(_ body: () async throws -> Void) async throws -> Refusal? {
    do {
        try await body()
        return nil
    } catch let refusal as Refusal {
        return refusal
    }
}

extension Refusal {
    var message: String {
        if case .wrongState(let message, _) = self { return message }
        return ""
    }
}
