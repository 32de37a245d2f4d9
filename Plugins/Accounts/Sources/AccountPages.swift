import Console
import Foundation
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
    let email: String
    let action: String
    let password: TextField
    let repeated: TextField

    init(_ visit: Visit, email: String) {
        let summary = IssueSummary(visit)
        shell = Shell(visit, title: "Choose a password")
        hasIssues = summary.hasIssues
        issuesHeading = summary.issuesHeading
        issues = summary.issues
        self.email = email
        action = visit.path
        password = visit.text(
            "password", "Password", kind: "password", autocomplete: "new-password", isRequired: true,
            hint: "At least 12 characters. A sentence works well.")
        repeated = visit.text(
            "repeated", "Password again", kind: "password", autocomplete: "new-password", isRequired: true)
    }
}

struct HomePage: Page {
    static let template = "accounts/home"

    struct Event: Sendable {
        let sentence: String
        let eventURL: String?
        let when: Moment
    }

    let shell: Shell
    let lead: String
    let tasks: [HomeTask]
    let hasEvents: Bool
    let events: [Event]

    init(_ visit: Visit, name: String, tasks: [HomeTask]) {
        shell = Shell(visit, title: "Home")
        let first = name.split(separator: " ").first.map(String.init) ?? name
        lead = tasks.isEmpty ? "\(first), nothing waits for you." : "\(first), this is where things stand."
        self.tasks = tasks
        hasEvents = false
        events = []
    }
}

struct AccountsPage: Page {
    static let template = "accounts/accounts"

    struct Row: Sendable {
        let url: String
        let fullName: String
        let email: String
        let roles: String
        let state: Pill
        let lastSeen: Moment?
    }

    let shell: Shell
    let filters: Filters
    let empty: EmptyState?
    let hasRows: Bool
    let columns: [Column]
    let rows: [Row]
    let paging: Paging?

    init(_ visit: Visit, accounts: [Account], count: Int, search: String, after: String?, next: String?) {
        shell = Shell(visit, title: "Accounts")
        filters = Filters(
            "/console/accounts", search: ("Name or e-mail", search), isFiltered: !search.isEmpty,
            found: count == 1 ? "1 account" : "\(count) accounts")
        empty = accounts.isEmpty ? EmptyState("No account matches. Try fewer letters.") : nil
        hasRows = !accounts.isEmpty
        columns = [Column("Name"), Column("Email"), Column("Roles"), Column("State"), Column("Last seen")]
        rows = accounts.map { account in
            Row(
                url: "/console/accounts/\(account.accountID)", fullName: account.displayName,
                email: account.email,
                roles: account.knownRoles.map(\.title).joined(separator: ", "), state: account.pill,
                lastSeen: account.seenAt.map { Moment($0, for: visit) })
        }
        paging = Paging(path: "/console/accounts", query: [("q", search)], after: after, next: next)
    }
}

extension Account {
    var pill: Pill {
        if disabledAt != nil { return Pill(.bad, "suspended") }
        return hasPassword ? Pill(.good, "active") : Pill(.warn, "invited")
    }
}

struct AccountPage: Page {
    static let template = "accounts/account"

    struct Link: Sendable {
        let recipient: String
        let expires: String
        let link: String
    }

    struct Existing: Sendable {
        let state: Pill
        let facts: [Fact]
        let maySuspend: Bool
        let mayRestore: Bool
    }

    let shell: Shell
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let oneTimeLink: Link?
    let action: String
    let version: String
    let name: TextField
    let email: TextField
    let roles: ChoiceField?
    let fixedRoles: String?
    let timeZone: SelectField
    let saveTitle: String
    let existing: Existing?

