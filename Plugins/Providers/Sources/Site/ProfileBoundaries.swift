import Postgres
import Site

extension PublicProfile {
    func boundaries(of request: PageRequest) -> SQL? {
        guard let slug = try? request.slug() else { return nil }
        let id: SQL = "SELECT provider_id FROM providers.public_slug WHERE slug = \(slug)"
        let own: SQL = """
            SELECT begins AS at
            FROM providers.public_boundary
            WHERE provider_id = (\(sql: id)) AND topic_id = '00000000-0000-0000-0000-000000000000'
            UNION ALL
            SELECT ends
            FROM providers.public_boundary
            WHERE provider_id = (\(sql: id)) AND topic_id = '00000000-0000-0000-0000-000000000000'
            """
        return ([own] + badges.all.compactMap { $0.boundaries(of: id) }).joined(separator: "\nUNION ALL\n")
    }
}
