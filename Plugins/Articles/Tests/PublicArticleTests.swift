import Foundation
import Kernel
import Postgres
import Site
import TestSupport
import Testing
import Topics

@testable import Articles

/// Five hundred words in ten paragraphs, each of which begins with another number.
private let longBody = (1...10)
    .map { number in
        "Paragraph \(number) " + Array(repeating: "words", count: 48).joined(separator: " ") + "."
    }
    .joined(separator: "\n\n")

@Suite("Articles as readers see them", .stet(with: articlePlugins))
struct PublicArticleTests {
    private func take(_ head: String, _ body: String, publish: Bool = true) async throws {
        let report = try await ArticleImport(kernel: TestStet.current.kernel)
            .run(
                Data("---\nkind: article\n\(head)\n---\n\n\(body)\n".utf8), file: "article.md",
                options: ImportOptions(publishReason: publish ? "Read before the move" : nil))
        #expect(report.isWritten, "\(report.lines)")
    }

    private func page(_ path: String) async throws -> String {
        try await shown(path).body
    }

    private func shown(_ path: String) async throws -> ConsoleClient.Answer {
        nonisolated(unsafe) var answer: ConsoleClient.Answer?
        try await TestStet.current.serve { web in answer = try await web.visitor().get(path) }
        return try #require(answer)
    }

