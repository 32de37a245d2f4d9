import Documents
import Testing

@testable import DemoData

@Suite("Articles of a large demo")
struct ManyArticleTests {
    private static let articles = DemoArticles.many(count: 1_200, seed: 7)

    @Test("the same seed gives the same, whatever the count, and another seed gives others")
    func deterministic() {
        #expect(DemoArticles.many(count: 60, seed: 7) == Array(Self.articles.prefix(60)))
        #expect(DemoArticles.many(count: 60, seed: 8) != Array(Self.articles.prefix(60)))
        #expect(DemoArticles.many(count: 0, seed: 7).isEmpty)
    }

    @Test("each has a slug of its own, and knows its category, author and topics")
    func known() {
        let topics = Set(demo.topics.map(\.slug))
        let categories = Set(demo.categories.map(\.slug))

        #expect(Set(Self.articles.map(\.slug)).count == Self.articles.count)
        #expect(Set(Self.articles.map(\.category)) == categories)
        #expect(Set(Self.articles.flatMap(\.topics)) == topics)
        for article in Self.articles {
            #expect(article.slug.count <= 80 && article.title.count <= 120 && article.dek.count <= 300)
            #expect(Set(article.topics).count == article.topics.count)
            #expect(demo.authors.contains { $0.slug == article.author })
        }
    }

    @Test("each has 150 to 250 words and no gap is left open")
    func length() {
        for article in Self.articles {
            let count = words(article.body).count
            #expect((150...250).contains(count), "\(article.slug): \(count)")
            #expect(!(article.title + article.dek + article.body).contains { "{}".contains($0) })
        }
    }

    @Test("each is Markdown that an article may hold, and its sentences begin with a capital")
    func markdown() throws {
        for article in Self.articles.prefix(200) {
            let parsed = try Document.parse(markdown: article.body, schema: .article)

            #expect(parsed.notes.isEmpty)
            #expect(article.title.first?.isLowercase == false && article.dek.first?.isLowercase == false)
            #expect(article.body.firstMatch(of: /[.?]\s+[a-z]/) == nil, "\(article.body)")
        }
    }

    @Test("those about self-harm say whom to call")
    func selfHarm() {
        let about = Self.articles.filter { $0.topics.first == "self-harm" }

        #expect(!about.isEmpty)
        #expect(about.allSatisfy { $0.body.contains("988") })
    }

    @Test("two of one subject have more words in common than two of different subjects")
    func structure() {
        let sample = Array(Self.articles.prefix(150))
        let vocabularies = sample.map { Set(words($0.body).filter { $0.count > 4 }) }
        var near: [Double] = []
        var far: [Double] = []

        for first in sample.indices {
            for second in 0..<first {
                let both = vocabularies[first].intersection(vocabularies[second]).count
                let share = Double(both) / Double(vocabularies[first].union(vocabularies[second]).count)
                let isSame =
                    sample[first].category == sample[second].category
                    && sample[first].topics.first == sample[second].topics.first
                if isSame { near.append(share) } else { far.append(share) }
            }
        }

        let means = [near, far].map { $0.reduce(0, +) / Double($0.count) }
        #expect(means[0] > 1.25 * means[1], "\(means)")
    }
}
