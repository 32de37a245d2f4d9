import Documents
import Foundation
import Kernel
import Postgres

/// A working copy: what somebody is writing, before it is a revision.
struct Draft: Decodable, Sendable {
    let content: ArticleFields
    /// The revision that it began from.
    let basedOn: Int
    let version: Int
    let savedAt: Instant
    let savedByName: String

    /// Whether these words are shown for writing on: always while nothing came since. An import may have brought a newer
    /// revision; then they still are, where they say something else, and the next save shows both texts.
    func isKept(beside article: StoredArticle) -> Bool {
        basedOn == article.number || !content.says(ArticleFields(article))
    }
}

/// Keeps working copies. Each save names the version that it saw, so that nobody's kept words are lost.
struct Drafts {
    let kernel: Kernel

    /// What a save is answered with.
    struct Kept: Encodable, Sendable {
        let version: Int
        let savedAt: String
    }

    /// Nil while nobody has written since the last revision was imported.
    func draft(of id: ArticleID, in reader: any Reader) async throws -> Draft? {
        try await reader.first(
            Draft.self,
            """
            SELECT
              draft.content,
              draft.based_on,
              draft.version,
              draft.saved_at,
              account.display_name AS saved_by_name
            FROM articles.draft
            JOIN accounts.account ON account.account_id = draft.saved_by
            WHERE draft.article_id = \(id)
            """)
    }

    /// Saves what somebody is typing.
    ///
    /// - Throws: `FormIssues` for a text that cannot be kept, `Refusal.changedSince` when somebody else saved since.
    func save(
        _ id: ArticleID, seen: SaveArticle.Seen, _ fields: ArticleFields, by actor: Actor
    ) async throws -> Kept {
        _ = try fields.unfinishedDocument()
        return try await kernel.database.transaction { transaction in
            let article = try await ArticleQueries(reader: transaction).locked(id, in: transaction)
            let draft = try await draft(of: id, in: transaction)
            try await assertSeen(
                seen, draft, article, sent: fields, at: "\(article.path)/draft", in: transaction)
            return try await keep(fields, of: id, basedOn: article.number, by: actor, in: transaction)
        }
    }

    /// Whoever writes saw what is kept. The article's row must be locked.
    ///
    /// - Throws: `Refusal.changedSince` with both texts.
    func assertSeen(
        _ seen: SaveArticle.Seen, _ draft: Draft?, _ article: StoredArticle, sent: ArticleFields,
        at path: String, in reader: any Reader
    ) async throws {
        guard seen.number != article.number || seen.draft != draft?.version ?? 0 else { return }
        let isDraftNewest = draft.map { $0.basedOn == article.number } ?? false
        let stored = isDraftNewest ? draft?.content ?? ArticleFields(article) : ArticleFields(article)
        let names = try await Self.names(in: reader)
        let number = Conflict.Field(
            name: "revision", label: "Revision", mine: String(article.number), theirs: String(article.number))
        throw Refusal.changedSince(
            Conflict(
                subject: "this article", by: isDraftNewest ? draft?.savedByName : article.writerName,
                path: path, version: draft?.version ?? 0,
                fields: sent.conflicts(with: stored, names: names) + [number]))
    }

    /// The names of categories and authors by their ids.
    private static func names(in reader: any Reader) async throws -> [String: String] {
        let categories = try await Categories.all(in: reader).map { ($0.categoryID.description, $0.name) }
        let authors = try await Authors.all(in: reader).map { ($0.authorID.description, $0.name) }
        return Dictionary(categories + authors, uniquingKeysWith: { first, _ in first })
    }

    @discardableResult
    func keep(
        _ fields: ArticleFields, of id: ArticleID, basedOn number: Int, by actor: Actor,
        in transaction: Transaction
    ) async throws -> Kept {
        let stored: StoredVersion
        do {
            stored = try await transaction.one(
                StoredVersion.self,
                """
                INSERT INTO articles.draft (article_id, content, based_on, saved_by)
                VALUES (\(id), \(try PostgresJSON(encoding: fields)), \(number), \(actor.accountID))
                ON CONFLICT (article_id) DO UPDATE
                SET content = excluded.content,
                    based_on = excluded.based_on,
                    version = draft.version + 1,
                    saved_by = excluded.saved_by,
                    saved_at = clock_timestamp()
                RETURNING version, saved_at
                """)
        } catch let error as PostgresError where error.constraint == "draft_size" {
            throw FormIssues(
                "text", .other("This text is too large to be kept. Split it into several articles."))
        }
        return Kept(version: stored.version, savedAt: stored.savedAt.description)
    }

    private struct StoredVersion: Decodable, Sendable {
        let version: Int
        let savedAt: Instant
    }
}
