import Accounts
import Documents
import Foundation
import Kernel
import Postgres
import TestSupport
import Testing

@testable import Articles
@testable import Moderation

@Suite("The review of articles", .stet(with: articlePlugins))
struct ReviewTests {
    @Test("an editor's approval makes a text fit to be public, and not public")
    func editorial() async throws {
        let room = try await Newsroom()
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let bo = try await room.stet.person("Bo Lindqvist", [.editor])
        let id = try await room.add(submits: true, by: ana)
        let waits = try await room.article(id).standing

        try await room.decide(id, by: bo)

        let article = try await room.article(id)
        #expect(waits == .submitted)
        #expect(article.standing == .approved)
        #expect(article.approvedNumber == 1)
        #expect(article.liveID == nil)
    }

    @Test("whoever wrote a text is offered no decision about it, from no account of theirs")
    func ownText() async throws {
        let room = try await Newsroom()
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let again = try await room.stet.secondAccount(of: ana, [.editor])
        let id = try await room.add(submits: true, by: ana)
        let item = try await room.item(id)
        let review = ArticleReview(kernel: room.kernel)

        #expect(try await review.actions(for: item, actor: ana, in: room.stet.database).isEmpty)
        #expect(try await review.actions(for: item, actor: again, in: room.stet.database).isEmpty)
        let refused = await words {
            _ = try await room.stet.database.transaction { transaction in
                try await review.perform(
                    "approve", on: item, by: again, form: Form(), in: transaction)
            }
        }
        #expect(refused == "You wrote this, or a part of it. Somebody else approves it.")
    }

    @Test("whoever wrote a part of a text since the last approval does not approve it, whoever saved last")
    func coauthors() async throws {
        let room = try await Newsroom()
        let (ana, bo) = (
            try await room.stet.person("Ana Whitfield", [.editor]),
            try await room.stet.person("Bo Lindqvist", [.editor])
        )
        let cy = try await room.stet.person("Cy Mora", [.editor])
        let id = try await room.add(by: ana)
        try await room.save(id, "Count slowly, backwards.", by: bo)
        let item = try await room.item(id)
        let review = ArticleReview(kernel: room.kernel)

        #expect(try await review.actions(for: item, actor: ana, in: room.stet.database).isEmpty)
        let refused = await words { try await room.decide(id, by: ana) }
        #expect(refused != nil)
        try await room.decide(id, by: cy)
        // What was approved since is nobody's any more: only the last words are Bo's.
        try await room.save(id, "Count slowly, forwards.", by: bo)
        try await room.decide(id, by: ana)
        #expect(try await room.article(id).approvedNumber == 3)
    }

    @Test("whoever signs a text does not approve it, also when a file brought it")
    func byline() async throws {
        let room = try await Newsroom()
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let bo = try await room.stet.person("Bo Lindqvist", [.editor])
        let author: AuthorID = room.kernel.ids.next()
        _ = try await room.stet.owner.rows(
            """
            INSERT INTO articles.author (author_id, slug, name, account_id)
            VALUES (\(author), 'ana-whitfield', 'Ana Whitfield', \(ana.accountID))
            """)
        let input = try ArticleInput(
            title: "Lying Awake", dek: "", lang: "en", categoryID: room.category, authorID: author,
            topics: [room.topic], document: Document(markdown: "Count slowly."), references: [],
            disclaimer: "")
        let id = try await room.stet.database.transaction { transaction in
            let saving = SaveArticle(kernel: room.kernel)
            let id = try await saving.insert(at: nil, titled: input.title, in: transaction)
            let revision = try await saving.write(input, ArticleFacts(), of: id, .file, in: transaction)
            _ = try await saving.waitForReview(revision.id, of: id, input, by: nil, in: transaction)
            return id
        }
        let item = try await room.item(id)
        let review = ArticleReview(kernel: room.kernel)

        #expect(try await review.actions(for: item, actor: ana, in: room.stet.database).isEmpty)
        let refused = await words {
            _ = try await room.stet.database.transaction { transaction in
                try await review.perform("approve", on: item, by: ana, form: Form(), in: transaction)
            }
        }
        #expect(refused == "You wrote this, or a part of it. Somebody else approves it.")
        #expect(try await !review.actions(for: item, actor: bo, in: room.stet.database).isEmpty)
    }

    @Test("where the category asks for it, a clinical reviewer decides first and an editor second")
    func twoStages() async throws {
        let room = try await Newsroom(clinical: true)
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let bo = try await room.stet.person("Bo Lindqvist", [.editor])
        let ada = try await room.stet.person("Ada Quill", [.reviewer])
        let id = try await room.add(submits: true, by: ana)
        let first = try await room.item(id)

        let tooEarly = await words { try await room.decide(id, by: bo) }
        try await room.decide(id, by: ada)
        let second = try await room.item(id)
        let between = try await room.article(id)
        try await room.decide(id, by: bo)

        #expect(first.needs == Permission.reviewArticles.id)
        #expect(tooEarly?.contains("forbidden") == true)
        #expect(second.needs == Permission.publishArticles.id)
        #expect(between.standing == .submitted)
        #expect(between.approvedNumber == nil)
        #expect(try await room.article(id).standing == .approved)
    }

