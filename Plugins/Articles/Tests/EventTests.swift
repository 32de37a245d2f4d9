import Accounts
import Foundation
import Kernel
import Moderation
import Postgres
import Site
import TestSupport
import Testing
import Topics

@testable import Articles

/// Writes down of which articles it heard; one titled `Poison` makes it fail.
private struct ListenerPlugin: Plugin {
    static let id: PluginID = "listener"
    static let requires: [PluginID] = ["articles"]

    init(kernel: Kernel) {}

    var migrations: MigrationSet { .none }

    var subscriptions: [Subscription] {
        [
            Subscription("listener.heard", to: ArticlePublished.self) { event, transaction in
                guard try await event.holds(in: transaction) else { return }
                let title = try await transaction.value(
                    String.self,
                    "SELECT title FROM articles.revision WHERE revision_id = \(event.revisionID)")
                if title == "Poison" { throw Refusal.notFound }
                try await transaction.audit(
                    AuditEntry("listener.heard", on: "article", event.articleID), by: .program("listener"))
            }
        ]
    }
}

@Suite("What follows a publication", .stet(with: articlePlugins + [ListenerPlugin.self]))
struct EventTests {
    private func heard(_ room: Newsroom) async throws -> [String] {
        try await room.stet.database.values(
            String.self,
            "SELECT subject_id FROM kernel.audit_entry WHERE action = 'listener.heard' ORDER BY subject_id")
    }

    private func work(_ room: Newsroom, workers: Int = 1) async {
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<workers {
                group.addTask {
                    let worker = Worker(composition: room.stet.composition)
                    while await worker.step() {}
                }
            }
        }
    }

    /// So many articles with an editor's approval, the first of them poisoned.
    private func approved(_ count: Int, in room: Newsroom, by ana: Actor, and bo: Actor) async throws
        -> [ArticleID]
    {
        let ids = try await room.stet.owner.values(
            ArticleID.self,
            """
            INSERT INTO articles.article (article_id, slug)
            SELECT gen_random_uuid(), 'night-' || number
            FROM generate_series(1, \(count)) AS number
            RETURNING article_id
            """)
        _ = try await room.stet.owner.rows(
            """
            INSERT INTO articles.revision (
              revision_id, article_id, number, title, category_id, document, body, text, word_count,
              description, words, created_by, source
            )
            SELECT
              gen_random_uuid(), article_id, 1, CASE slug WHEN 'night-1' THEN 'Poison' ELSE slug END,
              \(room.category), '{"type": "doc", "content": []}', '[]', '', 0, '', '', \(ana.accountID), 'console'
            FROM articles.article
            """)
        _ = try await room.stet.owner.rows(
            """
            INSERT INTO articles.approval (approval_id, article_id, revision_id, stage, approved_by)
            SELECT gen_random_uuid(), article_id, revision_id, 'editorial', \(bo.accountID)
            FROM articles.revision
            """)
        return ids
    }

    @Test(
        "a thousand articles of one instant are public then without a worker, and each follow-up happens once"
    )
    func thousand() async throws {
        let room = try await Newsroom()
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let bo = try await room.stet.person("Bo Lindqvist", [.editor])
        let ids = try await approved(1_000, in: room, by: ana, and: bo)
        let start = try await room.time(in: 3_600)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for part in 0..<4 {
                group.addTask {
                    for index in stride(from: part, to: ids.count, by: 4) {
                        _ = try await room.publishing.run(
                            ids[index], seen: 1, from: start, until: nil, by: ana)
                    }
                }
            }
            try await group.waitForAll()
        }

        let before = try await count(room, at: start.instant - .microseconds(1))
        let then = try await count(room, at: start.instant)
        await work(room)
        let early = try await heard(room)
        _ = try await room.stet.owner.rows(
            "UPDATE kernel.delivery SET due_at = clock_timestamp() - interval '1 s'")
        await work(room, workers: 4)
        let late = try await heard(room)

        #expect(before == 0)
        #expect(then == 1_000)
        #expect(early.isEmpty)
        #expect(late.count == 999)
        #expect(Set(late).count == 999)
        let waiting = try await room.stet.owner.value(
            Int.self, "SELECT count(*) FROM kernel.delivery WHERE attempts > 0 AND done_at IS NULL")
        #expect(waiting == 1)
    }

    private func count(_ room: Newsroom, at instant: Instant) async throws -> Int? {
        try await room.kernel.preview.snapshot(settings: [("stet.as_of", instant.description)]) { snapshot in
            try await snapshot.value(Int.self, "SELECT count(*) FROM articles.public_article_listing")
        }
    }

    @Test("a schedule that was called off is followed by nothing")
    func cancelled() async throws {
        let room = try await Newsroom()
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let bo = try await room.stet.person("Bo Lindqvist", [.editor])
        let id = try await room.approved(by: ana, and: bo)
        try await room.publish(id, from: try await room.time(in: 3_600), by: ana)
        let range = try #require(try await room.ranges(id).first)
        try await CancelSchedule(kernel: room.kernel).run(id, range.publicationID, by: ana)

        _ = try await room.stet.owner.rows(
            "UPDATE kernel.delivery SET due_at = clock_timestamp() - interval '1 s'")
        await work(room)

        #expect(try await heard(room).isEmpty)
        let open = try await room.stet.owner.value(
            Int.self, "SELECT count(*) FROM kernel.delivery WHERE done_at IS NULL")
        #expect(open == 0)
    }
}
