import Foundation
import Kernel
import Moderation
import Postgres
import Signals
import Site
import TestSupport
import Testing

@testable import Providers

/// A file with a clean line, a bio about somebody else, and the twin of that in the same office.
private let lines = """
    \(requiredHeader)
    Berit Solheim,Licensed Psychologist,8 Quay Street,Bend,OR,97701,no,4,Grief,I listen first and ask later.
    Otto Lindqvist,Licensed Psychologist,40 Quarry Road,Bend,OR,97701,no,4,Grief,\
    "Marta is a psychologist in Oregon 🌲 and guarantees nothing, but I guarantee results in six weeks."
    Marta Lindqvist,Licensed Psychologist,40 Quarry Road,Bend,OR,97701,no,4,Grief,\
    "Marta is a psychologist in Oregon 🌲 and guarantees nothing, but I guarantee results in six weeks."

    """

private struct StoredSignal: Decodable, Sendable, Equatable {
    let slug: String
    let rule: String
    let severity: String
    let marked: String
}

/// What is stored of a rule, with the words under its span.
private func stored(_ rule: String) async throws -> [StoredSignal] {
    try await TestStet.current.database.all(
        StoredSignal.self,
        """
        SELECT
          provider.slug,
          signal.rule,
          signal.severity,
          substr(
            CASE signal.field WHEN 'bio' THEN revision.bio_text WHEN 'name' THEN revision.name ELSE '' END,
            signal.span_start + 1, signal.span_end - signal.span_start) AS marked
        FROM providers.signal
        JOIN providers.revision USING (revision_id)
        JOIN providers.provider USING (provider_id)
        WHERE signal.rule = \(rule)
        ORDER BY provider.slug, signal.position
        """)
}

@Suite("Signals of an import", .stet(with: providerPlugins))
struct ImportSignalTests {
    @Test("a signal is stored with the revision that raised it, at the words that it means")
    func spans() async throws {
        _ = try await importing(lines, ImportOptions())

        let claims = try await stored("cure-claims")
        let mismatches = try await stored("name-mismatch")

        #expect(claims.map(\.slug) == ["marta-lindqvist", "otto-lindqvist"])
        #expect(claims.map(\.marked) == ["I guarantee", "I guarantee"])
        #expect(claims.map(\.severity) == ["block", "block"])
        #expect(mismatches.map(\.slug) == ["otto-lindqvist"])
        #expect(mismatches.map(\.marked) == ["Marta"])
    }

    @Test("two of one file who share their text are told of each other, and their neighbor is not")
    func twins() async throws {
        _ = try await importing(lines, ImportOptions())

        let others = try await TestStet.current.database.values(
            String.self,
            """
            SELECT provider.slug || ' like ' || other.slug
            FROM providers.signal
            JOIN providers.revision USING (revision_id)
            JOIN providers.provider USING (provider_id)
            JOIN providers.provider AS other ON other.provider_id = signal.other_provider_id
            ORDER BY 1
            """)

        #expect(others == ["marta-lindqvist like otto-lindqvist", "otto-lindqvist like marta-lindqvist"])
    }

    @Test("a later file is compared with those who are there")
    func later() async throws {
        _ = try await importing(lines, ImportOptions())
        let twin =
            "Ida Falk,Licensed Psychologist,1 Elm Street,Reno,NV,89501,no,4,Grief,\"I listen first, and ask later.\"\n"

        _ = try await importing("\(requiredHeader)\n\(twin)", ImportOptions())

        #expect(try await stored("probable-duplicate").map(\.slug).contains("ida-falk"))
    }

    @Test("nearly one name in one office is a duplicate, whatever the texts say")
    func office() async throws {
        let office = "Licensed Psychologist,1 Elm Street,Reno,NV,89501,no,4,Grief"

        _ = try await importing(
            "\(requiredHeader)\nIda M Falk,\(office),I listen first.\nIda Falk,\(office),Sleep can be learned again.\n",
            ImportOptions())

        #expect(try await stored("probable-duplicate").map(\.marked) == ["Ida Falk", "Ida M Falk"])
    }

