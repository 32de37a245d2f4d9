import Console
import Foundation
import Kernel
import Postgres
import Site

/// The fields of a line item.
private func fields(_ visit: Visit, _ item: StoredLineItem?, _ categories: CategoryNames) -> [Field] {
    let (chosen, excluded) = (item?.categories ?? [], item?.excludedCategories ?? [])
    let known = categories.all.joined(separator: "; ")
    let gone = categories.isMissing(anyOf: chosen + excluded)
    return [
        Field(visit.text("name", "Name", item?.name ?? "", isRequired: true, hint: "Readers do not see it.")),
        Field(
            visit.select(
                "priority", "Priority", (item?.priority ?? .standard).rawValue,
                options: AdPriority.allCases.map { ($0.rawValue, $0.title) },
                hint: "Sponsorship goes first, then standard, bulk and house.")),
        Field(
            visit.text(
                "weight", "Weight", String(item?.weight ?? 1), isRequired: true,
                hint: "From 1 to 100. Twice the weight is shown twice as often.")),
        Field(
            visit.text(
                "goal", "Goal", item?.goal.map { String($0) } ?? "",
                hint: "It stops after so many views. Leave it empty for no limit.")),
        Field(
            visit.choices(
                "page_kinds", "Pages", item?.pageKinds.map(\.rawValue) ?? [],
                options: PageKind.allCases.map { ($0.rawValue, $0.title.capitalizedFirst) },
                hint: "Choose none for every kind of page.")),
        Field(
            visit.text(
                "topics", "Topics", item?.topicsText ?? "",
                hint:
                    "Separated by semicolons. With categories: pages about any of them. Both empty: any page."
            )),
        Field(
            visit.text(
                "categories", "Categories", categories.text(of: chosen),
                hint: (known.isEmpty ? "There are none yet." : "By their names: \(known).")
                    + (gone ? " One that is gone is on no page; it stays until you take it out." : ""))),
        Field(visit.text("excluded_topics", "Not on topics", item?.excludedTopicsText ?? "")),
        Field(visit.text("excluded_categories", "Not in categories", categories.text(of: excluded))),
    ]
}

struct NewLineItemPage: Page {
    static let template = "ads/new_line_item"

    let shell: Shell
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let crumbs: [Link]
    let action: String
    let backURL: String
    let fields: [Field]

    init(_ visit: Visit, campaign: StoredCampaign, categories: CategoryNames) {
        let summary = IssueSummary(visit)
        shell = Shell(visit, title: "New line item")
        (hasIssues, issuesHeading, issues) = (summary.hasIssues, summary.issuesHeading, summary.issues)
        crumbs = [
            Link("Advertisers", to: AdPath.advertisers),
            Link("\(campaign.advertiserName): \(campaign.name)", to: AdPath.campaign(campaign.campaignID)),
        ]
        backURL = AdPath.campaign(campaign.campaignID)
        action = "\(backURL)/line-items/new"
        fields = Ads.fields(visit, nil, categories)
    }
}

/// A line item: where it may run, when it runs, its ads, and what came of it.
struct LineItemPage: Page {
    static let template = "ads/line_item"

    struct Flight: Sendable {
        let span: String
        let standing: Pill
    }

    struct Ad: Sendable {
        let title: String
        let url: String
        let kind: String
        let use: Pill
    }

    struct Editing: Sendable {
        let version: String
        let fields: [Field]
    }

    struct Booking: Sendable {
        let beginDay: TextField
        let beginTime: TextField
        let endDay: TextField
        let endTime: TextField
        let zoneNote: String
    }

    let shell: Shell
    let crumbs: [Link]
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let action: String
    let state: Pill
    let facts: [Fact]
    let editing: Editing?
    let booking: Booking?
    let mayPause: Bool
    let mayStop: Bool
    let hasFlights: Bool
    let flights: [Flight]
    let hasAds: Bool
    let ads: [Ad]
    let addURL: String?
    let reportURL: String

    init(
        _ visit: Visit, item: StoredLineItem, flights: [StoredFlight], creatives: [StoredCreative],
        counts: AdReport.Today?, categories: CategoryNames
    ) {
        let summary = IssueSummary(visit)
        let mayEdit = visit.actor?.may(.editAds) ?? false
        let words = TimeText(zone: visit.actor?.zone ?? .gmt)
        shell = Shell(visit, title: item.name)
        crumbs = [
            Link("Advertisers", to: AdPath.advertisers),
            Link("\(item.advertiserName): \(item.campaignName)", to: AdPath.campaign(item.campaignID)),
        ]
        (hasIssues, issuesHeading, issues) = (summary.hasIssues, summary.issuesHeading, summary.issues)
        action = AdPath.lineItem(item.lineItemID)
        state = item.pill(visit)
        facts = [
            Fact("Priority", "\(item.priority.title), weight \(item.weight)"),
            Fact("Where", item.place(categories)),
            Fact("Shown", grouped(counts?.impressions ?? 0) + (item.goal.map { " of \(grouped($0))" } ?? "")),
            Fact("Clicks", grouped(counts?.clicks ?? 0)),
        ]
        let form = visit.form(with: "name")
        editing =
            mayEdit
            ? Editing(
                version: form.issues.isEmpty ? String(item.version) : visit.form["version"],
                fields: Ads.fields(form, item, categories)) : nil
        booking = mayEdit ? Booking(visit.form(with: "begin_day")) : nil
        mayPause = mayEdit && item.runsSince != nil
        mayStop = mayEdit && (item.runsSince != nil || item.nextBegins != nil)
        hasFlights = !flights.isEmpty
        self.flights = flights.map { flight in
            let end = flight.ends.map { "until \(words.full($0))" } ?? "without an end"
            let isOver = !flight.runs && flight.begins <= visit.now
            return Flight(
                span: "\(words.full(flight.begins)), \(end)",
                standing: flight.runs
                    ? Pill(.good, "running") : isOver ? Pill(.calm, "over") : Pill(.calm, "to come"))
        }
        hasAds = !creatives.isEmpty
        ads = creatives.map { creative in
            Ad(
                title: creative.title, url: AdPath.creative(creative.creativeID), kind: creative.kind,
                use: creative.isOn ? Pill(.good, "in use") : Pill(.calm, "not in use"))
        }
        addURL = mayEdit ? "\(action)/creatives/new" : nil
        reportURL = address(AdPath.reports, [("line_item", item.lineItemID.description)])
    }
}

