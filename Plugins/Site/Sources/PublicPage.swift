import Console
import Kernel
import Postgres

/// A page of the public site: a function of (database, instant), drawn in one read-only snapshot.
///
/// Plugins add theirs in `Plugin.extensions`; Site routes, caches and previews them.
public protocol PublicPage: Extension {
    /// The route, as `/topics/:slug`.
    var path: String { get }
    /// The names of the query fields that the page reads; others are ignored, so that they cannot fill the cache.
    var query: [String] { get }

    /// Reads what the page shows and draws it.
    ///
    /// A page costs at most three round trips: independent statements go together through `snapshot.fetch`.
    /// - Throws: `Refusal.notFound`, `Refusal.gone`, or `PageMoved`.
    func draw(_ request: PageRequest, in snapshot: Snapshot) async throws -> DrawnPage

    /// Whether one plan of its statements serves whatever is asked: the server then makes it once a connection, which
    /// would otherwise take longer than all that follows from it.
    func isPlannedOnce(_ request: PageRequest) -> Bool

    /// The instants at which what the page shows begins or ends, past and coming ones: a query of one column `at`, which
    /// may hold nulls and an instant twice. Nil where none are known.
    func boundaries(of request: PageRequest) -> SQL?
}

extension PublicPage {
    public var query: [String] { [] }
    public func isPlannedOnce(_ request: PageRequest) -> Bool { true }
    public func boundaries(of request: PageRequest) -> SQL? { nil }
}

/// What a reader asked for.
public struct PageRequest: Sendable {
    /// The path as it was asked, decoded: `/topics/grief`.
    public let path: String
    /// The values of the names in the route: `slug`.
    public let parameters: [String: String]
    /// The values of the query fields that the page declares, without empty ones.
    public let query: [String: String]
    /// What every public page shares.
    public let site: SiteFacts
    /// The instant that a preview was asked for; nil where readers see the page.
    public let previewedAt: Instant?

    public init(
        path: String, parameters: [String: String], query: [String: String], site: SiteFacts,
        previewedAt: Instant? = nil
    ) {
        self.path = path
        self.parameters = parameters
        self.query = query
        self.site = site
        self.previewedAt = previewedAt
    }

    /// The slug in the route.
    ///
    /// - Throws: `Refusal.notFound` when the text in its place cannot be one.
    public func slug(_ name: String = "slug") throws(Refusal) -> Slug {
        guard let slug = Slug(parameters[name] ?? "") else { throw .notFound }
        return slug
    }
}

/// A page and until when it stays true.
public struct DrawnPage: Sendable {
    public let page: any Page
    /// The next instant at which the page may read differently; nil while none is known.
    public let validUntil: Instant?
    /// The slots whose marks stand in it; nil for a page that carries no ads.
    public let slots: SlotPage?

    public init(_ page: any Page, validUntil: Instant?, slots: SlotPage? = nil) {
        self.page = page
        self.validUntil = validUntil
        self.slots = slots
    }
}

/// The thing has another address now: readers are sent there for good (301).
public struct PageMoved: Error, Equatable, Sendable {
    public let path: String

    public init(to path: String) { self.path = path }
}

/// A part of the home page that another plugin fills.
public protocol HomeSection: Extension {
    /// Where it stands: lower numbers first.
    var place: Int { get }

    /// Draws the section.
    ///
    /// - Returns: nil when there is nothing to show, and until when that stays true.
    func draw(in snapshot: Snapshot, site: SiteFacts) async throws -> (part: Part?, validUntil: Instant?)

    /// The instants at which it changes, as `PublicPage.boundaries(of:)` tells them.
    var boundaries: SQL? { get }
}

extension HomeSection {
    public var boundaries: SQL? { nil }
}

/// The addresses that a plugin has in the sitemap.
public protocol SitemapSource: Extension {
    /// Addresses below the site's own, in a stable order by key: at most `limit` after `key`, which is the last key of
    /// the part before, nil for the first.
    func entries(after key: String?, limit: Int, in reader: any Reader) async throws -> [SitemapEntry]
    /// The name of its parts in the index, as `providers`.
    var name: String { get }
}

extension SitemapSource {
    /// The keys after which the parts of `size` addresses begin; nil for the first.
    func starts(size: Int, in reader: any Reader) async throws -> [String?] {
        var starts: [String?] = []
        var key: String?
        while true {
            let part = try await entries(after: key, limit: size, in: reader)
            guard let last = part.last else { return starts }
            starts.append(key)
            guard part.count == size else { return starts }
            key = last.key
        }
    }
}

/// One address of the sitemap.
public struct SitemapEntry: Decodable, Sendable {
    public let path: String
    /// When what it shows last changed.
    public let changedAt: Instant
    /// Where the next part begins when this entry ends one.
    public let key: String

    public init(path: String, changedAt: Instant, key: String) {
        self.path = path
        self.changedAt = changedAt
        self.key = key
    }
}
