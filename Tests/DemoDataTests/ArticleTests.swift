import Documents
import Foundation
import Testing

@testable import DemoData

@Suite("Demo articles")
struct ArticleTests {
    @Test("there are sixty, each with a slug and a title of its own")
    func sixty() {
        #expect(demo.articles.count == 60)
        #expect(Set(demo.articles.map(\.slug)).count == 60)
        #expect(Set(demo.articles.map(\.title)).count == 60)
        #expect(Set(demo.articles.map(\.dek)).count == 60)
        #expect(demo.articles == DemoData(seed: 8, providers: 0, now: noon).articles)
    }

    @Test("each knows its category, its author and its topics", arguments: demo.articles)
    func known(article: DemoArticle) {
        #expect(demo.categories.contains { $0.slug == article.category })
        #expect(demo.authors.contains { $0.slug == article.author })
        #expect((1...3).contains(article.topics.count))
        #expect(Set(article.topics).isSubset(of: demo.topics.map(\.slug)))
        #expect(Set(article.topics).count == article.topics.count)
        #expect(article.language == "en")
    }

    @Test("each has a title, a dek and a slug that fit", arguments: demo.articles)
    func lengths(article: DemoArticle) {
        #expect((10...120).contains(article.title.count))
        #expect((40...300).contains(article.dek.count))
        #expect(article.slug.count <= 80)
        #expect(article.slug.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
        #expect((350...900).contains(words(article.body).count), "\(words(article.body).count)")
    }

    @Test(
        "each is Markdown that an article may hold, and nothing of it is left out", arguments: demo.articles)
    func markdown(article: DemoArticle) throws {
        let parsed = try Document.parse(markdown: article.body, schema: .article)

        #expect(parsed.notes.isEmpty, "\(parsed.notes)")
        #expect(parsed.document.headings.count >= 4)
        #expect(try Document(markdown: parsed.document.markdown, schema: .article) == parsed.document)
        for reference in article.references {
            #expect(!reference.text.isEmpty)
            if let url = reference.url { _ = try LinkDestination(url) }
        }
    }

    @Test("every kind of block stands in one of them")
    func blocks() throws {
        let blocks = try demo.articles.flatMap { try Document(markdown: $0.body, schema: .article).blocks }

        func has(_ matches: (Block) -> Bool) -> Bool { blocks.contains(where: matches) }
        #expect(has { if case .definitions = $0 { true } else { false } })
        #expect(has { if case .table = $0 { true } else { false } })
        #expect(has { if case .callout(.warning, _) = $0 { true } else { false } })
        #expect(has { if case .callout(.info, _) = $0 { true } else { false } })
        #expect(has { if case .quote = $0 { true } else { false } })
        #expect(has { if case .orderedList = $0 { true } else { false } })
    }

    @Test("plain to read: a school grade of at most 8", arguments: demo.articles)
    func readable(article: DemoArticle) {
        let grade = schoolGrade(article.body)

        #expect(grade <= 8, "\(article.slug): \(grade)")
    }

    @Test("nothing unsafe, promised, unsourced or unfinished", arguments: demo.articles)
    func careful(article: DemoArticle) {
        let text = [article.title, article.dek, article.body, article.disclaimer ?? ""].joined(
            separator: "\n"
        )
        .lowercased()
        let phrases = [
            "committed suicide", "commit suicide", "failed attempt", "successful attempt", "unsuccessful",
            "epidemic", "cure", "guaranteed", "100%", "proven", "miracle", "research shows", "studies show",
            "research has shown", "experts agree", "1-800-273", "click here", "lorem", "placeholder", "tbd",
            "todo", "coming soon", "xxx", "{", "}", "<", "'", "\"", "percent of people",
        ]
        for phrase in phrases {
            #expect(!text.contains(phrase), "\(article.slug): \(phrase)")
        }
        #expect(text.firstMatch(of: /\S {2}/) == nil, "\(article.slug) holds two spaces in a row")
        if ["suicide", "killing yourself", "about dying", "be dead"].contains(where: text.contains) {
            #expect(text.contains("988"), "\(article.slug) names no one to call")
        }
    }

