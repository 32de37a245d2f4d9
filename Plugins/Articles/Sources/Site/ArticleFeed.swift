import Foundation
import Hummingbird
import Kernel
import Postgres
import Site

/// The latest articles as an Atom feed (RFC 4287).
struct ArticleFeed: Sendable {
    let kernel: Kernel
    let facts: SiteFacts

    private static let count = 30

    private struct Entry: Decodable, Sendable {
        let articleID: ArticleID
        let slug: Slug
        let title: String
        let description: String
        let lang: String
        let categoryName: String
        let authorName: String?
        let publishedAt: Instant
        /// When this text became the public one.
        let liveFrom: Instant
    }

    @Sendable func serve(_ request: Request, _ visit: Visit) async throws -> Reply {
        let entries = try await kernel.site.all(
            Entry.self,
            """
            SELECT
              article.article_id,
              article.slug,
              article.title,
              article.description,
              article.lang,
              article.category_name,
              article.author_name,
              article.published_at,
              article.live_from
            FROM articles.public_article_listing AS article
            \(sql: ListedArticle.order)
            LIMIT \(Self.count)
            """)
        return .text(feed(entries, at: visit.now), type: "application/atom+xml; charset=utf-8")
    }

    private func feed(_ entries: [Entry], at now: Instant) -> String {
        // An empty feed has no change to tell of; the element must be there all the same.
        let updated = entries.map(\.liveFrom).max() ?? now
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom">
            <id>\(XML.escaped(facts.url))/</id>
            <title>\(XML.escaped(facts.name))</title>
            <updated>\(updated)</updated>
            <link rel="self" type="application/atom+xml" href="\(XML.escaped(facts.url))/feed.xml"/>
            <link rel="alternate" type="text/html" href="\(XML.escaped(facts.url))/articles"/>
            <author><name>\(XML.escaped(facts.name))</name></author>
            \(entries.map(entry).joined(separator: "\n"))
            </feed>

            """
    }

    private func entry(_ entry: Entry) -> String {
        let author = entry.authorName.map { "\n<author><name>\(XML.escaped($0))</name></author>" } ?? ""
        return """
            <entry xml:lang="\(XML.escaped(entry.lang))">
            <id>urn:uuid:\(entry.articleID)</id>
            <title>\(XML.escaped(entry.title))</title>
            <link rel="alternate" type="text/html" href="\(XML.escaped(facts.url))/articles/\(entry.slug)"/>
            <published>\(entry.publishedAt)</published>
            <updated>\(entry.liveFrom)</updated>\(author)
            <category term="\(XML.escaped(entry.categoryName))"/>
            <summary>\(XML.escaped(entry.description))</summary>
            </entry>
            """
    }
}
