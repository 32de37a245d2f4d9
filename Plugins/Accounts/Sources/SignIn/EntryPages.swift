import Console
import Kernel
import Postgres

struct SignInPage: Page {
    static let template = "accounts/sign_in"

    let shell: Shell
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let back: String
    let email: TextField
    let password: TextField

    init(_ visit: Visit, back: String) {
        let summary = IssueSummary(visit)
        shell = Shell(visit, title: "Sign in")
        hasIssues = summary.hasIssues
        issuesHeading = summary.issuesHeading
        issues = summary.issues
        self.back = back
        email = visit.text("email", "Email", kind: "email", autocomplete: "username", isRequired: true)
        password = visit.text(
            "password", "Password", kind: "password", autocomplete: "current-password", isRequired: true)
    }
}

struct PasswordPage: Page {
    static let template = "accounts/password"

    let shell: Shell
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let lead: String
    let ends: Moment
    let email: String
    let action: String
    let password: TextField
    let repeated: TextField

    init(_ visit: Visit, for holder: OneTimeLinks.Holder, rules: PasswordRules) {
        let summary = IssueSummary(visit)
        shell = Shell(visit, title: "Choose a password")
        hasIssues = summary.hasIssues
        issuesHeading = summary.issuesHeading
        issues = summary.issues
        lead =
            holder.isInvited
            ? "\(holder.displayName == holder.email.rawValue ? "You" : "\(holder.displayName), you") are invited as \(holder.roleTitles). You will sign in as \(holder.email)."
            : "A new password for \(holder.email). Every open session of this account ends."
        ends = Moment(holder.expiresAt, for: visit)
        email = holder.email.rawValue
        action = visit.path
        password = visit.text(
            "password", "Password", kind: "password", autocomplete: "new-password", isRequired: true,
            hint: rules.hint)
        repeated = visit.text(
            "repeated", "Password again", kind: "password", autocomplete: "new-password", isRequired: true)
    }
}

/// What a link shows that was used, replaced or is too old: which of them, a stranger need not know.
struct LinkEndedPage: Page {
    static let template = "accounts/link_ended"

    let shell: Shell

    init(_ visit: Visit) {
        shell = Shell(visit, title: "This link no longer works")
    }
}
