import Console
import Foundation
import Kernel
import Postgres

struct SecurityPage: Page {
    static let template = "accounts/security"

    let shell: Shell
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let email: String
    let currentPassword: TextField
    let newPassword: TextField
    let others: CheckField
    let timeZone: SelectField
    let sessions: [SessionLine]
    let hasOthers: Bool

    init(
        _ visit: Visit, account: Account, sessions open: [Sessions.Open], current: [UInt8],
        rules: PasswordRules
    ) {
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
            hint: rules.hint)
        others = visit.check("others", "End all other sessions", true)
        timeZone = visit.select("zone", "Time zone", account.timeZone, options: TimeZones.offered)
        sessions = open.map { SessionLine($0, for: visit, isCurrent: $0.tokenHash == current) }
        hasOthers = open.count > 1
    }
}

/// An open session in plain words.
struct SessionLine: Sendable {
    let device: String
    let isCurrent: Bool
    let network: String
    let since: Moment
    let lastSeen: Moment
    let sessionID: String

    init(_ session: Sessions.Open, for visit: Visit, isCurrent: Bool) {
        device = DeviceName.of(session.agent)
        self.isCurrent = isCurrent
        network = session.network
        since = Moment(session.createdAt, for: visit)
        lastSeen = Moment(session.seenAt, for: visit)
        sessionID = Data(session.tokenHash).urlSafeBase64
    }
}

/// A browser's name in plain words, from what it says of itself.
enum DeviceName {
    /// In this order: browsers name those that they want to be taken for.
    private static let browsers = [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ]
    private static let systems = [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "a Chromebook"),
        ("Windows", "Windows"), ("Mac OS X", "a Mac"), ("Linux", "Linux"),
    ]

    static func of(_ agent: String) -> String {
        guard let browser = browsers.first(where: { agent.contains($0.0) })?.1 else {
            return agent.hasPrefix("Mozilla/") ? "A browser" : "A program that is no browser"
        }
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
