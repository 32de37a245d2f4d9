import Console
import Foundation
import Kernel
import Postgres
import Site

/// Makes an approved revision public, now or at a time to come, until it is replaced, taken off, or until an end.
///
/// A schedule is a range that begins later: it holds at its instant whether or not anything runs then.
struct PublishArticle {
    let kernel: Kernel

    /// What readers get, and until when; `until` is nil where no end is known.
    struct Period: Sendable, Equatable {
        let from: Instant
        let until: Instant?
    }

    /// Publishes what waits to be published. `number` is that of the revision that the editor saw.
    ///
    /// - Throws: `FormIssues` for what stands in its way; `Refusal.wrongState` when something else happened meanwhile.
    func run(
        _ id: ArticleID, seen number: Int, from start: Schedule?, until end: Schedule?, by actor: Actor
    ) async throws -> Period {
        try await kernel.database.transaction { transaction in
            let article = try await ArticleQueries(reader: transaction).locked(id, in: transaction)
            let candidate = article.candidate
            guard candidate.number == number else {
                throw Refusal.wrongState(
                    message: "Somebody saved or approved a text in between. Look at it again.",
                    now: article.path)
            }
            guard candidate.id != article.liveID else {
                throw Refusal.wrongState(message: "Readers see this text already.", now: article.path)
            }
            if let hold = try await ScheduleQueries(reader: transaction).hold(of: candidate.id) {
                throw FormIssues("", .other(hold.sentence))
            }
            guard let approval = article.approvalID, article.approvedID == candidate.id else {
                throw FormIssues("", .other(ArticleHold.notApproved.sentence))
            }
            return try await publish(
                candidate.id, of: id, from: start, until: end, .approved(approval, by: actor), in: transaction
            )
        }
    }

    // MARK: Steps, for imports too

    /// Closes what is public at the beginning, then opens the revision. The article's row must be locked.
    func publish(
        _ revision: ArticleRevisionID, of id: ArticleID, from start: Schedule?, until end: Schedule?,
        _ ground: PublicationGround, in transaction: Transaction
    ) async throws -> Period {
        let now = try await Self.clock(of: id, in: transaction)
        if let start, start.instant <= now {
            throw FormIssues("day", .other("Enter a time that is still to come."))
        }
        let from = start?.instant ?? now
        if start == nil {
            // What comes at once need not come later.
            _ = try await CancelSchedule.drop("revision_id = \(revision)", of: id, kernel, in: transaction)
        }
        if let end, end.instant <= from {
            throw FormIssues("end_day", .other("Enter an end that comes after the beginning."))
        }
        let until = try await freeUntil(
            id, from: from, isNow: start == nil, end: end?.instant, in: transaction)
        try await Self.close(id, at: from, in: transaction)
        try await open(
            revision, of: id, Period(from: from, until: until), start, endsAt: end?.instant, ground,
            in: transaction)
        if start == nil { try await Redirects.remove(of: id, in: transaction) }
        try await Self.refreshDates(of: id, kernel.settings[.siteTimeZone], in: transaction)
        let event = ArticlePublished(articleID: id, revisionID: revision, from: from)
        try await transaction.audit(
            AuditEntry(
                "articles.published", on: "article", id, after: try PostgresJSON(encoding: event),
                reason: ground.reason),
            by: ground.auditActor)
        try await transaction.publish(event, due: from)
        return Period(from: from, until: until)
    }

    /// Until when the revision can be public: its end, or the beginning of what is scheduled already.
    ///
    /// - Throws: `FormIssues` when it would overlap with that.
    private func freeUntil(
        _ id: ArticleID, from: Instant, isNow: Bool, end: Instant?, in transaction: Transaction
    ) async throws -> Instant? {
        let next = try await transaction.first(
            Coming.self,
            """
            SELECT lower(publication.visible) AS begins, revision.number
            FROM articles.publication
            JOIN articles.revision USING (revision_id)
            WHERE publication.article_id = \(id) AND lower(publication.visible) >= \(from)
            ORDER BY lower(publication.visible)
            LIMIT 1
            """)
        guard let next else { return end }
        if let end, end <= next.begins { return end }
        // What is published at once gives way to what was scheduled before.
        if isNow, end == nil, next.begins > from { return next.begins }
        throw FormIssues(
            end == nil ? "day" : "end_day",
            .other(
                "This overlaps with revision \(next.number), which is scheduled already. "
                    + "Cancel that one, or let this one end before it begins."))
    }

