import Console
import Kernel
import Postgres

/// What a plugin finds for words that a reader typed, a part of the page `/search`.
public protocol SearchSection: Extension {
    /// Adds the statements that look for the words to those of the page.
    ///
    /// - Parameters:
    ///   - words: what was typed, at most 200 characters, not empty.
    ///   - batch: the statements of the page.
    /// - Returns: what draws the part; nil from it where nothing was found.
    func ask(for words: String, in batch: inout Batch) -> Drawing
    typealias Drawing = @Sendable (BatchResults, SiteFacts) throws -> (part: Part?, validUntil: Instant?)

    /// Where the section stands: lower numbers first.
    var place: Int { get }
}

/// One search over everything that readers may look for.
struct Search: PublicPage {
    let sections: [any SearchSection]

    let path = "/search"
    let query = ["q"]

    init(sections: [any SearchSection]) {
        self.sections = sections.sorted { $0.place < $1.place }
    }

    /// What is best for words depends on how often they occur.
    func isPlannedOnce(_ request: PageRequest) -> Bool { false }

    func draw(_ request: PageRequest, in snapshot: Snapshot) async throws -> DrawnPage {
        let words = (request.query["q"] ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !words.isEmpty else {
            return DrawnPage(SiteSearchPage(request, words: "", parts: []), validUntil: nil)
        }
        var batch = Batch()
        let drawings = sections.map { $0.ask(for: words, in: &batch) }
        let results = try await snapshot.run(batch)
        let drawn = try drawings.map { try $0(results, request.site) }
        return DrawnPage(
            SiteSearchPage(request, words: words, parts: drawn.compactMap(\.part)),
            validUntil: drawn.compactMap(\.validUntil).min())
    }
}

struct SiteSearchPage: Page {
    static let template = "site/search"

    let page: SitePage
    let words: String
    let hasWords: Bool
    let parts: [Part]
    let hasNothing: Bool

    init(_ request: PageRequest, words: String, parts: [Part]) {
        page = SitePage(
            request, title: words.isEmpty ? "Search" : "Search: \(words)",
            description: "Search topics, articles and people.", noindex: true)
        self.words = words
        hasWords = !words.isEmpty
        self.parts = parts
        hasNothing = !words.isEmpty && parts.isEmpty
    }
}