    init(_ visit: Visit, account: Account?, link: Link? = nil) {
        let summary = IssueSummary(visit)
        shell = Shell(visit, title: account?.displayName ?? "New account")
        hasIssues = summary.hasIssues
        issuesHeading = summary.issuesHeading
        issues = summary.issues
        oneTimeLink = link
        action = account.map { "/console/accounts/\($0.accountID)" } ?? "/console/accounts/new"
        version = String(account?.version ?? 1)
        name = visit.text("name", "Name", account?.displayName ?? "", autocomplete: "off", isRequired: true)
        email = visit.text("email", "Email", account?.email ?? "", kind: "email", isRequired: true)
        let isOwn = account != nil && account?.personID == visit.actor?.personID
        roles =
            isOwn
            ? nil
            : visit.choices(
                "roles", "Roles", account?.roles ?? [], options: Role.allCases.map { ($0.rawValue, $0.title) }
            )
        fixedRoles = isOwn ? account?.knownRoles.map(\.title).joined(separator: ", ") : nil
        timeZone = visit.select(
            "zone", "Time zone", account?.timeZone ?? "America/New_York", options: TimeZones.offered)
        saveTitle = account == nil ? "Make account" : "Save"
        existing = account.map { account in
            Existing(
                state: account.pill,
                facts: [
                    Fact("Since", TimeText(zone: visit.actor?.zone ?? .gmt).date(account.createdAt)),
                    Fact(
                        "Last seen",
                        account.seenAt.map { TimeText(zone: visit.actor?.zone ?? .gmt).full($0) } ?? "not yet"
                    ),
                ],
                maySuspend: account.disabledAt == nil && !isOwn, mayRestore: account.disabledAt != nil)
        }
    }
}

struct SecurityPage: Page {
    static let template = "accounts/security"

    struct SessionLine: Sendable {
        let device: String
        let isCurrent: Bool
        let location: String
        let since: Moment
        let lastSeen: Moment
        let sessionID: String
    }

    let shell: Shell
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let email: String
    let currentPassword: TextField
    let newPassword: TextField
    let timeZone: SelectField
    let sessions: [SessionLine]
    let hasOthers: Bool

    init(_ visit: Visit, account: Account, sessions open: [AccountQueries.Session], current: [UInt8]) {
        let summary = IssueSummary(visit)
        shell = Shell(visit, title: "Security")
        hasIssues = summary.hasIssues
        issuesHeading = summary.issuesHeading
        issues = summary.issues
        email = account.email
        currentPassword = visit.text(
            "current", "Current password", kind: "password", autocomplete: "current-password",
            isRequired: true)
        newPassword = visit.text(
            "new", "New password", kind: "password", autocomplete: "new-password", isRequired: true,
            hint: "At least 12 characters. Other sessions end.")
        timeZone = visit.select("zone", "Time zone", account.timeZone, options: TimeZones.offered)
        sessions = open.map { session in
            SessionLine(
                device: Device.name(of: session.agent ?? ""), isCurrent: session.tokenHash == current,
                location: "Console", since: Moment(session.createdAt, for: visit),
                lastSeen: Moment(session.seenAt, for: visit),
                sessionID: Data(session.tokenHash).urlSafeBase64)
        }
        hasOthers = open.count > 1
    }
}

/// A browser's name in two words, from what it says of itself.
enum Device {
    static func name(of agent: String) -> String {
        let browsers = [
            ("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
        ]
        let systems = [
            ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
            ("Mac OS X", "Mac"), ("Linux", "Linux"),
        ]
        let browser = browsers.first { agent.contains($0.0) }?.1 ?? "A browser"
        guard let system = systems.first(where: { agent.contains($0.0) })?.1 else { return browser }
        return "\(browser) on \(system)"
    }
}

/// The zones to choose from: those of the United States, and UTC.
enum TimeZones {
    static let offered: [(value: String, label: String)] = [
        ("America/New_York", "Eastern"), ("America/Chicago", "Central"), ("America/Denver", "Mountain"),
        ("America/Phoenix", "Arizona"), ("America/Los_Angeles", "Pacific"), ("America/Anchorage", "Alaska"),
        ("Pacific/Honolulu", "Hawaii"), ("America/Puerto_Rico", "Atlantic"), ("UTC", "UTC"),
    ]
}
