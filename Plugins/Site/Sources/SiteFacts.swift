import Console
import Foundation
import Kernel
import Postgres

/// What every public page shares: the site's name and address, and how it writes dates.
public struct SiteFacts: Sendable {
    public let name: String
    /// The site's address without a slash at its end.
    public let url: String
    public let dates: TimeText
    /// The links above every page, of the plugins that are on.
    let menu = Additions<SiteMenuEntry>()

    /// `routes` are those of the composition; without them, as for what is no page, the menu is empty.
    public init(settings: Settings, routes: Routes? = nil) {
        name = settings[.siteName]
        url = settings.siteAddress
        dates = TimeText(zone: TimeZone(identifier: settings[.siteTimeZone]) ?? .gmt)
        if let routes { menu.take(from: routes) }
    }
}

/// A link of the main menu, which stands above every public page. Plugins add theirs in `Plugin.extensions`.
public struct SiteMenuEntry: Extension {
    let title: String
    let path: String
    let place: Int
    private let paths: [String]

    /// `place` says where it stands: lower numbers first. `others` are paths whose pages belong to this entry too.
    public init(_ title: String, path: String, others: [String] = [], place: Int) {
        self.title = title
        self.path = path
        self.place = place
        paths = [path] + others
    }

    /// Whether a page belongs to this entry: it stands at one of its paths, or below.
    func covers(_ page: String) -> Bool {
        paths.contains { page == $0 || page.hasPrefix("\($0)/") }
    }
}
