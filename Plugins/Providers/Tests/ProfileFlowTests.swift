import Accounts
import Foundation
import Kernel
import Moderation
import Postgres
import Site
import TestSupport
import Testing

@testable import Providers

@Suite("A profile on its way from the editor to readers", .stet(with: providerPlugins))
struct ProfileFlowTests {
    @Test("a request for changes shows its reason and words, and the answer to it becomes public")
    func answered() async throws {
        try await TestStet.current.serve { web in
            let editing = try await Editing(web)
            try await editing.send([("bio", "I meet grief once a week.")], then: "submit")
            _ = try await editing.decide(
                web, "request_changes", [("reason_code", "claims"), ("reason", "Say what you do instead.")])

            let asked = try await editing.client.get(Editing.path).body
            #expect(asked.contains("Changes were asked for"))
            #expect(asked.contains("it promises results"))
            #expect(asked.contains("Say what you do instead."))

            try await editing.send([("bio", "I sit with grief.")], then: "submit")
            _ = try await editing.decide(web, "approve")

            let page = try await web.visitor().get("/providers/jonas-okafor").body
            #expect(page.contains("I sit with grief."))
            let after = try await editing.client.get(Editing.path).body
            #expect(after.contains("Nothing waits for review."))
        }
    }

    @Test("a submission is taken back, and then nobody decides about it")
    func takenBack() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let editing = try await Editing(web)
            try await editing.send(then: "submit")

            let answer = try await editing.client.post("\(Editing.path)/withdraw")

            #expect(answer.location == Editing.path)
            let open = try await stet.database.value(
                Int.self, "SELECT count(*) FROM moderation.review_item WHERE state = 'open'")
            #expect(open == 0)
        }
    }

    @Test("what was decided is not taken back any more")
    func tooLate() async throws {
        try await TestStet.current.serve { web in
            let editing = try await Editing(web)
            try await editing.send(then: "submit")
            _ = try await editing.decide(web, "approve")

            let answer = try await editing.client.post("\(Editing.path)/withdraw")

            #expect(answer.status == .seeOther)
            #expect(
                try await editing.client.get(Editing.path).body.contains("Nothing waits for review any more.")
            )
            let page = try await web.visitor().get("/providers/jonas-okafor").body
            #expect(page.contains("I work online."))
        }
    }

    @Test("pressing the button twice submits once")
    func twice() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let editing = try await Editing(web)
            let form = Editing.fields([("version", "2"), ("then", "submit")])
            try await editing.client.post(Editing.path, form)
            let opened = try await stet.database.value(
                Int.self, "SELECT version FROM moderation.review_item WHERE state = 'open'")

            let again = try await editing.client.post(Editing.path, form)

            #expect(again.location == Editing.path)
            #expect(try await editing.client.get(Editing.path).body.contains("waits for review already"))
            let same = try await stet.database.value(
                Int.self, "SELECT version FROM moderation.review_item WHERE state = 'open'")
            #expect(same == opened)
            #expect(try await editing.stored().number == 2)
        }
    }

    @Test("who has something under review reads what a second submission does, and may take the first back")
    func pending() async throws {
        try await TestStet.current.serve { web in
            let editing = try await Editing(web)
            try await editing.send(then: "submit")

            let page = try await editing.client.get(Editing.path).body

            #expect(page.contains("What you submit from now on is reviewed instead of it."))
            #expect(page.contains("action=\"/console/me/profile/withdraw\""))
        }
    }

    @Test("a draft beside a submission waits for nobody, and the submitted version is what becomes public")
    func draftBeside() async throws {
        try await TestStet.current.serve { web in
            let editing = try await Editing(web)
            try await editing.send([("bio", "Submitted.")], then: "submit")
            try await editing.send([("bio", "Later thoughts.")])

            let page = try await editing.client.get(Editing.path).body
            #expect(page.contains("What you saved after that is a draft"))
            _ = try await editing.decide(web, "approve")

            let shown = try await web.visitor().get("/providers/jonas-okafor").body
            #expect(shown.contains("Submitted."))
            #expect(!shown.contains("Later thoughts."))
        }
    }

    @Test("what is usual is told from decisions when there are enough, else from the policy")
    func pace() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let editing = try await Editing(web)
            let policy = ProfilePolicy(newDueHours: 48, editDueHours: 24)
            let before = try await ReviewPace.usual(isNew: false, policy, in: stet.database)
            for round in 1...ReviewPace.fewest {
                try await editing.send([("bio", "Version \(round).")], then: "submit")
                _ = try await editing.decide(web, "approve")
            }

            let after = try await ReviewPace.usual(isNew: false, policy, in: stet.database)

            #expect(before == ReviewPace(seconds: 24 * 3_600))
            #expect(after.words == "within an hour")
        }
    }

    @Test("a moderator reads the difference word by word")
    func difference() async throws {
        try await TestStet.current.serve { web in
            let editing = try await Editing(web)
            try await editing.send(
                [("bio", "I work online and in the morning"), ("fee_from", "140"), ("pronouns", "he/him")],
                then: "submit")
            let item = try await TestStet.current.database.value(
                ReviewItemID.self, "SELECT review_item_id FROM moderation.review_item WHERE state = 'open'")
            let (moderator, _) = try await web.person("Ines Duarte", [.moderator])

            let desk = try await moderator.get("/console/queue/\(try #require(item))").body

            #expect(desk.contains("<del>evening</del><ins>morning</ins>"))
            #expect(desk.contains("<ins>$140</ins>"))
            #expect(desk.contains("<ins>he/him</ins>"))
        }
    }

    @Test("the screen of a profile says what waits for review, and leads there who reviews profiles")
    func wayToQueue() async throws {
        try await TestStet.current.serve { web in
            let editing = try await Editing(web)
            let (moderator, _) = try await web.person("Ines Duarte", [.moderator])
            let path = "/console/providers/\(editing.id)"
            let words = "An edit waits for review."
            let (approver, _) = try await web.person("Theo Lindgren", [.approver])

            let before = try await moderator.get(path).body
            try await editing.send([("bio", "I sit with grief.")], then: "submit")
            let item = try #require(
                try await ReviewQueries(reader: TestStet.current.database).openItem(
                    type: "provider_revision", subject: editing.id.rawValue))
            let after = try await moderator.get(path).body
            let approvers = try await approver.get(path).body

            #expect(!before.contains(words))
            #expect(after.contains("\(words) <a href=\"\(item.path)\">"))
            #expect(approvers.contains("\(words)</p>"))
        }
    }

    @Test("another clinician's profile is not found, whatever is asked of it")
    func others() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let editing = try await Editing(web)
            let (stranger, account) = try await web.person("Str Anger", [.clinician])
            let person = try await stet.database.value(
                PersonID.self, "SELECT person_id FROM accounts.account WHERE account_id = \(account)")
            let actor = Actor(
                accountID: account, personID: try #require(person), name: "Str Anger", roles: [.clinician],
                zone: .gmt)
            let input = ProfileInput(try await editing.stored())

            await #expect(throws: Refusal.notFound) {
                _ = try await SaveProfile(kernel: stet.kernel).run(
                    editing.id, seen: 1, input, .save, path: "/", by: actor)
            }
            await #expect(throws: Refusal.notFound) {
                try await WithdrawProfileReview(kernel: stet.kernel).run(editing.id, path: "/", by: actor)
            }
            for path in ["", "/preview", "/withdraw"] {
                #expect(try await stranger.post(Editing.path + path).status == .notFound)
            }
        }
    }
}
