import Signals
import Testing

@Suite("What a text is about")
struct ContentTests {
    @Test(
        "what overrun pages sell asks for a look",
        arguments: [
            ("Buy followers from us today.", "Buy followers"),
            ("Visit our online casino and win.", "online casino"),
            ("Write to me on WhatsApp.", "WhatsApp"), ("Book at bit.ly/abc123 now.", "bit.ly/abc123"),
            ("A crypto investment of a lifetime.", "crypto investment"),
            ("I th\u{200B}ink of you.", "th\u{200B}ink"),
            ("I help with аnxiety here.", "аnxiety"),
        ])
    func spam(text: String, words: String) {
        #expect(found("spam", in: text) == ["review bio: \(words)"])
    }

    @Test("the third link of a text is one too many")
    func links() {
        let links = ["https://a.example/x", "www.b.example", "http://c.example/y"]

        #expect(
            found("spam", in: "See \(links.joined(separator: " and ")) .") == [
                "review bio: http://c.example/y"
            ])
        #expect(found("spam", in: "See \(links[0]) and \(links[1]).") == [])
    }

    @Test("a text that shouts asks for a look, and letters of the profession do not")
    func capitals() {
        let loud = "ANXIETY STRESS TRAUMA HEALING TOGETHER ALWAYS POSSIBLE with somebody beside you."

        #expect(found("spam", in: loud) == ["review bio: ANXIETY"])
        #expect(found("spam", in: "I use EMDR, CBT, DBT, ACT and IFS; I am an LMFT and an LPCC.") == [])
    }

    @Test(
        "what clients bring is no spam",
        arguments: [
            "I work with people who gamble, in casinos and online.",
            "I treat addiction to pills, Xanax among them.",
            "Losses in crypto bring many couples here.",
            "My number is (206) 555-0142, my site https://ida.example .",
            "👩‍👩‍👧 Families of all kinds are welcome.",
        ])
    func noSpam(text: String) {
        #expect(found("spam", in: text) == [])
    }

    @Test("a text about something else asks for a look, whole")
    func offTopic() {
        let text =
            "The bridge was built in four years and carries two tracks of rail across the strait since then."

        #expect(found("off-topic", in: text) == ["review bio: \(text)"])
    }

    @Test(
        "a text about a person or their work is none",
        arguments: [
            "Ida Brandt was born in Bergen, sails on weekends, and keeps bees behind the office in spring.",
            "Sleep is a skill, and a clinic near the river is a good place for practicing it with patience.",
            "The bridge is long.",
        ])
    func onTopic(text: String) {
        #expect(found("off-topic", in: text, name: "Ida Brandt") == [])
    }

    @Test(
        "a number that belongs to a person blocks",
        arguments: [
            ("Her number was 078-05-1120, as I recall.", "078-05-1120"),
            ("Ask for MRN 00482913 at the desk.", "MRN 00482913"),
        ])
    func numbers(text: String, number: String) {
        #expect(found("client-details", in: text) == ["block bio: \(number)"])
    }

    @Test(
        "a client who could be recognized asks for a look",
        arguments: [
            ("My client Sarah sleeps again.", "My client Sarah"),
            ("I saw a patient named Tomás for a year.", "a patient named Tomás"),
            ("He gave his DOB, 4/12/1987, on the phone.", "DOB, 4"),
            (
                "I treated a 34 year old teacher with bipolar disorder.",
                "34 year old teacher with bipolar disorder"
            ),
        ])
    func clients(text: String, words: String) {
        #expect(found("client-details", in: text) == ["review bio: \(words)"])
    }

    @Test(
        "the clinician's own details are theirs",
        arguments: [
            "Call (206) 555-0142 or write to office@ida.example.",
            "I have been here since 1998, at 12 Elm Street.",
            "My Client Portal is open all day.", "I am client-centered. Clients Sarah and I met inspire me.",
            "As the mother of a 5 year old I know short nights.", "My license number is 12-345-6789.",
            "Extension 078-05-11201 reaches me.",
        ])
    func own(text: String) {
        #expect(found("client-details", in: text) == [])
    }

    @Test(
        "praise by clients, and a request for it, asks for a look",
        arguments: [
            (
                "“She gave me my life back, and I thank you for it.” – M.",
                "“She gave me my life back, and I thank you for it.”"
            ),
            ("Leave a review after our first session.", "Leave a review"), ("Rated ★★★★★ by many.", "★★★★★"),
            ("A five star review says it all.", "five star review"),
        ])
    func testimonials(text: String, words: String) {
        #expect(found("testimonial", in: text) == ["review bio: \(words)"])
    }

    @Test(
        "other quotations are none",
        arguments: [
            "“Nothing is more practical than a good theory,” said my teacher.",
            "I ask “What would help?” and wait.",
            "\"Why am I so tired?\" is a good first question.",
        ])
    func quotations(text: String) {
        #expect(found("testimonial", in: text) == [])
    }

    @Test(
        "a promise blocks",
        arguments: [
            ("I guarantee results within six weeks.", "I guarantee"),
            ("Others promise nothing, but I guarantee results.", "I guarantee"),
            ("We can cure your phobia.", "can cure"),
            ("My method is 100% effective.", "100% effective"),
            ("There are no side effects.", "no side effects"),
            ("It cures insomnia for good.", "cures insomnia"),
        ])
    func promises(text: String, words: String) {
        #expect(found("cure-claims", in: text) == ["block bio: \(words)"])
    }

    @Test(
        "a claim that nobody can check asks for a look",
        arguments: [
            ("My approach is clinically proven.", "clinically proven"),
            ("Find the best therapist in town.", "best therapist"),
            ("Small miracles happen.", "miracles"), ("Some speak of a cure.", "cure"),
        ])
    func claims(text: String, words: String) {
        #expect(found("cure-claims", in: text) == ["review bio: \(words)"])
    }

    @Test(
        "who promises nothing is not blamed",
        arguments: [
            "I cannot guarantee results.", "There is no cure for grief, and none is needed.",
            "I do not promise miracles.", "My work guarantees nothing.", "Nobody can cure your past.",
            "Sessions are 100% online.",
            "This was clinically proven in a trial by Brandt (2019).",
            "Talking cures were Freud's word… not a cure, he said."
                .replacing("Talking cures were Freud's word… ", with: "It is "), "I am curious about you.",
        ])
    func modest(text: String) {
        #expect(found("cure-claims", in: text) == [])
    }

    @Test(
        "words about crises are told by what they need",
        arguments: [
            ("I survived the years after my brother committed suicide.", "advise bio: committed suicide"),
            ("In need call 1-800-273-8255 at once.", "review bio: 1-800-273-8255"),
            ("Some nights I want to die.", "review bio: I want to die"),
            ("I work with suicidal teens.", "advise bio: suicidal"),
        ])
    func crisis(text: String, signal: String) {
        #expect(found("crisis-language", in: text) == [signal])
    }

    @Test("a topic that asks for the crisis line is advice")
    func crisisTopic() {
        let profile = ProfileText("I listen.", topics: ["Sleep", "Self-Harm"])

        #expect(found("crisis-language", in: profile) == ["advise topics: Self-Harm"])
        #expect(found("crisis-language", in: "Call 988. My number is (800) 273-1000.") == [])
    }
}

