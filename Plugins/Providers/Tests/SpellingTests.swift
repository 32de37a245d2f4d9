import Postgres
import TestSupport
import Testing

@testable import Providers

@Suite("Mistyped words")
struct SpellingTests {
    @Test(
        "a letter added, left out, mistaken or swapped counts as one",
        arguments: [
            ("grief", "grief", 0), ("greif", "grief", 1), ("grif", "grief", 1), ("grieff", "grief", 1),
            ("griaf", "grief", 1), ("lonlyness", "loneliness", 2), ("", "abc", 3), ("José", "Jose", 1),
        ])
    func distance(left: String, right: String, expected: Int) {
        #expect(Spelling.distance(left, right) == expected)
    }

    @Test(
        "the nearest word is taken, and none that is too far",
        arguments: [
            ("greif", ["brief", "grief"], "grief"), ("greef", ["brief", "grief"], "grief"),
            ("lonlyness", ["loneliness", "lovely"], "loneliness"), ("cat", [], nil),
            ("greif", ["grieve", "sleep"], nil),
        ] as [(String, [String], String?)])
    func nearest(word: String, among: [String], expected: String?) {
        #expect(Spelling.nearest(to: word, among: among) == expected)
    }

    @Test("what the words of a search are, short ones and those left out aside")
    func words() {
        #expect(
            Spelling("Greif in \"the evening\" -rest evidence-based o'brien").words.map(\.text) == [
                "greif", "evening", "evidence", "based", "brien",
            ])
        #expect(Spelling("\u{301}\u{0}12 --- ").words.isEmpty)
    }

    @Test("only mistyped words are replaced, and all else stays as it was typed")
    func mended() {
        let spelling = Spelling("Greif -rest \"lonlyness\"")

        let mended = spelling.mended([["grief"], ["loneliness"]])
        let half = spelling.mended([[], ["loneliness"]])
        let none = spelling.mended([[], []])

        #expect(mended == "grief -rest \"loneliness\"")
        #expect(half == "Greif -rest \"loneliness\"")
        #expect(none == nil)
    }

    @Test(
        "the list of words stores what a search asks for", .stet(with: providerPlugins),
        arguments: ["grief", "anger", "sleeping", "loneliness", "aaaa", "zoë", "psychodynamic"])
    func sameVariants(word: String) async throws {
        let found = try await TestStet.current.owner.value(
            [String].self, "SELECT providers.variants_of(\(word))")

        let stored = Set(try #require(found))
        let asked = Set(Spelling.variants(of: word))
        // A stored word is short of two letters from five letters on, a typed one from seven.
        #expect(asked.isSubset(of: stored))
        #expect(word.count < 7 || asked == stored)
    }
}
