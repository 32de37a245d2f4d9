/// How a clinician is spoken of in their own bio.
enum Pronoun: Sendable {
    case she, he, they
}

/// A sentence with gaps, parsed once so that a million bios cost little.
///
/// `{I}`, `{My}`, `{my}`, `{me}` and `{myself}` become the person: "I" in a bio of their own voice, otherwise
/// their name and then a pronoun. A verb in braces follows `{I}`: `{I} {work}` reads "I work" or "Nadia works".
/// `{place}`, `{city}`, `{area}`, `{street}`, `{states}`, `{year}`, `{languages}` and `{Languages}` are facts.
struct Sentence: Sendable {
    enum Piece: Sendable {
        case text(String)
        case subject
        case possessive
        case object
        case fact(String)
        case verb(String)
    }

    let pieces: [Piece]
    /// Whether it can also be told about someone: it does not say "we".
    let fitsThirdPerson: Bool

    init(_ text: String) {
        var pieces: [Piece] = []
        for (position, part) in text.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
            guard position > 0, let end = part.firstIndex(of: "}") else {
                pieces.append(.text(String(part)))
                continue
            }
            pieces.append(Self.piece(String(part[..<end])))
            pieces.append(.text(String(part[part.index(after: end)...])))
        }
        self.pieces = pieces
        let words = text.lowercased().split { !$0.isLetter }
        fitsThirdPerson = !words.contains { ["we", "us", "our"].contains($0) }
    }

    /// The sentences of a list: one a line, where an indented line goes on with the one above.
    static func list(_ text: String) -> [Sentence] {
        lines(text).map { Sentence($0) }
    }

    static func lines(_ text: String) -> [String] {
        var lines: [String] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("  "), let above = lines.popLast() {
                lines.append(above + line.dropFirst())
            } else {
                lines.append(String(line))
            }
        }
        return lines
    }

    private static func piece(_ name: String) -> Piece {
        switch name {
        case "I": .subject
        case "my", "My": .possessive
        case "me": .object
        case "place", "city", "area", "street", "states", "year", "languages", "Languages": .fact(name)
        default: .verb(name)
        }
    }
}

/// Fills sentences for one person, a paragraph at a time.
struct BioVoice {
    let given: String
    let pronoun: Pronoun
    /// "I work" rather than "Nadia works".
    let firstPerson: Bool
    /// "I'm" rather than "I am".
    let contracts: Bool
    let facts: [String: String]

    private(set) var text = ""
    private var named = false
    private var plural = false

    init(given: String, pronoun: Pronoun, firstPerson: Bool, contracts: Bool, facts: [String: String]) {
        self.given = given
        self.pronoun = pronoun
        self.firstPerson = firstPerson
        self.contracts = contracts
        self.facts = facts
    }

    mutating func beginParagraph() {
        if !text.isEmpty { text += "\n\n" }
        named = false
    }

    mutating func add(_ sentence: Sentence) {
        if let last = text.last, !last.isNewline { text += " " }
        for piece in sentence.pieces {
            switch piece {
            case .text(let words): text += words
            case .fact(let name): text += facts[name] ?? ""
            case .subject: addSubject()
            case .possessive: addOther(first: "my", name: "\(given)’s", she: "her", he: "his", they: "their")
            case .object: addOther(first: "me", name: given, she: "her", he: "him", they: "them")
            case .verb(let verb): addVerb(verb)
            }
        }
    }

    mutating func addList(_ items: [String]) {
        text += "\n\n" + items.map { "- \($0)" }.joined(separator: "\n")
    }

    private mutating func addSubject() {
        guard !firstPerson else {
            text += "I"
            return
        }
        guard named else {
            text += given
            (named, plural) = (true, false)
            return
        }
        switch pronoun {
        case .she: text += cased("she")
        case .he: text += cased("he")
        case .they: text += cased("they")
        }
        plural = pronoun == .they
    }

    private mutating func addOther(first: String, name: String, she: String, he: String, they: String) {
        if firstPerson {
            text += cased(first)
        } else if !named {
            text += name
            named = true
        } else {
            switch pronoun {
            case .she: text += cased(she)
            case .he: text += cased(he)
            case .they: text += cased(they)
            }
        }
    }

    private mutating func addVerb(_ verb: String) {
        guard firstPerson else {
            text += plural ? (verb == "am" ? "are" : verb) : Self.singular(verb)
            return
        }
        if contracts, verb == "am", text.hasSuffix("I ") {
            text.removeLast()
            text += "’m"
        } else {
            text += verb
        }
    }

    /// Capitalized where a sentence begins.
    private func cased(_ word: String) -> String {
        let before = text.last { !$0.isWhitespace && $0 != "”" }
        guard before.map({ ".?!".contains($0) }) ?? true else { return word }
        return word.prefix(1).uppercased() + word.dropFirst()
    }

    private static func singular(_ verb: String) -> String {
        switch verb {
        case "am": "is"
        case "have": "has"
        case "do": "does"
        case _ where verb.hasSuffix("y") && !"aeiou".contains(verb.dropLast().last ?? "a"):
            verb.dropLast() + "ies"
        case _ where ["s", "x", "o", "ch", "sh"].contains { verb.hasSuffix($0) }: verb + "es"
        default: verb + "s"
        }
    }
}
