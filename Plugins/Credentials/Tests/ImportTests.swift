import Foundation
import Kernel
import Postgres
import Providers
import TestSupport
import Testing

@testable import Credentials

@Suite("Claims that an import brings", .stet(with: Clinic.plugins))
struct ImportTests {
    @Test("a title is recognized by name, by letters and by other spellings, and nothing of it is verified")
    func recognized() async throws {
        let clinic = try Clinic()
        let provider = try await clinic.provider()

        let claims = try await clinic.bring(
            [
                "Licensed Marriage & Family Therapist (LMFT)", "Psychologist",
                "Board-Certified Behavior Analyst (BCBA)",
                "Doctor of Psychology (PsyD)", "Registered Healer (RH)", "Hypnotherapist",
            ], to: provider)

        #expect(
            claims.map(\.credentialTypeID) == [
                "lmft", "licensed-psychologist", "bcba", "psyd", nil, "hypnotherapist",
            ])
        #expect(claims.map(\.state) == ["CA", "CA", nil, nil, "CA", nil])
        #expect(try await clinic.badges(of: provider).isEmpty)
        let waiting = try await clinic.stet.owner.values(
            String.self, "SELECT summary FROM moderation.review_item ORDER BY review_item_id")
        #expect(
            waiting.sorted() == [
                "Certification: BCBA", "Degree: PsyD", "First license: LMFT, California",
                "First license: Psychologist, California",
                "Title to recognize: Registered Healer (RH), California",
            ])
    }

    @Test(
        "letters mean what they mean in their state",
        arguments: [
            ("Certified Social Worker (CSW)", "KY", "csw-certified"),
            ("Certified Social Worker (CSW)", "WI", "csw-certified-wisconsin"),
            ("Certified Social Worker (CSW)", "CA", nil),
            ("Certified Social Worker (CSW)", nil, nil),
            ("Certified Clinical Social Worker (CSW)", "CA", "csw-certified-clinical"),
            ("Certified Addiction Counselor (CAC)", "CO", "cac"),
            ("Certified Addiction Counselor (CAC)", "WA", nil),
            ("Some Candidate (LPCC)", "CO", "lpc-candidate"),
            ("Licensed Professional Clinical Counselor (LPCC)", "CA", "lpcc"),
        ] as [(String, String?, String?)])
    func byState(title: String, state: String?, type: String?) async throws {
        let clinic = try Clinic()

        let claims = try await clinic.bring([title], to: try await clinic.provider(), state: state)

        #expect(claims.map(\.credentialTypeID) == [type])
    }

    @Test("two titles of the same letters are two claims, and a second import adds nothing")
    func again() async throws {
        let clinic = try Clinic()
        let provider = try await clinic.provider()
        let titles = ["Certified Clinical Social Worker (CSW)", "Certified Social Worker (CSW)"]

        let first = try await clinic.bring(titles, to: provider)
        let second = try await clinic.bring(
            titles.reversed() + ["certified social worker (CSW)"], to: provider)

        #expect(first.count == 2)
        #expect(second.map(\.credentialID) == first.map(\.credentialID))
    }

    @Test("letters with several meanings never stand alone")
    func neverAlone() async throws {
        let clinic = try Clinic()

        let claims = try await clinic.bring(
            ["Certified Social Worker (CSW)", "Licensed Clinical Social Worker (LCSW)"],
            to: try await clinic.provider(), state: "KY")

        #expect(claims.map(\.short) == ["Certified Social Worker (CSW), Kentucky", "LCSW, Kentucky"])
    }

    @Test("another spelling of a recognized title is the claim that is there")
    func otherSpelling() async throws {
        let clinic = try Clinic()
        let provider = try await clinic.provider()

        let first = try await clinic.bring(["Licensed Marriage and Family Therapist (LMFT)"], to: provider)
        let second = try await clinic.bring(["Licensed Marriage & Family Therapist (LMFT)"], to: provider)

        #expect(second.map(\.credentialID) == first.map(\.credentialID))
    }
}
