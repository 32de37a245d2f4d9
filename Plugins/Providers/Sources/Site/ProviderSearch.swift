import Console
import Foundation
import Kernel
import Postgres
import Site

/// The list of people, by topic, state and words.
struct ProviderSearch: PublicPage {
    let badges: Additions<any BadgeSource>

    var path: String { "/providers" }
    var query: [String] { ["topic", "state", "q", "remote", "exact", "after"] }

    /// Beyond this the page says "more than": counting on would cost more than the page itself.
    fileprivate static let mostCounted = 100

    struct TopicChoice: Decodable, Sendable {
        let slug: Slug
        let name: String
        let label: String
        let crisisTier: Int
    }

    /// What is best for words depends on how many people have them.
    func isPlannedOnce(_ request: PageRequest) -> Bool { SearchTerms(request).words.isEmpty }

    /// Two round trips when nobody is found, else one; a search that is mended costs no more than one that is not.
    func draw(_ request: PageRequest, in snapshot: Snapshot) async throws -> DrawnPage {
        let asked = SearchTerms(request)
        let spelling = Spelling(asked.isExact ? "" : asked.words)
        var batch = Batch()
        let list = List(asked, badges: badges.all, in: &batch)
        let neighbors = spelling.neighbors.map { batch.add($0) }
        let boundary = batch.add(asked.listing.nextBoundary)
        let topicBoundary = asked.topicBoundaries.map { batch.add(nextBoundary(among: $0)) }
        let instant = batch.add(.value(Instant.self, "SELECT kernel.as_of()"))
        let topics = batch.add(
            .all(
                TopicChoice.self,
                """
                SELECT slug, name, label, crisis_tier
                FROM topics.public_topic_name
                ORDER BY lower(name), slug
                """))

        let results = try await snapshot.run(batch)
        guard let now = try results[instant] else { throw Refusal.notFound }
        var shown = try list.draw(results, at: now, site: request.site)
        var instead = Instead()
        if shown.people.count == 0, asked.after == nil {
            let words = spelling.mended(try neighbors.map { try results[$0] })
            instead = try await lookFurther(asked, words, in: snapshot, at: now, site: request.site)
            if let mended = instead.mended { shown = mended }
        }
        let page = SearchPage(request, asked, shown, instead, topics: try results[topics])
        let ends = [
            shown.people.validUntil, instead.validUntil, try results[boundary],
            try topicBoundary.flatMap { try results[$0] },
        ]
        return DrawnPage(page, validUntil: ends.compactMap { $0 }.min())
    }

    func boundaries(of request: PageRequest) -> SQL? {
        let asked = SearchTerms(request)
        return ([asked.listing.boundaries] + [asked.topicBoundaries].compactMap { $0 })
            .joined(separator: "\nUNION ALL\n")
    }

    private func nextBoundary(among boundaries: SQL) -> Query<Instant?> {
        .value(
            Instant.self,
            """
            SELECT min(at)
            FROM (\(sql: boundaries)) AS boundary
            WHERE at > kernel.as_of()
            """)
    }

    /// One list with its count.
    private struct List {
        let asked: SearchTerms
        let cards: CardList
        let count: Batch.Ticket<Int?>

        init(_ asked: SearchTerms, badges: [any BadgeSource], in batch: inout Batch) {
            self.asked = asked
            cards = CardList(
                asked.listing.people(after: asked.after, limit: CardList.pageSize + 1), badges: badges,
                in: &batch)
            count = batch.add(asked.listing.count(most: mostCounted + 1))
        }

        func draw(_ results: BatchResults, at instant: Instant, site: SiteFacts) throws -> Shown {
            Shown(
                asked: asked,
                people: try cards.draw(results, at: instant, site: site, topic: asked.topic),
                found: try results[count] ?? 0)
        }
    }

    /// What the page lists.
    struct Shown: Sendable {
        /// What it was found by: what was asked for, or the same with its words mended.
        let asked: SearchTerms
        let people: CardList.Drawn
        let found: Int
    }

