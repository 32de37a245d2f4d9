import Documents
import Foundation
import Kernel
import Postgres
import Site
import Topics

/// A source that an article leans on.
public struct ArticleReference: Codable, Hashable, Sendable {
    static let maxCount = 100
    static let maxLength = 1_000

    public let text: String
    /// Where it can be read; nil where it is not on the web.
    public let url: String?

    /// Reads a line: words, and an address at its end where there is one.
    init(line: String) throws(FormIssues) {
        let words = oneLine(line).split(separator: " ")
        guard let last = words.last, last.hasPrefix("https://") || last.hasPrefix("http://") else {
            try self.init(text: oneLine(line), url: nil)
            return
        }
        try self.init(text: words.dropLast().joined(separator: " "), url: String(last))
    }

    /// Words and an address; the address stands for the words where there are none.
    ///
    /// - Throws: `FormIssues` for neither, for too long a text, and for an address that is none of the web.
    public init(text: String, url: String?) throws(FormIssues) {
        let text = oneLine(text)
        guard text.count <= Self.maxLength else {
            throw FormIssues("references", .tooLong("each reference", max: Self.maxLength))
        }
        if let url {
            guard let destination = try? LinkDestination(url), destination.kind == .web else {
                throw FormIssues(
                    "references", .other("“\(url.prefix(80))” is no web address. Begin it with https://."))
            }
        }
        guard let shown = text.isEmpty ? url : text else {
            throw FormIssues("references", .missing("a text for each reference"))
        }
        self.text = shown
        self.url = url
    }

    /// As it stands in the form.
    var line: String {
        guard let url else { return text }
        return text == url ? url : "\(text) \(url)"
    }
}

/// What has revisions, checked: what is approved is exactly this.
struct ArticleInput: Sendable, Equatable {
    static let maxTitle = 200
    static let maxDek = 400
    static let maxDisclaimer = 4_000
    static let maxTopics = 20

    let title: String
    /// The sentence or two below the title.
    let dek: String
    /// A language tag (BCP 47), as `en`.
    let lang: String
    let categoryID: CategoryID
    /// Who signs it; nil for an article without a byline.
    let authorID: AuthorID?
    /// In the order in which the page names them.
    let topics: [TopicID]
    let document: Document
    let references: [ArticleReference]
    let disclaimer: String

    /// - Throws: `FormIssues` with every field that needs another look.
    init(
        title: String, dek: String, lang: String, categoryID: CategoryID?, authorID: AuthorID?,
        topics: [TopicID], document: Document, references: [ArticleReference], disclaimer: String
    ) throws(FormIssues) {
        var issues = FormIssues()
        let title = oneLine(title)
        let dek = oneLine(dek)
        let disclaimer = disclaimer.trimmingCharacters(in: .whitespacesAndNewlines)
        if title.isEmpty { issues.add("title", .missing("a title")) }
        if title.count > Self.maxTitle { issues.add("title", .tooLong("a title", max: Self.maxTitle)) }
        if dek.count > Self.maxDek { issues.add("dek", .tooLong("a summary", max: Self.maxDek)) }
        if disclaimer.count > Self.maxDisclaimer {
            issues.add("disclaimer", .tooLong("a disclaimer", max: Self.maxDisclaimer))
        }
        let lang = lang.isEmpty ? "en" : lang
        if lang.wholeMatch(of: /[a-z]{2,3}(-[A-Za-z0-9]{2,8})*/) == nil {
            issues.add("lang", .other("Enter a language tag, like en or es-MX."))
        }
        if categoryID == nil { issues.add("category", .notOneOf("a category")) }
        var seen: Set<TopicID> = []
        let unique = topics.filter { seen.insert($0).inserted }
        if unique.count > Self.maxTopics {
            issues.add("topics", .other("Choose at most \(Self.maxTopics) topics."))
        }
        if references.count > ArticleReference.maxCount {
            issues.add("references", .other("List at most \(ArticleReference.maxCount) references."))
        }
        guard issues.isEmpty, let categoryID else { throw issues }
        self.title = title
        self.dek = dek
        self.lang = lang
        self.categoryID = categoryID
        self.authorID = authorID
        self.topics = unique
        self.document = document
        self.references = references
        self.disclaimer = disclaimer
    }

