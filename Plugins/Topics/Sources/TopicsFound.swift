import Console
import Kernel
import Postgres
import Site

/// The topics whose names, or else texts, hold the words of a search; where a name has them, those alone.
struct TopicsFound: SearchSection {
    let place = 1

    private static let count = 6

    private struct Found: Decodable, Sendable {
        let slug: Slug
        let name: String
    }

    func ask(for words: String, in batch: inout Batch) -> Drawing {
        let pattern = LikePattern.containing(words)
        let list = batch.add(
            .all(
                Found.self,
                """
                SELECT slug, name
                FROM topics.public_topic
                WHERE name ILIKE \(pattern)
                  OR (
                    to_tsvector('english', name || ' ' || dek || ' ' || text)
                      @@ websearch_to_tsquery('english', \(words))
                    AND NOT EXISTS (SELECT FROM topics.public_topic WHERE name ILIKE \(pattern))
                  )
                ORDER BY
                  name ILIKE \(pattern) DESC,
                  ts_rank(
                    setweight(to_tsvector('english', name || ' ' || dek), 'A')
                      || to_tsvector('english', text),
                    websearch_to_tsquery('english', \(words))
                  ) DESC,
                  lower(name),
                  slug
                LIMIT \(Self.count)
                """))
        let boundary = batch.add(nextBoundary)
        return { results, _ in
            let topics = try results[list]
            let ends = try results[boundary]
            guard !topics.isEmpty else { return (nil, ends) }
            let items = topics.map {
                TopicListPart.Item(title: $0.name, url: "/topics/\($0.slug)", topicNote: nil)
            }
            return (Part(TopicListPart(topics: items)), ends)
        }
    }
}
