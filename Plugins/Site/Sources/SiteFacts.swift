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

    public init(settings: Settings) {
        name = settings[.siteName]
        url = settings.siteAddress
        dates = TimeText(zone: TimeZone(identifier: settings[.siteTimeZone]) ?? .gmt)
    }
}
