import Foundation
import Kernel
import Postgres
import Testing

@testable import Ads

@Suite("What is typed about ads")
struct InputTests {
    private func creative(
        title: String = "Sleep better", body: String = "A diary on paper.",
        url: String = "https://example.org/sleep", hasPicture: Bool = false
    ) throws -> CreativeInput {
        try CreativeInput(title: title, body: body, landingURL: url, isOn: true, hasPicture: hasPicture)
    }

    private func fields(_ body: () throws -> Void) -> [String] {
        do {
            try body()
            return []
        } catch let issues as FormIssues {
            return issues.issues.map(\.field)
        } catch {
            return ["\(error)"]
        }
    }

    @Test(
        "an address that is no secure one of a named host is refused",
        arguments: [
            "javascript:alert(1)", "JAVASCRIPT:alert(1)", "https:javascript:alert(1)", "http://example.org",
            "data:text/html,<script>", "//example.org", "https://", "https://localhost", "https://127.0.0.1",
            "https://user:secret@example.org/", "https://user@example.org/", "https://example.org/ a",
            "https://example.org/\"onclick=", "https://example.org/<b>", "https://.org", "https://example.",
            "https://example.org\n.evil.example", "", "https://exämple.org", "https://example.org:/x",
            "https://example.org:", "https://example.org:?a",
        ])
    func addresses(url: String) {
        #expect(fields { _ = try creative(url: url) } == ["landing_url"])
    }

    @Test("a good address is taken as it stands")
    func address() throws {
        #expect(try LandingURL("HTTPS://example.org/a?b=c#d").text == "https://example.org/a?b=c#d")
        #expect(LandingURL.site(of: "https://www.example.org/a?b=c#d") == "example.org")
    }

    @Test(
        "an ad with markup or with what has no shape is refused",
        arguments: [
            "<script>alert(1)</script>", "<b>bold</b>", "a \u{202E}reversed", "a \u{0007}bell", "\u{F8FF}",
        ])
    func markup(text: String) {
        #expect(fields { _ = try creative(title: text) } == ["title"])
        #expect(fields { _ = try creative(body: text) } == ["body"])
    }

    @Test("an ad has words or a picture, and not both")
    func wordsOrPicture() {
        #expect(fields { _ = try creative(body: "") } == ["body"])
        #expect(fields { _ = try creative(hasPicture: true) } == ["body"])
        #expect(fields { _ = try creative(body: "", hasPicture: true) } == [])
        #expect(fields { _ = try creative(title: "", body: "", hasPicture: true) } == ["title"])
    }

    @Test("texts have a longest length")
    func lengths() {
        let long = String(repeating: "a", count: 201)

        #expect(fields { _ = try creative(title: String(repeating: "a", count: 81)) } == ["title"])
        #expect(fields { _ = try creative(body: long) } == ["body"])
        #expect(fields { _ = try BookingName("  ") } == ["name"])
        #expect(fields { _ = try BookingName(long) } == ["name"])
    }

    @Test("every field of a line item that cannot be is named at once")
    func lineItem() {
        let found = fields {
            _ = try LineItemInput(
                name: "", priority: "first", weight: "0", goal: "many", pageKinds: ["nowhere"])
        }

        #expect(Set(found) == ["name", "priority", "weight", "goal", "page_kinds"])
    }

    @Test("what this house does not advertise is found at the beginning of words, and nowhere inside of them")
    func blocked() {
        let policy = AdPolicy(Settings(["policy.ads.blocked_words": "gambl, weight loss, cbd"]))

        #expect(policy.blocked(in: "Online GAMBLING now") == "gambl")
        #expect(policy.blocked(in: "https://example.org/weight-loss") == "weight loss")
        #expect(policy.blocked(in: "a CBD-oil") == "cbd")
        #expect(policy.blocked(in: "A long weight. Loss is hard.") == "weight loss")
        #expect(policy.blocked(in: "The abcbd of sleep") == nil)
    }

    @Test("a report has days that follow each other, and not too many")
    func reportDays() throws {
        let today = try #require(PostgresDate("2026-11-30"))
        func wrong(_ from: String, _ until: String) -> [String] {
            fields { _ = try ReportFilter(from: from, until: until, lineItem: "", today: today) }
        }

        #expect(wrong("2026-11-01", "2026-11-30") == [])
        #expect(wrong("", "") == [])
        #expect(wrong("2026-12-01", "2026-11-30") == ["until"])
        #expect(wrong("2024-01-01", "2026-11-30") == ["from"])
        #expect(wrong("yesterday", "") == ["from"])
    }

    @Test("a report opens in a spreadsheet without running anything")
    func formulas() throws {
        let line = AdReport.Line(
            day: try #require(PostgresDate("2026-11-30")), lineItemID: LineItemID(rawValue: .init()),
            lineItemName: "=HYPERLINK(\"http://evil.example\")", advertiserName: "@SUM(1)", impressions: 3,
            clicks: 1, filtered: 2)

        let file = try AdReport.csv([line])

        #expect(file.contains("'@SUM(1)"))
        #expect(file.contains("\"'=HYPERLINK"))
        #expect(file.hasSuffix(",3,1,2,6\r\n"))
        #expect(throws: FormIssues.self) { try AdReport.csv([line, line], most: 1) }
    }
}
