import Kernel
import Postgres

/// Loads very many clinicians: their rows alone first, then in one step each what triggers would have made of every row.
///
/// The rows are the same as by the ordinary path. Triggers that fill columns in find them filled, by the same rules.
struct DemoBulk {
    private typealias Trigger = BulkTables.Trigger

    private let facts = BulkTables(
        [
            "providers.provider", "providers.revision", "providers.revision_title",
            "providers.revision_topic",
            "providers.likeness", "providers.publication", "providers.license_period", "providers.search",
            "credentials.credential", "credentials.finding", "credentials.verification",
            "moderation.review_item",
        ],
        without: [
            Trigger("seal_revision", on: "providers.revision_title"),
            Trigger("seal_revision", on: "providers.revision_topic"),
            // History is what this path is for, so there is nothing to guard.
            Trigger("guard_period", on: "providers.publication"),
            Trigger("guard_period_at_commit", on: "providers.publication"),
            Trigger("guard_period", on: "credentials.verification"),
            Trigger("guard_period_at_commit", on: "credentials.verification"),
            Trigger("complete_finding", on: "credentials.finding"),
            Trigger("complete_verification", on: "credentials.verification"),
            // What follows from the facts.
            Trigger("follow_insert", on: "providers.publication"),
            Trigger("follow_insert", on: "providers.license_period"),
            Trigger("learn_words", on: "providers.publication"),
        ])
    private let listing = BulkTables(["providers.listing"])

    /// `clinicians` writes them, and returns the words that they use.
    func load(in transaction: Transaction, clinicians: () async throws -> Set<String>) async throws {
        try await listing.fill(in: transaction) {
            var words: Set<String> = []
            try await facts.fill(in: transaction) { words = try await clinicians() }
            try await transaction.execute("SELECT providers.rebuild_listing()")
            try await learn(words, in: transaction)
        }
    }

    /// As `providers.learn_words` does for each publication; most clinicians use the same words.
    private func learn(_ words: Set<String>, in transaction: Transaction) async throws {
        try await transaction.execute(
            """
            INSERT INTO providers.word (variant, word)
            SELECT DISTINCT variant, told.word
            FROM (
              SELECT DISTINCT token.lexeme AS word
              FROM unnest(\(words.sorted())) AS text
              CROSS JOIN LATERAL unnest(to_tsvector('simple', text)) AS token
              WHERE token.lexeme ~ '^[[:alpha:]]{3,30}$'
            ) AS told
            CROSS JOIN LATERAL unnest(providers.variants_of(told.word)) AS variant
            ORDER BY variant, told.word
            """)
    }
}
