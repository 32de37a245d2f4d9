import Console
import Documents
import Foundation
import Kernel
import Moderation
import Postgres
import Site

/// What is public of an article, what waits, and how long that takes, in the line on top.
struct StandingLine: Sendable {
    let tone: String
    let sentence: String

    init(_ visit: Visit, article: StoredArticle?, message: ReviewMessage?) {
        guard let article else {
            tone = "calm"
            sentence = "Readers see nothing of it until it is approved and published."
            return
        }
        let words = TimeText(zone: visit.actor?.zone ?? .gmt)
        var sentences: [String] = []
        if let from = article.liveFrom {
            let until = article.liveUntil.flatMap { article.nextFrom == $0 ? nil : $0 }
            let end = until.map { ", until \(words.full($0))" } ?? ""
            sentences.append(
                "Revision \(article.liveNumber ?? 0) has been public since \(words.full(from))\(end).")
        } else {
            sentences.append(article.wasPublic ? "It was taken off the site." : "Not public yet.")
        }
        if let from = article.nextFrom {
            sentences.append("Revision \(article.nextNumber ?? 0) becomes public on \(words.full(from)).")
        }
        if let number = article.waitingNumber {
            let stage =
                article.waitingStage == 1 && article.needsClinicalReview ? "a clinical reviewer" : "an editor"
            sentences.append("Revision \(number) waits for \(stage), usually for less than three days.")
        } else if let message {
            sentences.append(message.sentence)
        }
        let approved = article.approvedNumber ?? 0
        let isNewest = approved > article.liveNumber ?? 0 && article.approvedID != article.nextID
        if isNewest { sentences.append("Revision \(approved) is approved and can be published.") }
        if article.number > max(approved, article.waitingNumber ?? 0), !article.isLatestLive,
            article.nextID != article.revisionID
        {
            sentences.append("Revision \(article.number) is a draft.")
        }
        tone = article.waitingNumber != nil || message != nil || isNewest ? "warn" : "calm"
        sentence = sentences.joined(separator: " ")
    }
}

struct ArticleEditorPage: Page {
    static let template = "articles/editor"

    /// The form that publishes what is approved, now or at a time to come.
    struct Publishing: Sendable {
        let publishTitle: String
        let publishNumber: String
        /// Why it would be refused; nil when nothing is in its way.
        let holdWords: String?
        let day: TextField
        let time: TextField
        let endDay: TextField
        let endTime: TextField
        let zoneNote: String
    }

    /// One range of the schedule.
    struct RangeLine: Sendable {
        let rangeWords: String
        let rangeWarning: String?
        /// For what has not begun.
        let publication: String?
        let mayKeep: Bool
    }

    struct Address: Sendable {
        let addressVersion: String
        let slug: TextField
    }

    let shell: Shell
    let saved: Pill?
    let publicURL: String?
    let historyURL: String?
    let standingTone: String
    let standing: String
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let action: String
    let isStored: Bool
    let version: String
    let revision: String
    let newSlug: TextField?
    let title: TextField
    let dek: TextArea
    let category: SelectField
    let author: SelectField
    let topics: TextField
    let topicNames: [String]
    let lang: TextField
    let text: TextArea
    let documentJSON: String
    let imagesJSON: String
    let references: TextArea
    let disclaimer: TextArea
    let draftView: ArticleView
    let isPublic: Bool
    let live: ArticleView?
    let hasChanges: Bool
    let changes: [ChangeRow]
    let publishing: Publishing?
    let isPublishingNext: Bool
    let hasRanges: Bool
    let ranges: [RangeLine]
    let mayUnpublish: Bool
    let address: Address?
    /// What stands below it; nil for an article that is not stored yet.
    let related: RelatedPanel?

