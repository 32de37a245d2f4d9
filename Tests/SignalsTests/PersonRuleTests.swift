import Signals
import Testing

@Suite("Names and likeness")
struct NameTests {
    @Test(
        "a text that introduces somebody else asks for a look",
        arguments: [
            ("Rosalind is a licensed counselor in Ohio.", "Rosalind"),
            ("Dr. Rosalind Petrova earned her degree in Ohio.", "Rosalind Petrova"),
            ("Hi, I'm Rosalind, and I listen.", "Rosalind"),
            ("I am Rosalind Petrova, a therapist.", "Rosalind Petrova"),
            ("My name is Rosalind and I see couples.", "Rosalind"),
            ("Meet Rosalind Petrova. She listens.", "Rosalind Petrova"),
        ])
    func mismatch(text: String, name: String) {
        #expect(found("name-mismatch", in: text, name: "Tobias Quill") == ["review bio: \(name)"])
    }

    @Test(
        "the same person under another form of the name is none",
        arguments: [
            ("Bob is a licensed counselor.", "Robert Quill"), ("I'm Liz, and I listen.", "Elizabeth Quill"),
            ("Dr. Quill earned her degree in Ohio.", "Elizabeth Quill"), ("Zoe is a therapist.", "Zoë Quill"),
            ("Alex is a social worker.", "Alexandra Quill"),
            ("I am Katarzyna, a therapist.", "Kasia Katarzyna Quill"),
            ("Jon is a therapist.", "John Quill"),
        ])
    func sameName(text: String, name: String) {
        #expect(found("name-mismatch", in: text, name: name) == [])
    }

    @Test("another name that the profile names is none")
    func otherName() {
        let profile = ProfileText(
            "Rosalind is a licensed counselor.", name: "Tobias Quill", otherNames: ["Rosalind Quill"])

        #expect(found("name-mismatch", in: profile) == [])
    }

    @Test(
        "what introduces nobody is none",
        arguments: [
            "Therapy is a place to rest.", "Grief has no schedule.", "I'm Bilingual and patient.",
            "I am EMDR trained, and I listen.", "I am Jewish, and my office is open to all.",
            "She is a licensed counselor.", "I'm a therapist in Ohio.", "Healing is a licensed art.",
            "We are a practice of three.", "I'm so glad that you are here.",
        ])
    func nobody(text: String) {
        #expect(found("name-mismatch", in: text, name: "Tobias Quill") == [])
    }

    @Test(
        "a name that nobody has asks for a look and never blocks",
        arguments: [
            ("Test Person", "Test"), ("QA Account", "QA"), ("Professor Therapist", "Professor Therapist"),
            ("Anna 2", "2"), ("Aaaanna Lee", "Aaaa"), ("Banana Lee", "Banana"), ("???", "???"),
        ])
    func implausible(name: String, marked: String) {
        #expect(found("implausible-name", in: "I listen.", name: name) == ["review name: \(marked)"])
    }

    @Test(
        "unusual names are names",
        arguments: [
            "Wolf Bear", "Li Xu", "Ng", "Dr. Anna Lee", "Robin Fox", "Siân O’Neill-Young", "José María Ñandú",
            "Aaron Lee",
            "Doctor Anna Lee",
        ])
    func plausible(name: String) {
        #expect(found("implausible-name", in: "I listen.", name: name) == [])
    }
}

@Suite("Probable duplicates")
struct DuplicateTests {
    private static let words =
        "I help people who cannot sleep and who lie awake until the birds begin to sing."

    private func profile(
        _ text: String = words, name: String = "Ida Brandt", street: String = "12 Elm Street",
        phone: String? = nil,
        against other: LikeProfile
    ) -> ProfileText {
        ProfileText(
            text, name: name,
            place: .init(street: street, city: "Reno", state: "NV", postalCode: "89501"), phone: phone,
            others: [other])
    }

    private func other(
        _ text: String, name: String, street: String = "12 Elm Street", npi: String? = nil,
        phone: String? = nil
    ) -> LikeProfile {
        LikeProfile(
            id: "x", name: name, place: .init(street: street, city: "Reno", state: "NV", postalCode: "89501"),
            npi: npi, phone: phone, text: text)
    }

