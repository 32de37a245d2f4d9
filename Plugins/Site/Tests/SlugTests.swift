import Testing

@testable import Site

@Suite("Slugs")
struct SlugTests {
    @Test(
        "a title becomes ASCII words joined by hyphens",
        arguments: [
            ("Grief and Loss", "grief-and-loss"), ("Women's Issues", "womens-issues"),
            ("Loneliness/Isolation", "loneliness-isolation"), ("Quỳnh Ngô", "quynh-ngo"),
            ("Łukasz Żółć", "lukasz-zolc"), ("  O’Malley  ", "omalley"), ("100 % sure", "100-sure"),
        ])
    func folding(title: String, slug: String) {
        #expect(Slug(folding: title)?.rawValue == slug)
    }

    @Test("a long title is cut between words, and a long word where it must be")
    func long() throws {
        let words = try #require(Slug(folding: String(repeating: "seven77 ", count: 20)))
        let word = try #require(Slug(folding: String(repeating: "a", count: 200)))

        #expect(words.rawValue.utf8.count == 79)
        #expect(words.rawValue.hasSuffix("seven77"))
        #expect(word.rawValue.utf8.count == 80)
    }

    @Test("nothing to make a slug of makes none", arguments: ["", "!!!", "…"])
    func nothing(title: String) {
        #expect(Slug(folding: title) == nil)
    }

    @Test(
        "what could lead somewhere else is no slug",
        arguments: [
            "..", "a/b", "a.b", "-a", "a-", "a--b", "A", "é", "a b", "a%2fb",
            String(repeating: "a", count: 81),
        ])
    func refused(text: String) {
        #expect(Slug(text) == nil)
    }

    @Test("a number is put behind a slug that is taken, within its length")
    func numbered() throws {
        let short = try #require(Slug("ana-whitfield"))
        let long = try #require(Slug(String(repeating: "a", count: 80)))

        #expect(short.numbered(1) == short)
        #expect(short.numbered(2).rawValue == "ana-whitfield-2")
        #expect(long.numbered(12).rawValue.utf8.count == 80)
        #expect(long.numbered(12).rawValue.hasSuffix("a-12"))
    }
}