    /// What there is where nobody was found.
    struct Instead: Sendable {
        /// The list for the mended words; nil when there is none either.
        var mended: Shown?
        /// What would find somebody, with how many.
        var looser: [(terms: SearchTerms, dropped: SearchTerms.Part, found: Int)] = []
        var validUntil: Instant?
    }

    /// Asks for the mended words, and what leaving out one condition would find.
    private func lookFurther(
        _ asked: SearchTerms, _ words: String?, in snapshot: Snapshot, at instant: Instant, site: SiteFacts
    ) async throws -> Instead {
        var batch = Batch()
        let mended = words.map { words in
            var terms = asked
            terms.words = words
            return List(terms, badges: badges.all, in: &batch)
        }
        let looser = asked.parts.map { part in
            let terms = asked.without(part)
            return (terms, part, batch.add(terms.listing.count(most: Self.mostCounted + 1)))
        }
        // Without its topic a list has other boundaries.
        let boundary = batch.add(asked.without(.topic).listing.nextBoundary)

        let results = try await snapshot.run(batch)
        var instead = Instead(validUntil: try results[boundary])
        if let drawn = try mended?.draw(results, at: instant, site: site), drawn.people.count > 0 {
            instead.mended = drawn
            return instead
        }
        for (terms, part, count) in looser {
            guard let found = try results[count], found > 0 else { continue }
            instead.looser.append((terms, part, found))
        }
        return instead
    }
}

/// What a reader asked for; what cannot be read counts as not asked.
struct SearchTerms: Sendable {
    /// One condition of a search.
    enum Part: Sendable {
        case words, topic, state, remote
    }

    var topic: Slug?
    var state: USState?
    var words: String
    var isRemote: Bool
    /// True when the words are meant as they stand.
    var isExact: Bool
    var after: ListKey?

    init(_ request: PageRequest) {
        let query = request.query
        topic = query["topic"].flatMap { Slug($0) }
        state = query["state"].flatMap { USState($0) }
        let words = (query["q"] ?? "").unicodeScalars.filter { $0.properties.generalCategory != .control }
        self.words = String(String.UnicodeScalarView(words)).oneLine
        isRemote = query["remote"] != nil
        isExact = query["exact"] != nil
        after = query["after"].flatMap { PageKey<ListKey>($0)?.key }
    }

    private var topicID: SQL? {
        topic.map { "SELECT topic_id FROM topics.public_topic_name WHERE slug = \($0)" }
    }

    /// The instants, a column `at`, at which the topic's own page changes, and with it whether the crisis box stands.
    var topicBoundaries: SQL? {
        topicID.map { id in
            """
            SELECT begins AS at FROM topics.public_boundary WHERE topic_id = (\(sql: id))
            UNION ALL
            SELECT ends FROM topics.public_boundary WHERE topic_id = (\(sql: id))
            """
        }
    }

    var listing: Listing {
        Listing(
            topic: topicID,
            state: state, words: words, remoteOnly: isRemote)
    }

    /// The conditions that were set.
    var parts: [Part] {
        [
            words.isEmpty ? nil : .words, state == nil ? nil : .state, isRemote ? .remote : nil,
            topic == nil ? nil : .topic,
        ].compactMap { $0 }
    }

    func without(_ part: Part) -> SearchTerms {
        var terms = self
        switch part {
        case .words: (terms.words, terms.isExact) = ("", false)
        case .topic: terms.topic = nil
        case .state: terms.state = nil
        case .remote: terms.isRemote = false
        }
        return terms
    }

    /// Whether it is a list that search engines may know: by topic and state alone, from its beginning.
    var isPlain: Bool { words.isEmpty && !isRemote && after == nil }

    func address(after key: ListKey? = nil) -> String {
        Console.address(
            "/providers",
            [
                ("topic", topic?.rawValue ?? ""), ("state", state?.rawValue ?? ""), ("q", words),
                ("remote", isRemote ? "yes" : ""), ("exact", isExact && !words.isEmpty ? "yes" : ""),
                ("after", key.map { PageKey($0).text } ?? ""),
            ])
    }
}

