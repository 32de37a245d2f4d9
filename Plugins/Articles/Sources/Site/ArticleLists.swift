import Console
import Documents
import Foundation
import Kernel
import Postgres
import Site
import Topics

/// An article in a list, as the list's statement gives it.
struct ListedArticle: Decodable, Sendable {
    let articleID: ArticleID
    let slug: Slug
    let title: String
    let description: String
    let categoryName: String
    let wordCount: Int
    let publishedAt: Instant
    let publishedOn: PostgresDate?
    let updatedOn: PostgresDate?

    /// What each list of articles reads; clauses that choose and order follow.
    static let select: SQL = """
        SELECT
          article.article_id,
          article.slug,
          article.title,
          article.description,
          article.category_name,
          article.word_count,
          article.published_at,
          article.published_on,
          article.updated_on
        FROM articles.public_article_listing AS article
        """

    /// The order of every list: the latest first.
    static let order: SQL = "ORDER BY article.published_at DESC, article.article_id DESC"
}

/// An article in a list, as pages show it.
struct ArticleItem: Sendable {
    let articleTitle: String
    let articleURL: String
    let articleBlurb: String
    let articleFacts: String

    init(_ article: ListedArticle, in text: TimeText, hasCategory: Bool = true) {
        articleTitle = article.title
        articleURL = "/articles/\(article.slug)"
        articleBlurb = article.description
        let minutes = Document.readingMinutes(ofWords: article.wordCount)
        let updated = article.updatedOn.map { "Updated \(TimeText.date($0))" }
        let facts: [String?] = [
            hasCategory ? article.categoryName : nil,
            article.publishedOn.map { TimeText.date($0) } ?? updated ?? text.date(article.publishedAt),
            minutes == 1 ? "1\u{A0}minute" : "\(minutes)\u{A0}minutes",
        ]
        articleFacts = facts.compactMap { $0 }.joined(separator: "\u{A0}· ")
    }
}

/// Where the next part of a list begins, opaque in addresses.
struct ArticleKey: Codable {
    let publishedAt: Instant
    let id: ArticleID
}

/// The next instant at which some article begins or ends.
let nextArticleBoundary = Query.value(
    Instant.self,
    """
    SELECT least(
      (SELECT min(begins) FROM articles.public_boundary WHERE begins > kernel.as_of()),
      (SELECT min(ends) FROM articles.public_boundary WHERE ends > kernel.as_of())
    )
    """)

/// The instants, a column `at`, at which any article begins or ends.
private let allBoundaries: SQL = """
    SELECT begins AS at FROM articles.public_boundary
    UNION ALL
    SELECT ends FROM articles.public_boundary
    """

/// All articles, and those of one category: the latest first, a page at a time.
struct ArticleList: PublicPage {
    /// Whether the route names a category.
    let isOfCategory: Bool
    let fillers: Additions<any SlotFiller>

    var path: String { isOfCategory ? "/categories/:slug" : "/articles" }
    var query: [String] { ["after"] }

    private static let pageSize = 24

    struct Category: Decodable, Sendable {
        let categoryID: CategoryID
        let slug: Slug
        let name: String
        let description: String
        /// Whether the address means it, by its own slug or by a former one.
        let isAsked: Bool
    }

    func draw(_ request: PageRequest, in snapshot: Snapshot) async throws -> DrawnPage {
        let slug = isOfCategory ? try request.slug() : nil
        let after = request.query["after"]
        let key = after.flatMap { PageKey<ArticleKey>($0)?.key }
        var batch = Batch()
        let list = batch.add(list(of: slug, after: key))
        let names = batch.add(allCategories(asked: slug))
        let boundary = batch.add(nextArticleBoundary)
        let asked = fillers.ask(for: .category, in: &batch)

        let results = try await snapshot.run(batch)
        let (articles, categories) = (try results[list], try results[names])
        let category = categories.first(where: \.isAsked)
        if isOfCategory, category == nil { throw Refusal.notFound }
        if let category, category.slug != slug { throw PageMoved(to: "/categories/\(category.slug)") }
        let slots = SlotPage(
            kind: .category, path: request.path,
            category: category.map { PageCategoryID(rawValue: $0.categoryID.rawValue) }, crisisTier: 0,
            slots: try asked(results))
        return DrawnPage(
            ArticleListPage(
                request, category: category, categories: categories,
                articles: Array(articles.prefix(Self.pageSize)),
                next: articles.count > Self.pageSize ? articles[Self.pageSize - 1] : nil, isFirst: key == nil,
                slots: slots),
            validUntil: try results[boundary], slots: slots)
    }

    func boundaries(of request: PageRequest) -> SQL? {
        ([allBoundaries] + fillers.boundaries).joined(separator: "\nUNION ALL\n")
    }

