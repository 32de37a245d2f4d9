import Accounts
import Articles
import Foundation
import Kernel
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import App

@Suite("A server that is killed while editors write", .timeLimit(.minutes(20)))
struct ArticleKillTests {
    private static let wanted = 100
    /// The server is killed each time when so much more was acknowledged.
    private static let killedAfter = 50

    @Test(
        "whatever it acknowledged of 100 autosaves and 100 revisions is there afterwards, and none is twice")
    func killed() async throws {
        try await TestStet.compose(Command.plugins) { stet in
            let newsroom = try await WritingRoom(stet)
            defer { newsroom.server.stop() }
            var kills = 0
            while newsroom.autosaves.count < Self.wanted || newsroom.revisions.count < Self.wanted {
                try await newsroom.comeBack()
                let goal = newsroom.acknowledged + Self.killedAfter
                try await newsroom.work(until: Self.wanted) {
                    // In the midst of what both are at.
                    if newsroom.acknowledged >= goal { newsroom.server.stop() }
                }
                newsroom.server.stop()
                kills += 1
                #expect(newsroom.accepts(try await newsroom.storedDraft()))
            }

            try await newsroom.server.start()
            let ready = try await newsroom.server.get("/readyz")
            let revisions = try await newsroom.storedRevisions()
            let chain = try await Command.run(["audit", "verify"], stet.environment())

            let versions = newsroom.autosaves.map(\.version)
            #expect(kills >= 3)
            #expect(ready.status == 200)
            #expect(zip(versions, versions.dropFirst()).allSatisfy { $0 < $1 })
            #expect(newsroom.revisions.filter { revisions[$0] != 1 } == [])
            #expect(revisions.filter { $0.value > 1 } == [:])
            #expect(chain.code == 0)
        }
    }
}

/// Two editors at a server, one whose browser keeps what is typed and one who saves, and what it acknowledged to them.
private final class WritingRoom: Sendable {
    /// A working copy: each save raises its version by one.
    struct Draft: Decodable, Sendable, Equatable {
        let version: Int
        let text: String
    }

    let server: Server
    private let stet: TestStet
    private let typing: Desk
    private let saving: Desk
    private let ledger = Mutex(Ledger())

    private struct Ledger {
        var tried = 0
        var autosaves: [Draft] = []
        /// What is kept for sure.
        var kept: Draft?
        /// What was sent after that, and nobody has heard of since.
        var sent: String?
        var revisions: [String] = []
    }

    /// An editor's browser and the article that is open in it.
    private struct Desk: Sendable {
        let browser: LoopbackBrowser
        let path: String
        let category: String

        /// What the form on the screen was made of.
        func seen() throws -> (revision: Int, version: Int) {
            let body = try browser.get(path).body
            let form = /id="article"(?s:.*?)name="version" value="(\d+)"(?s:.*?)name="revision" value="(\d+)"/
            guard let found = body.firstMatch(of: form), let version = Int(found.1),
                let revision = Int(found.2)
            else { throw URLError(.cannotParseResponse) }
            return (revision, version)
        }

        func fields(_ text: String, seen: (revision: Int, version: Int)) -> [(String, String)] {
            [
                ("version", String(seen.version)), ("revision", String(seen.revision)),
                ("title", "Lying Awake"), ("category", category), ("topics", "Sleep"), ("lang", "en"),
                ("text", text), ("then", "save"),
            ]
        }
    }

    init(_ stet: TestStet) async throws {
        self.stet = stet
        server = try Server(stet)
        for slug in ["typing", "saving"] {
            let report = try await ArticleImport(kernel: stet.kernel).run(
                Data(
                    "---\nkind: article\ntitle: Lying Awake\nslug: \(slug)\ncategory: Sleep\ntopics: [Sleep]\n---\n\nWords.\n"
                        .utf8), file: "\(slug).md")
            try #require(report.isWritten)
        }
        try await server.start()
        typing = try await Self.desk(at: "typing", on: server, stet)
        saving = try await Self.desk(at: "saving", on: server, stet)
        server.stop()
    }

