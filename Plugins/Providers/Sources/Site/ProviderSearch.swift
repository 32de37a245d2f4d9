import Console
import Foundation
import Kernel
import Postgres
import Site

/// The list of people, by topic, state and words.
struct ProviderSearch: PublicPage {
    let badges: Additions<any BadgeSource>

    var path: String { "/providers" }
    var query: [String] { ["topic", "state", "q", "remote", "after"] }

    /// Beyond this the page says "more than".
    private static let mostCounted = 1_000

    struct TopicChoice: Decodable, Sendable {
        let slug: Slug
        let name: String
        let label: String
        let crisisTier: Int
    }

    func draw(_ request: PageRequest, in snapshot: Snapshot) async throws -> DrawnPage {
        let asked = Asked(request)
        var batch = Batch()
        let list = CardList(
            asked.listing.people(after: asked.after, limit: CardList.pageSize + 1), badges: badges.all,
            in: &batch)
        let count = batch.add(asked.listing.count(most: Self.mostCounted + 1))
        let boundary = batch.add(asked.listing.nextBoundary)
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
        let cards = try list.draw(results, at: now, site: request.site, topic: asked.topic)
        let found = try results[count] ?? 0
        let page = SearchPage(
            request, asked, cards, topics: try results[topics],
            found: found > Self.mostCounted ? nil : found)
        return DrawnPage(page, validUntil: [cards.validUntil, try results[boundary]].compactMap { $0 }.min())
    }

    /// What a reader asked for; what cannot be read counts as not asked.
    struct Asked: Sendable {
        let topic: Slug?
        let state: USState?
        let words: String
        let isRemote: Bool
        let after: ListKey?
        let listing: Listing

        init(_ request: PageRequest) {
            let query = request.query
            topic = query["topic"].flatMap { Slug($0) }
            state = query["state"].flatMap { USState($0) }
            let words = (query["q"] ?? "").unicodeScalars.filter { $0.properties.generalCategory != .control }
            self.words = String(String.UnicodeScalarView(words)).oneLine
            isRemote = query["remote"] != nil
            after = query["after"].flatMap { PageKey<ListKey>($0)?.key }
            listing = Listing(
                topic: topic.map { "SELECT topic_id FROM topics.public_topic_name WHERE slug = \($0)" },
                state: state, words: self.words, remoteOnly: isRemote)
        }

        /// Whether it is a list that search engines may know: by topic and state alone, from its beginning.
        var isPlain: Bool { words.isEmpty && !isRemote && after == nil }

        func address(after key: ListKey? = nil) -> String {
            Console.address(
                "/providers",
                [
                    ("topic", topic?.rawValue ?? ""), ("state", state?.rawValue ?? ""), ("q", words),
                    ("remote", isRemote ? "yes" : ""), ("after", key.map { PageKey($0).text } ?? ""),
                ])
        }
    }
}

struct SearchPage: Page {
    static let template = "providers/search"

    let page: SitePage
    let heading: String
    let lead: String
    let crisis: CrisisBox?
    let query: String
    let topicOptions: [Choice]
    let stateOptions: [Choice]
    let isRemote: Bool
    let found: String
    let hasCards: Bool
    let cardsTitle: String
    let cards: [ProviderCard]
    let hasOthers: Bool
    let others: [ProviderCard]
    let isNothing: Bool
    let nextURL: String?

    /// `found` is nil when there are too many to count.
    init(
        _ request: PageRequest, _ asked: ProviderSearch.Asked, _ drawn: CardList.Drawn,
        topics: [ProviderSearch.TopicChoice], found: Int?
    ) {
        let topic = topics.first { $0.slug == asked.topic }
        var title = topic.map { "People who work with \($0.label)" } ?? "Find care"
        if let state = asked.state { title += topic == nil ? " in \(state.name)" : ", in \(state.name)" }
        heading = title
        lead = "People whose license we checked come first. What nobody checked says so."
        page = SitePage(
            request, title: title, description: "\(title). \(lead)", canonical: asked.address(),
            noindex: !asked.isPlain)
        crisis = topic.flatMap { CrisisBox(tier: $0.crisisTier) }
        query = asked.words
        topicOptions =
            [Choice("", "Any topic", isSelected: topic == nil)]
            + topics.map { Choice($0.slug.rawValue, $0.name, isSelected: $0.slug == asked.topic) }
        stateOptions = [USState].options(chosen: asked.state)
        isRemote = asked.isRemote
        switch found {
        case nil: self.found = "More than 1,000 people"
        case 1: self.found = "1 person"
        case let count?: self.found = "\(count) people"
        }
        hasCards = !drawn.verified.isEmpty
        cardsTitle = "With a license checked by us"
        cards = drawn.verified
        hasOthers = !drawn.others.isEmpty
        others = drawn.others
        isNothing = drawn.count == 0
        nextURL = drawn.next.map { asked.address(after: $0) }
    }
}
