import Foundation
import Kernel
import Postgres
import Providers
import TestSupport
import Testing

@testable import Credentials

@Suite("Claims of each kind", .stet(with: Clinic.plugins))
struct KindTests {
    private let new = "/console/me/credentials/new"

    private func names(_ body: String) -> Set<String> {
        let shown = body.matches(
            of: /<(?:input class="form-control"|select class="form-select")[^>]* name="([^"]+)"/)
        return Set(shown.map { String($0.1) })
    }

    @Test("the first question is what it is; the form asks for what that kind has")
    func fields() async throws {
        let clinic = try Clinic()
        try await clinic.stet.serve { web in
            let (ana, account) = try await web.person("Ana Whitfield", [.clinician])
            try await clinic.provider(account: account)

            let first = try await ana.get(new)

            #expect(first.body.contains("What you hold"))
            #expect(first.body.contains(">Continue<"))
            for (kind, asked) in [
                ("lmft", ["state", "number", "expires"]),
                ("asw", ["state", "number", "expires", "supervisor"]),
                ("psyd", ["institution", "completed_year"]), ("bcba", ["number", "expires"]),
                ("hypnotherapist", []),
                ("other", ["title", "abbreviation", "state", "number", "expires"]),
            ] {
                let form = try await ana.get("\(new)?kind=\(kind)")
                #expect(names(form.body) == Set(asked), "\(kind)")
            }
            #expect(try await ana.get("\(new)?kind=nonsense").body.contains(">Continue<"))
        }
    }

    @Test("a second person is announced where one is needed, and nowhere else")
    func secondPerson() async throws {
        let clinic = try Clinic()
        try await clinic.stet.serve { web in
            let (ana, account) = try await web.person("Ana Whitfield", [.clinician])
            try await clinic.provider(account: account)

            for (kind, isAnnounced) in [("lmft", true), ("psyd", false), ("bcba", false), ("other", false)] {
                let form = try await ana.get("\(new)?kind=\(kind)").body
                #expect(form.contains("A second person confirms a first license.") == isAnnounced, "\(kind)")
            }
        }
    }

    @Test("a state is chosen among those that have the title")
    func states() async throws {
        let clinic = try Clinic()
        try await clinic.stet.serve { web in
            let (ana, account) = try await web.person("Ana Whitfield", [.clinician])
            try await clinic.provider(account: account)

            let form = try await ana.get("\(new)?kind=csw-certified").body

            #expect(form.contains("Kentucky"))
            #expect(!form.contains("California"))
        }
    }

    @Test("what an associate and a graduate claim stands at the desk with a checklist of its own")
    func desk() async throws {
        let clinic = try Clinic()
        try await clinic.stet.serve { web in
            let (ana, account) = try await web.person("Ana Whitfield", [.clinician])
            let provider = try await clinic.provider(account: account)
            let (ines, _) = try await web.person("Ines Carvalho", [.moderator])
            try await ana.get(new)
            try await ana.post(
                new,
                [
                    ("kind", "asw"), ("state", "CA"), ("number", "ASW 1"),
                    ("supervisor", "Dana Ruiz, LCSW 20457"),
                    ("expires", clinic.day(300).description),
                ])
            try await ana.post(
                new, [("kind", "psyd"), ("institution", "Wright Institute"), ("completed_year", "2014")])
            let claims = try await clinic.stet.database.fetch(CredentialQueries.claims(of: provider))
            try #require(claims.count == 2)

            let associate = try await ines.get("/console/credentials/\(claims[0].credentialID)").body
            let degree = try await ines.get("/console/credentials/\(claims[1].credentialID)").body

            #expect(associate.contains("Dana Ruiz, LCSW 20457"))
            #expect(associate.contains("Supervisor named"))
            #expect(degree.contains("Wright Institute"))
            #expect(degree.contains("Institution or clearinghouse asked"))
            #expect(!degree.contains("Not expired"))
        }
    }

    @Test("a clinician's first screen says what lapses next, in days")
    func lapsing() async throws {
        let clinic = try Clinic()
        try await clinic.stet.serve { web in
            let (ana, account) = try await web.person("Ana Whitfield", [.clinician])
            let id = try await clinic.license(of: try await clinic.provider(account: account))
            try await clinic.verified(id, ["found_expires": clinic.day(12).description])

            let home = try await ana.get("/console").body
            // Long after the session has ended.
            clinic.stet.clock.advance(by: .seconds(11 * 86_400))
            let email = try await clinic.stet.owner.value(
                String.self, "SELECT email FROM accounts.account WHERE account_id = \(account)")
            try await ana.get("/console/sign-in")
            try await ana.post(
                "/console/sign-in", [("email", try #require(email)), ("password", TestWeb.password)])
            let later = try await ana.get("/console").body

            #expect(home.contains("LMFT lapses in 12 days."))
            #expect(later.contains("LMFT lapses tomorrow."))
        }
    }

    @Test("the desk tells what was decided about the same title in the same state, and about no other")
    func before() async throws {
        let clinic = try Clinic()
        let ana = try await clinic.license(of: try await clinic.provider())
        let ben = try await clinic.license(
            of: try await clinic.provider("Benjamin Ode", slug: "benjamin-ode"), number: "2")
        let cleo = try await clinic.license(
            of: try await clinic.provider("Cleo Marsh", slug: "cleo-marsh", state: "WA"), number: "3",
            state: "WA")
        try await clinic.verified(ben, ["found_name": "Benjamin Ode", "found_number": "2"])
        try await clinic.verified(cleo, ["found_name": "Cleo Marsh", "found_number": "3"])
        try await clinic.stet.serve { web in
            let (ines, _) = try await web.person("Ines Carvalho", [.moderator])

            let alike = try await ines.get("/console/credentials/\(ana)").body
            let alone = try await ines.get("/console/credentials/\(cleo)").body

            #expect(alike.contains("Others with this title and state"))
            #expect(alike.contains("Benjamin Ode"))
            #expect(!alike.contains("Cleo Marsh"))
            #expect(!alone.contains("Others with this title and state"))
        }
    }
}
