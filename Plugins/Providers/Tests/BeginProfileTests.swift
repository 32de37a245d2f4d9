import Accounts
import Kernel
import Moderation
import Postgres
import Site
import TestSupport
import Testing

@testable import Providers

@Suite("A clinician's first profile", .stet(with: providerPlugins))
struct BeginProfileTests {
    private static let begin = "\(Editing.path)/begin"

    private struct Begun: Decodable, Sendable {
        let slug: Slug
        let accountID: AccountID?
    }

    private func providers() async throws -> [Begun] {
        try await TestStet.current.database.all(
            Begun.self, "SELECT slug, account_id FROM providers.provider ORDER BY slug")
    }

    private func newcomer(_ web: TestWeb, _ name: String = "Nova Ruiz") async throws -> (
        client: ConsoleClient, account: AccountID
    ) {
        let (client, account) = try await web.person(name, [.clinician])
        try await client.get(Editing.path)
        return (client, account)
    }

    @Test("who has none is offered to begin one, at home and under My profile")
    func offered() async throws {
        try await TestStet.current.serve { web in
            let (client, _) = try await newcomer(web)

            let home = try await client.get("/console").body
            let page = try await client.get(Editing.path)

            #expect(home.contains("Begin your profile."))
            #expect(page.status == .ok)
            #expect(page.body.contains("value=\"Nova Ruiz\""))
            #expect(page.body.contains("Begin my profile"))
            #expect(!page.body.contains("There may be a page about you"))
            #expect(!page.body.contains("Save draft"))
            #expect(try await providers().isEmpty)
        }
    }

    @Test("a profile that is begun belongs to its account, and nobody sees it or waits for it")
    func begun() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (client, account) = try await newcomer(web)

            let answer = try await client.post(Self.begin, [("name", " Nova  Ruiz ")])

