import Console
import Foundation
import Hummingbird
import Kernel
import Moderation
import Postgres
import Site
import Topics

/// Adds to a provider's screen in the console: credentials, and what else belongs to a person.
public protocol ProviderPanel: Extension {
    /// What to show below the profile; empty when there is nothing for this visitor.
    func parts(of provider: ProviderID, for visit: Visit, in reader: any Reader) async throws -> [Part]
}

/// The screens about providers for those who look after all of them.
struct ProviderConsole: Sendable {
    let kernel: Kernel
    let panels: [any ProviderPanel]

    private static let pageSize = 50
    private static let mostCounted = 1_000

    @Sendable func list(_ request: Request, _ visit: Visit) async throws -> Reply {
        let fields = request.fields
        let filter = ProviderFilter(
            search: fields["q"], state: USState(fields["state"]),
            standing: ProviderFilter.Standing(rawValue: fields["standing"]))
        let after = fields.raw("after")
        let queries = ProviderQueries(reader: kernel.database)
        let key = after.flatMap { PageKey<ProviderID>($0)?.key }
        var found = try await queries.list(filter, after: key, limit: Self.pageSize + 1)
        let hasMore = found.count > Self.pageSize
        found = Array(found.prefix(Self.pageSize))
        let count = try await queries.count(filter, most: Self.mostCounted + 1)
        return .page(
            ProvidersPage(
                visit, providers: found, filter: filter, count: count > Self.mostCounted ? nil : count,
                after: after, next: hasMore ? found.last.map { PageKey($0.providerID).text } : nil))
    }

    @Sendable func show(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try Self.id(visit)
        let stored = try await ProviderQueries(reader: kernel.database).profile(id)
        let index = try await TopicIndex.load(in: kernel.database)
        let live = try await ProfileRevisions(reader: kernel.database).live(of: id)
        let history = try await ProviderHistory(reader: kernel.database).entries(of: id)
        let own = try await ProviderQueries(reader: kernel.database).persons(behind: stored.revisionID)
        let review = try await ReviewQueries(reader: kernel.database).openItem(
            type: ProfileReview.typeID, subject: id.rawValue)
        var parts: [Part] = []
        for panel in panels { parts += try await panel.parts(of: id, for: visit, in: kernel.database) }
        return .page(
            ProviderPage(
                visit, stored: stored, live: live, topics: index, parts: parts, review: review,
                history: history, isOwn: visit.actor.map { own.contains($0.personID) } ?? false))
    }

    @Sendable func publish(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try Self.id(visit)
        try await PublishProfile(kernel: kernel).run(
            id, seen: Int(visit.form["version"]) ?? 0, reason: visit.form["override_reason"],
            by: try visit.requireActor())
        return .seeOther("/console/providers/\(id)", flash: "Published. Readers see it now.")
    }

    @Sendable func withdraw(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try Self.id(visit)
        try await PublishProfile(kernel: kernel).withdraw(
            id, seen: Int(visit.form["version"]) ?? 0, reason: visit.form["withdraw_reason"],
            by: try visit.requireActor())
        return .seeOther(
            "/console/providers/\(id)", flash: "Taken off the site. Readers see that the page is gone.")
    }

    static func id(_ visit: Visit) throws(Refusal) -> ProviderID {
        guard let id = ProviderID(visit.parameters.get("id") ?? "") else { throw .notFound }
        return id
    }
}

/// What happened to a provider, from the audit log.
struct ProviderHistory {
    let reader: any Reader

    struct Entry: Decodable, Sendable {
        let action: String
        let actorName: String
        let reason: String?
        let at: Instant

        var sentence: String {
            let deed =
                switch action {
                case "providers.begun": "Began the profile"
                case "providers.saved": "Saved the profile"
                case "providers.published": "Published the profile"
                case "providers.withdrawn": "Took the profile off the site"
                case "providers.linked": "Linked the profile to an account"
                default: action.replacing("providers.", with: "").replacing("-", with: " ").capitalizedFirst
                }
            return reason.map { "\(deed): \($0)" } ?? deed
        }
    }

    func entries(of id: ProviderID) async throws -> [Entry] {
        try await reader.all(
            Entry.self,
            """
            SELECT action, actor_name, reason, at
            FROM kernel.audit_entry
            WHERE subject_type = 'provider' AND subject_id = \(id.description)
            ORDER BY at DESC, audit_entry_id DESC
            LIMIT 20
            """)
    }
}
