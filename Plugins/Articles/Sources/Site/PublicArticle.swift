import Console
import Documents
import Foundation
import Kernel
import Postgres
import Site

/// An article as readers see it: the approved revision that is live at the instant.
struct PublicArticle: PublicPage {
    let fillers: Additions<any SlotFiller>
    let related: RelatedArticles

    var path: String { "/articles/:slug" }

    /// What the page shows of the article itself.
    struct Live: Decodable, Sendable {
        let articleID: ArticleID
        let slug: Slug
        let title: String
        let dek: String
        let lang: String
        let description: String
        let body: [BodyBlock]
        let terms: [GlossaryTerm]
        let wordCount: Int
        let references: [ArticleReference]
        let disclaimer: String
        let categoryID: CategoryID
        let categorySlug: Slug
        let categoryName: String
        let authorName: String?
        let authorCredentials: String?
        let authorBio: String?
        let reviewedBy: String?
        let reviewedAt: Instant?
        /// Whether the review has a day and no instant: it is then shown as it was written.
        let isReviewADay: Bool
        let publishedAt: Instant
        let publishedOn: PostgresDate?
        let updatedOn: PostgresDate?
        let liveFrom: Instant
        let crisisTier: Int
    }

    struct Topic: Decodable, Sendable {
        let slug: Slug
        let name: String
        let label: String
        let hasPage: Bool
    }

    private struct Known: Decodable, Sendable {
        let currentSlug: Slug
        let isLive: Bool
    }

    private struct Address: Decodable, Sendable {
        let articleID: ArticleID
        let slug: Slug?
        /// When that next changes; nil while it is not known to.
        let changesAt: Instant?
    }

    /// Two round trips, the end of the snapshot being one; three where the text links to other articles, whose addresses
    /// are looked up then.
    func draw(_ request: PageRequest, in snapshot: Snapshot) async throws -> DrawnPage {
        let slug = try request.slug()
        var batch = Batch()
        let live = batch.add(liveArticle(slug))
        let known = batch.add(knownSlug(slug))
        let topics = batch.add(topics(of: slug))
        let boundary = batch.add(nextBoundary(of: slug))
        let id: SQL = "SELECT article_id FROM articles.public_article_listing WHERE slug = \(slug)"
        let related = related.ask(about: id, in: &batch)
        let slots = fillers.ask(for: .article, in: &batch)

        let results = try await snapshot.run(batch)
        guard let article = try results[live] else { throw missing(try results[known], asked: slug) }
        let about = try results[topics]
        let links = try await addresses(linkedIn: article.body, in: snapshot)
        let page = SlotPage(
            kind: .article, path: request.path, topics: about.map(\.slug),
            category: PageCategoryID(rawValue: article.categoryID.rawValue), crisisTier: article.crisisTier,
            slots: try slots(results))
        let body = ArticleBody(article.body, on: page) { links[$0]?.slug.map { "/articles/\($0)" } }
        let next = try related(results)
        let ends = [try results[boundary], next.validUntil] + links.values.map(\.changesAt)
        return DrawnPage(
            try ArticlePage(request, article, topics: about, body: body, related: next.articles),
            validUntil: ends.compactMap { $0 }.min(), slots: body.slots)
    }

    func boundaries(of request: PageRequest) -> SQL? {
        guard let slug = try? request.slug() else { return nil }
        let id = id(of: slug)
        let own: SQL = """
            SELECT begins AS at FROM articles.public_boundary WHERE article_id = (\(sql: id))
            UNION ALL
            SELECT ends FROM articles.public_boundary WHERE article_id = (\(sql: id))
            UNION ALL
            SELECT change.at
            FROM articles.public_article_topic AS topic
            CROSS JOIN LATERAL (
              SELECT begins AS at FROM topics.public_boundary AS page WHERE page.topic_id = topic.topic_id
              UNION ALL
              SELECT ends FROM topics.public_boundary AS page WHERE page.topic_id = topic.topic_id
            ) AS change
            WHERE topic.article_id = (\(sql: id))
            """
        return ([own, RelatedArticles.boundaries(of: id)] + fillers.boundaries).joined(
            separator: "\nUNION ALL\n")
    }

    /// Where a slug leads that is no article's own.
    private func missing(_ known: Known?, asked: Slug) -> any Error {
        guard let known else { return Refusal.notFound }
        // What was taken off may have been sent elsewhere, which Site looks up.
        guard known.isLive, known.currentSlug != asked else { return Refusal.gone }
        return PageMoved(to: "/articles/\(known.currentSlug)")
    }

