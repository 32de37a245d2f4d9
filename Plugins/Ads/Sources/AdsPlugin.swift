import Accounts
import Console
import Foundation
import Kernel
import Site

/// Ads that keep their distance: who books what, which slot shows it, and how often it was seen.
public struct AdsPlugin: Plugin {
    public static let id: PluginID = "ads"
    public static let requires: [PluginID] = ["accounts", "site", "topics"]
    public static let templates = Bundle.module.resourceURL?.appending(path: "Templates")

    private let kernel: Kernel
    private let desk: AdDesk
    private let signer: AdTokenSigner

    public init(kernel: Kernel) {
        self.kernel = kernel
        desk = AdDesk(kernel: kernel)
        signer = AdTokenSigner(secret: kernel.secret)
    }

    public var permissions: [Permission] { [.readAds, .editAds] }

    public var migrations: MigrationSet { .bundled(in: .module, schema: "ads") }

    public var pages: [any Page.Type] {
        [
            AdElement.self, AdOverviewPage.self, AdvertisersPage.self, AdOwnerPage.self, NewLineItemPage.self,
            LineItemPage.self, CreativePage.self, WhyAdPage.self, AdReportPage.self,
        ]
    }

    public var menu: [MenuEntry] {
        [MenuEntry("Ads", path: AdPath.overview, icon: "ads", group: .business, needs: .readAds)]
    }

    public var settings: [any SettingDeclaration] {
        [Setting<[String]>.adsTxt, Setting<[String]>.blockedWords]
    }

    public var extensions: [any Extension] {
        [AdFiller(kernel: kernel, desk: desk, signer: signer), AdFollower(desk: desk), AdAudit()]
    }

    public func routes(_ routes: inout Routes) {
        addPublic(to: &routes)
        let console = AdConsole(kernel: kernel, categories: routes.extensions())
        routes.get(AdPath.overview, .needs(.readAds), use: console.overview)
        routes.get(AdPath.advertisers, .needs(.readAds), use: console.advertisers)
        routes.post(
            AdPath.advertisers, .needs(.editAds), form: console.advertisers, use: console.addAdvertiser)
        routes.get("/console/ads/advertisers/:id", .needs(.readAds), use: console.advertiser)
        routes.post(
            "/console/ads/advertisers/:id", .needs(.editAds), form: console.advertiser,
            use: console.renameAdvertiser)
        routes.post(
            "/console/ads/advertisers/:id/campaigns", .needs(.editAds), form: console.advertiser,
            use: console.addCampaign)
        // Where the browser stands after a form came back: loading it again shows what it is about.
        routes.get(
            "/console/ads/advertisers/:id/campaigns", .needs(.readAds), use: console.backToAdvertiser)
        routes.get("/console/ads/campaigns/:id", .needs(.readAds), use: console.campaign)
        routes.post(
            "/console/ads/campaigns/:id", .needs(.editAds), form: console.campaign,
            use: console.renameCampaign)
        routes.get("/console/ads/campaigns/:id/line-items/new", .needs(.editAds), use: console.newLineItem)
        routes.post(
            "/console/ads/campaigns/:id/line-items/new", .needs(.editAds), form: console.newLineItem,
            use: console.addLineItem)
        addLineItems(console, to: &routes)
        let why = WhyAd(kernel: kernel, preview: SitePreview(kernel: kernel, routes: routes))
        routes.get(AdPath.why, .needs(.readAds), use: why.show)
        let reports = AdReports(kernel: kernel)
        routes.get(AdPath.reports, .needs(.readAds), use: reports.show)
        routes.get(AdPath.reportFile, .needs(.readAds), use: reports.file)
    }

    private func addLineItems(_ console: AdConsole, to routes: inout Routes) {
        let item = "/console/ads/line-items/:id"
        routes.get(item, .needs(.readAds), use: console.lineItem)
        routes.post(item, .needs(.editAds), form: console.lineItem, use: console.changeLineItem)
        routes.post("\(item)/flights", .needs(.editAds), form: console.lineItem, use: console.startFlight)
        routes.get("\(item)/flights", .needs(.readAds), use: console.backToLineItem)
        routes.post("\(item)/pause", .needs(.editAds), use: console.pause)
        routes.post("\(item)/stop", .needs(.editAds), use: console.stop)
        routes.get("\(item)/creatives/new", .needs(.editAds), use: console.newCreative)
        routes.post(
            "\(item)/creatives/new", .needs(.editAds), form: console.newCreative, uploads: SaveCreative.rule,
            use: console.addCreative)
        routes.get("/console/ads/creatives/:id", .needs(.readAds), use: console.creative)
        routes.post(
            "/console/ads/creatives/:id", .needs(.editAds), form: console.creative,
            uploads: SaveCreative.rule, use: console.changeCreative)
        routes.get("\(AdPath.pictures):hash", .needs(.readAds), use: console.picture)
    }

    private func addPublic(to routes: inout Routes) {
        let ads = AdRoutes(
            kernel: kernel, desk: desk, signer: signer, record: RecordEvents(database: kernel.site))
        routes.get("\(AdRoutes.seenPath):token", .anyone, use: ads.seen)
        routes.get("\(AdRoutes.clickPath):token", .anyone, use: ads.go)
        routes.get("\(AdRoutes.picturePath):hash", .anyone, use: ads.picture)
        routes.get("/ads.txt", .anyone, use: ads.adsTxt)
    }
}
