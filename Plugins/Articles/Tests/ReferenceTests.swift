import Documents
import Foundation
import Kernel
import Postgres
import Site
import TestSupport
import Testing

@testable import Articles

@Suite("What leads to a page", .stet(with: articlePlugins))
struct ReferenceTests {
    private struct Kept: Decodable, Equatable {
        let kind: String
        let targetID: UUID?
        let path: String?
    }

    private func kept() async throws -> [Kept] {
        try await TestStet.current.owner.all(
            Kept.self,
            """
            SELECT kind, target_id, path
            FROM articles.reference
            ORDER BY kind, path NULLS FIRST
            """)
    }

    private func inbound(_ target: InboundReferences.Target) async throws -> InboundReferences {
        try await InboundReferences.inbound(of: target, in: TestStet.current.database)
    }

    @Test("a text keeps articles and topics by id, and what is not there by its path")
    func record() async throws {
        let library = try await RelatedRoom()
        let owls = try await library.article("Owls", "Owls.")
        let night = try await library.topic("Night")

        try await library.article(
            "Links",
            """
            [One](article:\(owls)), [two](/articles/owls?from=here#top), [three](/topics/night),
            [four](/providers/ana-whitfield), [five](/topics/nowhere), [six](/articles/nowhere), [again](/topics/night),
            [out](https://example.org/articles/owls), [home](/), [list](/articles), [deep](/articles/owls/more)
            """)

        #expect(
            try await kept() == [
                Kept(kind: "article", targetID: owls.rawValue, path: nil),
                Kept(kind: "article", targetID: nil, path: "/articles/nowhere"),
                Kept(kind: "provider", targetID: nil, path: "/providers/ana-whitfield"),
                Kept(kind: "topic", targetID: night.rawValue, path: nil),
                Kept(kind: "topic", targetID: nil, path: "/topics/nowhere"),
            ])
    }

    @Test("a text without links keeps nothing")
    func none() async throws {
        let library = try await RelatedRoom()

        try await library.article("Owls", "Owls.")

        #expect(try await kept() == [])
    }

    @Test("an address written before its article was there leads to it once it is")
    func later() async throws {
        let library = try await RelatedRoom()
        try await library.article("Links", "[Soon](/articles/owls)")

        let owls = try await library.article("Owls", "Owls.")

        #expect(try await inbound(.article(owls)).sources.map(\.title) == ["Links"])
    }

    @Test("what leads there now comes first, then what will; what readers never had does not count")
    func nowAndThen() async throws {
        let library = try await RelatedRoom()
        let editor = try await TestStet.current.person("Ruth Abernathy", [.editor])
        let owls = try await library.article("Owls", "[Me](/articles/owls)")
        let start = try await library.room.time(in: 3_600)
        try await library.article("Later", "[Owls](article:\(owls))", from: start)
        let now = try await library.article("Now", "[Owls](article:\(owls))")
        try await library.article("Draft", "[Owls](article:\(owls))", isPublished: false)
        let gone = try await library.article("Gone", "[Owls](article:\(owls))")
        try await library.unpublish(gone, by: editor)
        try await library.pin(owls, below: gone, by: editor)

        let found = try await inbound(.article(owls))

        #expect(found.count == 3)
        #expect(found.sources.map(\.title) == ["Now", "Gone", "Later"])
        #expect(found.sources.map(\.way) == [.text, .pin, .text])
        #expect(found.sources.map(\.isNow) == [true, true, false])
        #expect(found.sources[0].articleID == now)
        #expect(found.sources[2].begins == start.instant)
    }

    @Test("topics and profiles can be asked for as well")
    func otherKinds() async throws {
        let library = try await RelatedRoom()
        let night = try await library.topic("Night")
        try await library.article("Links", "[One](/topics/night), [two](/providers/ana-whitfield)")

        #expect(try await inbound(.topic(night)).count == 1)
        #expect(try await inbound(.path("/providers/ana-whitfield")).count == 1)
        #expect(try await inbound(.path("/providers/bo-lindqvist")).count == 0)
    }

    @Test("of a thousand links the first fifty are listed and all are counted")
    func thousand() async throws {
        let library = try await RelatedRoom()
        let owls = try await library.article("Owls", "Owls.")
        let source = try await library.article("Links", "[Owls](article:\(owls))")
        try await copy(source, times: 999)
        try await TestStet.current.serve { web in
            let (editor, _) = try await web.person("Bo Lindqvist", [.editor])

            let found = try await inbound(.article(owls))
            let shown = try await editor.get("/console/articles/\(owls)/inbound").body

            #expect(found.count == 1_000)
            #expect(found.sources.count == 50)
            #expect(shown.contains("1,000 links lead here"))
            #expect(shown.contains("And 950 more."))
        }
    }

    @Test("an article that a thousand lead to is taken off, and their words stay without the link")
    func unpublishedUnderThousand() async throws {
        let library = try await RelatedRoom()
        let owls = try await library.article("Owls", "Owls.")
        let source = try await library.article("Links", "[All about owls](article:\(owls))")
        try await copy(source, times: 999)
        try await TestStet.current.serve { web in
            let (editor, _) = try await web.person("Bo Lindqvist", [.editor])
            let path = "/console/articles/\(owls)/unpublish"

            let asked = try await editor.get(path).body
            let linked = try await web.visitor().get("/articles/copy-7").body
            let done = try await editor.post(
                path, [("when", "now"), ("address", "gone"), ("unpublish_reason", "Out of date")])
            let plain = try await web.visitor().get("/articles/copy-7").body

            #expect(asked.contains("1,000 links lead here"))
            #expect(done.status == .seeOther)
            #expect(try await web.visitor().get("/articles/owls").status == .gone)
            #expect(linked.contains("href=\"/articles/owls\""))
            #expect(plain.contains("All about owls") && !plain.contains("/articles/owls"))
            #expect(try await inbound(.article(owls)).count == 1_000)
        }
    }

    @Test(
        "who may read articles sees what leads to one",
        arguments: [
            (Role.editor, true), (.reviewer, true), (.moderator, true), (.approver, true), (.auditor, true),
            (.clinician, false), (.admin, false), (.ads, false),
        ])
    func roles(role: Role, reads: Bool) async throws {
        let library = try await RelatedRoom()
        let owls = try await library.article("Owls", "Owls.")
        let path = "/console/articles/\(owls)/inbound"
        try await TestStet.current.serve { web in
            let (person, _) = try await web.person("Ana Whitfield", [role])

            let seen = try await person.get(path)

            #expect(seen.status == (reads ? .ok : .forbidden))
            #expect(!reads || seen.body.contains("No article leads here, now or as scheduled"))
            #expect(try await web.visitor().get(path).location?.hasPrefix("/console/sign-in") == true)
        }
    }

    /// Many articles with the same text, written past the use cases, which would take a minute.
    private func copy(_ source: ArticleID, times: Int) async throws {
        try await TestStet.current.owner.script(
            """
            CREATE TABLE articles.copied AS
            SELECT gen_random_uuid() AS article_id, gen_random_uuid() AS revision_id, number
            FROM generate_series(1, \(times)) AS number;
            INSERT INTO articles.article (article_id, slug)
            SELECT article_id, 'copy-' || number FROM articles.copied;
            INSERT INTO articles.revision (
              revision_id, article_id, number, title, category_id, document, body, text, word_count, description, words,
              source
            )
            SELECT copied.revision_id, copied.article_id, 1, 'Copy', category_id, document, body, '', 0, '', '', 'demo'
            FROM articles.copied, articles.revision
            WHERE revision.article_id = '\(source)';
            INSERT INTO articles.reference (revision_id, kind, target_id)
            SELECT copied.revision_id, reference.kind, reference.target_id
            FROM articles.copied, articles.reference;
            INSERT INTO articles.publication (
              publication_id, article_id, revision_id, visible, published_at, override_reason
            )
            SELECT gen_random_uuid(), article_id, revision_id, tstzrange(clock_timestamp(), NULL), now(), 'A test'
            FROM articles.copied;
            DROP TABLE articles.copied;
            """)
    }
}
