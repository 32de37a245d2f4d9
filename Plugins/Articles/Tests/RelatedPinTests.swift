import Console
import Foundation
import Kernel
import Postgres
import TestSupport
import Testing

@testable import Articles

@Suite("Pins of related articles", .stet(with: articlePlugins))
struct RelatedPinTests {
    /// An article, three others, and an editor.
    private func stage() async throws -> (
        library: RelatedRoom, id: ArticleID, others: [ArticleID], editor: Actor
    ) {
        let library = try await RelatedRoom()
        let editor = try await TestStet.current.person("Ruth Abernathy", [.editor])
        let id = try await library.article("Owls", "Owls hunt mice at night.")
        var others: [ArticleID] = []
        for title in ["Bread", "Salt", "Trams"] {
            others.append(try await library.article(title, "About \(title)."))
        }
        return (library, id, others, editor)
    }

    private func titles(_ library: RelatedRoom, _ id: ArticleID) async throws -> [String] {
        try await library.shown(below: id).articles.filter(\.isPinned).map(\.title)
    }

    private func pins(_ id: ArticleID) async throws -> [StoredPin] {
        try await TestStet.current.database.fetch(RelatedQueries.pins(of: id))
    }

    @Test("an article is not pinned to itself, and the database would not have it either")
    func itself() async throws {
        let (library, id, _, editor) = try await stage()

        let refused = await words { try await library.pin(id, below: id, by: editor) }
        let constraint: String?
        do {
            _ = try await TestStet.current.owner.rows(
                """
                INSERT INTO articles.related_pin (related_pin_id, article_id, target_id, position, visible)
                VALUES (gen_random_uuid(), \(id), \(id), 1, tstzrange(clock_timestamp(), NULL))
                """)
            constraint = nil
        } catch let error as PostgresError {
            constraint = error.constraint
        }

        #expect(refused == "related_title: An article does not stand below itself. Choose another one.")
        #expect(constraint == "related_pin_not_itself")
    }

    @Test("an article stands in a list once at a time, and may come again later")
    func twice() async throws {
        let (library, id, others, editor) = try await stage()
        let (from, until) = (try await library.room.time(in: 3_600), try await library.room.time(in: 7_200))
        try await library.pin(others[0], below: id, until: from, by: editor)

        let refused = await words { try await library.pin(others[0], below: id, by: editor) }
        let later = await words {
            try await library.pin(others[0], below: id, from: from, until: until, by: editor)
        }

        #expect(refused == "related_title: “Bread” is in the list already. Move it, or choose another one.")
        #expect(later == nil)
    }

    @Test("a draft may be pinned: it waits, and readers see no link to it")
    func draft() async throws {
        let (library, id, _, editor) = try await stage()
        let draft = try await library.article("Soon", "Not yet.", isPublished: false)

        try await library.pin(draft, below: id, by: editor)

        #expect(try await pins(id).map(\.isTargetPublic) == [false])
        #expect(try await titles(library, id) == [])
    }

    @Test("an article in another language, one that is not there, and a thirteenth are refused")
    func refused() async throws {
        let (library, id, _, editor) = try await stage()
        let german = try await library.article("Eulen", "Eulen jagen nachts.", lang: "de")

        let foreign = await words { try await library.pin(german, below: id, by: editor) }
        let missing = await words {
            try await library.pin(ArticleID(rawValue: UUID()), below: id, by: editor)
        }
        for number in 1...PinRelated.most {
            try await library.pin(
                try await library.article("Number \(number)", "Text.", isPublished: false), below: id,
                by: editor)
        }
        let one = try await library.article("One more", "Text.")
        let full = await words { try await library.pin(one, below: id, by: editor) }

        #expect(foreign?.contains("“Eulen” is in another language.") == true)
        #expect(missing == "related_title: Choose an article from the list.")
        #expect(full == "related_title: The list holds 12 articles. Remove one before you add another.")
    }

