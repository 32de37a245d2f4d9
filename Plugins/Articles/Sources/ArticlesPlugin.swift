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
        [
            ArticlesPage.self, ArticleEditorPage.self, ArticlePreviewPage.self, ArticleViewPage.self,
            HistoryPage.self, UnpublishPage.self, CalendarPage.self, CategoriesPage.self, AuthorsPage.self,
            ListFormPage.self, ImagesPage.self, ArticlePage.self, ArticleListPage.self,
            ArticlesPart.self, RelatedPage.self, InboundPage.self,
        ]
    }

    public var menu: [MenuEntry] {
        [
            MenuEntry(
                "Articles", path: "/console/articles", icon: "articles", group: .publishing,
                needs: .readArticles),
            MenuEntry(
                "Calendar", path: "/console/calendar", icon: "calendar", group: .publishing,
                needs: .readArticles),
        ]
    }

    public var settings: [any SettingDeclaration] { [Setting.relatedArticles] }

    public var extensions: [any Extension] {
        [
            PublicArticle(
                fillers: fillers, related: RelatedArticles(limit: kernel.settings[.relatedArticles])),
            ArticleList(isOfCategory: false, fillers: fillers),
            ArticleList(isOfCategory: true, fillers: fillers),
            SiteMenuEntry("Articles", path: "/articles", others: ["/categories"], place: 3),
            LatestArticles(), ArticlesAboutTopic(), ArticlesFound(), ArticleAddresses(),
            ArticleReview(kernel: kernel), ArticleAudit(), ArticleCategories(),
        ]
    }

    public func routes(_ routes: inout Routes) {
        fillers.take(from: routes)
        routes.get(
            "/feed.xml", .anyone,
            use: ArticleFeed(kernel: kernel, facts: SiteFacts(settings: kernel.settings)).serve)
        addArticles(to: &routes)
        addSchedule(to: &routes)
        addLists(to: &routes)
        RelatedConsole(kernel: kernel).routes(&routes)
        routes.get(
            "/console/articles/:id/inbound", .needs(.readArticles), use: ReferenceConsole(kernel: kernel).show
        )
    }

    private func addArticles(to routes: inout Routes) {
        let console = ArticleConsole(kernel: kernel)
        let path = "/console/articles"
        routes.get(path, .needs(.readArticles), use: console.list)
        routes.get("\(path)/search", .needs(.readArticles), use: console.search)
        routes.get("\(path)/new", .needs(.editArticles), use: console.newForm)
        routes.post("\(path)/new", .needs(.editArticles), form: console.newForm, use: console.add)
        routes.post("\(path)/preview", .needs(.editArticles), use: console.preview)
        routes.get("\(path)/:id", .needs(.readArticles), use: console.show)
        routes.post("\(path)/:id", .needs(.editArticles), form: console.show, use: console.save)
        routes.post("\(path)/:id/draft", .needs(.editArticles), form: console.show, use: console.keepDraft)
        routes.get("\(path)/:id/draft", .needs(.readArticles), use: console.back)
        routes.post("\(path)/:id/address", .needs(.editArticles), form: console.show, use: console.rename)
        routes.get("\(path)/:id/address", .needs(.readArticles), use: console.back)
        routes.get("\(path)/:id/history", .needs(.readArticles), use: console.history)
        routes.post("\(path)/:id/restore", .needs(.editArticles), use: console.restore)
    }

    private func addSchedule(to routes: inout Routes) {
        let articles = ArticleConsole(kernel: kernel)
        let console = ScheduleConsole(kernel: kernel)
        let path = "/console/articles/:id"
        routes.post("\(path)/publish", .needs(.publishArticles), form: articles.show, use: console.publish)
        routes.get("\(path)/publish", .needs(.readArticles), use: articles.back)
        routes.get("\(path)/unpublish", .needs(.publishArticles), use: console.unpublishForm)
        routes.post(
            "\(path)/unpublish", .needs(.publishArticles), form: console.unpublishForm, use: console.unpublish
        )
        routes.post("\(path)/cancel", .needs(.publishArticles), use: console.cancel)
        routes.post("\(path)/keep", .needs(.publishArticles), form: articles.show, use: console.keep)
        routes.get("\(path)/keep", .needs(.readArticles), use: articles.back)
        routes.get("/console/calendar", .needs(.readArticles), use: console.calendar)
    }

    private func addLists(to routes: inout Routes) {
        let lists = ListConsole(kernel: kernel)
        let categories = ListConsole.categoriesPath
        routes.get(categories, .needs(.readArticles), use: lists.categories)
        routes.post(categories, .needs(.editArticles), form: lists.categories, use: lists.addCategory)
        routes.get("\(categories)/:id", .needs(.editArticles), use: lists.category)
        routes.post(
            "\(categories)/:id", .needs(.editArticles), form: lists.category, use: lists.changeCategory)
        let authors = ListConsole.authorsPath
        routes.get(authors, .needs(.readArticles), use: lists.authors)
        routes.post(authors, .needs(.editArticles), form: lists.authors, use: lists.addAuthor)
        routes.get("\(authors)/:id", .needs(.editArticles), use: lists.author)
        routes.post("\(authors)/:id", .needs(.editArticles), form: lists.author, use: lists.changeAuthor)

        let images = ImageConsole(kernel: kernel)
        routes.get(ImageConsole.path, .needs(.readArticles), use: images.list)
        routes.post(
            ImageConsole.path, .needs(.editArticles), form: images.list, uploads: KeepImage.rule,
            use: images.add)
        routes.get("/console/images/:id", .needs(.readArticles), use: images.shown)
        routes.get("/images/:id", .anyone, use: images.published)
    }
}
