import Signals
import Testing

@Suite("What a program or a form left behind")
struct LeftoverTests {
    @Test(
        "a mark of a template blocks",
        arguments: [
            ("Hello, I am {{first_name}} and I listen.", "{{first_name}}"),
            ("My office in ${city} has a garden.", "${city}"),
            ("Welcome to <%= practice %>, an old house.", "<%= practice %>"),
            ("Dear %CLIENT_NAME%, I work with couples.", "%CLIENT_NAME%"),
            ("At [your practice] I see families.", "[your practice]"),
            ("I trained at [insert school] for years.", "[insert school]"),
            ("Call [object Object] to begin.", "[object Object]"),
        ])
    func marks(text: String, mark: String) {
        #expect(found("template-leak", in: text) == ["block bio: \(mark)"])
    }

    @Test(
        "a word for nothing blocks where a value belongs",
        arguments: [
            ("Rosa is a counselor in undefined, undefined and sees couples.", "undefined, undefined"),
            ("She practices in null.", "null"), ("City: None. State: Ohio.", "None"),
            ("I see people in Toledo, undefined.", "undefined"),
            ("Hi undefined, I am glad you are here.", "undefined"),
            ("undefined", "undefined"), ("Fees from NaN, paid in cash.", "NaN"),
        ])
    func slots(text: String, word: String) {
        #expect(found("template-leak", in: text) == ["block bio: \(word)"])
    }

    @Test(
        "words stay words",
        arguments: [
            "None of us learns this alone.", "The feeling stays undefined for a while.",
            "An old contract is null and void between you two.", "Second to none, my dog says.",
            "We look for an undefined fear and give it a name.", "He felt vague, undefined, and tired.",
            "I give 100% of my attention.", "See [my page](https://example.org) for times.",
            "[1] A footnote.",
            "Nothing is null in here.", "Half of it [sic] was about sleep.",
        ])
    func prose(text: String) {
        #expect(found("template-leak", in: text) == [])
    }

    @Test("a leak is found in every field that people fill")
    func fields() {
        let profile = ProfileText(
            "I listen.", name: "{{name}}", titles: [.init("undefined")],
            place: .init(street: "null", city: "undefined", state: "WA", postalCode: "98118"),
            topics: ["Grief", "null"])

        #expect(
            found("template-leak", in: profile) == [
                "block name: {{name}}", "block titles: undefined", "block street: null",
                "block city: undefined",
            ])
    }

    @Test(
        "a placeholder blocks",
        arguments: [
            ("Lorem ipsum and so on.", "Lorem ipsum"), ("Your text here", "Your text here"),
            ("I work with grief. TBD.", "TBD"), ("asdf asdf", "asdf asdf"), ("n/a", "n/a"), ("-", "-"),
            ("Introduce yourself to prospective clients", "Introduce yourself to prospective"),
            ("Coming soon!", "Coming soon!"), ("Jane Doe sees adults.", "Jane Doe"),
            ("test test test", "test test test"),
        ])
    func placeholders(text: String, words: String) {
        #expect(found("placeholder", in: text) == ["block bio: \(words)"])
    }

    @Test("what the empty form shows is no text, whatever its case and spaces")
    func formPlaceholder() {
        let profile = ProfileText(
            " say in your  own words what you do ", placeholders: ["Say in your own words what you do"])

        #expect(found("placeholder", in: profile) == ["block bio: say in your  own words what you do"])
    }

    @Test(
        "sentences that hold such words are none",
        arguments: [
            "A group for widowers is coming soon to our office.", "Click here for my hours.",
            "What to do when nothing helps is where we begin.", "About me there is little to say. I listen.",
            "I will test ideas with you.", "",
        ])
    func noPlaceholder(text: String) {
        #expect(found("placeholder", in: text) == [])
    }

    @Test("layout Latin blocks without lorem and ipsum, from its first word to its last")
    func pseudoLatin() {
        let text = "Aut voluptas quidem rerum nisi, ut molestiae sunt facilis omnis."

        #expect(found("pseudo-latin", in: text) == ["block bio: \(text.dropLast())"])
    }

    @Test("a line of it inside a real text blocks, and only the line is marked")
    func pseudoLatinLine() {
        let text =
            "I help people who cannot sleep.\nVeniam quos dolorem fugiat ex nemo.\nCall me in the evening."

        #expect(found("pseudo-latin", in: text) == ["block bio: Veniam quos dolorem fugiat ex nemo"])
    }

    @Test(
        "five words of Latin at least, and no living language",
        arguments: [
            "Primum non nocere, as doctors say.", "Carpe diem et cetera.",
            "Yo soy una terapeuta que trabaja con familias en su casa y en el campo.",
            "I read Seneca: non quia difficilia sunt non audemus. It helps me and it may help you, too.",
        ])
    func noPseudoLatin(text: String) {
        #expect(found("pseudo-latin", in: text) == [])
    }

    @Test("a space before a full stop is named with the stop")
    func straySpace() {
        #expect(found("stray-space", in: "I see adults . And teens.") == ["advise bio:  ."])
        #expect(found("stray-space", in: "It takes .5 hours, or …more. Wait ... then go.") == [])
    }
}