    @Test("whoever wrote a text is told who sent it back and why, until there is another text")
    func message() async throws {
        let room = try await Newsroom()
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let bo = try await room.stet.person("Bo Lindqvist", [.editor])
        let id = try await room.add(submits: true, by: ana)
        let before = try await ReviewMessage.latest(of: id, in: room.stet.database)

        try await room.decide(
            id, "request_changes", by: bo, [("reason_code", "tone"), ("reason", "Say it more kindly.")])
        let told = try await ReviewMessage.latest(of: id, in: room.stet.database)
        try await room.save(id, "Count kindly.", submits: false, by: ana)
        let after = try await ReviewMessage.latest(of: id, in: room.stet.database)

        #expect(before == nil)
        #expect(
            told?.sentence
                == "Bo Lindqvist asked for changes: The tone is not calm or not kind. Say it more kindly.")
        #expect(after == nil)
    }

    @Test("one person with both roles takes one of the two decisions")
    func twoPersons() async throws {
        let room = try await Newsroom(clinical: true)
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let both = try await room.stet.person("Ada Quill", [.reviewer, .editor])
        let id = try await room.add(submits: true, by: ana)
        try await room.decide(id, by: both)

        let refused = await words { try await room.decide(id, by: both) }

        #expect(refused == "You took the first decision. Somebody else takes the second.")
    }

    @Test("a text that changes while it waits for its second decision gets both anew")
    func changedBetween() async throws {
        let room = try await Newsroom(clinical: true)
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let ada = try await room.stet.person("Ada Quill", [.reviewer])
        let id = try await room.add(submits: true, by: ana)
        try await room.decide(id, by: ada)

        try await room.save(id, "Other words.", by: ana)

        #expect(try await room.item(id).needs == Permission.reviewArticles.id)
        #expect(try await room.article(id).waitingNumber == 2)
    }

    @Test("an item takes the stages that its category asks for when it is submitted again")
    func stagesFollow() async throws {
        let room = try await Newsroom()
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let id = try await room.add(submits: true, by: ana)
        let before = try await room.item(id)
        try await askForClinicalReview(room, by: ana)

        try await room.save(id, "Other words.", by: ana)

        let after = try await room.item(id)
        #expect(before.needs == Permission.publishArticles.id)
        #expect(after.needs == Permission.reviewArticles.id)
        #expect(after.reviewItemID != before.reviewItemID)
    }

    @Test("a later text needs an approval of its own, while the approved one stays public")
    func laterText() async throws {
        let room = try await Newsroom()
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let bo = try await room.stet.person("Bo Lindqvist", [.editor])
        let id = try await room.approved(by: ana, and: bo)
        try await room.publish(id, by: ana)

        try await room.save(id, "Other words.", by: ana)

        let article = try await room.article(id)
        #expect(article.standing == .live)
        #expect(article.liveNumber == 1)
        #expect(article.waitingNumber == 2)
        let refused = await words { try await room.publish(id, by: ana) }
        #expect(refused == ": Nobody has approved this text yet. It can be published after a review.")
    }

    @Test("a rejection and a request for changes need a reason, and leave what readers see")
    func sentBack() async throws {
        let room = try await Newsroom()
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let bo = try await room.stet.person("Bo Lindqvist", [.editor])
        let id = try await room.add(submits: true, by: ana)

        let without = await words { try await room.decide(id, "request_changes", by: bo) }
        try await room.decide(id, "request_changes", by: bo, [("reason_code", "facts")])

        #expect(without?.isEmpty == false)
        let article = try await room.article(id)
        #expect(article.standing == .draft)
        #expect(article.approvedNumber == nil)
    }

    @Test("what is submitted without a text or a topic is refused field by field")
    func incomplete() async throws {
        let room = try await Newsroom()
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let input = try ArticleInput(
            title: "Bare", dek: "", lang: "", categoryID: room.category, authorID: nil, topics: [],
            document: .init(), references: [], disclaimer: "")

        let refused = await words {
            _ = try await SaveArticle(kernel: room.kernel).add(input, at: nil, submits: true, by: ana)
        }

        #expect(refused?.contains("text: ") == true)
        #expect(refused?.contains("topics: ") == true)
        #expect(try await room.stet.database.value(Int.self, "SELECT count(*) FROM articles.article") == 0)
    }

    // MARK: Taking it back

    @Test("an approval that is taken back calls off what was scheduled on it, and the text waits again")
    func undone() async throws {
        let room = try await Newsroom()
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let bo = try await room.stet.person("Bo Lindqvist", [.editor])
        let id = try await room.add(submits: true, by: ana)
        let item = try await room.decide(id, by: bo)
        try await room.publish(id, from: try await room.time(in: 3_600), by: ana)

        try await room.undo(item, by: bo)

        let article = try await room.article(id)
        #expect(article.standing == .submitted)
        #expect(article.approvedNumber == nil)
        #expect(try await room.ranges(id).isEmpty)
        let refused = await words { try await room.publish(id, by: ana) }
        #expect(refused == ": The approval of this text was taken back. Submit it for review again.")
        try await room.decide(id, by: bo)
        #expect(try await room.article(id).standing == .approved)
    }

    @Test("an approval is not taken back once readers have the text")
    func undoneTooLate() async throws {
        let room = try await Newsroom()
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let bo = try await room.stet.person("Bo Lindqvist", [.editor])
        let id = try await room.add(submits: true, by: ana)
        let item = try await room.decide(id, by: bo)
        try await room.publish(id, by: ana)

        let refused = await words { try await room.undo(item, by: bo) }

        #expect(refused?.contains("Readers have this text by now") == true)
        #expect(try await room.article(id).standing == .live)
    }

    @Test("a clinical approval that is taken back goes to a clinical reviewer again")
    func clinicalUndone() async throws {
        let room = try await Newsroom(clinical: true)
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let ada = try await room.stet.person("Ada Quill", [.reviewer])
        let id = try await room.add(submits: true, by: ana)
        let item = try await room.decide(id, by: ada)

        try await room.undo(item, by: ada)

        #expect(try await room.item(id).needs == Permission.reviewArticles.id)
        let standing = try await room.stet.database.value(
            Int.self, "SELECT count(*) FROM articles.standing_approval")
        #expect(standing == 0)
    }

    @Test(
        "a text that nobody reviewed clinically is not scheduled once its category asks for it, and says so before"
    )
    func categoryChanges() async throws {
        let room = try await Newsroom()
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let bo = try await room.stet.person("Bo Lindqvist", [.editor])
        let scheduled = try await room.approved("One", by: ana, and: bo)
        let other = try await room.approved("Two", by: ana, and: bo)
        try await room.publish(scheduled, from: try await room.time(in: 3_600), by: ana)

        try await askForClinicalReview(room, by: ana)

        let refused = await words { try await room.publish(other, by: ana) }
        #expect(refused?.contains("The category Sleep asks for a clinical review") == true)
        let warned = try await ScheduleQueries(reader: room.stet.database).coming(limit: 10)
        #expect(warned.map(\.hold) == [.noClinicalReview(category: "Sleep")])
    }

    private func askForClinicalReview(_ room: Newsroom, by actor: Actor) async throws {
        try await Categories(kernel: room.kernel).change(
            room.category, seen: 1,
            to: try CategoryInput(name: "Sleep", slug: "", description: "", needsClinicalReview: true),
            by: actor)
    }

    // MARK: What the desk shows

    @Test("the desk shows the passages that changed and what is missing")
    func desk() async throws {
        let room = try await Newsroom()
        let ana = try await room.stet.person("Ana Whitfield", [.editor])
        let bo = try await room.stet.person("Bo Lindqvist", [.editor])
        let id = try await room.approved(by: ana, and: bo)
        try await room.publish(id, by: ana)
        try await room.save(id, "Count backwards.\n\n### Later\n\nSleep.", by: ana)
        let review = ArticleReview(kernel: room.kernel)
        let item = try await room.item(id)
        let proposed = try #require(try await review.revision(of: item, in: room.stet.database))
        let live = try #require(try await ArticleReview.liveRevision(of: id, in: room.stet.database))

        let changes = proposed.changes(since: live)

        #expect(changes.map(\.label) == ["Text"])
        #expect(changes[0].pieces.contains { $0.isRemoved && $0.text.contains("slowly.") })
        let open = proposed.checklist.filter { !$0.isDone }.map(\.text)
        #expect(
            open == [
                "Has a byline", "Lists references", "Headings are in order", "Has a disclaimer",
            ])
    }

    @Test("the desk itself opens for an editor, and tells a writer that somebody else decides")
    func deskPage() async throws {
        let room = try await Newsroom()
        try await TestStet.current.serve { web in
            let (editor, _) = try await web.person("Bo Lindqvist", [.editor])
            let ana = try await room.stet.person("Ana Whitfield", [.editor])
            let id = try await room.add(submits: true, by: ana)

            let desk = try await editor.get("/console/queue/\(try await room.item(id).reviewItemID)")

            #expect(desk.status == .ok)
            #expect(desk.body.contains("Count slowly."))
            #expect(desk.body.contains("Request changes"))
        }
    }
}
