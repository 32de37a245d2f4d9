import Foundation
import Kernel
import Postgres
import Signals

/// By what a profile is found when another one resembles it: a row of `providers.likeness`.
public struct ProfilePrint: Sendable {
    public let name: String
    /// Five digits; nil for somebody without an office.
    public let postalCode: String?
    public let npi: String?
    public let phone: String?
    /// Empty for a text of a few words.
    public let bands: [Int64]

    public init(_ profile: ProfileText) {
        let place = profile.place
        name = profile.name ?? ""
        postalCode = place?.remoteOnly == true ? nil : place?.postalCode.map { String($0.prefix(5)) }
        npi = profile.npi
        phone = profile.phone
        bands = MinHash(profile.text)?.bands ?? []
    }
}

/// Finds profiles that may be the same person's, without comparing everybody with everybody.
enum Likenesses {
    /// How many of each kind are looked at for one profile.
    private static let most = 5
    /// Below this a name is another's; what is above is compared more closely in `Signals`.
    private static let likeName = 0.5

    /// What a provider is found by, as a row of JSON.
    struct Row: Encodable, Sendable {
        let provider_id: ProviderID
        let name: String
        let postal_code: String?
        let npi: String?
        let phone: String?
        let bands: [Int64]

        init(_ revision: RecordSignals.Revision) {
            let print = ProfilePrint(revision.profile)
            provider_id = revision.providerID
            name = print.name
            postal_code = print.postalCode
            npi = print.npi
            phone = print.phone
            bands = print.bands
        }
    }

    private static let row: SQL = """
        (provider_id uuid, name text, postal_code text, npi text, phone text, bands bigint[])
        """

    static func write(_ rows: PostgresJSON, in transaction: Transaction) async throws {
        try await transaction.execute(
            """
            INSERT INTO providers.likeness (provider_id, name, postal_code, npi, phone, bands)
            SELECT provider_id, name, postal_code, npi, phone, bands
            FROM jsonb_to_recordset(\(rows)) AS row \(sql: row)
            ORDER BY provider_id
            ON CONFLICT (provider_id) DO UPDATE
            SET name = excluded.name,
                postal_code = excluded.postal_code,
                npi = excluded.npi,
                phone = excluded.phone,
                bands = excluded.bands
            """)
    }

    private struct Candidate: Decodable, Sendable {
        let wantedID: ProviderID
        let providerID: ProviderID
        let name: String
        let npi: String?
        let phone: String?
        let remoteOnly: Bool
        let street: String?
        let city: String?
        let state: String?
        let postalCode: String?
        let bioText: String

        var profile: LikeProfile {
            LikeProfile(
                id: "\(providerID)", name: name,
                place: ProfileText.Place(
                    street: street, city: city, state: state, postalCode: postalCode, remoteOnly: remoteOnly),
                npi: npi, phone: phone, text: bioText)
        }
    }

    /// The latest revisions of those who share a band of the text, the office and much of the name, a telephone number
    /// or an NPI.
    static func candidates(
        for rows: PostgresJSON, in transaction: Transaction
    ) async throws -> [ProviderID: [LikeProfile]] {
        let query: SQL = """
            SELECT
              wanted.provider_id AS wanted_id,
              latest.provider_id,
              latest.name,
              latest.npi,
              latest.phone,
              latest.remote_only,
              latest.street,
              latest.city,
              latest.state,
              latest.postal_code,
              latest.bio_text
            FROM jsonb_to_recordset(\(rows)) AS wanted \(sql: row)
            CROSS JOIN LATERAL (
              (
                SELECT provider_id
                FROM providers.likeness
                WHERE likeness.bands && wanted.bands AND likeness.provider_id <> wanted.provider_id
                ORDER BY extension.similarity(likeness.name, wanted.name) DESC, provider_id
                LIMIT \(most)
              )
              UNION
              (
                SELECT provider_id
                FROM providers.likeness
                WHERE likeness.postal_code = wanted.postal_code
                  AND extension.similarity(likeness.name, wanted.name) >= \(likeName)
                  AND likeness.provider_id <> wanted.provider_id
                ORDER BY extension.similarity(likeness.name, wanted.name) DESC, provider_id
                LIMIT \(most)
              )
              UNION
              (
                SELECT provider_id
                FROM providers.likeness
                WHERE likeness.phone = wanted.phone
                  AND extension.similarity(likeness.name, wanted.name) >= \(likeName)
                  AND likeness.provider_id <> wanted.provider_id
                ORDER BY extension.similarity(likeness.name, wanted.name) DESC, provider_id
                LIMIT \(most)
              )
              UNION
              (
                SELECT provider_id
                FROM providers.likeness
                WHERE likeness.npi = wanted.npi AND likeness.provider_id <> wanted.provider_id
                ORDER BY extension.similarity(likeness.name, wanted.name) DESC, provider_id
                LIMIT \(most)
              )
            ) AS other
            CROSS JOIN LATERAL (
              SELECT revision.*
              FROM providers.revision
              WHERE revision.provider_id = other.provider_id
              ORDER BY revision.number DESC
              LIMIT 1
            ) AS latest
            ORDER BY wanted.provider_id, latest.provider_id
            """
        // While the first file of a directory comes in, the planner takes the table for an empty one, and would read it
        // whole for every line.
        let answers = try await transaction.rows([
            "SET LOCAL enable_seqscan = off", query, "SET LOCAL enable_seqscan TO DEFAULT",
        ])
        let found = try answers[1].map { try $0.decode(Candidate.self) }
        return Dictionary(grouping: found, by: \.wantedID).mapValues { $0.map(\.profile) }
    }
}
