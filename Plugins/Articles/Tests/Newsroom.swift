import Accounts
import Console
import Documents
import Foundation
import Kernel
import Postgres
import Site
import TestSupport
import Testing
import Topics

@testable import Articles
@testable import Moderation

/// A database with a category and a topic, and what people do to articles there.
struct Newsroom: Sendable {
    let stet: TestStet
    let category: CategoryID
    let topic: TopicID

    init(clinical: Bool = false) async throws {
        let stet = try TestStet.current
        self.stet = stet
        let input = try CategoryInput(
            name: "Sleep", slug: "", description: "Nights and days.", needsClinicalReview: clinical)
        category = try await stet.database.transaction { transaction in
            try await Categories(kernel: stet.kernel).insert(input, by: .program("test"), in: transaction)
        }
        topic = try await stet.database.transaction { transaction in
            var index = try await TopicIndex.load(in: transaction)
            return try await index.add(named: "Insomnia", ids: stet.kernel.ids, in: transaction).topicID
        }
    }

    var kernel: Kernel { stet.kernel }
    var publishing: PublishArticle { PublishArticle(kernel: kernel) }

    // MARK: Writing

    func input(_ title: String, _ text: String = "Count slowly.") throws -> ArticleInput {
        try ArticleInput(
            title: title, dek: "What helps at night.", lang: "en", categoryID: category, authorID: nil,
            topics: [topic], document: Document(markdown: text), references: [], disclaimer: "")
    }

    func add(_ title: String = "Lying Awake", submits: Bool = false, by actor: Actor) async throws
        -> ArticleID
    {
        try await SaveArticle(kernel: kernel).add(
            try input(title), at: nil, submits: submits, by: actor)
    }

    @discardableResult
    func save(
        _ id: ArticleID, _ text: String, submits: Bool = true, by actor: Actor
    ) async throws -> SaveArticle.Outcome {
        let stored = try await article(id)
        let draft = try await Drafts(kernel: kernel).draft(of: id, in: stet.database)
        var fields = ArticleFields(stored)
        fields.document = ""
        fields.text = text
        return try await SaveArticle(kernel: kernel).run(
            id, seen: .init(number: stored.number, draft: draft?.version ?? 0), fields,
            try input(stored.title, text), submits: submits, by: actor)
    }

    func article(_ id: ArticleID) async throws -> StoredArticle {
        try await ArticleQueries(reader: stet.database).article(id)
    }

    // MARK: Deciding

    func item(_ id: ArticleID) async throws -> ReviewItem {
        let found = try await ReviewQueries(reader: stet.database).openItem(
            type: ArticleReview.typeID, subject: id.rawValue)
        return try #require(found)
    }

    @discardableResult
    func decide(
        _ id: ArticleID, _ decision: String = "approve", by actor: Actor, _ fields: [(String, String)] = []
    ) async throws -> ReviewItemID {
        let item = try await item(id)
        let types = ReviewTypes([ArticleReview(kernel: kernel)])
        _ = try await DecideReview(kernel: kernel, types: types).run(
            item.reviewItemID, seen: item.version, form: Form([("decision", decision)] + fields), by: actor)
        return item.reviewItemID
    }

    func undo(_ item: ReviewItemID, by actor: Actor) async throws {
        let version = try await ReviewQueries(reader: stet.database).item(item).version
        _ = try await UndoReview(kernel: kernel, types: ReviewTypes([ArticleReview(kernel: kernel)])).run(
            item, seen: version, by: actor)
    }

    /// An article that another editor approved.
    func approved(_ title: String = "Lying Awake", by writer: Actor, and editor: Actor) async throws
        -> ArticleID
    {
        let id = try await add(title, submits: true, by: writer)
        try await decide(id, by: editor)
        return id
    }

    // MARK: Screens

    /// What the editor's form sends.
    func fields(
        title: String = "Lying Awake", text: String = "Count slowly.", json: String = "",
        seen: (revision: Int, draft: Int) = (0, 0), then: String = "save"
    ) -> [(String, String)] {
        [
            ("version", String(seen.draft)), ("revision", String(seen.revision)), ("title", title),
            ("slug", ""), ("dek", "What helps at night."), ("category", category.description),
            ("author", ""), ("topics", "Insomnia"), ("lang", "en"), ("text", text), ("text_json", json),
            ("references", ""), ("disclaimer", ""), ("then", then),
        ]
    }

    /// Makes an article through the form for a new one, and tells where it is.
    func created(_ client: ConsoleClient, then: String = "save") async throws -> String {
        try await client.get("/console/articles/new")
        let answer = try await client.post("/console/articles/new", fields(then: then))
        #expect(answer.status == .seeOther, "\(answer.body)")
        return try #require(answer.location)
    }

    // MARK: The schedule

    /// A time to come, so many seconds from now by the database's clock.
    func time(in seconds: Int) async throws -> Schedule {
        let instant = try await stet.databaseTime + .seconds(seconds)
        return Schedule(instant: instant, local: "2026-11-30T09:00", zone: "America/New_York")
    }

    @discardableResult
    func publish(
        _ id: ArticleID, from start: Schedule? = nil, until end: Schedule? = nil, by actor: Actor
    ) async throws -> PublishArticle.Period {
        try await publishing.run(
            id, seen: try await article(id).candidate.number, from: start, until: end, by: actor)
    }

    /// What readers have at an instant: the text, or nil.
    func text(_ id: ArticleID, at instant: Instant) async throws -> String? {
        try await kernel.preview.snapshot(settings: [("stet.as_of", instant.description)]) { snapshot in
            try await snapshot.value(
                String.self,
                "SELECT body -> 0 ->> 'html' FROM articles.public_article WHERE article_id = \(id)")
        }
    }

    func ranges(_ id: ArticleID) async throws -> [ScheduledRange] {
        try await ScheduleQueries(reader: stet.database).ranges(of: id)
    }
}

/// What a use case refuses, in words.
func words(_ body: () async throws -> Void) async -> String? {
    do {
        try await body()
        return nil
    } catch let issues as FormIssues {
        return issues.issues.map { "\($0.field): \($0.message)" }.joined(separator: "\n")
    } catch Refusal.wrongState(let message, _) {
        return message
    } catch {
        return "\(error)"
    }
}
