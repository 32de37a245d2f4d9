import Accounts
import Console
import Foundation
import Kernel
import Site

/// What editors write: articles with revisions and approvals, their schedule, and what leads from one to the next.
public struct ArticlesPlugin: Plugin {
    public static let id: PluginID = "articles"
    public static let requires: [PluginID] = ["accounts", "moderation", "site", "topics"]
    public static let templates = Bundle.module.resourceURL?.appending(path: "Templates")

    private let kernel: Kernel
    private let fillers = Additions<any SlotFiller>()

    public init(kernel: Kernel) {
        self.kernel = kernel
    }

    public var permissions: [Permission] {
        [.readArticles, .editArticles, .publishArticles, .reviewArticles]
    }

    public var migrations: MigrationSet { .bundled(in: .module, schema: "articles") }

    public var pages: [any Page.Type] {
        [ArticlePage.self, ArticleListPage.self, ArticlesPart.self]
    }

    public var extensions: [any Extension] {
        [
            PublicArticle(fillers: fillers), ArticleList(isOfCategory: false),
            ArticleList(isOfCategory: true),
            LatestArticles(), ArticlesAboutTopic(), ArticlesFound(), ArticleAddresses(),
            ArticleReview(kernel: kernel),
        ]
    }

    public func routes(_ routes: inout Routes) {
        fillers.take(from: routes)
        routes.get(
            "/feed.xml", .anyone,
            use: ArticleFeed(kernel: kernel, facts: SiteFacts(settings: kernel.settings)).serve)
    }
}
