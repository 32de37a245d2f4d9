import Documents
import Kernel
import Postgres
import Site

/// What the file of an article names as related and no article here answers to: kept, and shown to the house alone.
struct UnresolvedRelated: Sendable, Equatable {
    let unresolvedText: String
    /// What else the file says of it, as its category and day; nil for nothing.
    let unresolvedNote: String?

    private struct Kept: Decodable, Sendable {
        let frontMatter: KeptFrontMatter
    }

    /// Those of an article, in the order of its file.
    static func of(_ id: ArticleID, in reader: any Reader) async throws -> [UnresolvedRelated] {
        let kept = try await reader.first(
            Kept.self,
            """
            SELECT front_matter
            FROM articles.revision
            WHERE article_id = \(id)
            ORDER BY number DESC
            LIMIT 1
            """)
        let named = kept?.frontMatter.pairs.first { $0.key == "related" }?.value
        let entries =
            switch named {
            case .list(let entries): entries
            case .text, .mapping: [named].compactMap { $0 }
            case .null, nil: [FrontMatterValue]()
            }
        let slugs = entries.compactMap(slug)
        guard !entries.isEmpty else { return [] }
        let known = try await reader.values(
            Slug.self,
            """
            SELECT slug
            FROM articles.article
            WHERE slug = ANY (\(slugs))
            """)
        return entries.filter { slug($0).map { !known.contains($0) } ?? true }.compactMap(
            UnresolvedRelated.init)
    }

    private static func slug(_ entry: FrontMatterValue) -> Slug? {
        if case .text(let text) = entry { Slug(text) } else { nil }
    }

    /// - Returns: nil for an entry without a word.
    private init?(_ entry: FrontMatterValue) {
        switch entry {
        case .text(let text):
            unresolvedText = text
            unresolvedNote = nil
        case .mapping(let pairs):
            var words: [(key: String, text: String)] = []
            for pair in pairs {
                if case .text(let text) = pair.value, !text.isEmpty { words.append((pair.key, text)) }
            }
            let main = ["title", "blurb", "text"].compactMap { key in words.first { $0.key == key } }.first
            guard let main = main ?? words.first else { return nil }
            unresolvedText = main.text
            let rest = words.filter { $0.key != main.key }.map(\.text)
            unresolvedNote = rest.isEmpty ? nil : rest.joined(separator: " · ")
        case .null, .list: return nil
        }
    }
}
