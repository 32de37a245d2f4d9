import Foundation
import Kernel
import Postgres
import Testing

@testable import Credentials

@Suite("What a moderator writes down")
struct FindingFormTests {
    private let today = PostgresDate(year: 2026, month: 11, day: 21) ?? PostgresDate(daysSince1970: 0)

    private func input(
        _ changes: [String: String] = [:], kind: CredentialKind? = .stateLicense,
        _ purpose: FindingInput.Purpose = .verify
    ) throws -> FindingInput {
        let fields = [
            "source": "Board", "method": "web_lookup", "checked_on": "2026-11-21",
            "found_name": "Ana Whitfield",
            "found_number": "118204", "found_status": "active", "found_expires": "2027-03-31",
        ]
        let form = Form(fields.merging(changes) { $1 }.map { ($0.key, $0.value) })
        let stated = FindingInput.Stated(kind: kind, name: "Ana Whitfield", number: "LMFT 118204")
        return try FindingInput(
            form, of: stated, purpose: purpose, today: today, policy: CredentialPolicy())
    }

    @Test("a whole look-up is taken as it is")
    func whole() throws {
        let found = try input(["source_url": "https://license.example/1", "restrictions": " "])

        #expect(found.expiresOn?.description == "2027-03-31")
        #expect(found.sourceURL == "https://license.example/1")
        #expect(found.restrictions == nil)
    }

    @Test(
        "each field says what is wrong with it",
        arguments: [
            ("source", ""), ("source_url", "javascript:alert(1)"), ("source_url", "license.example"),
            ("source_url", "https://"), ("method", "guess"), ("checked_on", ""), ("checked_on", "yesterday"),
            ("checked_on", "2026-11-22"), ("checked_on", "2026-07-01"), ("found_name", ""),
            ("found_number", " "),
            ("found_status", ""), ("found_status", "fine"), ("found_expires", ""),
            ("found_expires", "2027-02-30"),
            ("found_expires", "2026-11-20"),
        ])
    func wrong(field: String, value: String) {
        let issues = #expect(throws: FormIssues.self) { _ = try input([field: value]) }

        #expect(issues?.issues.map(\.field) == [field])
    }

    @Test("what is ticked to stand there as stated counts as found, and what was typed goes before")
    func asStated() throws {
        let ticked = try input([
            "found_name": "", "found_name_same": "yes", "found_number": "", "found_number_same": "yes",
        ])
        let typed = try input(["found_number": "118205", "found_number_same": "yes"])

        #expect(ticked.name == "Ana Whitfield")
        #expect(ticked.number == "LMFT 118204")
        #expect(typed.number == "118205")
    }

    @Test("a license that ends today is still one")
    func lastDay() throws {
        #expect(try input(["found_expires": "2026-11-21"]).expiresOn == today)
    }

    @Test("a certification needs neither number nor end")
    func certification() throws {
        let found = try input(["found_number": "", "found_expires": ""], kind: .nationalCertification)

        #expect(found.expiresOn == nil)
    }

    @Test("to refuse, where and when somebody looked is enough; what is there must still be readable")
    func refusing() throws {
        let empty = ["found_name": "", "found_number": "", "found_status": "", "found_expires": ""]

        let found = try input(empty, .note)

        #expect(found.status == .unknown)
        #expect(throws: FormIssues.self) { _ = try input(["source": ""], .note) }
        #expect(throws: FormIssues.self) { _ = try input(["found_expires": "soon"], .note) }
        #expect(try input(["found_expires": "2020-01-01"], .note).expiresOn?.year == 2020)
    }
}

@Suite("What a clinician claims")
struct ClaimFormTests {
    private let today = PostgresDate(year: 2026, month: 11, day: 21) ?? PostgresDate(daysSince1970: 0)

    private func type(
        _ id: String, _ abbreviation: String?, _ name: String, _ kind: CredentialKind, states: [String] = []
    ) -> CredentialType {
        CredentialType(
            credentialTypeID: id, abbreviation: abbreviation, name: name, kind: kind, issuer: "Board",
            note: "",
            states: states, numberPattern: nil, verifyURL: nil)
    }

