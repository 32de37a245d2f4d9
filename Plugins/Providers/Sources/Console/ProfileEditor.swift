import Console
import Foundation
import Hummingbird
import Kernel
import Moderation
import Postgres
import Site
import Topics

/// The editor of a profile: a clinician's own, and any of them for those who look after all.
struct ProfileEditor: Sendable {
    let kernel: Kernel

    @Sendable func own(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        guard let stored = try await ProviderQueries(reader: kernel.database).profile(of: actor.accountID)
        else { return .page(NoProfilePage(visit)) }
        return try await page(stored, visit, path: Self.ownPath)
    }

    @Sendable func saveOwn(_ request: Request, _ visit: Visit) async throws -> Reply {
        try await save(try await ownProfile(visit).providerID, visit, path: Self.ownPath)
    }

    @Sendable func other(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try ProviderConsole.id(visit)
        return try await page(
            try await ProviderQueries(reader: kernel.database).profile(id), visit,
            path: "/console/providers/\(id)/edit")
    }

    @Sendable func saveOther(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try ProviderConsole.id(visit)
        return try await save(id, visit, path: "/console/providers/\(id)/edit")
    }

    static let ownPath = "/console/me/profile"

    /// The profile that the visitor's account owns; who has none, has nothing to save.
    private func ownProfile(_ visit: Visit) async throws -> StoredProfile {
        let actor = try visit.requireActor()
        let found = try await ProviderQueries(reader: kernel.database).profile(of: actor.accountID)
        guard let found else { throw Refusal.notFound }
        return found
    }

    private func page(_ stored: StoredProfile, _ visit: Visit, path: String) async throws -> Reply {
        let reader = kernel.database
        let index = try await TopicIndex.load(in: reader)
        let live = try await ProfileRevisions(reader: reader).live(of: stored.providerID)
        let review = try await LatestReview.of(stored.providerID, in: reader)
        let zone = SiteFacts(settings: kernel.settings).dates.zone
        return .page(
            ProfileEditorPage(
                visit, stored: stored, live: live, topics: index, review: review, path: path, siteZone: zone))
    }

    private func save(_ id: ProviderID, _ visit: Visit, path: String) async throws -> Reply {
        let intent = SaveIntent(rawValue: visit.form["then"]) ?? .save
        let input = try input(visit.form, intent)
        try await SaveProfile(kernel: kernel).run(
            id, seen: Int(visit.form["version"]) ?? 0, input, intent, path: path, by: try visit.requireActor()
        )
        return .seeOther(
            path,
            flash: intent == .submit
                ? "Saved. Readers see it after review, usually within a working day."
                : "Saved as a draft. Readers see no change.")
    }

    private func input(_ form: Form, _ intent: SaveIntent) throws(FormIssues) -> ProfileInput {
        var fields = ProfileFields()
        fields.name = form["name"]
        fields.npi = form["npi"]
        fields.phone = form["phone"]
        fields.website = form["website"]
        fields.languages = Self.list(form["languages"], apart: ";,")
        fields.remoteOnly = form["remote_only"] == "yes"
        fields.street = form["street"]
        fields.city = form["city"]
        fields.state = form["state"]
        fields.postalCode = form["postal_code"]
        fields.states = Self.list(form["states"], apart: ";,")
        fields.startYear = form["start_year"]
        fields.bio = form["bio"]
        fields.topics = Self.list(form["topics"], apart: ";\n")
        let zone = SiteFacts(settings: kernel.settings).dates.zone
        return try ProfileInput(
            fields, intent == .submit ? .whole : .draft,
            thisYear: Practice.year(of: kernel.clock.now(), in: zone))
    }

    private static func list(_ text: String, apart separators: String) -> [String] {
        text.split { separators.contains($0) }.map { String($0) }.filter { !$0.oneLine.isEmpty }
    }
}

/// Where the review of a profile stands, for its clinician.
struct LatestReview: Decodable, Sendable {
    let state: String
    /// What was decided; nil while nothing is.
    let action: String?
    let reason: String?

    /// The latest review of a provider's profile; nil when there was none.
    static func of(_ id: ProviderID, in reader: any Reader) async throws -> LatestReview? {
        try await reader.first(
            LatestReview.self,
            """
            SELECT item.state, decision.action, decision.reason
            FROM moderation.review_item AS item
            LEFT JOIN LATERAL (
              SELECT action, reason
              FROM moderation.decision
              WHERE decision.review_item_id = item.review_item_id
              ORDER BY at DESC, decision_id DESC
              LIMIT 1
            ) AS decision ON true
            WHERE item.type = \(ProfileReview.typeID) AND item.subject_id = \(id) AND item.state <> 'withdrawn'
            ORDER BY item.opened_at DESC, item.review_item_id DESC
            LIMIT 1
            """)
    }
}
