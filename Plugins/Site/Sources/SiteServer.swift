import Foundation
import Hummingbird
import Kernel
import Postgres

/// Answers readers' requests from `PublicSite`: conditional requests, compression, moved pages.
struct SiteServer: Sendable {
    let kernel: Kernel
    let site: PublicSite

    func handler(for page: any PublicPage) -> Route.Handler {
        let parameters = page.path.split(separator: "/").filter { $0.hasPrefix(":") }.map {
            String($0.dropFirst())
        }
        return { request, visit in
            let asked = pageRequest(page, parameters, request, visit)
            do {
                let rendered = try await site.current(page, asked)
                if let slotted = rendered.slotted {
                    let elements = site.fill(slotted)
                    if !elements.isEmpty { return .response(response(slotted, with: elements, to: request)) }
                }
                return .response(response(rendered, to: request))
            } catch Refusal.notFound {
                return .response(try await moved(asked.path, else: .notFound))
            } catch Refusal.gone {
                return .response(try await moved(asked.path, else: .gone))
            } catch let moved as PageMoved {
                return .response(Response(status: .movedPermanently, headers: [.location: moved.path]))
            }
        }
    }

    private func pageRequest(
        _ page: any PublicPage, _ names: [String], _ request: Request, _ visit: Visit
    ) -> PageRequest {
        var parameters: [String: String] = [:]
        for name in names { parameters[name] = visit.parameters.get(name)?.removingPercentEncoding }
        var query: [String: String] = [:]
        if !page.query.isEmpty {
            let fields = request.fields
            for name in page.query {
                guard let value = fields.raw(name), !value.isEmpty else { continue }
                query[name] = String(value.prefix(200))
            }
        }
        return PageRequest(path: visit.path, parameters: parameters, query: query, site: site.facts)
    }

    private func response(_ page: PublicSite.Rendered, to request: Request) -> Response {
        if knows(page, request) { return Response(status: .notModified, headers: page.headers) }
        guard accepts(gzip: request) else {
            return Response(status: .ok, headers: page.headers, body: ResponseBody(byteBuffer: page.bytes))
        }
        var headers = page.headers
        headers[.contentEncoding] = "gzip"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: page.compressed))
    }

    /// A page whose ads are for this request alone: what they hold is counted once, so nobody keeps a copy.
    private func response(
        _ page: SlottedPage, with elements: [String: String], to request: Request
    ) -> Response {
        var headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8", .cacheControl: "no-store", .vary: "Accept-Encoding",
        ]
        guard accepts(gzip: request) else {
            return Response(
                status: .ok, headers: headers,
                body: ResponseBody(byteBuffer: page.html(elements)))
        }
        headers[.contentEncoding] = "gzip"
        return Response(
            status: .ok, headers: headers, body: ResponseBody(byteBuffer: page.compressed(elements)))
    }

    private func knows(_ page: PublicSite.Rendered, _ request: Request) -> Bool {
        guard let known = request.headers[.ifNoneMatch] else { return false }
        return known.split(separator: ",").contains {
            $0.trimmingCharacters(in: .whitespaces).replacing("W/", with: "") == page.tag
        }
    }

    private func accepts(gzip request: Request) -> Bool {
        guard let codings = request.headers[.acceptEncoding] else { return false }
        return codings.split(separator: ",").contains { coding in
            let parts = coding.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
            return parts.first == "gzip" && !parts.contains { $0 == "q=0" || $0 == "q=0.0" }
        }
    }

    private struct Redirect: Decodable, Sendable {
        let target: String?
    }

    /// Where a path went that no page answers for any more.
    ///
    /// - Throws: `refusal` where nobody sent it anywhere.
    private func moved(_ path: String, else refusal: Refusal) async throws -> Response {
        let redirect = try await kernel.site.first(
            Redirect.self,
            """
            SELECT target
            FROM site.public_redirect
            WHERE path = \(path)
            """)
        guard let redirect else { throw refusal }
        guard let target = redirect.target else { throw Refusal.gone }
        return Response(status: .movedPermanently, headers: [.location: target])
    }
}
