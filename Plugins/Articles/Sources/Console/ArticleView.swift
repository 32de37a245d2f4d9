import Console
import Documents
import Foundation
import Kernel
import Postgres
import Site

/// An article in the console as readers will see it.
struct ArticleView: Sendable {
    let viewTitle: String
    let viewDek: String?
    let viewByline: String?
    let viewMeta: String
    let viewHTML: String
    /// Why the text cannot be shown; nil when it can.
    let viewProblem: String?
    let hasReferences: Bool
    let viewReferences: [String]
    let viewDisclaimer: String?

    /// Of what is being written, however unfinished.
    init(_ fields: ArticleFields, choices: ArticleChoices, in reader: any Reader) async throws {
        let document: Document
        do throws(FormIssues) {
            document = try fields.unfinishedDocument()
            viewProblem = nil
        } catch {
            document = Document()
            viewProblem = error.issues.map(\.message).joined(separator: " ")
        }
        let category = CategoryID(fields.category).flatMap { id in
            choices.categories.first { $0.categoryID == id }?.name
        }
        let author = AuthorID(fields.author).flatMap { id in choices.authors.first { $0.authorID == id }?.name
        }
        viewTitle = fields.title.isEmpty ? "Untitled" : fields.title
        viewDek = fields.dek.isEmpty ? nil : fields.dek
        viewByline = author.map { "By \($0)" }
        viewMeta = Self.meta(category, document)
        viewHTML = try await ArticlePreview.html(of: document, in: reader)
        viewReferences = fields.references.split(separator: "\n").map { oneLine(String($0)) }.filter {
            !$0.isEmpty
        }
        hasReferences = !viewReferences.isEmpty
        viewDisclaimer = fields.disclaimer.isEmpty ? nil : fields.disclaimer
    }

    /// Of a revision.
    init(_ revision: ArticleReview.Revision, in reader: any Reader) async throws {
        viewTitle = revision.title
        viewDek = revision.dek.isEmpty ? nil : revision.dek
        viewByline = revision.authorName.map { "By \($0)" }
        viewMeta = Self.meta(revision.categoryName, revision.document)
        viewHTML = try await ArticlePreview.html(of: revision.document, in: reader)
        viewProblem = nil
        viewReferences = revision.references.map(\.line)
        hasReferences = !viewReferences.isEmpty
        viewDisclaimer = revision.disclaimer.isEmpty ? nil : revision.disclaimer
    }

    private static func meta(_ category: String?, _ document: Document) -> String {
        let minutes = document.readingMinutes
        return [category, minutes > 0 ? "\(minutes) min read" : nil].compactMap { $0 }.joined(
            separator: " · ")
    }
}

/// What readers have now, to be shown and compared with.
struct LiveArticle: Sendable {
    let revision: ArticleReview.Revision
    let view: ArticleView
}

/// The markup of a text for the console, where pictures need no public article.
enum ArticlePreview {
    static func html(of document: Document, in reader: any Reader) async throws -> String {
        let html = document.html(.article()).text.replacing(
            "<img src=\"/images/", with: "<img src=\"/console/images/")
        let ids = Set(document.links.compactMap(\.destination.articleID))
        guard !ids.isEmpty else { return html }
        let linked = try await reader.all(
            Linked.self,
            """
            SELECT article_id, slug
            FROM articles.article
            WHERE article_id = ANY (\(Array(ids)))
            ORDER BY article_id
            """)
        let slugs = Dictionary(
            linked.map { ($0.articleID, $0.slug) }, uniquingKeysWith: { first, _ in first })
        return resolveArticleLinks(in: html) { id in slugs[id].map { "/articles/\($0)" } }
    }

    private struct Linked: Decodable, Sendable {
        let articleID: UUID
        let slug: Slug
    }
}

/// The part of the editor that follows what is typed.
struct ArticlePreviewPage: Page {
    static let template = "articles/draft_view"

    let draftView: ArticleView
}
