import Postgres
import Site

extension PublicProfile {
    func boundaries(of request: PageRequest) -> SQL? {
        guard let slug = try? request.slug() else { return nil }
        let id: SQL = "SELECT provider_id FROM providers.public_slug WHERE slug = \(slug)"
        return ([Self.boundaries(of: id)] + badges.all.compactMap { $0.boundaries(of: id) }).joined(
            separator: "\nUNION ALL\n")
    }

    /// The instants, a column `at`, at which what is the person's own changes, and what is said of their topics:
    /// whose pages are linked, and which ask for the crisis box.
    static func boundaries(of id: SQL) -> SQL {
        let topics: SQL = """
            SELECT topic_id
            FROM providers.public_provider_topic
            WHERE provider_id = (\(sql: id))
            """
        return """
            SELECT begins AS at
            FROM providers.public_boundary
            WHERE provider_id = (\(sql: id)) AND topic_id = '00000000-0000-0000-0000-000000000000'
            UNION ALL
            SELECT ends
            FROM providers.public_boundary
            WHERE provider_id = (\(sql: id)) AND topic_id = '00000000-0000-0000-0000-000000000000'
            UNION ALL
            SELECT begins
            FROM topics.public_boundary
            WHERE topic_id = ANY (ARRAY(\(sql: topics)))
            UNION ALL
            SELECT ends
            FROM topics.public_boundary
            WHERE topic_id = ANY (ARRAY(\(sql: topics)))
            """
    }
}
