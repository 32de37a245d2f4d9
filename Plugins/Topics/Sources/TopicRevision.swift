import Console
import Documents
import Kernel
import Postgres

/// A text of a topic: as it waits for an editor, or as readers have it.
struct TopicRevision: Decodable, Sendable {
    let revisionID: TopicRevisionID
    let dek: String
    let document: Document
    let html: String
    let crisisTier: CrisisTier
    /// Who wrote it; nil when an import did.
    let authorPerson: PersonID?
    /// Since when readers see it; nil for a draft.
    let publicFrom: Instant?

    /// What would be different with these texts; `text` is Markdown, so that headings and lists are seen to change.
    func changes(tier: CrisisTier, dek: String, text: String) -> [ChangeRow] {
        [
            ChangeRow("Crisis box", from: crisisTier.title, to: tier.title),
            ChangeRow("Summary", from: self.dek, to: dek),
            ChangeRow("Text", from: document.markdown, to: text),
        ].compactMap { $0 }
    }

    static func revision(_ id: TopicRevisionID, in reader: any Reader) async throws -> TopicRevision? {
        try await reader.first(
            TopicRevision.self,
            """
            \(sql: all)
            WHERE revision.revision_id = \(id)
            """)
    }

    /// What readers have now; nil when there is no page.
    static func live(of id: TopicID, in reader: any Reader) async throws -> TopicRevision? {
        try await reader.first(
            TopicRevision.self,
            """
            \(sql: all)
            WHERE live.topic_id = \(id)
            """)
    }

    private static let all: SQL = """
        SELECT
          revision.revision_id,
          revision.dek,
          revision.document,
          revision.html,
          revision.crisis_tier,
          author.person_id AS author_person,
          lower(live.visible) AS public_from
        FROM topics.revision
        LEFT JOIN accounts.account AS author ON author.account_id = revision.created_by
        LEFT JOIN topics.publication AS live
          ON live.revision_id = revision.revision_id AND live.visible @> clock_timestamp()
        """
}
