import Documents
import Foundation
import Kernel
import Postgres
import Site

/// Writes an article's latest text as the file that `ArticleImport` takes: importing it changes nothing.
public struct ArticleExport: Sendable {
    private let kernel: Kernel

    public init(kernel: Kernel) {
        self.kernel = kernel
    }

    /// The slugs of all articles, in their order.
    public func slugs() async throws -> [Slug] {
        try await kernel.database.values(
            Slug.self,
            """
            SELECT slug
            FROM articles.article
            ORDER BY slug
            """)
    }

    /// - Throws: `Refusal.notFound` when there is no such article.
    public func run(_ slug: Slug) async throws -> String {
        let found = try await ArticleQueries(reader: kernel.database).article(slug: slug)
        guard let article = found else { throw Refusal.notFound }
        let kept = article.frontMatter.pairs
        var pairs = [
            FrontMatterPair("kind", .text("article")), FrontMatterPair("title", .text(article.title)),
            FrontMatterPair("slug", .text(article.slug.rawValue)),
            FrontMatterPair("category", .text(article.categoryName)),
        ]
        func add(_ key: String, _ text: String?) {
            guard let text, !text.isEmpty, !kept.contains(where: { $0.key == key }) else { return }
            pairs.append(FrontMatterPair(key, .text(text)))
        }
        add("dek", article.dek)
        add("author", article.authorName)
        add("published", article.publishedOn?.description)
        add("updated", article.updatedOn?.description)
        if !article.topicNames.isEmpty {
            pairs.append(FrontMatterPair("topics", .list(article.topicNames.map { .text($0) })))
        }
        add("lang", article.lang == "en" ? nil : article.lang)
        add("reviewed_by", article.reviewedBy)
        add("reviewed_on", article.reviewedOn?.description)
        if !article.references.isEmpty {
            pairs.append(FrontMatterPair("references", .list(article.references.map(Self.value))))
        }
        add("disclaimer", article.disclaimer)
        return FrontMatter.yaml(pairs + kept) + "\n" + article.document.markdown
    }

    private static func value(_ reference: ArticleReference) -> FrontMatterValue {
        guard let url = reference.url else { return .text(reference.text) }
        guard reference.text != url else { return .text(url) }
        return .mapping([FrontMatterPair("text", .text(reference.text)), FrontMatterPair("url", .text(url))])
    }
}
