import Foundation
import Kernel
import Moderation
import Postgres
import Providers

/// Takes titles from imports and profiles as claims, in four statements however many there are.
struct ImportClaims: ClaimSink {
    let kernel: Kernel

    func claim(
        _ claims: [NamedTitles], by account: AccountID?, source: String, in transaction: Transaction
    ) async throws {
        let titles = claims.flatMap { claim in claim.titles.map { Title($0, of: claim, ids: kernel.ids) } }
        guard !titles.isEmpty else { return }
        let added = try await insert(titles, by: account, source: source, in: transaction)
        guard !added.isEmpty else { return }
        let credentials = try await transaction.all(
            Credential.self,
            """
            SELECT \(sql: Credential.columns)
            FROM \(sql: Credential.tables)
            WHERE credential.credential_id = ANY (\(added))
            ORDER BY credential.credential_id
            """)
        let renewing = RenewCredential(kernel: kernel)
        let names = Dictionary(
            claims.map { ($0.providerID, $0.name) }, uniquingKeysWith: { first, _ in first })
        let reviews = credentials.compactMap { credential in
            renewing.review(of: credential, because: .claimed)?.named(names[credential.providerID])
        }
        try await OpenReview.all(reviews, by: account, ids: kernel.ids, in: transaction)
    }

    /// One title of one provider.
    private struct Title {
        let credentialID: CredentialID
        let providerID: ProviderID
        let state: String?
        let title: ClaimedTitle

        init(_ title: ClaimedTitle, of claim: NamedTitles, ids: IDs) {
            credentialID = ids.next()
            providerID = claim.providerID
            state = claim.state.flatMap { USState($0)?.rawValue }
            self.title = title
        }
    }

    /// Adds what is not claimed yet. A title is recognized by its name before its letters, and by what it means in
    /// the state before what it means everywhere; a title that does not exist in the state stays unrecognized.
    private func insert(
        _ titles: [Title], by account: AccountID?, source: String, in transaction: Transaction
    ) async throws -> [CredentialID] {
        try await transaction.values(
            CredentialID.self,
            """
            INSERT INTO credentials.credential (
              credential_id, provider_id, credential_type_id, name, abbreviation, mark, state, created_by, source
            )
            SELECT
              title.credential_id,
              title.provider_id,
              meant.credential_type_id,
              title.name,
              title.abbreviation,
              title.mark,
              CASE
                WHEN coalesce(meant.kind, 'state_license')
                  IN ('state_license', 'associate_license', 'state_certification') THEN title.state
              END,
              \(account),
              \(source)
            FROM unnest(
              \(titles.map(\.credentialID)),
              \(titles.map(\.providerID)),
              \(titles.map(\.title.name)),
              \(titles.map(\.title.abbreviation)),
              \(titles.map(\.title.mark)),
              \(titles.map(\.state))
            ) AS title (credential_id, provider_id, name, abbreviation, mark, state)
            LEFT JOIN LATERAL (
              SELECT type.credential_type_id, type.kind
              FROM credentials.credential_type_alias AS known
              JOIN credentials.credential_type AS type USING (credential_type_id)
              WHERE known.alias IN (lower(title.name), lower(title.abbreviation))
                AND known.state IN ('', title.state)
                AND (type.states = '{}' OR title.state = ANY (type.states))
              ORDER BY known.alias = lower(title.name) DESC, known.state DESC
              LIMIT 1
            ) AS meant ON true
            WHERE NOT EXISTS (
              SELECT
              FROM credentials.credential AS claimed
              WHERE claimed.provider_id = title.provider_id
                AND claimed.withdrawn_at IS NULL
                AND claimed.mark = title.mark
                -- One abbreviation may stand for two titles on one profile.
                AND (
                  lower(claimed.name) = lower(title.name)
                  OR claimed.credential_type_id = meant.credential_type_id
                )
            )
            ON CONFLICT DO NOTHING
            RETURNING credential_id
            """)
    }
}

extension OpenReview {
    /// The same under the name that the caller knows: in an import the profile may not be there yet.
    fileprivate func named(_ name: String?) -> OpenReview {
        OpenReview(
            type: type, subjectID: subjectID, ownerID: ownerID, title: name ?? title, summary: summary,
            risk: risk,
            dueIn: dueIn, needs: needs, payload: payload)
    }
}
