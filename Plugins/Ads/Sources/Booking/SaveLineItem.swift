import Foundation
import Kernel
import Postgres
import Site
import Topics

/// Writes line items with where they may run. What readers see follows at once.
public struct SaveLineItem: Sendable {
    let kernel: Kernel
    private let categories: [any PageCategories]

    /// `categories` know the categories that a line item may name; without them it names none.
    public init(kernel: Kernel, categories: [any PageCategories] = []) {
        self.kernel = kernel
        self.categories = categories
    }

    /// - Throws: `Refusal.notFound` for a campaign that is not there, `FormIssues` for unknown topics and categories.
    public func add(_ input: LineItemInput, to campaign: CampaignID, by actor: Actor) async throws
        -> LineItemID
    {
        try await kernel.database.transaction { transaction in
            _ = try await AdQueries(reader: transaction).campaign(campaign)
            let id: LineItemID = kernel.ids.next()
            let (topics, excluded) = try await resolve(input, in: transaction)
            try await transaction.execute(
                """
                INSERT INTO ads.line_item (
                  line_item_id, campaign_id, name, priority, weight, goal, page_kinds, categories, excluded_categories
                )
                VALUES (
                  \(id), \(campaign), \(input.name.text), \(input.priority), \(input.weight), \(input.goal),
                  \(input.pageKinds), \(input.categories), \(input.excludedCategories)
                )
                """)
            try await write(topics, excluded, of: id, in: transaction)
            try await transaction.audit(
                AuditEntry("ads.line_item_added", on: "line_item", id, after: try LineItemRecord(input).json),
                by: ads(actor))
            return id
        }
    }

    /// - Throws: `Refusal.changedSince` when somebody else changed it in between.
    public func change(_ id: LineItemID, seen version: Int, _ input: LineItemInput, by actor: Actor)
        async throws
    {
        try await kernel.database.transaction { transaction in
            let before = try await AdQueries(reader: transaction).locked(id)
            guard before.version == version else { throw conflict(before, input) }
            let (topics, excluded) = try await resolve(input, in: transaction)
            try await transaction.execute(
                """
                UPDATE ads.line_item
                SET name = \(input.name.text),
                    priority = \(input.priority),
                    weight = \(input.weight),
                    goal = \(input.goal),
                    page_kinds = \(input.pageKinds),
                    categories = \(input.categories),
                    excluded_categories = \(input.excludedCategories),
                    version = version + 1
                WHERE line_item_id = \(id)
                """)
            try await transaction.execute("DELETE FROM ads.line_item_topic WHERE line_item_id = \(id)")
            try await write(topics, excluded, of: id, in: transaction)
            try await transaction.audit(
                AuditEntry(
                    "ads.line_item_changed", on: "line_item", id, before: try LineItemRecord(before).json,
                    after: try LineItemRecord(input).json), by: ads(actor))
        }
    }

    private func resolve(
        _ input: LineItemInput, in transaction: Transaction
    ) async throws -> (chosen: [TopicID], excluded: [TopicID]) {
        let index = try await TopicIndex.load(in: transaction)
        var issues = FormIssues()
        func ids(_ field: String, _ names: [String]) -> [TopicID] {
            names.compactMap { name in
                if let topic = index.topic(named: name) { return topic.topicID }
                issues.add(field, Self.missing("topic", name, among: index.topics.map(\.name)))
                return nil
            }
        }
        let chosen = ids("topics", input.topics)
        let excluded = ids("excluded_topics", input.excludedTopics)
        if !Set(chosen).isDisjoint(with: excluded) {
            issues.add("excluded_topics", .other("A topic is in both lists. Take it out of one."))
        }
        let known = try await categories.known(in: transaction)
        for (field, slugs) in [
            ("categories", input.categories), ("excluded_categories", input.excludedCategories),
        ] {
            for slug in slugs where !known.contains(slug) {
                issues.add(field, Self.missing("category", slug.rawValue, among: known.map(\.rawValue)))
            }
        }
        if !Set(input.categories).isDisjoint(with: input.excludedCategories) {
            issues.add("excluded_categories", .other("A category is in both lists. Take it out of one."))
        }
        try issues.throwIfAny()
        return (Array(Set(chosen)).sorted(), Array(Set(excluded)).sorted())
    }

