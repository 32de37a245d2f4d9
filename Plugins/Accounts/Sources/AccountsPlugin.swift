import Console
import Foundation
import Kernel

/// Who may come in, and as what: accounts, roles, sessions, passwords. And what they did: the audit log.
public struct AccountsPlugin: Plugin {
    public static let id: PluginID = "accounts"
    public static let templates: URL? = Bundle.module.bundleURL.appending(path: "Templates")

    private let kernel: Kernel

    public init(kernel: Kernel) {
        self.kernel = kernel
    }

    public var permissions: [Permission] { [.manageAccounts, .readAudit] }

    public var migrations: MigrationSet { .bundled(in: .module, schema: "accounts") }

    public var pages: [any Page.Type] {
        [
            SignInPage.self, PasswordPage.self, LinkEndedPage.self, HomePage.self, AccountsPage.self,
            AccountPage.self, SuspendPage.self, SecurityPage.self, AuditPage.self,
        ]
    }

    public var menu: [MenuEntry] {
        [
            MenuEntry(
                "Accounts", path: "/console/accounts", icon: "people", group: .house, needs: .manageAccounts),
            MenuEntry("Audit log", path: "/console/audit", icon: "audit", group: .house, needs: .readAudit),
        ]
    }

    public var settings: [any SettingDeclaration] { AccountSettings.all }

    public var extensions: [any Extension] { [Sessions(kernel: kernel), AccountTasks(), AccountAudit()] }

    public var jobs: [Job] {
        [
            .periodic("accounts.sweep", every: .seconds(600)) { kernel in
                try await Sessions(kernel: kernel).sweep()
                try await Throttle.sweep(kernel)
            }
        ]
    }

    public func routes(_ routes: inout Routes) {
        let added: [any Extension] = routes.extensions()
        let passwords = Passwords(settings: kernel.settings)

        let home = HomeConsole(
            kernel: kernel, sources: added.compactMap { ($0 as? any HomeTaskSource)?.knowing(added) })
        routes.get("/console", .signedIn, use: home.show)

        let entry = EntryConsole(kernel: kernel, passwords: passwords)
        routes.get("/console/sign-in", .anyone, use: entry.signInForm)
        routes.post("/console/sign-in", .anyone, form: entry.signInForm, use: entry.signIn)
        routes.post("/console/sign-out", .signedIn, use: entry.signOut)
        routes.get("/console/welcome/:token", .anyone, use: entry.welcomeForm)
        routes.post("/console/welcome/:token", .anyone, form: entry.welcomeForm, use: entry.welcome)

        let security = SecurityConsole(kernel: kernel, passwords: passwords)
        routes.get("/console/me/security", .signedIn, use: security.show)
        routes.post(
            "/console/me/security/password", .signedIn, form: security.show, use: security.changePassword)
        routes.post("/console/me/security/zone", .signedIn, form: security.show, use: security.changeZone)
        routes.post("/console/me/security/sessions/:session/end", .signedIn, use: security.endSession)
        routes.post("/console/me/security/sessions/end-others", .signedIn, use: security.endOtherSessions)

        let accounts = AccountConsole(kernel: kernel, panels: routes.extensions())
        routes.get("/console/accounts", .needs(.manageAccounts), use: accounts.list)
        routes.get("/console/accounts/new", .needs(.manageAccounts), use: accounts.newForm)
        routes.post(
            "/console/accounts/new", .needs(.manageAccounts), form: accounts.newForm, use: accounts.add)
        routes.get("/console/accounts/:id", .needs(.manageAccounts), use: accounts.show)
        routes.post(
            "/console/accounts/:id", .needs(.manageAccounts), form: accounts.show, use: accounts.update)
        routes.post("/console/accounts/:id/link", .needs(.manageAccounts), use: accounts.makeLink)
        routes.get("/console/accounts/:id/suspend", .needs(.manageAccounts), use: accounts.suspendForm)
        routes.post("/console/accounts/:id/suspend", .needs(.manageAccounts), use: accounts.suspend)
        routes.post("/console/accounts/:id/restore", .needs(.manageAccounts), use: accounts.restore)
        routes.post("/console/accounts/:id/sessions/end", .needs(.manageAccounts), use: accounts.endSessions)
        routes.post(
            "/console/accounts/:id/person/join", .needs(.manageAccounts), form: accounts.show,
            use: accounts.joinPersons)
        routes.post(
            "/console/accounts/:id/person/separate", .needs(.manageAccounts), use: accounts.separatePerson)

        routes.get(
            "/console/audit", .needs(.readAudit),
            use: AuditConsole(kernel: kernel, wording: AuditWording(added)).list)
    }
}
