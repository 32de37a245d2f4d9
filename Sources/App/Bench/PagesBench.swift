import Foundation
import Kernel
import Postgres
import Site

/// Topic pages, searches and profiles, drawn anew in this process: what a page costs that is in no cache.
struct PagesBench {
    let installation: Installation

    /// Each kind of page is drawn so often, at a different address where there are enough.
    private static let draws = 300
    private static let warmUps = 30

    private struct Sample: Decodable, Sendable {
        let slug: String
        let familyName: String
        let state: String
    }

    /// Addresses of one kind of page.
    private struct Kind {
        let name: String
        let addresses: [String]
    }

    func run() async throws -> [BenchCommand.Figure] {
        let composition = try installation.composition()
        let preview = SitePreview(composition: composition)
        var figures: [BenchCommand.Figure] = []
        for kind in try await kinds(reading: composition.kernel.database) {
            figures += try await measure(kind, with: preview)
        }
        return figures
    }

    private func measure(_ kind: Kind, with preview: SitePreview) async throws -> [BenchCommand.Figure] {
        for number in 0..<Self.warmUps { _ = try await draw(kind, number, with: preview) }
        let counted = try await StatementCounter.counting { try await draw(kind, 0, with: preview) }
        var timings = Timings()
        for number in 0..<Self.draws {
            _ = try await timings.measure { try await draw(kind, number, with: preview) }
        }
        return timings.figures(kind.name) + [
            .init(
                name: "\(kind.name) statements", value: Double(counted.statements), unit: "statements"),
            .init(
                name: "\(kind.name) round trips", value: Double(counted.roundTrips), unit: "round trips"),
        ]
    }

    private func draw(_ kind: Kind, _ number: Int, with preview: SitePreview) async throws
        -> PublicSite.Rendered
    {
        try await preview.current(kind.addresses[number % kind.addresses.count])
    }

    // MARK: What is asked for

    private func kinds(reading reader: any Reader) async throws -> [Kind] {
        let (topics, articles, categories, people) = try await reader.fetch(
            .values(String.self, "SELECT slug FROM topics.topic ORDER BY slug"),
            .values(
                String.self,
                """
                SELECT slug
                FROM articles.article
                WHERE EXISTS (
                  SELECT
                  FROM articles.publication
                  WHERE publication.article_id = article.article_id AND publication.visible @> now()
                )
                ORDER BY md5(slug)
                LIMIT \(Self.draws)
                """),
            .values(String.self, "SELECT slug FROM articles.category ORDER BY slug"),
            .all(
                Sample.self,
                """
                SELECT provider.slug, revision.family_name, revision.state
                FROM (
                  SELECT provider_id, slug
                  FROM providers.provider
                  ORDER BY md5(slug)
                  LIMIT \(Self.draws)
                ) AS provider
                JOIN providers.publication USING (provider_id)
                JOIN providers.revision USING (revision_id)
                WHERE revision.family_name IS NOT NULL AND revision.state IS NOT NULL
                ORDER BY provider.slug
                """))
        guard !topics.isEmpty, !people.isEmpty else {
            throw SettingMistake(
                place: "pages", message: "load the demo data first, or name a number of --providers.")
        }
        let words = people.map { $0.familyName.lowercased() }
        return [
            Kind(name: "topic page", addresses: topics.map { "/topics/\($0)" }),
            Kind(name: "everybody", addresses: ["/providers"]),
            Kind(name: "search by topic", addresses: topics.map { "/providers?topic=\($0)" }),
            Kind(name: "search by state", addresses: people.map { "/providers?state=\($0.state)" }),
            Kind(
                name: "search by topic and state",
                addresses: people.enumerated().map { number, person in
                    "/providers?topic=\(topics[number % topics.count])&state=\(person.state)"
                }),
            Kind(name: "search by a name", addresses: words.map { "/providers?q=\(encoded($0))" }),
            Kind(
                name: "search by common words",
                addresses: ["anxiety", "couples therapy", "grief and loss"].map {
                    "/providers?q=\(encoded($0))"
                }),
            Kind(
                name: "search by a mistyped name",
                addresses: words.map { "/providers?q=\(encoded(mistyped($0)))" }),
            Kind(name: "profile", addresses: people.map { "/providers/\($0.slug)" }),
            Kind(name: "home", addresses: ["/"]),
            Kind(name: "article", addresses: articles.map { "/articles/\($0)" }),
            Kind(name: "latest articles", addresses: ["/articles"]),
            Kind(name: "category", addresses: categories.map { "/categories/\($0)" }),
            Kind(
                name: "search of everything",
                addresses: ["anxiety", "sleep", "grief and loss"].map { "/search?q=\(encoded($0))" }),
        ].filter { !$0.addresses.isEmpty }
    }

    /// A letter in the middle is doubled.
    private func mistyped(_ word: String) -> String {
        let middle = word.index(word.startIndex, offsetBy: word.count / 2)
        return String(word[...middle] + word[middle...])
    }

    private func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }
}
