import Console
import Kernel
import Site

/// A list of articles, of all or of one category.
struct ArticleListPage: Page {
    static let template = "articles/list"

    struct CategoryLink: Sendable {
        let categoryName: String
        let categoryURL: String
        let isCurrent: Bool
    }

    let page: SitePage
    let heading: String
    let dek: String?
    let hasCategories: Bool
    let categories: [CategoryLink]
    let hasArticles: Bool
    let articles: [ArticleItem]
    let next: Link?
    let first: Link?
    let slotsHTML: String?

    init(
        _ request: PageRequest, category: ArticleList.Category?, categories: [ArticleList.Category],
        articles: [ListedArticle], next: ListedArticle?, isFirst: Bool, slots: SlotPage
    ) {
        heading = category?.name ?? "Articles"
        let words = category?.description ?? "What helps, what to expect, and how to find care."
        dek = isFirst ? (words.isEmpty ? nil : words) : "Older articles."
        page = SitePage(
            request, title: heading, description: words.isEmpty ? "Articles about \(heading)." : words,
            noindex: !isFirst || articles.isEmpty)
        hasCategories = !categories.isEmpty
        self.categories =
            [
                CategoryLink(categoryName: "All", categoryURL: "/articles", isCurrent: category == nil)
            ]
            + categories.map {
                CategoryLink(
                    categoryName: $0.name, categoryURL: "/categories/\($0.slug)",
                    isCurrent: $0.slug == category?.slug)
            }
        hasArticles = !articles.isEmpty
        self.articles = articles.map {
            ArticleItem($0, in: request.site.dates, hasCategory: category == nil)
        }
        self.next = next.map {
            let key = PageKey(ArticleKey(publishedAt: $0.publishedAt, id: $0.articleID)).text
            return Link("Older articles", to: "\(request.path)?after=\(key)")
        }
        slotsHTML = slots.marksHTML(.end)
        first = isFirst ? nil : Link("The latest", to: request.path)
    }
}

/// A few articles as a part of another page.
struct ArticlesPart: Page {
    static let template = "articles/part"

    let heading: String
    /// The id of the section: a page holds it once.
    let anchor: String
    let articles: [ArticleItem]
    let more: Link?
}
