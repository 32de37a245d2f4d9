import Accounts
import Console
import Foundation
import Kernel
import Site
import Topics

/// The people of the directory: their profiles, the lists they stand in, files in and out.
public struct ProvidersPlugin: Plugin {
    public static let id: PluginID = "providers"
    public static let requires: [PluginID] = ["accounts", "moderation", "site", "topics"]
    public static let templates = Bundle.module.resourceURL?.appending(path: "Templates")

    private let kernel: Kernel
    private let badges = Additions<any BadgeSource>()

    public init(kernel: Kernel) {
        self.kernel = kernel
    }

    public var permissions: [Permission] {
        [
            .readProviders, .editProviders, .reviewProfiles, .withdrawProfiles, .overrideProfiles,
            .editOwnProfile,
        ]
    }

    public var migrations: MigrationSet { .bundled(in: .module, schema: "providers") }

    public var pages: [any Page.Type] {
        [
            ProvidersPage.self, ProviderPage.self, ProfileEditorPage.self, BeginProfilePage.self,
            DraftPart.self,
            PhotoPart.self, ProfileSignalsPart.self, AccountProfilePart.self, CardsPart.self,
            FindCarePart.self,
            SearchPage.self, ProfilePage.self, ReportPage.self, ReportThanksPage.self,
        ]
    }

    public var settings: [any SettingDeclaration] {
        ProfilePolicy.settings + [Setting<Int>.reportDueHours]
    }

    public var menu: [MenuEntry] {
        [
            MenuEntry(
                "My profile", path: ProfileEditor.ownPath, icon: "person", group: .mine,
                needs: .editOwnProfile),
            MenuEntry(
                "Providers", path: "/console/providers", icon: "people", group: .review, needs: .readProviders
            ),
        ]
    }

    public var extensions: [any Extension] {
        [
            ProviderSearch(badges: badges), PublicProfile(badges: badges), TopicCards(badges: badges),
            CareAtHome(), SiteMenuEntry("Find care", path: "/providers", place: 1),
            ProviderAddresses(), ProfileReview(kernel: kernel), ProfileTask(), PeopleOfTopics(),
            ReportReview(), AccountProfile(), ProviderAudit(), PeopleFound(badges: badges),
        ]
    }

    public var jobs: [Job] {
        [
            .periodic("providers.forget-reporters", every: .seconds(600), run: ForgetReporters.run),
            .periodic("providers.sweep-photos", every: .seconds(3_600), run: SweepPhotos.run),
        ]
    }

    public func routes(_ routes: inout Routes) {
        badges.take(from: routes)
        let console = ProviderConsole(kernel: kernel, panels: routes.extensions())
        let editor = ProfileEditor(kernel: kernel, badges: badges, claims: routes.extensions())
        let report = ReportForm(kernel: kernel, routes: routes)
        routes.get("/providers/:slug/report", .anyone, use: report.show)
        routes.post("/providers/:slug/report", .anyone, form: report.show, use: report.send)
        routes.get("/providers/:slug/report/thanks", .anyone, use: report.thanks)
        routes.get("/console/providers", .needs(.readProviders), use: console.list)
        routes.get("/console/providers/:id", .needs(.readProviders), use: console.show)
        routes.post(
            "/console/providers/:id/publish", .needs(.overrideProfiles), form: console.show,
            use: console.publish)
        routes.post(
            "/console/providers/:id/withdraw", .needs(.withdrawProfiles), form: console.show,
            use: console.withdraw)
        routes.get("/console/providers/:id/edit", .needs(.editProviders), use: editor.other)
        routes.post(
            "/console/providers/:id/edit", .needs(.editProviders), form: editor.other,
            uploads: KeepPhoto.rule, use: editor.saveOther)
        routes.post(
            "/console/providers/:id/edit/preview", .needs(.editProviders), use: editor.previewOther)
        routes.post(
            "/console/providers/:id/edit/signals", .needs(.editProviders), use: editor.signalsOther)
        routes.post(
            "/console/accounts/:id/profile", .needs(.manageAccounts),
            use: AccountProfile.Console(kernel: kernel, claims: routes.extensions()).link)
        routes.get(ProfileEditor.ownPath, .needs(.editOwnProfile), use: editor.own)
        routes.post(
            ProfileEditor.ownPath, .needs(.editOwnProfile), form: editor.own, uploads: KeepPhoto.rule,
            use: editor.saveOwn)
        routes.post(
            ProfileEditor.ownPath + "/begin", .needs(.editOwnProfile), form: editor.own, use: editor.begin)
        routes.post(ProfileEditor.ownPath + "/preview", .needs(.editOwnProfile), use: editor.previewOwn)
        routes.post(ProfileEditor.ownPath + "/signals", .needs(.editOwnProfile), use: editor.signalsOwn)
        routes.post(ProfileEditor.ownPath + "/withdraw", .needs(.editOwnProfile), use: editor.withdrawOwn)
        let photos = PhotoRoutes(kernel: kernel)
        routes.get(PhotoRoutes.publicPath + ":hash", .anyone, use: photos.large)
        routes.get(PhotoRoutes.publicPath + ":hash/small", .anyone, use: photos.small)
        routes.get(PhotoRoutes.consolePath + ":hash", .signedIn, use: photos.inConsole)
    }
}
