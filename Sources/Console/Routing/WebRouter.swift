import Foundation
import Hummingbird
import Kernel
import Logging
import Postgres

/// Everything between a connection and the handlers of the plugins: sessions, access rules, form tokens, errors.
public struct WebRouter: Sendable {
    private let composition: Composition
    private let signedIn: (any SignedInSource)?
    private let errorPages: (any PublicErrorPages)?
    private let cookies: ConsoleCookies
    private let proxies: Set<String>
    /// A form without files is never larger.
    static let formLimit = 2_000_000
    /// Nor one that a reader sends, who may be anybody.
    static let readerFormLimit = 64_000

    public init(composition: Composition) {
        self.composition = composition
        signedIn = composition.extensions(of: (any SignedInSource).self).first
        errorPages = composition.extensions(of: (any PublicErrorPages).self).first
        cookies = ConsoleCookies(settings: composition.kernel.settings)
        proxies = Set(composition.kernel.settings[.trustedProxies])
    }

    /// What answers all requests.
    public func responder() throws -> some HTTPResponder<Visit> {
        let router = Router(context: Visit.self, options: .autoGenerateHeadEndpoints)
        router.addMiddleware {
            RequestLog(kernel: composition.kernel, proxies: proxies)
            SecurityHeaders()
            ErrorMiddleware(render: errorResponse)
        }
        for route in try Self.routes(of: composition) {
            router.on(RouterPath(route.path), method: route.method) { request, visit in
                try await serve(route, request, visit)
            }
        }
        return router.buildResponder()
    }

    /// Every route that is served: those of the plugins and the shell's own.
    public static func routes(of composition: Composition) throws -> [Route] {
        composition.routes + HealthRoutes(kernel: composition.kernel).routes
            + [try AssetRoutes(composition: composition).route]
    }

    // MARK: One request

    private func serve(_ route: Route, _ request: Request, _ visit: Visit) async throws -> Response {
        var (request, visit) = (request, visit)
        do {
            return try await serve(route, &request, &visit)
        } catch {
            throw VisitError(cause: error, visit: visit)
        }
    }

    private func serve(
        _ route: Route, _ request: inout Request, _ visit: inout Visit
    ) async throws -> Response {
        let isConsole = route.path.hasPrefix("/console")
        var newFormCookie: String?
        if isConsole {
            let session = request.cookies[cookies.sessionName]?.value
            if let session { visit.actor = try await signedIn?.actor(session: session, isUse: true) }
            let bound = visit.actor == nil ? request.cookies[cookies.formName]?.value : session
            if bound == nil { newFormCookie = Data.random(count: 18).urlSafeBase64 }
            visit.formToken = composition.kernel.secret.sign(bound ?? newFormCookie ?? "", for: "form")
            visit.flash = flash(of: request)
        }
        try assertAccess(route, visit)
        if let actor = visit.actor { visit.menu = composition.menu.filter { actor.may($0.needs) } }
        var excess: FormIssues?
        if route.method == .post { excess = try await takeForm(of: &request, for: route, into: &visit) }

        var response = try await answer(route, request, visit, excess: excess)
        if isConsole { response.headers[.cacheControl] = "no-store" }
        if let newFormCookie { response.setCookie(cookies.cookie(cookies.formName, newFormCookie)) }
        removeFlash(of: visit, request, from: &response)
        return response
    }

    private func assertAccess(_ route: Route, _ visit: Visit) throws(Refusal) {
        switch route.access {
        case .anyone: return
        case .signedIn: _ = try visit.requireActor()
        case .needs(let permission): try visit.requireActor().require(permission)
        }
    }

    /// Asks the handler; what must be mended brings the form back. A form whose end was too much to read reaches no
    /// handler.
    private func answer(
        _ route: Route, _ request: Request, _ visit: Visit, excess: FormIssues?
    ) async throws -> Response {
        do {
            if let excess { throw excess }
            try visit.issues.throwIfAny()
            return try response(to: try await route.handler(request, visit))
        } catch let issues as FormIssues {
            guard let form = route.form else { throw issues }
            var visit = visit
            visit.issues = issues
            var response = try response(to: try await form(request, visit))
            if response.status == .ok {
                response.status = excess == nil ? .unprocessableContent : .contentTooLarge
            }
            return response
        }
    }