    @Test("a pin moves up and down, and what readers had before stays on record")
    func move() async throws {
        let (library, id, others, editor) = try await stage()
        for other in others { try await library.pin(other, below: id, by: editor) }
        let before = try await TestStet.current.databaseTime
        let last = try #require(try await pins(id).last)

        try await PinRelated(kernel: library.kernel).move(last.relatedPinID, .up, of: id, by: editor)

        #expect(try await titles(library, id) == ["Bread", "Trams", "Salt"])
        #expect(try await library.shown(below: id, at: before).titles == ["Bread", "Salt", "Trams"])
        let first = try #require(try await pins(id).first)
        try await PinRelated(kernel: library.kernel).move(first.relatedPinID, .down, of: id, by: editor)
        #expect(try await titles(library, id) == ["Trams", "Bread", "Salt"])
        let top = try #require(try await pins(id).first)
        try await PinRelated(kernel: library.kernel).move(top.relatedPinID, .up, of: id, by: editor)
        #expect(try await titles(library, id) == ["Trams", "Bread", "Salt"])
    }

    @Test("a pin that has not begun moves as it is, and is deleted when it is removed")
    func waiting() async throws {
        let (library, id, others, editor) = try await stage()
        let from = try await library.room.time(in: 3_600)
        try await library.pin(others[0], below: id, by: editor)
        let waiting = try await library.pin(others[1], below: id, from: from, by: editor)

        try await PinRelated(kernel: library.kernel).move(waiting, .up, of: id, by: editor)
        #expect(try await pins(id).first?.relatedPinID == waiting)
        #expect(try await library.shown(below: id, at: from.instant).titles.prefix(2) == ["Salt", "Bread"])

        try await PinRelated(kernel: library.kernel).remove(waiting, of: id, by: editor)
        #expect(try await pins(id).map(\.title) == ["Bread"])
        #expect(try await library.shown(below: id, at: from.instant).titles.first == "Bread")
    }

    @Test("a removed pin ends now, and a second try says that the list has changed")
    func remove() async throws {
        let (library, id, others, editor) = try await stage()
        let pin = try await library.pin(others[0], below: id, by: editor)
        let before = try await TestStet.current.databaseTime
        let other = try await library.article("Elsewhere", "Text.")

        try await PinRelated(kernel: library.kernel).remove(pin, of: id, by: editor)
        let again = await words {
            try await PinRelated(kernel: library.kernel).remove(pin, of: id, by: editor)
        }
        let foreign = await words {
            try await PinRelated(kernel: library.kernel).remove(pin, of: other, by: editor)
        }

        #expect(try await titles(library, id) == [])
        #expect(try await library.shown(below: id, at: before).titles.first == "Bread")
        #expect(again == "Somebody changed this list in between. Look at it again.")
        #expect(foreign == "\(Refusal.notFound)")
    }

    @Test("a pin ends after it begins")
    func backwards() async throws {
        let (library, id, others, editor) = try await stage()
        let (from, until) = (try await library.room.time(in: 7_200), try await library.room.time(in: 3_600))

        let refused = await words {
            try await library.pin(others[0], below: id, from: from, until: until, by: editor)
        }

        #expect(refused == "related_until_day: Enter an end that comes after the beginning.")
    }

    // MARK: The screen

    @Test("an editor adds, moves, removes and blocks through the screen")
    func screen() async throws {
        let (library, id, _, _) = try await stage()
        let wings = try await library.article("Wings", "Wings let owls hunt mice at night.")
        try await TestStet.current.serve { web in
            let (editor, _) = try await web.person("Bo Lindqvist", [.editor])
            let path = "/console/articles/\(id)/related"
            let empty = try await editor.get(path).body
            #expect(empty.contains("No article was chosen."))
            #expect(empty.contains("shares: "))

            let added = try await editor.post(path, [("related_title", "salt")])
            #expect(added.location == path)
            #expect(try await editor.get(path).body.contains("Added. Readers see it now."))
            try await editor.post(path, [("related_title", "/articles/trams"), ("related_position", "1")])
            #expect(try await titles(library, id) == ["Trams", "Salt"])

            let pin = try #require(try await pins(id).last)
            try await editor.post("\(path)/\(pin.relatedPinID)/move", [("step", "up")])
            #expect(try await titles(library, id) == ["Salt", "Trams"])
            let first = try #require(try await pins(id).first)
            try await editor.post("\(path)/\(first.relatedPinID)/remove")
            #expect(try await titles(library, id) == ["Trams"])

            try await editor.post("\(path)/block", [("other", wings.description)])
            #expect(try await library.shown(below: id).titles == ["Trams"])
            #expect(try await editor.get(path).body.contains("Unblock"))
            try await editor.post("\(path)/unblock", [("other", wings.description)])
            #expect(try await library.shown(below: id).titles == ["Trams", "Wings"])
        }
    }

