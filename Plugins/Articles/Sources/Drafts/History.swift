import Documents
import Foundation
import Kernel
import Postgres
import Topics

/// One of an article's revisions, for its history.
struct RevisionLine: Decodable, Sendable {
    let revisionID: ArticleRevisionID
    let number: Int
    let title: String
    let wordCount: Int
    let source: String
    let savedAt: Instant
    /// Nil when an import made it.
    let writerName: String?
    let isLive: Bool
    /// Who approved it, clinically and as an editor; approvals that were taken back are left out.
    let clinicalName: String?
    let editorialName: String?
}

/// Reads an article's revisions.
struct History {
    let reader: any Reader

    /// The latest first.
    func lines(of id: ArticleID, limit: Int = 200) async throws -> [RevisionLine] {
        try await reader.all(
            RevisionLine.self,
            """
            SELECT
              revision.revision_id,
              revision.number,
              revision.title,
              revision.word_count,
              revision.source,
              revision.created_at AS saved_at,
              writer.display_name AS writer_name,
              EXISTS (
                SELECT
                FROM articles.publication
                WHERE publication.revision_id = revision.revision_id
                  AND publication.visible @> clock_timestamp()
              ) AS is_live,
              \(sql: Self.approver("clinical")) AS clinical_name,
              \(sql: Self.approver("editorial")) AS editorial_name
            FROM articles.revision
            LEFT JOIN accounts.account AS writer ON writer.account_id = revision.created_by
            WHERE revision.article_id = \(id)
            ORDER BY revision.number DESC
            LIMIT \(limit)
            """)
    }

    private static func approver(_ stage: String) -> SQL {
        """
        (
          SELECT account.display_name
          FROM articles.standing_approval
          JOIN accounts.account ON account.account_id = standing_approval.approved_by
          WHERE standing_approval.revision_id = revision.revision_id AND standing_approval.stage = \(stage)
          ORDER BY standing_approval.approved_at DESC, standing_approval.approval_id DESC
          LIMIT 1
        )
        """
    }

    /// A revision by its number.
    ///
    /// - Throws: `Refusal.notFound`.
    func revision(_ number: Int, of id: ArticleID) async throws -> ArticleReview.Revision {
        let found = try await ArticleReview.revision(
            "revision.article_id = \(id) AND revision.number = \(number)", in: reader)
        guard let found else { throw Refusal.notFound }
        return found
    }
}

/// Takes an earlier revision up again, as a new one.
struct RestoreRevision {
    let kernel: Kernel

    /// Tells the number of the new revision; `latest` is the latest that the person saw.
    ///
    /// - Throws: `Refusal.wrongState` when somebody saved since, kept words that are no revision yet, or nothing would
    ///   change.
    func run(_ id: ArticleID, _ number: Int, seen latest: Int, by actor: Actor) async throws -> Int {
        try await kernel.database.transaction { transaction in
            let before = try await ArticleQueries(reader: transaction).locked(id, in: transaction)
            let path = "\(before.path)/history"
            guard before.number == latest else {
                throw Refusal.wrongState(
                    message: "Somebody saved this article in between. Look at its history again.", now: path)
            }
            let draft = try await Drafts(kernel: kernel).draft(of: id, in: transaction)
            if let draft, !draft.content.says(ArticleFields(before)) {
                throw Refusal.wrongState(
                    message: "\(draft.savedByName) has written words here that are no revision yet. "
                        + "Save them first, then restore.", now: before.path)
            }
            let old = try await stored(number, of: id, in: transaction)
            let input = try ArticleInput(
                title: old.title, dek: old.dek, lang: old.lang, categoryID: old.categoryID,
                authorID: old.authorID, topics: old.topics, document: old.document,
                references: old.references, disclaimer: old.disclaimer)
            guard !before.has(input) else {
                throw Refusal.wrongState(message: "That is what the latest text says.", now: path)
            }
            let saving = SaveArticle(kernel: kernel)
            let revision = try await saving.write(
                input, before.facts.carriedOver, of: id, .console(actor), in: transaction)
            let restored = try await ArticleQueries(reader: transaction).article(id)
            try await Drafts(kernel: kernel).keep(
                ArticleFields(restored), of: id, basedOn: revision.number, by: actor, in: transaction)
            try await transaction.audit(
                AuditEntry(
                    "articles.restored", on: "article", id,
                    before: try saving.record(try before.input, before.number),
                    after: try saving.record(input, revision.number), reason: "revision \(number)"),
                by: .person(actor, as: actor.role(for: .editArticles)))
            return revision.number
        }
    }

    private func stored(_ number: Int, of id: ArticleID, in reader: any Reader) async throws -> Old {
        let found = try await reader.first(
            Old.self,
            """
            SELECT
              title, dek, lang, category_id, author_id, document, "references", disclaimer,
              ARRAY(
                SELECT revision_topic.topic_id
                FROM articles.revision_topic
                WHERE revision_topic.revision_id = revision.revision_id
                ORDER BY revision_topic.position
              ) AS topics
            FROM articles.revision
            WHERE article_id = \(id) AND number = \(number)
            """)
        guard let found else { throw Refusal.notFound }
        return found
    }

    private struct Old: Decodable, Sendable {
        let title: String
        let dek: String
        let lang: String
        let categoryID: CategoryID
        let authorID: AuthorID?
        let document: Document
        let references: [ArticleReference]
        let disclaimer: String
        let topics: [TopicID]
    }
}
