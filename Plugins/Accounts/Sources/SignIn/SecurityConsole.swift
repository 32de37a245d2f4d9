import Console
import Foundation
import Hummingbird
import Kernel
import Postgres

/// One's own password, sessions and time zone.
struct SecurityConsole: Sendable {
    private let kernel: Kernel
    private let passwords: Passwords
    private let sessions: Sessions
    private let cookies: AccountCookies

    private static let path = "/console/me/security"

    init(kernel: Kernel, passwords: Passwords) {
        self.kernel = kernel
        self.passwords = passwords
        sessions = Sessions(kernel: kernel)
        cookies = AccountCookies(settings: kernel.settings)
    }

    @Sendable func show(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        let account = try await AccountQueries(reader: kernel.database).account(actor.accountID)
        let open = try await sessions.open(of: actor.accountID, in: kernel.database)
        return .page(
            SecurityPage(
                visit, account: account, sessions: open,
                current: Sessions.hash(cookies.session(of: request)),
                rules: PasswordRules(settings: kernel.settings)))
    }

    @Sendable func changePassword(_ request: Request, _ visit: Visit) async throws -> Reply {
        let endsOthers = visit.form.has("others")
        try await ChangePassword(kernel: kernel, passwords: passwords, sessions: sessions).run(
            current: visit.form.raw("current") ?? "", new: visit.form.raw("new") ?? "",
            endsOthers: endsOthers,
            session: cookies.session(of: request), by: try visit.requireActor())
        return .seeOther(
            Self.path,
            flash: endsOthers ? "Password changed. All other sessions have ended." : "Password changed.")
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
        return .seeOther(Self.path, flash: "Times are shown in your zone from now on.")
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
        return .seeOther(Self.path, flash: "That session has ended.")
    }

    @Sendable func endOtherSessions(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        try await kernel.database.transaction { transaction in
            _ = try await sessions.endAll(
                of: actor.accountID, but: cookies.session(of: request), in: transaction)
        }
        return .seeOther(Self.path, flash: "All other sessions have ended.")
    }
}
