import Accounts
import Foundation
import Kernel
import Postgres
import Console
import Site
import TestSupport
import Testing

@testable import Articles

/// Writes down of which articles it heard.
private struct ListenerPlugin: Plugin {
    static let id: PluginID = "listener"
    static let requires: [PluginID] = ["articles"]

    init(kernel: Kernel) {}

    var migrations: MigrationSet { .none }

    var subscriptions: [Subscription] {
        [
            Subscription("listener.heard", to: ArticlePublished.self) { event, transaction in
                try await transaction.audit(
                    AuditEntry("listener.heard", on: "article", event.articleID), by: .program("listener"))
            }
        ]
    }
}

@Suite("An article that is due while no worker runs", .timeLimit(.minutes(10)))
struct DueArticleTests {
    @Test("it is public at its instant and not before, and what follows happens once when workers come back")
    func withoutWorker() async throws {
        try await TestStet.compose(Command.plugins + [ListenerPlugin.self]) { stet in
            let server = try Server(stet, ["--only", "web"])
            defer { server.stop() }
            try await server.start()
            let start = try await schedule(stet, seconds: 3)

            try await eventually {
                let page = try await server.get("/articles/lying-awake").status
                let list = try await server.get("/articles")
                let isListed = String(decoding: list.body, as: UTF8.self).contains("/articles/lying-awake")
                // Whatever was answered was answered before this.
                let isDue = try await stet.databaseTime >= start
                #expect([200, 404].contains(page))
                #expect(isDue || (page == 404 && !isListed))
                return page == 200 && isListed
            }
            let heardBefore = try await heard(stet)
            await work(stet)

            #expect(heardBefore == 0)
            #expect(try await heard(stet) == 1)
            // The program's own worker, which looks at all that is due, finds nothing of it left to do.
            _ = try await stet.owner.rows("UPDATE kernel.periodic SET next_at = clock_timestamp()")
            let worker = try Command.process(["serve", "--only", "work"], try stet.environment())
            worker.standardOutput = FileHandle.nullDevice
            worker.standardError = FileHandle.nullDevice
            try worker.run()
            try await eventually {
                try await stet.owner.value(
                    Bool.self, "SELECT every(next_at > clock_timestamp()) FROM kernel.periodic") == true
            }
            worker.terminate()
            worker.waitUntilExit()
            #expect(try await heard(stet) == 1)
            let open = try await stet.owner.value(
                Int.self, "SELECT count(*) FROM kernel.delivery WHERE done_at IS NULL OR attempts <> 1")
            #expect(open == 0)
        }
    }

    /// An article that is to be public so many seconds from now by the database's clock.
    private func schedule(_ stet: TestStet, seconds: Int) async throws -> Instant {
        let report = try await ArticleImport(kernel: stet.kernel).run(
            Data("---\nkind: article\ntitle: Lying Awake\nslug: lying-awake\n---\n\nWords.\n".utf8),
            file: "lying-awake.md")
        try #require(report.isWritten)
        let slug = try #require(Slug("lying-awake"))
        return try await stet.database.transaction { transaction in
            let found = try await ArticleQueries(reader: transaction).article(slug: slug)
            let article = try #require(found)
            try await ArticleQueries.lock(article.articleID, in: transaction)
            let start = Schedule(
                instant: try await stet.databaseTime + .seconds(seconds), local: "2026-11-30T09:00",
                zone: "America/New_York")
            return try await PublishArticle(kernel: stet.kernel).publish(
                article.revisionID, of: article.articleID, from: start, until: nil,
                .overridden(reason: "A test", by: .program("test")), in: transaction
            ).from
        }
    }

    /// Two workers at once do all that is due.
    private func work(_ stet: TestStet) async {
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    let worker = Worker(composition: stet.composition)
                    while await worker.step() {}
                }
            }
        }
    }

    private func heard(_ stet: TestStet) async throws -> Int? {
        try await stet.owner.value(
            Int.self, "SELECT count(*) FROM kernel.audit_entry WHERE action = 'listener.heard'")
    }
}
