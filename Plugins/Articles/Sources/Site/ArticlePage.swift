import Console
import Documents
import Foundation
import Kernel
import Postgres
import Site

/// An article's page.
struct ArticlePage: Page {
    static let template = "articles/article"

    /// A date as it is read, and as machines read it.
    struct Dated: Sendable {
        let dateText: String
        let dateValue: String
    }

    struct Reference: Sendable {
        let referenceText: String
        let referenceURL: String?
    }

    struct Related: Sendable {
        let relatedSlug: String
        let relatedTitle: String
        let relatedCategory: String
        let kind: String
        /// Why it stands there; nil where an editor chose it.
        let why: String?
    }

    struct Author: Sendable {
        let authorName: String
        let authorCredentials: String?
        let authorBio: String
    }

    let page: SitePage
    let lang: String?
    let title: String
    let dek: String?
    let category: Link
    let crisis: CrisisBox?
    let byline: String?
    let reviewer: String?
    let reviewed: Dated?
    let published: Dated?
    let updated: Dated?
    let minutes: Int
    let minutesText: String
    let share: [ShareLink]
    let bodyHTML: String
    let hasTopics: Bool
    let topics: [Link]
    let care: Link?
    let hasRelated: Bool
    let related: [Related]
    let hasReferences: Bool
    let references: [Reference]
    let author: Author?
    let disclaimer: [String]
    let hasDisclaimer: Bool

    init(
        _ request: PageRequest, _ article: PublicArticle.Live, topics: [PublicArticle.Topic],
        body: ArticleBody, related: [RelatedArticle]
    ) throws {
        let path = "/articles/\(article.slug)"
        let dates = ArticleDates(article, in: request.site.dates)
        page = SitePage(
            request, title: article.title, description: article.description,
            data: try JSONLD(ArticleData(article, dates: dates, topics: topics, site: request.site)))
        lang = article.lang == "en" ? nil : article.lang
        title = article.title
        dek = article.dek.isEmpty ? nil : article.dek
        category = Link(article.categoryName, to: "/categories/\(article.categorySlug)")
        crisis = CrisisBox(tier: article.crisisTier)
        byline = article.authorName
        reviewer = article.reviewedBy
        reviewed = dates.reviewed
        published = dates.published
        updated = dates.updated
        minutes = Document.readingMinutes(ofWords: article.wordCount)
        minutesText = minutes == 1 ? "1 minute" : "\(minutes) minutes"
        share = ShareLink.all(title: article.title, url: request.site.url + path)
        bodyHTML = body.html
        let pages = topics.filter(\.hasPage)
        hasTopics = !pages.isEmpty
        self.topics = pages.map { Link($0.name, to: "/topics/\($0.slug)") }
        care = topics.first.map { Link("Find care for \($0.label)", to: "/providers?topic=\($0.slug)") }
        hasRelated = !related.isEmpty
        self.related = related.map {
            Related(
                relatedSlug: $0.slug.rawValue, relatedTitle: $0.title, relatedCategory: $0.categoryName,
                kind: $0.isPinned ? "pinned" : "suggested", why: $0.isPinned ? nil : $0.reason)
        }
        hasReferences = !article.references.isEmpty
        references = article.references.map { Reference(referenceText: $0.text, referenceURL: $0.url) }
        author = article.authorName.flatMap { name in
            guard let bio = article.authorBio, !bio.isEmpty else { return nil }
            let letters = article.authorCredentials ?? ""
            return Author(
                authorName: name, authorCredentials: letters.isEmpty ? nil : letters, authorBio: bio)
        }
        disclaimer = article.disclaimer.split(separator: "\n").map { String($0) }
        hasDisclaimer = !disclaimer.isEmpty
    }
}

/// The days of an article, as people and machines read them.
struct ArticleDates: Sendable {
    let published: ArticlePage.Dated?
    let updated: ArticlePage.Dated?
    let reviewed: ArticlePage.Dated?

    /// A day that a file gave stands as it was written. An article that came with the day of its last change and without
    /// one of its first shows only what is known.
    init(_ article: PublicArticle.Live, in text: TimeText) {
        func dated(_ instant: Instant) -> ArticlePage.Dated {
            ArticlePage.Dated(dateText: text.date(instant), dateValue: instant.description)
        }
        func dated(_ day: PostgresDate) -> ArticlePage.Dated {
            ArticlePage.Dated(dateText: TimeText.date(day), dateValue: day.description)
        }
        updated = article.updatedOn.map(dated)
        published =
            article.publishedOn.map(dated)
            ?? (article.updatedOn == nil ? dated(article.publishedAt) : nil)
        reviewed = article.reviewedAt.map { at in
            guard article.isReviewADay else { return dated(at) }
            let day = PostgresDate(daysSince1970: (at.microseconds / 86_400_000_000))
            return dated(day)
        }
    }
}

/// A way to pass an article on that loads nothing from anybody: a link that opens the other site when it is followed.
struct ShareLink: Sendable {
    let shareName: String
    let shareURL: String

    static func all(title: String, url: String) -> [ShareLink] {
        func link(_ name: String, _ base: String, _ fields: [(String, String)]) -> ShareLink {
            let query = fields.map { "\($0)=\(encoded($1))" }.joined(separator: "&")
            return ShareLink(shareName: name, shareURL: "\(base)?\(query)")
        }
        return [
            link("X", "https://x.com/intent/post", [("text", title), ("url", url)]),
            link("LinkedIn", "https://www.linkedin.com/sharing/share-offsite/", [("url", url)]),
            link("Facebook", "https://www.facebook.com/sharer/sharer.php", [("u", url)]),
            link("Reddit", "https://www.reddit.com/submit", [("url", url), ("title", title)]),
            link("Email", "mailto:", [("subject", title), ("body", url)]),
            link("Bluesky", "https://bsky.app/intent/compose", [("text", "\(title) \(url)")]),
        ]
    }

    /// RFC 3986: everything but unreserved characters is written as percent and hexadecimal digits.
    private static func encoded(_ text: String) -> String {
        let unreserved = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }
}
