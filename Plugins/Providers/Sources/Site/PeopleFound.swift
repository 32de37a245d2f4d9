import Console
import Kernel
import Postgres
import Site

/// The first people whom the list finds for the words of a search, with the way to all of them.
struct PeopleFound: SearchSection {
    let badges: Additions<any BadgeSource>

    let place = 3

    private static let count = 6

    func ask(for words: String, in batch: inout Batch) -> Drawing {
        let listing = Listing(words: words)
        let list = CardList(
            listing.people(after: nil, limit: Self.count), badges: badges.all, in: &batch)
        let count = batch.add(listing.count(most: Self.count + 1))
        let boundary = batch.add(listing.nextBoundary)
        let instant = batch.add(.value(Instant.self, "SELECT kernel.as_of()"))
        return { results, site in
            guard let now = try results[instant] else { throw Refusal.notFound }
            let cards = try list.draw(results, at: now, site: site)
            let ends = [cards.validUntil, try results[boundary]].compactMap { $0 }.min()
            guard cards.count > 0 else { return (nil, ends) }
            let hasMore = try results[count] ?? 0 > Self.count
            return (Part(CardsPart(cards, foundFor: words, hasMore: hasMore)), ends)
        }
    }
}

extension CardsPart {
    /// Of a search: the way to all people stands below where there are more.
    init(_ drawn: CardList.Drawn, foundFor words: String, hasMore: Bool) {
        cardsTitle = "People"
        hasCards = !drawn.verified.isEmpty
        cards = drawn.verified
        hasOthers = !drawn.others.isEmpty
        others = drawn.others
        allURL = hasMore ? address("/providers", [("q", words)]) : nil
        allTitle = "All people with these words"
    }
}
