import Foundation
import Kernel
import Moderation
import Postgres
import TestSupport
import Testing
import Topics

@testable import Articles

@Suite("What stands below an article", .stet(with: articlePlugins))
struct RelatedListTests {
    private let owls = "Owls hunt mice at night. Their wings make no sound, and their eyes are large."

    @Test("pins come first in their order, then suggestions by what the texts share")
    func order() async throws {
        let library = try await RelatedRoom()
        let editor = try await TestStet.current.person("Ruth Abernathy", [.editor])
        let id = try await library.article("Owls", owls)
        try await library.article("Wings", "Wings without a sound let owls hunt mice at night.")
        try await library.article("Eyes", "Large eyes see much.")
        try await library.article("Trams", "Trams run on rails.")
        let first = try await library.article("Bread", "Bread is baked.")
        let second = try await library.article("Salt", "Salt comes from the sea.")
        try await library.pin(second, below: id, by: editor)
        try await library.pin(first, below: id, at: 1, by: editor)

        let shown = try await library.shown(below: id)

        #expect(shown.titles == ["Bread", "Salt", "Wings"])
        #expect(shown.articles.map(\.isPinned) == [true, true, false])
        #expect(shown.articles[2].categoryName == "Sleep")
    }

    @Test("a reason names shared topics first, then shared words as they are written")
    func reason() async throws {
        let library = try await RelatedRoom()
        let night = try await library.topic("Night")
        let id = try await library.article("Owls", "Owls hunt mice. Owls and mice.", about: [night])
        try await library.article("Hunters", "Whoever is hunting mice waits.", about: [night])

        let shown = try await library.shown(below: id)

        #expect(shown.articles.map(\.reason) == ["shares: night, mice, hunt"])
        #expect(shown.articles.map(\.isPinned) == [false])
    }

    @Test("a scheduled article appears by itself at its time, as a suggestion and as a pin")
    func scheduled() async throws {
        let library = try await RelatedRoom()
        let editor = try await TestStet.current.person("Ruth Abernathy", [.editor])
        let id = try await library.article("Owls", owls)
        let start = try await library.room.time(in: 3_600)
        try await library.article("Wings", owls + " Feathers, too, and claws.", from: start)
        let bread = try await library.article("Bread", "Bread is baked.", from: start)
        try await library.pin(bread, below: id, by: editor)

        let before = try await library.shown(below: id)
        let justBefore = try await library.shown(below: id, at: start.instant + .microseconds(-1))
        let after = try await library.shown(below: id, at: start.instant)

        #expect(before.titles == [])
        #expect(justBefore.titles == [])
        #expect(after.titles == ["Bread", "Wings"])
    }

    @Test("an article that was taken off is gone from the list at once, pinned or not")
    func withdrawn() async throws {
        let library = try await RelatedRoom()
        let editor = try await TestStet.current.person("Ruth Abernathy", [.editor])
        let id = try await library.article("Owls", owls)
        let wings = try await library.article("Wings", "Wings without a sound let owls hunt mice at night.")
        let bread = try await library.article("Bread", "Bread is baked.")
        try await library.pin(bread, below: id, by: editor)
        #expect(try await library.shown(below: id).titles == ["Bread", "Wings"])

        try await library.unpublish(wings, by: editor)
        try await library.unpublish(bread, by: editor)

        #expect(try await library.shown(below: id).titles == [])
    }

    @Test("nearly the same text, another language and a graver topic are not suggested")
    func keptOut() async throws {
        let library = try await RelatedRoom()
        let grave = try await library.topic("Danger")
        try await makeGrave(grave)
        let id = try await library.article("Owls", owls)
        try await library.article("Owls again", owls)
        try await library.article("Eulen", "Owls hunt mice at night.", lang: "de")
        try await library.article("Poison", "Poison for mice kills owls at night.", about: [grave])
        try await library.article("Wings", "Wings let owls hunt mice.")

        let judged = try await library.judged(below: id)

        #expect(judged["Owls again"]?.keptOut == .duplicate)
        #expect(judged["Eulen"]?.keptOut == .language)
        #expect(judged["Poison"]?.keptOut == .crisis)
        #expect(judged["Wings"]?.keptOut == nil)
        #expect(try await library.shown(below: id).titles == ["Wings"])
    }

    @Test("an article about a grave topic suggests what is as grave and what is less so")
    func grave() async throws {
        let library = try await RelatedRoom()
        let grave = try await library.topic("Danger")
        try await makeGrave(grave)
        let id = try await library.article("Owls", owls, about: [grave])
        try await library.article("Poison", "Poison for mice kills owls at night.", about: [grave])
        try await library.article("Wings", "Wings let owls hunt mice.")

        #expect(Set(try await library.shown(below: id).titles) == ["Poison", "Wings"])
    }