extension LineItemPage.Booking {
    fileprivate init(_ visit: Visit) {
        beginDay = visit.text("begin_day", "Start day", kind: "date", hint: "Empty: from now on.")
        beginTime = visit.time("begin_time", "Start time")
        endDay = visit.text("end_day", "End day", kind: "date", hint: "Empty: until you end it.")
        endTime = visit.time("end_time", "End time")
        zoneNote = "In your time zone, \(TimeText(zone: visit.actor?.zone ?? .gmt).zoneName)."
    }
}

extension StoredCreative {
    var kind: String {
        guard let width, let height else { return "Text, for every slot" }
        return "Picture, \(width) × \(height)"
    }
}

/// An ad: its words or picture, where it leads, and how readers see it.
struct CreativePage: Page {
    static let template = "ads/creative"

    struct Editing: Sendable {
        let version: String
        let fields: [Field]
        let uploadNote: String
        let uploadIssue: String?
    }

    let shell: Shell
    let crumbs: [Link]
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let action: String
    let facts: [Fact]
    let editing: Editing?
    let preview: Preview?

    /// How readers see it, as the site draws it.
    struct Preview: Sendable {
        let previewTitle: String?
        let previewText: String?
        let previewSite: String?
        let previewPicture: String?
    }

    init(
        _ visit: Visit, for item: StoredLineItem, sizes: [(width: Int, height: Int)], megabytes: Int
    ) {
        self.init(
            visit, title: "New ad", action: "\(AdPath.lineItem(item.lineItemID))/creatives/new",
            lineItem: Link(item.name, to: AdPath.lineItem(item.lineItemID)), stored: nil, sizes: sizes,
            megabytes: megabytes)
    }

    init(
        _ visit: Visit, _ creative: StoredCreative, sizes: [(width: Int, height: Int)], megabytes: Int
    ) {
        self.init(
            visit, title: creative.title, action: AdPath.creative(creative.creativeID),
            lineItem: Link(creative.lineItemName, to: AdPath.lineItem(creative.lineItemID)), stored: creative,
            sizes: sizes, megabytes: megabytes)
    }

    private init(
        _ visit: Visit, title: String, action: String, lineItem: Link, stored: StoredCreative?,
        sizes: [(width: Int, height: Int)], megabytes: Int
    ) {
        let summary = IssueSummary(visit)
        shell = Shell(visit, title: title)
        crumbs = [Link("Advertisers", to: AdPath.advertisers), lineItem]
        (hasIssues, issuesHeading, issues) = (summary.hasIssues, summary.issuesHeading, summary.issues)
        self.action = action
        facts =
            stored.map { creative in
                [
                    Fact("Kind", creative.kind), Fact("Leads to", creative.landingURL),
                    Fact("In use", creative.isOn ? "Yes" : "No"),
                ]
            } ?? []
        let known = sizes.map { "\($0.width) × \($0.height)" }.joined(separator: " or ")
        editing =
            visit.actor?.may(.editAds) == true
            ? Editing(
                version: visit.issues.isEmpty ? String(stored?.version ?? 0) : visit.form["version"],
                fields: [
                    Field(visit.text("title", "Title", stored?.title ?? "", isRequired: true)),
                    Field(
                        visit.area(
                            "body", "Text", stored?.body ?? "", rows: 3, maxLength: 200,
                            hint: "Leave it empty beside a picture. Screen readers then read the title.")),
                    Field(
                        visit.text(
                            "landing_url", "Leads to", stored?.landingURL ?? "", kind: "url",
                            isRequired: true,
                            hint: "Like https://example.org/page.")),
                    Field(visit.check("is_on", "In use", stored?.isOn ?? true)),
                ],
                uploadNote: "PNG or JPEG of \(known), at most \(megabytes) MB. A fresh copy of it is kept.",
                uploadIssue: visit.issues[SaveCreative.rule.field]) : nil
        preview = stored.map { creative in
            Preview(
                previewTitle: creative.pictureID == nil ? creative.title : nil,
                previewText: creative.pictureID == nil ? creative.body : nil,
                previewSite: creative.pictureID == nil ? LandingURL.site(of: creative.landingURL) : nil,
                previewPicture: creative.pictureID.map { AdPath.pictures + $0 })
        }
    }
}
