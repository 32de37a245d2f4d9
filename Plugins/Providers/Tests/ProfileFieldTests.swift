import Foundation
import Kernel
import Postgres
import Site
import TestSupport
import Testing
import Topics

@testable import Providers

@Suite("The fields of a profile", .stet(with: providerPlugins))
struct ProfileFieldTests {
    /// Every new field with something to show.
    private static let rich = [
        ("given_name", "Jonas"), ("family_name", "Okafor"), ("other_names", "Jon Okafor"),
        ("pronouns", "he/him"),
        ("modalities", "cbt; Walk and talk"), ("languages", "English; Igbo"), ("new_clients", "waitlist"),
        ("fee_from", "$90"), ("fee_to", "140"), ("sliding_scale", "yes"), ("insurance", "BCBS; Own Plan"),
        ("remote_only", ""), ("street", "4 Quay Street"), ("city", "Seattle"), ("state", "WA"),
        ("postal_code", "98101"), ("street_private", "yes"), ("office3_city", "Portland"),
        ("office3_state", "OR"), ("office3_street", "9 Elm Street"), ("office3_phone", "503 555 0142"),
        ("email", "jonas@example.org"), ("phone_private", "yes"),
    ]

    @Test("what is approved is shown: names, fees, plans, approaches, offices, ways to write")
    func shown() async throws {
        try await TestStet.current.serve { web in
            let editing = try await Editing(web)
            try await editing.send(Self.rich, then: "submit")
            _ = try await editing.decide(web, "approve")

            let body = try await web.visitor().get("/providers/jonas-okafor").body

            for words in [
                "he/him", "Cognitive behavioral therapy (CBT)", "Walk and talk", "Keeps a waitlist",
                "$90 to $140 a session", "Sliding scale", "Blue Cross Blue Shield", "Own Plan",
                "Seattle, Washington",
                "9 Elm Street", "Portland, Oregon", "(503) 555-0142", "mailto:jonas@example.org",
            ] {
                #expect(body.contains(words), "\(words)")
            }
            for hidden in ["4 Quay Street", "98101", "555-0142</a></p>", "Jon Okafor", "undefined"] {
                #expect(!body.contains(hidden), "\(hidden)")
            }
        }
    }

    @Test("structured data holds what is public and nothing else")
    func data() async throws {
        try await TestStet.current.serve { web in
            let editing = try await Editing(web)
            try await editing.send(Self.rich, then: "submit")
            _ = try await editing.decide(web, "approve")

            let body = try await web.visitor().get("/providers/jonas-okafor").body
            let json = try #require(body.firstMatch(of: /ld\+json">(.*?)<\/script>/)).1
            let person = try #require(
                try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])

