import Console
import Foundation
import Kernel
import Postgres
import Site

/// A line item in a list.
struct LineItemRow: Sendable {
    let title: String
    let url: String
    let note: String
    let state: Pill
    let priority: String
    let pages: String
    let impressions: String
    let clicks: String

    init(_ item: StoredLineItem, _ visit: Visit, _ names: CategoryNames, counts: AdReport.Today? = nil) {
        title = item.name
        url = AdPath.lineItem(item.lineItemID)
        note = "\(item.advertiserName), \(item.campaignName)"
        state = item.pill(visit)
        priority = "\(item.priority.title), weight \(item.weight)"
        pages = item.place(names)
        impressions = grouped(counts?.impressions ?? 0)
        clicks = grouped(counts?.clicks ?? 0)
    }
}

extension StoredLineItem {
    func pill(_ visit: Visit) -> Pill {
        let words = TimeText(zone: visit.actor?.zone ?? .gmt)
        if runsSince != nil { return creatives == 0 ? Pill(.warn, "no ad in use") : Pill(.good, "running") }
        if let nextBegins { return Pill(.calm, "begins \(words.relative(nextBegins, now: visit.now))") }
        return Pill(.calm, "not running")
    }

    /// Where it may run, in words.
    func place(_ names: CategoryNames) -> String {
        var parts = [
            pageKinds.isEmpty
                ? "Every page" : pageKinds.map(\.title).joined(separator: ", ").capitalizedFirst
        ]
        let about = topics + names.names(of: categories)
        if !about.isEmpty { parts.append("about \(about.joined(separator: ", "))") }
        let besides = excludedTopics + names.names(of: excludedCategories)
        if !besides.isEmpty { parts.append("not \(besides.joined(separator: ", "))") }
        return parts.joined(separator: "; ")
    }
}

extension PageKind {
    var title: String {
        switch self {
        case .home: "start page"
        case .topic: "topic pages"
        case .article: "articles"
        case .category: "category pages"
        case .search: "search"
        }
    }
}

extension AdSlot {
    /// Where it stands on its page, in words: `End of the page`, `In the text, 2`.
    var title: String {
        switch place {
        case .end: "End of the page"
        case .body: "In the text, \(key.split(separator: "-").last ?? "1")"
        }
    }
}

extension String {
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

/// A number as American readers expect it: `12,400`.
func grouped(_ number: Int) -> String {
    var digits = String(number.magnitude)
    var parts: [String] = []
    while digits.count > 3 {
        parts.insert(String(digits.suffix(3)), at: 0)
        digits.removeLast(3)
    }
    return (number < 0 ? "-" : "") + ([digits] + parts).joined(separator: ",")
}

/// What runs now, and what begins next.
struct AdOverviewPage: Page {
    static let template = "ads/overview"

    let shell: Shell
    let mayEdit: Bool
    let empty: EmptyState?
    let hasRows: Bool
    let columns: [Column]
    let rows: [LineItemRow]
    let hasComing: Bool
    let coming: [LineItemRow]

    init(
        _ visit: Visit, running: [StoredLineItem], coming: [StoredLineItem], today: [AdReport.Today],
        categories: CategoryNames
    ) {
        shell = Shell(visit, title: "Ads")
        mayEdit = visit.actor?.may(.editAds) ?? false
        empty =
            running.isEmpty
            ? EmptyState("No ad runs now.", action: "Choose an advertiser", path: AdPath.advertisers) : nil
        hasRows = !running.isEmpty
        columns = [
            Column("Runs now"), Column("State"), Column("Priority"), Column("Where"),
            Column("Shown today", isNumber: true), Column("Clicks today", isNumber: true),
        ]
        let counts = Dictionary(today.map { ($0.lineItemID, $0) }, uniquingKeysWith: { first, _ in first })
        rows = running.map { LineItemRow($0, visit, categories, counts: counts[$0.lineItemID]) }
        hasComing = !coming.isEmpty
        self.coming = coming.map { LineItemRow($0, visit, categories) }
    }
}

/// Everybody who pays for ads, and the house.
struct AdvertisersPage: Page {
    static let template = "ads/advertisers"

    struct Row: Sendable {
        let title: String
        let url: String
        let campaigns: String
        let running: String
    }

    let shell: Shell
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let filters: Filters
    let empty: EmptyState?
    let hasRows: Bool
    let columns: [Column]
    let rows: [Row]
    let paging: Paging?
    let action: String
    let newName: TextField?

