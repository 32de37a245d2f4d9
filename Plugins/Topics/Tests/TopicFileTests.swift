import Accounts
import Foundation
import Kernel
import Moderation
import Postgres
import Site
import TestSupport
import Testing

@testable import Topics

/// The plugins that topics need.
let topicPlugins: [any Plugin.Type] = [
    AccountsPlugin.self, ModerationPlugin.self, SitePlugin.self, TopicsPlugin.self,
]

/// A topic's file for tests, written for them.
func topicFile(
    title: String = "Stage Fright", slug: String? = "stage-fright", extra: String = "",
    body: String = """
    Hands shake, the voice is gone.

    ## Does stage fright pass?

    It gets **smaller** with practice.

    ## Who helps?

    - a coach
    - a therapist
    """
) -> Data {
    let lines =
        ["---", "kind: topic", "title: \(title)"] + (slug.map { ["slug: \($0)"] } ?? []) + [extra, "---"]
    return Data((lines.filter { !$0.isEmpty }.joined(separator: "\n") + "\n\n" + body + "\n").utf8)
}

let publishing = ImportOptions(publishReason: "First load")

@Suite("Topic files", .stet(with: topicPlugins))
struct TopicFileTests {
    private func take(_ data: Data, _ options: ImportOptions = ImportOptions()) async throws -> ImportReport {
        try await TopicImport(kernel: TestStet.current.kernel).run(data, file: "stage.md", options: options)
    }

    @Test("a file without a reason to publish waits in the queue and is not public")
    func waits() async throws {
        let stet = try TestStet.current

        let report = try await take(topicFile())

        #expect(report.lines.map(\.outcome) == [.created])
        #expect(report.isWritten)
        let items = try await stet.database.values(
            String.self, "SELECT type || ' ' || state FROM moderation.review_item ORDER BY 1")
        #expect(items == ["topic_revision open"])
        let live = try await stet.kernel.site.value(Int.self, "SELECT count(*) FROM topics.public_topic")
        #expect(live == 0)
    }

    @Test("a file with a reason is public at once, without an item in the queue, and the log says why")
    func published() async throws {
        let stet = try TestStet.current

        let report = try await take(topicFile(), publishing)

        #expect(report.lines.first?.message == "Public now.")
        let live = try await stet.kernel.site.value(String.self, "SELECT slug FROM topics.public_topic")
        #expect(live == "stage-fright")
        let items = try await stet.database.value(Int.self, "SELECT count(*) FROM moderation.review_item")
        #expect(items == 0)
        let reasons = try await stet.database.values(
            String?.self,
            "SELECT reason FROM kernel.audit_entry WHERE action = 'topics.published' ORDER BY at, audit_entry_id"
        )
        #expect(reasons == ["First load"])
    }

    @Test("importing a file twice changes nothing, and publishes what waited when it is asked to")
    func twice() async throws {
        _ = try await take(topicFile())

        #expect(try await take(topicFile()).lines.map(\.outcome) == [.unchanged])
        #expect(try await take(topicFile(), publishing).lines.map(\.outcome) == [.changed])
        #expect(try await take(topicFile(), publishing).lines.map(\.outcome) == [.unchanged])
    }

    @Test("what is exported imports without a change, unknown keys included")
    func roundTrip() async throws {
        let stet = try TestStet.current
        let file = topicFile(
            extra: """
                label: stage fright
                dek: "What helps: a little."
                aliases: [Lampenfieber, "Fear, on stage"]
                crisis_tier: 2
                published: 2025-07-31
                references:
                  - title: A book
                    year: 1999
                  - none
                lang: no
                """)
        let first = try await take(file, publishing)
        #expect(first.count(.noted) == 3)

        let slug = try #require(Slug("stage-fright"))
        let text = try await TopicExport(kernel: stet.kernel).run(slug)
        let again = try await take(Data(text.utf8), publishing)

        #expect(text.contains("references:"))
        #expect(text.contains("lang: \"no\""))
        #expect(again.lines.filter { $0.outcome != .noted }.map(\.outcome) == [.unchanged])
        #expect(try await TopicExport(kernel: stet.kernel).slugs() == [slug])
    }

