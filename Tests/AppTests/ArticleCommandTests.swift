import Foundation
import Kernel
import Postgres
import TestSupport
import Testing

@Suite("stet import article, stet export article", .timeLimit(.minutes(10)))
struct ArticleCommandTests {
    private static let text = """
        ---
        kind: article
        title: Lying awake
        slug: lying-awake
        category: Sleep
        ---

        Words about the night.

        """

    private static func file() throws -> URL {
        let file = URL.temporaryDirectory.appending(path: "article-\(UUID().uuidString).md")
        try Data(text.utf8).write(to: file)
        return file
    }

    @Test("a rehearsal changes nothing, and what is published with a reason is public")
    func publish() async throws {
        try await TestStet.compose(Command.plugins) { stet in
            let (environment, file) = (try stet.environment(), try Self.file())

            let rehearsal = try await Command.run(["import", "article", file.path, "--dry-run"], environment)
            let before = try await stet.database.value(Int.self, "SELECT count(*) FROM articles.article")
            let done = try await Command.run(
                ["import", "article", file.path, "--publish", "--reason", "Read before the move"], environment
            )
            let shown = try await stet.kernel.site.values(
                String.self, "SELECT slug FROM articles.public_article")

            #expect(rehearsal.code == 0, "\(rehearsal.errors)")
            #expect(rehearsal.output.contains("a rehearsal: nothing was changed"))
            #expect(before == 0)
            #expect(done.code == 0, "\(done.errors)")
            #expect(done.output.contains("created lying-awake: Public now."))
            #expect(shown == ["lying-awake"])
        }
    }

    @Test("without --publish it waits, and publishing takes a reason")
    func waits() async throws {
        try await TestStet.compose(Command.plugins) { stet in
            let (environment, file) = (try stet.environment(), try Self.file())

            let unreasoned = try await Command.run(
                ["import", "article", file.path, "--publish"], environment)
            let done = try await Command.run(["import", "article", file.path], environment)
            let shown = try await stet.kernel.site.values(
                String.self, "SELECT slug FROM articles.public_article")

            #expect(unreasoned.code == 64)
            #expect(done.output.contains("It waits for review."))
            #expect(shown == [])
        }
    }

    @Test("an export is a file whose import changes nothing, and a slug that nobody has is named as missing")
    func export() async throws {
        try await TestStet.compose(Command.plugins) { stet in
            let (environment, file) = (try stet.environment(), try Self.file())
            _ = try await Command.run(["import", "article", file.path], environment)

            let exported = try await Command.run(["export", "article"], environment)
            try Data(exported.output.utf8).write(to: file)
            let again = try await Command.run(["import", "article", file.path], environment)
            let stray = try await Command.run(["export", "article", "nothing"], environment)

            #expect(exported.code == 0)
            #expect(exported.output.contains("Words about the night."))
            #expect(again.output.contains("unchanged lying-awake"))
            #expect(stray.code != 0)
            #expect(stray.output == "")
        }
    }

    @Test("a file that cannot be read as an article is refused with its line")
    func unreadable() async throws {
        try await TestStet.compose(Command.plugins) { stet in
            let file = try Self.file()
            try Data("---\nkind: topic\n---\n\nWords.\n".utf8).write(to: file)

            let done = try await Command.run(["import", "article", file.path], try stet.environment())

            #expect(done.code != 0)
            #expect(done.output.contains(":2: refused: "))
            #expect(done.output.contains("kind: article"))
        }
    }
}
