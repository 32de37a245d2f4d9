import Foundation
import Kernel
import Postgres
import Site

/// One list of people: of a topic or of all, in a state or anywhere. It reads the listing, which is made for this;
/// asking the facts takes over a second for a large directory.
struct Listing: Sendable {
    /// A subquery of one column, the topic's id; nil for every topic.
    var topic: SQL?
    var state: USState?
    /// Words to look for; empty for none.
    var words = ""
    var remoteOnly = false

    /// The list's people in its order, from behind a key.
    func people(after key: ListKey?, limit: Int) -> SQL {
        let conditions = conditions + (key.map { [Self.behind($0)] } ?? [])
        return """
            SELECT provider_id, verified, rank
            FROM \(sql: source)
            WHERE \(sql: conditions.joined(separator: " AND "))
            ORDER BY verified DESC, rank DESC, provider_id DESC
            LIMIT \(limit)
            """
    }

    /// How many there are, counted up to `most`.
    func count(most: Int) -> Query<Int?> {
        .value(
            Int.self,
            """
            SELECT count(*)
            FROM (
              SELECT
              FROM \(sql: source)
              WHERE \(sql: conditions.joined(separator: " AND "))
              LIMIT \(most)
            ) AS found
            """)
    }

    /// When the list next changes.
    ///
    /// Asked of the whole topic and not of the people shown: somebody who is not in the list may enter it.
    var nextBoundary: Query<Instant?> {
        .value(
            Instant.self,
            """
            SELECT least(
              (
                SELECT min(begins)
                FROM providers.public_boundary
                WHERE topic_id = \(sql: topicID) AND begins > kernel.as_of()
              ),
              (
                SELECT min(ends)
                FROM providers.public_boundary
                WHERE topic_id = \(sql: topicID) AND ends > kernel.as_of()
              )
            )
            """)
    }

    /// The instants at which the list changes, a column `at`.
    var boundaries: SQL {
        """
        SELECT begins AS at FROM providers.public_boundary WHERE topic_id = \(sql: topicID)
        UNION ALL
        SELECT ends FROM providers.public_boundary WHERE topic_id = \(sql: topicID)
        """
    }

    private var topicID: SQL {
        guard let topic else { return "'00000000-0000-0000-0000-000000000000'::uuid" }
        return "(\(sql: topic))"
    }

    /// A join and not IN: one person has one live text, so nobody is found twice, and a limit ends the search as soon as
    /// there are enough. IN would first collect everybody who has the words.
    private var source: SQL {
        words.isEmpty
            ? "providers.public_listing"
            : "providers.public_listing JOIN providers.public_search USING (provider_id)"
    }

    private var conditions: [SQL] {
        var conditions: [SQL] = ["topic_id = \(sql: topicID)", "state = \(state?.rawValue ?? "")"]
        if remoteOnly { conditions.append("remote") }
        if !words.isEmpty {
            // Whether to walk along the list or to look the words up depends on how many have them.
            let match: SQL = "words @@ websearch_to_tsquery('english', \(words))"
            conditions.append(match.plannedAnew)
        }
        return conditions
    }

    private static func behind(_ key: ListKey) -> SQL {
        "(verified, rank, provider_id) < (\(key.verified), \(key.rank), \(key.id))"
    }
}
