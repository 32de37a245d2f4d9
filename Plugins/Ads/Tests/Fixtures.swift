import Accounts
import Foundation
import Kernel
import Moderation
import Postgres
import Site
import TestSupport
import Testing
import Topics

@testable import Ads

let adPlugins: [any Plugin.Type] = [
    AccountsPlugin.self, ModerationPlugin.self, SitePlugin.self, TopicsPlugin.self, AdsPlugin.self,
]

/// What a browser of a reader says of itself.
let browser = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"

/// A booking that was made through the use cases.
struct Booked: Sendable {
    let advertiser: AdvertiserID
    let campaign: CampaignID
    let lineItem: LineItemID
    let creative: CreativeID
    let actor: Actor
}

/// Categories as another plugin keeps them.
struct Shelf: PageCategories {
    private(set) var categories: [PageCategory]

    init(_ names: String...) {
        categories = names.compactMap { name in
            Slug(folding: name).map {
                PageCategory(id: PageCategoryID(rawValue: UUID()), slug: $0, name: name)
            }
        }
    }

    func all(in reader: any Reader) async throws -> [PageCategory] { categories }

    func id(_ name: String) -> PageCategoryID? { categories.first { $0.name == name }?.id }

    /// The same categories, one of them with another name and address.
    func renaming(_ name: String, to other: String) -> Shelf {
        var shelf = self
        shelf.categories = categories.map { category in
            guard category.name == name, let slug = Slug(folding: other) else { return category }
            return PageCategory(id: category.id, slug: slug, name: other)
        }
        return shelf
    }

    func removing(_ name: String) -> Shelf {
        var shelf = self
        shelf.categories.removeAll { $0.name == name }
        return shelf
    }
}

extension TestStet {
    /// A topic with a page.
    func publish(topic title: String, tier: Int = 0) async throws {
        let report = try await TopicImport(kernel: kernel).run(
            Data("---\nkind: topic\ntitle: \(title)\ncrisis_tier: \(tier)\n---\n\nIt passes.\n".utf8),
            file: "topic.md", options: ImportOptions(publishReason: "First load"))
        try #require(report.isWritten, "\(report.lines)")
    }

    /// An ad of words, of an advertiser of its own, that runs from now on unless it is said not to.
    func book(
        _ name: String, priority: AdPriority = .standard, topics: String = "", isRunning: Bool = true
    ) async throws -> Booked {
        let actor = try await person("Wes Calder", [.ads])
        let advertiser = try await SaveAdvertiser(kernel: kernel).add(
            BookingName("\(name) Company"), by: actor)
        let campaign = try await SaveCampaign(kernel: kernel).add(
            BookingName("Winter"), for: advertiser, by: actor)
        let lineItem = try await SaveLineItem(kernel: kernel).add(
            LineItemInput(name: name, priority: priority.rawValue, topics: topics), to: campaign, by: actor)
        let creative = try await SaveCreative(kernel: kernel).add(
            CreativeInput(
                title: name, body: "A short text.", landingURL: "https://example.org/offer", isOn: true,
                hasPicture: false), nil, to: lineItem, by: actor)
        if isRunning {
            try await RunFlight(kernel: kernel).start(lineItem, from: nil, until: nil, by: actor)
        }
        return Booked(
            advertiser: advertiser, campaign: campaign, lineItem: lineItem, creative: creative, actor: actor)
    }

    var desk: AdDesk {
        get throws { try #require(composition.extensions(of: AdFollower.self).first).desk }
    }

    /// The program as it serves, with the desk following the database.
    func serveAds(_ body: @Sendable (TestWeb) async throws -> Void) async throws {
        let desk = try desk
        let following = Task { await desk.follow() }
        try await eventually { desk.state != nil }
        try await serve(body)
        following.cancel()
        await following.value
    }

    struct Told: Decodable, Sendable, Equatable {
        let kind: AdEventKind
        let filtered: FilterReason?
    }

    /// What was told so far, in its order.
    func told() async throws -> [Told] {
        try await owner.all(Told.self, "SELECT kind, filtered FROM ads.event ORDER BY event_id")
    }
}

extension ConsoleClient.Answer {
    /// The path of the beacon in the page.
    var beacon: String? { body.firstMatch(of: /src="(\/seen\/[^"]+)"/).map { String($0.1) } }
    var click: String? { body.firstMatch(of: /href="(\/go\/[^"]+)"/).map { String($0.1) } }
}
