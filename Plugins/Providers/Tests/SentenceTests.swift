import Foundation
import Kernel
import Postgres
import Testing

@testable import Providers

@Suite("The generated sentence")
struct SentenceTests {
    private let california = Place.office(city: "Santa Clara", state: USState("CA"))

    private func sentence(
        _ titles: [String], _ place: Place, years: Int? = nil, topics: [String] = []
    ) -> String {
        GeneratedSentence(name: "Ana Whitfield", titles: titles, place: place, years: years, topics: topics)
            .text
    }

    @Test("all that is known stands in two sentences")
    func whole() {
        let text = sentence(
            ["Licensed Marriage and Family Therapist (LMFT)"], california, years: 7,
            topics: ["loneliness", "grief", "social anxiety"])

        #expect(
            text == """
                Ana Whitfield is a Licensed Marriage and Family Therapist (LMFT) in Santa Clara, California, and has \
                been in practice for 7 years. They work with loneliness, grief and social anxiety.
                """)
    }

    @Test("without a verified title the sentence claims none")
    func unverified() {
        #expect(
            sentence([], california, topics: ["grief"])
                == "Ana Whitfield works in Santa Clara, California. They work with grief.")
    }

    @Test("a remote person is said to work remotely, with the states they serve")
    func remote() {
        let served = Place.remote(["WA", "OR"].compactMap { USState($0) })

        #expect(sentence([], .remote([])) == "Ana Whitfield works remotely.")
        #expect(
            sentence(["Licensed Psychologist"], served, years: 1)
                == """
                Ana Whitfield is a Licensed Psychologist who works remotely with people in Washington and Oregon, and \
                has been in practice for 1 year.
                """)
    }

    @Test("what is missing leaves no gap", arguments: [0, 1, 2, 3, 4, 5, 6, 7])
    func noGaps(which: Int) {
        let text = GeneratedSentence(
            name: " Ana  Whitfield ", titles: which & 1 == 0 ? [] : ["Hypnotherapist"],
            place: which & 2 == 0 ? .office(city: nil, state: nil) : .office(city: " Reno ", state: nil),
            years: nil, topics: which & 4 == 0 ? [] : ["", " grief "]
        ).text

        #expect(!text.contains("  "))
        #expect(!text.contains(" ."))
        #expect(!text.contains("undefined"))
        #expect(!text.contains("nil"))
        #expect(text.isEmpty || text.hasSuffix("."))
    }

    @Test("nothing known makes no sentence")
    func nothing() {
        #expect(sentence([], .office(city: nil, state: nil)).isEmpty)
    }

    @Test("only topics known make one sentence")
    func topicsAlone() {
        #expect(
            sentence([], .office(city: nil, state: nil), topics: ["grief", "sleep"])
                == "Ana Whitfield works with grief and sleep.")
    }

    @Test("at most three topics and two titles are named")
    func bounded() {
        let text = sentence(["A One", "Two", "Three"], california, topics: ["a", "b", "c", "d"])

        #expect(!text.contains("Three"))
        #expect(text.hasSuffix("They work with a, b and c."))
    }

    @Test(
        "the article goes by the sound",
        arguments: [
            ("Licensed Counselor", "a"), ("Associate Counselor", "an"), ("LMFT", "an"), ("CSW", "a"),
            ("University Lecturer", "a"), ("Honorary Fellow", "an"), ("Occupational Therapist", "an"),
            ("EMDR Therapist", "an"),
        ])
    func article(phrase: String, expected: String) {
        #expect(Article.indefinite(before: phrase) == expected)
    }

    @Test("a card says what it does not show already")
    func short() {
        let full = GeneratedSentence(
            name: "Ana", titles: [], place: california, years: 7, topics: ["grief", "sleep"])
        let empty = GeneratedSentence(name: "Ana", titles: [], place: california, years: nil, topics: [])

        #expect(full.short == "In practice for 7 years. Works with grief and sleep.")
        #expect(empty.short == nil)
    }

    @Test("years change at New Year in the site's zone, and not in Greenwich")
    func newYear() throws {
        let zone = try #require(TimeZone(identifier: "America/New_York"))
        let before = try #require(Instant(rfc3339: "2027-01-01T04:59:59Z"))
        let after = try #require(Instant(rfc3339: "2027-01-01T05:00:00Z"))

        #expect(Practice.years(since: 2020, at: before, in: zone) == 6)
        #expect(Practice.years(since: 2020, at: after, in: zone) == 7)
        #expect(Practice.nextNewYear(after: before, in: zone) == after)
        #expect(Practice.years(since: 2028, at: after, in: zone) == nil)
    }
}

@Suite("The line that says where somebody works")
struct PlaceTests {
    @Test("remote people are never given an empty address")
    func remote() {
        let states = ["Washington", "or"].compactMap { USState($0) }

        #expect(Place(remoteOnly: true, city: nil, state: nil, states: []).line == "Remote only")
        #expect(
            Place(remoteOnly: true, city: nil, state: nil, states: states).line
                == "Remote only, for people in Washington and Oregon")
    }

    @Test("many states are counted and not all named")
    func many() {
        let line = Place.remote(Array(USState.all.prefix(12))).line

        #expect(line == "Remote only, for people in Alabama, Alaska, American Samoa and 9 more states")
    }

    @Test("an office is city and state, or the one that is known")
    func office() {
        #expect(Place.office(city: "Reno", state: USState("NV")).line == "Reno, Nevada")
        #expect(Place.office(city: nil, state: USState("NV")).line == "Nevada")
        #expect(Place.office(city: nil, state: nil).line == "Place not given")
    }

    @Test("states are read by code and by name")
    func states() {
        #expect(USState("ca")?.name == "California")
        #expect(USState(" District of Columbia ")?.rawValue == "DC")
        #expect(USState("Bavaria") == nil)
        #expect(USState.all.count == 56)
    }
}

@Suite("The preview of a bio")
struct PreviewTests {
    @Test("a long text ends at a whole word with an ellipsis")
    func long() throws {
        let bio = String(repeating: "People who listen well are rare enough. ", count: 10)

        let preview = try #require(Preview.of(bio))

        #expect(preview.count <= Preview.length)
        #expect(preview.hasSuffix("…"))
        #expect(bio.contains(preview.dropLast() + " ") || bio.contains(preview.dropLast() + "."))
    }

    @Test("a short text stays as it is, with or without a full stop")
    func short() {
        #expect(Preview.of("I work with couples in Reno") == "I work with couples in Reno")
        #expect(Preview.of("  ") == nil)
    }

    @Test(
        "no stop stands alone, and words are one space apart",
        arguments: [
            ("I listen , mostly .", "I listen, mostly."), ("Well\u{A0}! And\u{1}now", "Well! And now"),
            (". A .NET of words", ". A .NET of words"), ("One\n\n two", "One two"), ("Ça va ? Ç", "Ça va? Ç"),
        ])
    func stops(bio: String, expected: String) {
        #expect(Preview.of(bio) == expected)
    }

    @Test("a text that another system cut inside a word loses that word")
    func cutBefore() throws {
        let cut =
            "For years I have sat with people who came to me because nothing else had helped them, and what I have "
            + "learned is that most of it begins with the level of autho"

        let preview = try #require(Preview.of(cut))

        #expect(Preview.endsInsideWord(cut))
        #expect(preview.hasSuffix("the level of…"))
    }
}
