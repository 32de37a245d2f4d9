import Documents
import Foundation
import Kernel
import Moderation
import Postgres
import Site

/// Saves a topic: its names at once, its text as a new revision that another editor publishes.
struct SaveTopic {
    let kernel: Kernel

    /// Who or what writes a revision.
    enum Source: Sendable {
        case console(Actor)
        case file(KeptFrontMatter)

        var account: AccountID? {
            if case .console(let actor) = self { actor.accountID } else { nil }
        }

        var name: String {
            if case .console = self { "console" } else { "import" }
        }
    }

    func add(_ input: TopicInput, by actor: Actor) async throws -> TopicID {
        try await kernel.database.transaction { transaction in
            let id = try await insert(input, in: transaction)
            let revision = try await write(input, of: id, .console(actor), in: transaction)
            try await waitForReview(revision, of: id, input, by: actor.accountID, in: transaction)
            try await transaction.audit(
                AuditEntry("topics.added", on: "topic", id, after: try input.record),
                by: .person(actor, as: actor.role(for: .editTopics)))
            return id
        }
    }

    /// - Throws: `Refusal.changedSince` when somebody else saved in between.
    func run(_ id: TopicID, seen version: Int, _ input: TopicInput, by actor: Actor) async throws {
        try await kernel.database.transaction { transaction in
            try await PublishTopic(kernel: kernel).lock(id, in: transaction)
            let before = try await TopicQueries(reader: transaction).topic(id)
            guard before.version == version else { throw conflict(before, input) }
            guard !before.equals(input) else { return }
            try await change(before, to: input, in: transaction)
            if !before.hasSamePage(as: input) {
                let revision = try await write(input, of: id, .console(actor), in: transaction)
                try await waitForReview(revision, of: id, input, by: actor.accountID, in: transaction)
            }
            try await transaction.audit(
                AuditEntry(
                    "topics.saved", on: "topic", id, before: try before.record, after: try input.record),
                by: .person(actor, as: actor.role(for: .editTopics)))
        }
    }

    // MARK: Steps, for imports too

    func insert(_ input: TopicInput, in transaction: Transaction) async throws -> TopicID {
        let id: TopicID = kernel.ids.next()
        try await namingTaken(in: transaction) {
            try await transaction.execute(
                """
                INSERT INTO topics.topic (topic_id, slug, name, label, aliases, crisis_tier)
                VALUES (
                  \(id), \(input.slug), \(input.title), \(input.label), \(input.aliases), \(input.tier)
                )
                """)
        }
        return id
    }

    /// Writes names, tier and version; an old slug keeps leading here.
    func change(_ before: StoredTopic, to input: TopicInput, in transaction: Transaction) async throws {
        let id = before.topicID
        try await namingTaken(in: transaction) {
            try await transaction.execute(
                """
                UPDATE topics.topic
                SET slug = \(input.slug),
                    name = \(input.title),
                    label = \(input.label),
                    aliases = \(input.aliases),
                    crisis_tier = \(input.tier),
                    version = version + 1
                WHERE topic_id = \(id)
                """)
        }
        guard before.slug != input.slug else { return }
        try await transaction.execute(
            """
            DELETE FROM topics.slug_history
            WHERE slug = \(input.slug) AND topic_id = \(id)
            """)
        try await transaction.execute(
            """
            INSERT INTO topics.slug_history (slug, topic_id)
            VALUES (\(before.slug), \(id))
            ON CONFLICT (slug) DO NOTHING
            """)
    }

