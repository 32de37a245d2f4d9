import Console
import Foundation
import Kernel
import Postgres
import Site

/// The next instant at which some topic's page begins or ends.
let nextBoundary = Query.value(
    Instant.self,
    """
    SELECT least(
      (SELECT min(begins) FROM topics.public_boundary WHERE begins > kernel.as_of()),
      (SELECT min(ends) FROM topics.public_boundary WHERE ends > kernel.as_of())
    )
    """)

/// The page with all topics that have a page of their own.
struct AllTopics: PublicPage {
    let path = "/topics"

    private struct Listed: Decodable, Sendable {
        let slug: Slug
        let name: String
        let dek: String
    }

    func draw(_ request: PageRequest, in snapshot: Snapshot) async throws -> DrawnPage {
        let (topics, boundary) = try await snapshot.fetch(
            Query.all(
                Listed.self,
                """
                SELECT slug, name, dek
                FROM topics.public_topic
                ORDER BY lower(name), slug
                """),
            nextBoundary)
        let page = TopicListPage(
            page: SitePage(
                request, title: "Topics",
                description: "Plain answers about what people come for, and who works with it."),
            hasTopics: !topics.isEmpty,
            topics: topics.map {
                .init(title: $0.name, url: "/topics/\($0.slug)", itemDek: $0.dek.isEmpty ? nil : $0.dek)
            })
        return DrawnPage(page, validUntil: boundary)
    }
}

/// The list of topics on the start page.
struct TopicsAtHome: HomeSection {
    let place = 2

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
            nextBoundary)
        guard !topics.isEmpty else { return (nil, boundary) }
        let items = topics.map {
            TopicListPart.Item(title: $0.name, url: "/topics/\($0.slug)", topicNote: nil)
        }
        return (Part(TopicListPart(topics: items)), boundary)
    }
}

/// The instants, a column `at`, at which the page of any topic begins or ends.
private let allBoundaries: SQL = """
    SELECT begins AS at FROM topics.public_boundary
    UNION ALL
    SELECT ends FROM topics.public_boundary
    """

extension AllTopics {
    func boundaries(of request: PageRequest) -> SQL? { allBoundaries }
}

extension TopicsAtHome {
    var boundaries: SQL? { allBoundaries }
}

/// The addresses of topic pages in the sitemap, and that of their list while there are any.
struct TopicAddresses: SitemapSource {
    var name: String { "topics" }

    func entries(after key: String?, limit: Int, in reader: any Reader) async throws -> [SitemapEntry] {
        try await reader.all(
            SitemapEntry.self,
            """
            SELECT path, changed_at, path AS key
            FROM (
              SELECT '/topics' AS path, max(published_from) AS changed_at
              FROM topics.public_topic
              HAVING count(*) > 0
              UNION ALL
              SELECT '/topics/' || slug, published_from
              FROM topics.public_topic
            ) AS address
            WHERE path > \(key ?? "")
            ORDER BY path
            LIMIT \(limit)
            """)
    }
}
