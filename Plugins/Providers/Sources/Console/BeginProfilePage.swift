import Console
import Kernel

/// Where a clinician begins who has no profile yet.
struct BeginProfilePage: Page {
    static let template = "providers/begin"

    struct PublicPage: Sendable {
        let url: String
    }

    let shell: Shell
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let action: String
    let name: TextField
    /// Whether a profile under their name is here that nobody keeps: they ask for it, they do not take it.
    let hasNamesakes: Bool
    let publicPages: [PublicPage]

    init(_ visit: Visit, namesakes: [Namesake]) {
        let summary = IssueSummary(visit)
        shell = Shell(visit, title: "My profile")
        hasIssues = summary.hasIssues
        issuesHeading = summary.issuesHeading
        issues = summary.issues
        action = "\(ProfileEditor.ownPath)/begin"
        name = visit.text(
            "name", "Name as readers see it", visit.actor?.name ?? "", autocomplete: "name", isRequired: true,
            hint: "You can change it later. The address of your page is made of it once, now.")
        hasNamesakes = !namesakes.isEmpty
        publicPages = namesakes.filter(\.isPublic).map { PublicPage(url: "/providers/\($0.slug)") }
    }
}

/// What a clinician without a profile is offered wherever they look for something that belongs to one.
public enum NoProfile {
    public static let empty = EmptyState(
        "Begin your profile first: what you add here belongs to it.", action: "Begin your profile",
        path: ProfileEditor.ownPath)
}
