import Foundation
import Testing

@testable import DemoData

@Suite("Demo bios")
struct BioTests {
    @Test("no two share half of their five-word runs", arguments: [1, 7, 42] as [UInt64])
    func distinct(seed: UInt64) {
        let data = DemoData(seed: seed, providers: 300, now: noon)
        let runs = (0..<300).map { shingles(data.provider($0).bioMarkdown) }
        var most = 0.0

        for first in 0..<300 {
            for second in 0..<first {
                let shared = shared(runs[first], runs[second])
                let all = runs[first].count + runs[second].count - shared
                most = max(most, Double(shared) / Double(all))
            }
        }

        #expect(most < 0.5, "the most alike share \(most)")
    }

    @Test("each has 60 to 180 words and ends as a sentence does")
    func length() {
        for person in people {
            let count = words(person.bioMarkdown).count
            #expect((60...180).contains(count), "\(person.name): \(count)")
            #expect(person.bioMarkdown.last.map { ".?!”".contains($0) } == true, "\(person.name)")
        }
    }

    @Test("none promises, boasts, tells of clients or leaves a gap")
    func forbidden() {
        let phrases = [
            "cure", "cures", "cured", "guarantee", "guaranteed", "100%", "proven", "miracle", "best",
            "top-rated", "no side effects", "dr.", "my client", "my patient", "a client",
            "a patient",
            "clients say", "testimonial", "research shows", "studies show", "undefined", "null", "nan",
            "none",
            "lorem", "placeholder", "tbd", "todo", "coming soon", "click here", "committed suicide",
            "epidemic",
            "<", "{", "}", "  ", "i’m is", "myself",
        ]
        for person in people {
            let bio = person.bioMarkdown.lowercased()
            for phrase in phrases {
                #expect(!Self.holds(bio, phrase), "\(person.name): \(phrase)")
            }
        }
    }

    @Test("a bio in the third person names its owner and nobody else")
    func names() {
        let given = Set(people.compactMap { $0.name.split(separator: " ").first.map(String.init) })
        // These are words of the language too.
        let ambiguous: Set = ["Faith", "Long", "Hazel", "Ivy", "Mai", "Minh", "Lan", "Amal", "Beth"]
        for (index, person) in people.enumerated() {
            let own = person.name.split(separator: " ").first.map(String.init) ?? ""
            let bio = Self.withoutQuotes(person.bioMarkdown.replacing(person.city ?? "San", with: ""))
            let found = given.subtracting(ambiguous).filter { Self.holds(bio, $0) }
            #expect(found.subtracting([own]).isEmpty, "\(person.name): \(found)")
            if index % 4 == 3 {
                #expect(bio.contains(own), "\(person.name)")
                #expect(!Self.holds(bio, "I"), "\(person.name)")
            }
        }
    }

    @Test("the lists that take turns have lengths without a common factor")
    func lengths() {
        let counts = [
            BioSentences.openings, BioSentences.approach, BioSentences.session, BioSentences.personal,
            BioSentences.closings,
        ].map { Sentence.lines($0).count }

        #expect(counts == [37, 41, 31, 43, 29])
    }

    @Test("a sentence speaks of its person as I, by name, and by pronoun")
    func voices() {
        let sentence = Sentence("{I} {try} and {am} glad. {My} door, {I} {have} it, is open to {me}.")
        var own = BioVoice(given: "Ana", pronoun: .she, firstPerson: true, contracts: true, facts: [:])
        var told = BioVoice(given: "Ana", pronoun: .she, firstPerson: false, contracts: true, facts: [:])
        var plural = BioVoice(given: "Ana", pronoun: .they, firstPerson: false, contracts: true, facts: [:])

        own.add(sentence)
        told.add(sentence)
        plural.add(sentence)

        #expect(own.text == "I try and am glad. My door, I have it, is open to me.")
        #expect(told.text == "Ana tries and is glad. Her door, she has it, is open to her.")
        #expect(plural.text == "Ana tries and is glad. Their door, they have it, is open to them.")
    }

    private static func withoutQuotes(_ text: String) -> String {
        text.split(separator: "“", omittingEmptySubsequences: false).enumerated()
            .map { $0.offset == 0 ? $0.element : $0.element.drop { $0 != "”" } }.joined()
    }

    /// Whether a phrase stands in a text as whole words.
    private static func holds(_ text: String, _ phrase: String) -> Bool {
        var rest = text[...]
        while let range = rest.range(of: phrase) {
            let before = rest[..<range.lowerBound].last ?? text[..<range.lowerBound].last
            let after = text[range.upperBound...].first
            let isWord = phrase.first?.isLetter == true
            let open = before.map { !$0.isLetter } ?? true
            let closed = phrase.last?.isLetter != true || (after.map { !$0.isLetter } ?? true)
            if !isWord || (open && closed) { return true }
            rest = rest[range.upperBound...]
        }
        return false
    }
}
