import Console
import Foundation
import Kernel

/// Who may come in, and as what: accounts, roles, sessions, passwords.
public struct AccountsPlugin: Plugin {
    public static let id: PluginID = "accounts"
    public static let templates: URL? = Bundle.module.bundleURL.appending(path: "Templates")

    private let kernel: Kernel

    public init(kernel: Kernel) {
        self.kernel = kernel
    }

    public var permissions: [Permission] { [.manageAccounts] }

    public var migrations: MigrationSet { .bundled(in: .module, schema: "accounts") }

    public var pages: [any Page.Type] {
        [
            SignInPage.self, PasswordPage.self, HomePage.self, AccountsPage.self, AccountPage.self,
            SecurityPage.self,
        ]
    }

    public var menu: [MenuEntry] {
        [
            MenuEntry(
                "Accounts", path: "/console/accounts", icon: "people", group: .house, needs: .manageAccounts)
        ]
    }

    public var settings: [any SettingDeclaration] {
        [Setting<Int>.argonMemory, Setting<Int>.argonPasses, Setting<Int>.sessionHours]
    }

    public var extensions: [any Extension] { [Sessions(kernel: kernel)] }

    public var jobs: [Job] {
        [
            .periodic("accounts.sweep", every: .seconds(600)) { kernel in
                _ = try await kernel.database.rows(
                    "DELETE FROM accounts.session WHERE expires_at < clock_timestamp()")
                _ = try await kernel.database.rows(
                    "DELETE FROM accounts.attempt WHERE at < clock_timestamp() - interval '1 hour'")
            }
        ]
    }

    public func routes(_ routes: inout Routes) {
        let added: [any Extension] = routes.extensions()
        let homeTasks = added.compactMap { ($0 as? any HomeTaskSource)?.knowing(added) }
        let console = AccountConsole(kernel: kernel, homeTasks: homeTasks)
        routes.get("/console/sign-in", .anyone, use: console.signInForm)
        routes.post("/console/sign-in", .anyone, form: console.signInForm, use: console.signIn)
        routes.post("/console/sign-out", .signedIn, use: console.signOut)
        routes.get("/console/welcome/:token", .anyone, use: console.welcomeForm)
        routes.post("/console/welcome/:token", .anyone, form: console.welcomeForm, use: console.welcome)
        routes.get("/console", .signedIn, use: console.home)

        routes.get("/console/me/security", .signedIn, use: console.security)
        routes.post(
            "/console/me/security/password", .signedIn, form: console.security, use: console.changePassword)
        routes.post("/console/me/security/zone", .signedIn, form: console.security, use: console.changeZone)
        routes.post("/console/me/security/sessions/:session/end", .signedIn, use: console.endSession)
        routes.post("/console/me/security/sessions/end-others", .signedIn, use: console.endOtherSessions)

        routes.get("/console/accounts", .needs(.manageAccounts), use: console.list)
        routes.get("/console/accounts/new", .needs(.manageAccounts), use: console.newForm)
        routes.post(
            "/console/accounts/new", .needs(.manageAccounts), form: console.newForm, use: console.add)
        routes.get("/console/accounts/:id", .needs(.manageAccounts), use: console.show)
        routes.post("/console/accounts/:id", .needs(.manageAccounts), form: console.show, use: console.update)
        routes.post("/console/accounts/:id/link", .needs(.manageAccounts), use: console.makeLink)
        routes.post("/console/accounts/:id/suspend", .needs(.manageAccounts), use: console.suspend)
        routes.post("/console/accounts/:id/restore", .needs(.manageAccounts), use: console.restore)
    }
}
