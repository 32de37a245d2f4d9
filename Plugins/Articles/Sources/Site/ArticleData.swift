import Foundation
import Kernel
import Site

/// An article as structured data: schema.org's MedicalWebPage around an Article, and a DefinedTermSet where it explains
/// terms.
struct ArticleData: Encodable {
    private struct Person: Encodable {
        let name: String

        private enum Keys: String, CodingKey {
            case type = "@type"
            case name
        }

        func encode(to encoder: any Encoder) throws {
            var person = encoder.container(keyedBy: Keys.self)
            try person.encode("Person", forKey: .type)
            try person.encode(name, forKey: .name)
        }
    }

    private struct Thing: Encodable {
        let type: String
        let name: String
        var url: String?

        private enum Keys: String, CodingKey {
            case type = "@type"
            case name, url
        }

        func encode(to encoder: any Encoder) throws {
            var thing = encoder.container(keyedBy: Keys.self)
            try thing.encode(type, forKey: .type)
            try thing.encode(name, forKey: .name)
            try thing.encodeIfPresent(url, forKey: .url)
        }
    }

    private enum Keys: String, CodingKey {
        case context = "@context"
        case type = "@type"
        case name, url, description, inLanguage, about, reviewedBy, lastReviewed, mainEntity, mentions
        case headline, datePublished, dateModified, author, articleSection, publisher, wordCount
        case hasDefinedTerm
    }

    private let article: PublicArticle.Live
    private let dates: ArticleDates
    private let topics: [PublicArticle.Topic]
    private let site: SiteFacts

    init(
        _ article: PublicArticle.Live, dates: ArticleDates, topics: [PublicArticle.Topic], site: SiteFacts
    ) {
        self.article = article
        self.dates = dates
        self.topics = topics
        self.site = site
    }

    private var url: String { "\(site.url)/articles/\(article.slug)" }

    func encode(to encoder: any Encoder) throws {
        var page = encoder.container(keyedBy: Keys.self)
        try page.encode("https://schema.org", forKey: .context)
        try page.encode("MedicalWebPage", forKey: .type)
        try page.encode(article.title, forKey: .name)
        try page.encode(url, forKey: .url)
        try page.encode(article.description, forKey: .description)
        try page.encode(article.lang, forKey: .inLanguage)
        if !topics.isEmpty {
            try page.encode(
                topics.map {
                    Thing(
                        type: "Thing", name: $0.name, url: $0.hasPage ? "\(site.url)/topics/\($0.slug)" : nil)
                }, forKey: .about)
        }
        if let reviewer = article.reviewedBy, let reviewed = dates.reviewed {
            try page.encode(Person(name: reviewer), forKey: .reviewedBy)
            // schema.org asks for a day here.
            try page.encode(String(reviewed.dateValue.prefix(10)), forKey: .lastReviewed)
        }
        try encodeArticle(in: page.nestedContainer(keyedBy: Keys.self, forKey: .mainEntity))
        if !article.terms.isEmpty {
            try encodeTerms(in: page.nestedContainer(keyedBy: Keys.self, forKey: .mentions))
        }
    }

    private func encodeArticle(in container: KeyedEncodingContainer<Keys>) throws {
        var entity = container
        try entity.encode("Article", forKey: .type)
        try entity.encode(article.title, forKey: .headline)
        try entity.encode(article.categoryName, forKey: .articleSection)
        try entity.encode(article.wordCount, forKey: .wordCount)
        try entity.encodeIfPresent(article.authorName.map(Person.init), forKey: .author)
        try entity.encodeIfPresent(dates.published?.dateValue, forKey: .datePublished)
        try entity.encode(
            dates.updated?.dateValue ?? dates.published?.dateValue ?? article.liveFrom.description,
            forKey: .dateModified)
        try entity.encode(Thing(type: "Organization", name: site.name, url: site.url), forKey: .publisher)
    }

    private func encodeTerms(in container: KeyedEncodingContainer<Keys>) throws {
        var set = container
        try set.encode("DefinedTermSet", forKey: .type)
        try set.encode(article.title, forKey: .name)
        var terms = set.nestedUnkeyedContainer(forKey: .hasDefinedTerm)
        for term in article.terms {
            var entry = terms.nestedContainer(keyedBy: Keys.self)
            try entry.encode("DefinedTerm", forKey: .type)
            try entry.encode(term.term, forKey: .name)
            try entry.encode(term.meaning, forKey: .description)
        }
    }
}
