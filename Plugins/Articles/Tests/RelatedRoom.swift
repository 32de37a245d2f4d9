import Documents
import Foundation
import Kernel
import Postgres
import TestSupport
import Testing
import Topics

@testable import Articles

/// A newsroom with articles that stand below each other.
struct RelatedRoom: Sendable {
    let room: Newsroom

    init() async throws {
        room = try await Newsroom()
    }

    var kernel: Kernel { room.kernel }

    func category(_ name: String) async throws -> CategoryID {
        let input = try CategoryInput(name: name, slug: "", description: "", needsClinicalReview: false)
        return try await room.stet.database.transaction { transaction in
            try await Categories(kernel: kernel).insert(input, by: .program("test"), in: transaction)
        }
    }

    func topic(_ name: String) async throws -> TopicID {
        try await room.stet.database.transaction { transaction in
            var index = try await TopicIndex.load(in: transaction)
            return try await index.add(named: name, ids: kernel.ids, in: transaction).topicID
        }
    }

    /// An article that readers have from an instant on, or from now.
    @discardableResult
    func article(
        _ title: String, _ text: String, in category: CategoryID? = nil, about topics: [TopicID] = [],
        lang: String = "en", from start: Schedule? = nil, isPublished: Bool = true
    ) async throws -> ArticleID {
        let input = try ArticleInput(
            title: title, dek: "", lang: lang, categoryID: category ?? room.category, authorID: nil,
            topics: topics,
            document: Document(markdown: text), references: [], disclaimer: "")
        return try await room.stet.database.transaction { transaction in
            let saving = SaveArticle(kernel: kernel)
            let id = try await saving.insert(at: nil, titled: title, in: transaction)
            let revision = try await saving.write(input, ArticleFacts(), of: id, .file, in: transaction)
            if isPublished {
                _ = try await PublishArticle(kernel: kernel).publish(
                    revision.id, of: id, from: start, until: nil,
                    .overridden(reason: "A test", by: .program("test")), in: transaction)
            }
            return id
        }
    }

    func unpublish(_ id: ArticleID, by editor: Actor) async throws {
        _ = try await UnpublishArticle(kernel: kernel).run(
            id, at: nil, then: .gone, because: "A test", by: editor)
    }

    @discardableResult
    func pin(
        _ target: ArticleID, below id: ArticleID, at position: Int? = nil, from: Schedule? = nil,
        until: Schedule? = nil, by editor: Actor
    ) async throws -> RelatedPinID {
        try await PinRelated(kernel: kernel).add(
            .init(target: target, position: position, from: from, until: until), to: id, by: editor)
    }

    /// What readers are shown now, asked as the page asks.
    func shown(below id: ArticleID, limit: Int = 6) async throws -> RelatedArticles.Drawn {
        try await drawn(below: id, limit: limit, in: kernel.site.snapshot())
    }

    /// What they are shown at an instant.
    func shown(below id: ArticleID, at instant: Instant, limit: Int = 6) async throws -> RelatedArticles.Drawn
    {
        try await drawn(
            below: id, limit: limit,
            in: kernel.preview.snapshot(settings: [("stet.as_of", instant.description)]))
    }

    private func drawn(
        below id: ArticleID, limit: Int, in reader: any Reader
    ) async throws -> RelatedArticles.Drawn {
        var batch = Batch()
        let drawing = RelatedArticles(limit: limit).ask(about: "SELECT \(id)::uuid", in: &batch)
        return try drawing(try await reader.run(batch))
    }

    /// Every other public article with why it is not shown, by its title.
    func judged(below id: ArticleID) async throws -> [String: FoundArticle] {
        let list = try await RelatedList.read(
            id, at: try await room.stet.databaseTime, limit: 6, breadth: .all, in: kernel)
        return Dictionary(uniqueKeysWithValues: list.found.map { ($0.title, $0) })
    }
}

extension RelatedArticles.Drawn {
    var titles: [String] { articles.map(\.title) }
}
