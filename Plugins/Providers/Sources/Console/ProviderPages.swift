import Console
import Foundation
import Kernel
import Moderation
import Postgres
import Topics

struct ProvidersPage: Page {
    static let template = "providers/providers"

    struct Row: Sendable {
        let fullName: String
        let url: String
        let headline: String
        let place: String
        let license: Pill
        let profile: Pill
        let changed: Moment
    }

    let shell: Shell
    let filters: Filters
    let empty: EmptyState?
    let hasRows: Bool
    let columns: [Column]
    let rows: [Row]
    let paging: Paging?

    /// `count` is nil when there are too many to count.
    init(
        _ visit: Visit, providers: [ProviderSummary], filter: ProviderFilter, count: Int?, after: String?,
        next: String?
    ) {
        shell = Shell(visit, title: "Providers")
        let standings = [
            ("", "Any"), ("public", "Public"), ("waiting", "Waits for review"), ("hidden", "Not public"),
        ]
        filters = Filters(
            "/console/providers", search: ("Name, address or NPI", filter.search),
            selects: [
                .init(
                    "state", "State", chosen: filter.state?.rawValue ?? "",
                    options: [("", "Any")] + USState.all.map { ($0.rawValue, $0.name) }),
                .init("standing", "Profile", chosen: filter.standing?.rawValue ?? "", options: standings),
            ], isFiltered: filter.isSet, found: Self.found(count))
        empty =
            providers.isEmpty
            ? EmptyState(
                filter.isSet
                    ? "Nobody matches. Try fewer letters or another filter."
                    : "There are no providers yet. Invite a clinician, or import a file on the server.",
                action: filter.isSet ? "Show all" : nil, path: filter.isSet ? "/console/providers" : nil)
            : nil
        hasRows = !providers.isEmpty
        columns = [Column("Name"), Column("Place"), Column("License"), Column("Profile"), Column("Changed")]
        rows = providers.map { provider in
            Row(
                fullName: provider.name, url: "/console/providers/\(provider.providerID)",
                headline: provider.headline ?? "No title given", place: provider.place.line,
                license: provider.isLicensed ? Pill(.good, "verified") : Pill(.calm, "not checked"),
                profile: provider.pill, changed: Moment(provider.savedAt, for: visit))
        }
        paging = Paging(
            path: "/console/providers",
            query: [
                ("q", filter.search), ("state", filter.state?.rawValue ?? ""),
                ("standing", filter.standing?.rawValue ?? ""),
            ], after: after, next: next)
    }

    private static func found(_ count: Int?) -> String {
        switch count {
        case nil: "More than 1,000 providers"
        case 1: "1 provider"
        case let count?: "\(count) providers"
        }
    }
}

extension ProviderSummary {
    var pill: Pill {
        if isWaiting { return Pill(.warn, isLive ? "public, edit waits" : "waits") }
        if isLive { return Pill(.good, isLatestLive ? "public" : "public, draft") }
        return wasPublic ? Pill(.bad, "withdrawn") : Pill(.calm, "draft")
    }
}

struct ProviderPage: Page {
    static let template = "providers/provider"

    struct Standing: Sendable {
        let tone: String
        let sentence: String
        /// That something waits for review; nil where nothing does.
        var review: String?
        /// Where it waits; nil for who does not review profiles.
        var reviewURL: String?
    }

    let shell: Shell
    let publicURL: String?
    let editURL: String?
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let standing: Standing?
    let parts: [Part]
    let facts: [Fact]
    let action: String
    let version: String
    let mayWithdraw: Bool
    let withdrawReason: TextArea?
    let mayPublish: Bool
    let overrideReason: TextArea?
    let hasHistory: Bool
    let history: [HistoryLine]

    init(
        _ visit: Visit, stored: StoredProfile, live: StoredProfile?, topics: TopicIndex, parts: [Part],
        review: ReviewItem?, history: [ProviderHistory.Entry], isOwn: Bool
    ) {
        let summary = IssueSummary(visit)
        let words = TimeText(zone: visit.actor?.zone ?? .gmt)
        let texts = ProfileTexts(stored, topics)
        shell = Shell(visit, title: stored.name)
        publicURL = stored.liveRevisionID == nil ? nil : "/providers/\(stored.slug)"
        action = "/console/providers/\(stored.providerID)"
        editURL = visit.actor?.may(.editProviders) == true ? "\(action)/edit" : nil
        hasIssues = summary.hasIssues
        issuesHeading = summary.issuesHeading
        issues = summary.issues
        version = String(stored.version)
        var standing = Self.standing(stored, words)
        if let review {
            standing.review = "\(stored.liveRevisionID == nil ? "It" : "An edit") waits for review."
            let maySee = [.reviewProfiles, .seeAllReviews].contains { visit.actor?.may($0) == true }
            standing.reviewURL = maySee ? review.path : nil
        }
        self.standing = standing
        var own = [Part(TextPart("About, as saved", bodyHTML: stored.bio.html().text))]
        if let live, !stored.isLive {
            let changes = texts.changes(since: ProfileTexts(live, topics))
            own.insert(
                Part(ChangesPart("Public now, and as saved", rows: changes)), at: 0)
        }
        self.parts = own + parts
        facts =
            [
                Fact("Web address", "/providers/\(stored.slug)"),
                Fact("License", stored.isLicensed ? "Verified" : "Not checked"),
                Fact("Account", stored.accountID == nil ? "Not linked" : "Linked"),
                Fact("Saved", "\(words.shortDate(stored.savedAt)), \(words.time(stored.savedAt))"),
            ] + texts.facts.dropFirst()  // The name, which stands above.
        let isLive = stored.liveRevisionID != nil
        mayWithdraw = isLive && visit.actor?.may(.withdrawProfiles) == true
        withdrawReason =
            mayWithdraw
            ? visit.area("withdraw_reason", "Why it is withdrawn", rows: 3, isRequired: true) : nil
        mayPublish = !stored.isLive && !isOwn && visit.actor?.may(.overrideProfiles) == true
        overrideReason =
            mayPublish
            ? visit.area("override_reason", "Why nobody reviews it", rows: 3, isRequired: true) : nil
        hasHistory = !history.isEmpty
        self.history = history.map { HistoryLine($0.sentence, by: $0.actorName, at: $0.at, for: visit) }
    }

    private static func standing(_ stored: StoredProfile, _ words: TimeText) -> Standing {
        if stored.isLive {
            return Standing(
                tone: "calm",
                sentence: "Public\(stored.liveFrom.map { " since \(words.shortDate($0))" } ?? "").")
        }
        if stored.liveRevisionID != nil {
            return Standing(
                tone: "warn", sentence: "Public in an earlier version. What is saved now is not public.")
        }
        return stored.wasPublic
            ? Standing(tone: "warn", sentence: "Withdrawn. Readers see that the page is gone.")
            : Standing(tone: "calm", sentence: "Not public yet.")
    }
}