    /// `fields` are what is kept, or what was sent when that comes back.
    init(
        _ visit: Visit, article: StoredArticle?, draft: Draft?, fields: ArticleFields,
        choices: ArticleChoices, images: [ImageRow], preview: ArticleView, live: LiveArticle?,
        ranges: [ScheduledRange], hold: ArticleHold?, message: ReviewMessage?, related: RelatedPanel?
    ) {
        let summary = IssueSummary(visit)
        let line = StandingLine(visit, article: article, message: message)
        shell = Shell(visit, title: article?.title ?? "New article")
        saved = Self.saved(visit, article, draft, fields)
        publicURL = article?.liveID == nil ? nil : article?.publicPath
        historyURL = article.map { "\($0.path)/history" }
        (standingTone, standing) = (line.tone, line.sentence)
        hasIssues = summary.hasIssues
        issuesHeading = summary.issuesHeading
        issues = summary.issues
        action = article?.path ?? "/console/articles/new"
        isStored = article != nil
        let textVisit = visit.articleForm(with: "title")
        version = textVisit.issues.isEmpty ? String(draft?.version ?? 0) : visit.form["version"]
        let seen = article.map { article in
            draft.flatMap { $0.isKept(beside: article) ? $0.basedOn : nil } ?? article.number
        }
        revision = textVisit.issues.isEmpty ? String(seen ?? 0) : visit.form["revision"]

        newSlug =
            article == nil
            ? textVisit.text("slug", "Address", hint: "Leave it empty to make one from the title.") : nil
        title = textVisit.text("title", "Title", fields.title, isRequired: true, effect: Self.effect)
        dek = textVisit.area(
            "dek", "Summary", fields.dek, rows: 3, maxLength: ArticleInput.maxDek, effect: Self.effect,
            hint: "One or two sentences below the title, and in search results.")
        category = textVisit.select(
            "category", "Category", fields.category,
            options: [("", "Choose one")]
                + choices.categories.map {
                    (
                        $0.categoryID.description,
                        $0.needsClinicalReview ? "\($0.name) (clinical review)" : $0.name
                    )
                }, isRequired: true)
        author = textVisit.select(
            "author", "Author", fields.author,
            options: [("", "No byline")] + choices.authors.map { ($0.authorID.description, $0.name) })
        topics = textVisit.text(
            "topics", "Topics", fields.topics, effect: Self.effect,
            hint: "Separated by semicolons, the most important first. They decide about the crisis box.")
        topicNames = choices.topics.topics.map(\.name)
        lang = textVisit.text(
            "lang", "Language", fields.lang.isEmpty ? "en" : fields.lang, effect: Self.effect,
            hint: "Like en for English, or es-MX for Mexican Spanish.")
        text = textVisit.area(
            "text", "Text", fields.written, rows: 24, isRequired: true, effect: Self.effect,
            hint: "Ads go between paragraphs by themselves.")
        documentJSON = Self.documentJSON(fields)
        imagesJSON = Self.imagesJSON(images)
        references = textVisit.area(
            "references", "References", fields.references, rows: 4, effect: Self.effect,
            hint: "One per line. A web address at the end becomes a link.")
        disclaimer = textVisit.area(
            "disclaimer", "Disclaimer", fields.disclaimer, rows: 3, maxLength: ArticleInput.maxDisclaimer,
            effect: Self.effect)

        draftView = preview
        isPublic = live != nil
        self.live = live?.view
        changes = live.map { Self.changes(since: $0.revision, fields, choices).map { $0.passages() } } ?? []
        hasChanges = !changes.isEmpty

        let mayPublish = visit.actor?.may(.publishArticles) ?? false
        let isReady = article.map { $0.candidate.id != $0.liveID } ?? false
        publishing =
            mayPublish && isReady ? article.map { Publishing(visit, $0, hold: hold) } : nil
        isPublishingNext = publishing != nil && hold == nil
        self.ranges = mayPublish ? ranges.map { RangeLine($0, visit) } : []
        hasRanges = !self.ranges.isEmpty
        mayUnpublish = mayPublish && (article?.liveID != nil || article?.nextID != nil)
        address = article.map { Address(visit.articleForm(with: "slug"), $0) }
        self.related = related
    }

    private static let effect = "reviewed first"

    private static func saved(
        _ visit: Visit, _ article: StoredArticle?, _ draft: Draft?, _ fields: ArticleFields
    ) -> Pill? {
        guard let article else { return nil }
        if !visit.issues.isEmpty, visit.form.has("title") { return Pill(.warn, "not saved") }
        let words = TimeText(zone: visit.actor?.zone ?? .gmt)
        if let draft, !draft.content.says(ArticleFields(article)) {
            let when = words.relative(draft.savedAt, now: visit.now)
            let kept = "kept \(when) by \(draft.savedByName)"
            return Pill(
                .warn,
                draft.basedOn == article.number
                    ? "\(kept), no revision yet"
                    : "\(kept), before revision \(article.number) came. Save to see both")
        }
        return Pill(
            .calm, "revision \(article.number), saved \(words.relative(article.savedAt, now: visit.now))")
    }

