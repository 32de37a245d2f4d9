import Console
import Foundation
import Kernel
import Postgres

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

    private static let path = "/console/accounts"

    init(
        _ visit: Visit, accounts: [Account], count: Int, filter: AccountFilter, after: String?, next: String?
    ) {
        shell = Shell(visit, title: "Accounts")
        filters = Filters(
            Self.path, search: ("Name or email", filter.search),
            selects: [
                Filters.Select(
                    "role", "Role", chosen: filter.role?.rawValue ?? "",
                    options: [("", "Any role")] + Role.allCases.map { ($0.rawValue, $0.title) }),
                Filters.Select(
                    "state", "State", chosen: filter.state?.rawValue ?? "",
                    options: [("", "Any state")] + AccountState.allCases.map { ($0.rawValue, $0.title) }),
            ],
            isFiltered: filter.isFiltered, found: count == 1 ? "1 account" : "\(count) accounts")
        empty =
            accounts.isEmpty
            ? EmptyState("No account matches these filters.", action: "Show all", path: Self.path) : nil
        hasRows = !accounts.isEmpty
        columns = [
            Self.column("Name", .name, filter), Self.column("Email", .email, filter), Column("Roles"),
            Column("State"), Self.column("Last seen", .seen, filter),
        ]
        rows = accounts.map { account in
            Row(
                url: "\(Self.path)/\(account.accountID)", fullName: account.displayName,
                email: account.email,
                roles: account.knownRoles.map(\.title).joined(separator: ", "),
                state: account.pill(at: visit.now),
                lastSeen: account.seenAt.map { Moment($0, for: visit) })
        }
        paging = Paging(path: Self.path, query: filter.query, after: after, next: next)
    }

    /// A heading that sorts by its column, and turns the order round where the list is sorted by it already.
    private static func column(
        _ title: String, _ order: AccountFilter.Order, _ filter: AccountFilter
    ) -> Column {
        var next = filter
        next.order = order
        // Who was here last is what people look for first.
        next.isDescending = filter.order == order ? !filter.isDescending : order == .seen
        let direction = filter.isDescending ? "descending" : "ascending"
        return Column(
            title, sortURL: address(path, next.query),
            sortDirection: filter.order == order ? direction : nil)
    }
}

extension AccountFilter {
    /// What the address says; defaults are left out.
    var query: [(String, String)] {
        [
            ("q", search), ("role", role?.rawValue ?? ""), ("state", state?.rawValue ?? ""),
            ("sort", order == .name ? "" : order.rawValue), ("direction", isDescending ? "desc" : ""),
        ]
    }
}

extension Account {
    func pill(at now: Instant) -> Pill {
        switch state {
        case .suspended: return Pill(.bad, "suspended")
        case .active: return Pill(.good, "active")
        case .invited:
            let isOpen = (linkExpiresAt ?? AccountQueries.never) > now
            return isOpen ? Pill(.calm, "invited") : Pill(.warn, "invitation ended")
        }
    }
}

/// An account with what belongs to it.
struct KnownAccount: Sendable {
    let account: Account
    /// Other accounts of the same person.
    let others: [Account]
    let sessions: [Sessions.Open]
    let history: [AuditRecord]
    let parts: [Part]
}

struct AccountPage: Page {
    static let template = "accounts/account"

    struct Link: Sendable {
        let recipient: String
        let expires: String
        let link: String
    }

    struct Other: Sendable {
        let otherURL: String
        let otherName: String
        let otherEmail: String
    }

    struct Event: Sendable {
        let sentence: String
        let doer: String
        let when: Moment
    }

    struct Existing: Sendable {
        let state: Pill
        let facts: [Fact]
        let linkTitle: String?
        let maySuspend: Bool
        let mayRestore: Bool
        let hasSessions: Bool
        let sessions: [SessionLine]
        let isOwn: Bool
        let hasOthers: Bool
        let others: [Other]
        let otherEmail: TextField
        let parts: [Part]
        let history: [Event]
        let auditURL: String
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

    init(_ visit: Visit, known: KnownAccount?, link: Link? = nil) {
        let summary = IssueSummary(visit)
        let account = known?.account
        shell = Shell(visit, title: account?.displayName ?? "New account")
        hasIssues = summary.hasIssues
        issuesHeading = summary.issuesHeading
        issues = summary.issues
        oneTimeLink = link
        action = account.map { "/console/accounts/\($0.accountID)" } ?? "/console/accounts/new"
        version = String(account?.version ?? 1)
        name = visit.text("name", "Name", account?.displayName ?? "", isRequired: true)
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
        saveTitle = account == nil ? "Invite" : "Save"
        existing = known.map { Existing($0, for: visit, isOwn: isOwn) }
    }
}

extension AccountPage.Existing {
    init(_ known: KnownAccount, for visit: Visit, isOwn: Bool) {
        let account = known.account
        let words = TimeText(zone: visit.actor?.zone ?? .gmt)
        state = account.pill(at: visit.now)
        var facts = [
            Fact("Since", words.date(account.createdAt)),
            Fact("Last seen", account.seenAt.map { words.relative($0, now: visit.now) } ?? "not yet"),
        ]
        if let end = account.linkExpiresAt {
            let kind = account.hasPassword ? "Link to a new password" : "Invitation"
            facts.append(
                Fact(
                    kind,
                    end > visit.now ? "works until \(words.shortDate(end)), \(words.time(end))" : "has ended")
            )
        }
        self.facts = facts
        maySuspend = account.disabledAt == nil && !isOwn
        mayRestore = account.disabledAt != nil
        linkTitle =
            account.disabledAt != nil
            ? nil : account.hasPassword ? "Make a link to a new password" : "Make a new invitation"
        sessions = known.sessions.map { SessionLine($0, for: visit, isCurrent: false) }
        hasSessions = !known.sessions.isEmpty
        self.isOwn = isOwn
        others = known.others.map { other in
            AccountPage.Other(
                otherURL: "/console/accounts/\(other.accountID)", otherName: other.displayName,
                otherEmail: other.email)
        }
        hasOthers = !known.others.isEmpty
        otherEmail = visit.text(
            "other_email", "Email of another account of this person", kind: "email",
            hint: "Where two people must decide, all accounts of one person count as one.")
        parts = known.parts
        history = known.history.map { entry in
            AccountPage.Event(
                sentence: entry.sentence(words), doer: entry.doer, when: Moment(entry.at, for: visit))
        }
        auditURL = address("/console/audit", [("about", "account:\(account.accountID)")])
    }
}

extension AuditRecord {
    /// The deed with what it changed: `Changed this account: roles moderator → approver`.
    fileprivate func sentence(_ words: TimeText) -> String {
        let told = AccountAudit.deeds[action] ?? plainWords(action)
        let deed = told.replacing("%", with: "this account").capitalizedFirst
        let changed = changes(in: words).map { row in
            let old = row.pieces.filter { !$0.isAdded }.map(\.text).joined()
            let new = row.pieces.filter { !$0.isRemoved }.map(\.text).joined()
            let label = row.label.lowercased()
            return old.isEmpty ? "\(label) \(new)" : "\(label) \(old) → \(new.isEmpty ? "none" : new)"
        }
        guard !changed.isEmpty, action != "accounts.person-joined" else { return deed }
        return "\(deed): \(changed.joined(separator: "; "))"
    }

    /// Who did it, with the role in which they did.
    var doer: String {
        guard let role = role.flatMap(Role.init(rawValue:)) else { return actorName.capitalizedFirst }
        return "\(actorName), \(role.title.lowercased())"
    }
}
