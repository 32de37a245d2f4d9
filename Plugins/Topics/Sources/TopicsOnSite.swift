import Console
import Foundation
import Kernel
import Postgres
import Site

/// The list of topics on the start page.
struct TopicsAtHome: HomeSection {
    private struct Listed: Decodable, Sendable {
        let slug: Slug
        let name: String
    }

    func draw(in snapshot: Snapshot, site: SiteFacts) async throws -> (part: Part?, validUntil: Instant?) {
        let (topics, boundary) = try await snapshot.fetch(
            Query.all(
                Listed.self,
                """
                SELECT slug, name
                FROM topics.public_topic
                ORDER BY lower(name), slug
                """),
            Query.value(
                Instant.self,
                """
                SELECT least(
                  (SELECT min(begins) FROM topics.public_boundary WHERE begins > kernel.as_of()),
                  (SELECT min(ends) FROM topics.public_boundary WHERE ends > kernel.as_of())
                )
                """))
        guard !topics.isEmpty else { return (nil, boundary) }
        let items = topics.map {
            TopicListPart.Item(title: $0.name, url: "/topics/\($0.slug)", topicNote: nil)
        }
        return (Part(TopicListPart(topics: items)), boundary)
    }
}

/// The addresses of topic pages in the sitemap.
struct TopicAddresses: SitemapSource {
    var name: String { "topics" }

    func entries(after key: String?, limit: Int, in reader: any Reader) async throws -> [SitemapEntry] {
        try await reader.all(
            SitemapEntry.self,
            """
            SELECT '/topics/' || slug AS path, published_from AS changed_at, slug AS key
            FROM topics.public_topic
            WHERE slug > \(key ?? "")
            ORDER BY slug
            LIMIT \(limit)
            """)
    }
}
