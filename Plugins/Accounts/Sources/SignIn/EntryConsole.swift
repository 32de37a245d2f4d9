import Console
import Foundation
import Hummingbird
import Kernel

/// The ways in and out: sign-in, sign-out, and one-time links.
struct EntryConsole: Sendable {
    private let kernel: Kernel
    private let passwords: Passwords
    private let sessions: Sessions
    private let links: OneTimeLinks
    private let cookies: AccountCookies

    init(kernel: Kernel, passwords: Passwords) {
        self.kernel = kernel
        self.passwords = passwords
        sessions = Sessions(kernel: kernel)
        links = OneTimeLinks(kernel: kernel)
        cookies = AccountCookies(settings: kernel.settings)
    }

    @Sendable func signInForm(_ request: Request, _ visit: Visit) async throws -> Reply {
        let back = visit.form.raw("back") ?? request.fields.raw("back") ?? ""
        if visit.actor != nil, visit.issues.isEmpty { return .seeOther(way(back)) }
        return .page(SignInPage(visit, back: back))
    }

    @Sendable func signIn(_ request: Request, _ visit: Visit) async throws -> Reply {
        let entered = try await SignIn(kernel: kernel, passwords: passwords, sessions: sessions).run(
            email: visit.form["email"], password: visit.form.raw("password") ?? "",
            from: cookies.place(of: request, visit))
        return .response(admitted(entered, then: way(visit.form["back"])))
    }

    @Sendable func signOut(_ request: Request, _ visit: Visit) async throws -> Reply {
        try await sessions.end(cookies.session(of: request))
        var response = Response(status: .seeOther, headers: [.location: "/console/sign-in"])
        response.setCookie(cookies.console.removal(of: cookies.console.sessionName))
        return .response(response)
    }

    @Sendable func welcomeForm(_ request: Request, _ visit: Visit) async throws -> Reply {
        guard let holder = try await links.holder(of: visit.parameters.get("token") ?? "") else {
            return .page(LinkEndedPage(visit), status: .gone)
        }
        return .page(PasswordPage(visit, for: holder, rules: PasswordRules(settings: kernel.settings)))
    }

    @Sendable func welcome(_ request: Request, _ visit: Visit) async throws -> Reply {
        let entered = try await SetPassword(
            kernel: kernel, passwords: passwords, sessions: sessions, links: links
        ).run(
            token: visit.parameters.get("token") ?? "", password: visit.form.raw("password") ?? "",
            repeated: visit.form.raw("repeated") ?? "", from: cookies.place(of: request, visit))
        guard let entered else { return .page(LinkEndedPage(visit), status: .gone) }
        return .response(admitted(entered, then: "/console"))
    }

    /// A new session's cookie, and the mark by which this browser is known from now on.
    private func admitted(_ entered: Entered, then way: String) -> Response {
        let console = cookies.console
        var response = Response(status: .seeOther, headers: [.location: way])
        response.setCookie(
            console.cookie(
                console.sessionName, entered.session, maxAge: kernel.settings[.sessionHours] * 3_600))
        response.setCookie(
            console.cookie(
                cookies.deviceName, KnownDevice(secret: kernel.secret).mark(for: entered.email),
                maxAge: AccountCookies.deviceDays * 86_400))
        response.setCookie(console.removal(of: console.formName))
        return response
    }

    /// Where somebody wanted to go before they signed in; only ever a page of the console.
    private func way(_ back: String) -> String {
        let isOurs = back.wholeMatch(of: /\/console(\/[A-Za-z0-9_-]+)*(\?[A-Za-z0-9_=&%.-]*)?/) != nil
        return isOurs ? back : "/console"
    }
}

/// The cookies of signed-in browsers.
struct AccountCookies: Sendable {
    /// Days for which a browser is known after somebody signed in with it.
    static let deviceDays = 180

    let console: ConsoleCookies

    init(settings: Settings) {
        console = ConsoleCookies(settings: settings)
    }

    var deviceName: String { "\(console.sessionName)_device" }

    /// The token of the session that the browser has; empty when it has none.
    func session(of request: Request) -> String {
        request.cookies[console.sessionName]?.value ?? ""
    }

    func place(of request: Request, _ visit: Visit) -> Place {
        Place(
            address: visit.clientAddress, agent: request.headers[.userAgent] ?? "",
            session: session(of: request), device: request.cookies[deviceName]?.value ?? "")
    }
}
