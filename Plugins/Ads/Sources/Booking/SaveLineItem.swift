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
            let names = try await CategoryNames.load(from: categories, in: transaction)
            let places = try await resolve(input, among: names, in: transaction)
            try await transaction.execute(
                """
                INSERT INTO ads.line_item (
                  line_item_id, campaign_id, name, priority, weight, goal, page_kinds, categories, excluded_categories
                )
                VALUES (
                  \(id), \(campaign), \(input.name.text), \(input.priority), \(input.weight), \(input.goal),
                  \(input.pageKinds), \(places.categories), \(places.excludedCategories)
                )
                """)
            try await write(places, of: id, in: transaction)
            try await transaction.audit(
                AuditEntry(
                    "ads.line_item_added", on: "line_item", id,
                    after: try LineItemRecord(input, at: places, names).json), by: ads(actor))
            return id
        }
    }

    /// - Throws: `Refusal.changedSince` when somebody else changed it in between.
    public func change(_ id: LineItemID, seen version: Int, _ input: LineItemInput, by actor: Actor)
        async throws
    {
        try await kernel.database.transaction { transaction in
            let before = try await AdQueries(reader: transaction).locked(id)
            let names = try await CategoryNames.load(from: categories, in: transaction)
            guard before.version == version else { throw conflict(before, input, names) }
            let places = try await resolve(input, keeping: before, among: names, in: transaction)
            try await transaction.execute(
                """
                UPDATE ads.line_item
                SET name = \(input.name.text),
                    priority = \(input.priority),
                    weight = \(input.weight),
                    goal = \(input.goal),
                    page_kinds = \(input.pageKinds),
                    categories = \(places.categories),
                    excluded_categories = \(places.excludedCategories),
                    version = version + 1
                WHERE line_item_id = \(id)
                """)
            try await transaction.execute("DELETE FROM ads.line_item_topic WHERE line_item_id = \(id)")
            try await write(places, of: id, in: transaction)
            try await transaction.audit(
                AuditEntry(
                    "ads.line_item_changed", on: "line_item", id,
                    before: try LineItemRecord(before, names).json,
                    after: try LineItemRecord(input, at: places, names).json), by: ads(actor))
        }
    }

    /// Finds what the names mean. Of categories that are no more only those of the line item itself can be named.
    private func resolve(
        _ input: LineItemInput, keeping stored: StoredLineItem? = nil, among names: CategoryNames,
        in transaction: Transaction
    ) async throws -> Places {
        let index = try await TopicIndex.load(in: transaction)
        let kept = stored.map { $0.categories + $0.excludedCategories } ?? []
        var issues = FormIssues()
        func topics(_ field: String, _ texts: [String]) -> [TopicID] {
            ids(field, texts, "topic", index.topics.map(\.name), &issues) { index.topic(named: $0)?.topicID }
        }
        func categories(_ field: String, _ texts: [String]) -> [PageCategoryID] {
            ids(field, texts, "category", names.all, &issues) { names.category(meant: $0, keeping: kept) }
        }
        let places = Places(
            topics: topics("topics", input.topics),
            excludedTopics: topics("excluded_topics", input.excludedTopics),
            categories: categories("categories", input.categories),
            excludedCategories: categories("excluded_categories", input.excludedCategories))
        if !Set(places.topics).isDisjoint(with: places.excludedTopics) {
            issues.add("excluded_topics", .other("A topic is in both lists. Take it out of one."))
        }
        if !Set(places.categories).isDisjoint(with: places.excludedCategories) {
            issues.add("excluded_categories", .other("A category is in both lists. Take it out of one."))
        }
        try issues.throwIfAny()
        return places
    }

    /// Each id once; a text that means none is an issue that tells the nearest name.
    private func ids<ID: Identifier>(
        _ field: String, _ texts: [String], _ thing: String, _ names: [String], _ issues: inout FormIssues,
        meant: (String) -> ID?
    ) -> [ID] {
        let found = texts.compactMap { text in
            let id = meant(text)
            if id == nil { issues.add(field, Self.missing(thing, text, among: names)) }
            return id
        }
        return Array(Set(found)).sorted()
    }

    private static func missing(_ thing: String, _ name: String, among names: [String]) -> Problem {
        guard let near = nearest(to: name, among: names) else {
            return .other("There is no \(thing) “\(name)”. There are none yet, so leave it empty.")
        }
        return .other("There is no \(thing) “\(name)”. The nearest is “\(near)”.")
    }

    private func write(
        _ places: Places, of id: LineItemID, in transaction: Transaction
    ) async throws {
        try await transaction.execute(
            """
            INSERT INTO ads.line_item_topic (line_item_id, topic_id, is_excluded)
            SELECT \(id), topic_id, false FROM unnest(\(places.topics)) AS topic_id
            UNION ALL
            SELECT \(id), topic_id, true FROM unnest(\(places.excludedTopics)) AS topic_id
            """)
    }

    private func conflict(
        _ stored: StoredLineItem, _ sent: LineItemInput, _ names: CategoryNames
    ) -> Refusal {
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
                        "categories", "Categories", sent.categories.joined(separator: "; "),
                        names.text(of: stored.categories)),
                    field(
                        "excluded_categories", "Not in categories",
                        sent.excludedCategories.joined(separator: "; "),
                        names.text(of: stored.excludedCategories)),
                ]))
    }
}

/// Where a line item runs, by ids.
private struct Places {
    let topics: [TopicID]
    let excludedTopics: [TopicID]
    let categories: [PageCategoryID]
    let excludedCategories: [PageCategoryID]
}

/// What the audit log keeps of a line item: categories as they were called then.
private struct LineItemRecord: Codable {
    let name: String
    let priority: AdPriority
    let weight: Int
    let goal: Int?
    let pageKinds: [PageKind]
    let topics: [String]
    let excludedTopics: [String]
    let categories: [String]
    let excludedCategories: [String]

    init(_ input: LineItemInput, at places: Places, _ names: CategoryNames) {
        name = input.name.text
        (priority, weight, goal, pageKinds) = (input.priority, input.weight, input.goal, input.pageKinds)
        (topics, excludedTopics) = (input.topics, input.excludedTopics)
        categories = names.names(of: places.categories)
        excludedCategories = names.names(of: places.excludedCategories)
    }

    init(_ stored: StoredLineItem, _ names: CategoryNames) {
        name = stored.name
        (priority, weight, goal, pageKinds) = (stored.priority, stored.weight, stored.goal, stored.pageKinds)
        (topics, excludedTopics) = (stored.topics, stored.excludedTopics)
        categories = names.names(of: stored.categories)
        excludedCategories = names.names(of: stored.excludedCategories)
    }

    var json: PostgresJSON { get throws { try PostgresJSON(encoding: self) } }
}
