import Console
import Documents
import Foundation
import Kernel
import Postgres
import Site

struct TopicsPage: Page {
    static let template = "topics/topics"

    struct Row: Sendable {
        let title: String
        let url: String
        let slug: String
        let state: Pill
        let tier: String
        let people: String
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

    /// `people` says how many are listed under each topic; it is nil when no plugin lists people.
    init(
        _ visit: Visit, topics: [TopicSummary], people: [TopicID: Int]?, count: Int, search: String,
        after: String?, next: String?
    ) {
        shell = Shell(visit, title: "Topics")
        mayCreate = visit.actor?.may(.editTopics) ?? false
        filters = Filters(
            "/console/topics", search: ("Title or address", search), isFiltered: !search.isEmpty,
            found: count == 1 ? "1 topic" : "\(count) topics")
        let isBare = topics.isEmpty && search.isEmpty
        empty =
            topics.isEmpty
            ? EmptyState(
                isBare ? "There are no topics yet." : "No topic matches. Try fewer letters.",
                action: isBare && mayCreate ? "New topic" : nil,
                path: isBare && mayCreate ? "/console/topics/new" : nil)
            : nil
        hasRows = !topics.isEmpty
        columns = [
            Column("Title"), Column("State"), Column("Crisis tier"), Column("People", isNumber: true),
            Column("Changed"),
        ]
        rows = topics.map { topic in
            Row(
                title: topic.name, url: "/console/topics/\(topic.topicID)", slug: topic.slug.rawValue,
                state: topic.pill,
                tier: topic.crisisTier == .none ? "none" : String(topic.crisisTier.rawValue),
                people: people.map { String($0[topic.topicID] ?? 0) } ?? "–",
                changed: Moment(topic.changedAt, for: visit))
        }
        paging = Paging(path: "/console/topics", query: [("q", search)], after: after, next: next)
    }
}

extension TopicSummary {
    var pill: Pill {
        if isLive { return isLatestLive ? Pill(.good, "public") : Pill(.warn, "public, draft waits") }
        if isScheduled { return Pill(.calm, "scheduled") }
        if !hasRevision { return Pill(.calm, "no page") }
        return wasPublic ? Pill(.bad, "unpublished") : Pill(.calm, "draft")
    }
}

struct TopicEditorPage: Page {
    static let template = "topics/topic"

    let shell: Shell
    let publicURL: String?
    let standingTone: String
    let standing: String
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let action: String
    let version: String
    let title: TextField
    let slug: TextField
    let label: TextField
    let aliases: TextField
    let tier: SelectField
    let dek: TextArea
    let text: TextArea
    let previewHTML: String
    let day: TextField
    let time: TextField
    let zoneNote: String
    let mayPublish: Bool
    let mayUnpublish: Bool

    init(_ visit: Visit, topic: StoredTopic?) {
        let summary = IssueSummary(visit)
        shell = Shell(visit, title: topic?.name ?? "New topic")
        publicURL = topic?.liveRevisionID == nil ? nil : topic.map { "/topics/\($0.slug)" }
        (standingTone, standing) = Self.standing(of: topic, visit)
        hasIssues = summary.hasIssues
        issuesHeading = summary.issuesHeading
        issues = summary.issues
        action = topic.map { "/console/topics/\($0.topicID)" } ?? "/console/topics/new"
        version = String(topic?.version ?? 1)
        let atOnce = topic?.liveRevisionID == nil ? nil : "public at once"
        title = visit.text("title", "Title", topic?.name ?? "", isRequired: true, effect: atOnce)
        slug = visit.text(
            "slug", "Address", topic?.slug.rawValue ?? "", effect: atOnce,
            hint: "Empty: made from the title. An old address leads to the new one.")
        label = visit.text(
            "label", "Word in prose", topic?.label ?? "", effect: atOnce,
            hint: "As in “They work with grief and social anxiety.”")
        aliases = visit.text(
            "aliases", "Other names", topic?.aliases.joined(separator: "; ") ?? "",
            hint: "Apart by semicolons. Imports find the topic under them.")
        tier = visit.select(
            "tier", "Crisis tier", String((topic?.crisisTier ?? CrisisTier.none).rawValue),
            options: CrisisTier.allCases.map { (String($0.rawValue), $0.title) }, effect: atOnce)
        dek = visit.area(
            "dek", "Summary", topic?.dek ?? "", rows: 3, maxLength: 400, effect: "reviewed first")
        text = visit.area(
            "text", "Text", topic?.document?.markdown ?? "", rows: 24, isRequired: true,
            effect: "reviewed first", hint: "Markdown. Each “## …?” begins a question.")
        previewHTML = topic?.html ?? ""
        day = visit.text("day", "Day", kind: "date")
        time = visit.text("time", "Time", kind: "time")
        zoneNote = "In your time zone, \(visit.actor?.zone.identifier.replacing("_", with: " ") ?? "UTC")."
        let isOwn = topic?.authorPerson != nil && topic?.authorPerson == visit.actor?.personID
        let isAllowed = visit.actor?.may(.publishTopics) ?? false
        mayPublish = isAllowed && topic?.revisionID != nil && topic?.isLive == false && !isOwn
        mayUnpublish = isAllowed && (topic?.liveRevisionID != nil || topic?.nextRevisionID != nil)
    }

    static func standing(of topic: StoredTopic?, _ visit: Visit) -> (tone: String, sentence: String) {
        guard let topic else {
            return ("calm", "Readers see nothing of it until another editor publishes it.")
        }
        let words = TimeText(zone: visit.actor?.zone ?? .gmt)
        var sentences: [String] = []
        if let from = topic.liveFrom { sentences.append("Public since \(words.full(from)).") }
        if let from = topic.nextFrom { sentences.append("Scheduled for \(words.full(from)).") }
        if topic.liveFrom == nil, topic.nextFrom == nil {
            sentences.append(topic.wasPublic ? "Taken off the site." : "Not public yet.")
        }
        let isWaiting = topic.revisionID != nil && !topic.isLive && topic.nextRevisionID != topic.revisionID
        if isWaiting {
            let isOwn = topic.authorPerson != nil && topic.authorPerson == visit.actor?.personID
            sentences.append(
                isOwn ? "What you saved waits for another editor." : "The text below waits to be published.")
        }
        return (isWaiting ? "warn" : "calm", sentences.joined(separator: " "))
    }
}

struct TopicPage: Page {
    static let template = "topics/page"

    let page: SitePage
    let title: String
    let dek: String?
    let crisis: CrisisBox?
    let before: [Part]
    let hasQuestions: Bool
    let bodyHTML: String
    let reviewNote: String?
    let after: [Part]

    init(
        _ request: PageRequest, name: String, tier: CrisisTier, dek: String, description: String,
        html: String, before: [Part], after: [Part], questions: JSONLD?
    ) {
        page = SitePage(request, title: name, description: description, data: questions)
        title = name
        self.dek = dek.isEmpty ? nil : dek
        crisis = CrisisBox(tier: tier.rawValue)
        self.before = before
        hasQuestions = questions != nil
        bodyHTML = html
        reviewNote = nil
        self.after = after
    }
}

struct TopicListPart: Page {
    static let template = "topics/home"

    struct Item: Sendable {
        let title: String
        let url: String
        let topicNote: String?
    }

    let topics: [Item]
}