    @Test("three of one category stand in a list, pins among them")
    func category() async throws {
        let library = try await RelatedRoom()
        let editor = try await TestStet.current.person("Ruth Abernathy", [.editor])
        let other = try await library.category("Birds")
        let id = try await library.article("Owls", owls)
        for name in ["Wings", "Eyes", "Night", "Mice"] {
            try await library.article(name, "\(name) of owls at night.", in: other)
        }
        let far = try await library.article("Trams", "Trams run on rails.", in: other)

        #expect(try await library.shown(below: id).titles.count == 3)
        try await library.pin(far, below: id, by: editor)

        let shown = try await library.shown(below: id)
        #expect(shown.titles.first == "Trams")
        #expect(shown.titles.count == 3)
    }

    @Test("articles with equal scores go by their ids")
    func ties() async throws {
        let library = try await RelatedRoom()
        let id = try await library.article("Owls", owls)
        let first = try await library.article("Night", "Owls.")
        let second = try await library.article("Nights", "Owls.")

        let shown = try await library.shown(below: id)

        #expect(shown.articles.map(\.articleID) == [first, second])
    }

    @Test("as many stand in the list as the setting says, and pins are not cut")
    func limit() async throws {
        let library = try await RelatedRoom()
        let editor = try await TestStet.current.person("Ruth Abernathy", [.editor])
        let id = try await library.article("Owls", owls)
        let wings = try await library.article("Wings", "Wings of owls.")
        let eyes = try await library.article("Eyes", "Eyes of owls.")
        try await library.article("Night", "Night of owls.")

        #expect(try await library.shown(below: id, limit: 1).titles.count == 1)
        try await library.pin(wings, below: id, by: editor)
        try await library.pin(eyes, below: id, by: editor)

        #expect(try await library.shown(below: id, limit: 1).titles == ["Wings", "Eyes"])
    }

    @Test("a blocked pair suggests itself on neither side until it is unblocked")
    func blocked() async throws {
        let library = try await RelatedRoom()
        let editor = try await TestStet.current.person("Ruth Abernathy", [.editor])
        let id = try await library.article("Owls", owls)
        let wings = try await library.article("Wings", "Wings let owls hunt mice.")
        let blocking = BlockRelated(kernel: library.kernel)

        try await blocking.block(wings, for: id, by: editor)
        #expect(try await library.shown(below: id).titles == [])
        #expect(try await library.shown(below: wings).titles == [])
        let again = await words { try await blocking.block(id, for: wings, by: editor) }
        try await blocking.unblock(id, for: wings, by: editor)
        let twice = await words { try await blocking.unblock(wings, for: id, by: editor) }

        #expect(again == "These two do not suggest each other already.")
        #expect(twice == "These two may suggest each other already.")
        #expect(try await library.shown(below: id).titles == ["Wings"])
    }

    // MARK: Time

    @Test("the list is true until the next article appears that could enter it")
    func boundaryOfOutsider() async throws {
        let library = try await RelatedRoom()
        let id = try await library.article("Owls", owls)
        let start = try await library.room.time(in: 3_600)
        try await library.article("Trams", "Trams run on rails.", from: start)

        let shown = try await library.shown(below: id, at: start.instant + .seconds(-1))

        #expect(shown.titles == [])
        #expect(shown.validUntil == start.instant)
    }

    @Test("the list is true until a topic changes: articles about it may have to leave it")
    func boundaryOfTopics() async throws {
        let library = try await RelatedRoom()
        let id = try await library.article("Owls", owls)
        let start = try await library.room.time(in: 3_600)
        try await makeGrave(library.room.topic, from: start.instant)

        let shown = try await library.shown(below: id, at: start.instant + .seconds(-1))

        #expect(shown.validUntil == start.instant)
    }

    @Test("the list is true until a pin begins or ends, and until midnight at the latest")
    func boundaryOfPins() async throws {
        let library = try await RelatedRoom()
        let editor = try await TestStet.current.person("Ruth Abernathy", [.editor])
        let id = try await library.article("Owls", owls)
        let trams = try await library.article("Trams", "Trams run on rails.")
        let midnight = try await TestStet.current.owner.value(
            Instant.self, "SELECT date_trunc('day', now(), 'UTC') + interval '1 day'")
        #expect(try await library.shown(below: id).validUntil == midnight)
        let (from, until) = (
            try await library.room.time(in: 100_000), try await library.room.time(in: 200_000)
        )
        try await library.pin(trams, below: id, from: from, until: until, by: editor)

        // Earlier than a second before, a midnight might lie nearer.
        let begins = try await library.shown(below: id, at: from.instant + .seconds(-1))
        let ends = try await library.shown(below: id, at: until.instant + .seconds(-1))

        #expect(begins.validUntil == from.instant)
        #expect(ends.validUntil == until.instant)
        #expect(try await library.shown(below: id, at: from.instant).titles == ["Trams"])
        #expect(try await library.shown(below: id, at: until.instant).titles == [])
    }

