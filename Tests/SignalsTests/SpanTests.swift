import Signals
import Testing

@Suite("Spans")
struct SpanTests {
    @Test("a span counts scalars, whatever stands before it")
    func scalars() throws {
        let before = "👩‍👩‍👧‍👦 Cafe\u{301} e\u{308}\u{323} 🇺🇸 "
        let text = before + "{{name}}\u{301} listens."
        let profile = ProfileText(text)

        let signal = try #require(profile.signals.first { $0.rule == "template-leak" })

        #expect(signal.start == before.unicodeScalars.count)
        #expect(signal.end == signal.start + 8)
        #expect(marked(signal, in: profile) == "{{name}}")
    }

    @Test("a combining mark behind a word belongs to it")
    func combining() {
        #expect(
            found("cure-claims", in: "🙂 A cafe\u{301}? I guarantee\u{301} it. I guarantee results.") == [
                "block bio: I guarantee"
            ])
    }

    @Test("in a list the span counts from the beginning of its text")
    func lists() throws {
        let profile = ProfileText(
            "I listen.", titles: [.init("Naïve Dr😀"), .init("Hypno", abbreviation: "CSW")])

        let signal = try #require(profile.signals.first { $0.rule == "ambiguous-abbreviation" })

        #expect(marked(signal, in: profile) == "Hypno (CSW)")
    }

    @Test("line ends of either kind keep their places")
    func lineEnds() {
        #expect(found("truncated", in: "One line.\r\nAnother with,\r\n") == ["review bio: with,"])
    }

    @Test("no span leaves its text")
    func inside() {
        let texts = [
            "", " ", "\u{200B}", "a", "🙂", "\u{301}", "{{", "[", "★★★", "“", "((((", "undefined", "-",
        ]
        for text in texts {
            let profile = ProfileText(
                text, name: text, titles: [.init(text)], place: .init(street: text), topics: [text])
            for signal in profile.signals {
                let length = profile.text(of: signal.field).unicodeScalars.count
                #expect(0 <= signal.start && signal.start <= signal.end && signal.end <= length, "\(signal)")
            }
        }
    }

    @Test("what blocks comes first, then the order of the text")
    func order() {
        let profile = ProfileText("Rated ★★★★★ . I guarantee results, and {{x}} too. Leave a review.")

        #expect(profile.signals.map(\.severity) == [.block, .block, .review, .review, .advise])
        #expect(
            profile.signals.map(\.start) == profile.signals.prefix(2).map(\.start).sorted()
                + profile.signals[2...3].map(\.start).sorted() + [profile.signals[4].start])
    }

    @Test("in a file front matter and comments keep their places and say nothing")
    func file() throws {
        let file = "---\ntitle: undefined\n---\n<!-- TODO: {{ad}} -->\nIt takes time. I guarantee results."
        let profile = ProfileText(file: file, kind: .article)

        let signal = try #require(profile.signals.first)

        #expect(profile.signals.count == 1)
        #expect(Array(file.unicodeScalars)[signal.start] == "I")
        #expect(signal.rule == "cure-claims")
    }
}

@Suite("Rules")
struct RuleTests {
    @Test("every rule has an id, a name and a version of its own")
    func identity() {
        #expect(Set(Rule.all.map(\.id)).count == Rule.all.count)
        #expect(Set(Rule.all.map(\.name)).count == Rule.all.count)
        #expect(Rule.all.allSatisfy { $0.version > 0 && $0.id.allSatisfy { $0.isLowercase || $0 == "-" } })
    }

    @Test("every signal says what to do, kindly")
    func words() {
        let texts = [
            "Lorem ipsum", "{{x}}", "I guarantee results, call 1-800-273-8255", "MRN 1234567",
            "Buy followers",
            "Leave a review,", "My client Sarah sleeps . I committed suicide", "THE BEST THERAPIST",
        ]
        let signals = texts.flatMap {
            ProfileText($0, name: "QA", titles: [.init("Hypnotherapist")], place: .init()).signals
        }

        for signal in signals {
            #expect(signal.explanation.hasSuffix("."))
            #expect(signal.fix.hasSuffix("."))
            let words = (signal.explanation + signal.fix).lowercased()
            #expect(!words.contains("please") && !words.contains("user") && !words.contains("!"), "\(signal)")
        }
        #expect(signals.count > 15)
    }

    @Test("an article is read by the rules about texts, and by none about people")
    func article() {
        let text =
            "Marla is a licensed therapist. “She changed my life and I thank you.” Your text here. I guarantee results"
        let profile = ProfileText(text, kind: .article, name: "Tobias Quill")

        #expect(Set(profile.signals.map(\.rule)) == ["placeholder", "cure-claims"])
    }
}

@Suite("Texts that nobody should write", .timeLimit(.minutes(5)))
struct GarbageTests {
    @Test(
        "a megabyte of anything is read to an end, and told in few signals",
        arguments: [
            "a", " ", "{{", "[", "%A", "I guarantee ", "\u{200B}", "e\u{301}", "“I my ", "12-34-", "www.x/",
            "★\n",
            "undefined, ", "👩‍👩‍👧", "1 year old ", "a'",
        ])
    func megabyte(piece: String) {
        let text = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
        let profile = ProfileText(text, name: String(text.prefix(200)))

        #expect(profile.signals.count <= Rule.all.count * 10 * 8)
    }

    @Test("what stands behind the longest text is not read")
    func behind() {
        let text = String(repeating: "I listen. ", count: 10_000) + "{{name}}"

        #expect(found("template-leak", in: text) == [])
    }
}