@Suite("What the text is written in, and where it stops")
struct LanguageTests {
    @Test(
        "a text in a language that the profile does not name blocks",
        arguments: [
            ("Pomagam osobom, które nie mogą spać i boją się jutra.", "Polish"),
            ("Trabajo con familias que han perdido a un ser querido y con sus hijos.", "Spanish"),
            ("J’aide les couples qui ne se parlent plus, dans mon cabinet et en ligne.", "French"),
            ("Ich arbeite mit Menschen, die nicht schlafen und sich Sorgen machen.", "German"),
            ("Я помогаю людям, которые плохо спят и много тревожатся.", "Russian"),
            ("我帮助那些失去亲人的人和他们的家人，也在网上见面，欢迎您来我的办公室聊聊。", "Chinese"),
        ])
    func undeclared(text: String, language: String) {
        let profile = ProfileText(text)

        let signals = profile.signals.filter { $0.rule == "undeclared-language" }

        #expect(signals.map(\.severity) == [.block])
        #expect(signals.first?.explanation.contains(language) == true)
    }

    @Test(
        "a language that is named is fine, by any of its names",
        arguments: ["Spanish", "Español (native)", "es", "English; spanish"])
    func declared(language: String) {
        let text = "Trabajo con familias que han perdido a un ser querido y con sus hijos."

        #expect(found("undeclared-language", in: ProfileText(text, languages: [language])) == [])
    }

    @Test("a paragraph in another language asks for a look, and only it is marked")
    func paragraph() {
        let text = """
            I see families who have lost somebody, and I see them together and one by one.
            Trabajo con familias que han perdido a un ser querido.
            """

        #expect(
            found("undeclared-language", in: text) == [
                "review bio: Trabajo con familias que han perdido a un ser querido"
            ])
    }

    @Test(
        "a greeting, a name and a short text say nothing about a language",
        arguments: [
            "Bonjour!", "José Núñez Muñoz", "Se habla español.", "Hola, and welcome to my practice.", "ñ",
        ])
    func unknown(text: String) {
        #expect(found("undeclared-language", in: text) == [])
    }

    @Test(
        "a text that stops in the middle asks for a look",
        arguments: [
            ("I work with people who cannot sleep,", "sleep,"), ("I work with adults and", "and"),
            ("She listens to what you say with", "with"), ("We begin where you are –", "are –"),
        ])
    func truncated(text: String, end: String) {
        #expect(found("truncated", in: text) == ["review bio: \(end)"])
    }

    @Test("a text without a full stop at a length at which others cut asks for a look")
    func atLimit() {
        let words = String(repeating: "people who rest ", count: 9) + "and who liste"
        let profile = ProfileText(words, limit: words.count + 1)

        #expect(found("truncated", in: profile) == ["review bio: liste"])
    }

    @Test("a missing full stop alone is advice")
    func noStop() {
        #expect(found("truncated", in: "I listen first and then we talk") == ["advise bio: talk"])
    }

    @Test(
        "what ends has ended",
        arguments: [
            "I listen.", "Do you sleep?", "He said “rest.”", "Call (206) 555-0142.",
            "I work with:\n\n- grief\n- sleep",
            "Welcome 🙂", "See you soon!", "",
        ])
    func ended(text: String) {
        #expect(found("truncated", in: text) == [])
    }
}
