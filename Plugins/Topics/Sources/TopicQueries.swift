import Foundation
import Kernel
import Postgres
import Site

/// Who took a topic's page off the site, when, and why.
struct TopicWithdrawal: Decodable, Sendable {
    let actorName: String
    let reason: String?
    let at: Instant
}

/// Reads about topics.
struct TopicQueries {
    let reader: any Reader

    /// One topic.
    ///
    /// - Throws: `Refusal.notFound`.
    func topic(_ id: TopicID) async throws -> StoredTopic {
        let found = try await first("topic.topic_id = \(id)")
        guard let found else { throw Refusal.notFound }
        return found
    }

    /// The topic that a file means: the one with its slug, else the one with its name or with that alias.
    func topic(slug: Slug, named name: String) async throws -> StoredTopic? {
        try await first(
            """
            topic.topic_id = (
              SELECT candidate.topic_id
              FROM topics.topic AS candidate
              WHERE candidate.slug = \(slug)
                OR lower(candidate.name) = lower(\(name))
                OR lower(\(name)) = ANY (SELECT lower(alias) FROM unnest(candidate.aliases) AS alias)
              ORDER BY candidate.slug <> \(slug), lower(candidate.name) <> lower(\(name)), candidate.topic_id
              LIMIT 1
            )
            """)
    }

    func topic(slug: Slug) async throws -> StoredTopic? {
        try await first("topic.slug = \(slug)")
    }

    /// What a topic was called when its page last became public; nil when it is called so still.
    func namesBefore(_ live: Instant, of id: TopicID) async throws -> TopicRecord? {
        let record = try await reader.value(
            PostgresJSON.self,
            """
            SELECT before
            FROM kernel.audit_entry
            WHERE subject_type = 'topic'
              AND subject_id = \(id.description)
              AND action IN ('topics.renamed', 'topics.imported')
              AND before IS NOT NULL
              AND at > \(live)
            ORDER BY at, audit_entry_id
            LIMIT 1
            """)
        return try record?.decode(TopicRecord.self)
    }

    /// How a topic's page was last taken off the site; nil when it never was.
    func lastWithdrawal(of id: TopicID) async throws -> TopicWithdrawal? {
        try await reader.first(
            TopicWithdrawal.self,
            """
            SELECT actor_name, reason, at
            FROM kernel.audit_entry
            WHERE subject_type = 'topic' AND subject_id = \(id.description) AND action = 'topics.unpublished'
            ORDER BY at DESC, audit_entry_id DESC
            LIMIT 1
            """)
    }

    private func first(_ condition: SQL) async throws -> StoredTopic? {
        try await reader.first(
            StoredTopic.self,
            """
            SELECT
              topic.topic_id,
              topic.slug,
              topic.name,
              topic.label,
              topic.aliases,
              topic.version,
              latest.revision_id,
              latest.number,
              latest.crisis_tier,
              latest.dek,
              latest.document,
              latest.html,
              latest.front_matter,
              latest.created_at AS saved_at,
              author.person_id AS author_person,
              author.display_name AS author_name,
              live.revision_id AS live_revision_id,
              live_revision.crisis_tier AS live_tier,
              lower(live.visible) AS live_from,
              next.revision_id AS next_revision_id,
              lower(next.visible) AS next_from,
              \(sql: Self.wasPublic) AS was_public
            FROM topics.topic
            \(sql: Self.latestAndLive)
            LEFT JOIN accounts.account AS author ON author.account_id = latest.created_by
            LEFT JOIN LATERAL (
              SELECT publication.revision_id, publication.visible
              FROM topics.publication
              WHERE publication.topic_id = topic.topic_id
                AND lower(publication.visible) > clock_timestamp()
              ORDER BY lower(publication.visible)
              LIMIT 1
            ) AS next ON true
            WHERE \(sql: condition)
            """)
    }

    /// The latest revision, and what is public now.
    static let latestAndLive: SQL = """
        LEFT JOIN LATERAL (
          SELECT
            revision.revision_id,
            revision.number,
            revision.crisis_tier,
            revision.dek,
            revision.document,
            revision.html,
            revision.front_matter,
            revision.created_by,
            revision.created_at
          FROM topics.revision
          WHERE revision.topic_id = topic.topic_id
          ORDER BY revision.number DESC
          LIMIT 1
        ) AS latest ON true
        LEFT JOIN topics.publication AS live
          ON live.topic_id = topic.topic_id AND live.visible @> clock_timestamp()
        LEFT JOIN topics.revision AS live_revision ON live_revision.revision_id = live.revision_id
        """

    static let wasPublic: SQL = """
        EXISTS (
          SELECT
          FROM topics.publication
          WHERE publication.topic_id = topic.topic_id AND lower(publication.visible) <= clock_timestamp()
        )
        """
}

extension TopicID {
    /// Comes before every other; lists of people use it for "every topic".
    static let zero = TopicID(rawValue: UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)))
}