    private static func desk(at slug: String, on server: Server, _ stet: TestStet) async throws -> Desk {
        let (browser, _) = try await LoopbackBrowser.person(
            "Editor of \(slug)", [.editor], on: server.port, kernel: stet.kernel)
        let id = try await stet.owner.value(
            UUID.self, "SELECT article_id FROM articles.article WHERE slug = \(slug)")
        let category = try await stet.owner.value(UUID.self, "SELECT category_id FROM articles.category")
        return Desk(
            browser: browser, path: "/console/articles/\(try #require(id))",
            category: try #require(category).uuidString.lowercased())
    }

    // MARK: What was acknowledged

    var autosaves: [Draft] { ledger.withLock { $0.autosaves } }
    var revisions: [String] { ledger.withLock { $0.revisions } }
    var acknowledged: Int { ledger.withLock { $0.autosaves.count + $0.revisions.count } }

    /// Whether a working copy is what was acknowledged last, or what was sent after that and met the end of the server.
    func accepts(_ draft: Draft?) -> Bool {
        ledger.withLock { ledger in
            let (kept, sent) = (ledger.kept, ledger.sent)
            (ledger.kept, ledger.sent) = (draft, nil)
            guard draft != kept else { return true }
            return sent.map { draft == Draft(version: (kept?.version ?? 0) + 1, text: $0) } ?? false
        }
    }

    // MARK: Work

    /// Starts the server, and both go on in the browser that they have.
    func comeBack() async throws {
        try await server.start()
        for desk in [typing, saving] { try desk.browser.reconnect(to: server.port) }
    }

    /// Both write until there is enough, or the server is gone.
    func work(until wanted: Int, acknowledged: @escaping @Sendable () -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [self] in
                try await onThread { [self] in
                    guard var seen = try? typing.seen() else { return }
                    while autosaves.count < wanted, let version = try? autosave(seen: seen) {
                        seen.version = version
                        acknowledged()
                    }
                }
            }
            group.addTask { [self] in
                try await onThread { [self] in
                    while revisions.count < wanted, (try? save()) == true { acknowledged() }
                }
            }
            try await group.waitForAll()
        }
    }

    private func nextText() -> String {
        ledger.withLock { ledger in
            ledger.tried += 1
            return "These are words number \(ledger.tried)."
        }
    }

    private struct Kept: Decodable {
        let version: Int
    }

    /// Keeps a text that no other save has, as the page's script asks for it; nil when it was refused.
    private func autosave(seen: (revision: Int, version: Int)) throws -> Int? {
        let text = nextText()
        ledger.withLock { $0.sent = text }
        let answer = try typing.browser.post(
            "\(typing.path)/draft", typing.fields(text, seen: seen), accept: "application/json")
        guard answer.status == 200 else { return nil }
        let kept = try JSONDecoder().decode(Kept.self, from: Data(answer.body.utf8))
        let draft = Draft(version: kept.version, text: text)
        ledger.withLock { ledger in
            ledger.autosaves.append(draft)
            (ledger.kept, ledger.sent) = (draft, nil)
        }
        return kept.version
    }

    /// Saves a text that no other save has as a revision.
    private func save() throws -> Bool {
        let text = nextText()
        let answer = try saving.browser.post(saving.path, saving.fields(text, seen: try saving.seen()))
        guard answer.status == 303 else { return false }
        ledger.withLock { $0.revisions.append(text) }
        return true
    }

    // MARK: What is there

    func storedDraft() async throws -> Draft? {
        try await stet.owner.first(
            Draft.self,
            """
            SELECT draft.version, draft.content ->> 'text' AS text
            FROM articles.draft
            JOIN articles.article USING (article_id)
            WHERE article.slug = 'typing'
            """)
    }

    private struct Stored: Decodable, Sendable {
        let text: String
        let times: Int
    }

    func storedRevisions() async throws -> [String: Int] {
        let rows = try await stet.owner.all(
            Stored.self,
            """
            SELECT revision.text, count(*) AS times
            FROM articles.revision
            JOIN articles.article USING (article_id)
            WHERE article.slug = 'saving'
            GROUP BY revision.text
            """)
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.text, $0.times) })
    }
}