    private func list(of category: Slug?, after key: ArticleKey?) -> Query<[ListedArticle]> {
        let chosen: SQL =
            category.map { "article.category_slug = \($0)" } ?? "true"
        let rest: SQL =
            key.map { "(article.published_at, article.article_id) < (\($0.publishedAt), \($0.id))" } ?? "true"
        return .all(
            ListedArticle.self,
            """
            \(sql: ListedArticle.select)
            WHERE \(sql: chosen) AND \(sql: rest)
            \(sql: ListedArticle.order)
            LIMIT \(Self.pageSize + 1)
            """)
    }

    /// Those with an article to read. Each is asked for one, where EXISTS would be planned as one look at all articles.
    private func allCategories(asked slug: Slug?) -> Query<[Category]> {
        .all(
            Category.self,
            """
            SELECT
              category_id,
              slug,
              name,
              description,
              coalesce(
                category_id = (
                  SELECT known.category_id
                  FROM articles.public_category_slug AS known
                  WHERE known.slug = \(slug)
                ),
                false
              ) AS is_asked
            FROM articles.public_category AS category
            WHERE (
              SELECT true
              FROM articles.public_document AS document
              WHERE document.category_id = category.category_id
              LIMIT 1
            )
            ORDER BY lower(name), slug
            """)
    }
}

/// The latest articles on the start page.
struct LatestArticles: HomeSection {
    let place = 3

    private static let count = 6

    func draw(in snapshot: Snapshot, site: SiteFacts) async throws -> (part: Part?, validUntil: Instant?) {
        let (articles, boundary) = try await snapshot.fetch(
            Query.all(
                ListedArticle.self,
                """
                \(sql: ListedArticle.select)
                \(sql: ListedArticle.order)
                LIMIT \(Self.count)
                """),
            nextArticleBoundary)
        guard !articles.isEmpty else { return (nil, boundary) }
        return (
            Part(
                ArticlesPart(
                    heading: "Latest articles", anchor: "articles",
                    articles: articles.map { ArticleItem($0, in: site.dates) },
                    more: Link("All articles", to: "/articles"))), boundary
        )
    }

    var boundaries: SQL? { allBoundaries }
}

/// What to read about a topic, on the topic's page. The latest are found by the index of documents: among all live articles each
/// would be asked for its topics.
struct ArticlesAboutTopic: TopicSection {
    private static let count = 4

    func ask(about topic: SQL, in batch: inout Batch) -> Drawing {
        let list = batch.add(
            .all(
                ListedArticle.self,
                """
                \(sql: ListedArticle.select)
                WHERE article.article_id IN (
                  SELECT document.article_id
                  FROM articles.public_document_topic AS about
                  JOIN articles.public_document AS document USING (document_id)
                  WHERE about.topic_id = (\(sql: topic))
                  ORDER BY about.published_at DESC, document.article_id DESC
                  LIMIT \(Self.count)
                )
                \(sql: ListedArticle.order)
                LIMIT \(Self.count)
                """))
        let boundary = batch.add(
            .value(
                Instant.self,
                """
                SELECT min(at)
                FROM (\(sql: Self.changes(of: topic))) AS change
                WHERE at > kernel.as_of()
                """))
        return { results, topic in
            let articles = try results[list]
            let ends = try results[boundary]
            guard !articles.isEmpty else { return TopicSectionParts(validUntil: ends) }
            let part = ArticlesPart(
                heading: "To read about \(topic.label)", anchor: "articles",
                articles: articles.map { ArticleItem($0, in: topic.site.dates) }, more: nil)
            return TopicSectionParts(after: [Part(part)], validUntil: ends)
        }
    }

    func boundaries(of topic: SQL) -> SQL? { Self.changes(of: topic) }

    private static func changes(of topic: SQL) -> SQL {
        """
        SELECT begins AS at FROM articles.public_topic_boundary WHERE topic_id = (\(sql: topic))
        UNION ALL
        SELECT ends FROM articles.public_topic_boundary WHERE topic_id = (\(sql: topic))
        """
    }
}

/// The addresses of articles in the sitemap, of categories that have one, and of the list of all.
struct ArticleAddresses: SitemapSource {
    var name: String { "articles" }

    func entries(after key: String?, limit: Int, in reader: any Reader) async throws -> [SitemapEntry] {
        try await reader.all(
            SitemapEntry.self,
            """
            SELECT path, changed_at, path AS key
            FROM (
              SELECT '/articles' AS path, max(live_from) AS changed_at
              FROM articles.public_article_listing
              HAVING count(*) > 0
              UNION ALL
              SELECT '/articles/' || slug, live_from
              FROM articles.public_article_listing
              UNION ALL
              SELECT '/categories/' || category_slug, max(live_from)
              FROM articles.public_article_listing
              GROUP BY category_slug
            ) AS address
            WHERE path > \(key ?? "")
            ORDER BY path
            LIMIT \(limit)
            """)
    }
}
