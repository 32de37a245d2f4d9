import Console
import Documents
import Foundation
import Kernel
import Postgres
import Site

struct TopicEditorPage: Page {
    static let template = "topics/topic"

    /// What the topic is called: part of the form for a new one, else a form of its own.
    struct Names: Sendable {
        let title: TextField
        let slug: TextField
        let label: TextField
        let aliases: TextField
    }

    /// The form that changes the names at once.
    struct Rename: Sendable {
        let renameVersion: String
        let names: Names
    }

    /// The form that publishes the draft, now or at an instant to come.
    struct Publishing: Sendable {
        let day: TextField
        let time: TextField
        let zoneNote: String
    }

    let shell: Shell
    let publicURL: String?
    let standingTone: String
    let standing: String
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let action: String
    let version: String
    let newNames: Names?
    let tier: SelectField
    let dek: TextArea
    let text: TextArea
    let rename: Rename?
    let isStored: Bool
    let draftView: TopicView
    let isPublic: Bool
    let live: TopicView?
    let hasChanges: Bool
    let changes: [ChangeRow]
    let mayPublish: Bool
    let publishing: Publishing?
    let mayUnpublish: Bool

    /// `live` is what readers have; `withdrawn` is how the page was last taken off, nil while they have it or never
    /// had it.
    init(_ visit: Visit, topic: StoredTopic?, live: TopicRevision?, withdrawn: TopicWithdrawal?) {
        let summary = IssueSummary(visit)
        shell = Shell(visit, title: topic?.name ?? "New topic")
        publicURL = topic?.liveRevisionID == nil ? nil : topic.map { "/topics/\($0.slug)" }
        let actor = visit.actor
        let isAllowed = actor?.may(.publishTopics) ?? false
        let standing = Self.standing(of: topic, withdrawn, visit)
        standingTone = standing.tone
        self.standing = "\(standing.sentence) \(Self.nextStep)"
        hasIssues = summary.hasIssues
        issuesHeading = summary.issuesHeading
        issues = summary.issues
        action = topic.map { "/console/topics/\($0.topicID)" } ?? "/console/topics/new"

        let textVisit = visit.form(with: "text")
        version = textVisit.version(stored: topic?.number ?? 0)
        tier = textVisit.select(
            "tier", "Crisis box", String((topic?.crisisTier ?? CrisisTier.none).rawValue),
            options: [CrisisTier.none, .advised, .required].map { (String($0.rawValue), $0.title) },
            effect: "reviewed first",
            hint: "A box at the top of the page says where to call or text.")
        dek = textVisit.area(
            "dek", "Summary", topic?.dek ?? "", rows: 3, maxLength: 400, effect: "reviewed first")
        text = textVisit.area(
            "text", "Text", topic?.document?.markdown ?? "", rows: 24, isRequired: true,
            effect: "reviewed first",
            hint:
                "Begin each question on a line of its own with ##, each item of a list with a hyphen.")

        let namesVisit = visit.form(with: "title")
        let names = Names(namesVisit, topic)
        newNames = topic == nil ? names : nil
        rename = topic.map {
            Rename(renameVersion: namesVisit.version(stored: $0.version), names: names)
        }
        let fields = TopicFields(visit.form, over: topic)
        isStored = topic != nil
        draftView = TopicView(fields)
        isPublic = live != nil
        self.live = topic.flatMap { topic in live.map { TopicView($0, of: topic) } }
        changes =
            live?.changes(tier: fields.tier ?? .none, dek: oneLine(fields.dek), text: fields.written)
            .map { $0.passages() } ?? []
        hasChanges = !changes.isEmpty

        mayPublish =
            isAllowed && topic?.revisionID != nil && topic?.isLive == false && topic?.isBy(actor) == false
        publishing = mayPublish ? Publishing(visit.form(with: "day")) : nil
        mayUnpublish = isAllowed && topic?.hasPage == true
    }

    private static let nextStep =
        "What you save waits for another editor, who publishes or schedules it."

    /// What readers have, what they will have, and what waits.
    static func standing(
        of topic: StoredTopic?, _ withdrawn: TopicWithdrawal?, _ visit: Visit
    ) -> (tone: String, sentence: String) {
        guard let topic else {
            return ("calm", "Readers see nothing of it yet.")
        }
        let words = TimeText(zone: visit.actor?.zone ?? .gmt)
        var sentences: [String] = []
        if let from = topic.liveFrom { sentences.append("Public since \(words.shortDate(from)).") }
        if let from = topic.nextFrom {
            sentences.append("Scheduled for \(words.shortDate(from)), \(words.time(from)).")
        }
        if let withdrawn {
            let reason = withdrawn.reason.map { " “\($0)”" } ?? ""
            sentences.append(
                "\(withdrawn.actorName) took it off the site on \(words.shortDate(withdrawn.at)).\(reason)")
        } else if !topic.hasPage {
            sentences.append("Not public yet.")
        }
        let isWaiting = topic.revisionID != nil && !topic.isLive && topic.nextRevisionID != topic.revisionID
        if isWaiting {
            sentences.append(
                topic.isBy(visit.actor)
                    ? "Your text below waits to be published."
                    : "The text below waits to be published.")
        }
        return (isWaiting ? "warn" : "calm", sentences.joined(separator: " "))
    }
}

