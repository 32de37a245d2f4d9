import Foundation
import Kernel
import Postgres
import Site

/// An article that stands below another one.
public struct RelatedArticle: Sendable {
    public let articleID: ArticleID
    public let slug: Slug
    public let title: String
    public let dek: String
    public let categoryName: String
    public let publishedAt: Instant
    /// Whether an editor put it there; else it is a suggestion.
    public let isPinned: Bool
    /// Why it stands there, in words: `shares: attachment, sleep`. Nil for what an editor chose and for what shares
    /// nothing that can be said in a word.
    public let reason: String?
}

extension Setting where Value == Int {
    /// How many related articles stand below an article.
    public static let relatedArticles = Setting(
        "articles.related", default: 6,
        "How many related articles stand below an article; pins come first, suggestions fill up.",
        check: { (0...24).contains($0) ? nil : "a number from 0 to 24" })
}

/// What stands below an article as of the instant of the reader: pins in their order, then suggestions.
///
/// A function of the database and the instant. A target that is scheduled appears by itself, one that was taken off is
/// gone, and no list waits for a job.
public struct RelatedArticles: Sendable {
    let limit: Int

    /// `limit` is what the setting `articles.related` says.
    public init(limit: Int) {
        self.limit = limit
    }

    /// Adds what is needed to the statements of a page, so that all travel in one round trip.
    ///
    /// - Parameters:
    ///   - article: a subquery of one column: the id of the article, none when there is no such page.
    ///   - batch: the statements of the page.
    /// - Returns: what takes the list out of the results, with the instant until which it stays true.
    public func ask(about article: SQL, in batch: inout Batch) -> Drawing {
        let found = batch.add(.all(FoundArticle.self, RelatedSearch(.live(article), limit: limit).sql))
        let boundary = batch.add(nextBoundary(of: article))
        return { results in
            Drawn(articles: try results[found].map(\.article), validUntil: try results[boundary])
        }
    }

    public typealias Drawing = @Sendable (BatchResults) throws -> Drawn

    /// The list, and until when it stays true.
    public struct Drawn: Sendable {
        public let articles: [RelatedArticle]
        public let validUntil: Instant?
    }

    /// When the list may read differently: a pin or a block begins or ends, any article appears or goes (it may be one
    /// that enters the list), a topic changes and with it how grave the articles about it are, or midnight in UTC, when
    /// all articles are a day older.
    func nextBoundary(of article: SQL) -> Query<Instant?> {
        .value(
            Instant.self,
            """
            SELECT least(
              (SELECT min(begins) FROM articles.public_boundary WHERE begins > kernel.as_of()),
              (SELECT min(ends) FROM articles.public_boundary WHERE ends > kernel.as_of()),
              (
                SELECT min(begins)
                FROM articles.public_related_boundary
                WHERE article_id = (\(sql: article)) AND begins > kernel.as_of()
              ),
              (
                SELECT min(ends)
                FROM articles.public_related_boundary
                WHERE article_id = (\(sql: article)) AND ends > kernel.as_of()
              ),
              (SELECT min(begins) FROM topics.public_boundary WHERE begins > kernel.as_of()),
              (SELECT min(ends) FROM topics.public_boundary WHERE ends > kernel.as_of()),
              date_trunc('day', kernel.as_of(), 'UTC') + interval '1 day'
            )
            """)
    }

    /// The instants at which pins and blocks of the article and the pinned articles themselves come and go, as
    /// `PublicPage.boundaries(of:)` tells them; `article` is a subquery as above.
    public static func boundaries(of article: SQL) -> SQL {
        """
        SELECT begins AS at FROM articles.public_related_boundary WHERE article_id = (\(sql: article))
        UNION ALL
        SELECT ends FROM articles.public_related_boundary WHERE article_id = (\(sql: article))
        """
    }
}
