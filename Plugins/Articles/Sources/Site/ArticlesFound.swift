import Console
import Kernel
import Postgres
import Site

/// The articles that hold the words of a search, the closest first.
struct ArticlesFound: SearchSection {
    let place = 2

    private static let count = 10

    func ask(for words: String, in batch: inout Batch) -> Drawing {
        let list = batch.add(
            .all(
                ListedArticle.self,
                """
                \(sql: ListedArticle.select)
                WHERE article.words @@ websearch_to_tsquery('english', \(words))
                ORDER BY
                  ts_rank(article.words, websearch_to_tsquery('english', \(words))) DESC,
                  article.published_at DESC,
                  article.article_id DESC
                LIMIT \(Self.count)
                """))
        let boundary = batch.add(nextArticleBoundary)
        return { results, site in
            let articles = try results[list]
            let ends = try results[boundary]
            guard !articles.isEmpty else { return (nil, ends) }
            return (
                Part(
                    ArticlesPart(
                        heading: "Articles", anchor: "articles",
                        articles: articles.map { ArticleItem($0, in: site.dates) }, more: nil)), ends
            )
        }
    }
}
