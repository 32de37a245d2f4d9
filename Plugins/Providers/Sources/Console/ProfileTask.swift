import Accounts
import Console
import Kernel
import Postgres

/// A clinician's own profile on the first screen.
struct ProfileTask: HomeTaskSource {
    func tasks(for actor: Actor, in reader: any Reader) async throws -> [HomeTask] {
        guard actor.may(.editOwnProfile) else { return [] }
        guard let stored = try await ProviderQueries(reader: reader).profile(of: actor.accountID) else {
            return [
                HomeTask(
                    "My profile", path: ProfileEditor.ownPath,
                    summary: "Readers find nothing about you here yet. Begin your profile.",
                    pill: Pill(.warn, "your turn"))
            ]
        }
        let review = try await LatestReview.of(stored.providerID, in: reader)
        let pill: Pill
        let summary: String
        if review?.isOpen == true {
            (pill, summary) = (Pill(.calm, "in review"), "Your edit is being reviewed.")
        } else if stored.isLive {
            (pill, summary) = (Pill(.good, "public"), "Readers see what you saved.")
        } else if let action = review?.action, action != "approve" {
            (pill, summary) = (Pill(.warn, "your turn"), "Somebody looked at your edit and wrote to you.")
        } else {
            (pill, summary) = (Pill(.calm, "draft"), "Submit it when you are done.")
        }
        return [HomeTask("My profile", path: ProfileEditor.ownPath, summary: summary, pill: pill)]
    }
}
