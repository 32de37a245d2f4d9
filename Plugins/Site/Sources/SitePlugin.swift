import Console
import Foundation
import Kernel
import ServiceLifecycle

/// The shell of the public site: routes, head, cache, sitemap. What stands on its pages, other plugins bring.
public struct SitePlugin: Plugin {
    public static let id: PluginID = "site"
    public static let templates: URL? = Bundle.module.bundleURL.appending(path: "Templates")
    public static let assets: URL? = Bundle.module.bundleURL.appending(path: "Assets")

    private let kernel: Kernel
    private let site: PublicSite

    public init(kernel: Kernel) {
        self.kernel = kernel
        site = PublicSite(kernel: kernel)
    }

    public var permissions: [Permission] { [.previewSite] }

    public var migrations: MigrationSet { .bundled(in: .module, schema: "site") }

    public var pages: [any Page.Type] {
        [
            SiteHomePage.self, HowWeCheckPage.self, SiteSearchPage.self, NotFoundPage.self, GonePage.self,
            RefusedPage.self,
            UnavailablePage.self, TimeMachinePage.self,
        ]
    }

    public var menu: [MenuEntry] {
        [
            MenuEntry(
                "Time machine", path: TimeMachineQuery.screen, icon: "clock", group: .publishing,
                needs: .previewSite)
        ]
    }

    public var extensions: [any Extension] {
        [SiteErrorPages(facts: site.facts), HowWeCheck(), PageFollower(site: site)]
    }

    public func routes(_ routes: inout Routes) {
        site.take(from: routes)
        let server = SiteServer(kernel: kernel, site: site)
        let pages = Home.andOthers(site: site, routes: routes)
        for page in pages { routes.get(page.path, .anyone, use: server.handler(for: page)) }
        let machine = TimeMachine(
            kernel: kernel, preview: SitePreview(site: site, pages: pages), facts: site.facts)
        routes.get(TimeMachineQuery.screen, .needs(.previewSite), use: machine.show)
        routes.get(TimeMachineQuery.frame, .needs(.previewSite), use: machine.frame)
        let sitemap = Sitemap(kernel: kernel, facts: site.facts, sources: routes.extensions())
        routes.get("/sitemap.xml", .anyone, use: sitemap.serve)
        routes.get("/robots.txt", .anyone, use: Robots(facts: site.facts).serve)
    }
}

/// Drops cached pages when the database says that something public changed.
struct PageFollower: BackgroundService {
    let site: PublicSite

    func run() async throws {
        await cancelWhenGracefulShutdown { await site.followChanges() }
    }
}
