import Articles
import DemoData
import Documents
import Foundation
import Kernel
import Postgres
import Site

/// What articles cost: a page as readers get it, a text made ready to be shown, and what is suggested below one of
/// many.
struct ArticlesBench {
    let database: BenchDatabase
    let seconds: Int

    /// A long article.
    private static let words = 1_200
    private static let renderings = 300
    private static let articles = 200

    func run() async throws -> [BenchCommand.Figure] {
        let installation = database.installation
        let page = try await CachedPageBench(
            installation: installation, environment: database.environment, seconds: seconds
        ).run(on: Self.article)
        return try page + rendering() + (try await suggestions(try installation.composition().kernel))
    }

    /// One of those that somebody wrote: it has references, a reviewer, slots and related articles.
    private static let article: SQL = """
        SELECT concat('/articles/', listing.slug)
        FROM articles.public_article_listing AS listing
        JOIN articles.public_article AS article USING (article_id)
        WHERE article."references" <> '[]'::jsonb
        ORDER BY listing.published_at, listing.slug
        LIMIT 1
        """

    // MARK: A text of 1,200 words

    private func rendering() throws -> [BenchCommand.Figure] {
        let text = Self.text(words: Self.words)
        let document = try Document(markdown: text, schema: .article)
        var (reading, rendering, count) = (Timings(), Timings(), 0)
        for _ in 0..<Self.renderings {
            _ = try reading.measure { try Document(markdown: text, schema: .article) }
            count = rendering.measure { ArticleRendering(document, dek: "").wordCount }
        }
        return [.init(name: "words of the text", value: Double(count), unit: "words")]
            + reading.figures("text from Markdown") + rendering.figures("rendering")
    }

    /// As many words as asked for, and the rest of the last article's.
    private static func text(words: Int) -> String {
        var (texts, count) = ([String](), 0)
        for article in DemoArticles.many(count: words / 50, seed: 1) where count < words {
            texts.append(article.body)
            count += article.body.split(whereSeparator: \.isWhitespace).count
        }
        return texts.joined(separator: "\n\n")
    }

    // MARK: Suggestions

    private struct Holding: Decodable, Sendable {
        let slug: Slug
    }

    private func suggestions(_ kernel: Kernel) async throws -> [BenchCommand.Figure] {
        let (holdings, count) = try await kernel.site.fetch(
            .all(
                Holding.self,
                """
                SELECT slug
                FROM articles.public_article_listing
                ORDER BY md5(slug)
                LIMIT \(Self.articles)
                """), .value(Int.self, "SELECT count(*) FROM articles.public_article_listing"))
        var (timings, found) = (Timings(), 0)
        for holding in holdings {
            let report = try await timings.measure {
                try await RelatedReport.read(holding.slug, at: SystemClock().now(), all: false, in: kernel)
            }
            found += report.candidates.count
        }
        return [
            .init(name: "public articles", value: Double(count ?? 0), unit: "articles"),
            .init(
                name: "suggested for each", value: Double(found) / Double(max(1, holdings.count)),
                unit: "articles"),
        ] + timings.figures("suggestions")
    }
}