    private func liveArticle(_ slug: Slug) -> Query<Live?> {
        .first(
            Live.self,
            """
            SELECT
              article_id, slug, title, dek, lang, description, body, terms, word_count, "references", disclaimer,
              category_id, category_slug, category_name, author_name, author_credentials, author_bio, reviewed_by,
              reviewed_at, is_review_a_day, published_at, published_on, updated_on, live_from, crisis_tier
            FROM articles.public_article
            WHERE slug = \(slug)
            """)
    }

    private func knownSlug(_ slug: Slug) -> Query<Known?> {
        .first(
            Known.self,
            """
            SELECT current_slug, is_live
            FROM articles.public_slug
            WHERE slug = \(slug)
            """)
    }

    /// A subquery and not a join: the view of topics takes a condition in from outside only where its value is known.
    private func id(of slug: Slug) -> SQL {
        "SELECT article_id FROM articles.public_slug WHERE slug = \(slug)"
    }

    private func topics(of slug: Slug) -> Query<[Topic]> {
        .all(
            Topic.self,
            """
            SELECT slug, name, label, has_page
            FROM articles.public_article_topic
            WHERE article_id = (\(sql: id(of: slug)))
            ORDER BY position, topic_id
            """)
    }

    /// The next change of the article itself, or of a topic that it takes its crisis tier from.
    private func nextBoundary(of slug: Slug) -> Query<Instant?> {
        let id = id(of: slug)
        return .value(
            Instant.self,
            """
            SELECT least(
              (
                SELECT min(begins)
                FROM articles.public_boundary
                WHERE article_id = (\(sql: id)) AND begins > kernel.as_of()
              ),
              (
                SELECT min(ends)
                FROM articles.public_boundary
                WHERE article_id = (\(sql: id)) AND ends > kernel.as_of()
              ),
              (
                SELECT min(at)
                FROM articles.public_article_topic AS topic
                CROSS JOIN LATERAL (
                  SELECT begins AS at FROM topics.public_boundary AS page WHERE page.topic_id = topic.topic_id
                  UNION ALL
                  SELECT ends FROM topics.public_boundary AS page WHERE page.topic_id = topic.topic_id
                ) AS change
                WHERE topic.article_id = (\(sql: id)) AND at > kernel.as_of()
              )
            )
            """)
    }

    /// Where the articles are that a text links to: readers are led to what they can read at the instant.
    private func addresses(
        linkedIn body: [BodyBlock], in snapshot: Snapshot
    ) async throws -> [UUID: Address] {
        let linked = Set(body.flatMap(\.articleLinks)).sorted { $0.uuidString < $1.uuidString }
        guard !linked.isEmpty else { return [:] }
        let found = try await snapshot.all(
            Address.self,
            """
            SELECT
              linked.article_id,
              (
                SELECT slug
                FROM articles.public_article_listing AS article
                WHERE article.article_id = linked.article_id
              ) AS slug,
              least(
                (
                  SELECT min(begins)
                  FROM articles.public_boundary AS change
                  WHERE change.article_id = linked.article_id AND begins > kernel.as_of()
                ),
                (
                  SELECT min(ends)
                  FROM articles.public_boundary AS change
                  WHERE change.article_id = linked.article_id AND ends > kernel.as_of()
                )
              ) AS changes_at
            FROM unnest(\(linked)) AS linked (article_id)
            ORDER BY linked.article_id
            """)
        return Dictionary(found.map { ($0.articleID.rawValue, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

extension BodyBlock {
    /// The ids of the articles that it links to.
    fileprivate var articleLinks: [UUID] {
        var ids: [UUID] = []
        _ = resolveArticleLinks(in: html) { id in
            ids.append(id)
            return nil
        }
        return ids
    }
}

/// The text of an article as it stands on its page: ad slots between its blocks where the spacing rules allow them,
/// links to the articles that readers have at the instant.
struct ArticleBody: Sendable {
    let html: String
    /// The page with those of its slots that found a place; nil where it has none.
    let slots: SlotPage?

    init(_ blocks: [BodyBlock], on page: SlotPage, address: (UUID) -> String?) {
        let inText = page.slots.filter { $0.place == .body }
        let places = zip(SlotPlacement.indices(in: blocks), inText)
        let before = Dictionary(places.map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
        var html = ""
        for (index, block) in blocks.enumerated() {
            if let slot = before[index] { html += slot.mark }
            html += resolveArticleLinks(in: block.html, address)
        }
        self.html = html
        let placed = before.sorted { $0.key < $1.key }.map(\.value)
        slots = placed.isEmpty ? nil : page.with(placed)
    }
}
