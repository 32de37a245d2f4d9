import Kernel
import Postgres
import Topics

/// How many people are listed under each topic, for the console's list of topics.
struct PeopleOfTopics: TopicCounts {
    private struct Count: Decodable, Sendable {
        let topicID: TopicID
        let people: Int
    }

    func people(for topics: [TopicID], in reader: any Reader) async throws -> [TopicID: Int] {
        let counts = try await reader.all(
            Count.self,
            """
            SELECT topic_id, count(*) AS people
            FROM providers.listing
            WHERE topic_id = ANY (\(topics))
              AND state = ''
              AND holds @> clock_timestamp()
            GROUP BY topic_id
            ORDER BY topic_id
            """)
        return Dictionary(counts.map { ($0.topicID, $0.people) }, uniquingKeysWith: { first, _ in first })
    }
}