    init(
        _ visit: Visit, advertisers: [AdQueries.Owned], count: Int, search: String, after: String?,
        next: String?
    ) {
        let summary = IssueSummary(visit)
        shell = Shell(visit, title: "Advertisers")
        (hasIssues, issuesHeading, issues) = (summary.hasIssues, summary.issuesHeading, summary.issues)
        filters = Filters(
            AdPath.advertisers, search: ("Search advertisers", search), isFiltered: !search.isEmpty,
            found: count == 1 ? "1 advertiser" : "\(count) advertisers")
        empty =
            advertisers.isEmpty
            ? (search.isEmpty
                ? EmptyState("There are no advertisers yet. Add the first one below.")
                : EmptyState("No advertiser matches.", action: "Show all", path: AdPath.advertisers)) : nil
        hasRows = !advertisers.isEmpty
        columns = [
            Column("Name"), Column("Campaigns", isNumber: true), Column("Running line items", isNumber: true),
        ]
        rows = advertisers.map { owned in
            Row(
                title: owned.name, url: AdPath.advertiser(AdvertiserID(rawValue: owned.id)),
                campaigns: grouped(owned.below), running: grouped(owned.running))
        }
        paging = Paging(path: AdPath.advertisers, query: [("q", search)], after: after, next: next)
        action = AdPath.advertisers
        newName =
            visit.actor?.may(.editAds) == true
            ? visit.text("name", "Name", isRequired: true, hint: "Readers do not see it.") : nil
    }
}

/// An advertiser with its campaigns, or a campaign with its line items.
struct AdOwnerPage: Page {
    static let template = "ads/owner"

    struct Row: Sendable {
        let title: String
        let url: String
        let note: String
        let state: Pill
    }

    struct Form: Sendable {
        let formAction: String
        let formVersion: String
        let field: TextField
    }

    let shell: Shell
    let crumbs: [Link]
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let caption: String
    let empty: EmptyState?
    let hasRows: Bool
    let rows: [Row]
    let addForm: Form?
    let addURL: String?
    let renameForm: Form?

    init(_ visit: Visit, advertiser: StoredAdvertiser, campaigns: [AdQueries.Owned]) {
        let path = AdPath.advertiser(advertiser.advertiserID)
        let add = visit.form(with: "campaign")
        self.init(
            visit, advertiser, path: path, crumbs: [Link("Advertisers", to: AdPath.advertisers)],
            caption: "Campaigns", none: "There are no campaigns yet.",
            rows: campaigns.map { owned in
                Row(
                    title: owned.name, url: AdPath.campaign(CampaignID(rawValue: owned.id)),
                    note: owned.below == 1 ? "1 line item" : "\(owned.below) line items",
                    state: owned.running > 0 ? Pill(.good, "running") : Pill(.calm, "not running"))
            },
            addForm: Form(
                formAction: "\(path)/campaigns", formVersion: "",
                field: add.text("campaign", "New campaign", isRequired: true)), addURL: nil)
    }

    init(_ visit: Visit, campaign: StoredCampaign, lineItems: [StoredLineItem], categories: CategoryNames) {
        let path = AdPath.campaign(campaign.campaignID)
        self.init(
            visit, campaign, path: path,
            crumbs: [
                Link("Advertisers", to: AdPath.advertisers),
                Link(campaign.advertiserName, to: AdPath.advertiser(campaign.advertiserID)),
            ], caption: "Line items", none: "There are no line items yet.",
            rows: lineItems.map { item in
                Row(
                    title: item.name, url: AdPath.lineItem(item.lineItemID),
                    note: "\(item.priority.title). \(item.place(categories))", state: item.pill(visit))
            }, addForm: nil, addURL: "\(path)/line-items/new")
    }

    private init(
        _ visit: Visit, _ owner: some AdOwner, path: String, crumbs: [Link], caption: String, none: String,
        rows: [Row], addForm: Form?, addURL: String?
    ) {
        let summary = IssueSummary(visit)
        let mayEdit = visit.actor?.may(.editAds) ?? false
        shell = Shell(visit, title: owner.name)
        self.crumbs = crumbs
        (hasIssues, issuesHeading, issues) = (summary.hasIssues, summary.issuesHeading, summary.issues)
        self.caption = caption
        empty = rows.isEmpty ? EmptyState(none) : nil
        hasRows = !rows.isEmpty
        self.rows = rows
        self.addForm = mayEdit ? addForm : nil
        self.addURL = mayEdit ? addURL : nil
        let rename = visit.form(with: "name")
        renameForm =
            mayEdit
            ? Form(
                formAction: path,
                formVersion: rename.issues.isEmpty ? String(owner.version) : visit.form["version"],
                field: rename.text("name", "Name", owner.name, isRequired: true)) : nil
    }
}