    @Test("the risk and the words of what waits follow its worst signal")
    func risk() async throws {
        _ = try await importing(lines, ImportOptions())

        let items = try await TestStet.current.database.values(
            String.self,
            """
            SELECT title || ' ' || risk || ' ' || summary
            FROM moderation.review_item
            WHERE type = 'provider_revision'
            ORDER BY title
            """)

        #expect(
            items == [
                "Berit Solheim 1 New profile", "Marta Lindqvist 2 New profile: 1 signal blocks, 1 to look at",
                "Otto Lindqvist 2 New profile: 1 signal blocks, 2 to look at",
            ])
    }

    @Test(
        "what is published by override is told by line, and waits for somebody to look where a rule found something"
    )
    func published() async throws {
        let report = try await importing(lines)

        let signaled = report.lines.filter { $0.outcome == .signaled }
        #expect(Set(signaled.map(\.line)) == [3, 4])
        #expect(signaled.first?.message.hasPrefix("bio, cure-claims: “I guarantee” promises") == true)
        #expect(report.hasSignals)
        let open = try await TestStet.current.database.values(
            String.self,
            "SELECT title FROM moderation.review_item WHERE type = 'provider_revision' AND state = 'open' ORDER BY title"
        )
        #expect(open == ["Marta Lindqvist", "Otto Lindqvist"])
    }

    @Test("a rehearsal tells the signals too and keeps none")
    func rehearsal() async throws {
        let report = try await importing(lines, ImportOptions(isDryRun: true))

        #expect(report.hasSignals)
        #expect(try await stored("cure-claims") == [])
    }

    @Test("hundreds of lines are checked in a few statements")
    func statements() async throws {
        let stet = try TestStet.current
        let text = (1...500).map {
            "Person \($0),,\($0) Elm Street,Reno,NV,89501,no,3,Grief,I {{x}} number \($0).\n"
        }
        let before = stet.database.metrics.statements

        let report = try await importing("\(requiredHeader)\n\(text.joined())", ImportOptions())

        #expect(report.count(.signaled) >= 500)
        #expect(stet.database.metrics.statements - before < 40)
    }
}

@Suite("Signals of a submission", .stet(with: providerPlugins))
struct SubmissionSignalTests {
    private static let promise = "I guarantee results, and you can rest."

    private func fields(_ bio: String, _ intent: String, version: Int) -> [(String, String)] {
        [
            ("name", "Jonas Okafor"), ("bio", bio), ("topics", "Grief"), ("remote_only", "yes"),
            ("states", "OR"),
            ("version", "\(version)"), ("then", intent),
        ]
    }