            #expect(answer.location == Editing.path)
            let begun = try #require(try await providers().first)
            #expect(begun.slug.rawValue == "nova-ruiz")
            #expect(begun.accountID == account)
            let editor = try await client.get(Editing.path).body
            #expect(editor.contains("Save draft"))
            #expect(editor.contains("is not public yet."))
            #expect(try await web.visitor().get("/providers/nova-ruiz").status == .notFound)
            let waiting = try await stet.database.value(
                Int.self, "SELECT count(*) FROM moderation.review_item")
            #expect(waiting == 0)
        }
    }

    @Test("it is written, submitted as a new profile, approved, and only then public")
    func becomesPublic() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (client, account) = try await newcomer(web)
            try await client.post(Self.begin, [("name", "Nova Ruiz")])
            let id = try #require(try await stet.provider("nova-ruiz"))
            let editing = Editing(client: client, account: account, id: id)

            try await editing.send([("name", "Nova Ruiz"), ("topics", ""), ("bio", "I draw maps of grief.")])
            let before = try await web.visitor().get("/providers/nova-ruiz").status
            let submitted = try await editing.send(
                [("name", "Nova Ruiz"), ("topics", ""), ("bio", "I draw maps of grief.")], then: "submit")
            let summary = try await stet.database.value(
                String.self, "SELECT summary FROM moderation.review_item WHERE state = 'open'")
            let waiting = try await web.visitor().get("/providers/nova-ruiz").status
            _ = try await editing.decide(web, "approve")
            let after = try await web.visitor().get("/providers/nova-ruiz")

            #expect(before == .notFound && waiting == .notFound)
            #expect(submitted.location == Editing.path)
            #expect(summary == "New profile")
            #expect(after.body.contains("I draw maps of grief."))
        }
    }

    @Test("two tabs that begin at once make one profile, and both end up in it")
    func race() async throws {
        try await TestStet.current.serve { web in
            let (client, _) = try await newcomer(web)

            async let first = client.post(Self.begin, [("name", "Nova Ruiz")])
            async let second = client.post(Self.begin, [("name", "Nova Ruiz")])
            let answers = try await [first, second]

            #expect(answers.map(\.location) == [Editing.path, Editing.path])
            #expect(try await providers().map(\.slug.rawValue) == ["nova-ruiz"])
        }
    }

    @Test("who has a profile begins no second one, under whatever name", arguments: ["Somebody Else", ""])
    func second(name: String) async throws {
        try await TestStet.current.serve { web in
            let editing = try await Editing(web)
            let before = try await providers().count

            let answer = try await editing.client.post(Self.begin, [("name", name)])

            #expect(answer.location == Editing.path)
            #expect(
                try await editing.client.get(Editing.path).body.contains(
                    "You have begun your profile already."))
            #expect(try await providers().count == before)
        }
    }

    @Test(
        "a namesake's page is named and stays as it is; whoever begins all the same gets an address of their own"
    )
    func namesake() async throws {
        _ = try await importing(someProviders)
        try await TestStet.current.serve { web in
            let (client, account) = try await newcomer(web, "Jonas Okafor")

            let page = try await client.get(Editing.path).body
            try await client.post(Self.begin, [("name", "Jonas Okafor")])

            #expect(page.contains("There may be a page about you already."))
            #expect(page.contains("href=\"/providers/jonas-okafor\""))
            let kept = try await providers().filter { $0.accountID != nil }
            #expect(kept.map(\.slug.rawValue) == ["jonas-okafor-2"])
            #expect(kept.map(\.accountID) == [account])
            #expect(try await client.get(Editing.path).body.contains("in the evening") == false)
        }
    }

    @Test("a namesake who is not public is told of without an address")
    func hiddenNamesake() async throws {
        _ = try await importing(someProviders, ImportOptions())
        try await TestStet.current.serve { web in
            let (client, _) = try await newcomer(web, "Jonas Okafor")

            let page = try await client.get(Editing.path).body

            #expect(page.contains("There may be a page about you already."))
            #expect(!page.contains("/providers/jonas-okafor"))
        }
    }

    @Test("the page of a colleague who keeps it is no page about them")
    func keptNamesake() async throws {
        try await TestStet.current.serve { web in
            _ = try await Editing(web)
            let (client, _) = try await newcomer(web, "Jonas Okafor")

            #expect(try await !client.get(Editing.path).body.contains("There may be a page about you"))
        }
    }

    @Test(
        "a name that cannot be one comes back beside its field, and nothing is begun",
        arguments: [
            ("", "Enter a name"), ("   ", "Enter a name"),
            (String(repeating: "x", count: 201), "at most 200"),
        ]
    )
    func refused(name: String, message: String) async throws {
        try await TestStet.current.serve { web in
            let (client, _) = try await newcomer(web)

            let answer = try await client.post(Self.begin, [("name", name)])

            #expect(answer.status == .unprocessableContent)
            #expect(answer.body.contains(message))
            #expect(try await providers().isEmpty)
        }
    }

    @Test("nobody but a clinician begins a profile", arguments: [Role.moderator, .editor, .admin, .auditor])
    func others(role: Role) async throws {
        try await TestStet.current.serve { web in
            let (client, _) = try await web.person("Ines", [role])

            let answer = try await client.post(Self.begin, [("name", "Ines")])

            #expect(answer.status == .forbidden)
            #expect(try await providers().isEmpty)
        }
    }

    @Test("before it is begun there is nothing to save, to preview, to check or to take back")
    func nothingYet() async throws {
        try await TestStet.current.serve { web in
            let (client, _) = try await newcomer(web)

            for path in ["", "/preview", "/signals", "/withdraw"] {
                #expect(try await client.post(Editing.path + path, Editing.fields()).status == .notFound)
            }
        }
    }

    @Test("a moderator is told that the same person may be here already")
    func duplicate() async throws {
        _ = try await importing(someProviders)
        let stet = try TestStet.current
        try await stet.serve { web in
            let (client, account) = try await newcomer(web, "Ana Whitfield")
            try await client.post(Self.begin, [("name", "Ana Whitfield")])
            let id = try await stet.database.value(
                ProviderID.self, "SELECT provider_id FROM providers.provider WHERE account_id = \(account)")
            let editing = Editing(client: client, account: account, id: try #require(id))

            try await editing.send(
                [
                    ("name", "Ana Whitfield"), ("remote_only", ""), ("street", "12 Harbor Way"),
                    ("city", "Santa Clara"), ("state", "CA"), ("postal_code", "95054"), ("states", ""),
                ], then: "submit")

            let desk = try await editing.desk(web)
            #expect(desk.contains("New profile"))
            #expect(desk.contains("Ana Whitfield has"))
            let told = try await client.get(Editing.path).body
            #expect(!told.contains("Ana Whitfield has"))
        }
    }

    @Test("a draft that was begun is exported and imports without a change")
    func exported() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (client, _) = try await newcomer(web)
            try await client.post(Self.begin, [("name", "Nova Ruiz")])
        }
        let text = try await ProviderExport(kernel: stet.kernel).text()

        let again = try await importing(text)

        #expect(again.lines.map(\.outcome) == [.unchanged], "\(again.lines)")
    }
}
