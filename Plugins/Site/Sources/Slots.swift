import Console
import Foundation
import Kernel
import Postgres

/// What a page is about, for the rules of which ads it may carry.
public enum PageKind: String, Sendable, Codable, CaseIterable, PostgresCodable {
    case home, topic, article, category, search
}

/// A place on a page that an ad may fill, of a size that is reserved for it.
public struct AdSlot: Sendable, Hashable, Decodable {
    /// Where on a page of its kind it stands.
    public enum Place: String, Sendable, Codable, PostgresCodable {
        /// Between the paragraphs of the text, where the spacing rules allow one.
        case body
        /// After the text, before what else there is to read.
        case end
    }

    /// Unique on a page: `article-body-1`.
    public let key: String
    public let place: Place
    /// In CSS pixels.
    public let width: Int
    public let height: Int

    public init(key: String, place: Place, width: Int, height: Int) {
        self.key = key
        self.place = place
        self.width = width
        self.height = height
    }

    /// What stands in a drawn page where the slot's element goes; `PublicSite` puts it in with each answer.
    public var mark: String { "<!--slot \(key)-->" }
}

/// What whoever fills slots may know: the page, and nothing about who reads it.
public struct SlotPage: Sendable {
    public let kind: PageKind
    public let path: String
    /// The topics of the page.
    public let topics: [Slug]
    /// What it is filed under.
    public let category: PageCategoryID?
    /// 1 where the crisis box must stand: such a page has no slots, whatever it is made with.
    public let crisisTier: Int
    /// Those whose marks stand in the page, in their order.
    public let slots: [AdSlot]

    public init(
        kind: PageKind, path: String, topics: [Slug] = [], category: PageCategoryID? = nil, crisisTier: Int,
        slots: [AdSlot]
    ) {
        self.kind = kind
        self.path = path
        self.topics = topics
        self.category = category
        self.crisisTier = crisisTier
        self.slots = crisisTier == 1 ? [] : slots
    }

    /// The marks of the slots of a place, to be put into a page where it is; nil where there are none.
    public func marksHTML(_ place: AdSlot.Place) -> String? {
        let marks = slots.filter { $0.place == place }.map(\.mark)
        return marks.isEmpty ? nil : marks.joined(separator: "\n")
    }

    /// The same page with other slots.
    public func with(_ slots: [AdSlot]) -> SlotPage {
        SlotPage(
            kind: kind, path: path, topics: topics, category: category, crisisTier: crisisTier, slots: slots)
    }
}

/// Says which slots pages have, and what stands in them. Ads supplies it; without it pages have no slots.
public protocol SlotFiller: Extension {
    /// Adds to a page's statements the one that reads the slots of pages of this kind, as of the page's instant, in their
    /// order.
    func ask(for kind: PageKind, in batch: inout Batch) -> @Sendable (BatchResults) throws -> [AdSlot]

    /// Chooses what fills the slots of a page, without asking the database: a pure function of its arguments and of what
    /// the filler knows about ads.
    ///
    /// - Parameters:
    ///   - page: the page with its slots.
    ///   - instant: when it is read.
    ///   - bucket: random for each request, to share slots by weight; it identifies nobody.
    /// - Returns: the whole element of each filled slot, by the slot's key; slots without one stay empty.
    func fill(_ page: SlotPage, at instant: Instant, bucket: UInt64) -> [String: String]

    /// The same for the time machine: from what the database says as of the snapshot's instant, and with nothing in it
    /// that is counted.
    func preview(_ page: SlotPage, at instant: Instant, in snapshot: Snapshot) async throws -> [String:
        String]

    /// The tables, as `ads.flight`, that `fill` chooses from and no drawn page shows: kept pages outlive their changes.
    var chosenFrom: Set<String> { get }

    /// The instants at which what fills slots changes, as `PublicPage.boundaries(of:)` tells them.
    var boundaries: SQL? { get }
}

/// Of what a page is filed under, whichever plugin keeps it. It stays when name and address change.
public struct PageCategoryID: Identifier {
    public let rawValue: UUID
    public init(rawValue: UUID) { self.rawValue = rawValue }
}

/// What a category of pages is called today.
public struct PageCategory: Sendable, Hashable, Decodable {
    public let id: PageCategoryID
    public let slug: Slug
    public let name: String

    public init(id: PageCategoryID, slug: Slug, name: String) {
        self.id = id
        self.slug = slug
        self.name = name
    }
}

/// Knows the categories that pages can have (`SlotPage.category`), for whoever books by them.
public protocol PageCategories: Extension {
    /// All of them, by name.
    func all(in reader: any Reader) async throws -> [PageCategory]
}

extension Additions<any SlotFiller> {
    /// Adds to a page's statements those that read its slots; the page then makes its `SlotPage` of what comes back.
    public func ask(
        for kind: PageKind, in batch: inout Batch
    ) -> @Sendable (BatchResults) throws -> [AdSlot] {
        let asked = all.map { $0.ask(for: kind, in: &batch) }
        return { results in try asked.flatMap { try $0(results) } }
    }

    /// The instants at which what fills slots changes, for a page with slots to tell with its own.
    public var boundaries: [SQL] { all.compactMap(\.boundaries) }
}