    @Test("a rehearsal tells what would happen and leaves nothing")
    func dryRun() async throws {
        let stet = try TestStet.current

        let report = try await take(topicFile(), ImportOptions(isDryRun: true, publishReason: "x"))

        #expect(report.lines.map(\.outcome) == [.created])
        #expect(!report.isWritten)
        #expect(try await stet.database.value(Int.self, "SELECT count(*) FROM topics.topic") == 0)
        #expect(try await stet.database.value(Int.self, "SELECT count(*) FROM kernel.audit_entry") == 0)
    }

    @Test("a topic that profiles named finds its page by its title, and its old address leads to the new one")
    func named() async throws {
        let stet = try TestStet.current
        try await stet.database.transaction { transaction in
            var index = try await TopicIndex.load(in: transaction)
            _ = try await index.add(named: "Stage/Fright", ids: stet.kernel.ids, in: transaction)
        }

        let report = try await take(topicFile(title: "Stage/Fright", slug: "stage-fright-page"), publishing)

        #expect(report.lines.map(\.outcome) == [.changed])
        let moved = try await stet.kernel.site.value(
            String.self, "SELECT current_slug FROM topics.public_slug WHERE slug = 'stage-fright'")
        #expect(moved == "stage-fright-page")
    }

    @Test(
        "a file that cannot be taken is refused with the line, and nothing is stored",
        arguments: [
            ("kind: article\ntitle: A", "## Q?\n\nA.", 2, "kind: topic"),
            ("kind: topic\nslug: a", "## Q?\n\nA.", 1, "title"),
            ("kind: topic\ntitle: A\nslug: A/../b", "## Q?\n\nA.", 4, "lower-case"),
            ("kind: topic\ntitle: [unclosed", "x", 2, ""),
            ("kind: topic\ntitle: A", "One.\n\n<script>alert(1)</script>", 7, "HTML"),
            ("kind: topic\ntitle: A\ncrisis_tier: 7", "x", 4, "crisis tier"),
        ])
    func refused(head: String, body: String, line: Int, words: String) async throws {
        let stet = try TestStet.current

        let report = try await take(Data("---\n\(head)\n---\n\n\(body)\n".utf8))

        #expect(report.hasRefusals)
        #expect(!report.isReadable)
        #expect(!report.isWritten)
        let refusal = try #require(report.lines.first { $0.outcome == .refused })
        #expect(refusal.line >= line)
        #expect(words.isEmpty || refusal.message.contains(words))
        #expect(try await stet.database.value(Int.self, "SELECT count(*) FROM topics.topic") == 0)
    }

    @Test("a file of one line of 100 MB is refused by its size, and nothing is stored")
    func longLine() async throws {
        let stet = try TestStet.current
        let url = URL.temporaryDirectory.appending(path: "\(UUID().uuidString).md")
        try topicFile().write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        let handle = try FileHandle(forWritingTo: url)
        try handle.seekToEnd()
        let megabyte = Data(repeating: UInt8(ascii: "x"), count: 1_000_000)
        for _ in 0..<100 { try handle.write(contentsOf: megabyte) }
        try handle.close()

        let report = try await TopicImport(kernel: stet.kernel).run(url, options: publishing)

        #expect(
            report.lines.map(\.message) == [
                "The file is larger than 1 MB. Split the text into several topics."
            ])
        #expect(!report.isReadable)
        #expect(try await stet.database.value(Int.self, "SELECT count(*) FROM topics.topic") == 0)
    }

    @Test("bytes that are not UTF-8 are refused with their line")
    func notUTF8() async throws {
        let report = try await take(Data([0x2D, 0x2D, 0x2D, 0x0A, 0xFF]))

        #expect(report.lines.map(\.line) == [2])
        #expect(report.hasRefusals)
    }
}

@Suite("A topic's word in prose")
struct TopicLabelTests {
    @Test(
        "titles become words, abbreviations stay",
        arguments: [
            ("Women's Issues", "women's issues"), ("Self-Harm", "self-harm"), ("ADHD", "ADHD"),
            ("Loneliness/Isolation", "loneliness/isolation"), ("LGBTQ+ Concerns", "LGBTQ+ concerns"),
        ])
    func word(title: String, label: String) {
        #expect(TopicLabel.word(for: title) == label)
    }
}
