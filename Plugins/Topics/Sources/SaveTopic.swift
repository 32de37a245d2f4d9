import Documents
import Foundation
import Kernel
import Moderation
import Postgres
import Site

/// Saves what has revisions, the text, the summary and the crisis tier, as a draft that another editor publishes.
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

    /// What saving led to.
    enum Outcome: Sendable {
        case unchanged
        /// It waits for another editor; whether readers see an earlier text meanwhile.
        case waits(isPublic: Bool)
    }

    func add(_ input: TopicInput, by actor: Actor) async throws -> TopicID {
        try await kernel.database.transaction { transaction in
            let id = try await RenameTopic(kernel: kernel).insert(input.names, in: transaction)
            let revision = try await write(input.text, of: id, .console(actor), in: transaction)
            try await waitForReview(
                revision, of: id, input, replacing: nil, by: actor.accountID, in: transaction)
            try await transaction.audit(
                AuditEntry("topics.added", on: "topic", id, after: try input.record),
                by: .person(actor, as: actor.role(for: .editTopics)))
            return id
        }
    }

    /// `number` is that of the revision that the editor saw, 0 for none.
    ///
    /// - Throws: `Refusal.changedSince` when somebody else saved in between.
    func run(_ id: TopicID, seen number: Int, _ text: TopicText, by actor: Actor) async throws -> Outcome {
        try await kernel.database.transaction { transaction in
            try await PublishTopic(kernel: kernel).lock(id, in: transaction)
            let before = try await TopicQueries(reader: transaction).topic(id)
            guard before.number ?? 0 == number else { throw conflict(before, text) }
            guard !before.has(text) else { return .unchanged }
            let input = try TopicInput(names: before.names, text: text)
            let revision = try await write(text, of: id, .console(actor), in: transaction)
            try await waitForReview(
                revision, of: id, input, replacing: before.liveTier, by: actor.accountID, in: transaction)
            try await transaction.audit(
                AuditEntry(
                    "topics.saved", on: "topic", id, before: try before.record, after: try input.record),
                by: .person(actor, as: actor.role(for: .editTopics)))
            return .waits(isPublic: before.liveRevisionID != nil)
        }
    }

    // MARK: Steps, for imports too

    /// Writes a revision.
    func write(
        _ text: TopicText, of id: TopicID, _ source: Source, in transaction: Transaction
    ) async throws -> TopicRevisionID {
        let revision: TopicRevisionID = kernel.ids.next()
        let rendering = try TopicRendering(text.document, dek: text.dek)
        // What a file said beyond this stays with the text through later revisions.
        var kept: PostgresJSON?
        if case .file(let frontMatter) = source { kept = try PostgresJSON(encoding: frontMatter) }
        try await transaction.execute(
            """
            INSERT INTO topics.revision (
              revision_id, topic_id, number, crisis_tier, dek, document, html, text, word_count, description,
              structured_data, contents, front_matter, created_by, source
            )
            SELECT
              \(revision), \(id), coalesce(max(number), 0) + 1, \(text.tier), \(text.dek),
              \(PostgresJSON(text: text.document.json)),
              \(rendering.html), \(rendering.text), \(rendering.wordCount),
              \(rendering.description), \(rendering.structuredData), \(rendering.contents),
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

    /// Puts the revision into the queue; `tier` is that of the page it would replace, nil when there is none.
    func waitForReview(
        _ revision: TopicRevisionID, of id: TopicID, _ input: TopicInput, replacing tier: CrisisTier?,
        by account: AccountID?, in transaction: Transaction
    ) async throws {
        try await OpenReview(
            type: TopicReview.typeID, subjectID: id.rawValue, ownerID: nil, title: input.names.title,
            summary: "\(input.text.document.wordCount) words, \(input.text.tier.title.lowercased())",
            risk: [input.text.tier, tier].contains(.required) ? .high : .medium, dueIn: .seconds(3 * 86_400),
            needs: .publishTopics,
            payload: try PostgresJSON(encoding: TopicReview.Payload(revisionID: revision))
        ).run(by: account, ids: kernel.ids, in: transaction)
    }

    private func conflict(_ stored: StoredTopic, _ sent: TopicText) -> Refusal {
        .changedSince(
            Conflict(
                subject: "the topic “\(stored.name)”", by: stored.authorName,
                path: "/console/topics/\(stored.topicID)",
                version: stored.number ?? 0,
                fields: [
                    .init(
                        name: "tier", label: "Crisis box", mine: String(sent.tier.rawValue),
                        theirs: String((stored.crisisTier ?? CrisisTier.none).rawValue),
                        words: .init(
                            mine: sent.tier.title, theirs: (stored.crisisTier ?? CrisisTier.none).title)),
                    .init(name: "dek", label: "Summary", mine: sent.dek, theirs: stored.dek ?? ""),
                    .init(
                        name: "text", label: "Text", mine: sent.document.markdown,
                        theirs: stored.document?.markdown ?? ""),
                ]))
    }
}

/// What the audit log keeps of a topic; its texts stay in its revisions.
struct TopicRecord: Codable, Sendable {
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
                    slug: names.slug, title: names.title, label: names.label, tier: text.tier,
                    words: text.document.wordCount))
        }
    }
}

extension StoredTopic {
    var record: PostgresJSON { get throws { try record(named: names) } }

    /// Its record under other names.
    func record(named names: TopicNames) throws -> PostgresJSON {
        try PostgresJSON(
            encoding: TopicRecord(
                slug: names.slug, title: names.title, label: names.label, tier: crisisTier ?? CrisisTier.none,
                words: document?.wordCount ?? 0))
    }

    var names: TopicNames {
        get throws(FormIssues) {
            try TopicNames(title: name, slug: slug.rawValue, label: label, aliases: aliases)
        }
    }
}
