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

    public init(kernel: Kernel) {
        self.kernel = kernel
    }

    public var permissions: [Permission] {
        [.readArticles, .editArticles, .publishArticles, .reviewArticles]
    }

    public var migrations: MigrationSet { .bundled(in: .module, schema: "articles") }

    public var pages: [any Page.Type] { [RelatedPage.self, InboundPage.self] }

    public var settings: [any SettingDeclaration] { [Setting.relatedArticles] }

    public func routes(_ routes: inout Routes) {
        RelatedConsole(kernel: kernel).routes(&routes)
        routes.get(
            "/console/articles/:id/inbound", .needs(.readArticles), use: ReferenceConsole(kernel: kernel).show
        )
    }
}
