import Foundation
import Kernel
import Moderation
import Postgres
import Providers

/// What a list of credentials shows.
struct CredentialFilter: Sendable, Equatable {
    enum Standing: String, CaseIterable, Sendable {
        case all = ""
        case verified
        case ending30 = "ending-30"
        case ending
        case ending90 = "ending-90"
        case waiting
        case unverified

        var title: String {
            switch self {
            case .all: "All"
            case .verified: "Verified"
            case .ending30: "Ends in 30 days"
            case .ending: "Ends in 60 days"
            case .ending90: "Ends in 90 days"
            case .waiting: "Waiting for review"
            case .unverified: "Not verified"
            }
        }

        /// Days within which what is shown lapses, soonest first; nil for every other order.
        var days: Int? {
            switch self {
            case .ending30: 30
            case .ending: 60
            case .ending90: 90
            case .all, .verified, .waiting, .unverified: nil
            }
        }
    }

    var search = ""
    var standing = Standing.all
    var kind: CredentialKind?
}

/// Where the next page of a list begins: by id, or by the instant of lapsing and the id.
struct CredentialKey: Codable, Sendable {
    let at: Instant?
    let id: CredentialID
}

extension CredentialQueries {
    /// A line of the list.
    struct Line: Decodable, Sendable {
        let credentialID: CredentialID
        let name: String
        let abbreviation: String?
        let state: String?
        let number: String?
        let kind: CredentialKind?
        let providerName: String
        let claimedExpiresOn: PostgresDate?
        /// Until when it is verified; nil while it is not.
        let verifiedUntil: Instant?
        let lapsedAt: Instant?
        let isWaiting: Bool
    }

    /// A page of claims that stand: the latest first, or those that lapse first.
    static func list(_ filter: CredentialFilter, after key: CredentialKey?, limit: Int) -> Query<[Line]> {
        .all(
            Line.self,
            """
            SELECT
              credential.credential_id,
              credential.name,
              credential.abbreviation,
              credential.state,
              credential.number,
              credential_type.kind,
              coalesce(profile.name, provider.slug) AS provider_name,
              credential.claimed_expires_on,
              found.ends AS verified_until,
              CASE WHEN found.ends IS NULL THEN (
                SELECT max(upper(past.valid))
                FROM credentials.verification AS past
                WHERE past.credential_id = credential.credential_id
              ) END AS lapsed_at,
              EXISTS (
                SELECT
                FROM moderation.review_item
                WHERE review_item.type = \(CredentialReview.typeID)
                  AND review_item.subject_id = credential.credential_id
                  AND review_item.state = 'open'
              ) AS is_waiting
            FROM (\(sql: ids(filter, after: key, limit: limit))) AS found
            JOIN credentials.credential USING (credential_id)
            JOIN providers.provider ON provider.provider_id = credential.provider_id
            LEFT JOIN credentials.credential_type
              ON credential_type.credential_type_id = credential.credential_type_id
            LEFT JOIN LATERAL (
              SELECT revision.name
              FROM providers.revision
              WHERE revision.provider_id = credential.provider_id
              ORDER BY revision.number DESC
              LIMIT 1
            ) AS profile ON true
            ORDER BY \(sql: filter.standing.days != nil ? "found.ends, found.credential_id" : "found.credential_id DESC")
            """)
    }

    static func count(_ filter: CredentialFilter, most: Int) -> Query<Int?> {
        .value(Int.self, "SELECT count(*) FROM (\(sql: ids(filter, after: nil, limit: most))) AS found")
    }

    private static func ids(_ filter: CredentialFilter, after key: CredentialKey?, limit: Int) -> SQL {
        var conditions: [SQL] = ["credential.withdrawn_at IS NULL"]
        if let kind = filter.kind {
            conditions.append(
                """
                credential.credential_type_id IN (
                  SELECT credential_type_id FROM credentials.credential_type WHERE kind = \(kind)
                )
                """)
        }
        if !filter.search.isEmpty { conditions.append(matching(filter.search)) }
        if let days = filter.standing.days {
            return ending(conditions, within: days, after: key, limit: limit)
        }
        if filter.standing == .waiting { return waiting(conditions, after: key, limit: limit) }
        switch filter.standing {
        case .verified: conditions.append("(\(sql: holding)) IS NOT NULL")
        case .unverified: conditions.append("(\(sql: holding)) IS NULL")
        case .all, .ending30, .ending, .ending90, .waiting: break
        }
        if let key { conditions.append("credential.credential_id < \(key.id)") }
        return """
            SELECT credential.credential_id, (\(sql: holding)) AS ends
            FROM credentials.credential
            WHERE \(sql: conditions.joined(separator: " AND "))
            ORDER BY credential.credential_id DESC
            LIMIT \(limit)
            """
    }

    /// Until when a credential is verified. A subquery of its own, for the rows of the page and no others: as a join
    /// it would read all verifications.
    private static let holding: SQL = """
        SELECT upper(verification.valid)
        FROM credentials.verification
        WHERE verification.credential_id = credential.credential_id
          AND verification.valid @> clock_timestamp()
        LIMIT 1
        """

    /// What waits walks along the index of open items, which has their subjects in order.
    private static func waiting(_ conditions: [SQL], after key: CredentialKey?, limit: Int) -> SQL {
        var conditions = conditions
        if let key { conditions.append("review_item.subject_id < \(key.id)") }
        return """
            SELECT credential.credential_id, (\(sql: holding)) AS ends
            FROM moderation.review_item
            JOIN credentials.credential ON credential.credential_id = review_item.subject_id
            WHERE review_item.type = \(CredentialReview.typeID)
              AND review_item.state = 'open'
              AND \(sql: conditions.joined(separator: " AND "))
            ORDER BY review_item.subject_id DESC
            LIMIT \(limit)
            """
    }

    /// What lapses soon walks along the index of ends.
    private static func ending(_ conditions: [SQL], within days: Int, after key: CredentialKey?, limit: Int)
        -> SQL
    {
        var conditions = conditions
        if let key, let at = key.at {
            conditions.append("(upper(verification.valid), verification.credential_id) > (\(at), \(key.id))")
        }
        return """
            SELECT verification.credential_id, upper(verification.valid) AS ends
            FROM credentials.verification
            JOIN credentials.credential ON credential.credential_id = verification.credential_id
            WHERE upper(verification.valid) > clock_timestamp()
              AND upper(verification.valid) < clock_timestamp() + make_interval(secs => \(Double(days) * 86_400))
              AND \(sql: conditions.joined(separator: " AND "))
            ORDER BY upper(verification.valid), verification.credential_id
            LIMIT \(limit)
            """
    }

    /// A number as it is written, the letters of a title, or words of a name.
    private static func matching(_ search: String) -> SQL {
        let words = search.split { !$0.isLetter && !$0.isNumber }.map { "\($0):*A" }.joined(separator: " & ")
        return """
            (
              lower(credential.number) = lower(\(search))
              OR lower(credential.mark) = lower(\(search))
              OR credential.provider_id = ANY (ARRAY(
                SELECT revision.provider_id
                FROM providers.revision
                WHERE revision.words @@ to_tsquery('english', \(words))
              ))
            )
            """
    }
}