    /// Writes a revision.
    func write(
        _ input: TopicInput, of id: TopicID, _ source: Source, in transaction: Transaction
    ) async throws -> TopicRevisionID {
        let revision: TopicRevisionID = kernel.ids.next()
        let document = input.document
        let rendering = try TopicRendering(document, dek: input.dek)
        // What a file said beyond this stays with the text through later revisions.
        var kept: PostgresJSON?
        if case .file(let frontMatter) = source { kept = try PostgresJSON(encoding: frontMatter) }
        try await transaction.execute(
            """
            INSERT INTO topics.revision (
              revision_id, topic_id, number, dek, document, html, text, word_count, description, structured_data,
              front_matter, created_by, source
            )
            SELECT
              \(revision), \(id), coalesce(max(number), 0) + 1, \(input.dek),
              \(PostgresJSON(text: document.json)),
              \(rendering.html), \(rendering.text), \(rendering.wordCount),
              \(rendering.description), \(rendering.structuredData),
              coalesce(
                \(kept),
                (
                  SELECT latest.front_matter
                  FROM topics.revision AS latest
                  WHERE latest.topic_id = \(id)
                  ORDER BY latest.number DESC
                  LIMIT 1
                ),
                '{}'
              ),
              \(source.account), \(source.name)
            FROM topics.revision
            WHERE topic_id = \(id)
            """)
        return revision
    }

    func waitForReview(
        _ revision: TopicRevisionID, of id: TopicID, _ input: TopicInput, by account: AccountID?,
        in transaction: Transaction
    ) async throws {
        try await OpenReview(
            type: TopicReview.typeID, subjectID: id.rawValue, ownerID: nil, title: input.title,
            summary: "Topic page, \(input.document.wordCount) words",
            risk: input.tier == .required ? .high : .medium, dueIn: .seconds(3 * 86_400),
            needs: .publishTopics,
            payload: try PostgresJSON(encoding: TopicReview.Payload(revisionID: revision))
        ).run(by: account, ids: kernel.ids, in: transaction)
    }

    private func namingTaken(
        in transaction: Transaction, _ body: () async throws -> Void
    ) async throws {
        do {
            try await transaction.savepoint(body)
        } catch let error as PostgresError where error.constraint == "topic_slug_unique" {
            throw FormIssues("slug", .other("Another topic has this address. Choose another one."))
        } catch let error as PostgresError where error.constraint == "topic_name_unique" {
            throw FormIssues("title", .other("Another topic has this title. Choose another one."))
        }
    }

    private func conflict(_ stored: StoredTopic, _ sent: TopicInput) -> Refusal {
        .changedSince(
            Conflict(
                subject: "this topic", by: stored.authorName, path: "/console/topics/\(stored.topicID)",
                version: stored.version,
                fields: [
                    .init(name: "title", label: "Title", mine: sent.title, theirs: stored.name),
                    .init(
                        name: "slug", label: "Address", mine: sent.slug.rawValue, theirs: stored.slug.rawValue
                    ),
                    .init(name: "label", label: "Word in prose", mine: sent.label, theirs: stored.label),
                    .init(
                        name: "aliases", label: "Other names", mine: sent.aliases.joined(separator: "; "),
                        theirs: stored.aliases.joined(separator: "; ")),
                    .init(
                        name: "tier", label: "Crisis tier", mine: String(sent.tier.rawValue),
                        theirs: String(stored.crisisTier.rawValue)),
                    .init(name: "dek", label: "Summary", mine: sent.dek, theirs: stored.dek ?? ""),
                    .init(
                        name: "text", label: "Text", mine: sent.document.markdown,
                        theirs: stored.document?.markdown ?? ""),
                ]))
    }
}

/// What the audit log keeps of a topic; its texts stay in its revisions.
private struct TopicRecord: Encodable {
    let slug: Slug
    let title: String
    let label: String
    let tier: CrisisTier
    let words: Int
}

extension TopicInput {
    var record: PostgresJSON {
        get throws {
            try PostgresJSON(
                encoding: TopicRecord(
                    slug: slug, title: title, label: label, tier: tier, words: document.wordCount))
        }
    }
}

extension StoredTopic {
    var record: PostgresJSON {
        get throws {
            try PostgresJSON(
                encoding: TopicRecord(
                    slug: slug, title: name, label: label, tier: crisisTier, words: document?.wordCount ?? 0))
        }
    }
}