    private func response(to reply: Reply) throws -> Response {
        switch reply {
        case .response(let response): return response
        case .page(let page, let status):
            let html = try composition.kernel.renderer.render(page).html
            return Response(
                status: status,
                headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
        case .seeOther(let path, let flash):
            var response = Response(status: .seeOther, headers: [.location: path])
            if let flash { response.setCookie(cookies.cookie(cookies.flashName, signed(flash), maxAge: 60)) }
            return response
        }
    }

    // MARK: Forms

    /// Reads the form and proves that one of our pages sent it, at sign-in too: a token bound to the browser, for
    /// readers to the page, and what the browser says about where the request came from.
    ///
    /// - Returns: what must be mended about a form with files that was too much to be read whole; nil for any other.
    private func takeForm(
        of request: inout Request, for route: Route, into visit: inout Visit
    ) async throws -> FormIssues? {
        if let site = request.headers[.fetchSite], site != "same-origin",
            site != "none"
        {
            throw Self.foreign
        }
        let type = request.headers[.contentType] ?? ""
        let sent = request.headers[.formToken]
        guard route.path.hasPrefix("/console") else {
            visit.form = try await urlEncodedForm(of: &request, type, limit: Self.readerFormLimit)
            visit.issues = try readerIssues(of: visit)
            return nil
        }
        var excess: FormIssues?
        if let rule = route.uploads, let boundary = try Self.boundary(of: type) {
            let token = visit.formToken
            let form = MultipartForm(
                boundary: boundary, rule: rule,
                fileLimit: composition.kernel.settings[.uploadLimit] * 1_000_000, fieldLimit: Self.formLimit,
                folder: composition.kernel.scratchFolder,
                assertToken: { try assertToken($0 ?? sent, is: token) })
            let read = try await form.read(request.body)
            (visit.form, visit.uploads, excess) = (read.form, read.uploads, read.excess)
        } else {
            visit.form = try await urlEncodedForm(of: &request, type)
        }
        try assertToken(visit.form.raw("csrf") ?? sent, is: visit.formToken)
        return excess
    }

    private static let foreign = Refusal.badRequest(
        "The form was open for too long or in another browser. Open it again.")

    private func assertToken(_ sent: String?, is token: String) throws(Refusal) {
        guard let sent, !sent.isEmpty, sameBytes(sent, token) else { throw Self.foreign }
    }

    /// What is wrong with the token of a reader's form that one can mend: it was open for too long.
    private func readerIssues(of visit: Visit) throws(Refusal) -> FormIssues {
        let secret = composition.kernel.secret
        switch ReaderToken.standing(of: visit.form.raw("csrf"), for: visit.path, at: visit.now, with: secret)
        {
        case .fresh: return FormIssues()
        case .stale:
            return FormIssues(
                "", .other("The page was open for a long time. Look it over and press the button once more."))
        case .foreign: throw Self.foreign
        }
    }

    private static func boundary(of type: String) throws(Refusal) -> String? {
        do { return try MultipartForm.boundary(of: type) } catch { throw error.refusal }
    }

    private func urlEncodedForm(
        of request: inout Request, _ type: String, limit: Int = WebRouter.formLimit
    ) async throws -> Form {
        guard type.hasPrefix("application/x-www-form-urlencoded") || type.isEmpty else {
            throw Refusal.badRequest("Send the form as our pages do.")
        }
        let body: ByteBuffer
        do {
            body = try await request.collectBody(upTo: limit)
        } catch let error as any HTTPResponseError where error.status == .contentTooLarge {
            throw Refusal.tooLarge(limit: limit)
        }
        guard let text = String(validating: body.readableBytesView, as: UTF8.self),
            let form = Form(urlEncoded: text)
        else {
            throw Refusal.badRequest("The form holds text that is not UTF-8.")
        }
        return form
    }

    private func sameBytes(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    // MARK: Flash messages

    private func signed(_ text: String) -> String {
        "\(Data(text.utf8).urlSafeBase64).\(composition.kernel.secret.sign(text, for: "flash"))"
    }

    private func flash(of request: Request) -> String? {
        guard let parts = request.cookies[cookies.flashName]?.value.split(separator: "."), parts.count == 2,
            let data = Data(urlSafeBase64: String(parts[0])), let text = String(data: data, encoding: .utf8),
            composition.kernel.secret.isSignature(String(parts[1]), of: text, for: "flash")
        else { return nil }
        return text
    }

    /// A redirect shows nothing, and neither does what a script or a picture asked for on the page before: the message
    /// waits for the next page.
    private func removeFlash(of visit: Visit, _ request: Request, from response: inout Response) {
        guard visit.flash != nil, response.status.kind != .redirection,
            (request.headers[.fetchMode] ?? "navigate") == "navigate"
        else { return }
        response.setCookie(cookies.removal(of: cookies.flashName))
    }

    // MARK: Errors

    private func errorResponse(_ error: any Error, _ request: Request, _ visit: Visit) throws -> Response {
        let isConsole = visit.path.hasPrefix("/console")
        switch error {
        case Refusal.signInRequired where isConsole:
            // What was sent as a form is gone, and its path may show no page.
            guard request.method != .post else {
                return Response(status: .seeOther, headers: [.location: "/console/sign-in"])
            }
            let signIn = address("/console/sign-in", [("back", visit.path)])
            return Response(status: .seeOther, headers: [.location: signIn])
        case Refusal.wrongState(let message, let now):
            return try response(to: .seeOther(now, flash: message))
        case Refusal.changedSince(let conflict):
            return try response(to: .page(ConflictPage(conflict, visit), status: .conflict))
        default: break
        }
        let message: ErrorMessage
        if let issues = error as? FormIssues {
            message = ErrorMessage(
                .unprocessableContent, "Something needs another look",
                issues.issues.map(\.message).joined(separator: " "))
        } else {
            message = ErrorMessage(error)
        }
        let page: any Page
        if !isConsole, let errorPages {
            page = errorPages.page(message, for: visit)
        } else {
            page = ErrorPage(message, visit)
        }
        var response = try response(to: .page(page, status: message.status))
        response.headers[.cacheControl] = "no-store"
        if let seconds = message.retryAfter { response.headers[.retryAfter] = String(seconds) }
        removeFlash(of: visit, request, from: &response)
        return response
    }
}
