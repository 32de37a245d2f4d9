import Documents
import Foundation
import Kernel
import Postgres
import Site

/// What an article's file says, read and not yet compared with what is stored.
struct ArticleFile: Sendable {
    /// The keys that an article's file may have; others are kept and listed.
    static let keys: Set<String> = [
        "kind", "title", "slug", "category", "dek", "author", "published", "updated", "topics", "lang",
        "reviewed_by", "reviewed_on", "references", "related", "disclaimer",
    ]

    /// When a file says that its article is or becomes public.
    enum Published: Sendable, Equatable {
        case day(PostgresDate)
        /// With a time of the day, in the site's zone.
        case time(LocalTime, text: String)

        var day: PostgresDate? {
            switch self {
            case .day(let day): day
            case .time(let time, _): PostgresDate(year: time.year, month: time.month, day: time.day)
            }
        }

        var local: (time: LocalTime, text: String) {
            switch self {
            case .day(let day): (LocalTime(year: day.year, month: day.month, day: day.day), "\(day)T00:00")
            case .time(let time, let text): (time, text)
            }
        }
    }

    /// Who signs, as a file says it.
    struct Byline: Sendable, Equatable {
        let name: String
        let credentials: String
        let bio: String
    }

    let title: String
    let slug: String
    let category: String
    let dek: String
    let byline: Byline?
    let lang: String
    let topics: [String]
    let document: Document
    let references: [ArticleReference]
    let disclaimer: String
    let published: Published?
    let reviewedBy: String?
    let reviewedOn: PostgresDate?
    let updatedOn: PostgresDate?
    let kept: KeptFrontMatter
    /// Of the title, for what is wrong with the article as a whole.
    let line: Int
    let relatedLine: Int

    var related: [Slug] { kept.related }

    var facts: ArticleFacts {
        ArticleFacts(
            reviewedBy: reviewedBy, reviewedOn: reviewedOn, publishedOn: published?.day, updatedOn: updatedOn,
            frontMatter: kept)
    }

    /// Reads a file.
    ///
    /// - Throws: every issue, with its line.
    static func read(_ data: Data) throws(DocumentIssues) -> (file: ArticleFile, notes: [DocumentNote]) {
        let matter = try FrontMatter(data: data)
        guard let kind = try matter.text("kind"), kind == "article" else {
            throw DocumentIssues([matter.issue(at: "kind", "Expected “kind: article”.")])
        }
        var reading = ArticleFileReading(matter: matter)
        let parsed: Parsed
        do throws(DocumentIssues) {
            parsed = try Document.parse(
                markdown: matter.body, schema: .article, firstLine: matter.bodyLine)
        } catch {
            reading.issues += error.issues
            _ = reading.file(Document())
            throw DocumentIssues(reading.issues)
        }
        let file = reading.file(parsed.document)
        guard let file, reading.issues.isEmpty else { throw DocumentIssues(reading.issues) }
        return (file, matter.notes(onUnknownBesides: keys) + reading.notes + parsed.notes)
    }
}

/// Reads front matter key by key, so that all that is wrong is found at once.
private struct ArticleFileReading {
    let matter: FrontMatter
    var issues: [DocumentIssue] = []
    var notes: [DocumentNote] = []
    /// What goes back into an export as it came.
    private var kept: [FrontMatter.Entry] = []

    init(matter: FrontMatter) {
        self.matter = matter
        kept = matter.unknown(besides: ArticleFile.keys)
    }

    mutating func file(_ document: Document) -> ArticleFile? {
        let title = text("title")
        if title.isEmpty { refuse("title", "Expected “title: …”.") }
        let slug = text("slug")
        if !slug.isEmpty, Slug(slug) == nil {
            refuse(
                "slug", "Expected lower-case letters, digits and single hyphens, as in “slug: grief-at-work”."
            )
        }
        let published = published()
        let review = review()
        keepRelated()
        return ArticleFile(
            title: title, slug: slug, category: oneLine(text("category")), dek: text("dek"), byline: byline(),
            lang: text("lang"), topics: texts("topics"), document: document, references: references(),
            disclaimer: text("disclaimer"), published: published, reviewedBy: review?.by,
            reviewedOn: review?.on, updatedOn: day("updated"),
            kept: KeptFrontMatter(kept),
            line: matter["title"]?.line ?? 1, relatedLine: matter["related"]?.line ?? 1)
    }

    private mutating func refuse(_ key: String, _ message: String) {
        issues.append(matter.issue(at: key, message))
    }

    private mutating func note(_ key: String, _ message: String) {
        let line = matter[key]?.line
        notes.append(DocumentNote(line: line, message: "Line \(line ?? 1): \(message)"))
    }

