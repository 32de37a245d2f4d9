import Documents
import Foundation
import Kernel
import Postgres
import Topics

/// A revision that is to be written, with all that belongs to it.
struct NewRevision: Sendable {
    let revisionID: ProfileRevisionID
    let providerID: ProviderID
    let number: Int
    let input: ProfileInput
    let topics: [TopicID]
    /// Who wrote it; nil for an import.
    let author: AccountID?
    /// `console` or `import`.
    let source: String
}

extension Transaction {
    /// Writes revisions in at most four statements, however many there are.
    func write(_ revisions: [NewRevision]) async throws {
        guard !revisions.isEmpty else { return }
        try await execute(
            """
            INSERT INTO providers.revision (
              revision_id, provider_id, number, name, given_name, family_name, other_names, pronouns, photo_id, npi, phone,
              phone_private, email, email_private, website, languages, modalities, fee_from, fee_to, sliding_scale,
              insurance, new_clients, remote_only, street, city, state, postal_code, street_private, states,
              start_year, bio, bio_html, bio_text, created_by, source
            )
            SELECT
              revision_id, provider_id, number, name, given_name, family_name, other_names, pronouns, photo_id, npi, phone,
              phone_private, email, email_private, website, languages, modalities, fee_from, fee_to, sliding_scale,
              insurance, new_clients, remote_only, street, city, state, postal_code, street_private, states,
              start_year, bio, bio_html, bio_text, created_by, source
            FROM jsonb_to_recordset(\(try PostgresJSON(encoding: revisions.map(RevisionRow.init)))) AS row (
              revision_id uuid, provider_id uuid, number integer, name text, given_name text, family_name text,
              other_names text[], pronouns text, photo_id text, npi text, phone text, phone_private boolean,
              email text, email_private boolean, website text, languages text[], modalities text[],
              fee_from integer, fee_to integer, sliding_scale boolean, insurance text[], new_clients text,
              remote_only boolean, street text, city text, state text, postal_code text, street_private boolean,
              states text[], start_year integer, bio jsonb, bio_html text, bio_text text, created_by uuid,
              source text
            )
            """)
        let titles = revisions.flatMap { revision in
            revision.input.titles.enumerated().map { (revision.revisionID, $0.offset + 1, $0.element) }
        }
        if !titles.isEmpty {
            try await execute(
                """
                INSERT INTO providers.revision_title (revision_id, position, name, abbreviation, mark)
                SELECT revision_id, position, name, abbreviation, mark
                FROM unnest(
                  \(titles.map(\.0)), \(titles.map(\.1)), \(titles.map(\.2.name)), \(titles.map(\.2.abbreviation)),
                  \(titles.map(\.2.mark))
                ) AS row (revision_id, position, name, abbreviation, mark)
                """)
        }
        let topics = revisions.flatMap { revision in
            revision.topics.enumerated().map { (revision.revisionID, $0.offset + 1, $0.element) }
        }
        if !topics.isEmpty {
            try await execute(
                """
                INSERT INTO providers.revision_topic (revision_id, position, topic_id)
                SELECT revision_id, position, topic_id
                FROM unnest(\(topics.map(\.0)), \(topics.map(\.1)), \(topics.map(\.2)))
                  AS row (revision_id, position, topic_id)
                """)
        }
        let offices = revisions.flatMap { revision in
            revision.input.offices.enumerated().map { (revision.revisionID, $0.offset + 2, $0.element) }
        }
        if !offices.isEmpty {
            try await execute(
                """
                INSERT INTO providers.revision_office (
                  revision_id, position, street, city, state, postal_code, street_private, phone
                )
                SELECT revision_id, position, street, city, state, postal_code, street_private, phone
                FROM unnest(
                  \(offices.map(\.0)), \(offices.map(\.1)), \(offices.map(\.2.street)), \(offices.map(\.2.city)),
                  \(offices.map(\.2.state)), \(offices.map(\.2.postalCode)), \(offices.map(\.2.streetPrivate)),
                  \(offices.map(\.2.phone))
                ) AS row (revision_id, position, street, city, state, postal_code, street_private, phone)
                """)
        }
    }
}

/// A revision as a row of JSON, named like the columns: arrays of arrays cannot be sent otherwise.
private struct RevisionRow: Encodable {
    let revision_id: ProfileRevisionID
    let provider_id: ProviderID
    let number: Int
    let name: String
    let given_name: String?
    let family_name: String?
    let other_names: [String]
    let pronouns: String?
    let photo_id: String?
    let npi: NPI?
    let phone: Phone?
    let phone_private: Bool
    let email: String?
    let email_private: Bool
    let website: String?
    let languages: [String]
    let modalities: [String]
    let fee_from: Int?
    let fee_to: Int?
    let sliding_scale: Bool
    let insurance: [String]
    let new_clients: NewClients?
    let remote_only: Bool
    let street: String?
    let city: String?
    let state: USState?
    let postal_code: String?
    let street_private: Bool
    let states: [USState]
    let start_year: Int?
    let bio: Document
    let bio_html: String
    let bio_text: String
    let created_by: AccountID?
    let source: String

    init(_ revision: NewRevision) {
        let input = revision.input
        revision_id = revision.revisionID
        provider_id = revision.providerID
        number = revision.number
        name = input.name
        given_name = input.givenName
        family_name = input.familyName
        other_names = input.otherNames
        pronouns = input.pronouns
        photo_id = input.photoID
        npi = input.npi
        phone = input.phone
        phone_private = input.phonePrivate
        email = input.email
        email_private = input.emailPrivate
        website = input.website
        languages = input.languages
        modalities = input.modalities
        fee_from = input.fee?.from
        fee_to = input.fee?.to
        sliding_scale = input.slidingScale
        insurance = input.insurance
        new_clients = input.newClients
        remote_only = input.remoteOnly
        street = input.street
        city = input.city
        state = input.state
        postal_code = input.postalCode
        street_private = input.streetPrivate
        states = input.states
        start_year = input.startYear
        bio = input.bio
        bio_html = input.bio.html().text
        bio_text = input.bio.text
        created_by = revision.author
        source = revision.source
    }
}
