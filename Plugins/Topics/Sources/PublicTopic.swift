import Console
import Documents
import Foundation
import Kernel
import Postgres
import Site

/// A part of the topic page that another plugin fills: cards of people, a form, a slot.
public protocol TopicSection: Extension {
    /// Adds the section's statements to those of the page, so that all travel in one round trip.
    ///
    /// - Parameters:
    ///   - topic: a subquery of one column: the id of the topic, none when there is no such page.
    ///   - batch: the statements of the page.
    /// - Returns: what draws the section from the results, when there is a page.
    func ask(about topic: SQL, in batch: inout Batch) -> Drawing
    typealias Drawing = @Sendable (BatchResults, TopicOnPage) throws -> TopicSectionParts

    /// The instants at which the section changes, as `PublicPage.boundaries(of:)` tells them; `topic` is a subquery as
    /// above.
    func boundaries(of topic: SQL) -> SQL?
}

extension TopicSection {
    public func boundaries(of topic: SQL) -> SQL? { nil }
}

/// What sections know about the topic whose page it is.
public struct TopicOnPage: Sendable {
    public let slug: Slug
    public let name: String
    /// Its word in prose: `loneliness`.
    public let label: String
    public let site: SiteFacts
    /// The instant that the page is drawn for.
    public let instant: Instant
}

/// What a section adds to the page.
public struct TopicSectionParts: Sendable {
    /// Above the questions.
    public let before: [Part]
    /// Below them.
    public let after: [Part]
    /// The next instant at which the section may read differently; nil while none is known.
    public let validUntil: Instant?

    public init(before: [Part] = [], after: [Part] = [], validUntil: Instant? = nil) {
        self.before = before
        self.after = after
        self.validUntil = validUntil
    }
}

/// The page about a topic: what others add, questions and answers.
struct PublicTopic: PublicPage {
    let sections: Additions<any TopicSection>
    let fillers: Additions<any SlotFiller>

    var path: String { "/topics/:slug" }

    private struct Live: Decodable, Sendable {
        let slug: Slug
        let name: String
        let label: String
        let crisisTier: CrisisTier
        let dek: String
        let description: String
        let html: String
        let structuredData: String?
        let contents: [TopicQuestion]
    }

    private struct Known: Decodable, Sendable {
        let currentSlug: Slug
        let isLive: Bool
    }

    func draw(_ request: PageRequest, in snapshot: Snapshot) async throws -> DrawnPage {
        let slug = try request.slug()
        var batch = Batch()
        let live = batch.add(liveTopic(slug))
        let known = batch.add(knownSlug(slug))
        let instant = batch.add(.value(Instant.self, "SELECT kernel.as_of()"))
        let id: SQL = "SELECT topic_id FROM topics.public_topic WHERE slug = \(slug)"
        let boundary = batch.add(nextBoundary(of: id))
        let slots = fillers.ask(for: .topic, in: &batch)
        let drawings = sections.all.map { $0.ask(about: id, in: &batch) }

        let results = try await snapshot.run(batch)
        guard let topic = try results[live], let instant = try results[instant] else {
            throw missing(try results[known], asked: slug)
        }
        let about = TopicOnPage(
            slug: topic.slug, name: topic.name, label: topic.label, site: request.site, instant: instant)
        let parts = try drawings.map { try $0(results, about) }
        let page = SlotPage(
            kind: .topic, path: request.path, topics: [topic.slug], crisisTier: topic.crisisTier.rawValue,
            slots: try slots(results))
        let ends = [try results[boundary]] + parts.map(\.validUntil)
        return DrawnPage(
            TopicPage(
                request, name: topic.name, tier: topic.crisisTier, dek: topic.dek,
                description: topic.description, html: topic.html, before: parts.flatMap(\.before),
                slots: page, after: parts.flatMap(\.after), questions: topic.contents,
                data: topic.structuredData.map(JSONLD.init(json:))),
            validUntil: ends.compactMap { $0 }.min(), slots: page)
    }

    func boundaries(of request: PageRequest) -> SQL? {
        guard let slug = try? request.slug() else { return nil }
        let id: SQL = "SELECT topic_id FROM topics.public_topic_name WHERE slug = \(slug)"
        let own: SQL = """
            SELECT begins AS at FROM topics.public_boundary WHERE topic_id = (\(sql: id))
            UNION ALL
            SELECT ends FROM topics.public_boundary WHERE topic_id = (\(sql: id))
            """
        return ([own] + sections.all.compactMap { $0.boundaries(of: id) } + fillers.boundaries)
            .joined(separator: "\nUNION ALL\n")
    }

    /// Where a slug leads that is no page's own.
    private func missing(_ known: Known?, asked: Slug) -> any Error {
        guard let known else { return Refusal.notFound }
        guard known.isLive, known.currentSlug != asked else { return Refusal.gone }
        return PageMoved(to: "/topics/\(known.currentSlug)")
    }

    private func liveTopic(_ slug: Slug) -> Query<Live?> {
        .first(
            Live.self,
            """
            SELECT slug, name, label, crisis_tier, dek, description, html, structured_data, contents
            FROM topics.public_topic
            WHERE slug = \(slug)
            """)
    }

    private func knownSlug(_ slug: Slug) -> Query<Known?> {
        .first(
            Known.self,
            """
            SELECT current_slug, is_live
            FROM topics.public_slug
            WHERE slug = \(slug)
            """)
    }

    private func nextBoundary(of id: SQL) -> Query<Instant?> {
        .value(
            Instant.self,
            """
            SELECT least(
              (
                SELECT min(begins)
                FROM topics.public_boundary
                WHERE topic_id = (\(sql: id)) AND begins > kernel.as_of()
              ),
              (
                SELECT min(ends)
                FROM topics.public_boundary
                WHERE topic_id = (\(sql: id)) AND ends > kernel.as_of()
              )
            )
            """)
    }
}
