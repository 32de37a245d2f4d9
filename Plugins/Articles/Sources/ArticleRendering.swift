import Documents
import Postgres

/// What is made of a text when it is saved, so that no page and no search has to make it again.
public struct ArticleRendering: Sendable {
    public let body: [BodyBlock]
    public let text: String
    public let headings: [String]
    public let terms: [GlossaryTerm]
    public let wordCount: Int
    /// For search results: the dek, else the beginning of the text.
    public let description: String

    /// `imageSizes` has the size of every picture that the document shows.
    public init(_ document: Document, dek: String, imageSizes: [ImageReference: ImageSize] = [:]) {
        let options = HTMLOptions.article(imageSizes: imageSizes)
        body = document.bodyBlocks(options)
        text = document.text
        headings = document.headings(options).map(\.text)
        terms = document.blocks.flatMap { block -> [GlossaryTerm] in
            guard case .definitions(let pairs) = block else { return [] }
            return pairs.map {
                GlossaryTerm(
                    term: Document(blocks: [.paragraph($0.term)]).text,
                    meaning: Document(blocks: [.paragraph($0.meaning)]).text)
            }
        }
        wordCount = document.wordCount
        description = dek.isEmpty ? document.excerpt(maxCharacters: 155) : dek
    }

    /// The column `words` of a revision, made from parts of a statement that are texts: what search looks at, with
    /// what weighs most as A.
    public static func words(title: SQL, dek: SQL, headings: SQL, text: SQL) -> SQL {
        """
        setweight(to_tsvector('english', \(sql: title)), 'A')
          || setweight(to_tsvector('english', \(sql: dek)), 'B')
          || setweight(to_tsvector('english', \(sql: headings)), 'C')
          || setweight(to_tsvector('english', \(sql: text)), 'D')
        """
    }
}

/// A word that an article explains.
public struct GlossaryTerm: Codable, Hashable, Sendable {
    public let term: String
    public let meaning: String
}
