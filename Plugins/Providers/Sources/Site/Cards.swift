import Console
import Foundation
import Kernel
import Postgres
import Site

/// One credential that was checked, as pages show it.
struct CheckedCredential: Sendable {
    let abbreviation: String
    let title: String
    let isLicense: Bool
    let word: String
    let checkedNote: String

    init(_ held: HeldCredential, site: SiteFacts) {
        abbreviation = held.mark
        title = held.display
        isLicense = held.isLicense
        word = held.badge
        checkedNote = Self.note(held, site)
    }

    /// `California. Looked up at California DCA on November 21, 2026; valid until March 31, 2027.`
    private static func note(_ held: HeldCredential, _ site: SiteFacts) -> String {
        var looked = "Looked up at \(held.source)"
        if let day = CheckedDay.text(held.checkedOn, in: site) { looked += " on \(day)" }
        if let end = held.validUntil {
            // The end is the first instant at which it holds no more; people name the last day on which it does.
            looked += "; valid until \(site.dates.date(Instant(microseconds: end.microseconds - 1)))"
        }
        let place = held.state.flatMap { USState(rawValue: $0)?.name }
        return [place, looked].compactMap { $0 }.map { "\($0)." }.joined(separator: " ")
    }
}

/// The day of a look-up in words.
enum CheckedDay {
    /// `November 21, 2026` for `2026-11-21`.
    static func text(_ day: String, in site: SiteFacts) -> String? {
        guard let date = LocalTime(day) else { return nil }
        // Noon exists on every day and in every zone.
        let noon = LocalTime(year: date.year, month: date.month, day: date.day, hour: 12)
        return (try? noon.instant(in: site.dates.zone)).map(site.dates.date)
    }
}

/// One credential that a profile names and nobody checked.
struct UncheckedCredential: Sendable {
    let abbreviation: String
    let title: String
    let uncheckedNote: String?

    init(_ title: ClaimedTitle) {
        abbreviation = title.mark
        self.title = title.display
        uncheckedNote = nil
    }
}

/// One credential that was checked, as a card shows it: when and where stands on the profile.
struct CardCredential: Sendable {
    let abbreviation: String
    let title: String
    let isLicense: Bool
    let word: String

    init(_ held: HeldCredential) {
        abbreviation = held.mark
        title = held.display
        isLicense = held.isLicense
        word = held.badge
    }
}

/// A person in a list.
struct ProviderCard: Sendable {
    let slug: String
    let url: String
    let fullName: String
    let initials: String
    let isVerified: Bool
    let place: String
    let hasChecked: Bool
    let checked: [CardCredential]
    let sentence: String?
    let excerpt: String?
    let hasUnchecked: Bool
    let unchecked: [UncheckedCredential]
}

/// What lists of people read, for all cards of a page together.
struct CardList: Sendable {
    /// The most cards that a page shows.
    static let pageSize = 24

    /// Whom the list holds, in its order.
    private struct Found: Decodable, Sendable {
        let ids: [ProviderID]
        let verified: [Bool]
        let ranks: [Int]
    }

    private struct Person: Decodable, Sendable {
        let providerID: ProviderID
        let slug: Slug
        let name: String
        let remoteOnly: Bool
        let city: String?
        let state: USState?
        let states: [USState]
        let startYear: Int?
        let bio: String
    }

    private struct Title: Decodable, Sendable {
        let providerID: ProviderID
        let name: String
        let abbreviation: String?
        let mark: String
    }

    private struct Topic: Decodable, Sendable {
        let providerID: ProviderID
        let slug: Slug
        let label: String
    }

    private let found: Batch.Ticket<Found?>
    private let people: Batch.Ticket<[Person]>
    private let titles: Batch.Ticket<[Title]>
    private let topics: Batch.Ticket<[Topic]>
    private let held: [Batch.Ticket<[HeldCredential]>]
    private let boundaries: [Batch.Ticket<Instant?>]

    /// The people of the list that was found last in this transaction.
    ///
    /// A setting carries them from one statement to those behind it: to walk along the list again in each of them takes
    /// longer than all the rest, and another round trip would be one more than a page has.
    private static let ids: SQL = "SELECT unnest(current_setting('stet.listed')::uuid[])"

