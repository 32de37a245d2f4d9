import Documents
import Foundation
import Kernel
import Postgres
import Site
import Topics

public struct ProfileRevisionID: Identifier {
    public let rawValue: UUID
    public init(rawValue: UUID) { self.rawValue = rawValue }
}

/// A provider with the latest revision of the profile, and what readers have of it.
struct StoredProfile: Decodable, Sendable {
    let providerID: ProviderID
    let slug: Slug
    /// The clinician's account; nil for a profile that nobody has linked yet.
    let accountID: AccountID?
    let version: Int
    /// Since when its clinician keeps it; nil before that.
    let editedByClinicianAt: Instant?

    let revisionID: ProfileRevisionID
    let number: Int
    let name: String
    let givenName: String?
    let familyName: String?
    let otherNames: [String]
    let pronouns: String?
    let photoID: String?
    let npi: NPI?
    let phone: Phone?
    let phonePrivate: Bool
    let email: String?
    let emailPrivate: Bool
    let website: String?
    let languages: [String]
    let modalities: [String]
    let feeFrom: Int?
    let feeTo: Int?
    let slidingScale: Bool
    let insurance: [String]
    let newClients: NewClients?
    let remoteOnly: Bool
    let street: String?
    let city: String?
    let state: USState?
    let postalCode: String?
    let streetPrivate: Bool
    /// Further offices, in their order.
    let offices: [Office]
    let states: [USState]
    let startYear: Int?
    let bio: Document
    let titles: [ClaimedTitle]
    let topics: [TopicID]
    let savedAt: Instant
    /// Who wrote the revision; nil when an import did.
    let createdBy: AccountID?

    /// What readers see now; nil while they see nothing.
    let liveRevisionID: ProfileRevisionID?
    let liveFrom: Instant?
    let wasPublic: Bool
    let isLicensed: Bool

    var isLive: Bool { liveRevisionID == revisionID }

    var place: Place { Place(remoteOnly: remoteOnly, city: city, state: state, states: states) }

    /// Whether the revision says what an input says, its topics being these.
    func equals(_ input: ProfileInput, topics: [TopicID]) -> Bool {
        ProfileInput(self, topics: input.topics) == input && self.topics == topics
    }

    /// The columns of a revision and of its provider, from `provider` and `latest`.
    static let columns: SQL = """
        provider.provider_id,
        provider.slug,
        provider.account_id,
        provider.version,
        provider.edited_by_clinician_at,
        latest.revision_id,
        latest.number,
        latest.name,
        latest.given_name,
        latest.family_name,
        latest.other_names,
        latest.pronouns,
        latest.photo_id,
        latest.npi,
        latest.phone,
        latest.phone_private,
        latest.email,
        latest.email_private,
        latest.website,
        latest.languages,
        latest.modalities,
        latest.fee_from,
        latest.fee_to,
        latest.sliding_scale,
        latest.insurance,
        latest.new_clients,
        latest.remote_only,
        latest.street,
        latest.city,
        latest.state,
        latest.postal_code,
        latest.street_private,
        (
          SELECT coalesce(
            jsonb_agg(
              jsonb_build_object(
                'street', office.street, 'city', office.city, 'state', office.state,
                'postalCode', office.postal_code, 'phone', office.phone, 'streetPrivate', office.street_private)
              ORDER BY office.position),
            '[]')
          FROM providers.revision_office AS office
          WHERE office.revision_id = latest.revision_id
        ) AS offices,
        latest.states,
        latest.start_year,
        latest.bio,
        (
          SELECT coalesce(
            jsonb_agg(
              jsonb_build_object('name', title.name, 'abbreviation', title.abbreviation, 'mark', title.mark)
              ORDER BY title.position),
            '[]')
          FROM providers.revision_title AS title
          WHERE title.revision_id = latest.revision_id
        ) AS titles,
        ARRAY(
          SELECT chosen.topic_id
          FROM providers.revision_topic AS chosen
          WHERE chosen.revision_id = latest.revision_id
          ORDER BY chosen.position
        ) AS topics,
        latest.created_at AS saved_at,
        latest.created_by,
        live.revision_id AS live_revision_id,
        lower(live.visible) AS live_from,
        EXISTS (
          SELECT
          FROM providers.publication AS past
          WHERE past.provider_id = provider.provider_id AND lower(past.visible) <= clock_timestamp()
        ) AS was_public,
        EXISTS (
          SELECT
          FROM providers.license_period
          WHERE license_period.provider_id = provider.provider_id
            AND license_period.holds @> clock_timestamp()
        ) AS is_licensed
        """

    /// A provider's latest revision and what is public of it, joined to `provider`.
    static let joins: SQL = """
        CROSS JOIN LATERAL (
          SELECT revision.*
          FROM providers.revision
          WHERE revision.provider_id = provider.provider_id
          ORDER BY revision.number DESC
          LIMIT 1
        ) AS latest
        LEFT JOIN providers.publication AS live
          ON live.provider_id = provider.provider_id AND live.visible @> clock_timestamp()
        """
}