    @Test("a page shows who wrote it, when, how long it takes, and where it leads")
    func facts() async throws {
        try await take(
            """
            title: Lying awake
            slug: lying-awake
            category: Sleep & rest
            dek: What to do at three in the morning.
            author: Lena Moor
            published: 2025-07-31
            reviewed_by: Amir Sato, PsyD
            reviewed_on: 2025-07-30
            references:
              - "A leaflet about sleep"
            disclaimer: Not a replacement for advice.
            """, longBody)

        let html = try await page("/articles/lying-awake")

        #expect(html.contains("<h1>Lying awake</h1>"))
        #expect(html.contains("What to do at three in the morning."))
        #expect(html.contains("<a href=\"/categories/sleep-rest\">Sleep &amp; rest</a>"))
        #expect(html.contains("By <strong>Lena Moor</strong>"))
        #expect(html.contains("<time datetime=\"2025-07-31\">July 31, 2025</time>"))
        #expect(
            html.contains(
                "Reviewed by <strong>Amir Sato, PsyD</strong>, <time datetime=\"2025-07-30\">July 30, 2025</time>"
            ))
        #expect(html.contains("data-reading-minutes=\"3\""))
        #expect(html.contains("A leaflet about sleep"))
        #expect(html.contains("Not a replacement for advice."))
    }

    @Test("ways to share load nothing from anybody and hold the address alone")
    func sharing() async throws {
        try await take("title: \"Tea & sympathy\"\nslug: tea\ncategory: Sleep", "Words.")

        let html = try await page("/articles/tea")

        #expect(html.contains("https://x.com/intent/post?text=Tea%20%26%20sympathy&amp;url=http"))
        for name in ["X", "LinkedIn", "Facebook", "Reddit", "Email", "Bluesky"] {
            #expect(html.contains("rel=\"noopener\">\(name)</a>"), "\(name)")
        }
        #expect(!html.contains("<script src"))
        #expect(!html.contains("<iframe"))
    }

    @Test("an article without an author, a bio or a disclaimer has no empty blocks for them")
    func emptyBlocks() async throws {
        try await take("title: Plain\nslug: plain\ncategory: Sleep\nauthor: \"\"", "Words.")

        let html = try await page("/articles/plain")

        #expect(!html.contains("About the author"))
        #expect(!html.contains("Disclaimer"))
        #expect(!html.contains("References"))
        #expect(!html.contains("By <strong>"))
    }

    @Test("terms are marked, and told to machines as a set")
    func terms() async throws {
        try await take("title: Words\nslug: words\ncategory: Sleep", "Latency\n: The time until sleep.\n")

        let html = try await page("/articles/words")

        #expect(html.matches(of: /<dt[^>]*data-term/).count == 1)
        #expect(html.contains("\"@type\":\"DefinedTermSet\""))
        #expect(html.contains("\"name\":\"Latency\""))
    }

    @Test(
        "a link to another article leads there while readers have it, and is plain words while they have not")
    func linkedArticle() async throws {
        try await take("title: Target\nslug: target\ncategory: Sleep", "Words.", publish: false)
        let target = try #require(
            try await TestStet.current.database.value(
                ArticleID.self, "SELECT article_id FROM articles.article WHERE slug = 'target'"))
        try await take("title: Origin\nslug: origin\ncategory: Sleep", "See [the other](article:\(target)).")

        let before = try await page("/articles/origin")
        try await take("title: Target\nslug: target\ncategory: Sleep", "Words.")
        let after = try await page("/articles/origin")

        #expect(before.contains("See the other."))
        #expect(!before.contains("data-article"))
        #expect(after.contains("See <a href=\"/articles/target\">the other</a>."))
    }

    @Test("an article that waits is found nowhere")
    func waiting() async throws {
        try await take("title: Waiting here\nslug: waiting\ncategory: Sleep", "Rare words.", publish: false)

        let article = try await shown("/articles/waiting")
        let list = try await page("/articles")
        let found = try await page("/search?q=rare")
        let feed = try await page("/feed.xml")
        let map = try await page("/sitemap.xml")

        #expect(article.status == .notFound)
        for html in [list, found, feed, map] { #expect(!html.contains("aiting")) }
    }

    @Test("lists, feed, search and sitemap hold what readers have")
    func lists() async throws {
        try await take("title: Lying awake\nslug: lying-awake\ncategory: Sleep\ndek: At three.", "A lullaby.")

        let feed = try await shown("/feed.xml")

        #expect(try await page("/").contains("Lying awake"))
        #expect(try await page("/articles").contains("Lying awake"))
        #expect(try await page("/categories/sleep").contains("At three."))
        #expect(try await page("/search?q=lullabies").contains("Lying awake"))
        #expect(try await page("/sitemap.xml").contains("/articles/lying-awake</loc>"))
        #expect(try await page("/sitemap.xml").contains("/categories/sleep</loc>"))
        #expect(feed.headers[.contentType] == "application/atom+xml; charset=utf-8")
        #expect(feed.body.contains("<title>Lying awake</title>"))
        #expect(try XMLDocumentCheck.isWellFormed(feed.body))
    }

    @Test("a list says the day of the last change where that is all that is known")
    func updatedAlone() async throws {
        let head = "title: Lying awake\nslug: lying-awake\ncategory: Sleep"
        try await take("\(head)\nupdated: 2025-02-28", "Words.")

        let alone = try await page("/articles")
        try await take("\(head)\nupdated: 2025-02-28\npublished: 2025-01-31", "Words.")
        let both = try await page("/articles")

        #expect(alone.contains("Sleep\u{A0}· Updated February 28, 2025\u{A0}· 1\u{A0}minute"))
        #expect(both.contains("Sleep\u{A0}· January 31, 2025\u{A0}· 1\u{A0}minute"))
    }

    @Test("markup in a title stays words in the feed")
    func feedEscapes() async throws {
        try await take("title: \"<b>Bold & \\\"quoted\\\"\"\nslug: bold\ncategory: Sleep", "Words.")

        let feed = try await page("/feed.xml")

        #expect(feed.contains("<title>&lt;b&gt;Bold &amp; &quot;quoted&quot;</title>"))
        #expect(try XMLDocumentCheck.isWellFormed(feed))
    }

    @Test("a category that nobody knows is not found, and an empty search asks for words")
    func strays() async throws {
        #expect(try await shown("/categories/nothing").status == .notFound)
        #expect(try await shown("/articles/nothing").status == .notFound)
        #expect(try await shown("/search").status == .ok)
        #expect(try await page("/search?q=nothingatall").contains("Nothing here has “nothingatall”."))
    }

    @Test("a long list pages by key, and nobody is shown twice or left out")
    func paging() async throws {
        for number in 1...26 {
            try await take(
                "title: Number \(number) of many\nslug: number-\(number)\ncategory: Sleep", "Words.")
        }

        let first = try await page("/articles")
        let next = try #require(first.firstMatch(of: /href="(\/articles\?after=[^"]+)"/)?.1)
        let second = try await page(String(next))

        let shown = [first, second].flatMap { $0.matches(of: /<h3><a href="\/articles\/([a-z0-9-]+)">/) }
            .map { String($0.1) }
        #expect(shown.count == 26)
        #expect(Set(shown).count == 26)
    }

    @Test("the crisis box and the topics come from the topics of the article")
    func crisis() async throws {
        let topic = Data(
            "---\nkind: topic\ntitle: Self harm\nslug: self-harm\ncrisis_tier: 1\n---\n\nWords.\n".utf8)
        let report = try await TopicImport(kernel: TestStet.current.kernel)
            .run(topic, file: "topic.md", options: ImportOptions(publishReason: "Read before the move"))
        #expect(report.isWritten)
        try await take("title: Staying safe\nslug: safe\ncategory: Sleep\ntopics: [self-harm]", longBody)

        let html = try await page("/articles/safe")

        #expect(html.contains("data-crisis"))
        #expect(html.contains("<a href=\"/topics/self-harm\">Self harm</a>"))
        #expect(try await page("/topics/self-harm").contains("Staying safe"))
    }

    @Test("the page costs two round trips, and three where the text links to other articles")
    func roundTrips() async throws {
        let target = ArticleID(rawValue: UUID())
        try await take("title: Plain\nslug: plain\ncategory: Sleep", "Words.")
        try await take("title: Linked\nslug: linked\ncategory: Sleep", "See [that](article:\(target)).")

        let plain = try await roundTrips(to: "/articles/plain")
        let linked = try await roundTrips(to: "/articles/linked")

        #expect(plain == 2)
        #expect(linked == 3)
    }

    private func roundTrips(to path: String) async throws -> Int {
        let site = try TestStet.current.kernel.site
        nonisolated(unsafe) var cost = 0
        try await TestStet.current.serve { web in
            // The first answer opens the connection.
            _ = try await web.visitor().get("/articles/nothing")
            let before = site.metrics.roundTrips
            let answer = try await web.visitor().get(path)
            #expect(answer.status == .ok)
            cost = site.metrics.roundTrips - before
        }
        return cost
    }
}

/// Whether a text can be read as XML at all.
private enum XMLDocumentCheck {
    static func isWellFormed(_ text: String) throws -> Bool {
        // Every element is closed in the order in which it was opened; no stray ampersand stands between.
        var open: [Substring] = []
        for tag in text.matches(of: /<(\/?)([A-Za-z:]+)[^<>]*?(\/?)>/) where !tag.0.hasPrefix("<?") {
            if tag.1 == "/" {
                guard open.popLast() == tag.2 else { return false }
            } else if tag.3 != "/" {
                open.append(tag.2)
            }
        }
        return open.isEmpty && text.matches(of: /&(?!(amp|lt|gt|quot|#[0-9]+);)/).isEmpty
    }
}