    /// What keeps it from a review: readers would find half an article.
    ///
    /// - Throws: `FormIssues` with what is missing.
    func assertComplete() throws(FormIssues) {
        var issues = FormIssues()
        if document.isEmpty { issues.add("text", .missing("the text, then submit it")) }
        if topics.isEmpty { issues.add("topics", .missing("at least one topic, then submit it")) }
        try issues.throwIfAny()
    }
}

/// What an article carries that its form does not ask for.
struct ArticleFacts: Sendable, Equatable {
    /// A clinical review elsewhere, and its day.
    var reviewedBy: String?
    var reviewedOn: PostgresDate?
    /// The days that a file gave.
    var publishedOn: PostgresDate?
    var updatedOn: PostgresDate?
    var frontMatter = KeptFrontMatter()

    /// What a later revision keeps. A review and a day of updating are those of the text that they were written for.
    var carriedOver: ArticleFacts {
        ArticleFacts(publishedOn: publishedOn, frontMatter: frontMatter)
    }
}

/// Where an article stands; derived, and never stored.
enum ArticleStanding: String, CaseIterable, Codable, Sendable {
    case draft, submitted, approved, scheduled
    case live = "public"
    case withdrawn

    var title: String {
        switch self {
        case .draft: "Draft"
        case .submitted: "In review"
        case .approved: "Approved"
        case .scheduled: "Scheduled"
        case .live: "Public"
        case .withdrawn: "Withdrawn"
        }
    }
}

/// An article as the console sees it: its latest revision, its approvals, and what readers have of it.
struct StoredArticle: Decodable, Sendable {
    let articleID: ArticleID
    let slug: Slug
    /// Rises with the address; texts have numbers of their own.
    let version: Int

    let revisionID: ArticleRevisionID
    let number: Int
    let title: String
    let dek: String
    let lang: String
    let categoryID: CategoryID
    let categoryName: String
    let needsClinicalReview: Bool
    let authorID: AuthorID?
    let authorName: String?
    let document: Document
    let references: [ArticleReference]
    let disclaimer: String
    let reviewedBy: String?
    let reviewedOn: PostgresDate?
    let publishedOn: PostgresDate?
    let updatedOn: PostgresDate?
    let frontMatter: KeptFrontMatter
    let savedAt: Instant
    /// Who wrote the revision; nil when an import did.
    let writerPerson: PersonID?
    let writerName: String?
    let topics: [TopicID]
    let topicNames: [String]

    /// The newest revision that has all approvals; nil for none.
    let approvedID: ArticleRevisionID?
    let approvedNumber: Int?
    let approvalID: ApprovalID?

    /// What readers see now; nil when they see nothing.
    let liveID: ArticleRevisionID?
    let liveNumber: Int?
    let liveFrom: Instant?
    let liveUntil: Instant?
    /// What they will see next; nil when nothing is scheduled.
    let nextID: ArticleRevisionID?
    let nextNumber: Int?
    let nextFrom: Instant?
    /// The number of the revision that waits for a decision; nil when none does.
    let waitingNumber: Int?
    let waitingStage: Int?
    let wasPublic: Bool
    let standing: ArticleStanding

    var isLatestLive: Bool { liveID == revisionID }
    var path: String { "/console/articles/\(articleID)" }
    var publicPath: String { "/articles/\(slug)" }
    var facts: ArticleFacts {
        ArticleFacts(
            reviewedBy: reviewedBy, reviewedOn: reviewedOn, publishedOn: publishedOn, updatedOn: updatedOn,
            frontMatter: frontMatter)
    }

    /// What would become public next: the approved revision where readers do not have it yet, else the latest.
    var candidate: (id: ArticleRevisionID, number: Int) {
        if let approvedID, let approvedNumber, approvedNumber > liveNumber ?? 0, approvedID != liveID {
            return (approvedID, approvedNumber)
        }
        return (revisionID, number)
    }

    func has(_ input: ArticleInput) -> Bool {
        title == input.title && dek == input.dek && lang == input.lang && categoryID == input.categoryID
            && authorID == input.authorID && topics == input.topics && document == input.document
            && references == input.references && disclaimer == input.disclaimer
    }

    /// The revision as an input again.
    var input: ArticleInput {
        get throws(FormIssues) {
            try ArticleInput(
                title: title, dek: dek, lang: lang, categoryID: categoryID, authorID: authorID,
                topics: topics, document: document, references: references, disclaimer: disclaimer)
        }
    }
}

/// What the audit log keeps of a revision; its texts stay where they are.
struct ArticleRecord: Codable, Sendable {
    let title: String
    let number: Int
    let words: Int
}