    @Test("the same text under another name asks for a look, whatever its spaces and stops")
    func sameText() {
        let twin = other(
            Self.words.replacing(" and", with: " , and "), name: "Omar Haddad", street: "9 Oak Road")

        let signals = profile(against: twin).signals.filter { $0.rule == "probable-duplicate" }

        #expect(signals.map(\.severity) == [.review])
        #expect(signals.map(\.field) == [.bio])
        #expect(signals.map(\.other) == ["x"])
        #expect(signals.first?.explanation.contains("Omar Haddad has the same text") == true)
    }

    @Test("a text that is half the same is told with its share")
    func likeText() {
        let half = Self.words.replacing("until the birds begin to sing", with: "until the alarm clock rings")

        let signals = profile(against: other(half, name: "Omar Haddad")).signals

        #expect(signals.contains { $0.explanation.contains("% of this text") })
    }

    @Test("nearly the same name in the same office is a probable duplicate")
    func sameOffice() {
        let twin = other("Something else entirely.", name: "Ida M Brandt", street: "12 Elm St")

        #expect(found("probable-duplicate", in: profile(against: twin)) == ["review name: Ida Brandt"])
    }

    @Test("an office alone is none, nor is a name alone")
    func alone() {
        let colleague = other("I work with families.", name: "Omar Haddad")
        let namesake = other("I work with families.", name: "Ida Brandt", street: "77 Harbor Way")

        #expect(found("probable-duplicate", in: profile(against: colleague)) == [])
        #expect(found("probable-duplicate", in: profile(against: namesake)) == [])
    }

    @Test("a name like this with the same telephone number is one, and a colleague's shared number is none")
    func samePhone() {
        let number = "(206) 555-0142"
        let twin = other("Else.", name: "Ida Brandt Lee", street: "77 Harbor Way", phone: number)
        let colleague = other("Else.", name: "Omar Haddad", phone: number)

        #expect(found("probable-duplicate", in: profile(phone: number, against: twin)).count == 1)
        #expect(found("probable-duplicate", in: profile(phone: number, against: colleague)) == [])
    }

    @Test("one NPI belongs to one person")
    func sameNPI() {
        var profile = profile(
            against: other("Else.", name: "Omar Haddad", street: "9 Oak Road", npi: "1234567893"))
        profile.npi = "1234567893"

        #expect(found("probable-duplicate", in: profile) == ["review name: Ida Brandt"])
    }

    @Test("a text of a few words is nobody's copy")
    func shortText() {
        let short = "I listen."

        #expect(
            found("probable-duplicate", in: profile(short, against: other(short, name: "Omar Haddad"))) == [])
        #expect(MinHash(short) == nil)
    }

    @Test("texts that are alike share a band, others share none")
    func bands() throws {
        let first = try #require(MinHash(Self.words))
        let twin = try #require(MinHash(Self.words.uppercased() + "!"))
        let stranger = try #require(
            MinHash("My office is a quiet room with two chairs and a view of the river."))

        #expect(!Set(first.bands).isDisjoint(with: twin.bands))
        #expect(Set(first.bands).isDisjoint(with: stranger.bands))
        #expect(first.similarity(to: twin) == 1)
        #expect(first.bands.count == 20)
    }

    @Test("trigrams count as PostgreSQL counts them")
    func trigrams() {
        #expect(Similarity.trigram("word", "two words") == 4.0 / 11)
        #expect(Similarity.trigram("same", "Same") == 1)
        #expect(Similarity.trigram("", "word") == 0)
    }

    @Test("Jaro-Winkler gives the values of its authors")
    func jaroWinkler() {
        #expect(abs(Similarity.jaroWinkler("martha", "marhta") - 0.9611) < 0.0001)
        #expect(abs(Similarity.jaroWinkler("dixon", "dicksonx") - 0.8133) < 0.0001)
        #expect(Similarity.jaroWinkler("abc", "xyz") == 0)
    }
}
