import Foundation
import Kernel
import Moderation
import Postgres
import Site

/// Reads about articles.
struct ArticleQueries {
    let reader: any Reader

    /// One article.
    ///
    /// - Throws: `Refusal.notFound`.
    func article(_ id: ArticleID) async throws -> StoredArticle {
        guard let found = try await first("article.article_id = \(id)") else { throw Refusal.notFound }
        return found
    }

    func article(slug: Slug) async throws -> StoredArticle? {
        try await first("article.slug = \(slug)")
    }

    /// The same once its row is locked: what is compared is what is changed.
    ///
    /// - Throws: `Refusal.notFound`.
    func locked(_ id: ArticleID, in transaction: Transaction) async throws -> StoredArticle {
        try await Self.lock(id, in: transaction)
        return try await ArticleQueries(reader: transaction).article(id)
    }

    /// Locks the article's row: whoever publishes holds it before the clock is read.
    ///
    /// - Throws: `Refusal.notFound`.
    static func lock(_ id: ArticleID, in transaction: Transaction) async throws {
        let locked = try await transaction.execute(
            """
            SELECT article_id
            FROM articles.article
            WHERE article_id = \(id)
            FOR NO KEY UPDATE
            """)
        guard locked == 1 else { throw Refusal.notFound }
    }

    private func first(_ condition: SQL) async throws -> StoredArticle? {
        try await reader.first(
            StoredArticle.self,
            """
            SELECT
              article.article_id,
              article.slug,
              article.version,
              latest.revision_id,
              latest.number,
              latest.title,
              latest.dek,
              latest.lang,
              latest.category_id,
              category.name AS category_name,
              category.needs_clinical_review,
              latest.author_id,
              author.name AS author_name,
              latest.document,
              latest."references",
              latest.disclaimer,
              latest.reviewed_by,
              latest.reviewed_on,
              latest.published_on,
              latest.updated_on,
              latest.front_matter,
              latest.created_at AS saved_at,
              writer.person_id AS writer_person,
              writer.display_name AS writer_name,
              ARRAY(
                SELECT revision_topic.topic_id
                FROM articles.revision_topic
                WHERE revision_topic.revision_id = latest.revision_id
                ORDER BY revision_topic.position
              ) AS topics,
              ARRAY(
                SELECT topic.name
                FROM articles.revision_topic
                JOIN topics.topic USING (topic_id)
                WHERE revision_topic.revision_id = latest.revision_id
                ORDER BY revision_topic.position
              ) AS topic_names,
              approved.revision_id AS approved_id,
              approved.number AS approved_number,
              approved.approval_id,
              live.revision_id AS live_id,
              live_revision.number AS live_number,
              lower(live.visible) AS live_from,
              upper(live.visible) AS live_until,
              next.revision_id AS next_id,
              next.number AS next_number,
              next.begins AS next_from,
              waiting.number AS waiting_number,
              waiting.stage AS waiting_stage,
              \(sql: Self.wasPublic) AS was_public,
              \(sql: Self.standing) AS standing
            FROM articles.article
            \(sql: Self.around)
            LEFT JOIN articles.revision AS live_revision ON live_revision.revision_id = live.revision_id
            LEFT JOIN articles.author ON author.author_id = latest.author_id
            LEFT JOIN accounts.account AS writer ON writer.account_id = latest.created_by
            WHERE \(sql: condition)
            """)
    }

    // MARK: Parts of statements

    /// The latest revision, the approved one, what is public now and next, and what waits.
    static let around: SQL = """
        JOIN LATERAL (
          SELECT revision.*
          FROM articles.revision
          WHERE revision.article_id = article.article_id
          ORDER BY revision.number DESC
          LIMIT 1
        ) AS latest ON true
        JOIN articles.category ON category.category_id = latest.category_id
        LEFT JOIN LATERAL (
          SELECT revision.revision_id, revision.number, editorial.approval_id
          FROM articles.standing_approval AS editorial
          JOIN articles.revision USING (revision_id)
          JOIN articles.category AS its_category ON its_category.category_id = revision.category_id
          WHERE editorial.article_id = article.article_id
            AND editorial.stage = 'editorial'
            AND (
              NOT its_category.needs_clinical_review
              OR EXISTS (
                SELECT
                FROM articles.standing_approval AS clinical
                WHERE clinical.revision_id = editorial.revision_id
                  AND clinical.stage = 'clinical'
                  AND clinical.approver_person <> editorial.approver_person
              )
            )
          ORDER BY revision.number DESC, editorial.approved_at DESC, editorial.approval_id DESC
          LIMIT 1
        ) AS approved ON true
        LEFT JOIN articles.publication AS live
          ON live.article_id = article.article_id AND live.visible @> clock_timestamp()
        LEFT JOIN LATERAL (
          SELECT publication.revision_id, revision.number, lower(publication.visible) AS begins
          FROM articles.publication
          JOIN articles.revision USING (revision_id)
          WHERE publication.article_id = article.article_id
            AND lower(publication.visible) > clock_timestamp()
          ORDER BY lower(publication.visible)
          LIMIT 1
        ) AS next ON true
        LEFT JOIN LATERAL (
          SELECT item.stage, revision.number
          FROM moderation.review_item AS item
          JOIN articles.revision ON revision.revision_id = (item.payload ->> 'revisionID')::uuid
          WHERE item.type = 'article_revision'
            AND item.subject_id = article.article_id
            AND item.state = 'open'
        ) AS waiting ON true
        """

    static let wasPublic: SQL = """
        EXISTS (
          SELECT
          FROM articles.publication AS past
          WHERE past.article_id = article.article_id AND lower(past.visible) <= clock_timestamp()
        )
        """

    /// From what stands nearest to readers to what is furthest from them.
    static let standing: SQL = """
        CASE
          WHEN live.revision_id IS NOT NULL THEN 'public'
          WHEN next.revision_id IS NOT NULL THEN 'scheduled'
          WHEN waiting.number IS NOT NULL THEN 'submitted'
          WHEN approved.revision_id = latest.revision_id
            AND NOT EXISTS (
              SELECT
              FROM articles.publication AS former
              WHERE former.revision_id = latest.revision_id
            ) THEN 'approved'
          WHEN \(sql: wasPublic) THEN 'withdrawn'
          ELSE 'draft'
        END
        """
}
