import Kernel
import Postgres
import Site

/// Changes what a topic is called. Pages show names as they are today, so readers see it at once.
struct RenameTopic {
    let kernel: Kernel

    /// Tells whether anything changed.
    ///
    /// - Throws: `Refusal.changedSince` when somebody else saved in between.
    func run(_ id: TopicID, seen version: Int, _ names: TopicNames, by actor: Actor) async throws -> Bool {
        try await kernel.database.transaction { transaction in
            try await PublishTopic(kernel: kernel).lock(id, in: transaction)
            let before = try await TopicQueries(reader: transaction).topic(id)
            guard before.version == version else { throw conflict(before, names) }
            guard !before.has(names) else { return false }
            try await change(before, to: names, in: transaction)
            try await transaction.audit(
                AuditEntry(
                    "topics.renamed", on: "topic", id, before: try before.record,
                    after: try before.record(named: names)),
                by: .person(actor, as: actor.role(for: .editTopics)))
            return true
        }
    }

    // MARK: Steps, for imports too

    func insert(_ names: TopicNames, in transaction: Transaction) async throws -> TopicID {
        let id: TopicID = kernel.ids.next()
        try await namingTaken(in: transaction) {
            try await transaction.execute(
                """
                INSERT INTO topics.topic (topic_id, slug, name, label, aliases)
                VALUES (\(id), \(names.slug), \(names.title), \(names.label), \(names.aliases))
                """)
        }
        return id
    }

    /// Writes names and version; an old slug keeps leading here.
    func change(_ before: StoredTopic, to names: TopicNames, in transaction: Transaction) async throws {
        let id = before.topicID
        try await namingTaken(in: transaction) {
            try await transaction.execute(
                """
                UPDATE topics.topic
                SET slug = \(names.slug),
                    name = \(names.title),
                    label = \(names.label),
                    aliases = \(names.aliases),
                    version = version + 1
                WHERE topic_id = \(id)
                """)
        }
        guard before.slug != names.slug else { return }
        try await transaction.execute(
            """
            DELETE FROM topics.slug_history
            WHERE slug = \(names.slug) AND topic_id = \(id) OR slug = \(before.slug)
            """)
        try await transaction.execute(
            """
            INSERT INTO topics.slug_history (slug, topic_id)
            VALUES (\(before.slug), \(id))
            """)
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

    private func conflict(_ stored: StoredTopic, _ sent: TopicNames) -> Refusal {
        .changedSince(
            Conflict(
                subject: "the topic “\(stored.name)”", by: nil,
                path: "/console/topics/\(stored.topicID)/names",
                version: stored.version,
                fields: [
                    .init(name: "title", label: "Title", mine: sent.title, theirs: stored.name),
                    .init(
                        name: "slug", label: "Address", mine: sent.slug.rawValue, theirs: stored.slug.rawValue
                    ),
                    .init(name: "label", label: "In a sentence", mine: sent.label, theirs: stored.label),
                    .init(
                        name: "aliases", label: "Other names", mine: sent.aliases.joined(separator: "; "),
                        theirs: stored.aliases.joined(separator: "; ")),
                ]))
    }
}