            #expect(person["givenName"] as? String == "Jonas")
            #expect(person["email"] as? String == "jonas@example.org")
            #expect(
                (person["address"] as? [[String: String]])?.map { $0["addressLocality"] } == [
                    "Seattle", "Portland",
                ])
            #expect(person["telephone"] == nil)
            #expect(!json.contains("Quay") && !json.contains("Jon Okafor"))
            let languages = person["knowsLanguage"] as? [[String: String]]
            #expect(languages?.map { $0["alternateName"] } == ["en", "ig"])
        }
    }

    @Test("a profile of the least has no empty label")
    func least() async throws {
        _ = try await importing("\(requiredHeader)\nBare Minimum,,,,,,yes,,,\n")
        try await TestStet.current.serve { web in
            let body = try await web.visitor().get("/providers/bare-minimum").body

            for heading in ["New clients", "Insurance", "Approaches", "Languages", "Works with", "undefined"]
            {
                #expect(!body.contains(heading), "\(heading)")
            }
            #expect(body.firstMatch(of: /<(p|h2|li|dt|dd|span|address)[^>]*>\s*<\/\1>/) == nil)
        }
    }

    @Test("people are listed in the state of each of their offices")
    func officesInLists() async throws {
        try await TestStet.current.serve { web in
            let editing = try await Editing(web)
            try await editing.send(Self.rich + [("states", "")], then: "submit")
            _ = try await editing.decide(web, "approve")

            #expect(try await web.visitor().get("/providers?state=OR").body.contains("jonas-okafor"))
            #expect(try await web.visitor().get("/providers?state=WA").body.contains("jonas-okafor"))
            #expect(try await !web.visitor().get("/providers?state=NV").body.contains("jonas-okafor"))
        }
    }

    @Test("what an import has no column for stays as it was")
    func importKeeps() async throws {
        let stet = try TestStet.current
        _ = try await importing(someProviders)
        let id = try #require(try await stet.provider("ana-whitfield"))
        let stored = try await ProviderQueries(reader: stet.database).profile(id)
        var input = ProfileInput(stored)
        input.pronouns = "she/her"
        input.fee = Fee(from: 120, to: 120)
        let rich = input
        try await stet.database.transaction { transaction in
            try await transaction.write([
                NewRevision(
                    revisionID: stet.kernel.ids.next(), providerID: id, number: 2, input: rich,
                    topics: stored.topics, author: nil, source: "import")
            ])
        }

        let report = try await importing(
            someProviders.replacing("as long as it takes", with: "as long as you like"))

        #expect(report.isWritten)
        let now = try await ProviderQueries(reader: stet.database).profile(id)
        #expect(now.number == 3 && now.pronouns == "she/her" && now.feeFrom == 120)
    }

    @Test(
        "what cannot be right comes back beside its field, and nothing is saved",
        arguments: [
            ("states", "Cascadia", "is not a state"), ("state", "ZZ", "is not a state"),
            ("languages", (1...60).map { "Language \($0)" }.joined(separator: ";"), "There are 60 of them"),
            ("name", String(repeating: "x", count: 10_000), "at most 200"),
            ("bio", String(repeating: "word ", count: 2_000), "characters"),
            ("pronouns", String(repeating: "x", count: 10_000), "at most 40"),
            ("start_year", "2999", "year in which you began"),
            ("start_year", "soon", "year in which you began"),
            ("website", "javascript:alert(1)", "web address"), ("website", "data:text/html,x", "web address"),
            ("phone", "☎️ call me maybe", "no phone number"), ("phone", "555-CALL-NOW", "no phone number"),
            ("email", "me@nowhere", "email address"), ("email", "a?cc=b@example.org", "email address"),
            ("fee_from", "a lot", "whole dollars"), ("fee_from", "999999", "whole dollars"),
            ("fee_to", "-5", "whole dollars"), ("new_clients", "perhaps", "from the list"),
            ("titles", "Emperor of Psychology (EoP)", "none of your credentials"),
            ("office2_postal_code", "ABC", "ZIP code"), ("office6_state", "Narnia", "is not a state"),
            ("photo", String(repeating: "a", count: 64), "not here any more"),
        ])
    func refused(field: String, value: String, message: String) async throws {
        try await TestStet.current.serve { web in
            let editing = try await Editing(web)

            let answer = try await editing.send([(field, value)])

            #expect(answer.status == .unprocessableContent)
            #expect(answer.body.contains(message))
            #expect(answer.body.contains("href=\"#f-\(field)\""))
            #expect(try await editing.stored().number == 1)
        }
    }

    @Test("a bio that nests ten thousand deep is refused before anything reads it in depth")
    func deep() async throws {
        try await TestStet.current.serve { web in
            let editing = try await Editing(web)
            let list = #"{"type":"bulletList","content":[{"type":"listItem","content":["#
            let json =
                #"{"type":"doc","content":["# + String(repeating: list, count: 10_000)
                + String(repeating: "]}]}", count: 10_000) + "]}"

            let answer = try await editing.send([("bio_json", json)])

            #expect(answer.status == .unprocessableContent)
            #expect(answer.body.contains("href=\"#f-bio\""))
            #expect(try await editing.preview([("bio_json", json)]).contains("as-you-write"))
        }
    }

    @Test("a form of more than two megabytes is refused")
    func large() async throws {
        try await TestStet.current.serve { web in
            let editing = try await Editing(web)

            let answer = try await editing.send([("bio", String(repeating: "x", count: 2_000_001))])

            #expect(answer.status == .contentTooLarge)
        }
    }

    @Test("the editor's document wins over the plain field, and says the same")
    func document() async throws {
        try await TestStet.current.serve { web in
            let editing = try await Editing(web)
            let json = """
                {"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Written "},\
                {"type":"text","marks":[{"type":"bold"}],"text":"well"}]}]}
                """

            try await editing.send([("bio_json", json)])

            #expect(try await editing.stored().bio.markdown.contains("Written **well**"))
        }
    }

    @Test("lines end as browsers end them")
    func lineEnds() {
        let form = Form([("topics", "Grief\r\nSleep\nAnger; Trauma")])

        let fields = ProfileFields(form, titles: [])

        #expect(fields.topics == ["Grief", "Sleep", "Anger", "Trauma"])
    }

    @Test("a stale version shows both values of every field that differs")
    func stale() async throws {
        try await TestStet.current.serve { web in
            let editing = try await Editing(web)
            try await editing.send(Self.rich)
            let mine = Editing.fields([
                ("name", "J. Okafor"), ("pronouns", "they/them"), ("modalities", "Art therapy"),
                ("languages", "Yoruba"), ("new_clients", "no"), ("fee_from", "50"), ("insurance", "Aetna"),
                ("street", "1 Other Street"), ("city", "Tacoma"), ("state", "OR"), ("postal_code", "97201"),
                ("office2_city", "Salem"), ("email", "j@example.org"), ("other_names", "J. O."),
                ("family_name", "O."), ("given_name", "J."), ("bio", "Mine."), ("start_year", "2010"),
                ("phone", "206 555 0199"), ("website", "other.example.org"), ("npi", ""),
                ("states", "Nevada"),
            ])

            let answer = try await editing.client.post(
                Editing.path, mine + [("version", "2"), ("then", "save")])

            #expect(answer.status == .conflict)
            let theirs = ProfileTexts(ProfileInput(try await editing.stored(), topics: ["Grief"]))
            let sent = ProfileTexts(
                try ProfileInput(ProfileFields(Form(mine), titles: []), .draft, thisYear: 2_026))
            for (mine, theirs) in zip(sent.all, theirs.all)
            where mine.text != theirs.text && mine.name != "titles" {
                #expect(
                    answer.body.contains("name=\"\(mine.name)\" value=\"\(mine.text)\" checked"),
                    "\(mine.name)")
                #expect(
                    answer.body.contains("name=\"\(mine.name)\" value=\"\(theirs.text)\">"), "\(mine.name)")
            }
            #expect(answer.body.contains("name=\"then\" value=\"save\""))
            #expect(answer.body.contains("You yourself changed this profile"))
        }
    }

    @Test("a moderator's stale version comes back with both values too")
    func staleOther() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let editing = try await Editing(web)
            let (moderator, _) = try await web.person("Ines Duarte", [.moderator])
            let path = "/console/providers/\(editing.id)/edit"
            try await moderator.get(path)
            let seen = String(try await editing.version())
            try await editing.send([("bio", "Theirs.")])

            let answer = try await moderator.post(
                path, Editing.fields([("bio", "Mine.")]) + [("version", seen), ("then", "save")])

            #expect(answer.status == .conflict)
            #expect(answer.body.contains("name=\"bio\" value=\"Mine.\" checked"))
            #expect(answer.body.contains("name=\"bio\" value=\"Theirs.\""))
            #expect(answer.body.contains("action=\"\(path)\""))
            #expect(answer.body.contains("Jonas Okafor changed this profile while you were writing."))
        }
    }

    @Test(
        "who publishes or withdraws what was saved again since keeps their reason, and reads it first",
        arguments: [
            ("publish", "override_reason", Role.approver), ("withdraw", "withdraw_reason", .moderator),
        ])
    func staleDeed(deed: String, field: String, role: Role) async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let editing = try await Editing(web)
            try await editing.send([("bio", "First draft.")])
            let (client, _) = try await web.person("Ines Duarte", [role])
            let path = "/console/providers/\(editing.id)"
            try await client.get(path)
            let seen = String(try await editing.version())
            try await editing.send([("bio", "Second draft.")])

            let stale = try await client.post(
                "\(path)/\(deed)", [("version", seen), (field, "Asked on the phone.")])
            let unchanged = try await web.visitor().get("/providers/jonas-okafor").body
            let fresh = try await client.post(
                "\(path)/\(deed)",
                [("version", String(try await editing.version())), (field, "Asked on the phone.")])

            #expect(stale.status == .unprocessableContent)
            #expect(stale.body.contains("Somebody saved this profile while you were writing."))
            #expect(stale.body.contains("Asked on the phone."))
            #expect(stale.body.contains("Second draft."))
            #expect(unchanged.contains("in the evening"))
            #expect(fresh.location == path)
        }
    }

    @Test("a quote with a combining mark behind it closes no attribute, in no field")
    func hostile() async throws {
        let text = "x\"\u{301} onfocus=alert(1)"
        try await TestStet.current.serve { web in
            let editing = try await Editing(web)
            let fields = [
                "given_name", "family_name", "other_names", "pronouns", "modalities", "languages",
                "insurance",
                "street", "city", "office2_street", "office2_city", "bio",
            ].map { ($0, text) }
            try await editing.send(
                fields + [("remote_only", ""), ("state", "WA"), ("office2_state", "OR")], then: "submit")
            let editor = try await editing.client.get(Editing.path).body
            let preview = try await editing.preview(fields)
            _ = try await editing.decide(web, "approve")

            for body in [editor, preview, try await web.visitor().get("/providers/jonas-okafor").body] {
                #expect(body.contains("onfocus"))
                let markup = body.replacing(/<script type="application\/ld\+json">.*?<\/script>/, with: "")
                #expect(
                    markup.unicodeScalars.split(separator: "\"")
                        .allSatisfy { !$0.starts(with: "\u{301}".unicodeScalars) })
            }
        }
    }

    @Test("the preview shows what was typed, and keeps nothing")
    func preview() async throws {
        try await TestStet.current.serve { web in
            let editing = try await Editing(web)

            let preview = try await editing.preview(
                Self.rich + [("bio", "Only *typed*."), ("website", "no")])

            #expect(preview.contains("Only <em>typed</em>."))
            #expect(preview.contains("$90 to $140 a session"))
            #expect(preview.contains("Enter a web address"))
            #expect(!preview.contains("<html"))
            #expect(try await editing.stored().number == 1)
        }
    }

    @Test("without script a preview, a further office and another order come with the form")
    func withoutScript() async throws {
        try await TestStet.current.serve { web in
            let editing = try await Editing(web, "ana-whitfield", name: "Ana Whitfield")

            let preview = try await editing.send([("bio", "Only typed.")], then: "preview")
            let office = try await editing.send(then: "add-office")
            let titles = [
                ("titles", "Licensed Marriage and Family Therapist (LMFT)"),
                ("titles", "Certified Group Psychotherapist (CGP)"),
            ]
            let moved = try await editing.send(
                titles, then: "up:titles:Certified Group Psychotherapist (CGP)")

            #expect(preview.status == .ok && preview.body.contains("<p>Only typed.</p>"))
            #expect(office.body.contains("name=\"office2_city\""))
            let order = moved.body.matches(of: /name="titles" value="([^"]+)" checked/).map { $0.1.prefix(9) }
            #expect(order == ["Certified", "Licensed "])
            #expect(try await editing.stored().number == 1)
        }
    }

    @Test("without script the button moves what it names, though something above it was unticked")
    func unticked() async throws {
        try await TestStet.current.serve { web in
            let editing = try await Editing(web)
            _ = try await importing(
                "\(requiredHeader)\nTopic Maker,,,,,,yes,,Anger; Grief; Sleep; Trauma,I listen.\n")

            // Sleep stood third and was unticked; the button beside Trauma still says Trauma.
            let moved = try await editing.send(
                [("topics", "Anger"), ("topics", "Grief"), ("topics", "Trauma")], then: "up:topics:Trauma")
            let gone = try await editing.send(
                [("topics", "Anger"), ("topics", "Grief")], then: "up:topics:Sleep")

            func order(_ body: String) -> [String] {
                body.matches(of: /name="topics" value="([^"]+)" checked/).map { String($0.1) }
            }
            #expect(order(moved.body) == ["Anger", "Trauma", "Grief"])
            #expect(order(gone.body) == ["Anger", "Grief"])
            #expect(moved.body.contains("name=\"topics\" value=\"Sleep\">"))
        }
    }

    @Test("topics are chosen from the list of all, after those that are chosen in their order")
    func topics() async throws {
        try await TestStet.current.serve { web in
            let editing = try await Editing(web)
            let page = try await editing.client.get(Editing.path).body

            try await editing.send([("topics", ""), ("topics", "Sleep"), ("topics", "Grief")])

            #expect(page.contains("name=\"topics\" value=\"Grief\" checked"))
            #expect(page.contains("name=\"topics\" value=\"Stage Fright\">"))
            let index = try await TopicIndex.load(in: TestStet.current.database)
            #expect(index.names(of: try await editing.stored().topics) == ["Sleep", "Grief"])
        }
    }

    @Test("the editor links to the page that readers see, once they see one")
    func publicLink() async throws {
        try await TestStet.current.serve { web in
            let editing = try await Editing(web)

            let page = try await editing.client.get(Editing.path).body

            #expect(page.contains("href=\"/providers/jonas-okafor\""))
        }
    }

    @Test("the headline is what was chosen of the credentials, in that order")
    func titles() async throws {
        try await TestStet.current.serve { web in
            let editing = try await Editing(web, "ana-whitfield", name: "Ana Whitfield")

            try await editing.send([
                ("titles", ""), ("titles", "Certified Group Psychotherapist (CGP)"),
                ("titles", "Licensed Marriage and Family Therapist (LMFT)"),
            ])

            #expect(try await editing.stored().titles.map(\.mark) == ["CGP", "LMFT"])
        }
    }

    @Test("a list knows what people call its entries, and keeps what it does not know")
    func lists() {
        #expect(
            ReferenceList.modalities.name(for: " emdr ")
                == "Eye movement desensitization and reprocessing (EMDR)")
        #expect(ReferenceList.languages.name(for: "español") == "Spanish")
        #expect(ReferenceList.insurance.name(for: "Own Plan") == "Own Plan")
        #expect(ReferenceList.languages.entries.allSatisfy { !$0.code.isEmpty })
    }
}
