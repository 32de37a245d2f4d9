import Accounts
import Foundation
import Kernel
import Postgres
import Providers
import TestSupport
import Testing

@testable import Credentials

@Suite("The screens about credentials", .stet(with: Clinic.plugins))
struct ScreenTests {
    @Test("the whole line: claim, verify, second person, badge on the profile, end")
    func line() async throws {
        let clinic = try Clinic()
        let provider = try await clinic.provider()
        let id = try await clinic.license(of: provider)
        let item = try #require(try await clinic.item(of: id)).path
        try await clinic.stet.serve { web in
            let (ines, _) = try await web.person("Ines Carvalho", [.moderator])
            let (theo, _) = try await web.person("Theo Lindgren", [.approver])
            let reader = web.visitor()

            let queue = try await ines.get("/console/queue")
            try await ines.post("\(item)/claim")
            let desk = try await ines.get(item)
            let wrong = try await ines.post(
                "\(item)/decide",
                [("version", "1"), ("decision", "verify")]
                    + clinic.found(["found_expires": "", "source": "My board"]))
            let verified = try await ines.post(
                "\(item)/decide", [("version", "1"), ("decision", "verify")] + clinic.found())
            let before = try await reader.get("/providers/ana-whitfield")
            try await theo.get(item)
            try await theo.post("\(item)/claim")
            let second = try await theo.get(item)
            let approved = try await theo.post("\(item)/decide", [("version", "2"), ("decision", "approve")])
            let after = try await reader.get("/providers/ana-whitfield")

            #expect(queue.body.contains("First license: LMFT, California"))
            #expect(desk.body.contains("value=\"verify\""))
            #expect(desk.body.contains("href=\"/providers/ana-whitfield\""))
            #expect(desk.body.contains("https://search.dca.ca.gov"))
            #expect(desk.body.contains("data-key=\"o\""))
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.body.contains("value=\"My board\""))
            #expect(wrong.body.contains("href=\"#f-found_expires\""))
            #expect(verified.location == item)
            #expect(before.body.contains("data-verified=\"false\""))
            #expect(second.body.contains("Approve until "))
            #expect(!second.body.contains("value=\"verify\""))
            #expect(approved.location == item)
            #expect(after.body.contains("data-credential=\"LMFT\""))
            #expect(after.body.contains("data-verified=\"true\""))

            try await ines.get("/console/credentials/\(id)")
            let version = try await clinic.queries.credential(id).version
            let revoked = try await ines.post(
                "/console/credentials/\(id)/revoke", [("version", "\(version)"), ("reason", "Suspended.")])
            let gone = try await reader.get("/providers/ana-whitfield")

            let history = try await ines.get("/console/credentials/\(id)").body
            #expect(revoked.status == .seeOther)
            #expect(
                history.contains(
                    /Verification ended: Suspended\.<\/span><span class="history-by">Ines Carvalho,/))
            #expect(!gone.body.contains("data-verified=\"true\""))
        }
    }

    @Test(
        "what was ended can be looked up again: it comes into the queue, and what was found before counts no more"
    )
    func again() async throws {
        let clinic = try Clinic()
        let provider = try await clinic.provider()
        let id = try await clinic.license(of: provider)
        try await clinic.verified(id)
        try await clinic.stet.serve { web in
            let (ines, _) = try await web.person("Ines Carvalho", [.moderator])
            let path = "/console/credentials/\(id)"
            let before = try await ines.get(path)
            let version = try await clinic.queries.credential(id).version
            try await ines.post("\(path)/revoke", [("version", "\(version)"), ("reason", "Suspended.")])

            let ended = try await ines.get(path)
            let reopened = try await ines.post("\(path)/reopen")
            let item = try #require(try await clinic.item(of: id))
            let desk = try await ines.get(item.path)
            let twice = try await ines.post("\(path)/reopen")

            #expect(before.body.contains(">in force<"))
            #expect(ended.body.contains(">Look it up again<"))
            #expect(!ended.body.contains(">in force<"))
            #expect(ended.body.contains("href=\"/console/providers/\(provider)\""))
            #expect(ended.body.contains("href=\"/providers/ana-whitfield\""))
            #expect(reopened.location == item.path)
            #expect(desk.body.contains("To be looked up again: LMFT, California"))
            #expect(twice.location == item.path)
            #expect(try await ines.get(path).body.contains("It waits in the queue already."))
        }
    }

    @Test("an agreement to a rejection is told as one, with why")
    func confirmedRejection() async throws {
        let clinic = try Clinic()
        let id = try await clinic.license(of: try await clinic.provider())
        let item = try #require(try await clinic.item(of: id))
        try await clinic.decide(
            id, "reject", by: try await clinic.person("Ines"),
            clinic.found(["found_status": "suspended", "reason_code": "adverse", "reason": "Since May."]))
        try await clinic.decide(id, "approve", by: try await clinic.person("Theo", [.approver]))
        try await clinic.stet.serve { web in
            let (ines, _) = try await web.person("Ines Carvalho", [.moderator])

            let desk = try await ines.get(item.path).body

            #expect(desk.contains(/lead-note-bad">\s*<p><strong>Theo confirmed the rejection on [A-Z]/))
            #expect(desk.contains("Restricted, suspended, revoked or surrendered. Since May."))
            #expect(desk.contains("Looked up at State license lookup on"))
            #expect(desk.contains(">Its entry<"))
        }
    }

    @Test("where no address of a register is kept, the desk says whose it is and what to do")
    func noAddress() async throws {
        let clinic = try Clinic()
        let provider = try await clinic.provider(state: "ND")
        let id = try await clinic.license(of: provider, "lcsw", number: "1", state: "ND")
        try await clinic.stet.serve { web in
            let (ines, _) = try await web.person("Ines Carvalho", [.moderator])

            let desk = try await ines.get(try #require(try await clinic.item(of: id)).path).body

            #expect(
                desk.contains("No look-up address is kept for North Dakota Board of Social Work Examiners."))
            #expect(!desk.contains("data-key=\"o\">o</kbd></a>"))
        }
    }

    @Test("a clinician adds a license, sees where it stands, changes it and takes it back")
    func mine() async throws {
        let clinic = try Clinic()
        try await clinic.stet.serve { web in
            let (ana, account) = try await web.person("Ana Whitfield", [.clinician])
            let provider = try await clinic.provider(account: account)
            let fields = [
                ("kind", "lmft"), ("state", "CA"), ("number", "LMFT 118204"),
                ("expires", clinic.day(700).description),
            ]

            let empty = try await ana.get("/console/me/credentials")
            let wrong = try await ana.post(
                "/console/me/credentials/new", [("kind", "lmft"), ("number", "77")])
            let added = try await ana.post("/console/me/credentials/new", fields)
            let list = try await ana.get("/console/me/credentials")
            let home = try await ana.get("/console")
            let id = try #require(
                try await clinic.stet.database.fetch(CredentialQueries.claims(of: provider)).first
            ).credentialID
            let form = try await ana.get("/console/me/credentials/\(id)")
            let asked = try await ana.get("/console/me/credentials/\(id)/remove")
            let removed = try await ana.post("/console/me/credentials/\(id)/remove", [("version", "1")])

            #expect(empty.body.contains("You have added no credential yet."))
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.body.contains("value=\"77\""))
            #expect(wrong.body.contains("Choose the state that issued it."))
            #expect(added.location == "/console/me/credentials")
            #expect(list.body.contains("in review"))
            #expect(home.body.contains("0 of 1 verified."))
            #expect(form.body.contains("value=\"LMFT 118204\""))
            #expect(asked.body.contains("Nobody looks it up any more."))
            #expect(asked.body.contains("name=\"version\" value=\"1\""))
            #expect(removed.location == "/console/me/credentials")
        }
    }

    @Test("who began their profile adds a credential to it")
    func begun() async throws {
        try await Clinic().stet.serve { web in
            let (nova, _) = try await web.person("Nova Ruiz", [.clinician])
            try await nova.get("/console/me/profile")
            try await nova.post("/console/me/profile/begin", [("name", "Nova Ruiz")])

            let added = try await nova.post(
                "/console/me/credentials/new",
                [
                    ("kind", "lmft"), ("state", "CA"), ("number", "LMFT 118204"),
                    ("expires", Clinic().day(700).description),
                ])

            #expect(added.location == "/console/me/credentials")
            #expect(try await nova.get("/console/me/credentials").body.contains("in review"))
            #expect(
                try await nova.get("/console/me/profile").body.contains(
                    "Marriage and Family Therapist (LMFT)"))
        }
    }

    @Test("another person's claim is 404, a role that may not is 403, and a profile comes first")
    func strangers() async throws {
        let clinic = try Clinic()
        let id = try await clinic.license(of: try await clinic.provider())
        try await clinic.stet.serve { web in
            let (ben, _) = try await web.person("Ben Ode", [.clinician])
            let (editor, _) = try await web.person("Ruth", [.editor])
            let (auditor, _) = try await web.person("Miles", [.auditor])

            #expect(try await ben.get("/console/me/credentials/\(id)").status == .notFound)
            #expect(try await ben.get("/console/me/credentials/\(id)/remove").status == .notFound)
            #expect(try await ben.post("/console/me/credentials/\(id)/remove").status == .notFound)
            #expect(try await editor.get("/console/me/credentials/\(id)/remove").status == .forbidden)
            #expect(try await ben.get("/console/credentials/\(id)").status == .forbidden)
            #expect(try await ben.get("/console/me/credentials").body.contains("Begin your profile first"))
            #expect(try await ben.get("/console/me/credentials/new").location == "/console/me/credentials")
            #expect(try await editor.get("/console/credentials").status == .forbidden)
            #expect(try await auditor.get("/console/credentials").status == .ok)
            let shown = try await auditor.get("/console/credentials/\(id)")
            #expect(shown.status == .ok)
            #expect(!shown.body.contains("Record finding"))
            #expect(try await auditor.post("/console/credentials/\(id)/findings").status == .forbidden)
            #expect(try await auditor.get("/console/credentials/\(UUID())").status == .notFound)
        }
    }

    @Test("a finding beside any review is kept, and brings the credential into the queue")
    func finding() async throws {
        let clinic = try Clinic()
        let id = try await clinic.license(of: try await clinic.provider())
        try await clinic.verified(id)
        try await clinic.stet.serve { web in
            let (ines, _) = try await web.person("Ines Carvalho", [.moderator])
            let path = "/console/credentials/\(id)"
            try await ines.get(path)

            let wrong = try await ines.post("\(path)/findings", clinic.found(["result": ""]))
            let recorded = try await ines.post("\(path)/findings", clinic.found(["result": "adverse"]))
            let shown = try await ines.get(path)

            #expect(wrong.status == .unprocessableContent)
            #expect(recorded.location == path)
            #expect(shown.body.contains("Open in the queue"))
            #expect(try await clinic.item(of: id)?.risk == .high)
            #expect(shown.body.contains("A new look-up waits."))
        }
    }

    @Test("the list finds by name, number, letters and standing, a page at a time")
    func list() async throws {
        let clinic = try Clinic()
        let ana = try await clinic.provider()
        let ben = try await clinic.provider("Benjamin Ode", slug: "benjamin-ode", state: "WA")
        let verified = try await clinic.license(of: ana)
        _ = try await clinic.license(of: ben, "lpcc", number: "W-77", state: "WA")
        try await clinic.verified(verified, ["found_expires": clinic.day(20).description])
        try await clinic.stet.serve { web in
            let (ines, _) = try await web.person("Ines Carvalho", [.moderator])
            func found(_ query: String) async throws -> [Bool] {
                let body = try await ines.get("/console/credentials?\(query)").body
                return ["Ana Whitfield", "Benjamin Ode"].map { body.contains(">\($0)<") }
            }

            #expect(try await found("") == [true, true])
            #expect(try await found("q=whitf") == [true, false])
            #expect(try await found("q=w-77") == [false, true])
            #expect(try await found("q=lpcc") == [false, true])
            #expect(try await found("q=%27%3A%2A%20%26%20%28") == [false, false])
            #expect(try await found("state=verified") == [true, false])
            #expect(try await found("state=ending") == [true, false])
            #expect(try await found("state=ending-30") == [true, false])
            #expect(try await found("state=ending-90") == [true, false])
            #expect(try await found("state=waiting") == [false, true])
            #expect(try await found("state=unverified&kind=state_license") == [false, true])
            #expect(try await found("after=zzz&kind=none") == [true, true])
        }
    }

    @Test("pages of the list follow each other without a gap or a repetition")
    func paging() async throws {
        let clinic = try Clinic()
        let ana = try await clinic.provider()
        for (number, state) in ["CA", "WA", "OR", "NV", "AZ"].enumerated() {
            let id = try await clinic.license(of: ana, state: state)
            if number < 3 { try await clinic.verified(id, ["found_expires": clinic.day(20).description]) }
        }

        for (standing, count) in [(CredentialFilter.Standing.all, 5), (.ending, 3), (.unverified, 2)] {
            let filter = CredentialFilter(standing: standing)
            var seen: [CredentialID] = []
            var key: CredentialKey?
            while true {
                let page = try await clinic.stet.database.fetch(
                    CredentialQueries.list(filter, after: key, limit: 2))
                guard let last = page.last else { break }
                seen += page.map(\.credentialID)
                key = CredentialKey(at: last.verifiedUntil, id: last.credentialID)
            }
            #expect(seen.count == count)
            #expect(Set(seen).count == count)
        }
    }
}
