import Foundation
import Kernel
import Postgres
import Testing

@testable import Credentials

@Suite("Comparing a claim with a register")
struct ComparisonTests {
    @Test(
        "names are the same person's in whatever order, case and accents",
        arguments: [
            ("Ana Whitfield", "WHITFIELD, ANA", Match.equal),
            ("José Núñez", "Jose Nunez", .equal),
            ("Ana M. Whitfield", "WHITFIELD, ANA MARIE", .similar),
            ("Ana Whitfield", "Ana Marie Whitfield", .similar),
            ("Mary-Jane O’Neil", "ONEIL MARY JANE", .equal),
            ("Ana Whitfield", "Ana Whitman", .differs),
            ("A. Whitfield", "Bob Whitfield", .differs),
            ("Ana Whitfield", "A Whitfield", .differs),
            ("Ana Whitfield", "", .notFound),
            ("Ana Whitfield", "Whitfield", .differs),
        ])
    func names(claimed: String, found: String, match: Match) {
        #expect(Comparison.names(claimed, found) == match)
    }

    @Test(
        "numbers are the same with and without the letters of the license",
        arguments: [
            ("LMFT 118204", "118204", Match.equal),
            ("118204", "LMFT-118204", .equal),
            ("lmft118204", "LMFT 118204", .equal),
            ("0118204", "118204", .equal),
            ("LMFT 118204", "LCSW 118204", .differs),
            ("118204", "118205", .differs),
            (nil, "118204", .notClaimed),
            ("118204", " ", .notFound),
            ("ABC", "DEF", .differs),
            ("000", "0", .equal),
        ] as [(String?, String, Match)])
    func numbers(claimed: String?, found: String, match: Match) {
        #expect(Comparison.numbers(claimed, found) == match)
    }

    @Test("a status against its holder is adverse, whatever else agrees")
    func adverse() {
        let adverse = RegisterStatus.allCases.filter(\.isAdverse)

        #expect(adverse == [.activeRestricted, .suspended, .revoked, .surrendered])
        for status in adverse {
            #expect(result(status: status) == .adverse)
        }
        #expect(result(restrictions: true) == .adverse)
    }

    @Test("only an active status with the same name and number confirms")
    func confirmed() {
        #expect(result() == .confirmed)
        #expect(result(number: .notClaimed) == .confirmed)
        #expect(result(name: .similar) == .confirmed)
        #expect(result(name: .differs) == .mismatch)
        #expect(result(number: .differs) == .mismatch)
        #expect(result(status: .expired) == .mismatch)
        #expect(result(status: .pending) == .mismatch)
        #expect(result(status: .unknown) == .inconclusive)
    }

    private func result(
        name: Match = .equal, number: Match = .equal, status: RegisterStatus = .active,
        restrictions: Bool = false
    ) -> FindingResult {
        Comparison.result(name: name, number: number, status: status, hasRestrictions: restrictions)
    }
}

@Suite("Until when a badge may stand")
struct ValidityTests {
    private func policy(_ zone: String, days: Int = 365) -> CredentialPolicy {
        CredentialPolicy(validDays: days, zone: TimeZone(identifier: zone) ?? .gmt)
    }

    private func date(_ text: String) throws -> PostgresDate { try #require(PostgresDate(text)) }
    private func instant(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text)) }

    @Test("it stands through the license's last day where the site is, winter and summer")
    func lastDay() throws {
        let checked = try date("2026-06-01")
        let winter = Validity.end(
            expiresOn: try date("2026-12-31"), checkedOn: checked, policy: policy("America/New_York"))
        let summer = Validity.end(
            expiresOn: try date("2026-07-31"), checkedOn: checked, policy: policy("America/New_York"))

        #expect(winter == (try instant("2027-01-01T05:00:00Z")))
        #expect(summer == (try instant("2026-08-01T04:00:00Z")))
    }

    @Test("it never outlives the look-up, and without an end in the register only that counts")
    func lookUp() throws {
        let checked = try date("2026-01-01")
        let early = Validity.end(expiresOn: try date("2026-03-01"), checkedOn: checked, policy: policy("UTC"))
        let late = Validity.end(expiresOn: try date("2030-03-01"), checkedOn: checked, policy: policy("UTC"))
        let open = Validity.end(expiresOn: nil, checkedOn: checked, policy: policy("UTC", days: 30))

        #expect(early == (try instant("2026-03-02T00:00:00Z")))
        #expect(late == (try instant("2027-01-02T00:00:00Z")))
        #expect(open == (try instant("2026-02-01T00:00:00Z")))
    }

    @Test("a day that begins at one in the morning, and one that begins twice, have one beginning")
    func oddMidnights() throws {
        // Both clocks change at midnight: Santiago skips the hour in September and shows it twice in April.
        let santiago = try #require(TimeZone(identifier: "America/Santiago"))
        let skipped = Validity.endOfDay(try date("2025-09-06"), in: santiago)
        let twice = Validity.endOfDay(try date("2025-04-05"), in: santiago)

        #expect(Validity.day(of: skipped, in: santiago).description == "2025-09-07")
        #expect(Validity.day(of: skipped - .microseconds(1), in: santiago).description == "2025-09-06")
        #expect(Validity.day(of: twice, in: santiago).description == "2025-04-06")
        #expect(Validity.day(of: twice - .microseconds(1), in: santiago).description == "2025-04-05")
    }

    @Test("the day of an instant is the day where the site is")
    func day() throws {
        let zone = try #require(TimeZone(identifier: "America/Los_Angeles"))

        #expect(Validity.day(of: try instant("2026-01-01T07:59:59Z"), in: zone).description == "2025-12-31")
        #expect(Validity.day(of: try instant("2026-01-01T08:00:00Z"), in: zone).description == "2026-01-01")
    }
}

@Suite("When a second person confirms")
struct PolicyTests {
    private func why(
        _ kind: CredentialKind = .stateLicense, isFirst: Bool = true, _ result: FindingResult = .confirmed,
        isVerified: Bool = true, policy: CredentialPolicy = CredentialPolicy()
    ) -> String? {
        policy.reasonForTwo(kind: kind, isFirstLicense: isFirst, result: result, isVerified: isVerified)
    }

    @Test("a first license takes two, a later one and a certification one")
    func firstLicense() {
        #expect(why() != nil)
        #expect(why(.associateLicense) != nil)
        #expect(why(isFirst: false) == nil)
        #expect(why(.nationalCertification) == nil)
        #expect(why(policy: CredentialPolicy(firstLicenseByTwo: false)) == nil)
        #expect(why(isFirst: false, policy: CredentialPolicy(everyLicenseByTwo: true)) != nil)
    }

    @Test("an adverse result and a badge against the register take two whatever the policy says")
    func always() {
        let lax = CredentialPolicy(firstLicenseByTwo: false)

        #expect(why(.degree, isFirst: false, .adverse, isVerified: false, policy: lax) != nil)
        #expect(why(.degree, isFirst: false, .mismatch, policy: lax) != nil)
        #expect(why(isFirst: false, .mismatch, isVerified: false, policy: lax) == nil)
        #expect(why(isFirst: true, .notFound, isVerified: false) == nil)
    }
}
