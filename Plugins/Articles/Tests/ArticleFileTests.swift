import Accounts
import Foundation
import Kernel
import Moderation
import Postgres
import Site
import TestSupport
import Testing

@testable import Articles

/// An article's file for tests, written for them.
func articleFile(
    title: String = "Lying Awake", slug: String? = "lying-awake", extra: String = "category: Sleep",
    body: String = "Count slowly.\n\n## Later\n\nGet up for a while.\n"
) -> Data {
    let lines =
        ["---", "kind: article", "title: \(title)"] + (slug.map { ["slug: \($0)"] } ?? []) + [extra, "---"]
    return Data((lines.filter { !$0.isEmpty }.joined(separator: "\n") + "\n\n" + body).utf8)
}

let publishing = ImportOptions(publishReason: "First load")

@Suite("Article files", .stet(with: articlePlugins))
struct ArticleFileTests {
    private func take(_ data: Data, _ options: ImportOptions = ImportOptions()) async throws -> ImportReport {
        try await ArticleImport(kernel: TestStet.current.kernel).run(
            data, file: "awake.md", options: options)
    }

    private func stored(_ slug: String = "lying-awake") async throws -> StoredArticle {
        let found = try await ArticleQueries(reader: TestStet.current.database).article(
            slug: try #require(Slug(slug)))
        return try #require(found)
    }

    @Test("a file without a reason to publish waits in the queue and is not public")
    func waits() async throws {
        let report = try await take(articleFile())

        #expect(report.count(.created) == 1)
        #expect(report.isWritten)
        let article = try await stored()
        #expect(article.standing == .submitted)
        #expect(article.categoryName == "Sleep")
        #expect(article.writerPerson == nil)
    }

    @Test("a file with a reason is public at once, with its own dates, and the log says why")
    func published() async throws {
        let stet = try TestStet.current

        let report = try await take(
            articleFile(extra: "category: Sleep\npublished: 2025-07-31\nupdated: 2025-08-02"), publishing)

        #expect(report.lines.last?.message == "Public now.")
        let article = try await stored()
        #expect(article.standing == .live)
        #expect(article.publishedOn?.description == "2025-07-31")
        #expect(article.updatedOn?.description == "2025-08-02")
        let day = try await stet.owner.value(
            String.self,
            "SELECT (published_at AT TIME ZONE 'America/New_York')::text FROM articles.publication")
        #expect(day == "2025-07-31 00:00:00")
        let reasons = try await stet.database.values(
            String?.self, "SELECT reason FROM kernel.audit_entry WHERE action = 'articles.published'")
        #expect(reasons == ["First load"])
    }

    @Test("a day to come is a schedule, at midnight where the site is")
    func scheduled() async throws {
        let report = try await take(
            articleFile(extra: "category: Sleep\npublished: 2031-03-01"), publishing)

        #expect(report.lines.last?.message == "Public from Mar 1, 2031, 12:00 AM EST.")
        let article = try await stored()
        #expect(article.standing == .scheduled)
        #expect(article.nextFrom?.description.hasPrefix("2031-03-01T05:00:00") == true)
        #expect(
            try await take(articleFile(extra: "category: Sleep\npublished: 2031-03-01"), publishing)
                .lines.map(\.outcome) == [.unchanged])
    }

    @Test("importing a file twice changes nothing, and publishes what waited when it is asked to")
    func twice() async throws {
        _ = try await take(articleFile())

        #expect(try await take(articleFile()).lines.map(\.outcome) == [.unchanged])
        #expect(try await take(articleFile(), publishing).lines.map(\.outcome) == [.changed])
        #expect(try await take(articleFile(), publishing).lines.map(\.outcome) == [.unchanged])
        #expect(try await take(articleFile(body: "Other words.\n"), publishing).count(.changed) == 1)
        #expect(try await stored().liveNumber == 2)
    }

