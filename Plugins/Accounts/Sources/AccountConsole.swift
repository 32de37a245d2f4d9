import Console
import Foundation
import Hummingbird
import Kernel
import Postgres

/// The screens about accounts: what was sent, the use case for it, the page that follows.
struct AccountConsole: Sendable {
    let kernel: Kernel
    let homeTasks: [any HomeTaskSource]
    private let passwords: Passwords
    private let sessions: Sessions
    private let links: OneTimeLinks
    private let cookies: ConsoleCookies

    init(kernel: Kernel, homeTasks: [any HomeTaskSource]) {
        self.kernel = kernel
        self.homeTasks = homeTasks
        passwords = Passwords(settings: kernel.settings)
        sessions = Sessions(kernel: kernel)
        links = OneTimeLinks(kernel: kernel)
        cookies = ConsoleCookies(settings: kernel.settings)
    }

    // MARK: In and out

    @Sendable func signInForm(_ request: Request, _ visit: Visit) async throws -> Reply {
        let back = visit.form.raw("back") ?? request.uri.queryParameters["back"].map { String($0) } ?? ""
        return .page(SignInPage(visit, back: back))
    }

    @Sendable func signIn(_ request: Request, _ visit: Visit) async throws -> Reply {
        let token = try await SignIn(kernel: kernel, passwords: passwords, sessions: sessions).run(
            email: visit.form["email"], password: visit.form.raw("password") ?? "",
            address: visit.clientAddress, agent: request.headers[.userAgent] ?? "")
        return .response(entered(token, then: visit.form["back"]))
    }

    /// A session's cookie, and the way back; only ever to a page of the console.
    private func entered(_ token: String, then back: String) -> Response {
        let isOurs = back.hasPrefix("/console") && !back.contains("//") && !back.contains("\\")
        var response = Response(status: .seeOther, headers: [.location: isOurs ? back : "/console"])
        response.setCookie(
            cookies.cookie(cookies.sessionName, token, maxAge: kernel.settings[.sessionHours] * 3_600))
        response.setCookie(cookies.removal(of: cookies.formName))
        return response
    }

    @Sendable func signOut(_ request: Request, _ visit: Visit) async throws -> Reply {
        if let token = request.cookies[cookies.sessionName]?.value { try await sessions.close(token) }
        var response = Response(status: .seeOther, headers: [.location: "/console/sign-in"])
        response.setCookie(cookies.removal(of: cookies.sessionName))
        return .response(response)
    }

    @Sendable func welcomeForm(_ request: Request, _ visit: Visit) async throws -> Reply {
        let holder = try await links.holder(of: visit.parameters.get("token") ?? "", in: kernel.database)
        return .page(PasswordPage(visit, email: holder.email))
    }

    @Sendable func welcome(_ request: Request, _ visit: Visit) async throws -> Reply {
        let token = try await SetPassword(
            kernel: kernel, passwords: passwords, sessions: sessions, links: links
        ).run(
            token: visit.parameters.get("token") ?? "", password: visit.form.raw("password") ?? "",
            repeated: visit.form.raw("repeated") ?? "", address: visit.clientAddress,
            agent: request.headers[.userAgent] ?? "")
        return .response(entered(token, then: ""))
    }

    @Sendable func home(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        var tasks: [HomeTask] = []
        for source in homeTasks { tasks += try await source.tasks(for: actor, in: kernel.database) }
        return .page(HomePage(visit, name: actor.name, tasks: tasks))
    }

    // MARK: One's own security

    @Sendable func security(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        let queries = AccountQueries(reader: kernel.database)
        let account = try await queries.account(actor.accountID)
        let open = try await queries.sessions(of: actor.accountID)
        let current = Sessions.hash(request.cookies[cookies.sessionName]?.value ?? "")
        return .page(SecurityPage(visit, account: account, sessions: open, current: current))
    }

    @Sendable func changePassword(_ request: Request, _ visit: Visit) async throws -> Reply {
        try await ChangePassword(kernel: kernel, passwords: passwords).run(
            current: visit.form.raw("current") ?? "", new: visit.form.raw("new") ?? "",
            session: request.cookies[cookies.sessionName]?.value ?? "", by: try visit.requireActor())
        return .seeOther("/console/me/security", flash: "Password changed. All other sessions have ended.")
    }

    @Sendable func changeZone(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        guard let zone = TimeZone(identifier: visit.form["zone"]) else {
            throw FormIssues("zone", .notOneOf("a time zone"))
        }
        _ = try await kernel.database.rows(
            """
            UPDATE accounts.account
            SET time_zone = \(zone.identifier), version = version + 1
            WHERE account_id = \(actor.accountID)
            """)
        return .seeOther("/console/me/security", flash: "Times are shown in your zone from now on.")
    }