    private func claim(_ fields: [String: String]) throws -> ClaimInput {
        let types = [
            type("lmft", "LMFT", "Licensed Marriage and Family Therapist", .stateLicense),
            type("csw-certified", "CSW", "Certified Social Worker", .associateLicense, states: ["KY", "UT"]),
            type("psyd", "PsyD", "Doctor of Psychology", .degree),
            type("cgp", "CGP", "Certified Group Psychotherapist", .nationalCertification),
            type("licensed-psychologist", nil, "Licensed Psychologist", .stateLicense),
        ]
        return try ClaimInput(Form(fields.map { ($0.key, $0.value) }), types: types, today: today)
    }

    @Test("a license from the list carries the list's name, and needs state, number and end")
    func license() throws {
        let whole = ["kind": "lmft", "state": "CA", "number": "LMFT 118204", "expires": "2027-03-31"]

        let claimed = try claim(whole.merging(["title": "Doctor of Everything"]) { $1 })
        let issues = #expect(throws: FormIssues.self) { _ = try claim(["kind": "lmft"]) }

        #expect(claimed.title.name == "Licensed Marriage and Family Therapist")
        #expect(claimed.title.mark == "LMFT")
        #expect(claimed.state == "CA")
        #expect(issues?.issues.map(\.field) == ["state", "number", "expires"])
        #expect(throws: FormIssues.self) { _ = try claim(whole.merging(["expires": "2026-11-20"]) { $1 }) }
        #expect(throws: FormIssues.self) { _ = try claim(whole.merging(["state": "ZZ"]) { $1 }) }
    }

    @Test("a title without letters is marked by its name")
    func withoutLetters() throws {
        let claimed = try claim([
            "kind": "licensed-psychologist", "state": "CA", "number": "PSY 1", "expires": "2027-03-31",
        ])

        #expect(claimed.title.mark == "licensed-psychologist")
    }

    @Test("CSW means what its state says, and nothing elsewhere")
    func ambiguous() throws {
        let fields = [
            "kind": "csw-certified", "number": "1", "expires": "2027-03-31",
            "supervisor": "Dana Ruiz, LCSW 20457",
        ]

        #expect(try claim(fields.merging(["state": "KY"]) { $1 }).state == "KY")
        let issues = #expect(throws: FormIssues.self) {
            _ = try claim(fields.merging(["state": "WA"]) { $1 })
        }
        #expect(issues?["state"]?.contains("Kentucky, Utah") == true)
    }

    @Test("what no state issues has none, whatever was sent")
    func certification() throws {
        #expect(try claim(["kind": "cgp", "state": "CA"]).state == nil)
    }

    @Test("an associate names who supervises them")
    func supervisor() throws {
        let fields = ["kind": "csw-certified", "state": "KY", "number": "1", "expires": "2027-03-31"]

        let issues = #expect(throws: FormIssues.self) { _ = try claim(fields) }

        #expect(issues?.issues.map(\.field) == ["supervisor"])
        #expect(try claim(fields.merging(["supervisor": " Dana Ruiz "]) { $1 }).supervisor == "Dana Ruiz")
    }

    @Test("a degree names who awarded it and when, and nothing that a license has")
    func degree() throws {
        let whole = ["kind": "psyd", "institution": "Wright Institute", "completed_year": "2014"]

        let claimed = try claim(
            whole.merging(["number": "7", "state": "CA", "expires": "2020-01-01"]) { $1 })
        let issues = #expect(throws: FormIssues.self) { _ = try claim(["kind": "psyd"]) }

        #expect(claimed.institution == "Wright Institute")
        #expect(claimed.completedYear == 2014)
        #expect(claimed.number == nil)
        #expect(claimed.state == nil)
        #expect(claimed.expiresOn == nil)
        #expect(issues?.issues.map(\.field) == ["institution", "completed_year"])
        for year in ["1929", "2027", "soon"] {
            #expect(throws: FormIssues.self) { _ = try claim(whole.merging(["completed_year": year]) { $1 }) }
        }
    }

    @Test("something else needs its title written out, not its letters alone")
    func somethingElse() throws {
        let claimed = try claim(["kind": "other", "title": "Registered Art Therapist", "abbreviation": "ATR"])

        #expect(claimed.typeID == nil)
        #expect(claimed.title.mark == "ATR")
        #expect(throws: FormIssues.self) { _ = try claim(["kind": "other"]) }
        #expect(throws: FormIssues.self) { _ = try claim(["kind": "other", "title": "ATR"]) }
        #expect(throws: FormIssues.self) { _ = try claim(["kind": "nonsense"]) }
        #expect(throws: FormIssues.self) { _ = try claim([:]) }
    }
}
