import Foundation
import Kernel
import Postgres
import Site

/// Begins the profile of a clinician who has none: a draft with a name, theirs from its first moment.
///
/// It never gives them a profile that is there already, whatever its name: who that is, an administrator knows.
struct BeginProfile {
    let kernel: Kernel

    /// - Throws: `FormIssues` for a name that cannot be one, `Refusal.wrongState` when the account has a profile.
    func run(_ name: String, thisYear: Int, path: String, by actor: Actor) async throws {
        try actor.require(.editOwnProfile)
        let refusal = Refusal.wrongState(
            message: "You have begun your profile already. Here it is.", now: path)
        // Before the name is looked at: the form that would come back is the editor of what is there.
        let kept = try await ProviderQueries(reader: kernel.database).profile(of: actor.accountID)
        guard kept == nil else { throw refusal }
        var fields = ProfileFields()
        fields.name = name
        let input = try ProfileInput(fields, .draft, thisYear: thisYear)
        try await kernel.database.transaction { transaction in
            guard let id = try await make(input.name, by: actor, in: transaction) else { throw refusal }
            let revision: ProfileRevisionID = kernel.ids.next()
            try await transaction.write([
                NewRevision(
                    revisionID: revision, providerID: id, number: 1, input: input, topics: [],
                    author: actor.accountID, source: "console")
            ])
            try await transaction.audit(
                AuditEntry(
                    "providers.begun", on: "provider", id, after: try ProfileRecord(revision: revision).json),
                by: .person(actor, as: actor.role(for: .editOwnProfile)))
        }
    }

    /// Makes the provider, at the first address of its name that is free; nil when the account got one in between.
    private func make(
        _ name: String, by actor: Actor, in transaction: Transaction
    ) async throws -> ProviderID? {
        let id: ProviderID = kernel.ids.next()
        let stem = ProviderMatch.stem(of: name)
        var number = 1
        while true {
            let slug = stem.numbered(number)
            number += 1
            guard try await ProviderMatch.isFree(slug, in: transaction) else { continue }
            do {
                try await transaction.savepoint {
                    try await transaction.execute(
                        """
                        INSERT INTO providers.provider (provider_id, slug, account_id, edited_by_clinician_at)
                        VALUES (\(id), \(slug), \(actor.accountID), clock_timestamp())
                        """)
                }
                return id
            } catch let error as PostgresError where error.constraint == "provider_account_unique" {
                return nil
            } catch let error as PostgresError where error.constraint == "provider_slug_unique" {
                // Somebody took it a moment ago.
                continue
            }
        }
    }
}

/// A profile that nobody keeps, under the name of somebody who is about to begin their own.
struct Namesake: Decodable, Sendable {
    let slug: Slug
    let isPublic: Bool
}

extension ProviderQueries {
    /// Profiles without an account at the addresses of a name, those first that readers see.
    func namesakes(of name: String) async throws -> [Namesake] {
        // A name without a letter that could be folded shares its address with all of its kind.
        guard let stem = Slug(folding: name) else { return [] }
        return try await reader.all(
            Namesake.self,
            """
            SELECT provider.slug, live.revision_id IS NOT NULL AS is_public
            FROM providers.provider
            LEFT JOIN providers.publication AS live
              ON live.provider_id = provider.provider_id AND live.visible @> clock_timestamp()
            WHERE provider.account_id IS NULL AND provider.slug = ANY (\((1...3).map { stem.numbered($0) }))
            ORDER BY is_public DESC, provider.slug
            """)
    }
}
