import Foundation
import Kernel
import Postgres
import Site

/// A topic by its names.
public struct TopicName: Decodable, Sendable, Equatable {
    public let topicID: TopicID
    public let slug: Slug
    public let name: String
    public let label: String
    public let aliases: [String]
}

/// All topics by name, for imports and forms that name many.
public struct TopicIndex: Sendable {
    /// In the order of their names.
    public private(set) var topics: [TopicName] = []
    private var byKey: [String: Int] = [:]

    public static func load(in reader: any Reader) async throws -> TopicIndex {
        let topics = try await reader.all(
            TopicName.self,
            """
            SELECT topic_id, slug, name, label, aliases
            FROM topics.topic
            ORDER BY lower(name), topic_id
            """)
        return TopicIndex(topics)
    }

    init(_ topics: [TopicName]) {
        // A slug beats a name, and a name beats an alias, whichever topic comes first.
        let kinds: [(TopicName) -> [String]] = [
            { [$0.slug.rawValue] }, { [Self.key($0.name)] }, { $0.aliases.map(Self.key) },
        ]
        for keys in kinds {
            for (position, topic) in topics.enumerated() {
                for key in keys(topic) where byKey[key] == nil { byKey[key] = position }
            }
        }
        self.topics = topics
    }

    private static func key(_ name: String) -> String {
        name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The topic that somebody means by a slug, a name or an alias; nil when there is none.
    public func topic(named name: String) -> TopicName? {
        let position = byKey[Self.key(name)] ?? Slug(folding: name).flatMap { byKey[$0.rawValue] }
        return position.map { topics[$0] }
    }

    /// Makes a topic without a page of its own.
    ///
    /// - Throws: `FormIssues` when the name is empty, too long, or leaves nothing for an address.
    public mutating func add(named name: String, ids: IDs, in transaction: Transaction) async throws
        -> TopicName
    {
        let name = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard let slug = Slug(folding: name), name.count <= 120 else {
            throw FormIssues(
                "topics",
                .other("“\(name.prefix(120))” cannot be a topic. Write a name of at most 120 letters."))
        }
        let topic = TopicName(
            topicID: ids.next(), slug: slug, name: name, label: TopicLabel.word(for: name), aliases: [])
        try await transaction.execute(
            """
            INSERT INTO topics.topic (topic_id, slug, name, label)
            VALUES (\(topic.topicID), \(topic.slug), \(topic.name), \(topic.label))
            """)
        topics.append(topic)
        byKey[slug.rawValue] = topics.count - 1
        byKey[Self.key(name)] = topics.count - 1
        return topic
    }
}
