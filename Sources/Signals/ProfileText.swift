/// A field of a profile, by its name in forms.
public enum ProfileField: String, Hashable, Sendable, Codable, CaseIterable {
    case name, titles, street, city, state
    case postalCode = "postal_code"
    case remoteOnly = "remote_only"
    case states, languages, topics, bio

    var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// What rules look at: a profile, or a text alone. What is nil or empty is not known, and no rule asks for it.
public struct ProfileText: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A clinician's words about themselves.
        case bio
        case article
    }

    /// What somebody calls themselves.
    public struct Title: Hashable, Sendable {
        public let name: String
        public let abbreviation: String?
        /// Where it was given, in two letters; nil where nobody said.
        public let state: String?

        public init(_ name: String, abbreviation: String? = nil, state: String? = nil) {
            self.name = name
            self.abbreviation = abbreviation
            self.state = state
        }

        /// As it is always written: `Certified Social Worker (CSW)`.
        public var display: String {
            guard let abbreviation else { return name }
            return "\(name) (\(abbreviation))"
        }
    }

    /// Where somebody works.
    public struct Place: Hashable, Sendable {
        public var street: String?
        public var city: String?
        /// Two letters.
        public var state: String?
        public var postalCode: String?
        public var remoteOnly: Bool
        /// The states whose people are seen online, in two letters.
        public var states: [String]

        public init(
            street: String? = nil, city: String? = nil, state: String? = nil, postalCode: String? = nil,
            remoteOnly: Bool = false, states: [String] = []
        ) {
            self.street = street
            self.city = city
            self.state = state
            self.postalCode = postalCode
            self.remoteOnly = remoteOnly
            self.states = states
        }

        /// One line to compare two offices by; nil without a street.
        public var line: String? {
            guard let street, !remoteOnly else { return nil }
            return [street, city, state, postalCode].compactMap { $0 }.joined(separator: ", ")
        }
    }

    public var kind: Kind
    public var name: String?
    /// Preferred, earlier and other names of the same person.
    public var otherNames: [String]
    public var titles: [Title]
    /// Nil when nothing is known about it, as for a text alone.
    public var place: Place?
    /// As people write them: `Spanish`, `Español`, `es`. English needs no mention.
    public var languages: [String]
    public var topics: [String]
    public var npi: String?
    public var phone: String?
    /// Plain text.
    public var text: String
    /// What the form itself shows in its empty fields.
    public var placeholders: [String]
    /// The longest text that the field takes, in characters; nil when nobody knows.
    public var limit: Int?
    /// Other profiles that might be the same person's, found by whoever has them all.
    public var others: [LikeProfile]

    public init(
        _ text: String, kind: Kind = .bio, name: String? = nil, otherNames: [String] = [],
        titles: [Title] = [], place: Place? = nil, languages: [String] = [], topics: [String] = [],
        npi: String? = nil, phone: String? = nil, placeholders: [String] = [], limit: Int? = nil,
        others: [LikeProfile] = []
    ) {
        self.kind = kind
        self.name = name
        self.otherNames = otherNames
        self.titles = titles
        self.place = place
        self.languages = languages
        self.topics = topics
        self.npi = npi
        self.phone = phone
        self.text = text
        self.placeholders = placeholders
        self.limit = limit
        self.others = others
    }

    /// The text of a field, in which its signals' spans count.
    public func text(of field: ProfileField) -> String {
        switch field {
        case .name: name ?? ""
        case .titles: titles.map(\.display).joined(separator: Self.separator)
        case .street: place?.street ?? ""
        case .city: place?.city ?? ""
        case .state: place?.state ?? ""
        case .postalCode: place?.postalCode ?? ""
        case .remoteOnly: place?.remoteOnly == true ? "Remote only" : ""
        case .states: place?.states.joined(separator: Self.separator) ?? ""
        case .languages: languages.joined(separator: Self.separator)
        case .topics: topics.joined(separator: Self.separator)
        case .bio: text
        }
    }

    private static let separator = "; "

    /// Where the entry of that number stands in the text of a list.
    static func span(of index: Int, in entries: [String]) -> Range<Int> {
        let start = entries.prefix(index).reduce(0) {
            $0 + $1.unicodeScalars.count + separator.unicodeScalars.count
        }
        return start..<start + entries[index].unicodeScalars.count
    }
}

/// Another profile, to compare with.
public struct LikeProfile: Hashable, Sendable {
    public let id: String
    public let name: String
    public let place: ProfileText.Place?
    public let npi: String?
    public let phone: String?
    public let text: String

    public init(
        id: String, name: String, place: ProfileText.Place? = nil, npi: String? = nil, phone: String? = nil,
        text: String = ""
    ) {
        self.id = id
        self.name = name
        self.place = place
        self.npi = npi
        self.phone = phone
        self.text = text
    }
}

/// A profile taken apart once, for all rules.
struct Reading: Sendable {
    let profile: ProfileText
    let text: Passage
    let name: Passage
    /// Where the text is filler in no language, and the language of the rest when it is not English.
    let filler: Range<Int>?
    let language: Language?
    /// What the form itself shows in its empty fields.
    let placeholders: [Passage]
    /// The fields that somebody fills with words, the text last.
    let fields: [(field: ProfileField, passage: Passage)]

    init(_ profile: ProfileText) {
        self.profile = profile
        text = Passage(profile.text)
        name = Passage(profile.name ?? "")
        filler = PseudoLatin.span(in: text)
        language = Languages.language(of: 0..<text.words.count, in: text)
        placeholders = profile.placeholders.map(Passage.init)
        var fields: [(field: ProfileField, passage: Passage)] = [(.name, name)]
        for field in [ProfileField.titles, .street, .city, .languages, .topics] {
            fields.append((field, Passage(profile.text(of: field))))
        }
        fields.append((.bio, text))
        self.fields = fields.filter { !$0.passage.scalars.isEmpty }
    }
}
