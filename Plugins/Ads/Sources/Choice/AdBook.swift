import Foundation
import Kernel
import Postgres
import Site

/// An ad as the choice sees it.
struct AdCreative: Sendable, Hashable {
    let id: CreativeID
    let title: String
    let body: String
    let landingURL: String
    /// Its picture; nil for an ad of words, which fits every slot.
    let picture: Picture?

    struct Picture: Sendable, Hashable {
        let id: String
        let width: Int
        let height: Int
    }

    func fits(_ slot: AdSlot) -> Bool {
        picture.map { $0.width == slot.width && $0.height == slot.height } ?? true
    }
}

/// A line item as the choice sees it.
struct AdLine: Sendable, Equatable {
    let id: LineItemID
    let advertiser: AdvertiserID
    let priority: AdPriority
    var weight = 1
    /// Impressions after which it rests; nil for as many as there are.
    var goal: Int?
    /// Empty for every kind of page.
    var pageKinds: Set<PageKind> = []
    /// With these and the categories both empty it runs whatever a page is about.
    var topics: Set<Slug> = []
    var excludedTopics: Set<Slug> = []
    var categories: Set<PageCategoryID> = []
    var excludedCategories: Set<PageCategoryID> = []
    var flights: [PostgresRange<Instant>]
    var creatives: [AdCreative]

    var isTargeted: Bool { !topics.isEmpty || !categories.isEmpty }
}

/// Every line item that runs or will, laid out so that a choice looks at few of them. It is made once and never changes.
final class AdBook: Sendable {
    /// Line items to draw from, with running sums of their weights.
    struct Pool: Sendable {
        private(set) var lines: [Int] = []
        private(set) var sums: [Int] = []

        var total: Int { sums.last ?? 0 }

        fileprivate mutating func add(_ line: Int, weight: Int) {
            lines.append(line)
            sums.append(total + weight)
        }

        /// The line item at a point from 0 to below `total`.
        func line(at point: Int) -> Int {
            var (low, high) = (0, sums.count - 1)
            while low < high {
                let middle = (low + high) / 2
                if sums[middle] > point { high = middle } else { low = middle + 1 }
            }
            return lines[low]
        }
    }

    /// Where the line items of one band lie for one kind of page and one size.
    struct Shelf: Sendable {
        fileprivate(set) var anywhere = Pool()
        fileprivate(set) var byTopic: [Slug: Pool] = [:]
        fileprivate(set) var byCategory: [PageCategoryID: Pool] = [:]
    }

    private struct Place: Hashable {
        let kind: PageKind
        let width: Int
        let height: Int
    }

    let lines: [AdLine]
    let numbers: [LineItemID: Int]
    private let shelves: [Place: [Shelf]]

    /// `slots` are those for which it is laid out; in others nothing is chosen.
    init(_ lines: [AdLine], slots: [(kind: PageKind, slot: AdSlot)]) {
        self.lines = lines
        numbers = Dictionary(
            lines.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        var shelves: [Place: [Shelf]] = [:]
        for (kind, slot) in slots {
            let place = Place(kind: kind, width: slot.width, height: slot.height)
            guard shelves[place] == nil else { continue }
            var bands = AdPriority.allCases.map { _ in Shelf() }
            for (number, line) in lines.enumerated()
            where (line.pageKinds.isEmpty || line.pageKinds.contains(kind))
                && line.creatives.contains(where: { $0.fits(slot) })
            {
                let rank = line.priority.rank
                if !line.isTargeted { bands[rank].anywhere.add(number, weight: line.weight) }
                for topic in line.topics {
                    bands[rank].byTopic[topic, default: Pool()].add(number, weight: line.weight)
                }
                for category in line.categories {
                    bands[rank].byCategory[category, default: Pool()].add(number, weight: line.weight)
                }
            }
            shelves[place] = bands
        }
        self.shelves = shelves
    }

    /// The shelves of a slot, one for each band from the first to the last.
    func shelves(for slot: AdSlot, on page: SlotPage) -> [Shelf] {
        shelves[Place(kind: page.kind, width: slot.width, height: slot.height)] ?? []
    }
}

/// What a choice knows: what is booked, and how much of it was delivered.
struct AdState: Sendable {
    let book: AdBook
    /// Counted impressions, by the number in the book, of line items with a goal.
    var delivered: [Int: Int] = [:]

    func isOverGoal(_ number: Int) -> Bool {
        guard let goal = book.lines[number].goal else { return false }
        return (delivered[number] ?? 0) >= goal
    }
}