    @Sendable func endSession(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        let hash = Data(urlSafeBase64: visit.parameters.get("session") ?? "").map { [UInt8]($0) } ?? []
        let ended = try await kernel.database.rows(
            """
            DELETE FROM accounts.session
            WHERE account_id = \(actor.accountID) AND token_hash = \(hash)
            """)
        guard ended.affected == 1 else { throw Refusal.notFound }
        return .seeOther("/console/me/security", flash: "That session has ended.")
    }

    @Sendable func endOtherSessions(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        let current = Sessions.hash(request.cookies[cookies.sessionName]?.value ?? "")
        _ = try await kernel.database.rows(
            """
            DELETE FROM accounts.session
            WHERE account_id = \(actor.accountID) AND token_hash <> \(current)
            """)
        return .seeOther("/console/me/security", flash: "All other sessions have ended.")
    }

    // MARK: Accounts of others

    private static let pageSize = 50

    @Sendable func list(_ request: Request, _ visit: Visit) async throws -> Reply {
        let search = request.fields["q"]
        let after = request.fields.raw("after")
        let queries = AccountQueries(reader: kernel.database)
        let key = after.flatMap { PageKey<AccountKey>($0)?.key }
        var accounts = try await queries.list(matching: search, after: key, limit: Self.pageSize + 1)
        let hasMore = accounts.count > Self.pageSize
        accounts = Array(accounts.prefix(Self.pageSize))
        let next = hasMore ? accounts.last : nil
        return .page(
            AccountsPage(
                visit, accounts: accounts, count: try await queries.count(matching: search), search: search,
                after: after,
                next: next.map {
                    PageKey(AccountKey(name: $0.displayName.lowercased(), id: $0.accountID)).text
                }))
    }

    @Sendable func newForm(_ request: Request, _ visit: Visit) async throws -> Reply {
        .page(AccountPage(visit, account: nil))
    }

    @Sendable func add(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        let (id, link) = try await AddAccount(kernel: kernel).run(
            try input(visit.form), grantedBy: actor.accountID, by: .person(actor, as: .admin))
        return try await shown(link, of: id, visit)
    }

    @Sendable func show(_ request: Request, _ visit: Visit) async throws -> Reply {
        .page(
            AccountPage(visit, account: try await AccountQueries(reader: kernel.database).account(id(visit))))
    }

    @Sendable func update(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        let id = try id(visit)
        // One's own roles are shown and not sent; they stay what they are.
        var roles = visit.form.all("roles").flatMap { $0.split(separator: ",").map { String($0) } }
        if id == actor.accountID { roles = actor.roles.map(\.rawValue) }
        let input = try AccountInput(
            name: visit.form["name"], email: visit.form["email"], roles: roles, zone: visit.form["zone"])
        try await UpdateAccount(kernel: kernel).run(
            id, seen: Int(visit.form["version"]) ?? 0, input, by: actor)
        return .seeOther("/console/accounts/\(id)", flash: "Saved.")
    }

    @Sendable func makeLink(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        let id = try id(visit)
        let link = try await ResetAccount(kernel: kernel).run(id, by: .person(actor, as: .admin))
        return try await shown(link, of: id, visit)
    }

    @Sendable func suspend(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try id(visit)
        try await SuspendAccount(kernel: kernel).run(id, suspend: true, by: try visit.requireActor())
        return .seeOther("/console/accounts/\(id)", flash: "Suspended. Every session has ended.")
    }

    @Sendable func restore(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try id(visit)
        try await SuspendAccount(kernel: kernel).run(id, suspend: false, by: try visit.requireActor())
        return .seeOther("/console/accounts/\(id)", flash: "The account works again.")
    }

    private func id(_ visit: Visit) throws(Refusal) -> AccountID {
        guard let id = AccountID(visit.parameters.get("id") ?? "") else { throw .notFound }
        return id
    }

    private func input(_ form: Form) throws(FormIssues) -> AccountInput {
        try AccountInput(
            name: form["name"], email: form["email"], roles: form.all("roles"), zone: form["zone"])
    }

    /// The link is in the page that answers, and nowhere else: it is not stored and not in an address.
    private func shown(_ link: OneTimeLinks.Link, of id: AccountID, _ visit: Visit) async throws -> Reply {
        let account = try await AccountQueries(reader: kernel.database).account(id)
        let words = TimeText(zone: visit.actor?.zone ?? .gmt)
        return .page(
            AccountPage(
                visit, account: account,
                link: AccountPage.Link(
                    recipient: account.email, expires: words.full(link.expiresAt),
                    link: kernel.settings.siteAddress + link.path)))
    }
}
