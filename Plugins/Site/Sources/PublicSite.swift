import Crypto
import Foundation
import HTTPTypes
import Kernel
import Logging
import NIOCore
import Postgres
import Synchronization

/// Draws public pages as of an instant, and keeps them until they stop being true.
public final class PublicSite: Sendable {
    /// A page as bytes.
    public struct Rendered: Sendable {
        public let bytes: ByteBuffer
        /// The same, compressed with gzip.
        public let compressed: ByteBuffer
        public let tag: String
        /// The next instant at which the page may read differently; nil while none is known.
        public let validUntil: Instant?
        /// What is said about it in every answer, made once.
        let headers: HTTPFields
        /// The page in pieces, where ads may stand between them; the other bytes have these slots empty.
        let slotted: SlottedPage?

        init(html: String, validUntil: Instant?, slots: SlotPage? = nil) {
            let slotted = slots.flatMap { SlottedPage(html: html, page: $0) }
            self.init(slotted?.html() ?? ByteBuffer(string: html), slotted, validUntil: validUntil)
        }

        /// A page whose slots are filled for good.
        init(_ slotted: SlottedPage, with elements: [String: String], validUntil: Instant?) {
            self.init(slotted.html(elements), nil, validUntil: validUntil)
        }

        private init(_ bytes: ByteBuffer, _ slotted: SlottedPage?, validUntil: Instant?) {
            self.bytes = bytes
            self.slotted = slotted
            let html = Data(buffer: bytes)
            compressed = ByteBuffer(bytes: Gzip.compress(html))
            tag = "\"\(Data(SHA256.hash(data: html).prefix(15)).urlSafeBase64)\""
            self.validUntil = validUntil
            // Asked again each time, answered with 304 while it is true: no copy outlives a badge.
            headers = [
                .contentType: "text/html; charset=utf-8", .eTag: tag, .cacheControl: "no-cache",
                .vary: "Accept-Encoding",
            ]
        }
    }

    private let kernel: Kernel
    public let facts: SiteFacts
    /// What fills slots; pages with slots ask it which they have.
    let fillers = Additions<any SlotFiller>()
    private let cache = Mutex(PageCache())

    public init(kernel: Kernel) {
        self.kernel = kernel
        facts = SiteFacts(settings: kernel.settings)
    }

    /// Takes what the plugins of a composition add to every page.
    func take(from routes: Routes) {
        fillers.take(from: routes)
        facts.menu.take(from: routes)
    }

    /// A page as readers see it now: from the cache while it is true, else drawn.
    public func current(_ page: any PublicPage, _ request: PageRequest) async throws -> Rendered {
        let key = PageCache.Key(path: request.path, query: request.query)
        let (cached, generation) = cache.withLock { cache in
            (cache.page(for: key, at: kernel.clock.now()), cache.generation)
        }
        if let cached { return cached }
        let drawn = try await kernel.site.snapshot(settings: planning(page, request)) { snapshot in
            try await page.draw(request, in: snapshot)
        }
        let rendered = Rendered(
            html: try kernel.renderer.render(drawn.page).html, validUntil: drawn.validUntil,
            slots: drawn.slots)
        cache.withLock { $0.store(rendered, for: key, begunAt: generation) }
        return rendered
    }

    /// What stands in the slots of a page for one request, by their keys; empty when nothing does.
    func fill(_ page: SlottedPage) -> [String: String] {
        let (now, bucket) = (kernel.clock.now(), UInt64.random(in: .min ... .max))
        return fillers.all.reduce(into: [:]) { elements, filler in
            elements.merge(filler.fill(page.page, at: now, bucket: bucket)) { first, _ in first }
        }
    }

