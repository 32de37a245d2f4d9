import Console
import Foundation
import Hummingbird
import Kernel
import Postgres

/// The screens about accounts: what was sent, the use case for it, the page that follows.
struct AccountConsole: Sendable {
    private let kernel: Kernel
    private let panels: [any AccountPanel]
    private let sessions: Sessions

    private static let pageSize = 50

    init(kernel: Kernel, panels: [any AccountPanel]) {
        self.kernel = kernel
        self.panels = panels
        sessions = Sessions(kernel: kernel)
    }

    @Sendable func list(_ request: Request, _ visit: Visit) async throws -> Reply {
        let fields = request.fields
        let filter = AccountFilter(
            search: fields["q"], role: Role(rawValue: fields["role"]),
            state: AccountState(rawValue: fields["state"]),
            order: AccountFilter.Order(rawValue: fields["sort"]) ?? .name,
            isDescending: fields["direction"] == "desc")
        let after = fields.raw("after")
        let key = after.flatMap { PageKey<AccountKey>($0)?.key }
        var (accounts, count) = try await AccountQueries(reader: kernel.database)
            .list(filter, after: key, limit: Self.pageSize + 1)
        let hasMore = accounts.count > Self.pageSize
        accounts = Array(accounts.prefix(Self.pageSize))
        let next = hasMore ? accounts.last.map { PageKey(AccountKey($0, in: filter.order)).text } : nil
        return .page(
            AccountsPage(visit, accounts: accounts, count: count, filter: filter, after: after, next: next))
    }

    @Sendable func newForm(_ request: Request, _ visit: Visit) async throws -> Reply {
        .page(AccountPage(visit, known: nil))
    }

    @Sendable func add(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        let input = try AccountInput(
            name: visit.form["name"], email: visit.form["email"], roles: visit.form.all("roles"),
            zone: visit.form["zone"])
        let (id, link) = try await AddAccount(kernel: kernel).run(
            input, grantedBy: actor.accountID, by: .person(actor, as: .admin))
        return try await shown(link, of: id, request, visit)
    }

    @Sendable func show(_ request: Request, _ visit: Visit) async throws -> Reply {
        .page(AccountPage(visit, known: try await known(try id(visit), request, visit)))
    }

    @Sendable func update(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        let id = try id(visit)
        // A choice between two versions sends all roles as one value.
        var roles = visit.form.all("roles").flatMap { $0.split(separator: ",").map { String($0) } }
        if roles.isEmpty {
            // One's own roles are shown and not sent; they stay what they are.
            let account = try await AccountQueries(reader: kernel.database).account(id)
            if account.personID == actor.personID { roles = account.roles }
        }
        let input = try AccountInput(
            name: visit.form["name"], email: visit.form["email"], roles: roles, zone: visit.form["zone"])
        try await UpdateAccount(kernel: kernel).run(
            id, seen: Int(visit.form["version"]) ?? 0, input, by: actor)
        return .seeOther(path(id), flash: "Saved.")
    }

    @Sendable func makeLink(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        let id = try id(visit)
        let link = try await ResetAccount(kernel: kernel).run(id, by: .person(actor, as: .admin))
        return try await shown(link, of: id, request, visit)
    }

    @Sendable func suspendForm(_ request: Request, _ visit: Visit) async throws -> Reply {
        let (id, actor) = (try id(visit), try visit.requireActor())
        let account = try await AccountQueries(reader: kernel.database).account(id)
        guard account.disabledAt == nil, account.personID != actor.personID else {
            throw Refusal.wrongState(
                message: account.disabledAt == nil
                    ? "You cannot suspend your own account." : "It was suspended already.",
                now: path(id))
        }
        let open = try await sessions.open(of: id, in: kernel.database)
        return .page(SuspendPage(visit, account: account, sessions: open.count))
    }

    @Sendable func suspend(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try id(visit)
        try await SuspendAccount(kernel: kernel, sessions: sessions)
            .run(id, suspend: true, by: try visit.requireActor())
        return .seeOther(path(id), flash: "Suspended. Every session has ended.")
    }

    @Sendable func restore(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try id(visit)
        try await SuspendAccount(kernel: kernel, sessions: sessions)
            .run(id, suspend: false, by: try visit.requireActor())
        return .seeOther(path(id), flash: "The account works again.")
    }

    @Sendable func endSessions(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try id(visit)
        let ended = try await EndSessions(kernel: kernel, sessions: sessions)
            .run(id, by: try visit.requireActor())
        return .seeOther(path(id), flash: ended == 0 ? "No session was open." : "Every session has ended.")
    }

    @Sendable func joinPersons(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try id(visit)
        try await JoinPersons(kernel: kernel)
            .run(id, with: visit.form["other_email"], by: try visit.requireActor())
        return .seeOther(path(id), flash: "These accounts count as one person from now on.")
    }

    @Sendable func separatePerson(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try id(visit)
        try await JoinPersons(kernel: kernel).separate(id, by: try visit.requireActor())
        return .seeOther(path(id), flash: "This account has a person of its own from now on.")
    }

    // MARK: Parts

    private func id(_ visit: Visit) throws(Refusal) -> AccountID {
        guard let id = AccountID(visit.parameters.get("id") ?? "") else { throw .notFound }
        return id
    }

    private func path(_ id: AccountID) -> String { "/console/accounts/\(id)" }

    /// Everything that the screen of an account shows.
    private func known(_ id: AccountID, _ request: Request, _ visit: Visit) async throws -> KnownAccount {
        let reader = kernel.database
        let account = try await AccountQueries(reader: reader).account(id)
        var parts: [Part] = []
        for panel in panels {
            let part = try await panel.part(
                of: id, roles: account.knownRoles, for: visit, fields: request.fields, in: reader)
            if let part { parts.append(part) }
        }
        return KnownAccount(
            account: account, others: try await AccountQueries(reader: reader).others(of: account),
            sessions: try await sessions.open(of: id, in: reader),
            history: try await AuditQueries(reader: reader).about("account", id, limit: 20), parts: parts)
    }

    /// The link is in the page that answers, and nowhere else: it is not stored and not in an address.
    private func shown(
        _ link: OneTimeLinks.Link, of id: AccountID, _ request: Request, _ visit: Visit
    ) async throws -> Reply {
        let known = try await known(id, request, visit)
        return .page(
            AccountPage(
                visit, known: known,
                link: AccountPage.Link(
                    recipient: known.account.email,
                    expires: TimeText(zone: visit.actor?.zone ?? .gmt).full(link.expiresAt),
                    link: kernel.settings.siteAddress + link.path)))
    }
}