    /// Adds the statements of a list to those of its page.
    ///
    /// `list` is a query with the columns `provider_id`, `verified` and `rank`, ordered and limited to one more than
    /// a page shows.
    init(_ list: SQL, badges: [any BadgeSource], in batch: inout Batch) {
        found = batch.add(
            .first(
                Found.self,
                """
                SELECT ids, verified, ranks, set_config('stet.listed', ids::text, true)
                FROM (
                  SELECT
                    coalesce(array_agg(provider_id), '{}') AS ids,
                    coalesce(array_agg(verified), '{}') AS verified,
                    coalesce(array_agg(rank), '{}') AS ranks
                  FROM (\(sql: list)) AS listed
                ) AS page
                """))
        // An array and not IN: the planner never looks into a view behind a security barrier, and for a subquery it
        // would read all of it. Of a text no more than a preview looks at.
        people = batch.add(
            .all(
                Person.self,
                """
                SELECT
                  provider_id, slug, name, remote_only, city, state, states, start_year,
                  left(bio_text, \(Int32(Preview.looked + 1))) AS bio
                FROM providers.public_provider
                WHERE provider_id = ANY (ARRAY(\(sql: Self.ids)))
                """))
        titles = batch.add(
            .all(
                Title.self,
                """
                SELECT provider_id, name, abbreviation, mark
                FROM providers.public_title
                WHERE provider_id = ANY (ARRAY(\(sql: Self.ids)))
                ORDER BY provider_id, position
                """))
        topics = batch.add(
            .all(
                Topic.self,
                """
                SELECT provider_id, slug, label
                FROM providers.public_provider_topic
                WHERE provider_id = ANY (ARRAY(\(sql: Self.ids)))
                ORDER BY provider_id, position
                """))
        held = badges.map { batch.add($0.holding(of: Self.ids)) }
        boundaries = badges.map { batch.add($0.nextBoundary(of: Self.ids)) }
    }

    /// The cards of a page.
    struct Drawn: Sendable {
        /// People with a verified license.
        let verified: [ProviderCard]
        let others: [ProviderCard]
        /// Where the next page begins; nil when this is the last.
        let next: ListKey?
        let validUntil: Instant?

        var count: Int { verified.count + others.count }
    }

    /// Draws the cards as of an instant; on a topic's page the topic itself comes first in every sentence.
    func draw(_ results: BatchResults, at instant: Instant, site: SiteFacts, topic: Slug? = nil) throws
        -> Drawn
    {
        let found = try results[found] ?? Found(ids: [], verified: [], ranks: [])
        let people = Dictionary(
            try results[people].map { ($0.providerID, $0) }, uniquingKeysWith: { first, _ in first })
        let titles = Dictionary(grouping: try results[titles], by: \.providerID)
        let topics = Dictionary(grouping: try results[topics], by: \.providerID)
        let held = Dictionary(grouping: try self.held.flatMap { try results[$0] }, by: \.providerID)
        let shown = found.ids.prefix(Self.pageSize)
        let year = Practice.year(of: instant, in: site.dates.zone)
        let cards = shown.compactMap { people[$0] }.map { person in
            card(
                person, titles: titles[person.providerID] ?? [],
                topics: Self.labels(topics[person.providerID] ?? [], first: topic),
                held: held[person.providerID] ?? [], in: year)
        }
        var ends = try boundaries.map { try results[$0] }
        if shown.contains(where: { people[$0]?.startYear != nil }) {
            ends.append(Practice.nextNewYear(after: instant, in: site.dates.zone))
        }
        return Drawn(
            verified: cards.filter(\.isVerified), others: cards.filter { !$0.isVerified },
            next: found.ids.count > shown.count
                ? shown.indices.last.map {
                    ListKey(verified: found.verified[$0], rank: found.ranks[$0], id: found.ids[$0])
                } : nil,
            validUntil: ends.compactMap { $0 }.min())
    }

    private static func labels(_ topics: [Topic], first slug: Slug?) -> [String] {
        (topics.filter { $0.slug == slug } + topics.filter { $0.slug != slug }).map(\.label)
    }

    private func card(
        _ person: Person, titles: [Title], topics: [String], held: [HeldCredential], in year: Int
    ) -> ProviderCard {
        let standing = TitleStanding(
            titles: titles.map { ClaimedTitle(name: $0.name, abbreviation: $0.abbreviation, mark: $0.mark) },
            held: held)
        let place = Place(
            remoteOnly: person.remoteOnly, city: person.city, state: person.state, states: person.states)
        var seen: Set<String> = []
        // A license held in two states is one line on a card; the profile tells both.
        let checked = standing.checked.filter { seen.insert($0.display).inserted }
        return ProviderCard(
            slug: person.slug.rawValue, url: "/providers/\(person.slug)", fullName: person.name,
            initials: initials(of: person.name), isVerified: standing.isVerified, place: place.line,
            hasChecked: !checked.isEmpty, checked: checked.map(CardCredential.init),
            sentence: GeneratedSentence(
                name: person.name, titles: standing.verifiedTitles, place: place,
                years: Practice.years(since: person.startYear, in: year), topics: topics
            ).short,
            excerpt: Preview.of(person.bio), hasUnchecked: !standing.unchecked.isEmpty,
            unchecked: standing.unchecked.map(UncheckedCredential.init))
    }
}

/// Where a list of people goes on, opaque in addresses.
struct ListKey: Codable, Sendable, Equatable {
    let verified: Bool
    let rank: Int
    let id: ProviderID
}
