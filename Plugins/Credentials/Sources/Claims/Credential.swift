import Foundation
import Kernel
import Postgres
import Providers

public struct CredentialID: Identifier {
    public let rawValue: UUID
    public init(rawValue: UUID) { self.rawValue = rawValue }
}

/// A claim with everything that deciding about it takes: what is claimed, of which kind, by whom, and what holds.
struct Credential: Decodable, Sendable {
    let credentialID: CredentialID
    let providerID: ProviderID
    /// Nil while nobody has recognized the title.
    let credentialTypeID: String?
    let name: String
    let abbreviation: String?
    let mark: String
    let state: String?
    let number: String?
    let claimedExpiresOn: PostgresDate?
    /// Whom an associate practices under.
    let supervisor: String?
    /// Who awarded a degree, and in which year.
    let institution: String?
    let completedYear: Int?
    let version: Int
    let createdAt: Instant
    let source: String
    /// When its clinician took it back; nil while it stands.
    let withdrawnAt: Instant?

    /// What kind of title it is; nil while nobody has recognized it.
    let kind: CredentialKind?
    /// Which profession it belongs to, by which its board is found; nil where it belongs to none.
    let field: String?
    let issuer: String?
    /// Of which kinds it takes another credential; nil where that is not known.
    let needsKinds: [String]?
    let typeNote: String?
    let numberPattern: String?
    let typeVerifyURL: String?
    /// Whether its letters stand for one title only, unlike CSW.
    let hasOneMeaning: Bool

    let slug: String
    let providerName: String
    let city: String?
    let providerState: String?
    let providerSince: Instant
    let isPublic: Bool
    /// Who owns the profile; nil for one that is linked to no account.
    let ownerPerson: PersonID?

    let verificationID: VerificationID?
    /// Since when and until when it is verified; nil while it is not.
    let verifiedFrom: Instant?
    let verifiedUntil: Instant?
    /// When its last verification ended; nil when there was none or one holds.
    let lapsedAt: Instant?
    /// Whether this provider has ever had a license verified.
    let hasHadLicense: Bool

    /// `Licensed Marriage and Family Therapist (LMFT)`.
    var title: String { abbreviation.map { "\(name) (\($0))" } ?? name }

    /// What stands for it where there is little room: its letters, where they mean one thing, else the whole title.
    var brief: String { hasOneMeaning ? abbreviation ?? name : title }

    /// The same with its state: `LMFT, California`.
    var short: String {
        [brief, stateName].compactMap { $0 }.joined(separator: ", ")
    }

    var stateName: String? { state.map { USState(rawValue: $0)?.name ?? $0 } }

    /// What a person can find to stand in the register as well.
    var stated: FindingInput.Stated {
        FindingInput.Stated(kind: kind, name: providerName, number: number)
    }

    var isVerified: Bool { verificationID != nil }

    func isOwn(of actor: Actor) -> Bool { ownerPerson == actor.personID }

    static let columns: SQL = """
        credential.credential_id,
        credential.provider_id,
        credential.credential_type_id,
        credential.name,
        credential.abbreviation,
        credential.mark,
        credential.state,
        credential.number,
        credential.claimed_expires_on,
        credential.supervisor,
        credential.institution,
        credential.completed_year,
        credential.version,
        credential.created_at,
        credential.source,
        credential.withdrawn_at,
        credential_type.kind,
        credential_type.field,
        credential_type.issuer,
        credential_type.needs_kinds,
        credential_type.note AS type_note,
        credential_type.number_pattern,
        credential_type.verify_url AS type_verify_url,
        (
          SELECT count(*) = 1
          FROM credentials.credential_type AS same
          WHERE same.abbreviation = credential.abbreviation
        ) AS has_one_meaning,
        provider.slug,
        coalesce(profile.name, provider.slug) AS provider_name,
        profile.city,
        profile.state AS provider_state,
        provider.created_at AS provider_since,
        coalesce(profile.is_public, false) AS is_public,
        owner.person_id AS owner_person,
        holding.verification_id,
        lower(holding.valid) AS verified_from,
        upper(holding.valid) AS verified_until,
        CASE WHEN holding.verification_id IS NULL THEN (
          SELECT max(upper(past.valid))
          FROM credentials.verification AS past
          WHERE past.credential_id = credential.credential_id
        ) END AS lapsed_at,
        EXISTS (
          SELECT
          FROM credentials.verification AS earlier
          JOIN credentials.credential_type AS kind ON kind.credential_type_id = earlier.credential_type_id
          WHERE earlier.provider_id = credential.provider_id
            AND earlier.valid IS NOT NULL
            AND kind.kind IN ('state_license', 'associate_license')
        ) AS has_had_license
        """

    static let tables: SQL = """
        credentials.credential
        JOIN providers.provider ON provider.provider_id = credential.provider_id
        LEFT JOIN credentials.credential_type
          ON credential_type.credential_type_id = credential.credential_type_id
        LEFT JOIN accounts.account AS owner ON owner.account_id = provider.account_id
        LEFT JOIN LATERAL (
          SELECT revision.name, revision.city, revision.state, publication.publication_id IS NOT NULL AS is_public
          FROM providers.revision
          LEFT JOIN providers.publication
            ON publication.revision_id = revision.revision_id AND publication.visible @> clock_timestamp()
          WHERE revision.provider_id = credential.provider_id
          ORDER BY publication.publication_id IS NOT NULL DESC, revision.number DESC
          LIMIT 1
        ) AS profile ON true
        LEFT JOIN LATERAL (
          SELECT verification.verification_id, verification.valid
          FROM credentials.verification
          WHERE verification.credential_id = credential.credential_id
            AND verification.valid @> clock_timestamp()
          -- Keeps the planner from reading all verifications at once.
          LIMIT 1
        ) AS holding ON true
        """
}

public struct VerificationID: Identifier {
    public let rawValue: UUID
    public init(rawValue: UUID) { self.rawValue = rawValue }
}