extension TopicEditorPage.Names {
    fileprivate init(_ visit: Visit, _ topic: StoredTopic?) {
        title = visit.text("title", "Title", topic?.name ?? "", isRequired: true)
        slug = visit.text(
            "slug", "Address", topic?.slug.rawValue ?? "",
            hint: topic == nil
                ? "Leave it empty to make one from the title." : "The old address leads to the new one.")
        label = visit.text(
            "label", "In a sentence", topic?.label ?? "",
            hint: "As in “They work with grief and social anxiety.”")
        aliases = visit.text(
            "aliases", "Other names", topic?.aliases.joined(separator: "; ") ?? "",
            hint:
                "Separate them with semicolons. Imported profiles that use one of these names get this topic."
        )
    }
}

extension TopicEditorPage.Publishing {
    fileprivate init(_ visit: Visit) {
        day = visit.text("day", "Day", kind: "date")
        time = visit.time("time", "Time")
        let zone = visit.actor?.zone.identifier.replacing("_", with: " ") ?? "UTC"
        zoneNote = "In your time zone, \(zone). “Publish now” needs neither."
    }
}

extension Visit {
    /// What the form says it saw, so that mending a field overwrites nobody; else what is stored.
    fileprivate func version(stored: Int) -> String {
        issues.isEmpty ? String(stored) : form["version"]
    }
}

/// The question before a page is taken off, with what readers will get.
struct TopicUnpublishPage: Page {
    static let template = "topics/unpublish"

    let shell: Shell
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let action: String
    let consequences: [String]
    let reason: TextArea

    init(_ visit: Visit, topic: StoredTopic) {
        let summary = IssueSummary(visit)
        shell = Shell(visit, title: "Take “\(topic.name)” off the site")
        hasIssues = summary.hasIssues
        issuesHeading = summary.issuesHeading
        issues = summary.issues
        action = "/console/topics/\(topic.topicID)"
        var consequences: [String] = []
        if topic.liveRevisionID != nil {
            consequences.append(
                "Whoever opens /topics/\(topic.slug) reads that the page is not available now, and where to find care."
            )
        }
        if let from = topic.nextFrom {
            let words = TimeText(zone: visit.actor?.zone ?? .gmt)
            consequences.append("What is scheduled for \(words.full(from)) does not come either.")
        }
        if let tier = topic.liveTier, tier != .none {
            consequences.append("The crisis box goes with the page. Lists of people keep it.")
        }
        consequences.append(
            "All texts stay here. The page can be published again, at the same address.")
        self.consequences = consequences
        reason = visit.area(
            "unpublish_reason", "Reason", rows: 3, isRequired: true, maxLength: PublishTopic.longestReason,
            hint: "Kept in the record with your name.")
    }
}

struct TopicPage: Page {
    static let template = "topics/page"

    let page: SitePage
    let title: String
    let dek: String?
    let crisis: CrisisBox?
    let hasContents: Bool
    let contents: [TopicQuestion]
    let before: [Part]
    let hasQuestions: Bool
    let bodyHTML: String
    let slotsHTML: String?
    let after: [Part]

    init(
        _ request: PageRequest, name: String, tier: CrisisTier, dek: String, description: String,
        html: String, before: [Part], slots: SlotPage, after: [Part], questions: [TopicQuestion],
        data: JSONLD?
    ) {
        page = SitePage(request, title: name, description: description, data: data)
        title = name
        self.dek = dek.isEmpty ? nil : dek
        crisis = CrisisBox(tier: tier.rawValue)
        // Where nothing stands before them, the questions need no way to them.
        hasContents = !questions.isEmpty && !before.isEmpty
        contents = questions
        self.before = before
        hasQuestions = !questions.isEmpty
        bodyHTML = html
        slotsHTML = slots.marksHTML(.end)
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

struct TopicListPage: Page {
    static let template = "topics/all"

    struct Item: Sendable {
        let title: String
        let url: String
        let itemDek: String?
    }

    let page: SitePage
    let hasTopics: Bool
    let topics: [Item]
}