    /// For the editor; empty where only Markdown can be mended.
    private static func documentJSON(_ fields: ArticleFields) -> String {
        guard !fields.text.isEmpty || !fields.document.isEmpty,
            let document = try? fields.unfinishedDocument()
        else { return "" }
        return document.json
    }

    private struct Image: Encodable {
        let id: String
        let title: String
        let alt: String
        let url: String
    }

    private static func imagesJSON(_ images: [ImageRow]) -> String {
        let listed = images.map { row in
            let id = row.reference.description
            return Image(id: id, title: row.alt, alt: row.alt, url: "/console/images/\(id)")
        }
        return (try? PostgresJSON(encoding: listed))?.text ?? "[]"
    }

    private static func changes(
        since live: ArticleReview.Revision, _ fields: ArticleFields, _ choices: ArticleChoices
    ) -> [ChangeRow] {
        let document = (try? fields.unfinishedDocument()) ?? Document()
        let category = choices.categories.first { $0.categoryID.description == fields.category }?.name
        let author = choices.authors.first { $0.authorID.description == fields.author }?.name
        let topics = fields.topics.split(separator: ";").map { oneLine(String($0)) }.filter { !$0.isEmpty }
        return [
            ChangeRow("Title", from: live.title, to: fields.title),
            ChangeRow("Summary", from: live.dek, to: fields.dek),
            ChangeRow("Category", from: live.categoryName, to: category ?? ""),
            ChangeRow("Author", from: live.authorName ?? "None", to: author ?? "None"),
            ChangeRow(
                "Topics", from: live.topicNames.joined(separator: ", "), to: topics.joined(separator: ", ")),
            ChangeRow("Text", from: live.document.text, to: document.text),
            ChangeRow(
                "References", from: live.references.map(\.line).joined(separator: "\n"), to: fields.references
            ),
            ChangeRow("Disclaimer", from: live.disclaimer, to: fields.disclaimer),
        ].compactMap { $0 }
    }
}

extension ArticleEditorPage.Publishing {
    fileprivate init(_ visit: Visit, _ article: StoredArticle, hold: ArticleHold?) {
        let visit = visit.articleForm(with: "day")
        publishTitle = "Publish revision \(article.candidate.number)"
        publishNumber = String(article.candidate.number)
        holdWords = hold?.sentence
        day = visit.text("day", "From day", kind: "date")
        time = visit.time("time", "From time")
        endDay = visit.text("end_day", "Until day", kind: "date")
        endTime = visit.time("end_time", "Until time")
        zoneNote =
            "In your time zone, \(TimeText(zone: visit.actor?.zone ?? .gmt).zoneName). Without an end it stays until something else is published."
    }
}

extension ArticleEditorPage.RangeLine {
    fileprivate init(_ range: ScheduledRange, _ visit: Visit) {
        let words = TimeText(zone: visit.actor?.zone ?? .gmt)
        let isComing = range.begins > visit.now
        var sentence =
            isComing
            ? "Revision \(range.number) from \(words.full(range.begins))"
            : "Revision \(range.number), public now"
        if let ends = range.ends { sentence += ", until \(words.full(ends))" }
        rangeWords = sentence
        rangeWarning = isComing ? range.hold?.sentence : nil
        publication = isComing ? range.publicationID.description : nil
        mayKeep = !isComing && range.ends != nil && !range.isReplaced
    }
}

extension ArticleEditorPage.Address {
    fileprivate init(_ visit: Visit, _ article: StoredArticle) {
        addressVersion = visit.issues.isEmpty ? String(article.version) : visit.form["version"]
        slug = visit.text(
            "slug", "Address", article.slug.rawValue, hint: "The old address leads to the new one.")
    }
}

extension Visit {
    /// The visit for the fields of one of several forms: when another one comes back, these show what is stored.
    fileprivate func articleForm(with field: String) -> Visit {
        guard form.raw(field) == nil else { return self }
        var other = self
        other.issues = FormIssues()
        return other
    }
}