    private static func missing(_ thing: String, _ name: String, among names: [String]) -> Problem {
        guard let near = nearest(to: name, among: names) else {
            return .other("There is no \(thing) “\(name)”. There are none yet, so leave it empty.")
        }
        return .other("There is no \(thing) “\(name)”. The nearest is “\(near)”.")
    }

    private func write(
        _ topics: [TopicID], _ excluded: [TopicID], of id: LineItemID, in transaction: Transaction
    ) async throws {
        try await transaction.execute(
            """
            INSERT INTO ads.line_item_topic (line_item_id, topic_id, is_excluded)
            SELECT \(id), topic_id, false FROM unnest(\(topics)) AS topic_id
            UNION ALL
            SELECT \(id), topic_id, true FROM unnest(\(excluded)) AS topic_id
            """)
    }

    private func conflict(_ stored: StoredLineItem, _ sent: LineItemInput) -> Refusal {
        func field(_ name: String, _ label: String, _ mine: String, _ theirs: String) -> Conflict.Field {
            .init(name: name, label: label, mine: mine, theirs: theirs)
        }
        return .changedSince(
            Conflict(
                subject: "this line item", by: nil, path: AdPath.lineItem(stored.lineItemID),
                version: stored.version,
                fields: [
                    field("name", "Name", sent.name.text, stored.name),
                    field("priority", "Priority", sent.priority.rawValue, stored.priority.rawValue),
                    field("weight", "Weight", String(sent.weight), String(stored.weight)),
                    field(
                        "goal", "Goal", sent.goal.map(String.init) ?? "", stored.goal.map(String.init) ?? ""),
                    field("topics", "Topics", sent.topics.joined(separator: "; "), stored.topicsText),
                    field(
                        "excluded_topics", "Not on topics", sent.excludedTopics.joined(separator: "; "),
                        stored.excludedTopicsText),
                    field(
                        "categories", "Categories", sent.categories.map(\.rawValue).joined(separator: "; "),
                        stored.categoriesText),
                    field(
                        "excluded_categories", "Not in categories",
                        sent.excludedCategories.map(\.rawValue).joined(separator: "; "),
                        stored.excludedCategoriesText),
                ]))
    }
}

extension [any PageCategories] {
    /// The categories that any of them knows.
    func known(in reader: any Reader) async throws -> [Slug] {
        var known: [Slug] = []
        for categories in self { known += try await categories.slugs(in: reader) }
        return known
    }
}

/// What the audit log keeps of a line item.
private struct LineItemRecord: Codable {
    let name: String
    let priority: AdPriority
    let weight: Int
    let goal: Int?
    let pageKinds: [PageKind]
    let topics: [String]
    let excludedTopics: [String]
    let categories: [Slug]
    let excludedCategories: [Slug]

    init(_ input: LineItemInput) {
        name = input.name.text
        (priority, weight, goal, pageKinds) = (input.priority, input.weight, input.goal, input.pageKinds)
        (topics, excludedTopics) = (input.topics, input.excludedTopics)
        (categories, excludedCategories) = (input.categories, input.excludedCategories)
    }

    init(_ stored: StoredLineItem) {
        name = stored.name
        (priority, weight, goal, pageKinds) = (stored.priority, stored.weight, stored.goal, stored.pageKinds)
        (topics, excludedTopics) = (stored.topics, stored.excludedTopics)
        (categories, excludedCategories) = (stored.categories, stored.excludedCategories)
    }

    var json: PostgresJSON { get throws { try PostgresJSON(encoding: self) } }
}