    @Test("the list can be looked at as of a time to come, in the person's zone")
    func then() async throws {
        let (library, id, _, _) = try await stage()
        let start = Schedule(
            instant: try #require(Instant(rfc3339: "2040-06-01T13:00:00Z")), local: "2040-06-01T09:00",
            zone: "America/New_York")
        try await library.article("Wings", "Wings let owls hunt mice at night.", from: start)
        try await TestStet.current.serve { web in
            let (auditor, _) = try await web.person("Ada Quill", [.auditor])
            let path = "/console/articles/\(id)/related"

            let before = try await auditor.get("\(path)?day=2040-06-01&time=08:59").body
            let after = try await auditor.get("\(path)?day=2040-06-01&time=09:00").body
            let unreadable = try await auditor.get("\(path)?day=tomorrow&time=09:00").body

            #expect(!before.contains("Wings"))
            #expect(after.contains("Wings"))
            #expect(after.contains("What readers see on Jun 1, 2040, 9:00 AM EDT"))
            #expect(!after.contains("Add related article"))
            #expect(unreadable.contains("Enter the day and the time, like 2026-11-30 and 09:00."))
        }
    }

    @Test("the list of an article that readers do not have is that of its saved text")
    func unpublished() async throws {
        let (library, _, _, _) = try await stage()
        let draft = try await library.article(
            "Mice", "Owls hunt mice at night, and mice hide.", isPublished: false)
        try await TestStet.current.serve { web in
            let (editor, _) = try await web.person("Bo Lindqvist", [.editor])

            let shown = try await editor.get("/console/articles/\(draft)/related").body

            #expect(shown.contains("Readers do not have this article then."))
            #expect(shown.contains("Owls</a>"))
        }
    }

    @Test(
        "what cannot be read comes back with words on what to do",
        arguments: [
            ([("related_title", "")], "Enter the title of an article."),
            ([("related_title", "Zeppelins")], "No article has this in its title."),
            ([("related_title", "bread"), ("related_position", "0")], "Enter a place from 1 to 12"),
            ([("related_title", "bread"), ("related_position", "first")], "Enter a place from 1 to 12"),
            ([("related_title", "bread"), ("related_from_day", "2040-06-01")], "Enter the day and the time"),
            (
                [
                    ("related_title", "bread"), ("related_from_day", "2001-06-01"),
                    ("related_from_time", "09:00"),
                ],
                "Enter a time that is still to come."
            ),
            (
                [
                    ("related_title", "bread"), ("related_until_day", "2027-03-14"),
                    ("related_until_time", "02:30"),
                ],
                "The clocks skip this time."
            ),
            (
                [
                    ("related_title", "bread"), ("related_until_day", "2027-11-07"),
                    ("related_until_time", "01:30"),
                ],
                "The clocks show this time twice"
            ),
        ])
    func mistakes(fields: [(String, String)], message: String) async throws {
        let (_, id, _, _) = try await stage()
        try await TestStet.current.serve { web in
            let (editor, _) = try await web.person("Bo Lindqvist", [.editor])
            let path = "/console/articles/\(id)/related"
            try await editor.get(path)

            let answer = try await editor.post(path, fields)

            #expect(answer.status == .unprocessableContent)
            #expect(answer.body.contains(message), "\(answer.body)")
        }
    }

    @Test("words that several titles have bring these to choose from")
    func ambiguous() async throws {
        let (library, id, _, _) = try await stage()
        try await library.article("Rye bread", "Rye.")
        let wheat = try await library.article("Wheat bread", "Wheat.")
        try await TestStet.current.serve { web in
            let (editor, _) = try await web.person("Bo Lindqvist", [.editor])
            let path = "/console/articles/\(id)/related"
            try await editor.get(path)

            let asked = try await editor.post(path, [("related_title", "e bread")])
            #expect(asked.status == .seeOther)
            let several = try await editor.post(path, [("related_title", "bre")])
            #expect(several.status == .unprocessableContent)
            #expect(several.body.contains("Choose one of them."))
            #expect(several.body.contains("Wheat bread (/articles/wheat-bread)"))
            let chosen = try await editor.post(
                path, [("related_title", "bre"), ("related_target", "nonsense")])
            #expect(chosen.status == .unprocessableContent)
            try await editor.post(
                path, [("related_title", "bre"), ("related_target", wheat.description)])
        }
        #expect(try await titles(library, id).contains("Wheat bread"))
    }

