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

/// What a page about a topic owes to readers in distress. It is part of a revision: a second person sees it change.
public enum CrisisTier: Int, CaseIterable, Sendable, Codable, PostgresCodable {
    case none = 0
    /// The page must show where to get help at once, and carries no ads.
    case required = 1
    /// It should show it.
    case advised = 2

    var title: String {
        switch self {
        case .none: "No crisis box"
        case .required: "Crisis box required, no ads"
        case .advised: "Crisis box advised"
        }
    }

    public static var postgresType: PostgresType { Int16.postgresType }
    public var postgresValue: PostgresValue { Int16(rawValue).postgresValue }
}

/// What a topic is called, checked. All pages show it as it is today.
struct TopicNames: Sendable, Equatable {
    let title: String
    let slug: Slug
    /// The topic as a word in a sentence: `loneliness`.
    let label: String
    let aliases: [String]

    /// Slug and label are made from the title where they are empty.
    ///
    /// - Throws: `FormIssues` with every field that needs another look.
    init(title: String, slug: String, label: String, aliases: [String]) throws(FormIssues) {
        var issues = FormIssues()
        let title = oneLine(title)
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
        let word = label.isEmpty ? TopicLabel.word(for: title) : oneLine(label)
        if word.count > 120 { issues.add("label", .tooLong("a label", max: 120)) }
        let names = aliases.map(oneLine).filter { !$0.isEmpty }
        if names.contains(where: { $0.count > 120 }) {
            issues.add("aliases", .tooLong("other names", max: 120))
        }
        guard issues.isEmpty, let place else { throw issues }
        self.title = title
        self.slug = place
        self.label = word
        self.aliases = names
    }
}

/// What has revisions, checked: another editor publishes it.
struct TopicText: Sendable, Equatable {
    let tier: CrisisTier
    let dek: String
    let document: Document

    /// - Throws: `FormIssues` with every field that needs another look.
    init(tier: CrisisTier?, dek: String, document: Document) throws(FormIssues) {
        var issues = FormIssues()
        let dek = oneLine(dek)
        if dek.count > 400 { issues.add("dek", .tooLong("a summary", max: 400)) }
        if tier == nil {
            issues.add(
                "tier",
                .other("Choose a crisis tier: 0 for no box, 1 for a box that is required, 2 for advised."))
        }
        guard issues.isEmpty, let tier else { throw issues }
        self.tier = tier
        self.dek = dek
        self.document = document
    }
}

/// A whole topic, as a file or the form for a new one says it.
struct TopicInput: Sendable, Equatable {
    let names: TopicNames
    let text: TopicText

    /// - Throws: `FormIssues` with every field of both parts that needs another look.
    init(
        names: @autoclosure () throws(FormIssues) -> TopicNames,
        text: @autoclosure () throws(FormIssues) -> TopicText
    ) throws(FormIssues) {
        let checkedNames: TopicNames
        do throws(FormIssues) {
            checkedNames = try names()
        } catch {
            var issues = error
            do throws(FormIssues) { _ = try text() } catch { issues.add(contentsOf: error) }
            throw issues
        }
        self.names = checkedNames
        self.text = try text()
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
    /// Rises with the names; texts have numbers of their own.
    let version: Int

    /// The latest revision; nil for a topic without a page, which an import named.
    let revisionID: TopicRevisionID?
    let number: Int?
    let crisisTier: CrisisTier?
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
    let liveTier: CrisisTier?
    let liveFrom: Instant?
    /// What they will see next; nil when nothing is scheduled.
    let nextRevisionID: TopicRevisionID?
    let nextFrom: Instant?
    let wasPublic: Bool

    /// Whether the latest revision is the one that readers see.
    var isLive: Bool { revisionID != nil && revisionID == liveRevisionID }

    /// Whether readers see a page, or will at an instant to come.
    var hasPage: Bool { liveRevisionID != nil || nextRevisionID != nil }

    /// Whether the latest revision is this person's own.
    func isBy(_ actor: Actor?) -> Bool { authorPerson != nil && authorPerson == actor?.personID }

    func has(_ names: TopicNames) -> Bool {
        slug == names.slug && name == names.title && label == names.label && aliases == names.aliases
    }

    func has(_ text: TopicText) -> Bool {
        (crisisTier ?? CrisisTier.none) == text.tier && dek == text.dek && document == text.document
    }
}
