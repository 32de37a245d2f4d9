import Foundation
import Kernel
import Postgres

/// Reads about when articles are public.
struct ScheduleQueries {
    let reader: any Reader

    /// What stands in the way of publishing a revision now; nil where nothing does.
    func hold(of revision: ArticleRevisionID) async throws -> ArticleHold? {
        let found = try await reader.first(
            Standing.self,
            """
            SELECT
              category.name AS category_name,
              EXISTS (
                SELECT
                FROM articles.standing_approval
                WHERE standing_approval.revision_id = revision.revision_id AND stage = 'editorial'
              ) AS is_approved,
              EXISTS (
                SELECT
                FROM articles.approval
                JOIN articles.approval_withdrawal USING (approval_id)
                WHERE approval.revision_id = revision.revision_id
              ) AS was_taken_back,
              category.needs_clinical_review AND NOT \(sql: Self.hasClinicalReview) AS lacks_clinical_review
            FROM articles.revision
            JOIN articles.category USING (category_id)
            WHERE revision.revision_id = \(revision)
            """)
        guard let found else { throw Refusal.notFound }
        guard found.isApproved else { return found.wasTakenBack ? .takenBack : .notApproved }
        return found.lacksClinicalReview ? .noClinicalReview(category: found.categoryName) : nil
    }

    private struct Standing: Decodable, Sendable {
        let categoryName: String
        let isApproved: Bool
        let wasTakenBack: Bool
        let lacksClinicalReview: Bool
    }

    /// Whether somebody else than an approving editor read the revision clinically.
    private static let hasClinicalReview: SQL = """
        EXISTS (
          SELECT
          FROM articles.standing_approval AS clinical
          JOIN articles.standing_approval AS editorial USING (revision_id)
          WHERE clinical.revision_id = revision.revision_id
            AND clinical.stage = 'clinical'
            AND editorial.stage = 'editorial'
            AND clinical.approver_person <> editorial.approver_person
        )
        """

    /// The ranges of one article that have not ended, in their order.
    func ranges(of id: ArticleID) async throws -> [ScheduledRange] {
        try await ranges(
            """
            publication.article_id = \(id)
              AND (upper(publication.visible) IS NULL OR upper(publication.visible) > clock_timestamp())
            """)
    }

    /// The ranges that begin or end between two instants.
    func ranges(from: Instant, until: Instant) async throws -> [ScheduledRange] {
        try await ranges(
            """
            (lower(publication.visible) >= \(from) AND lower(publication.visible) < \(until))
              OR (upper(publication.visible) >= \(from) AND upper(publication.visible) < \(until))
            """)
    }

    /// Everything that is to begin or to end, the next first.
    func coming(limit: Int) async throws -> [ScheduledRange] {
        try await reader.all(
            ScheduledRange.self,
            """
            \(sql: Self.columns)
            WHERE lower(publication.visible) > clock_timestamp() OR upper(publication.visible) > clock_timestamp()
            ORDER BY
              greatest(
                lower(publication.visible),
                CASE
                  WHEN lower(publication.visible) <= clock_timestamp() THEN upper(publication.visible)
                  ELSE lower(publication.visible)
                END
              ),
              publication.publication_id
            LIMIT \(limit)
            """)
    }

    private func ranges(_ condition: SQL) async throws -> [ScheduledRange] {
        try await reader.all(
            ScheduledRange.self,
            """
            \(sql: Self.columns)
            WHERE \(sql: condition)
            ORDER BY lower(publication.visible), publication.publication_id
            LIMIT 2000
            """)
    }

    private static let columns: SQL = """
        SELECT
          publication.publication_id,
          publication.article_id,
          article.slug,
          revision.title,
          category.name AS category_name,
          publication.revision_id,
          revision.number,
          lower(publication.visible) AS begins,
          upper(publication.visible) AS ends,
          publication.local_start,
          publication.zone,
          EXISTS (
            SELECT
            FROM articles.publication AS before
            WHERE before.article_id = publication.article_id
              AND upper(before.visible) = lower(publication.visible)
          ) AS is_replacement,
          EXISTS (
            SELECT
            FROM articles.publication AS after
            WHERE after.article_id = publication.article_id
              AND lower(after.visible) = upper(publication.visible)
          ) AS is_replaced,
          publication.override_reason IS NOT NULL AS is_overridden,
          EXISTS (
            SELECT
            FROM articles.approval_withdrawal AS withdrawal
            WHERE withdrawal.approval_id = publication.approval_id
          ) AS is_taken_back,
          publication.override_reason IS NULL
            AND category.needs_clinical_review
            AND NOT \(sql: hasClinicalReview) AS lacks_clinical_review
        FROM articles.publication
        JOIN articles.article USING (article_id)
        JOIN articles.revision ON revision.revision_id = publication.revision_id
        JOIN articles.category USING (category_id)
        """
}
