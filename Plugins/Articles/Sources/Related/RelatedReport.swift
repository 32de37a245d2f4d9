import Foundation
import Kernel
import Postgres
import Site

/// What `stet related` prints about an article: the list with scores, or every other public article.
public struct RelatedReport: Encodable, Sendable {
    /// One line; only the first four fields are for scripts to rely on.
    public struct Candidate: Encodable, Sendable {
        public let slug: Slug
        /// The cosine of the two texts; nil for a pin that was not compared.
        public let textScore: Double?
        public let score: Double?
        public let reason: String
        public let title: String
        public let isPinned: Bool
        /// Why readers are not shown it; nil when they are.
        public let keptOut: String?

        private enum CodingKeys: String, CodingKey {
            case slug, score, reason, title
            case textScore = "text_score"
            case isPinned = "pinned"
            case keptOut = "kept_out"
        }

        init(_ found: FoundArticle) {
            slug = found.slug
            textScore = found.textScore
            score = found.score
            title = found.title
            isPinned = found.relatedPinID != nil
            keptOut = found.keptOut?.words
            let shared = found.reason ?? "shares nothing"
            reason = isPinned ? "pinned by an editor; \(shared)" : shared
        }
    }

    public let article: Slug
    public let candidates: [Candidate]

    /// Reads the list as of an instant.
    ///
    /// - Throws: `Refusal.notFound` when no article has or had the slug.
    public static func read(
        _ slug: Slug, at instant: Instant, all: Bool, in kernel: Kernel
    ) async throws -> RelatedReport {
        let subject = try await kernel.database.fetch(
            RelatedQueries.subject(
                where: """
                    article.article_id = coalesce(
                      (SELECT now.article_id FROM articles.article AS now WHERE now.slug = \(slug)),
                      (SELECT past.article_id FROM articles.slug_history AS past WHERE past.slug = \(slug))
                    )
                    """))
        guard let subject else { throw Refusal.notFound }
        let list = try await RelatedList.read(
            subject.articleID, at: instant, limit: kernel.settings[.relatedArticles],
            breadth: all ? .all : .shown, in: kernel)
        return RelatedReport(article: subject.slug, candidates: list.found.map(Candidate.init))
    }
}
