import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Logging

/// Names each request, finds the visitor's address behind trusted proxies, and writes one line to the log.
///
/// The line holds neither address nor query: what somebody in distress looked for is nobody's business.
struct RequestLog: RouterMiddleware {
    typealias Context = Visit

    let kernel: Kernel
    let proxies: Set<String>

    func handle(
        _ request: Request, context: Visit, next: (Request, Visit) async throws -> Response
    ) async throws -> Response {
        var visit = context
        let began = ContinuousClock.now
        visit.now = kernel.clock.now()
        visit.requestID = String(UInt64.random(in: .min ... .max), radix: 36)
        visit.path = request.uri.path
        visit.clientAddress = clientAddress(of: request, from: visit.clientAddress)
        visit.logger[metadataKey: "request"] = "\(visit.requestID)"

        var response = try await RequestID.$current.withValue(visit.requestID) {
            try await next(request, visit)
        }
        response.headers[.requestID] = visit.requestID
        visit.logger.info(
            "served",
            metadata: [
                "method": "\(request.method)", "path": "\(loggedPath(of: visit))",
                "status": "\(response.status.code)",
                "ms": "\((ContinuousClock.now - began).milliseconds)",
            ])
        return response
    }

    /// The path, or its route where the path holds a token: whoever reads it could use it.
    private func loggedPath(of visit: Visit) -> String {
        guard let route = visit.endpointPath, route.contains("token") else { return visit.path }
        return route
    }

    /// The nearest address that is not one of our proxies: what stands left of it, the visitor may have made up.
    private func clientAddress(of request: Request, from peer: String) -> String {
        guard proxies.contains(peer) else { return peer }
        let hops = (request.headers[.forwardedFor] ?? "").split(separator: ",").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        return hops.last { !proxies.contains($0) } ?? peer
    }
}

extension Duration {
    var milliseconds: Double {
        let parts = components
        return (Double(parts.seconds) * 1e6 + Double(parts.attoseconds / 1_000_000_000_000)).rounded() / 1e3
    }
}

/// Headers that keep a page to itself: nothing from elsewhere, no script or style in the page, no frame around it.
struct SecurityHeaders: RouterMiddleware {
    typealias Context = Visit

    /// Made once: a name is parsed and a value checked each time that a field is made of text.
    private static let fields: [HTTPField] = [
        HTTPField(name: .contentSecurityPolicy, value: ContentPolicy.standard),
        HTTPField(name: .xContentTypeOptions, value: "nosniff"),
        HTTPField(name: .frameOptions, value: "DENY"),
        HTTPField(name: .referrerPolicy, value: "strict-origin-when-cross-origin"),
        HTTPField(
            name: .permissionsPolicy,
            value: "camera=(), geolocation=(), microphone=(), browsing-topics=()"),
        HTTPField(name: .crossOriginOpenerPolicy, value: "same-origin"),
        HTTPField(name: .crossOriginResourcePolicy, value: "same-origin"),
    ]

    func handle(
        _ request: Request, context: Visit, next: (Request, Visit) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        for field in Self.fields where !response.headers.contains(field.name) {
            response.headers.append(field)
        }
        return response
    }
}

/// An error with what was known of the visit when it came up, so that its page knows who reads it.
struct VisitError: Error {
    let cause: any Error
    let visit: Visit
}

/// The one place that turns an error into a response.
struct ErrorMiddleware: RouterMiddleware {
    typealias Context = Visit

    let render: @Sendable (any Error, Request, Visit) throws -> Response

    func handle(
        _ request: Request, context: Visit, next: (Request, Visit) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let (cause, visit) = (error as? VisitError).map { ($0.cause, $0.visit) } ?? (error, context)
            let response = try render(cause, request, visit)
            if response.status.code >= 500 {
                context.logger.error("failed", metadata: ["error": "\(cause)"])
            }
            return response
        }
    }
}
