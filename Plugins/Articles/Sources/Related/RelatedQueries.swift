import Foundation
import Kernel
import Postgres
import Site

/// The article whose list is looked at.
struct RelatedSubject: Decodable, Sendable {
    let articleID: ArticleID
    let slug: Slug
    let title: String
}

/// A pin that has not ended, as the console shows it.
struct StoredPin: Decodable, Sendable {
    let relatedPinID: RelatedPinID
    let targetID: ArticleID
    let title: String
    let begins: Instant
    let ends: Instant?
    let hasBegun: Bool
    /// Whether readers have the article that it leads to.
    let isTargetPublic: Bool
    /// When they will; nil when nothing is scheduled.
    let targetFrom: Instant?
}

/// An article that is not suggested here.
struct StoredBlock: Decodable, Sendable {
    let otherID: ArticleID
    let title: String
}

/// Reads about what stands below an article.
struct RelatedQueries {
    let reader: any Reader

    static func path(of id: ArticleID) -> String { "/console/articles/\(id)/related" }

    /// Locks articles, in the order of their ids, so that nobody waits in a circle.
    ///
    /// - Throws: `Refusal.notFound` when one of them is not there.
    static func lock(_ ids: [ArticleID], in transaction: Transaction) async throws {
        let locked = try await transaction.execute(
            """
            SELECT article_id
            FROM articles.article
            WHERE article_id = ANY (\(ids))
            ORDER BY article_id
            FOR NO KEY UPDATE
            """)
        guard locked == ids.count else { throw Refusal.notFound }
    }

    static func subject(_ id: ArticleID) -> Query<RelatedSubject?> {
        subject(where: "article.article_id = \(id)")
    }

    static func subject(where condition: SQL) -> Query<RelatedSubject?> {
        .first(
            RelatedSubject.self,
            """
            SELECT article.article_id, article.slug, latest.title
            FROM articles.article
            \(sql: latest)
            WHERE \(sql: condition)
            """)
    }

    static func pins(of id: ArticleID) -> Query<[StoredPin]> {
        .all(
            StoredPin.self,
            """
            SELECT
              pin.related_pin_id,
              pin.target_id,
              latest.title,
              lower(pin.visible) AS begins,
              upper(pin.visible) AS ends,
              lower(pin.visible) <= clock_timestamp() AS has_begun,
              EXISTS (
                SELECT
                FROM articles.publication
                WHERE publication.article_id = pin.target_id AND publication.visible @> clock_timestamp()
              ) AS is_target_public,
              (
                SELECT min(lower(publication.visible))
                FROM articles.publication
                WHERE publication.article_id = pin.target_id AND lower(publication.visible) > clock_timestamp()
              ) AS target_from
            FROM articles.related_pin AS pin
            JOIN articles.article ON article.article_id = pin.target_id
            \(sql: latest)
            WHERE pin.article_id = \(id) AND (upper_inf(pin.visible) OR upper(pin.visible) > clock_timestamp())
            ORDER BY pin.position, lower(pin.visible), pin.related_pin_id
            """)
    }

    static func blocks(of id: ArticleID) -> Query<[StoredBlock]> {
        .all(
            StoredBlock.self,
            """
            SELECT article.article_id AS other_id, latest.title
            FROM articles.related_block AS block
            JOIN articles.article
              ON article.article_id IN (block.article_id, block.other_id) AND article.article_id <> \(id)
            \(sql: latest)
            WHERE (block.article_id = \(id) OR block.other_id = \(id)) AND block.holds @> clock_timestamp()
            ORDER BY lower(latest.title), article.article_id
            """)
    }

    /// The articles that a text means: the one with that address or exactly that title, else those whose title has it.
    ///
    /// At most `limit`.
    func find(_ text: String, limit: Int) async throws -> [RelatedSubject] {
        let slug = text.split(separator: "/").last.map(String.init) ?? text
        let pattern = "%\(text.lowercased().replacing(/[%_\\]/) { "\\\($0.output)" })%"
        let found = try await reader.all(
            Found.self,
            """
            SELECT
              article.article_id,
              article.slug,
              latest.title,
              article.slug = \(slug) OR lower(latest.title) = lower(\(text)) AS is_exact
            FROM articles.article
            \(sql: Self.latest)
            WHERE article.slug = \(slug) OR lower(latest.title) LIKE \(pattern)
            ORDER BY is_exact DESC, lower(latest.title), article.article_id
            LIMIT \(limit)
            """)
        let exact = found.filter(\.isExact)
        return (exact.count == 1 ? exact : found).map {
            RelatedSubject(articleID: $0.articleID, slug: $0.slug, title: $0.title)
        }
    }

    private struct Found: Decodable, Sendable {
        let articleID: ArticleID
        let slug: Slug
        let title: String
        let isExact: Bool
    }

    private static let latest: SQL = """
        JOIN LATERAL (
          SELECT revision.title
          FROM articles.revision
          WHERE revision.article_id = article.article_id
          ORDER BY revision.number DESC
          LIMIT 1
        ) AS latest ON true
        """
}

/// What stands below an article as of an instant, with scores.
struct RelatedList: Sendable {
    /// Whether readers have the article at that instant. The list is then that of its public text, else that of its
    /// latest one.
    let isPublic: Bool
    let found: [FoundArticle]

    static func read(
        _ id: ArticleID, at instant: Instant, limit: Int, breadth: RelatedSearch.Breadth = .shown,
        in kernel: Kernel
    ) async throws -> RelatedList {
        let snapshot = kernel.preview.snapshot(settings: [("stet.as_of", instant.description)])
        let (isPublic, live) = try await snapshot.fetch(
            Query.value(Bool.self, "SELECT true FROM articles.public_document WHERE article_id = \(id)"),
            Query.all(
                FoundArticle.self, RelatedSearch(.live("\(id)"), limit: limit, breadth: breadth).sql))
        if isPublic == true { return RelatedList(isPublic: true, found: live) }
        guard let words = try await kernel.database.fetch(SavedWords.latest(of: id)) else {
            return RelatedList(isPublic: false, found: [])
        }
        let saved = try await snapshot.fetch(
            Query.all(FoundArticle.self, RelatedSearch(.saved(words), limit: limit, breadth: breadth).sql))
        return RelatedList(isPublic: false, found: saved)
    }
}
