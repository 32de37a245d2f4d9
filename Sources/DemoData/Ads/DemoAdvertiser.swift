/// Somebody who pays for ads, or the house itself.
public struct DemoAdvertiser: Hashable, Sendable {
    public let slug: String
    public let name: String
    public let website: String
    /// Whether it is the directory’s own voice, which fills what nobody booked.
    public let isHouse: Bool
    public let campaigns: [DemoCampaign]

    static let all: [DemoAdvertiser] = [sleepDiary, bookshop, retreat, college, stationer, house]
}

/// What an advertiser booked together.
public struct DemoCampaign: Hashable, Sendable {
    public let slug: String
    public let name: String
    public let lineItems: [DemoLineItem]
}

/// A booking: when, where, how often, and with which texts.
public struct DemoLineItem: Hashable, Sendable {
    /// Who goes first: each band is asked before the next.
    public enum Band: String, Hashable, Sendable, CaseIterable {
        case sponsorship, standard, bulk, house
    }

    /// A kind of public page.
    public enum PageKind: String, Hashable, Sendable, CaseIterable {
        case home, article, topic, category, providers, search
    }

    /// In CSS pixels.
    public struct Size: Hashable, Sendable {
        public let width: Int
        public let height: Int

        static let rectangle = Size(width: 300, height: 250)
        static let banner = Size(width: 728, height: 90)
        static let phone = Size(width: 320, height: 100)
    }

    /// Relative to the demo day.
    public struct Flight: Hashable, Sendable {
        /// Negative for a flight that has begun.
        public let startsInDays: Int
        /// The first day on which it no longer runs; nil while nobody set an end.
        public let endsInDays: Int?

        static func days(_ start: Int, _ end: Int?) -> Flight {
            Flight(startsInDays: start, endsInDays: end)
        }
    }

    /// Pages by what they are about and what they are. An empty list says nothing.
    public struct Scope: Hashable, Sendable {
        /// Slugs of topics.
        public let topics: [String]
        /// Slugs of categories.
        public let categories: [String]
        public let pages: [PageKind]

        init(topics: [String] = [], categories: [String] = [], pages: [PageKind] = []) {
            self.topics = topics
            self.categories = categories
            self.pages = pages
        }
    }

    public let slug: String
    public let name: String
    public let band: Band
    /// How often it is drawn against others of its band: from 1 to 10.
    public let weight: Int
    /// Impressions that were booked; nil for as many as there are.
    public let goal: Int?
    /// Impressions that were counted before the demo day.
    public let delivered: Int
    public let flight: Flight
    public let isPaused: Bool
    public let sizes: [Size]
    /// Where it may run; an empty scope is everywhere.
    public let target: Scope
    /// Where it must not run, whatever the target says.
    public let exclusion: Scope
    public let creatives: [DemoCreative]

    init(
        slug: String, name: String, band: Band, weight: Int = 1, goal: Int? = nil, delivered: Int = 0,
        flight: Flight, isPaused: Bool = false, sizes: [Size] = [.rectangle], target: Scope = Scope(),
        exclusion: Scope = Scope(), creatives: [DemoCreative]
    ) {
        self.slug = slug
        self.name = name
        self.band = band
        self.weight = weight
        self.goal = goal
        self.delivered = delivered
        self.flight = flight
        self.isPaused = isPaused
        self.sizes = sizes
        self.target = target
        self.exclusion = exclusion
        self.creatives = creatives
    }
}

/// The words of an ad.
public struct DemoCreative: Hashable, Sendable {
    /// At most 60 characters.
    public let title: String
    /// At most 140 characters.
    public let text: String
    /// The page behind it.
    public let url: String
}