    @Test("a list costs a page two statements, whatever it holds")
    func statements() {
        var batch = Batch()

        _ = RelatedArticles(limit: 6).ask(about: "SELECT NULL::uuid", in: &batch)

        #expect(batch.statements.count == 2)
    }

    // MARK: What is kept for it

    @Test("the public site reads no word of an article that is not public")
    func hiddenWords() async throws {
        let library = try await RelatedRoom()
        let start = try await library.room.time(in: 3_600)
        try await library.article("Quasar", "Quasars.", from: start)
        try await library.article("Pulsar", "Pulsars.", isPublished: false)
        try await library.article("Owls", owls)

        let seen = try await library.kernel.site.values(
            String.self,
            """
            SELECT lexeme FROM articles.public_posting
            UNION
            SELECT unnest(lexemes) FROM articles.public_document_words
            """)

        #expect(seen.contains("owl"))
        #expect(!seen.contains("quasar"))
        #expect(!seen.contains("pulsar"))
    }

    @Test("each article counts once with its newest text, and no more with one that was called off")
    func counting() async throws {
        let library = try await RelatedRoom()
        let editor = try await TestStet.current.person("Ruth Abernathy", [.editor])
        let writer = try await TestStet.current.person("Ines Marlow", [.editor])
        let id = try await library.room.approved("Owls", by: writer, and: editor)
        try await library.room.publish(id, by: editor)
        try await library.room.save(id, "Hawks.", by: writer)
        try await library.room.decide(id, by: editor)
        try await library.room.publish(id, from: try await library.room.time(in: 3_600), by: editor)
        #expect(try await counted("hawk") == 1)
        #expect(try await counted("owl") == 1)
        #expect(try await counted("count") == 0)

        try await library.unpublish(id, by: editor)
        try await library.article("Trams", "Trams run on rails.")

        #expect(try await counted("hawk") == 0)
        #expect(try await counted("owl") == 1)
        #expect(try await counted("count") == 1)
        let left = try await TestStet.current.owner.value(
            Int.self, "SELECT count(*) FROM articles.posting WHERE lexeme = 'hawk'")
        #expect(left == 0)
    }

    @Test("a word that stands in no article that counts any more is weighed, and stops nobody")
    func uncounted() async throws {
        let library = try await RelatedRoom()
        let editor = try await TestStet.current.person("Ruth Abernathy", [.editor])
        let writer = try await TestStet.current.person("Ines Marlow", [.editor])
        try await library.article("Owls", owls)
        let id = try await library.room.approved("Quokkas", by: writer, and: editor)
        try await library.room.publish(id, from: try await library.room.time(in: 3_600), by: editor)
        let coming = try #require(try await library.room.ranges(id).first)
        try await CancelSchedule(kernel: library.kernel).run(id, coming.publicationID, by: editor)
        #expect(try await counted("quokka") == 0)

        let list = try await RelatedList.read(
            id, at: try await TestStet.current.databaseTime, limit: 6, breadth: .all, in: library.kernel)
        try await library.room.publish(id, by: editor)

        #expect(list.found.map(\.title) == ["Owls"])
        #expect(try await counted("quokka") == 1)
    }

    @Test("what is rare is learned as articles come: earlier ones are weighed anew")
    func weighedAnew() async throws {
        let library = try await RelatedRoom()
        for number in 1...9 { try await library.article("Owls \(number)", "Owls number\(number).") }

        let fewest = try await TestStet.current.owner.value(
            Int.self, "SELECT min(weighed_among) FROM articles.document")
        let rare = try await TestStet.current.owner.value(
            Bool.self,
            """
            SELECT bool_and(weights[array_position(lexemes, 'owl')] < weights[array_position(lexemes, 'number1')])
            FROM articles.document_words
            WHERE 'number1' = ANY (lexemes)
            """)

        #expect((fewest ?? 0) >= 6)
        #expect(rare == true)
    }

    // MARK: Helpers

    private func counted(_ lexeme: String) async throws -> Int {
        try await TestStet.current.owner.value(
            Int.self, "SELECT documents FROM articles.word WHERE lexeme = \(lexeme)") ?? 0
    }

    /// Gives a topic a page with the crisis box, from an instant on or from now.
    private func makeGrave(_ topic: TopicID, from start: Instant? = nil) async throws {
        let revision = UUID()
        _ = try await TestStet.current.owner.rows(
            """
            INSERT INTO topics.revision (
              revision_id, topic_id, number, crisis_tier, dek, document, html, text, word_count, description, contents,
              front_matter, source
            )
            VALUES (\(revision), \(topic), 1, 1, '', '{}', '', '', 0, '', '[]', '{}', 'demo')
            """)
        _ = try await TestStet.current.owner.rows(
            """
            INSERT INTO topics.publication (publication_id, topic_id, revision_id, visible, override_reason)
            VALUES (
              \(UUID()), \(topic), \(revision), tstzrange(coalesce(\(start), clock_timestamp()), NULL), 'A test'
            )
            """)
    }
}
