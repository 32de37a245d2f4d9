import Console
import Documents
import Foundation
import Kernel
import Postgres
import Topics

/// How a profile looks to readers, drawn small.
struct ProfilePreview: Sendable {
    let initials: String
    let fullName: String
    let headline: String
    let badge: Pill?
    let sentence: String
    let bioHTML: String

    init(_ stored: StoredProfile, topics index: TopicIndex, now: Instant, siteZone: TimeZone) {
        let labels = Dictionary(
            index.topics.map { ($0.topicID, $0.label) }, uniquingKeysWith: { first, _ in first })
        initials = Console.initials(of: stored.name)
        fullName = stored.name
        headline = stored.place.line
        badge = stored.isLicensed ? Pill(.good, "License verified") : nil
        // Which titles are verified is told beside each of them; the sentence of a preview claims none.
        sentence =
            GeneratedSentence(
                name: stored.name, titles: [], place: stored.place,
                years: Practice.years(since: stored.startYear, at: now, in: siteZone),
                topics: stored.topics.compactMap { labels[$0] }
            ).text
        bioHTML = stored.bio.html().text
    }
}

struct ProfileEditorPage: Page {
    static let template = "providers/editor"

    struct CheckLine: Sendable {
        let text: String
        let isDone: Bool
    }

    let shell: Shell
    let saved: Pill?
    let standingTone: String
    let standing: String
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let action: String
    let version: String
    let name: TextField
    let bio: TextArea
    let topics: TextArea
    let startYear: TextField
    let languages: TextField
    let remoteOnly: CheckField
    let states: TextField
    let street: TextField
    let city: TextField
    let state: SelectField
    let postalCode: TextField
    let phone: TextField
    let website: TextField
    let npi: TextField
    let draft: ProfilePreview
    let isPublic: Bool
    let live: ProfilePreview?
    let hasChanges: Bool
    let changes: [ChangeRow]
    let hasChecklist: Bool
    let checklist: [CheckLine]

    init(
        _ visit: Visit, stored: StoredProfile, live: StoredProfile?, topics index: TopicIndex,
        review: LatestReview?, path: String, siteZone: TimeZone
    ) {
        let summary = IssueSummary(visit)
        let texts = ProfileTexts(stored, index)
        let isOwn = path == ProfileEditor.ownPath
        shell = Shell(visit, title: isOwn ? "My profile" : stored.name)
        saved = visit.issues.isEmpty ? nil : Pill(.warn, "not saved")
        (standingTone, standing) = Self.standing(stored, review, isOwn: isOwn, visit)
        hasIssues = summary.hasIssues
        issuesHeading = summary.issuesHeading
        issues = summary.issues
        action = path
        version = String(stored.version)

        let effect = "reviewed first"
        name = visit.text(
            "name", "Name", texts["name"], autocomplete: "name", isRequired: true, effect: effect)
        bio = visit.area(
            "bio", "About you", texts["bio"], rows: 12, maxLength: 4_000, effect: effect,
            hint:
                "Write as you would speak to somebody who looks for help. Markdown for bold, italic and lists."
        )
        topics = visit.area(
            "topics", "Topics", texts["topics"], rows: 5, effect: effect,
            hint: "One a line, the most important first.")
        startYear = visit.text(
            "start_year", "In practice since", texts["start_year"], effect: effect, hint: "A year, like 2018."
        )
        languages = visit.text(
            "languages", "Languages", texts["languages"], effect: effect, hint: "Apart by semicolons.")
        remoteOnly = visit.check("remote_only", "I work remotely only", stored.remoteOnly)
        states = visit.text(
            "states", "States served online", texts["states"], effect: effect,
            hint: "Where you are licensed to see people online, apart by semicolons.")
        street = visit.text(
            "street", "Street", texts["street"], autocomplete: "street-address", effect: effect)
        city = visit.text("city", "City", texts["city"], autocomplete: "address-level2", effect: effect)
        state = visit.select(
            "state", "State", texts["state"],
            options: [("", "Choose")] + USState.all.map { ($0.rawValue, $0.name) }, effect: effect)
        postalCode = visit.text(
            "postal_code", "ZIP code", texts["postal_code"], autocomplete: "postal-code", effect: effect)
        phone = visit.text("phone", "Phone", texts["phone"], kind: "tel", autocomplete: "tel", effect: effect)
        website = visit.text(
            "website", "Website", texts["website"], kind: "url", autocomplete: "url", effect: effect)
        npi = visit.text(
            "npi", "NPI", texts["npi"],
            hint: "Ten digits. Readers never see it; leave it empty when you have none.")

        draft = ProfilePreview(stored, topics: index, now: visit.now, siteZone: siteZone)
        isPublic = live != nil
        self.live = live.map { ProfilePreview($0, topics: index, now: visit.now, siteZone: siteZone) }
        changes = live.map { texts.changes(since: ProfileTexts($0, index)) } ?? []
        hasChanges = !changes.isEmpty
        checklist = [
            CheckLine(text: "A text about you", isDone: !stored.bio.isEmpty),
            CheckLine(
                text: "City and state, or remote only",
                isDone: stored.remoteOnly || (stored.city != nil && stored.state != nil)),
            CheckLine(text: "At least one topic", isDone: !stored.topics.isEmpty),
            CheckLine(
                text: "A phone number or a website", isDone: stored.phone != nil || stored.website != nil),
        ]
        hasChecklist = true
    }

    private static func standing(
        _ stored: StoredProfile, _ review: LatestReview?, isOwn: Bool, _ visit: Visit
    ) -> (tone: String, sentence: String) {
        let words = TimeText(zone: visit.actor?.zone ?? .gmt)
        let whose = isOwn ? "Your profile" : "The profile"
        let base =
            stored.liveFrom.map { "\(whose) is public as of \(words.date($0))." }
            ?? (stored.wasPublic ? "\(whose) was taken off the site." : "\(whose) is not public yet.")
        if review?.state == "open" {
            return ("warn", "\(base) An edit waits for review, which usually takes a working day.")
        }
        if !stored.isLive, let review, let action = review.action, action != "approve" {
            let verdict = action == "reject" ? "Your last edit was rejected" : "Changes were asked for"
            return ("warn", "\(base) \(verdict)\(review.reason.map { ": \($0)" } ?? ".")")
        }
        return (
            "calm",
            stored.isLive ? "\(base) Nothing waits for review." : "\(base) Submit it when you are done."
        )
    }
}
