import Console
import Documents
import Foundation
import Kernel
import Postgres
import Site

struct ArticlesPage: Page {
    static let template = "articles/articles"

    struct Row: Sendable {
        let title: String
        let url: String
        let slug: String
        let state: Pill
        let category: String
        let author: String
        let words: String
        let changed: Moment
    }

    let shell: Shell
    let mayCreate: Bool
    let filters: Filters
    let empty: EmptyState?
    let hasRows: Bool
    let columns: [Column]
    let rows: [Row]
    let paging: Paging?

    init(
        _ visit: Visit, articles: [ArticleSummary], count: Int, filter: ArticleFilter,
        choices: ArticleChoices, after: String?, next: String?
    ) {
        let path = "/console/articles"
        shell = Shell(visit, title: "Articles")
        mayCreate = visit.actor?.may(.editArticles) ?? false
        filters = Filters(
            path, search: ("Title or address", filter.search),
            selects: [
                .init(
                    "standing", "Standing", chosen: filter.standing?.rawValue ?? "",
                    options: [("", "All")] + ArticleStanding.allCases.map { ($0.rawValue, $0.title) }),
                .init(
                    "category", "Category", chosen: filter.category?.description ?? "",
                    options: [("", "All")] + choices.categories.map { ($0.categoryID.description, $0.name) }),
                .init(
                    "author", "Author", chosen: filter.author?.description ?? "",
                    options: [("", "All")] + choices.authors.map { ($0.authorID.description, $0.name) }),
            ],
            isFiltered: filter.isInUse, found: count == 1 ? "1 article" : "\(count) articles")
        let isBare = articles.isEmpty && !filter.isInUse
        empty =
            articles.isEmpty
            ? EmptyState(
                isBare
                    ? "There are no articles yet." : "No article matches. Try fewer words or another filter.",
                action: isBare ? (mayCreate ? "New article" : nil) : "Show all",
                path: isBare ? (mayCreate ? "\(path)/new" : nil) : path)
            : nil
        hasRows = !articles.isEmpty
        func sorted(_ sort: ArticleFilter.Sort) -> String {
            var other = filter
            other.sort = sort
            return address(path, other.query)
        }
        columns = [
            Column(
                "Title", sortURL: sorted(.title), sortDirection: filter.sort == .title ? "ascending" : nil),
            Column("Standing"), Column("Category"), Column("Author"), Column("Words", isNumber: true),
            Column(
                "Changed", sortURL: sorted(.changed),
                sortDirection: filter.sort == .changed ? "descending" : nil),
        ]
        rows = articles.map { article in
            Row(
                title: article.title, url: "\(path)/\(article.articleID)", slug: article.slug.rawValue,
                state: article.pill, category: article.categoryName, author: article.authorName ?? "None",
                words: String(article.wordCount), changed: Moment(article.changedAt, for: visit))
        }
        paging = Paging(path: path, query: filter.query, after: after, next: next)
    }
}

extension ArticleSummary {
    var pill: Pill {
        switch standing {
        case .draft: Pill(.calm, "draft")
        case .submitted: Pill(.warn, "in review")
        case .approved: Pill(.warn, "approved, not published")
        case .scheduled: Pill(.calm, "scheduled")
        case .withdrawn: Pill(.bad, "withdrawn")
        case .live where isLatestLive: Pill(.good, "public")
        case .live: Pill(.warn, isWaiting ? "public, new text in review" : "public, new text")
        }
    }
}

/// How an article came to its text, what any two revisions say differently, and a way back.
struct HistoryPage: Page {
    static let template = "articles/history"

    struct Line: Sendable {
        let number: String
        let lineTitle: String
        let by: String
        let saved: Moment
        let lineWords: String
        let isLive: Bool
        let approvals: String
        let mayRestore: Bool
    }

    let shell: Shell
    let action: String
    let version: String
    let fromField: SelectField
    let toField: SelectField
    /// Whether there are two to compare.
    let isComparable: Bool
    let comparedTitle: String
    let hasChanges: Bool
    let changes: [ChangeRow]
    let lines: [Line]