    @Test("those about self-harm, and only a few, say early on or at their end whom to call")
    func selfHarm() {
        let tier1 = demo.articles.filter { $0.topics.contains("self-harm") }

        #expect((2...6).contains(tier1.count))
        for article in tier1 {
            #expect(article.body.contains("988"), "\(article.slug)")
            #expect(article.references.contains { $0.url == "https://988lifeline.org" }, "\(article.slug)")
        }
    }

    @Test("no two share a fifth of their five-word runs, but for the pair that does on purpose")
    func distinct() {
        let articles = demo.articles
        let runs = articles.map { shingles($0.body) }
        var pairs = 0

        for first in articles.indices {
            for second in 0..<first {
                let common = shared(runs[first], runs[second])
                let share = Double(common) / Double(min(runs[first].count, runs[second].count))
                if articles[first].nearDuplicateOf == articles[second].slug
                    || articles[second].nearDuplicateOf == articles[first].slug
                {
                    pairs += 1
                    #expect(share > 0.8)
                } else {
                    #expect(share <= 0.2, "\(articles[first].slug), \(articles[second].slug): \(share)")
                }
            }
        }

        #expect(pairs == 1)
        #expect(articles.count { $0.nearDuplicateOf != nil } == 1)
    }

    @Test("every standing occurs, and most are public")
    func standings() {
        func count(_ matches: (DemoArticle.Standing) -> Bool) -> Int {
            demo.articles.count { matches($0.standing) }
        }

        #expect(count { if case .published = $0 { true } else { false } } >= 40)
        #expect(count { if case .past = $0 { true } else { false } } >= 2)
        #expect(count { if case .scheduled = $0 { true } else { false } } >= 3)
        #expect(count { $0 == .inReview(.clinical) } >= 2)
        #expect(count { $0 == .inReview(.editorial) } >= 2)
        #expect(count { $0 == .draft } >= 2)
        for case .past(let published, let withdrawn) in demo.articles.map(\.standing) {
            #expect(published > withdrawn && withdrawn > 0)
        }
        for case .scheduled(let days, let hour) in demo.articles.map(\.standing) {
            #expect(days > 0 && (0...23).contains(hour))
        }
    }

    @Test("a clinician read what its category wants read, before it was published", arguments: demo.articles)
    func reviews(article: DemoArticle) {
        let asks = demo.categories.first { $0.slug == article.category }?.needsClinicalReview ?? false

        switch article.standing {
        case .published(let daysAgo), .past(let daysAgo, _):
            #expect((article.reviewedBy != nil) == asks)
            #expect(article.reviewedBy.map { $0.daysAgo >= daysAgo } ?? true)
        case .scheduled, .inReview(.editorial):
            #expect((article.reviewedBy != nil) == asks)
        case .inReview(.clinical):
            #expect(asks && article.reviewedBy == nil)
        case .draft:
            #expect(article.reviewedBy == nil)
        }
    }

    @Test("every category has something to show, and about half ask for a clinician")
    func categories() {
        #expect(demo.categories.count == 8)
        #expect(Set(demo.categories.map(\.slug)).count == 8)
        #expect(demo.categories.count { $0.needsClinicalReview } == 4)
        for category in demo.categories {
            let shown = demo.articles.count { article in
                guard case .published = article.standing else { return false }
                return article.category == category.slug
            }
            #expect(shown >= 4, "\(category.slug): \(shown)")
            #expect(category.description.hasSuffix("."))
        }
    }

    @Test("there are six authors, two of whom write with an account of the demo")
    func authors() {
        #expect(demo.authors.count == 6)
        #expect(Set(demo.authors.map(\.slug)).count == 6)
        let editors = demo.accounts.filter { $0.role == "editor" }
        for author in demo.authors {
            #expect(author.slug == author.name.folded)
            #expect((2...3).contains(author.bio.split(separator: ".").count), "\(author.slug)")
            #expect(demo.articles.contains { $0.author == author.slug })
            guard let account = author.account else { continue }
            #expect(editors.contains { $0.email == account && $0.displayName == author.name })
        }
        #expect(demo.authors.compactMap(\.account).count == 2)
    }
}
