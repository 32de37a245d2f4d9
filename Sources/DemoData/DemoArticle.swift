/// A text for readers, with where it stands on the demo day.
public struct DemoArticle: Hashable, Sendable {
    /// Where an article is on its way to readers and back.
    public enum Standing: Hashable, Sendable {
        /// Was public once and was withdrawn on purpose.
        case past(publishedDaysAgo: Int, withdrawnDaysAgo: Int)
        case published(daysAgo: Int)
        /// Approved, and public from that whole hour of the site's day.
        case scheduled(inDays: Int, hour: Int)
        case inReview(Stage)
        case draft
    }

    /// Who has to look next.
    public enum Stage: Hashable, Sendable {
        /// A clinical reviewer, because the category asks for one.
        case clinical
        /// An editor who is not the author.
        case editorial
    }

    public let slug: String
    /// At most 120 characters.
    public let title: String
    /// What stands below the title: at most 300 characters.
    public let dek: String
    /// The slug of a `DemoCategory`.
    public let category: String
    /// Slugs of `DemoTopic`s, the one that fits best first.
    public let topics: [String]
    /// The slug of a `DemoAuthor`.
    public let author: String
    public let language: String
    /// Markdown, without front matter.
    public let body: String
    public let references: [DemoReference]
    /// What readers should know about the limits of the text; nil where the site’s own words will do.
    public let disclaimer: String?
    public let standing: Standing
    /// The clinical review that its category asks for; nil where none was needed or it is still to come.
    public let reviewedBy: DemoReview?
    /// The slug of the article that this one repeats on purpose, so that a search for duplicates finds a pair.
    public let nearDuplicateOf: String?

    init(
        slug: String, title: String, dek: String, category: String, topics: [String], author: String,
        standing: Standing, review: DemoReview? = nil, references: [DemoReference] = [],
        disclaimer: String? = nil, nearDuplicateOf: String? = nil, body: String
    ) {
        self.slug = slug
        self.title = title
        self.dek = dek
        self.category = category
        self.topics = topics
        self.author = author
        language = "en"
        self.body = body
        self.references = references
        self.disclaimer = disclaimer
        self.standing = standing
        reviewedBy = review
        self.nearDuplicateOf = nearDuplicateOf
    }
}

/// A source that an article names.
public struct DemoReference: Hashable, Sendable {
    public let text: String
    /// Where it can be read; nil for what is not on the web.
    public let url: String?

    init(text: String, url: String? = nil) {
        self.text = text
        self.url = url
    }
}

/// A clinician's look at an article before readers see it.
public struct DemoReview: Hashable, Sendable {
    public let name: String
    public let credential: String
    public let daysAgo: Int

    /// By whoever holds the account `reviewer@stet.example`.
    static func byHaddad(daysAgo: Int) -> DemoReview {
        DemoReview(name: "Samira Haddad", credential: "Licensed Psychologist (PsyD)", daysAgo: daysAgo)
    }

    static func byLindqvist(daysAgo: Int) -> DemoReview {
        DemoReview(
            name: "Oona Lindqvist", credential: "Licensed Clinical Social Worker (LCSW)", daysAgo: daysAgo)
    }
}

extension DemoArticle {
    static let all: [DemoArticle] = [
        gettingStarted1, gettingStarted2, payingForCare1, payingForCare2, howCareWorks1, howCareWorks2,
        restAndWork1, restAndWork2, lossAndChange1, lossAndChange2, moodAndWorry1, moodAndWorry2,
        familyAndLove1, familyAndLove2, hardMoments,
    ].flatMap { $0 }
}