    @Test("what a file names and no article answers to is listed, until one does")
    func unresolved() async throws {
        let library = try await RelatedRoom()
        let report = try await ArticleImport(kernel: library.kernel).run(
            articleFile(
                extra: """
                    category: Sleep
                    related:
                      - another-night
                      - blurb: "Why some nights are <long>"
                        category: Nights
                        published: 2025-07-18
                    """), file: "awake.md")
        #expect(report.isWritten)
        let id = try await library.kernel.database.one(
            RelatedSubject.self, "SELECT article_id, slug, '' AS title FROM articles.article")
        try await TestStet.current.serve { web in
            let (editor, _) = try await web.person("Bo Lindqvist", [.editor])
            let path = "/console/articles/\(id.articleID)/related"

            let before = try await editor.get(path).body
            try await library.article("Another night", "Words.")
            let after = try await editor.get(path).body

            #expect(before.contains(">another-night</span>") && !after.contains(">another-night</span>"))
            for body in [before, after] {
                #expect(body.contains("Why some nights are &lt;long&gt;"))
                #expect(body.contains("Nights · 2025-07-18"))
            }
        }
    }

    @Test("a step that is none, and an article that is its own suggestion, are refused")
    func nonsense() async throws {
        let (library, id, others, actor) = try await stage()
        let pin = try await library.pin(others[0], below: id, by: actor)
        try await TestStet.current.serve { web in
            let (editor, _) = try await web.person("Bo Lindqvist", [.editor])
            let path = "/console/articles/\(id)/related"
            try await editor.get(path)

            #expect(try await editor.post("\(path)/\(pin)/move", [("step", "left")]).status == .badRequest)
            #expect(try await editor.post("\(path)/block", [("other", id.description)]).status == .badRequest)
            #expect(try await editor.post("\(path)/block", [("other", "x")]).status == .notFound)
            #expect(try await editor.post("\(path)/x/remove").status == .notFound)
            let unknown = ArticleID(rawValue: UUID())
            #expect(
                try await editor.post("\(path)/block", [("other", unknown.description)]).status == .notFound)
            #expect(try await editor.get("/console/articles/\(unknown)/related").status == .notFound)
            #expect(try await editor.get("/console/articles/x/related").status == .notFound)
        }
    }

    @Test(
        "who may read articles sees the list, and editors alone change it",
        arguments: [
            (Role.editor, true, true), (.reviewer, true, false), (.moderator, true, false),
            (.approver, true, false),
            (.auditor, true, false), (.clinician, false, false), (.admin, false, false), (.ads, false, false),
        ])
    func roles(role: Role, reads: Bool, edits: Bool) async throws {
        let (library, id, others, actor) = try await stage()
        let pin = try await library.pin(others[0], below: id, by: actor)
        let path = "/console/articles/\(id)/related"
        let places = ["", "/\(pin)/move", "/\(pin)/remove", "/block", "/unblock"].map { path + $0 }
        try await TestStet.current.serve { web in
            let (person, _) = try await web.person("Ana Whitfield", [role])

            for place in places {
                let seen = try await person.get(place)
                let sent = try await person.post(place, [("step", "up"), ("other", others[1].description)])
                let expected: [Int] = place == path ? [200] : [303]
                #expect((reads ? expected : [403]).contains(Int(seen.status.code)), "\(place)")
                #expect((sent.status == .forbidden) == !edits, "\(place): \(sent.status)")
            }
            let visitor = web.visitor()
            for place in places {
                #expect(try await visitor.get(place).location?.hasPrefix("/console/sign-in") == true)
                #expect(try await visitor.post(place, withToken: false).status != .ok)
            }
        }
    }
}