struct SearchPage: Page {
    static let template = "providers/search"

    /// What the words were taken for.
    struct Mended: Sendable {
        let mendedWords: String
        let typedWords: String
        let typedURL: String
    }

    /// Nobody was found, and what would find somebody.
    struct Nothing: Sendable {
        let sentence: String
        let hasWays: Bool
        let ways: [Link]
        /// Whether everyone is more than what was asked for.
        let isNarrow: Bool
    }

    let page: SitePage
    let heading: String
    let lead: String
    let crisis: CrisisBox?
    let query: String
    let topicOptions: [Choice]
    let stateOptions: [Choice]
    let isRemote: Bool
    let mended: Mended?
    let found: String
    let hasCards: Bool
    let cardsTitle: String
    let cards: [ProviderCard]
    let hasOthers: Bool
    let others: [ProviderCard]
    let nothing: Nothing?
    let nextURL: String?

    init(
        _ request: PageRequest, _ asked: SearchTerms, _ shown: ProviderSearch.Shown,
        _ instead: ProviderSearch.Instead, topics: [ProviderSearch.TopicChoice]
    ) {
        let topic = topics.first { $0.slug == asked.topic }
        var title = topic.map { "People who work with \($0.label)" } ?? "Find care"
        if let state = asked.state { title += topic == nil ? " in \(state.name)" : ", in \(state.name)" }
        heading = title
        lead = "People whose license we checked come first. What nobody checked says so."
        page = SitePage(
            request, title: title, description: "\(title). \(lead)", canonical: asked.address(),
            noindex: !asked.isPlain || shown.people.count == 0)
        crisis = topic.flatMap { CrisisBox(tier: $0.crisisTier) }
        query = asked.words
        topicOptions =
            [Choice("", "Any topic", isSelected: topic == nil)]
            + topics.map { Choice($0.slug.rawValue, $0.name, isSelected: $0.slug == asked.topic) }
        stateOptions = [USState].options(chosen: asked.state)
        isRemote = asked.isRemote
        mended = instead.mended.map { mended in
            var typed = asked
            typed.isExact = true
            return Mended(
                mendedWords: mended.asked.words, typedWords: asked.words, typedURL: typed.address())
        }
        found = Self.people(shown.found)
        hasCards = !shown.people.verified.isEmpty
        cardsTitle = "With a license checked by us"
        cards = shown.people.verified
        hasOthers = !shown.people.others.isEmpty
        others = shown.people.others
        nothing = shown.people.count == 0 ? Self.nothing(asked, instead, topic: topic) : nil
        nextURL = shown.people.next.map { shown.asked.address(after: $0) }
    }

    private static func people(_ count: Int) -> String {
        switch count {
        case (ProviderSearch.mostCounted + 1)...: "More than \(ProviderSearch.mostCounted) people"
        case 1: "1 person"
        default: "\(count) people"
        }
    }

    private static func nothing(
        _ asked: SearchTerms, _ instead: ProviderSearch.Instead, topic: ProviderSearch.TopicChoice?
    ) -> Nothing {
        // Without its only part the question is one for everyone, which has a link of its own.
        let looser = asked.parts.count > 1 ? instead.looser : []
        let ways = looser.map { looser in
            let way =
                switch looser.dropped {
                case .words: "Without “\(asked.words)”"
                case .topic: "Not only \(topic?.label ?? "this topic")"
                case .state: "Outside of \(asked.state?.name ?? "this state") too"
                case .remote: "In an office too"
                }
            return Link("\(way): \(people(looser.found).lowercased())", to: looser.terms.address())
        }
        let sentence =
            switch asked.parts.count {
            case 0: "Nobody is listed here yet."
            case 1: "Nobody here matches this."
            default: "Nobody here matches all of this."
            }
        return Nothing(
            sentence: sentence, hasWays: !ways.isEmpty, ways: ways, isNarrow: !asked.parts.isEmpty)
    }
}
