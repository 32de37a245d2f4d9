import Signals
import Testing

/// The defects that directories of this kind have shown, one a test.
@Suite("Defects of published profiles")
struct DefectTests {
    private func rules(_ profile: ProfileText) -> Set<String> { Set(profile.signals.map(\.rule)) }

    @Test("a bio about somebody with another first name")
    func otherFirstName() {
        let profile = ProfileText(
            "Charity is a Licensed Clinical Social Worker in Oregon.", name: "Cat Marino")

        #expect(rules(profile).isSuperset(of: ["name-mismatch", "implausible-name"]))
    }

    @Test("two profiles of one person: the same surname, office and bio")
    func testClone() {
        let text = "Charity is a Licensed Clinical Social Worker in Oregon"
        let place = ProfileText.Place(
            street: "40 Quarry Road", city: "Bend", state: "OR", postalCode: "97701")
        let other = LikeProfile(id: "2", name: "Charity Marino", place: place, text: text + " .")
        let profile = ProfileText(text, name: "Cat Marino", place: place, others: [other])

        let signals = profile.signals.filter { $0.rule == "probable-duplicate" }

        #expect(signals.map(\.explanation) == ["Charity Marino has the same text at the same address."])
    }

    @Test("a place that a program did not know, and a person online without states")
    func undefinedPlace() {
        let profile = ProfileText("She works in undefined, undefined.", place: .init(remoteOnly: true))

        #expect(rules(profile).isSuperset(of: ["template-leak", "incomplete-address"]))
    }

    @Test(
        "an account for tests, and a name made of titles", arguments: ["Clinician Test", "Professor Doctor"])
    func testAccount(name: String) {
        #expect(rules(ProfileText("I listen.", name: name)).contains("implausible-name"))
    }

    @Test("filler Latin, the form's own words, another language, an essay about something else")
    func fillers() {
        #expect(
            rules(ProfileText("Nobis eaque velit dolorum sint autem, quia magni totam.")).contains(
                "pseudo-latin"))
        #expect(
            rules(ProfileText("Tell people who you are", placeholders: ["Tell people who you are"])).contains(
                "placeholder"))
        #expect(
            rules(ProfileText("Nauka przychodzi powoli i nie zawsze tak, jak się chce,")).isSuperset(of: [
                "undeclared-language", "truncated",
            ]))
        #expect(
            rules(
                ProfileText(
                    "Whoever wants to buy views or likes and followers for a channel can raise its rank quickly."
                )
            )
            .isSuperset(of: ["spam", "off-topic"]))
    }

    @Test("a text that a preview cut inside a word")
    func cutInsideWord() {
        let text = String(
            "The tide comes in twice a day and takes along whatever nobody has tied down, which is why the harbor keeps a register of all its boats and their moorings today"
                .prefix(154))

        #expect(rules(ProfileText(text)).contains("truncated"))
    }

    @Test("one abbreviation for two titles, and titles that are no licenses")
    func titles() {
        let profile = ProfileText(
            "I listen.",
            titles: [
                .init("Certified Clinical Sleep Worker", abbreviation: "CSW"),
                .init("Certified Sleep Worker", abbreviation: "CSW"),
            ])
        let headline = ProfileText("I listen.", titles: [.init("Education Specialist", abbreviation: "EdS")])

        #expect(rules(profile).contains("ambiguous-abbreviation"))
        #expect(rules(headline).contains("title-without-license"))
    }

    @Test("an address without a number, a space before a full stop, self-harm among the topics")
    func small() {
        let profile = ProfileText(
            "I listen .",
            place: .init(street: "Quarry Road", city: "Bend", state: "OR", postalCode: "97701"),
            topics: ["Self-Harm"])

        #expect(rules(profile).isSuperset(of: ["incomplete-address", "stray-space", "crisis-language"]))
    }
}
