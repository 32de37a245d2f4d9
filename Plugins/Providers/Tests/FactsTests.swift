import Kernel
import Testing

@testable import Providers

@Suite("Numbers and titles")
struct FactsTests {
    @Test("a right NPI is taken, with spaces too", arguments: ["1234567893", "1993999998", "155 859 8797"])
    func rightNPI(text: String) throws {
        #expect(try NPI(text).rawValue.count == 10)
    }

    @Test(
        "a wrong NPI is refused with what is wrong",
        arguments: [
            ("1234567890", "check digit"), ("123456789", "10 digits"), ("3234567893", "check digit"),
            ("12345abc93", "10 digits"),
        ])
    func wrongNPI(text: String, reason: String) {
        let issues = #expect(throws: FormIssues.self) { try NPI(text) }

        #expect(issues?["npi"]?.contains(reason) == true)
    }

    @Test(
        "telephone numbers are written one way",
        arguments: [
            ("2065550142", "(206) 555-0142", "+12065550142"),
            ("+1 206-555-0142", "(206) 555-0142", "+12065550142"),
            ("(206) 555.0142 ext. 7", "(206) 555-0142 ext. 7", "+12065550142;ext=7"),
            ("206 555 0142 x12", "(206) 555-0142 ext. 12", "+12065550142;ext=12"),
            ("+44 20 7946 0123", "+442079460123", "+442079460123"),
        ])
    func phone(text: String, shown: String, dial: String) {
        #expect(Phone(text)?.rawValue == shown)
        #expect(Phone(text)?.dial == dial)
    }

    @Test(
        "what is no number is refused",
        arguments: ["555-0142", "call me", "(106) 555-0142", "206555014x", ""])
    func noPhone(text: String) {
        #expect(Phone(text) == nil)
    }

    @Test("web addresses get their scheme and lose what could leave an attribute")
    func websites() {
        #expect(WebAddress("example.org")?.url == "https://example.org")
        #expect(WebAddress("HTTP://www.Example.org/a")?.host == "Example.org")
        #expect(WebAddress("javascript:alert(1)") == nil)
        #expect(WebAddress("https://user:secret@example.org") == nil)
        #expect(WebAddress("https://example.org/\"onclick=") == nil)
    }

    @Test("a title is its full name with the abbreviation behind it")
    func titles() throws {
        let title = try ClaimedTitle(" Certified  Social Worker (CSW) ")
        let bare = try ClaimedTitle("Hypnotherapist")

        #expect(title.display == "Certified Social Worker (CSW)")
        #expect(title.mark == "CSW")
        #expect(bare.display == "Hypnotherapist")
        #expect(bare.mark == "hypnotherapist")
    }

    @Test(
        "letters without the name they are short for are refused",
        arguments: ["CSW", "LMFT", "EdS", "BC-DMT"])
    func abbreviationAlone(text: String) {
        let issues = #expect(throws: FormIssues.self) { try ClaimedTitle(text) }

        #expect(issues?["credentials"]?.contains("Full name (\(text))") == true)
    }

    @Test("one abbreviation for two titles: the one that was checked is verified, the other is not")
    func ambiguous() throws {
        let titles = try ["Certified Clinical Social Worker (CSW)", "Certified Social Worker (CSW)"].map {
            try ClaimedTitle($0)
        }
        let held = Self.held("Certified Social Worker", "CSW", kind: "state_license")

        let standing = TitleStanding(titles: titles, held: [held])

        #expect(standing.verifiedTitles == ["Certified Social Worker (CSW)"])
        #expect(standing.unchecked.map(\.name) == ["Certified Clinical Social Worker"])
        #expect(standing.isVerified)
    }

    @Test("licenses come first, and a certification does not make a person verified")
    func order() throws {
        let titles = try ["Certified Group Psychotherapist (CGP)", "Licensed Psychologist (LP)"].map {
            try ClaimedTitle($0)
        }
        let group = Self.held("Certified Group Psychotherapist", "CGP", kind: "national_certification")
        let license = Self.held("Licensed Psychologist", "LP", kind: "state_license")

        #expect(TitleStanding(titles: titles, held: [group, license]).checked.map(\.mark) == ["LP", "CGP"])
        #expect(!TitleStanding(titles: titles, held: [group]).isVerified)
    }

    private static func held(_ name: String, _ abbreviation: String, kind: String) -> HeldCredential {
        HeldCredential(
            providerID: ProviderID(rawValue: .init()), mark: abbreviation, name: name,
            abbreviation: abbreviation,
            kind: kind, badge: "License verified", state: "CA", checkedOn: "2026-11-21", source: "Board",
            sourceURL: nil, validUntil: nil)
    }
}
