import Console
import Foundation
import Kernel
import Postgres
import Site

/// A person's page.
struct PublicProfile: PublicPage {
    let badges: Additions<any BadgeSource>

    var path: String { "/providers/:slug" }

    struct Live: Decodable, Sendable {
        let slug: Slug
        let name: String
        let givenName: String?
        let familyName: String?
        let pronouns: String?
        let photoID: String?
        let phone: Phone?
        let email: String?
        let website: String?
        let languages: [String]
        let modalities: [String]
        let feeFrom: Int?
        let feeTo: Int?
        let slidingScale: Bool
        let insurance: [String]
        let newClients: NewClients?
        let remoteOnly: Bool
        let street: String?
        let city: String?
        let state: USState?
        let postalCode: String?
        let offices: [PublicOffice]
        let states: [USState]
        let startYear: Int?
        let bioHTML: String
        let bioText: String

        var place: Place { Place(remoteOnly: remoteOnly, city: city, state: state, states: states) }
    }

    struct Topic: Decodable, Sendable {
        let slug: Slug
        let label: String
        let name: String
        let hasPage: Bool
        let crisisTier: Int
    }

    private struct Known: Decodable, Sendable {
        let currentSlug: Slug
        let isLive: Bool
    }

    func draw(_ request: PageRequest, in snapshot: Snapshot) async throws -> DrawnPage {
        let slug = try request.slug()
        var batch = Batch()
        let asked = Question(slug, badges: badges.all).add(to: &batch)
        let known = batch.add(knownSlug(slug))
        let ends = asked.boundaries.map { batch.add($0) } + [batch.add(nextBoundary(of: asked.id))]
        let instant = batch.add(.value(Instant.self, "SELECT kernel.as_of()"))

        let results = try await snapshot.run(batch)
        let answer = try asked.answer(results)
        guard let profile = answer.profile, let now = try results[instant] else {
            throw missing(try results[known], asked: slug)
        }
        let page = try ProfilePage(request, profile, answer.standing, topics: answer.topics, at: now)
        var boundaries = try ends.map { try results[$0] }
        if profile.startYear != nil {
            boundaries.append(Practice.nextNewYear(after: now, in: request.site.dates.zone))
        }
        return DrawnPage(page, validUntil: boundaries.compactMap { $0 }.min())
    }

    /// What is public of a person, as statements of a batch.
    struct Question: Sendable {
        let slug: Slug
        let badges: [any BadgeSource]

        init(_ slug: Slug, badges: [any BadgeSource]) {
            self.slug = slug
            self.badges = badges
        }

        func add(to batch: inout Batch) -> Asked {
            let id: SQL = "SELECT provider_id FROM providers.public_provider WHERE slug = \(slug)"
            return Asked(
                id: id, boundaries: badges.map { $0.nextBoundary(of: id) }, live: batch.add(liveProfile),
                titles: batch.add(
                    .all(
                        ClaimedTitle.self,
                        """
                        SELECT name, abbreviation, mark
                        FROM providers.public_title
                        WHERE provider_id = (\(sql: id))
                        ORDER BY position
                        """)),
                topics: batch.add(
                    .all(
                        Topic.self,
                        """
                        SELECT slug, label, name, has_page, crisis_tier
                        FROM providers.public_provider_topic
                        WHERE provider_id = (\(sql: id))
                        ORDER BY position
                        """)),
                held: badges.map { batch.add($0.holding(of: id)) })
        }

        private var liveProfile: Query<Live?> {
            .first(
                Live.self,
                """
                SELECT
                  slug, name, given_name, family_name, pronouns, photo_id, phone, email, website, languages,
                  modalities, fee_from, fee_to, sliding_scale, insurance, new_clients, remote_only, street, city,
                  state, postal_code, offices, states, start_year, bio_html, bio_text
                FROM providers.public_provider
                WHERE slug = \(slug)
                """)
        }
    }

    /// A question that travels with a batch.
    struct Asked: Sendable {
        /// A subquery: the id of the person in question.
        let id: SQL
        let boundaries: [Query<Instant?>]
        fileprivate let live: Batch.Ticket<Live?>
        fileprivate let titles: Batch.Ticket<[ClaimedTitle]>
        fileprivate let topics: Batch.Ticket<[Topic]>
        fileprivate let held: [Batch.Ticket<[HeldCredential]>]

        /// `profile` is nil for who is not public.
        func answer(
            _ results: BatchResults
        ) throws -> (profile: Live?, standing: TitleStanding, topics: [Topic]) {
            (
                try results[live],
                TitleStanding(titles: try results[titles], held: try held.flatMap { try results[$0] }),
                try results[topics]
            )
        }
    }

    /// Where a slug leads that is no profile's own.
    private func missing(_ known: Known?, asked: Slug) -> any Error {
        guard let known else { return Refusal.notFound }
        guard known.isLive, known.currentSlug != asked else { return Refusal.gone }
        return PageMoved(to: "/providers/\(known.currentSlug)")
    }

    private func knownSlug(_ slug: Slug) -> Query<Known?> {
        .first(
            Known.self,
            """
            SELECT current_slug, is_live
            FROM providers.public_slug
            WHERE slug = \(slug)
            """)
    }

    private func nextBoundary(of id: SQL) -> Query<Instant?> {
        .value(
            Instant.self,
            """
            SELECT min(at)
            FROM (\(sql: Self.boundaries(of: id))) AS boundary
            WHERE at > kernel.as_of()
            """)
    }
}

struct ProfilePage: Page {
    static let template = "providers/profile"

    let page: SitePage
    let profile: ProfileView

    init(
        _ request: PageRequest, _ profile: PublicProfile.Live, _ standing: TitleStanding,
        topics: [PublicProfile.Topic], at instant: Instant
    ) throws {
        let site = request.site
        let sentence = profile.sentence(standing, topics: topics, at: instant, site: site)
        page = SitePage(
            request, title: profile.name,
            description: sentence.isEmpty ? Preview.of(profile.bioText) ?? profile.name : sentence,
            noindex: !standing.isVerified,
            data: try JSONLD(
                PersonData(
                    profile, standing, topics: topics.map(\.name), site: site.url)))
        self.profile = ProfileView(profile, standing, sentence: sentence, topics: topics, site: site)
    }
}

extension PublicProfile.Live {
    /// What the site says about the person in its own words.
    func sentence(
        _ standing: TitleStanding, topics: [PublicProfile.Topic], at instant: Instant, site: SiteFacts
    ) -> String {
        GeneratedSentence(
            name: name, titles: standing.verifiedTitles, place: place,
            years: Practice.years(since: startYear, at: instant, in: site.dates.zone),
            topics: topics.map(\.label)
        ).text
    }
}
