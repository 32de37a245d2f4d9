import Foundation
import Kernel
import Postgres

/// Draws any public page as of any instant, past or coming: the time machine.
public struct SitePreview: Sendable {
    private let site: PublicSite
    private let pages: [any PublicPage]

    public init(composition: Composition) {
        self.init(kernel: composition.kernel, routes: Routes(extensions: composition.extensions))
    }

    /// For a plugin that needs it for its own screens.
    public init(kernel: Kernel, routes: Routes) {
        let site = PublicSite(kernel: kernel)
        site.take(from: routes)
        self.init(site: site, pages: Home.andOthers(site: site, routes: routes))
    }

    init(site: PublicSite, pages: [any PublicPage]) {
        self.site = site
        self.pages = pages
    }

    /// The HTML as of an instant of a page, named by its path with its query: `/providers?state=CA`.
    ///
    /// - Throws: `Refusal.notFound` when no page has this path, and what the page throws.
    public func html(_ address: String, at instant: Instant) async throws -> String {
        String(buffer: try await rendered(address, at: instant).bytes)
    }

    func rendered(_ address: String, at instant: Instant) async throws -> PublicSite.Rendered {
        let (page, request) = try find(address, at: instant)
        return try await site.preview(page, request, at: instant)
    }

    /// The slots that a page has at an instant; nil for a page that carries no ads.
    ///
    /// - Throws: as `html` does.
    public func slots(of address: String, at instant: Instant) async throws -> SlotPage? {
        let (page, request) = try find(address, at: instant)
        return try await site.slots(of: page, request, at: instant)
    }

    /// The instants at which a page changes, as `PublicPage.boundaries(of:)` tells them; nil for what is no page.
    func boundaries(of address: String) -> SQL? {
        guard let (page, request) = try? find(address, at: nil) else { return nil }
        return page.boundaries(of: request)
    }

    /// The page as readers get it now, drawn anew: this value keeps no pages.
    public func current(_ address: String) async throws -> PublicSite.Rendered {
        let (page, request) = try find(address, at: nil)
        return try await site.current(page, request)
    }

    private func find(_ address: String, at instant: Instant?) throws -> (any PublicPage, PageRequest) {
        let halves = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = String(halves.first ?? "")
        let sent = Form(urlEncoded: halves.count > 1 ? String(halves[1]) : "") ?? Form()
        for page in pages {
            guard let parameters = Self.match(path, page.path) else { continue }
            let query = Dictionary(
                page.query.compactMap { name in sent[name].isEmpty ? nil : (name, sent[name]) },
                uniquingKeysWith: { first, _ in first })
            return (
                page,
                PageRequest(
                    path: path, parameters: parameters, query: query, site: site.facts, previewedAt: instant)
            )
        }
        throw Refusal.notFound
    }

    /// The values of the names in a route for a path; nil when the path is not of that route.
    static func match(_ path: String, _ route: String) -> [String: String]? {
        let parts = path.split(separator: "/")
        let names = route.split(separator: "/")
        guard parts.count == names.count else { return nil }
        var parameters: [String: String] = [:]
        for (part, name) in zip(parts, names) {
            if name.hasPrefix(":") {
                parameters[String(name.dropFirst())] = String(part).removingPercentEncoding ?? String(part)
            } else if part != name {
                return nil
            }
        }
        return parameters
    }
}