    init(
        _ visit: Visit, article: StoredArticle, lines: [RevisionLine], from: Int, to: Int,
        changes: [ChangeRow]
    ) {
        shell = Shell(visit, title: "History of “\(article.title)”")
        action = article.path
        version = String(article.number)
        let options = lines.map { (String($0.number), "Revision \($0.number)") }
        fromField = visit.select("from", "From", String(from), options: options)
        toField = visit.select("to", "To", String(to), options: options)
        isComparable = lines.count > 1
        comparedTitle = "What changed from revision \(from) to revision \(to)"
        hasChanges = !changes.isEmpty
        self.changes = changes.map { $0.passages() }
        let mayEdit = visit.actor?.may(.editArticles) ?? false
        self.lines = lines.map { line in
            Line(
                number: String(line.number), lineTitle: line.title,
                by: line.writerName ?? (line.source == "demo" ? "Demo data" : "An import"),
                saved: Moment(line.savedAt, for: visit), lineWords: "\(line.wordCount)", isLive: line.isLive,
                approvals: [
                    line.clinicalName.map { "Clinically: \($0)" },
                    line.editorialName.map { "Approved: \($0)" },
                ].compactMap { $0 }.joined(separator: ". "),
                mayRestore: mayEdit && line.number != article.number)
        }
    }
}

/// An article for those who may see it and not change it.
struct ArticleViewPage: Page {
    static let template = "articles/view"

    let shell: Shell
    let publicURL: String?
    let standingTone: String
    let standing: String
    let action: String
    let latest: ArticleView
    let facts: [Fact]
    let related: RelatedPanel

    init(
        _ visit: Visit, article: StoredArticle, latest: ArticleView, ranges: [ScheduledRange],
        related: RelatedPanel
    ) {
        self.related = related
        shell = Shell(visit, title: article.title)
        publicURL = article.liveID == nil ? nil : article.publicPath
        let line = StandingLine(visit, article: article, message: nil)
        (standingTone, standing) = (line.tone, line.sentence)
        action = article.path
        self.latest = latest
        facts = [
            Fact("Address", article.publicPath), Fact("Category", article.categoryName),
            Fact("Author", article.authorName ?? "None"),
            Fact("Topics", article.topicNames.isEmpty ? "None" : article.topicNames.joined(separator: ", ")),
            Fact("Language", languageName(article.lang)), Fact("Revision", String(article.number)),
            Fact("Written by", article.writerName ?? "An import"),
        ]
    }
}

/// The question before an article is taken off, with what readers will get.
struct UnpublishPage: Page {
    static let template = "articles/unpublish"

    let shell: Shell
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let action: String
    let consequences: [String]
    let inboundList: InboundList
    let when: ChoiceField
    let day: TextField
    let time: TextField
    let address: ChoiceField
    let target: TextField
    let reason: TextArea

    /// `inbound` is what leads to the article.
    init(_ visit: Visit, article: StoredArticle, inbound: InboundReferences) {
        let summary = IssueSummary(visit)
        let words = TimeText(zone: visit.actor?.zone ?? .gmt)
        inboundList = InboundList(inbound, for: visit)
        shell = Shell(visit, title: "Unpublish “\(article.title)”")
        hasIssues = summary.hasIssues
        issuesHeading = summary.issuesHeading
        issues = summary.issues
        action = article.path
        var consequences = ["Links to \(article.publicPath) lead to what you choose below."]
        if let from = article.nextFrom {
            consequences.append(
                "What is scheduled for \(words.full(from)) does not come either, unless it comes before.")
        }
        consequences.append("All texts stay here. The article can be published again, at the same address.")
        self.consequences = consequences
        when = visit.choices(
            "when", "When", ["now"], kind: "radio", options: [("now", "Now"), ("later", "Later")])
        day = visit.text("day", "Day", kind: "date")
        time = visit.time("time", "Time", hint: "In your time zone, \(words.zoneName).")
        address = visit.choices(
            "address", "What readers get at its address", ["gone"], kind: "radio",
            options: [("gone", "A note that it is no longer available"), ("redirect", "Another page")])
        target = visit.text(
            "target", "The other page", hint: "Like /topics/grief, or the address of an article.")
        reason = visit.area(
            "unpublish_reason", "Reason", rows: 3, isRequired: true,
            maxLength: UnpublishArticle.longestReason,
            hint: "Kept in the record with your name.")
    }
}

/// What a language tag stands for: `English`, `Spanish (Mexico)`.
func languageName(_ tag: String) -> String {
    Locale(identifier: "en_US").localizedString(forIdentifier: tag) ?? tag
}
