import Hummingbird
import Kernel
import Signals

/// Answers the editor that asks, while somebody types, what rules find in what stands there now. Nothing is saved.
struct CheckWhileTyping: Sendable {
    let kernel: Kernel

    static let ownPath = "\(ProfileEditor.ownPath)/signals"

    static func path(of id: ProviderID) -> String { "/console/providers/\(id)/signals" }

    @Sendable func own(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        let found = try await ProviderQueries(reader: kernel.database).profile(of: actor.accountID)
        guard let found else { throw Refusal.notFound }
        return answer(found, visit, path: Self.ownPath)
    }

    @Sendable func other(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try ProviderConsole.id(visit)
        let found = try await ProviderQueries(reader: kernel.database).profile(id)
        return answer(found, visit, path: Self.path(of: id))
    }

    private func answer(_ stored: StoredProfile, _ visit: Visit, path: String) -> Reply {
        let profile = ProfileText(ProfileFields(visit.form), titles: stored.titles)
        return .page(ProfileSignalsPart(profile, checkedAt: path))
    }
}
