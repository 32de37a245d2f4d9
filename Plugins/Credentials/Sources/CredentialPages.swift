import Console
import Foundation
import Kernel
import Moderation
import Postgres
import Providers

/// All claims, for those who check them.
struct CredentialsPage: Page {
    static let template = "credentials/credentials"

    struct Row: Sendable {
        let title: String
        let url: String
        let holder: String
        let place: String
        let number: String
        let state: Pill
        let expires: Moment?
    }

    /// Counted no further.
    static let most = 1_000

    let shell: Shell
    let filters: Filters
    let empty: EmptyState?
    let hasRows: Bool
    let columns: [Column]
    let rows: [Row]
    let paging: Paging?

    init(
        _ visit: Visit, filter: CredentialFilter, lines: [CredentialQueries.Line], count: Int, after: String?,
        next: String?
    ) {
        shell = Shell(visit, title: "Credentials")
        filters = Filters(
            CredentialPath.list, search: ("Name, number or letters", filter.search),
            selects: [
                Filters.Select(
                    "state", "Standing", chosen: filter.standing.rawValue,
                    options: CredentialFilter.Standing.allCases.map { ($0.rawValue, $0.title) }),
                Filters.Select(
                    "kind", "Kind", chosen: filter.kind?.rawValue ?? "",
                    options: [("", "All kinds")] + CredentialKind.allCases.map { ($0.rawValue, $0.word) }),
            ],
            isFiltered: filter != CredentialFilter(),
            found: count == 1
                ? "1 credential" : count >= Self.most ? "1,000 credentials or more" : "\(count) credentials")
        empty =
            lines.isEmpty
            ? filter == CredentialFilter()
                ? EmptyState(
                    "There are no credentials yet. They come with providers.", action: "See providers",
                    path: "/console/providers")
                : EmptyState("No credential matches.", action: "Show all", path: CredentialPath.list) : nil
        hasRows = !lines.isEmpty
        columns = [
            Column("Credential"), Column("Where"), Column("Number"), Column("Standing"), Column("Expires"),
        ]
        rows = lines.map { line in
            Row(
                title: line.abbreviation.map { "\(line.name) (\($0))" } ?? line.name,
                url: CredentialPath.credential(line.credentialID), holder: line.providerName,
                place: line.state.map { USState(rawValue: $0)?.name ?? $0 } ?? "", number: line.number ?? "",
                state: line.pill,
                expires: line.verifiedUntil.map { Moment($0 - .microseconds(1), for: visit) })
        }
        paging = Paging(
            path: CredentialPath.list,
            query: [
                ("q", filter.search), ("state", filter.standing.rawValue),
                ("kind", filter.kind?.rawValue ?? ""),
            ], after: after, next: next)
    }
}

extension CredentialQueries.Line {
    var pill: Pill {
        if verifiedUntil != nil { return Pill(.good, isWaiting ? "verified, renewal waits" : "verified") }
        if isWaiting { return Pill(.warn, "waits for review") }
        return lapsedAt == nil ? Pill(.calm, "not checked") : Pill(.bad, "verification ended")
    }
}

/// One claim with everything that is known about it.
struct CredentialPage: Page {
    static let template = "credentials/credential"

    struct FindingLine: Sendable {
        let when: Moment
        let source: String
        let method: String
        let result: Pill
        let by: String
    }

    let shell: Shell
    let registerURL: String?
    let registerTitle: String
    let registerNote: String?
    let links: [Link]
    let itemURL: String?
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let standingTone: String
    let standing: String
    let action: String
    let version: Int
    let parts: [Part]
    let mayFind: Bool
    let findingURL: String
    let findingFields: [Field]
    let findingTitle: String
    let hasFindings: Bool
    let findings: [FindingLine]
    let checklistTitle: String
    let checklist: [ChecklistEntry]
    let facts: [Fact]
    let mayReopen: Bool
    let mayRevoke: Bool
    let revokeReason: TextArea?
    let hasHistory: Bool
    let history: [HistoryLine]

    init(
        _ visit: Visit, view: CredentialView, item: ReviewItem?, reviewed: CredentialQueries.Reviewed?,
        actor: Actor
    ) {
        let credential = view.file.credential
        let mayAct = !credential.isOwn(of: actor) && credential.withdrawnAt == nil
        shell = Shell(
            visit, title: "\(credential.providerName): \(credential.brief)")
        registerURL = view.register?.url
        registerTitle = view.register?.title ?? ""
        registerNote = view.registerNote
        links = view.links
        itemURL = item?.path
        let summary = IssueSummary(visit)
        hasIssues = summary.hasIssues
        issuesHeading = summary.issuesHeading
        issues = summary.issues
        let stand = credential.standing(reviewed: reviewed, zone: view.policy.zone)
        standingTone = stand.tone
        standing = stand.sentence
        action = CredentialPath.credential(credential.credentialID)
        version = credential.version
        parts =
            [Part(view.comparison)]
            + (view.evidenceParts + view.signalParts + view.beforeParts).map { Part($0) }
        mayFind = actor.may(.verifyCredentials) && mayAct
        findingURL = "\(action)/findings"
        findingFields = mayFind ? view.fields(forDecision: false) : []
        findingTitle = "Record finding"
        hasFindings = !view.file.findings.isEmpty
        findings = view.file.findings.map { finding in
            FindingLine(
                when: Moment(finding.at, for: visit), source: finding.source, method: finding.method.word,
                result: finding.result.pill, by: finding.byName)
        }
        checklistTitle = "Checklist"
        checklist = view.checklist
        facts = view.facts
        mayReopen =
            actor.may(.verifyCredentials) && mayAct && item == nil && credential.kind?.isVerifiable ?? true
        mayRevoke = credential.isVerified && actor.may(.revokeCredentials) && mayAct
        revokeReason =
            mayRevoke
            ? visit.area(
                "reason", "Reason", rows: 3, isRequired: true, maxLength: 1_000)
            : nil
        history = view.history
        hasHistory = !history.isEmpty
    }
}

extension FindingResult {
    var pill: Pill {
        switch self {
        case .confirmed: Pill(.good, word)
        case .mismatch, .notFound, .inconclusive: Pill(.warn, word)
        case .adverse: Pill(.bad, word)
        }
    }
}

extension Credential {
    /// Where it stands, in a sentence with a tone.
    func standing(
        reviewed: CredentialQueries.Reviewed?, zone: TimeZone
    ) -> (tone: String, sentence: String) {
        let words = TimeText(zone: zone)
        let waits = reviewed?.openItem != nil
        if withdrawnAt != nil { return ("calm", "Taken back by its clinician. The record of it stays.") }
        if let until = verifiedUntil {
            let end = "Verified until \(Validity.text(of: until, in: zone))."
            return ("good", waits ? "\(end) A new look-up waits." : end)
        }
        if waits {
            return (
                "warn",
                reviewed?.openStage == 2
                    ? "Looked up. A second person decides next." : "Waits to be looked up."
            )
        }
        if let lapsedAt { return ("bad", "Its verification ended on \(words.full(lapsedAt)).") }
        switch reviewed?.lastAction {
        case "reject", "approve": return ("bad", "Rejected. Readers see it as not checked by us.")
        case "request_changes": return ("warn", "Changes were requested, and none came yet.")
        default: return ("calm", "Nobody has checked it. Readers see it as not checked by us.")
        }
    }
}
