import Documents
import Foundation
import Kernel
import Postgres
import Site

public struct TopicID: Identifier {
    public let rawValue: UUID
    public init(rawValue: UUID) { self.rawValue = rawValue }
}

public struct TopicRevisionID: Identifier {
    public let rawValue: UUID
    public init(rawValue: UUID) { self.rawValue = rawValue }
}

/// What a page about a topic owes to readers in distress.
public enum CrisisTier: Int, CaseIterable, Sendable, Codable, PostgresCodable {
    case none = 0
    /// The page must show where to get help at once, and carries no ads.
    case required = 1
    /// It should show it.
    case advised = 2

    var title: String {
        switch self {
        case .none: "None"
        case .required: "1: box required, no ads"
        case .advised: "2: box advised"
        }
    }

    public static var postgresType: PostgresType { Int16.postgresType }
    public var postgresValue: PostgresValue { Int16(rawValue).postgresValue }
}

/// What an editor or a file says about a topic, checked.
public struct TopicInput: Sendable, Equatable {
    public let title: String
    public let slug: Slug
    /// The topic as a word in a sentence: `loneliness`.
    public let label: String
    public let aliases: [String]
    public let tier: CrisisTier
    public let dek: String
    public let document: Document

    /// Slug and label are made from the title where they are empty.
    ///
    /// - Throws: `FormIssues` with every field that needs another look.
    public init(
        title: String, slug: String, label: String, aliases: [String], tier: CrisisTier?, dek: String,
        document: Document
    ) throws(FormIssues) {
        var issues = FormIssues()
        let title = Self.line(title)
        if title.isEmpty { issues.add("title", .missing("a title")) }
        if title.count > 120 { issues.add("title", .tooLong("a title", max: 120)) }
        let place = slug.isEmpty ? Slug(folding: title) : Slug(slug)
        if place == nil, !title.isEmpty {
            issues.add(
                "slug",
                .other(
                    "Enter an address of lower-case letters, digits and single hyphens, like social-anxiety.")
            )
        }
        let word = label.isEmpty ? TopicLabel.word(for: title) : Self.line(label)
        if word.count > 120 { issues.add("label", .tooLong("a label", max: 120)) }
        let names = aliases.map(Self.line).filter { !$0.isEmpty }
        if names.contains(where: { $0.count > 120 }) {
            issues.add("aliases", .tooLong("other names", max: 120))
        }
        let dek = Self.line(dek)
        if dek.count > 400 { issues.add("dek", .tooLong("a summary", max: 400)) }
        if tier == nil { issues.add("tier", .notOneOf("a crisis tier")) }
        guard issues.isEmpty, let place, let tier else { throw issues }
        self.title = title
        self.slug = place
        self.label = word
        self.aliases = names
        self.tier = tier
        self.dek = dek
        self.document = document
    }

    /// White space as single spaces, none around it.
    private static func line(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

/// Makes a topic's word in prose from its title.
enum TopicLabel {
    /// `Women's Issues` becomes `women's issues`; `ADHD` and `LGBTQ+ Concerns` keep their letters.
    static func word(for title: String) -> String {
        title.split(separator: " ").map { word in
            let letters = word.filter(\.isLetter)
            let isAbbreviation =
                letters.count > 1 && letters.dropFirst().contains(where: \.isUppercase)
                && !word.contains(where: { "-/".contains($0) })
            return isAbbreviation ? String(word) : word.lowercased()
        }.joined(separator: " ")
    }
}

/// A topic as the console sees it: what is stored, its latest revision, and what readers have of it.
struct StoredTopic: Decodable, Sendable {
    let topicID: TopicID
    let slug: Slug
    let name: String
    let label: String
    let aliases: [String]
    let crisisTier: CrisisTier
    let version: Int

    /// The latest revision; nil for a topic without a page, which an import named.
    let revisionID: TopicRevisionID?
    let number: Int?
    let dek: String?
    let document: Document?
    let html: String?
    let frontMatter: KeptFrontMatter?
    let savedAt: Instant?
    /// Who wrote it; nil when an import did.
    let authorPerson: PersonID?
    let authorName: String?

    /// What readers see now; nil when there is no page.
    let liveRevisionID: TopicRevisionID?
    let liveFrom: Instant?
    /// What they will see next; nil when nothing is scheduled.
    let nextRevisionID: TopicRevisionID?
    let nextFrom: Instant?
    let wasPublic: Bool

    /// Whether the latest revision is the one that readers see.
    var isLive: Bool { revisionID != nil && revisionID == liveRevisionID }

    /// Whether it says the same as an input.
    func equals(_ input: TopicInput) -> Bool {
        hasSameHead(as: input) && hasSamePage(as: input)
    }

    /// Whether what every page shows as it is today is the same: names and the tier.
    func hasSameHead(as input: TopicInput) -> Bool {
        slug == input.slug && name == input.title && label == input.label && aliases == input.aliases
            && crisisTier == input.tier
    }

    /// Whether what has revisions is the same.
    func hasSamePage(as input: TopicInput) -> Bool {
        dek == input.dek && document == input.document
    }
}
