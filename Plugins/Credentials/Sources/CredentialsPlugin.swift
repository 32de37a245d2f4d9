import Console
import Foundation
import Kernel
import Providers

/// What clinicians claim to hold, what somebody saw when they looked it up, and what is verified until when.
public struct CredentialsPlugin: Plugin {
    public static let id: PluginID = "credentials"
    public static let requires: [PluginID] = ["accounts", "moderation", "providers"]
    public static let templates: URL? = Bundle.module.bundleURL.appending(path: "Templates")

    private let kernel: Kernel

    public init(kernel: Kernel) {
        self.kernel = kernel
    }

    public var permissions: [Permission] {
        [
            .claimCredentials, .seeCredentials, .seeEvidence, .verifyCredentials, .approveCredentials,
            .revokeCredentials,
        ]
    }

    public var migrations: MigrationSet { .bundled(in: .module, schema: "credentials") }

    public var reference: [any ReferenceData] { CredentialReference.allCases }

    public var pages: [any Page.Type] {
        [
            CredentialsPage.self, CredentialPage.self, MyCredentialsPage.self, ClaimPage.self,
            ClaimKindPage.self, RemoveClaimPage.self,
            CredentialsPart.self,
        ]
    }

    public var menu: [MenuEntry] {
        [
            MenuEntry(
                "My credentials", path: CredentialPath.mine, icon: "badge", group: .mine,
                needs: .claimCredentials),
            MenuEntry(
                "Credentials", path: CredentialPath.list, icon: "badge", group: .review,
                needs: .seeCredentials),
        ]
    }

    public var settings: [any SettingDeclaration] {
        CredentialPolicy.settings + [
            Setting<String>.evidenceKeyFile, Setting<[String]>.olderEvidenceKeyFiles,
        ]
    }

    public var extensions: [any Extension] {
        [
            CredentialReview(kernel: kernel), CredentialBadges(), ImportClaims(kernel: kernel),
            ClaimedTitles(), CredentialPanel(), CredentialAudit(),
            CredentialTask(kernel: kernel), EvidenceKeyCheck(kernel: kernel),
        ]
    }

    public var jobs: [Job] {
        [
            .periodic("credentials.renewals", every: .seconds(600)) { kernel in
                _ = try await RenewCredential(kernel: kernel).openLapsing()
            },
            .periodic("credentials.evidence", every: .seconds(3_600)) { kernel in
                try await SweepEvidence(kernel: kernel).run()
            },
        ]
    }

    public func routes(_ routes: inout Routes) {
        let console = CredentialConsole(kernel: kernel)
        routes.get("/console/credentials", .needs(.seeCredentials), use: console.list)
        routes.get("/console/credentials/:id", .needs(.seeCredentials), use: console.show)
        routes.post(
            "/console/credentials/:id/findings", .needs(.verifyCredentials), form: console.show,
            use: console.find)
        routes.post(
            "/console/credentials/:id/revoke", .needs(.revokeCredentials), form: console.show,
            use: console.revoke)
        routes.post("/console/credentials/:id/reopen", .needs(.verifyCredentials), use: console.reopen)
        // Where the browser stands after a form came back: loading it again shows the credential.
        routes.get("/console/credentials/:id/findings", .needs(.seeCredentials), use: console.back)
        routes.get("/console/credentials/:id/revoke", .needs(.seeCredentials), use: console.back)

        let evidence = EvidenceConsole(kernel: kernel)
        routes.get(
            "/console/credentials/:id/evidence/:evidence/:page", .needs(.seeEvidence), use: evidence.desk)
        routes.get("/console/me/evidence/:evidence/:page", .needs(.claimCredentials), use: evidence.own)

        let mine = MyCredentialConsole(kernel: kernel)
        routes.get("/console/me/credentials", .needs(.claimCredentials), use: mine.list)
        routes.get("/console/me/credentials/new", .needs(.claimCredentials), use: mine.newForm)
        routes.post(
            "/console/me/credentials/new", .needs(.claimCredentials), form: mine.newForm,
            uploads: HoldEvidence.rule, use: mine.add)
        routes.get("/console/me/credentials/:id", .needs(.claimCredentials), use: mine.show)
        routes.post(
            "/console/me/credentials/:id", .needs(.claimCredentials), form: mine.show,
            uploads: HoldEvidence.rule, use: mine.update)
        routes.post("/console/me/credentials/:id/remove", .needs(.claimCredentials), use: mine.remove)
        routes.get("/console/me/credentials/:id/remove", .needs(.claimCredentials), use: mine.removeForm)
    }
}
