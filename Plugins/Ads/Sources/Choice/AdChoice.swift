import Kernel
import Postgres
import Site

/// Why a line item does not stand in a slot.
enum PassedOver: Sendable, Equatable {
    /// The page must show where to get help at once, and carries no ads.
    case crisisTier
    case notRunning
    case pageKind
    /// No creative has the slot's size.
    case size
    /// The page is about none of its topics and categories.
    case targeting
    /// The page is about a topic or category on which it must not stand.
    case excluded
    case overGoal
    /// Its advertiser has an ad further up on the page.
    case sameAdvertiser
    /// A band before its own has something for the slot.
    case lowerPriority
    /// It could have stood here, and another of its band was drawn; so often it would be drawn itself.
    case lostByWeight(share: Double)
}

/// What fills a slot, and why nothing else does: a pure function of the page, the instant, a number and the book.
enum AdChoice {
    struct Winner: Sendable, Equatable {
        /// Its number in the book.
        let number: Int
        let line: AdLine
        let creative: AdCreative
    }

    struct Decision: Sendable {
        let winner: Winner?
        /// How often the winner is drawn, of all requests.
        let share: Double
        /// Every other line item of the book with the reason, in the order of the book.
        let passedOver: [(line: AdLine, reason: PassedOver)]
    }

    /// So many are drawn before all candidates are looked at: enough while most of those that are booked may run.
    private static let draws = 24

    /// Chooses for one slot.
    ///
    /// - Parameters:
    ///   - page: the page that it stands on.
    ///   - slot: the slot.
    ///   - bucket: the same number always gives the same answer.
    ///   - instant: when the page is read.
    ///   - taken: advertisers that have an ad further up.
    ///   - state: what is booked.
    /// - Returns: nil where nothing may stand in it.
    static func choose(
        _ page: SlotPage, _ slot: AdSlot, bucket: UInt64, at instant: Instant,
        besides taken: Set<AdvertiserID> = [], in state: AdState
    ) -> Winner? {
        guard page.crisisTier != 1 else { return nil }
        var random = Chance(bucket, slot.key)
        for shelf in state.book.shelves(for: slot, on: page) {
            let pools = pools(of: shelf, for: page)
            let total = pools.reduce(0) { $0 + $1.total }
            guard total > 0 else { continue }
            for _ in 0..<draws {
                let number = drawn(from: pools, random.below(total))
                if isEligible(number.line, in: number.pool, page, instant, taken, state) {
                    return winner(number.line, slot, state, &random)
                }
            }
            let eligible = eligible(in: pools, page, instant, taken, state)
            let weight = eligible.reduce(0) { $0 + state.book.lines[$1].weight }
            guard weight > 0 else { continue }
            var point = random.below(weight)
            for number in eligible {
                point -= state.book.lines[number].weight
                if point < 0 { return winner(number, slot, state, &random) }
            }
        }
        return nil
    }

    /// Chooses for all slots of a page, from the top: no advertiser stands on it twice.
    static func choose(
        _ page: SlotPage, bucket: UInt64, at instant: Instant, in state: AdState
    ) -> [(slot: AdSlot, winner: Winner)] {
        var taken: Set<AdvertiserID> = []
        return page.slots.compactMap { slot in
            guard let winner = choose(page, slot, bucket: bucket, at: instant, besides: taken, in: state)
            else { return nil }
            taken.insert(winner.line.advertiser)
            return (slot, winner)
        }
    }

    /// The same choice, with the reason for every line item that was passed over.
    static func explain(
        _ page: SlotPage, _ slot: AdSlot, bucket: UInt64, at instant: Instant,
        besides taken: Set<AdvertiserID> = [], in state: AdState
    ) -> Decision {
        let winner = choose(page, slot, bucket: bucket, at: instant, besides: taken, in: state)
        let obstacles = state.book.lines.indices.map { number in
            obstacle(to: number, on: page, slot, instant, taken, state)
        }
        let lines = state.book.lines
        let rival = winner.map { lines[$0.number].priority }
        let band = lines.indices.filter { obstacles[$0] == nil && lines[$0].priority == rival }
        let weight = max(band.reduce(0) { $0 + lines[$1].weight }, 1)
        let passedOver = lines.indices.filter { $0 != winner?.number }.map { number in
            let line = lines[number]
            let share = Double(line.weight) / Double(weight)
            return (
                line,
                obstacles[number]
                    ?? (line.priority == rival ? .lostByWeight(share: share) : .lowerPriority)
            )
        }
        return Decision(
            winner: winner, share: winner.map { Double($0.line.weight) / Double(weight) } ?? 0,
            passedOver: passedOver)
    }

