import Foundation
import Kernel
import Postgres
import Site

/// Where the next page of articles begins, opaque in addresses.
struct ArticleIndexKey: Codable, Sendable {
    /// In microseconds, for lists by change.
    let changed: Int64
    /// In lower case, for lists by title.
    let title: String
    let id: ArticleID
}

/// An article in the console's list.
struct ArticleSummary: Decodable, Sendable {
    let articleID: ArticleID
    let slug: Slug
    let title: String
    let categoryName: String
    let authorName: String?
    let wordCount: Int
    let standing: ArticleStanding
    let isLatestLive: Bool
    let isWaiting: Bool
    let nextFrom: Instant?
    let changedAt: Instant
}

/// What a list of articles is narrowed to and sorted by; all of it stands in the address.
struct ArticleFilter: Sendable {
    enum Sort: String, Sendable {
        case changed, title
    }

    var search = ""
    var standing: ArticleStanding?
    var category: CategoryID?
    var author: AuthorID?
    var sort = Sort.changed

    var isInUse: Bool { !search.isEmpty || standing != nil || category != nil || author != nil }

    var query: [(String, String)] {
        [
            ("q", search), ("standing", standing?.rawValue ?? ""), ("category", category?.description ?? ""),
            ("author", author?.description ?? ""), ("sort", sort == .changed ? "" : sort.rawValue),
        ]
    }
}

/// Reads lists of articles.
struct ArticleIndex {
    let reader: any Reader

    func page(_ filter: ArticleFilter, after key: ArticleIndexKey?, limit: Int) async throws
        -> [ArticleSummary]
    {
        let beyond: SQL =
            switch (filter.sort, key) {
            case (_, nil): "true"
            case (.changed, let key?):
                "(changed_at, article_id) < (\(Instant(microseconds: key.changed)), \(key.id))"
            case (.title, let key?): "(lower(title), article_id) > (\(key.title), \(key.id))"
            }
        let order: SQL =
            filter.sort == .changed ? "changed_at DESC, article_id DESC" : "lower(title), article_id"
        return try await reader.all(
            ArticleSummary.self,
            """
            SELECT
              article_id, slug, title, category_name, author_name, word_count, standing, is_latest_live,
              is_waiting, next_from, changed_at
            FROM (\(sql: Self.listed(filter))) AS listed
            WHERE \(sql: Self.stands(filter)) AND \(sql: beyond)
            ORDER BY \(sql: order)
            LIMIT \(limit)
            """)
    }

    func count(_ filter: ArticleFilter) async throws -> Int {
        try await reader.value(
            Int.self,
            """
            SELECT count(*)
            FROM (\(sql: Self.listed(filter))) AS listed
            WHERE \(sql: Self.stands(filter))
            """) ?? 0
    }

    /// An article to link to, as the editor's picker shows it.
    struct Found: Decodable, Sendable {
        let articleID: ArticleID
        let title: String
        let slug: Slug
    }

    /// Articles whose title or address holds the words, public ones first.
    func find(_ search: String, limit: Int) async throws -> [Found] {
        try await reader.all(
            Found.self,
            """
            SELECT article_id, title, slug
            FROM (\(sql: Self.listed(ArticleFilter(search: search)))) AS listed
            ORDER BY standing <> 'public', lower(title), article_id
            LIMIT \(limit)
            """)
    }

    private static func listed(_ filter: ArticleFilter) -> SQL {
        let pattern = "%\(filter.search.lowercased().replacing(/[%_\\]/) { "\\\($0.output)" })%"
        return """
            SELECT
              article.article_id,
              article.slug,
              latest.title,
              category.name AS category_name,
              author.name AS author_name,
              latest.word_count,
              \(sql: ArticleQueries.standing) AS standing,
              live.revision_id IS NOT DISTINCT FROM latest.revision_id AS is_latest_live,
              waiting.number IS NOT NULL AS is_waiting,
              next.begins AS next_from,
              latest.created_at AS changed_at
            FROM articles.article
            \(sql: ArticleQueries.around)
            LEFT JOIN articles.author ON author.author_id = latest.author_id
            WHERE (lower(latest.title) LIKE \(pattern) OR article.slug LIKE \(pattern))
              AND (\(filter.category)::uuid IS NULL OR latest.category_id = \(filter.category))
              AND (\(filter.author)::uuid IS NULL OR latest.author_id = \(filter.author))
            """
    }

    private static func stands(_ filter: ArticleFilter) -> SQL {
        "(\(filter.standing?.rawValue)::text IS NULL OR standing = \(filter.standing?.rawValue))"
    }
}
