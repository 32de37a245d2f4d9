import Foundation
import Kernel
import Postgres
import Site

/// Finds the providers that lines of a file mean, and addresses for those that are new.
///
/// A line means the provider with its slug, also with an earlier one; else the one with its NPI; else the one whose
/// name makes the same slug and whose postal code is the same.
struct ProviderMatch {
    /// How many numbered slugs of one name are looked at together.
    private static let numbers = 1...20

    private let bySlug: [Slug: StoredProfile]
    private let byNPI: [NPI: StoredProfile]
    private let byName: [Namesakes: [StoredProfile]]
    private var taken: Set<Slug>

    private struct Namesakes: Hashable {
        let stem: Slug
        let postalCode: String?
    }

    private struct Past: Decodable, Sendable {
        let slug: Slug
        let providerID: ProviderID
    }

    /// Reads and locks all that the lines may mean.
    init(_ profiles: [ImportedProfile], in transaction: Transaction) async throws {
        let given = profiles.compactMap(\.slug)
        let numbered = profiles.filter { $0.slug == nil }.map { Self.stem(of: $0.input.name) }
            .flatMap { stem in Self.numbers.map { stem.numbered($0) } }
        let slugs = Array(Set(given + numbered))
        let npis = Array(Set(profiles.compactMap(\.input.npi)))
        let names = Array(Set(profiles.filter { $0.slug == nil }.map { $0.input.name.lowercased() }))
        let past = try await transaction.all(
            Past.self,
            """
            SELECT slug, provider_id
            FROM providers.slug_history
            WHERE slug = ANY (\(slugs))
            ORDER BY slug
            """)
        let movedTo = past.filter { given.contains($0.slug) }.map(\.providerID)
        try await transaction.execute(
            """
            SELECT provider_id
            FROM providers.provider
            WHERE \(sql: Self.candidates(slugs, movedTo, npis, names))
            ORDER BY provider_id
            FOR NO KEY UPDATE
            """)
        let all = try await transaction.all(
            StoredProfile.self,
            """
            SELECT \(sql: StoredProfile.columns)
            FROM providers.provider
            \(sql: StoredProfile.joins)
            WHERE \(sql: Self.candidates(slugs, movedTo, npis, names))
            ORDER BY provider.provider_id
            """)
        var bySlug = Dictionary(all.map { ($0.slug, $0) }, uniquingKeysWith: { first, _ in first })
        let byID = Dictionary(all.map { ($0.providerID, $0) }, uniquingKeysWith: { first, _ in first })
        taken = Set(bySlug.keys).union(past.map(\.slug))
        for old in past where bySlug[old.slug] == nil { bySlug[old.slug] = byID[old.providerID] }
        self.bySlug = bySlug
        byNPI = Dictionary(
            all.compactMap { profile in profile.npi.map { ($0, profile) } },
            uniquingKeysWith: { first, _ in first })
        byName = Dictionary(grouping: all) {
            Namesakes(stem: Self.stem(of: $0.name), postalCode: $0.postalCode)
        }
    }

    private static func candidates(
        _ slugs: [Slug], _ movedTo: [ProviderID], _ npis: [NPI], _ names: [String]
    ) -> SQL {
        """
        provider.provider_id IN (
          SELECT named.provider_id
          FROM providers.provider AS named
          WHERE named.slug = ANY (\(slugs))
          UNION
          SELECT unnest(\(movedTo))
          UNION
          SELECT numbered.provider_id
          FROM providers.revision AS numbered
          WHERE numbered.npi = ANY (\(npis))
          UNION
          SELECT namesake.provider_id
          FROM providers.revision AS namesake
          WHERE lower(namesake.name) = ANY (\(names))
        )
        """
    }

    /// The provider that a line means; nil for a new one.
    func provider(for profile: ImportedProfile) -> StoredProfile? {
        if let slug = profile.slug { return bySlug[slug] }
        if let npi = profile.input.npi, let found = byNPI[npi] { return found }
        let key = Namesakes(stem: Self.stem(of: profile.input.name), postalCode: profile.input.postalCode)
        return byName[key]?.first { stored in
            stored.npi == nil || profile.input.npi == nil || stored.npi == profile.input.npi
        }
    }

    /// An address for a new provider, and takes it.
    mutating func newSlug(for profile: ImportedProfile, in transaction: Transaction) async throws -> Slug {
        if let slug = profile.slug {
            taken.insert(slug)
            return slug
        }
        let stem = Self.stem(of: profile.input.name)
        var number = 1
        while true {
            let slug = stem.numbered(number)
            let isFree =
                number <= Self.numbers.upperBound ? true : try await Self.isFree(slug, in: transaction)
            if isFree, taken.insert(slug).inserted { return slug }
            number += 1
        }
    }

    /// Whether no provider has the address, nor had it before.
    static func isFree(_ slug: Slug, in transaction: Transaction) async throws -> Bool {
        let isTaken = try await transaction.value(
            Bool.self,
            """
            SELECT EXISTS (SELECT FROM providers.provider WHERE slug = \(slug))
              OR EXISTS (SELECT FROM providers.slug_history WHERE slug = \(slug))
            """)
        return isTaken != true
    }

    /// The slug of a name; a name without a letter that could be folded still gets one.
    static func stem(of name: String) -> Slug {
        Slug(folding: name) ?? fallback
    }

    private static let fallback: Slug = {
        guard let slug = Slug(rawValue: "profile") else { preconditionFailure("“profile” is a slug") }
        return slug
    }()
}
