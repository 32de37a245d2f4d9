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

    public init(kernel: Kernel) {
        self.kernel = kernel
    }

    public var permissions: [Permission] { [.readAds, .editAds] }

    public var migrations: MigrationSet { .bundled(in: .module, schema: "ads") }
}