    @Test("what is exported imports without a change, whatever the file held")
    func roundTrip() async throws {
        let stet = try TestStet.current
        let file = articleFile(
            title: "\"Awake: at night\"",
            extra: """
                category: "Sleep & nights"
                dek: "What helps: a little."
                author:
                  name: Ruth Abernathy
                  credentials: LCSW
                published: 2025-07-31T09:30
                updated: 2025-08-02
                topics: [Insomnia, "Nightmares"]
                lang: es-MX
                reviewed_by: "Ada Quill, PhD"
                reviewed_on: 2025-07-01
                references:
                  - "A book on sleep, 1999"
                  - https://example.org/one
                  - text: A study
                    url: https://example.org/two
                related:
                  - another-night
                  - blurb: "Something to read"
                    published: 2025-07-18
                disclaimer: "Not advice: a text."
                claimed_minutes: 3
                comments: []
                """,
            body: """
                Count **slowly**, see [here](https://example.org).

                | Hour | What |
                | --- | --- |
                | 3 | tea |

                Insomnia
                : Too little sleep.
                """ + "\n")
        let first = try await take(file, publishing)
        #expect(!first.hasRefusals, "\(first.lines)")

        let slug = try #require(Slug("lying-awake"))
        let text = try await ArticleExport(kernel: stet.kernel).run(slug)
        let again = try await take(Data(text.utf8), publishing)

        #expect(again.lines.filter { $0.outcome != .noted }.map(\.outcome) == [.unchanged], "\(text)")
        #expect(try await ArticleExport(kernel: stet.kernel).run(slug) == text)
        #expect(try await ArticleExport(kernel: stet.kernel).slugs() == [slug])
        let article = try await stored()
        #expect(article.references.map(\.url) == [nil, "https://example.org/one", "https://example.org/two"])
        #expect(article.topicNames == ["Insomnia", "Nightmares"])
        #expect(article.authorName == "Ruth Abernathy")
    }

