import Console
import Foundation
import Kernel
import Postgres
import Site
import Topics

/// The people on a topic's page, and the way to more of them.
struct TopicCards: TopicSection {
    let badges: Additions<any BadgeSource>

    func ask(about topic: SQL, in batch: inout Batch) -> Drawing {
        let listing = Listing(topic: topic)
        let list = CardList(
            listing.people(after: nil, limit: CardList.pageSize + 1), badges: badges.all, in: &batch)
        let boundary = batch.add(listing.nextBoundary)
        return { results, about in
            let cards = try list.draw(results, at: about.instant, site: about.site, topic: about.slug)
            let care = Part(FindCarePart(topic: about.slug, label: about.label))
            return TopicSectionParts(
                before: cards.count == 0 ? [] : [Part(CardsPart(cards, about))], after: [care],
                validUntil: [cards.validUntil, try results[boundary]].compactMap { $0 }.min())
        }
    }

    func boundaries(of topic: SQL) -> SQL? { Listing(topic: topic).boundaries }
}

struct CardsPart: Page {
    static let template = "providers/cards"

    let cardsTitle: String
    let hasCards: Bool
    let cards: [ProviderCard]
    let hasOthers: Bool
    let others: [ProviderCard]
    let allURL: String?
    let allTitle: String

    init(_ drawn: CardList.Drawn, _ about: TopicOnPage) {
        cardsTitle = Self.title(count: drawn.next == nil ? drawn.count : nil, label: about.label)
        hasCards = !drawn.verified.isEmpty
        cards = drawn.verified
        hasOthers = !drawn.others.isEmpty
        others = drawn.others
        allURL = address("/providers", [("topic", about.slug.rawValue)])
        allTitle = "All people who work with \(about.label)"
    }

    /// `Six people who work with loneliness`; without a number where the page does not show all.
    static func title(count: Int?, label: String) -> String {
        let numbers = [
            "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven",
            "Twelve",
        ]
        switch count {
        case nil: return "People who work with \(label)"
        case 1: return "One person who works with \(label)"
        case let count?:
            return "\(count < numbers.count ? numbers[count] : String(count)) people who work with \(label)"
        }
    }
}

struct FindCarePart: Page {
    static let template = "providers/find_care"

    struct TopicOptions: Sendable {
        let options: [Choice]
    }

    let careTitle: String
    let careText: String
    let topicOptions: TopicOptions?
    let topicSlug: String?
    let stateOptions: [Choice]

    init(topic: Slug, label: String) {
        careTitle = "Find care for \(label)"
        careText = "A license counts in its own state. Choose where you live to see who may work with you."
        topicOptions = nil
        topicSlug = topic.rawValue
        stateOptions = [USState].options(chosen: nil)
    }

    /// For the start page, where the topic is chosen too.
    init(topics: [(slug: Slug, name: String)]) {
        careTitle = "Find care"
        careText = "A license counts in its own state. Choose where you live and what it is about."
        topicOptions = TopicOptions(
            options: [Choice("", "Anything")] + topics.map { Choice($0.slug.rawValue, $0.name) })
        topicSlug = nil
        stateOptions = [USState].options(chosen: nil)
    }
}

extension [USState] {
    /// All states to choose from, and none.
    static func options(chosen: USState?) -> [Choice] {
        [Choice("", "Any state", isSelected: chosen == nil)]
            + USState.all.map { Choice($0.rawValue, $0.name, isSelected: $0 == chosen) }
    }
}

/// The way to people on the start page.
struct CareAtHome: HomeSection {
    let place = 1

    private struct Named: Decodable, Sendable {
        let slug: Slug
        let name: String
    }

    func draw(in snapshot: Snapshot, site: SiteFacts) async throws -> (part: Part?, validUntil: Instant?) {
        let topics = try await snapshot.all(
            Named.self,
            """
            SELECT slug, name
            FROM topics.public_topic_name
            ORDER BY lower(name), slug
            """)
        return (Part(FindCarePart(topics: topics.map { ($0.slug, $0.name) })), nil)
    }
}