    private mutating func text(_ key: String) -> String {
        do throws(DocumentIssues) {
            return try matter.text(key) ?? ""
        } catch {
            issues += error.issues
            return ""
        }
    }

    private mutating func texts(_ key: String) -> [String] {
        do throws(DocumentIssues) {
            return try matter.texts(key)
        } catch {
            issues += error.issues
            return []
        }
    }

    private mutating func day(_ key: String) -> PostgresDate? {
        let text = text(key)
        guard !text.isEmpty else { return nil }
        guard let day = PostgresDate(text) else {
            refuse(key, "Expected a day, as in “\(key): 2026-11-30”.")
            return nil
        }
        return day
    }

    private mutating func published() -> ArticleFile.Published? {
        let text = text("published")
        guard !text.isEmpty else { return nil }
        if let day = PostgresDate(text) { return .day(day) }
        let typed = text.replacing(" ", with: "T")
        guard let time = LocalTime(typed) else {
            refuse(
                "published", "Expected a day or a time, as in “published: 2026-11-30” or “2026-11-30T09:00”.")
            return nil
        }
        // The column holds a day; the time goes back into an export as it came.
        if let entry = matter["published"] { kept.append(entry) }
        return .time(time, text: typed)
    }

    /// A review needs its day, and a day its reviewer; one alone is kept and not shown.
    private mutating func review() -> (by: String, on: PostgresDate)? {
        let by = oneLine(text("reviewed_by"))
        let on = day("reviewed_on")
        if !by.isEmpty, let on { return (by, on) }
        for key in ["reviewed_by", "reviewed_on"] {
            guard let entry = matter[key], !text(key).isEmpty else { continue }
            kept.append(entry)
            note(key, "A review needs reviewed_by and reviewed_on. It was kept, and is not shown.")
        }
        return nil
    }

    /// A name, or a block with name, credentials and bio; an empty block leaves the byline out.
    private mutating func byline() -> ArticleFile.Byline? {
        guard let entry = matter["author"] else { return nil }
        switch entry.value {
        case .null: return nil
        case .text(let name):
            let name = oneLine(name)
            return name.isEmpty ? nil : .init(name: name, credentials: "", bio: "")
        case .mapping(let pairs):
            func part(_ key: String) -> String {
                guard case .text(let text)? = pairs.first(where: { $0.key == key })?.value else { return "" }
                return oneLine(text)
            }
            let name = part("name")
            if name.isEmpty, pairs.contains(where: { $0.value != .null && $0.value != .text("") }) {
                refuse("author", "Expected the author’s name, as in “author: Ruth Abernathy”.")
            }
            return name.isEmpty ? nil : .init(name: name, credentials: part("credentials"), bio: part("bio"))
        case .list:
            refuse("author", "Expected one author, as in “author: Ruth Abernathy”.")
            return nil
        }
    }

    private mutating func references() -> [ArticleReference] {
        guard let entry = matter["references"] else { return [] }
        guard entry.value != .null else { return [] }
        var references: [ArticleReference] = []
        for value in entry.value.listed {
            do throws(FormIssues) {
                references.append(try reference(value))
            } catch {
                refuse("references", error.issues.map(\.message).joined(separator: " "))
            }
        }
        return references
    }

    private func reference(_ value: FrontMatterValue) throws(FormIssues) -> ArticleReference {
        switch value {
        case .text(let text): return try ArticleReference(line: text)
        case .mapping(let pairs):
            func part(_ keys: Set<String>) -> String? {
                guard case .text(let text)? = pairs.first(where: { keys.contains($0.key) })?.value else {
                    return nil
                }
                return text
            }
            guard Set(pairs.map(\.key)).isSubset(of: ["text", "title", "url"]) else { break }
            return try ArticleReference(text: part(["text", "title"]) ?? "", url: part(["url"]))
        case .null, .list: break
        }
        throw FormIssues(
            "references", .other("Expected each reference as a text, or as text and url."))
    }

    /// All of it is kept as it came; what is the slug of an article can become a link.
    private mutating func keepRelated() {
        guard let entry = matter["related"], entry.value != .null else { return }
        kept.append(entry)
        for (index, value) in entry.value.listed.enumerated() where value.slug == nil {
            note("related", "Related entry \(index + 1) names no article. It is unresolved, and was kept.")
        }
    }
}

extension KeptFrontMatter {
    /// The slugs of articles that a file names as related, in its order.
    var related: [Slug] {
        pairs.filter { $0.key == "related" }.flatMap(\.value.listed).compactMap(\.slug)
    }
}

extension FrontMatterValue {
    /// The values of a list; a value that stands alone is one.
    fileprivate var listed: [FrontMatterValue] {
        if case .list(let values) = self { values } else { [self] }
    }

    fileprivate var slug: Slug? {
        if case .text(let text) = self { Slug(text) } else { nil }
    }
}