    private struct Coming: Decodable, Sendable {
        let begins: Instant
        let number: Int
    }

    private func open(
        _ revision: ArticleRevisionID, of id: ArticleID, _ period: Period, _ start: Schedule?,
        endsAt: Instant?, _ ground: PublicationGround, in transaction: Transaction
    ) async throws {
        do {
            try await transaction.savepoint {
                try await transaction.execute(
                    """
                    INSERT INTO articles.publication (
                      publication_id, article_id, revision_id, visible, ends_at, published_at, approval_id,
                      override_reason, local_start, zone
                    )
                    SELECT
                      \(kernel.ids.next(PublicationID.self)), \(id), revision_id,
                      tstzrange(\(period.from), \(period.until)), \(endsAt),
                      coalesce(
                        published_on::timestamp AT TIME ZONE \(kernel.settings[.siteTimeZone]),
                        least(
                          updated_on::timestamp AT TIME ZONE \(kernel.settings[.siteTimeZone]),
                          (
                            SELECT min(lower(visible))
                            FROM articles.publication
                            WHERE article_id = \(id) AND lower(visible) < \(period.from)
                          ),
                          \(period.from)
                        )
                      ),
                      \(ground.approval), \(ground.reason), \(start?.local), \(start?.zone)
                    FROM articles.revision
                    WHERE revision_id = \(revision)
                    """)
            }
        } catch let error as PostgresError {
            switch error.constraint {
            case "publication_one_live":
                throw FormIssues("day", .other("This overlaps with what is scheduled already."))
            case "publication_approved_as_is":
                throw FormIssues("", .other(ArticleHold.takenBack.sentence))
            case "publication_reviewed_clinically":
                throw FormIssues(
                    "",
                    .other("The category asks for a clinical review now, which this text has not had."))
            default: throw error
            }
        }
    }

    /// The database's instant, after what is public of the article began. Read once its row is locked.
    static func clock(of id: ArticleID, in transaction: Transaction) async throws -> Instant {
        try await transaction.one(
            Now.self,
            """
            SELECT greatest(
              clock_timestamp(),
              (
                SELECT max(lower(visible)) + interval '1 microsecond'
                FROM articles.publication
                WHERE article_id = \(id) AND lower(visible) <= clock_timestamp()
              )
            ) AS instant
            """
        ).instant
    }

    private struct Now: Decodable, Sendable {
        let instant: Instant
    }

    /// Ends what is public at an instant; what has not begun by then stays.
    static func close(_ id: ArticleID, at instant: Instant, in transaction: Transaction) async throws {
        try await transaction.execute(
            """
            UPDATE articles.publication
            SET visible = tstzrange(lower(visible), \(instant))
            WHERE article_id = \(id) AND visible @> \(instant)
            """)
    }

    /// Dates what is to come: by the day that a file gave, else by when the article first becomes public, or by the day
    /// of its last change where a file says that it is older.
    static func refreshDates(
        of id: ArticleID, _ zone: String, in transaction: Transaction
    ) async throws {
        try await transaction.execute(
            """
            UPDATE articles.publication
            SET published_at = coalesce(
                  revision.published_on::timestamp AT TIME ZONE \(zone),
                  least(
                    revision.updated_on::timestamp AT TIME ZONE \(zone),
                    (
                      SELECT min(lower(first.visible))
                      FROM articles.publication AS first
                      WHERE first.article_id = \(id)
                    )
                  )
                )
            FROM articles.revision
            WHERE publication.article_id = \(id)
              AND revision.revision_id = publication.revision_id
              AND lower(publication.visible) > clock_timestamp()
            """)
    }
}