    private func clinician(_ web: TestWeb) async throws -> ConsoleClient {
        let (client, account) = try await web.person("Jonas Okafor", [.clinician])
        try await LinkAccount(kernel: TestStet.current.kernel).run(
            try #require(Slug("jonas-okafor")), to: account, by: .program("test"))
        try await client.get("/console/me/profile")
        return client
    }

    @Test("what blocks comes back at its field with what was written, and a draft of it is kept")
    func blocked() async throws {
        _ = try await importing(someProviders)
        try await TestStet.current.serve { web in
            let client = try await clinician(web)

            let submitted = try await client.post(
                "/console/me/profile", fields(Self.promise, "submit", version: 2))
            let saved = try await client.post("/console/me/profile", fields(Self.promise, "save", version: 2))

            #expect(submitted.status == .unprocessableContent)
            #expect(submitted.body.contains("promises a result that nobody can promise"))
            #expect(submitted.body.contains("and you can rest."))
            #expect(saved.status == .seeOther)
        }
    }

    @Test("a saved draft that blocks cannot be submitted as it is")
    func blockedDraft() async throws {
        _ = try await importing(someProviders)
        try await TestStet.current.serve { web in
            let client = try await clinician(web)
            try await client.post("/console/me/profile", fields(Self.promise, "save", version: 2))

            let submitted = try await client.post(
                "/console/me/profile", fields(Self.promise, "submit", version: 3))

            #expect(submitted.status == .unprocessableContent)
            #expect(try await stored("cure-claims") == [])
        }
    }

    @Test("what only asks for a look is submitted, and raises the risk")
    func review() async throws {
        _ = try await importing(someProviders)
        try await TestStet.current.serve { web in
            let client = try await clinician(web)

            let submitted = try await client.post(
                "/console/me/profile",
                fields("I am the best therapist here, and I listen.", "submit", version: 2))

            #expect(submitted.status == .seeOther)
            let summary = try await TestStet.current.database.value(
                String.self,
                """
                SELECT risk || ' ' || summary
                FROM moderation.review_item
                WHERE title = 'Jonas Okafor' AND state = 'open' AND type = 'provider_revision'
                """)
            #expect(summary == "1 Profile edit: 1 signal to look at")
        }
    }

    @Test("the editor is told while somebody types, and nothing is saved")
    func whileTyping() async throws {
        _ = try await importing(someProviders)
        try await TestStet.current.serve { web in
            let client = try await clinician(web)

            let told = try await client.post(
                "/console/me/profile/signals", fields("I listen . \(Self.promise)", "", version: 2))
            let calm = try await client.post(
                "/console/me/profile/signals", fields("I listen.", "", version: 2))

            #expect(told.status == .ok)
            #expect(told.body.contains("<mark>I guarantee</mark>"))
            #expect(told.body.contains("2 things to look at. One of them keeps it from being submitted."))
            #expect(!told.body.contains("<html"))
            #expect(calm.body.contains("Nothing in it needs another look."))
            let revisions = try await TestStet.current.database.value(
                Int.self, "SELECT count(*) FROM providers.revision WHERE source = 'console'")
            #expect(revisions == 0)
        }
    }

    @Test("the editor shows what was found in what is saved, without script")
    func inEditor() async throws {
        _ = try await importing(someProviders)
        try await TestStet.current.serve { web in
            let client = try await clinician(web)
            try await client.post("/console/me/profile", fields(Self.promise, "save", version: 2))

            let page = try await client.get("/console/me/profile").body

            #expect(page.contains("hx-post=\"/console/me/profile/signals\""))
            #expect(page.contains("<mark>I guarantee</mark>"))
            #expect(page.contains("Say what you do and what people can expect from it."))
        }
    }

    @Test("an empty form is not told what is wrong with it")
    func emptyForm() async throws {
        _ = try await importing(someProviders)
        try await TestStet.current.serve { web in
            let client = try await clinician(web)

            let told = try await client.post(
                "/console/me/profile/signals", [("name", "Jonas Okafor"), ("bio", "")])

            #expect(!told.body.contains("signal-text"))
            #expect(told.body.contains("role=\"status\" hx-swap-oob=\"innerHTML\"></p>"))
        }
    }

    @Test("what the editor's document says is checked, not the plain field that it hides")
    func document() async throws {
        _ = try await importing(someProviders)
        try await TestStet.current.serve { web in
            let client = try await clinician(web)
            let json =
                #"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"\#(Self.promise)"}]}]}"#

            let told = try await client.post(
                "/console/me/profile/signals",
                fields("I listen.", "", version: 2) + [("bio_json", json)])

            #expect(told.body.contains("<mark>I guarantee</mark>"))
        }
    }

    @Test("a moderator who edits for somebody is told the same")
    func moderator() async throws {
        _ = try await importing(someProviders)
        let stet = try TestStet.current
        try await stet.serve { web in
            let (client, _) = try await web.person("Ines Carvalho", [.moderator])
            let path = "/console/providers/\(try #require(try await stet.provider("jonas-okafor")))/edit"

            let page = try await client.get(path).body
            let told = try await client.post("\(path)/signals", fields(Self.promise, "", version: 2))

            #expect(page.contains("hx-post=\"\(path)/signals\""))
            #expect(told.body.contains("<mark>I guarantee</mark>"))
        }
    }

    @Test("nobody is told of others who resemble them")
    func noOthers() async throws {
        _ = try await importing(lines.replacing("but I guarantee results in six weeks", with: "and rests"))
        try await TestStet.current.serve { web in
            let (client, account) = try await web.person("Otto Lindqvist", [.clinician])
            try await LinkAccount(kernel: TestStet.current.kernel).run(
                try #require(Slug("otto-lindqvist")), to: account, by: .program("test"))
            try await client.get("/console/me/profile")

            let told = try await client.post(
                "/console/me/profile/signals",
                [
                    ("name", "Otto Lindqvist"),
                    ("bio", "Marta is a psychologist in Oregon 🌲 and guarantees nothing, and rests."),
                ])

            #expect(told.body.contains("The text introduces “Marta”"))
            #expect(!told.body.contains("has the same text"))
        }
    }
}

@Suite("Signals on the desk", .stet(with: providerPlugins))
struct DeskSignalTests {
    private func item(_ title: String) async throws -> String {
        let id = try await TestStet.current.database.value(
            ReviewItemID.self,
            """
            SELECT review_item_id
            FROM moderation.review_item
            WHERE title = \(title) AND type = 'provider_revision'
            """)
        return "/console/queue/\(try #require(id))"
    }

    private func outcomes() async throws -> [String] {
        try await TestStet.current.database.values(
            String.self,
            """
            SELECT signal.rule || ' ' || outcome || ' ' || coalesce(signal_outcome.reason, '')
            FROM providers.signal_outcome
            JOIN providers.signal USING (revision_id, position)
            ORDER BY 1
            """)
    }

    /// A moderator who holds the item, on its second version.
    private func moderator(_ web: TestWeb, on path: String) async throws -> ConsoleClient {
        let (client, _) = try await web.person("Ines Carvalho", [.moderator])
        try await client.get(path)
        try await client.post("\(path)/claim", [("version", "1")])
        return client
    }

    private func version(_ path: String) async throws -> String {
        let id = path.split(separator: "/").last.map { String($0) } ?? ""
        let version = try await TestStet.current.database.value(
            Int.self, "SELECT version FROM moderation.review_item WHERE review_item_id::text = \(id)")
        return "\(version ?? 0)"
    }

    @Test("the desk lists signals with severity, explanation and fix, and marks the words in the text")
    func shown() async throws {
        _ = try await importing(lines, ImportOptions())
        try await TestStet.current.serve { web in
            let path = try await item("Otto Lindqvist")

            let desk = try await moderator(web, on: path).get(path).body

            #expect(desk.contains("Blocks") && desk.contains("Check"))
            #expect(desk.contains("“I guarantee” promises a result that nobody can promise."))
            #expect(desk.contains("Say what you do and what people can expect from it."))
            #expect(desk.contains("but <mark>I guarantee</mark> results in six weeks.</p>"))
            #expect(desk.contains("<p><mark>Marta</mark> is a psychologist"))
            #expect(desk.contains("Marta Lindqvist has the same text at the same address."))
        }
    }

    @Test("what blocks is approved with a reason alone, and the reason is kept")
    func overridden() async throws {
        _ = try await importing(lines, ImportOptions())
        try await TestStet.current.serve { web in
            let path = try await item("Otto Lindqvist")
            let client = try await moderator(web, on: path)
            let seen = try await version(path)

            let without = try await client.post(
                "\(path)/decide", [("version", seen), ("decision", "approve")])
            let with = try await client.post(
                "\(path)/decide", [("version", seen), ("decision", "approve"), ("reason", "A quotation.")])

            #expect(without.status == .unprocessableContent)
            #expect(with.status == .seeOther)
            #expect(
                try await outcomes() == [
                    "cure-claims overridden A quotation.", "name-mismatch overridden A quotation.",
                    "probable-duplicate overridden A quotation.",
                ])
        }
    }

    @Test("who sends it back agrees with the signals, and the precision of each rule counts both")
    func accepted() async throws {
        _ = try await importing(lines, ImportOptions())
        let stet = try TestStet.current
        try await stet.serve { web in
            let path = try await item("Marta Lindqvist")
            let client = try await moderator(web, on: path)

            let answer = try await client.post(
                "\(path)/decide",
                [
                    ("version", try await version(path)), ("decision", "request_changes"),
                    ("reason_code", "claims"),
                ])

            #expect(answer.status == .seeOther)
            #expect(try await outcomes() == ["cure-claims accepted ", "probable-duplicate accepted "])
            let precision = try await RulePrecision.all(in: stet.database)
            #expect(precision.map(\.rule) == ["cure-claims", "probable-duplicate"])
            #expect(precision.map(\.accepted) == [1, 1])
            #expect(precision.map(\.overridden) == [0, 0])
        }
    }

    @Test("the database lets no block be overridden without a reason")
    func reasoned() async throws {
        _ = try await importing(lines, ImportOptions())
        let stet = try TestStet.current
        let found = try await stet.database.value(
            ProfileRevisionID.self,
            "SELECT revision_id FROM providers.revision WHERE name = 'Otto Lindqvist'")
        let revision = try #require(found)
        try await stet.serve { web in
            let (_, account) = try await web.person("Ines Carvalho", [.moderator])

            let error = await #expect(throws: PostgresError.self) {
                try await stet.database.transaction { transaction in
                    try await RecordOutcomes(ids: stet.kernel.ids).run(
                        .overridden, of: revision, reason: " ", by: account, in: transaction)
                }
            }

            #expect(error?.constraint == "signal_outcome_override_reasoned")
        }
    }

    @Test("what was found is never changed")
    func kept() async throws {
        _ = try await importing(lines, ImportOptions())

        let error = await #expect(throws: PostgresError.self) {
            _ = try await TestStet.current.owner.rows("UPDATE providers.signal SET severity = 'advise'")
        }

        #expect(error?.constraint?.isEmpty == false)
    }
}
