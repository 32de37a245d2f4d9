import Accounts
import Console
import Hummingbird
import Kernel
import Postgres
import Site

/// A clinician's profile on the screen of their account: which one it is, or which one to give them.
struct AccountProfile: AccountPanel {
    /// The profile of an account, or one that nobody has yet.
    struct Named: Decodable, Sendable {
        let providerID: ProviderID
        let slug: String
        let name: String
        /// Whether readers see it or ever did.
        let wasPublic: Bool
    }

    private static let mostSuggested = 8

    func part(
        of account: AccountID, roles: [Role], for visit: Visit, fields: Form, in reader: any Reader
    ) async throws -> Part? {
        let linked = try await profile(of: account, in: reader)
        guard linked != nil || roles.contains(.clinician) else { return nil }
        let search = linked?.wasPublic == true ? "" : fields["profile"]
        let found = search.isEmpty ? [] : try await free(matching: search, in: reader)
        return Part(AccountProfilePart(visit, account: account, linked: linked, search: search, found: found))
    }

    private func profile(of account: AccountID, in reader: any Reader) async throws -> Named? {
        try await reader.first(
            Named.self,
            """
            SELECT provider.provider_id, provider.slug, latest.name, \(sql: Self.wasPublic) AS was_public
            FROM providers.provider
            CROSS JOIN LATERAL (\(sql: Self.latest)) AS latest
            WHERE provider.account_id = \(account)
            """)
    }

    /// Profiles without an account whose address or name holds these letters.
    private func free(matching search: String, in reader: any Reader) async throws -> [Named] {
        let pattern = LikePattern.containing(search.lowercased())
        return try await reader.all(
            Named.self,
            """
            SELECT provider.provider_id, provider.slug, latest.name, \(sql: Self.wasPublic) AS was_public
            FROM providers.provider
            CROSS JOIN LATERAL (\(sql: Self.latest)) AS latest
            WHERE provider.account_id IS NULL
              AND (provider.slug LIKE \(pattern) OR lower(latest.name) LIKE \(pattern))
            ORDER BY latest.name, provider.provider_id
            LIMIT \(Self.mostSuggested)
            """)
    }

    private static let wasPublic: SQL = """
        EXISTS (
          SELECT
          FROM providers.publication
          WHERE publication.provider_id = provider.provider_id
        )
        """

    private static let latest: SQL = """
        SELECT revision.name
        FROM providers.revision
        WHERE revision.provider_id = provider.provider_id
        ORDER BY revision.number DESC
        LIMIT 1
        """

    /// Gives the account the profile that the form names.
    struct Console: Sendable {
        let kernel: Kernel
        let claims: [any ClaimSource]

        @Sendable func link(_ request: Request, _ visit: Visit) async throws -> Reply {
            let actor = try visit.requireActor()
            guard let account = AccountID(visit.parameters.get("id") ?? "") else { throw Refusal.notFound }
            guard let slug = Slug(visit.form["provider"]) else { throw Refusal.notFound }
            try await LinkAccount(kernel: kernel, claims: claims)
                .run(slug, to: account, by: .person(actor, as: .admin))
            return .seeOther("/console/accounts/\(account)", flash: "The profile is theirs from now on.")
        }
    }
}

struct AccountProfilePart: Page {
    static let template = "providers/account_profile"

    struct Suggestion: Sendable {
        let slug: String
        let fullName: String
    }

    let shell: Shell
    /// Nil without a profile.
    let linkedName: String?
    /// Where it is, for whoever may go there.
    let linkedURL: String?
    /// Nobody has seen it, so another one can take its place.
    let isBegun: Bool
    let isFree: Bool
    let searchURL: String
    let search: String
    let isFruitless: Bool
    let linkURL: String
    let suggestions: [Suggestion]

    init(
        _ visit: Visit, account: AccountID, linked: AccountProfile.Named? = nil, search: String = "",
        found: [AccountProfile.Named] = []
    ) {
        shell = Shell(visit, title: "Profile")
        let mayRead = visit.actor?.may(.readProviders) ?? false
        linkedName = linked?.name
        linkedURL = mayRead ? linked.map { "/console/providers/\($0.providerID)" } : nil
        isBegun = linked?.wasPublic == false
        isFree = linked == nil || isBegun
        searchURL = "/console/accounts/\(account)#profile-heading"
        linkURL = "/console/accounts/\(account)/profile"
        self.search = search
        isFruitless = !search.isEmpty && found.isEmpty
        suggestions = found.map { Suggestion(slug: $0.slug, fullName: $0.name) }
    }
}