    // MARK: The rules

    /// Why a line item may not stand in a slot; nil when it may.
    private static func obstacle(
        to number: Int, on page: SlotPage, _ slot: AdSlot, _ instant: Instant, _ taken: Set<AdvertiserID>,
        _ state: AdState
    ) -> PassedOver? {
        let line = state.book.lines[number]
        if page.crisisTier == 1 { return .crisisTier }
        if !line.runs(at: instant) { return .notRunning }
        if !line.pageKinds.isEmpty, !line.pageKinds.contains(page.kind) { return .pageKind }
        if !line.creatives.contains(where: { $0.fits(slot) }) { return .size }
        if line.isTargeted, !line.isFor(page) { return .targeting }
        return obstacleBesidesPlace(line, number, page, taken, state)
    }

    /// The rules by which the book is not laid out.
    private static func obstacleBesidesPlace(
        _ line: AdLine, _ number: Int, _ page: SlotPage, _ taken: Set<AdvertiserID>, _ state: AdState
    ) -> PassedOver? {
        if line.isExcluded(from: page) { return .excluded }
        if state.isOverGoal(number) { return .overGoal }
        if taken.contains(line.advertiser) { return .sameAdvertiser }
        return nil
    }

    // MARK: Drawing

    private static func pools(of shelf: AdBook.Shelf, for page: SlotPage) -> [AdBook.Pool] {
        [shelf.anywhere] + page.topics.map { shelf.byTopic[$0] ?? AdBook.Pool() }
            + [page.category.flatMap { shelf.byCategory[$0] } ?? AdBook.Pool()]
    }

    private static func drawn(from pools: [AdBook.Pool], _ point: Int) -> (line: Int, pool: Int) {
        var point = point
        for (number, pool) in pools.enumerated() {
            if point < pool.total { return (pool.line(at: point), number) }
            point -= pool.total
        }
        return (0, pools.count)
    }

    /// Whether a line item counts in this pool, since one that lies in several of a page's pools counts in the first,
    /// and may stand there.
    private static func isEligible(
        _ number: Int, in pool: Int, _ page: SlotPage, _ instant: Instant, _ taken: Set<AdvertiserID>,
        _ state: AdState
    ) -> Bool {
        let line = state.book.lines[number]
        if pool > 1, page.topics.prefix(pool - 1).contains(where: { line.topics.contains($0) }) {
            return false
        }
        return line.runs(at: instant) && obstacleBesidesPlace(line, number, page, taken, state) == nil
    }

    private static func eligible(
        in pools: [AdBook.Pool], _ page: SlotPage, _ instant: Instant, _ taken: Set<AdvertiserID>,
        _ state: AdState
    ) -> [Int] {
        pools.enumerated().flatMap { position, pool in
            pool.lines.filter { isEligible($0, in: position, page, instant, taken, state) }
        }
    }

    private static func winner(
        _ number: Int, _ slot: AdSlot, _ state: AdState, _ random: inout Chance
    ) -> Winner? {
        let line = state.book.lines[number]
        let fitting = line.creatives.filter { $0.fits(slot) }
        guard !fitting.isEmpty else { return nil }
        return Winner(number: number, line: line, creative: fitting[random.below(fitting.count)])
    }
}

extension AdLine {
    func runs(at instant: Instant) -> Bool { flights.contains { $0.contains(instant) } }

    fileprivate func isFor(_ page: SlotPage) -> Bool {
        page.topics.contains { topics.contains($0) } || page.category.map { categories.contains($0) } ?? false
    }

    fileprivate func isExcluded(from page: SlotPage) -> Bool {
        !excludedTopics.isEmpty && page.topics.contains { excludedTopics.contains($0) }
            || page.category.map { excludedCategories.contains($0) } ?? false
    }
}

/// Numbers that follow from a bucket and a slot: SplitMix64.
private struct Chance {
    private var state: UInt64

    init(_ bucket: UInt64, _ key: String) {
        // FNV-1a, since Swift's own hashes differ from process to process.
        state = key.utf8.reduce(bucket ^ 0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    mutating func below(_ limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return Int(mixed.multipliedFullWidth(by: UInt64(limit)).high)
    }
}
