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
        let phone: Phone?
        let website: String?
        let languages: [String]
        let remoteOnly: Bool
        let street: String?
        let city: String?
        let state: USState?
        let postalCode: String?
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
    }

    private struct Known: Decodable, Sendable {
        let currentSlug: Slug
        let isLive: Bool
    }

    func draw(_ request: PageRequest, in snapshot: Snapshot) async throws -> DrawnPage {
        let slug = try request.slug()
        let id: SQL = "SELECT provider_id FROM providers.public_provider WHERE slug = \(slug)"
        var batch = Batch()
        let live = batch.add(liveProfile(slug))
        let known = batch.add(knownSlug(slug))
        let titles = batch.add(
            .all(
                ClaimedTitle.self,
                """
                SELECT name, abbreviation, mark
                FROM providers.public_title
                WHERE provider_id = (\(sql: id))
                ORDER BY position
                """))
        let topics = batch.add(
            .all(
                Topic.self,
                """
                SELECT slug, label, name, has_page
                FROM providers.public_provider_topic
                WHERE provider_id = (\(sql: id))
                ORDER BY position
                """))
        let held = badges.all.map { batch.add($0.holding(of: id)) }
        let ends = badges.all.map { batch.add($0.nextBoundary(of: id)) } + [batch.add(nextBoundary(of: id))]
        let instant = batch.add(.value(Instant.self, "SELECT kernel.as_of()"))

        let results = try await snapshot.run(batch)
        guard let profile = try results[live], let now = try results[instant] else {
            throw missing(try results[known], asked: slug)
        }
        let standing = TitleStanding(titles: try results[titles], held: try held.flatMap { try results[$0] })
        let page = try ProfilePage(request, profile, standing, topics: try results[topics], at: now)
        var boundaries = try ends.map { try results[$0] }
        if profile.startYear != nil {
            boundaries.append(Practice.nextNewYear(after: now, in: request.site.dates.zone))
        }
        return DrawnPage(page, validUntil: boundaries.compactMap { $0 }.min())
    }

    /// Where a slug leads that is no profile's own.
    private func missing(_ known: Known?, asked: Slug) -> any Error {
        guard let known else { return Refusal.notFound }
        guard known.isLive, known.currentSlug != asked else { return Refusal.gone }
        return PageMoved(to: "/providers/\(known.currentSlug)")
    }

    private func liveProfile(_ slug: Slug) -> Query<Live?> {
        .first(
            Live.self,
            """
            SELECT
              slug, name, phone, website, languages, remote_only, street, city, state, postal_code, states,
              start_year, bio_html, bio_text
            FROM providers.public_provider
            WHERE slug = \(slug)
            """)
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
            SELECT least(
              min(begins) FILTER (WHERE begins > kernel.as_of()),
              min(ends) FILTER (WHERE ends > kernel.as_of())
            )
            FROM providers.public_boundary
            WHERE provider_id = (\(sql: id))
              AND topic_id = '00000000-0000-0000-0000-000000000000'
            """)
    }
}

struct ProfilePage: Page {
    static let template = "providers/profile"

    struct HeadBadge: Sendable {
        let isLicense: Bool
        let word: String
        let checkedOn: String?
    }

    struct PhoneLink: Sendable {
        let number: String
        let dial: String
    }

    struct WebsiteLink: Sendable {
        let url: String
        let host: String
    }

    struct TopicLink: Sendable {
        let label: String
        let topicURL: String?
    }

    let page: SitePage
    let slug: String
    let fullName: String
    let initials: String
    let isVerified: Bool
    let headline: String
    let headBadge: HeadBadge?
    let crisis: CrisisBox?
    let sentence: String
    let bioHTML: String
    let hasChecked: Bool
    let checked: [CheckedCredential]
    let hasUnchecked: Bool
    let unchecked: [UncheckedCredential]
    let phone: PhoneLink?
    let website: WebsiteLink?
    let noContact: Bool
    let hasAddress: Bool
    let addressLines: [String]
    let remoteNote: String?
    let hasTopics: Bool
    let topics: [TopicLink]
    let languages: String?

    init(
        _ request: PageRequest, _ profile: PublicProfile.Live, _ standing: TitleStanding,
        topics: [PublicProfile.Topic], at instant: Instant
    ) throws {
        let site = request.site
        let years = Practice.years(since: profile.startYear, at: instant, in: site.dates.zone)
        let sentence = GeneratedSentence(
            name: profile.name, titles: standing.verifiedTitles, place: profile.place, years: years,
            topics: topics.map(\.label)
        ).text
        page = SitePage(
            request, title: profile.name,
            description: sentence.isEmpty ? Preview.of(profile.bioText) ?? profile.name : sentence,
            noindex: !standing.isVerified,
            data: try JSONLD(PersonData(profile, standing, url: "\(site.url)/providers/\(profile.slug)")))
        slug = profile.slug.rawValue
        fullName = profile.name
        initials = Console.initials(of: profile.name)
        isVerified = standing.isVerified
        let titles = standing.verifiedTitles.joined(separator: ", ")
        headline = titles.isEmpty ? profile.place.line : titles
        headBadge = standing.checked.first.map { held in
            HeadBadge(
                isLicense: held.isLicense, word: held.badge,
                checkedOn: CheckedDay.text(held.checkedOn, in: site).map { "on \($0)" })
        }
        crisis = nil
        self.sentence = sentence
        bioHTML = profile.bioHTML
        hasChecked = !standing.checked.isEmpty
        checked = standing.checked.map { CheckedCredential($0, site: site) }
        hasUnchecked = !standing.unchecked.isEmpty
        unchecked = standing.unchecked.map(UncheckedCredential.init)
        phone = profile.phone.map { PhoneLink(number: $0.rawValue, dial: $0.dial) }
        website = profile.website.flatMap { WebAddress($0) }.map { WebsiteLink(url: $0.url, host: $0.host) }
        noContact = profile.phone == nil && profile.website == nil
        addressLines = profile.addressLines
        hasAddress = !addressLines.isEmpty
        remoteNote = profile.remoteNote
        hasTopics = !topics.isEmpty
        self.topics = topics.map { topic in
            TopicLink(label: topic.name, topicURL: topic.hasPage ? "/topics/\(topic.slug)" : nil)
        }
        languages = profile.languages.isEmpty ? nil : profile.languages.joined(separator: ", ")
    }
}

extension PublicProfile.Live {
    /// Street, then city, state and ZIP code; nothing for people without an office.
    var addressLines: [String] {
        guard !remoteOnly else { return [] }
        let region = [state?.name, postalCode].compactMap { $0 }.joined(separator: " ")
        let town = [city, region.isEmpty ? nil : region].compactMap { $0 }.joined(separator: ", ")
        return [street ?? "", town].filter { !$0.isEmpty }
    }

    /// Whom the person sees online; nil when that is not said.
    var remoteNote: String? {
        if remoteOnly { return place.line }
        return states.isEmpty ? nil : "Also online, for people in \(Place.list(states))"
    }
}