@Suite("Titles and addresses")
struct FactTests {
    private func titles(_ titles: [(String, String?)], state: String? = nil) -> ProfileText {
        ProfileText(
            "I listen.", titles: titles.map { .init($0.0, abbreviation: $0.1) },
            place: state.map { .init(street: "1 Elm Street", city: "Town", state: $0, postalCode: nil) })
    }

    @Test("letters that stand for two titles ask for a look, at the second")
    func twoMeanings() {
        let profile = titles([
            ("Licensed Nature Therapist", "LNT"), ("Certified Art Coach", "CAX"),
            ("Certified Animal Coach", "CAX"),
        ])

        #expect(
            found("ambiguous-abbreviation", in: profile) == ["review titles: Certified Animal Coach (CAX)"])
    }

    @Test(
        "letters that mean something in some states are fine there and nowhere else",
        arguments: [
            ("KY", 0), ("WI", 0), ("CA", 1), (nil, 1),
        ] as [(String?, Int)])
    func byState(state: String?, count: Int) {
        let profile = titles([("Certified Social Worker", "CSW")], state: state)

        #expect(found("ambiguous-abbreviation", in: profile).count == count)
    }

    @Test("a headline without a license asks for a look, and is advice where a license follows")
    func headline() {
        let alone = titles([("Certified Group Psychotherapist", "CGP"), ("Hypnotherapist", nil)])
        let before = titles([("Doctor of Psychology", "PsyD"), ("Licensed Psychologist", nil)])
        let behind = titles([("Licensed Psychologist", nil), ("Doctor of Psychology", "PsyD")])

        #expect(
            found("title-without-license", in: alone) == [
                "review titles: Certified Group Psychotherapist (CGP)"
            ])
        #expect(found("title-without-license", in: before) == ["advise titles: Doctor of Psychology (PsyD)"])
        #expect(found("title-without-license", in: behind) == [])
    }

    private func address(_ place: ProfileText.Place) -> [String] {
        found("incomplete-address", in: ProfileText("I listen.", place: place))
    }

    @Test("a street without a number asks for a look")
    func noNumber() {
        let place = ProfileText.Place(street: "Harbor Way", city: "Reno", state: "NV", postalCode: "89501")

        #expect(address(place) == ["review street: Harbor Way"])
    }

    @Test(
        "addresses that need no number are whole",
        arguments: ["One Harbor Way", "PO Box 12", "Mercy Hospital, East Wing"])
    func numberless(street: String) {
        #expect(address(.init(street: street, city: "Reno", state: "NV", postalCode: "89501")) == [])
    }

    @Test("who works online only names the states")
    func online() {
        #expect(address(.init(remoteOnly: true)) == ["review states: "])
        #expect(address(.init(remoteOnly: true, states: ["OR"])) == [])
    }

    @Test("a ZIP code of another state is advice")
    func zip() {
        #expect(
            address(.init(street: "1 Elm Street", city: "Reno", state: "NV", postalCode: "10001"))
                == ["advise postal_code: 10001"])
    }

    @Test("a text alone has no address to complete")
    func textAlone() {
        #expect(found("incomplete-address", in: "I listen.") == [])
    }
}
