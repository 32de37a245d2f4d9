import Foundation
import Kernel
import Postgres
import Site

/// The addresses of people with a verified license in the sitemap; others are left out of search engines.
struct ProviderAddresses: SitemapSource {
    var name: String { "providers" }

    func entries(after key: String?, limit: Int, in reader: any Reader) async throws -> [SitemapEntry] {
        let behind: SQL =
            key.flatMap(Self.key).map { "AND (rank, provider_id) < (\($0.rank), \($0.id))" } ?? ""
        return try await reader.all(
            SitemapEntry.self,
            """
            SELECT
              '/providers/' || person.slug AS path,
              person.published_from AS changed_at,
              listed.rank || '.' || listed.provider_id AS key
            FROM (
              SELECT provider_id, rank
              FROM providers.public_listing
              WHERE topic_id = '00000000-0000-0000-0000-000000000000'
                AND state = ''
                AND verified
                \(sql: behind)
              ORDER BY rank DESC, provider_id DESC
              LIMIT \(limit)
            ) AS listed
            JOIN providers.public_provider AS person USING (provider_id)
            ORDER BY listed.rank DESC, listed.provider_id DESC
            """)
    }

    /// A key is a rank and an id, since that is the order of the index.
    private static func key(_ text: String) -> (rank: Int, id: ProviderID)? {
        let parts = text.split(separator: ".")
        guard parts.count == 2, let rank = Int(parts[0]), let id = ProviderID(parts[1]) else { return nil }
        return (rank, id)
    }
}
