import Documents
import Foundation
import Kernel
import Postgres
import Site
import Topics

/// Where the text of a revision leads on this site.
struct ArticleReferences: Sendable, Equatable {
    /// A kind of page that texts lead to.
    enum Kind: String, Codable, Sendable, CaseIterable {
        case article, topic, provider

        /// The first part of its address: `articles`.
        fileprivate var folder: String { "\(rawValue)s" }
    }

    /// Articles that are named by their id.
    let articles: [ArticleID]
    /// Addresses below `/articles`, `/topics` and `/providers`, without query and place, each once.
    let paths: [Path]

    struct Path: Sendable, Equatable {
        let kind: Kind
        let slug: Slug

        /// As it is kept: `/topics/grief`.
        var text: String { "/\(kind.folder)/\(slug)" }

        /// Reads a path of this site.
        ///
        /// - Returns: nil for one that leads to no article, topic or profile.
        init?(_ path: String) {
            let parts = path.split(separator: "/")
            guard parts.count == 2, let kind = Kind.allCases.first(where: { $0.folder == parts[0] }),
                let slug = Slug(parts[1])
            else { return nil }
            self.kind = kind
            self.slug = slug
        }
    }

    init(_ document: Document) {
        var articles: [ArticleID] = []
        var paths: [Path] = []
        for link in document.links {
            switch link.destination.kind {
            case .article(let id):
                let id = ArticleID(rawValue: id)
                if !articles.contains(id) { articles.append(id) }
            case .site(let text):
                if let path = Path(text), !paths.contains(path) { paths.append(path) }
            default: break
            }
        }
        self.articles = articles
        self.paths = paths
    }

    /// Keeps what the text of a revision leads to; called once, by the transaction that writes the revision.
    ///
    /// An address that an article or a topic has or had is kept as that article or topic, and stays it when the address
    /// changes. Others are kept as they were written.
    static func record(
        _ revision: ArticleRevisionID, _ document: Document, in transaction: Transaction
    ) async throws {
        let found = ArticleReferences(document)
        guard !found.articles.isEmpty || !found.paths.isEmpty else { return }
        try await transaction.execute(
            """
            INSERT INTO articles.reference (revision_id, kind, target_id, path)
            SELECT \(revision), 'article', named.id, NULL
            FROM unnest(\(found.articles)) AS named (id)
            UNION
            SELECT
              \(revision), written.kind, known.id, CASE WHEN known.id IS NULL THEN written.path END
            FROM unnest(
              \(found.paths.map(\.kind.rawValue)), \(found.paths.map(\.slug)), \(found.paths.map(\.text))
            ) AS written (kind, slug, path)
            LEFT JOIN LATERAL (
              SELECT coalesce(
                (SELECT article_id FROM articles.article WHERE article.slug = written.slug),
                (SELECT article_id FROM articles.slug_history AS past WHERE past.slug = written.slug)
              ) AS id
              WHERE written.kind = 'article'
              UNION ALL
              SELECT coalesce(
                (SELECT topic_id FROM topics.topic WHERE topic.slug = written.slug),
                (SELECT topic_id FROM topics.slug_history AS past WHERE past.slug = written.slug)
              )
              WHERE written.kind = 'topic'
            ) AS known ON true
            """)
    }
}
