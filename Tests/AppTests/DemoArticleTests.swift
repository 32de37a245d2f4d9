import Articles
import DemoData
import Foundation
import Kernel
import Postgres
import Site
import TestSupport
import Testing

@testable import App

@Suite("The demo’s articles", .timeLimit(.minutes(10)))
struct DemoArticleTests {
    private struct Standstill: Clock {
        let instant: Instant
        func now() -> Instant { instant }
    }

    private static let size = DemoSize.measured(30)
    private static let seed: UInt64 = 7
    private static let articles =
        DemoData(seed: seed, providers: 0, now: Date()).articles
        + DemoArticles.many(count: size.moreArticles, seed: seed)

    @discardableResult
    private static func load(into stet: TestStet, at now: Instant = Instant(Date())) async throws
        -> DemoReport
    {
        let loader = DemoLoader(
            database: stet.owner, settings: stet.kernel.settings, clock: Standstill(instant: now))
        return try await loader.run(
            size: size, seed: seed, password: "a sentence works well", progress: { _, _, _ in })
    }

    private static func slugs(_ matches: (DemoArticle.Standing) -> Bool) -> [String] {
        articles.filter { matches($0.standing) }.map(\.slug).sorted()
    }

    @Test("readers see those that are public, each with its reviewer, and no other")
    func readers() async throws {
        struct Shown: Decodable, Sendable, Equatable {
            let slug: String
            let reviewedBy: String?
        }
        try await TestStet.compose(Command.plugins) { stet in
            let report = try await Self.load(into: stet)

            let shown = try await stet.kernel.site.all(
                Shown.self,
                "SELECT slug, reviewed_by FROM articles.public_article ORDER BY slug COLLATE \"C\"")
            let known = try await stet.kernel.site.values(
                String.self, "SELECT slug FROM articles.public_slug WHERE NOT is_live ORDER BY slug")
            let shelves = try await stet.kernel.site.value(
                Int.self, "SELECT count(DISTINCT category_slug) FROM articles.public_article")

            let published = Self.articles.filter { if case .published = $0.standing { true } else { false } }
            #expect(published.count > 45)
            #expect(
                shown
                    == published.sorted { $0.slug < $1.slug }
                    .map { Shown(slug: $0.slug, reviewedBy: $0.reviewedBy?.name) })
            #expect(known == Self.slugs { if case .past = $0 { true } else { false } })
            #expect(shelves == 8)
            #expect(report.articles == Self.articles.count)
            #expect(report.articles == 66)
        }
    }

    @Test("what is scheduled begins at its whole hour by the site’s clock, approved before")
    func scheduled() async throws {
        struct Coming: Decodable, Sendable {
            let slug: String
            let local: String
            let typed: String
            let zone: String
            let days: Int
        }
        try await TestStet.compose(Command.plugins) { stet in
            try await Self.load(into: stet)

            let coming = try await stet.owner.all(
                Coming.self,
                """
                SELECT
                  article.slug,
                  to_char(lower(publication.visible) AT TIME ZONE publication.zone, 'YYYY-MM-DD"T"HH24:MI') AS local,
                  publication.local_start AS typed,
                  publication.zone,
                  (lower(publication.visible) AT TIME ZONE publication.zone)::date
                    - (clock_timestamp() AT TIME ZONE publication.zone)::date AS days
                FROM articles.publication
                JOIN articles.article USING (article_id)
                JOIN articles.approval USING (approval_id)
                WHERE lower(publication.visible) > clock_timestamp()
                ORDER BY article.slug
                """)

            #expect(coming.map(\.slug) == Self.slugs { if case .scheduled = $0 { true } else { false } })
            #expect(coming.count >= 3)
            for article in coming {
                let standing = Self.articles.first { $0.slug == article.slug }?.standing
                guard case .scheduled(let days, let hour) = standing else { continue }
                #expect(article.local == article.typed)
                #expect(article.typed.hasSuffix(hour < 10 ? "T0\(hour):00" : "T\(hour):00"))
                #expect(article.days == days)
                #expect(article.zone == stet.kernel.settings[.siteTimeZone])
            }
        }
    }

    @Test("those in review stand in the queue for whoever decides next, and drafts stand nowhere")
    func queue() async throws {
        struct Item: Decodable, Sendable {
            let slug: String
            let stage: Int
            let needs: String
            let firstPerson: UUID?
            let decisions: Int
        }
        try await TestStet.compose(Command.plugins) { stet in
            try await Self.load(into: stet)

            let items = try await stet.owner.all(
                Item.self,
                """
                SELECT
                  article.slug,
                  item.stage::integer AS stage,
                  item.needs,
                  item.first_person,
                  (
                    SELECT count(*)::integer
                    FROM moderation.decision
                    WHERE decision.review_item_id = item.review_item_id
                  ) AS decisions
                FROM moderation.review_item AS item
                JOIN articles.article ON article.article_id = item.subject_id
                WHERE item.type = 'article_revision' AND item.state = 'open'
                ORDER BY article.slug
                """)
            let drafts = try await stet.owner.values(
                String.self,
                """
                SELECT slug
                FROM articles.article
                WHERE NOT EXISTS (SELECT FROM articles.publication WHERE publication.article_id = article.article_id)
                  AND NOT EXISTS (SELECT FROM articles.approval WHERE approval.article_id = article.article_id)
                  AND NOT EXISTS (SELECT FROM moderation.review_item WHERE subject_id = article.article_id)
                ORDER BY slug
                """)

            #expect(items.map(\.slug) == Self.slugs { if case .inReview = $0 { true } else { false } })
            #expect(Set(items.map(\.needs)) == ["articles.review", "articles.publish"])
            for item in items {
                guard let article = Self.articles.first(where: { $0.slug == item.slug }) else { continue }
                let isRead = article.reviewedBy != nil
                #expect(item.stage == (isRead ? 2 : 1))
                #expect(item.decisions == (isRead ? 1 : 0))
                #expect((item.firstPerson != nil) == isRead)
                #expect((item.needs == "articles.review") == (article.standing == .inReview(.clinical)))
            }
            #expect(drafts == Self.slugs { $0 == .draft })
        }
    }

    @Test("a reviewer finds the first look in the queue, and an editor the last one")
    func desk() async throws {
        try await TestStet.compose(Command.plugins) { stet in
            try await Self.load(into: stet)
            let ids = try await stet.owner.values(
                UUID.self,
                """
                SELECT review_item_id
                FROM moderation.review_item
                WHERE type = 'article_revision' AND state = 'open'
                ORDER BY needs = 'articles.review' DESC, stage DESC
                """)
            let first = try #require(ids.first).uuidString.lowercased()
            let last = try #require(ids.dropFirst(2).first).uuidString.lowercased()

            try await stet.serve { web in
                let (reviewer, _) = try await web.person("Nora Quist", [.reviewer])
                let (editor, _) = try await web.person("Emil Falk", [.editor])
                try await reviewer.post("/console/queue/\(first)/claim")
                try await editor.post("/console/queue/\(last)/claim")

                let clinical = try await reviewer.get("/console/queue/\(first)")
                let editorial = try await editor.get("/console/queue/\(last)")

                for answer in [clinical, editorial] {
                    #expect(answer.status == .ok)
                    #expect(answer.body.contains("value=\"approve\""))
                }
            }
        }
    }

    @Test("everything happened in its order, and nobody approved what they wrote")
    func order() async throws {
        try await TestStet.compose(Command.plugins) { stet in
            try await Self.load(into: stet)

            let wrong = try await stet.owner.values(
                String.self,
                """
                SELECT article.slug
                FROM articles.article
                JOIN articles.revision USING (article_id)
                LEFT JOIN articles.approval AS clinical
                  ON clinical.article_id = article.article_id AND clinical.stage = 'clinical'
                LEFT JOIN articles.approval AS editorial
                  ON editorial.article_id = article.article_id AND editorial.stage = 'editorial'
                LEFT JOIN articles.publication ON publication.article_id = article.article_id
                WHERE revision.created_at >= coalesce(clinical.approved_at, editorial.approved_at, clock_timestamp())
                  OR clinical.approved_at >= editorial.approved_at
                  OR editorial.approved_at >= publication.created_at
                  OR publication.created_at > least(lower(publication.visible), clock_timestamp())
                  OR clinical.approver_person IN (editorial.approver_person, clinical.writer_person)
                  OR editorial.approver_person = editorial.writer_person
                """)
            let written = try await stet.owner.value(
                Int.self, "SELECT count(*) FROM articles.approval WHERE writer_person IS NOT NULL")

            #expect(wrong == [])
            #expect(written ?? 0 > 5)
        }
    }

    @Test("a text of the demo is stored as the same text that is imported")
    func rendering() async throws {
        try await TestStet.compose(Command.plugins) { stet in
            try await Self.load(into: stet)
            let slugs = Self.articles.prefix(60).filter { !$0.references.isEmpty }.map(\.slug)
            for slug in slugs {
                let file = try await ArticleExport(kernel: stet.kernel).run(try #require(Slug(slug)))
                _ = try await ArticleImport(kernel: stet.kernel).run(
                    Data(file.replacing("slug: \(slug)\n", with: "slug: copy-of-\(slug)\n").utf8),
                    file: "copy.md")
            }

            let same = try await stet.owner.value(
                Int.self,
                """
                SELECT count(*)
                FROM articles.revision AS demo
                JOIN articles.article USING (article_id)
                JOIN articles.article AS copied ON copied.slug = 'copy-of-' || article.slug
                JOIN articles.revision AS copy ON copy.article_id = copied.article_id
                CROSS JOIN (
                  VALUES (ARRAY['revision_id', 'article_id', 'front_matter', 'created_by', 'created_at', 'source'])
                ) AS origin (columns)
                WHERE to_jsonb(demo) - origin.columns = to_jsonb(copy) - origin.columns
                """)

            #expect(slugs.count > 10)
            #expect(same == slugs.count)
        }
    }

    @Test("the same seed gives the same rows")
    func sameSeed() async throws {
        let now = Instant(Date())
        try await TestStet.compose(Command.plugins) { first in
            try await Self.load(into: first, at: now)
            try await TestStet.compose(Command.plugins) { second in
                try await Self.load(into: second, at: now)

                let (expected, digests) = (
                    try await Self.digests(in: first), try await Self.digests(in: second)
                )

                #expect(digests == expected)
                #expect(digests.count == 7)
            }
        }
    }

    private static func digests(in stet: TestStet) async throws -> [String] {
        var digests: [String] = []
        for table in [
            "category", "author", "article", "revision", "revision_topic", "approval", "publication",
        ] {
            let digest = try await stet.owner.value(
                String.self,
                """
                SELECT md5(string_agg(row::text, '|' ORDER BY row::text))
                FROM articles.\(identifier: table) AS row
                """)
            digests.append(try #require(digest))
        }
        return digests
    }

    @Test("the command loads them once, and leaves nothing that a check objects to")
    func command() async throws {
        try await TestStet.compose(Command.plugins) { stet in
            var environment = try stet.environment()
            environment["STET_DEMO_PASSWORD"] = "a sentence works well"

            let loaded = try await Command.run(["demo", "load"], environment)
            let again = try await Command.run(["demo", "load"], environment)
            let check = try await Command.run(["check"], environment)
            let count = try await stet.owner.value(Int.self, "SELECT count(*) FROM articles.article")

            #expect(loaded.code == 0, "\(loaded.errors)")
            #expect(loaded.output.contains("60 articles"))
            #expect(again.code == 0)
            #expect(again.output.contains("Nothing was changed."))
            #expect(check.code == 0, "\(check.output)")
            #expect(count == 60)
        }
    }

    @Test("a database that holds an article is refused")
    func inUse() async throws {
        try await TestStet.compose(Command.plugins) { stet in
            _ = try await ArticleImport(kernel: stet.kernel).run(
                Data("---\nkind: article\ntitle: Mine\nslug: mine\n---\n\nWords.\n".utf8), file: "mine.md")

            let error = await #expect(throws: DemoRefused.self) { try await Self.load(into: stet) }

            #expect(error?.description.contains("1 articles") == true)
        }
    }
}
