import Kernel
import Postgres
import Testing

@testable import Site

@Suite("The page cache")
struct PageCacheTests {
    private let key = PageCache.Key(path: "/topics/grief", query: [:])
    private let now = Instant(microseconds: 1_000_000)

    private func page(until end: Instant? = nil) -> PublicSite.Rendered {
        PublicSite.Rendered(html: "page", validUntil: end)
    }

    private func open() -> PageCache {
        var cache = PageCache()
        cache.open()
        return cache
    }

    @Test("a page is kept until its boundary, and not at it")
    func boundary() {
        var cache = open()
        let end = now + .seconds(10)

        cache.store(page(until: end), for: key, begunAt: cache.generation)

        #expect(cache.page(for: key, at: now) != nil)
        #expect(cache.page(for: key, at: end) == nil)
    }

    @Test("a page without a boundary stays until something changes")
    func change() {
        var cache = open()
        cache.store(page(), for: key, begunAt: cache.generation)

        cache.drop()

        #expect(cache.page(for: key, at: now) == nil)
    }

    @Test("a page whose drawing began before a change is not kept")
    func generation() {
        var cache = open()
        let begun = cache.generation

        cache.drop()
        cache.store(page(), for: key, begunAt: begun)

        #expect(cache.count == 0)
    }

    @Test("nothing is kept before notifications are heard, nor after they are lost")
    func closed() {
        var cache = PageCache()
        cache.store(page(), for: key, begunAt: cache.generation)
        #expect(cache.count == 0)

        cache.open()
        cache.store(page(), for: key, begunAt: cache.generation)
        cache.close()
        cache.store(page(), for: key, begunAt: cache.generation)

        #expect(cache.count == 0)
    }

    @Test("a full cache starts anew and never grows beyond its limit")
    func limit() {
        var cache = open()
        let large = PublicSite.Rendered(html: String(repeating: "a", count: 40 << 20), validUntil: nil)

        cache.store(large, for: key, begunAt: cache.generation)
        cache.store(large, for: PageCache.Key(path: "/other", query: [:]), begunAt: cache.generation)

        #expect(cache.count == 1)
    }
}