    /// A page as readers saw, see or will see it at an instant, with the ads of that instant. It is drawn anew and not
    /// kept, and nothing about it is counted.
    public func preview(_ page: any PublicPage, _ request: PageRequest, at instant: Instant) async throws
        -> Rendered
    {
        let (drawn, elements) = try await previewing(page, request, at: instant) { drawn, snapshot in
            var elements: [String: String] = [:]
            for filler in fillers.all {
                guard let slots = drawn.slots else { break }
                elements.merge(try await filler.preview(slots, at: instant, in: snapshot)) { first, _ in first
                }
            }
            return (drawn, elements)
        }
        let html = try kernel.renderer.render(drawn.page).html
        if let slots = drawn.slots, let slotted = SlottedPage(html: html, page: slots) {
            return Rendered(slotted, with: elements, validUntil: drawn.validUntil)
        }
        return Rendered(html: html, validUntil: drawn.validUntil)
    }

    /// The slots that a page has at an instant; nil for a page that carries no ads.
    func slots(of page: any PublicPage, _ request: PageRequest, at instant: Instant) async throws -> SlotPage?
    {
        try await previewing(page, request, at: instant) { drawn, _ in drawn.slots }
    }

    private func previewing<Result: Sendable>(
        _ page: any PublicPage, _ request: PageRequest, at instant: Instant,
        _ body: @Sendable (DrawnPage, Snapshot) async throws -> Result
    ) async throws -> Result {
        try await kernel.preview.snapshot(
            settings: [("stet.as_of", instant.description)] + planning(page, request)
        ) { snapshot in
            try await body(try await page.draw(request, in: snapshot), snapshot)
        }
    }

    private func planning(_ page: any PublicPage, _ request: PageRequest) -> [(String, String)] {
        page.isPlannedOnce(request) ? [("plan_cache_mode", "force_generic_plan")] : []
    }

    // MARK: Invalidation

    /// The channel on which the database tells that a public fact changed.
    public static let channel = "stet_public"

    /// Follows the database's notifications until the task is cancelled. While the connection is down nothing is
    /// kept, because nobody would tell what went stale.
    func followChanges() async {
        for await message in kernel.database.notifications(on: [Self.channel]) {
            switch message {
            case .listening: cache.withLock { $0.open() }
            case .notification(_, let table):
                if shows(table) { cache.withLock { $0.drop() } }
            case .lost(let error):
                cache.withLock { $0.close() }
                kernel.logger.warning(
                    "page cache off until notifications are back", metadata: ["error": "\(error)"])
            }
        }
        cache.withLock { $0.close() }
    }

    /// Whether a kept page may read differently after a table has changed.
    func shows(_ table: String) -> Bool {
        !fillers.all.contains { $0.chosenFrom.contains(table) }
    }

    /// How many pages are kept.
    public var cachedPages: Int { cache.withLock { $0.count } }
}

/// Pages by path and query, each until its boundary. Closed, it keeps nothing.
struct PageCache {
    struct Key: Hashable {
        let path: String
        let query: [String: String]
    }

    /// Counts changes: a page whose drawing began before the last one is not kept.
    private(set) var generation = 0
    private var isOpen = false
    private var pages: [Key: PublicSite.Rendered] = [:]
    private var size = 0
    /// In bytes; a full cache starts anew, which costs one drawing a page.
    private let limit = 64 << 20

    var count: Int { pages.count }

    func page(for key: Key, at now: Instant) -> PublicSite.Rendered? {
        guard let page = pages[key] else { return nil }
        if let end = page.validUntil, end <= now { return nil }
        return page
    }

    mutating func store(_ page: PublicSite.Rendered, for key: Key, begunAt generation: Int) {
        guard isOpen, generation == self.generation else { return }
        let weight = page.bytes.readableBytes + page.compressed.readableBytes
        if size + weight > limit { empty() }
        if let old = pages.updateValue(page, forKey: key) {
            size -= old.bytes.readableBytes + old.compressed.readableBytes
        }
        size += weight
    }

    mutating func drop() {
        generation += 1
        empty()
    }

    mutating func open() {
        drop()
        isOpen = true
    }

    mutating func close() {
        drop()
        isOpen = false
    }

    private mutating func empty() {
        pages = [:]
        size = 0
    }
}