    @Test("related entries that are no article are listed one by one, kept, and never links")
    func related() async throws {
        let stet = try TestStet.current
        _ = try await take(articleFile(title: "Naps", slug: "naps"))
        let report = try await take(
            articleFile(
                extra: """
                    category: Sleep
                    related:
                      - naps
                      - no-such-article
                      - category: Sleep
                        blurb: "An evening without screens."
                      - category: Sleep
                        blurb: "A morning with light."
                    """))

        let unresolved = report.lines.filter { $0.message.contains("unresolved") }
        #expect(unresolved.count == 3)
        #expect(unresolved.allSatisfy { $0.line == 6 })
        let text = try await ArticleExport(kernel: stet.kernel).run(try #require(Slug("lying-awake")))
        #expect(text.contains("An evening without screens."))
        let shown = try await stet.owner.value(
            Bool.self,
            "SELECT bool_or(text LIKE '%screens%' OR body::text LIKE '%screens%') FROM articles.revision")
        #expect(shown == false)
    }

    /// The slugs of what stands below the article, in its order.
    private func below(_ slug: String = "lying-awake") async throws -> [String] {
        try await TestStet.current.owner.values(
            String.self,
            """
            SELECT target.slug
            FROM articles.related_pin AS pin
            JOIN articles.article USING (article_id)
            JOIN articles.article AS target ON target.article_id = pin.target_id
            WHERE article.slug = \(slug) AND pin.visible @> clock_timestamp()
            ORDER BY pin.position
            """)
    }

    private static let naming = articleFile(
        extra: "category: Sleep\nrelated: [naps, dreams, lying-awake, naps, owls, eulen]")

    @Test(
        "related entries that are articles stand below in their order, and whoever comes later joins at its place"
    )
    func relatedPins() async throws {
        let stet = try TestStet.current
        for slug in ["owls", "naps"] { _ = try await take(articleFile(title: slug, slug: slug)) }
        _ = try await take(articleFile(title: "Eulen", slug: "eulen", extra: "category: Sleep\nlang: de"))

        let report = try await take(Self.naming)
        let first = try await below()
        _ = try await take(articleFile(title: "Dreams", slug: "dreams"))
        let second = try await below()
        let again = try await take(Self.naming)
        let exported = try await ArticleExport(kernel: stet.kernel).run(try #require(Slug("lying-awake")))
        let back = try await take(Data(exported.utf8))

        #expect(first == ["naps", "owls"])
        #expect(second == ["naps", "dreams", "owls"])
        #expect(
            report.lines.last { $0.outcome == .created }?.message.hasSuffix(
                "2 related articles stand below it now.") == true)
        #expect(report.lines.filter { $0.message.contains("unresolved") }.count == 1)
        #expect(report.lines.filter { $0.message.contains("another language") }.count == 1)
        for report in [again, back] {
            #expect(report.lines.filter { $0.outcome != .noted }.map(\.outcome) == [.unchanged])
        }
        #expect(try await below() == second)
        let deeds = try await stet.owner.value(
            Int.self, "SELECT count(*) FROM kernel.audit_entry WHERE action = 'articles.related-pinned'")
        #expect(deeds == 3)
    }

    @Test("a list that an editor has touched stays as it is, an emptied one too")
    func touchedList() async throws {
        let stet = try TestStet.current
        let ruth = try await stet.person("Ruth Abernathy", [.editor])
        for slug in ["owls", "naps"] { _ = try await take(articleFile(title: slug, slug: slug)) }
        _ = try await take(Self.naming)
        let id = try await stored().articleID
        while let pin = try await stet.database.fetch(RelatedQueries.pins(of: id)).first {
            try await PinRelated(kernel: stet.kernel).remove(pin.relatedPinID, of: id, by: ruth)
        }

        let again = try await take(Self.naming)
        _ = try await take(articleFile(title: "Dreams", slug: "dreams"))

        #expect(again.lines.filter { $0.outcome != .noted }.map(\.outcome) == [.unchanged])
        #expect(try await below() == [])
    }

    @Test("a pin that comes with a file is taken back with it: a rehearsal leaves none")
    func relatedRehearsal() async throws {
        _ = try await take(articleFile(title: "Naps", slug: "naps"))

        let report = try await take(Self.naming, ImportOptions(isDryRun: true))

        #expect(report.lines.contains { $0.message.contains("One related article stands below it now.") })
        #expect(try await below() == [])
    }

    @Test("keys that nobody knows are listed with their lines, and come back in an export as they were")
    func unknownKeys() async throws {
        let report = try await take(
            articleFile(extra: "category: Sleep\nclaimed_minutes: 3\nphoto:\n  by: Ana\n  places: [a, b]"))

        let text = try await ArticleExport(kernel: TestStet.current.kernel).run(
            try #require(Slug("lying-awake")))

        let notes = report.lines.filter { $0.message.contains("unknown key") }
        #expect(notes.map(\.line) == [6, 7])
        #expect(notes.map(\.outcome) == [.noted, .noted])
        #expect(text.contains("claimed_minutes: 3"))
        #expect(text.contains("places:"))
    }

    @Test(
        "an empty author block leaves the byline out, as does an empty name",
        arguments: ["author: \"\"", "author:", "author: {}"])
    func noByline(line: String) async throws {
        _ = try await take(articleFile(extra: "category: Sleep\n\(line)"))

        #expect(try await stored().authorID == nil)
        let authors = try await TestStet.current.database.value(
            Int.self, "SELECT count(*) FROM articles.author")
        #expect(authors == 0)
    }

    @Test(
        "unknown categories, authors and topics are created and named; known ones are found whatever their letters"
    )
    func created() async throws {
        let stet = try TestStet.current
        let first = try await take(
            articleFile(extra: "category: Sleep\nauthor: Ruth Abernathy\ntopics: [Insomnia]"))
        let second = try await take(
            articleFile(
                title: "Naps", slug: "naps",
                extra: "category: SLEEP\nauthor: ruth abernathy\ntopics: [insomnia]"))

        #expect(first.count(.noted) == 3)
        #expect(second.count(.noted) == 0)
        let counts = try await stet.database.value(
            String.self,
            """
            SELECT concat_ws(
              ' ', (SELECT count(*) FROM articles.category), (SELECT count(*) FROM articles.author),
              (SELECT count(*) FROM topics.topic)
            )
            """)
        #expect(counts == "1 1 1")
    }

    @Test("an article without a category is filed under a general one, and says so")
    func noCategory() async throws {
        let report = try await take(articleFile(extra: ""))

        #expect(report.lines.contains { $0.message.contains("No category is named") })
        #expect(try await stored().categoryName == "General")
        #expect(try await take(articleFile(extra: "")).lines.map(\.outcome) == [.unchanged])
    }

    @Test("marks for ads are dropped with a note, and other markup is refused with its line")
    func markup() async throws {
        let ads = try await take(articleFile(body: "One.\n\n<!-- ad -->\n\nTwo.\n"))
        let html = try await take(
            articleFile(title: "X", slug: "x", body: "One.\n\n<script>alert(1)</script>\n"))

        #expect(ads.count(.noted) == 2)
        #expect(ads.isWritten)
        #expect(html.lines.map(\.outcome) == [.refused])
        #expect(html.lines.first?.line == 10)
        #expect(!html.isReadable)
    }

    @Test("everything that is wrong with a file is told at once, by line, and nothing is kept")
    func wrong() async throws {
        let report = try await take(
            articleFile(
                title: "\"\"", slug: "Not A Slug",
                extra: """
                    category: Sleep
                    published: someday
                    references:
                      - url: javascript:alert(1)
                    author: [a, b]
                    """,
                body: "<b>bold</b>\n"))

        #expect(report.lines.map(\.line) == [3, 4, 6, 7, 9, 12])
        #expect(report.lines.allSatisfy { $0.outcome == .refused })
        let count = try await TestStet.current.database.value(
            Int.self, "SELECT count(*) FROM articles.article")
        #expect(count == 0)
    }

    @Test("what breaks a limit refuses the file and leaves no new category behind")
    func limits() async throws {
        let report = try await take(
            articleFile(title: String(repeating: "a", count: 201), extra: "category: Brand new"))

        #expect(report.lines.map(\.outcome).contains(.refused))
        #expect(!report.isWritten)
        let count = try await TestStet.current.database.value(
            Int.self, "SELECT count(*) FROM articles.category")
        #expect(count == 0)
    }

    @Test("a file that is too large, or of another kind, is refused")
    func notAnArticle() async throws {
        let large = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).md")
        try Data(count: 1_100_000).write(to: large)
        defer { try? FileManager.default.removeItem(at: large) }

        let tooLarge = try await ArticleImport(kernel: TestStet.current.kernel).run(large)
        let topic = try await take(Data("---\nkind: topic\ntitle: X\n---\n\nText.\n".utf8))

        #expect(tooLarge.lines.first?.message.contains("larger than 1 MB") == true)
        #expect(topic.lines.first?.message.contains("Expected “kind: article”.") == true)
    }

    @Test("a rehearsal tells what would happen and leaves nothing")
    func dryRun() async throws {
        let report = try await take(articleFile(), ImportOptions(isDryRun: true, publishReason: "x"))

        #expect(report.count(.created) == 1)
        #expect(!report.isWritten)
        let count = try await TestStet.current.database.value(
            Int.self,
            "SELECT (SELECT count(*) FROM articles.article) + (SELECT count(*) FROM articles.category)")
        #expect(count == 0)
    }

    @Test("a file that comes while somebody writes keeps their words, and says so")
    func unsavedWords() async throws {
        let stet = try TestStet.current
        let ana = try await stet.person("Ana Whitfield", [.editor])
        _ = try await take(articleFile())
        let article = try await stored()
        var fields = ArticleFields(article)
        fields.dek = "Half a sen"
        _ = try await Drafts(kernel: stet.kernel).save(
            article.articleID, seen: .init(number: 1, draft: 0), fields, by: ana)

        let report = try await take(articleFile(body: "Other words.\n"))

        #expect(report.lines.last?.message.contains("Somebody is writing on it") == true)
        let draft = try await Drafts(kernel: stet.kernel).draft(of: article.articleID, in: stet.database)
        #expect(draft?.content.dek == "Half a sen")
        try await stet.serve { web in
            let (bo, _) = try await web.person("Bo Lindqvist", [.editor])
            let path = try await stored().path
            let shown = try await bo.get(path).body
            #expect(shown.contains("Half a sen"))
            #expect(shown.contains("before revision 2 came"))
            let version = try #require(shown.firstMatch(of: /name="version" value="(\d+)"/)?.1)
            let revision = try #require(shown.firstMatch(of: /name="revision" value="(\d+)"/)?.1)
            var later = ArticleFields(article)
            later.dek = "Half a sentence"

            // Whoever writes on is shown both texts before the next word is kept.
            await #expect(throws: Refusal.self) {
                _ = try await Drafts(kernel: stet.kernel).save(
                    article.articleID, seen: .init(number: Int(revision) ?? 0, draft: Int(version) ?? 0),
                    later, by: ana)
            }
        }
    }

    @Test("an earlier text is not taken up again over words that somebody is writing")
    func restoredOverWords() async throws {
        let stet = try TestStet.current
        let ana = try await stet.person("Ana Whitfield", [.editor])
        let bo = try await stet.person("Bo Lindqvist", [.editor])
        _ = try await take(articleFile())
        _ = try await take(articleFile(body: "Other words.\n"))
        let article = try await stored()
        var fields = ArticleFields(article)
        fields.dek = "Half a sen"
        _ = try await Drafts(kernel: stet.kernel).save(
            article.articleID, seen: .init(number: 2, draft: 0), fields, by: ana)

        let refused = await words {
            _ = try await RestoreRevision(kernel: stet.kernel).run(article.articleID, 1, seen: 2, by: bo)
        }

        #expect(refused?.contains("Ana Whitfield has written words here") == true)
        let draft = try await Drafts(kernel: stet.kernel).draft(of: article.articleID, in: stet.database)
        #expect(draft?.content.dek == "Half a sen")
    }
}
