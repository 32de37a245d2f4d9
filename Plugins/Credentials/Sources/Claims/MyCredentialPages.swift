import Console
import Kernel
import Postgres
import Providers

/// What a clinician claims, and where each claim stands.
struct MyCredentialsPage: Page {
    static let template = "credentials/mine"

    struct Entry: Sendable {
        let title: String
        let state: Pill
        let summary: String
        let stateNote: String?
        let editURL: String?
        let editTitle: String
        let removeURL: String?
        let version: Int
    }

    let shell: Shell
    let mayAdd: Bool
    let empty: EmptyState?
    let credentials: [Entry]

    init(
        _ visit: Visit, hasProfile: Bool, credentials claims: [Credential],
        reviewed: [CredentialQueries.Reviewed],
        policy: CredentialPolicy
    ) {
        shell = Shell(visit, title: "Credentials")
        mayAdd = hasProfile
        if !hasProfile {
            empty = EmptyState(NoProfile.sentence)
        } else if claims.isEmpty {
            empty = EmptyState(
                "You have added no credential yet.", action: "Add a credential", path: Self.new)
        } else {
            empty = nil
        }
        let words = TimeText(zone: policy.zone)
        credentials = claims.map { claim in
            Entry(claim, reviewed.first { $0.credentialID == claim.credentialID }, words)
        }
    }

    static let new = "\(CredentialPath.mine)/new"
}

extension MyCredentialsPage.Entry {
    fileprivate init(_ claim: Credential, _ reviewed: CredentialQueries.Reviewed?, _ words: TimeText) {
        title = claim.title
        state = claim.pill(reviewed)
        summary = [
            claim.kind?.word ?? "Not recognized yet", claim.stateName, claim.number.map { "number \($0)" },
            claim.claimedExpiresOn.map { "expires \($0.short)" },
        ].compactMap { $0 }.joined(separator: " · ")
        stateNote = Self.note(claim, reviewed, words)
        editURL = "\(CredentialPath.mine)/\(claim.credentialID)"
        editTitle = claim.isVerified || claim.lapsedAt != nil ? "Renew" : "Change"
        removeURL = "\(CredentialPath.mine)/\(claim.credentialID)/remove"
        version = claim.version
    }

    private static func note(
        _ claim: Credential, _ reviewed: CredentialQueries.Reviewed?, _ words: TimeText
    ) -> String? {
        if let until = claim.verifiedUntil {
            let end = "Readers see the badge until \(words.date(until - .microseconds(1)))."
            return reviewed?.openItem == nil ? end : "\(end) A new look-up is under way."
        }
        if reviewed?.openItem != nil {
            return "Usually looked up within a working day. You need to do nothing."
        }
        if claim.kind == .unregulatedTitle {
            return "Nobody issues this title, so there is nothing to look up."
        }
        if ["request_changes", "reject", "approve"].contains(reviewed?.lastAction),
            let reason = reviewed?.lastReason
        {
            return "We wrote: “\(reason)”"
        }
        return nil
    }
}

extension Credential {
    /// Where it stands, in a word.
    func pill(_ reviewed: CredentialQueries.Reviewed?) -> Pill {
        if isVerified { return Pill(.good, "verified") }
        if reviewed?.openItem != nil { return Pill(.warn, "in review") }
        if kind == .unregulatedTitle { return Pill(.calm, "not checked by us") }
        if lapsedAt != nil { return Pill(.bad, "verification ended") }
        switch reviewed?.lastAction {
        case "request_changes": return Pill(.warn, "changes requested")
        case "reject", "approve": return Pill(.bad, "not confirmed")
        default: return Pill(.calm, "not checked by us")
        }
    }
}

/// The form of a claim, new or to be changed.
struct ClaimPage: Page {
    static let template = "credentials/claim"

    let shell: Shell
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let action: String
    let version: Int
    let kind: SelectField
    let title: TextField
    let abbreviation: TextField
    let state: SelectField
    let number: TextField
    let expires: TextField
    let takesFiles: Bool
    let filesHint: String
    let filesIssue: String?
    let hasEvidence: Bool
    let evidence: [SentFile]

    /// A file that was sent, to be kept or not.
    struct SentFile: Sendable {
        let evidenceID: String
        let brief: String
        let sent: Moment
        let evidenceURL: String
        let isSelected: Bool
        /// Somebody has looked at it: it stays with the record.
        let isLookedAt: Bool
    }

    /// The form with what was sent for the claim so far; `megabytes` is what a file may have, nil where none is taken.
    init(
        _ visit: Visit, claim: Credential?, types: [CredentialType], evidence sent: [Evidence],
        megabytes: Int?
    ) {
        shell = Shell(visit, title: claim.map(\.title) ?? "Add a credential")
        let summary = IssueSummary(visit)
        hasIssues = summary.hasIssues
        issuesHeading = summary.issuesHeading
        issues = summary.issues
        action = claim.map { "\(CredentialPath.mine)/\($0.credentialID)" } ?? MyCredentialsPage.new
        version = claim?.version ?? 0
        let isOther = claim != nil && claim?.credentialTypeID == nil
        let chosen = claim.map { $0.credentialTypeID ?? ClaimInput.other } ?? ""
        kind = visit.select(
            "kind", "What you hold", chosen,
            options: [("", "Choose")] + types.map(\.option) + [(ClaimInput.other, "Something else")],
            isRequired: true, effect: "reviewed first")
        title = visit.text(
            "title", "Full title", isOther ? claim?.name ?? "" : "", hint: "Only for something else.")
        abbreviation = visit.text(
            "abbreviation", "Letters", isOther ? claim?.abbreviation ?? "" : "", hint: "Where it has some.")
        state = visit.select(
            "state", "State that issued it", claim?.state ?? "",
            options: [("", "None")] + USState.all.map { ($0.rawValue, $0.name) })
        number = visit.text("number", "Number", claim?.number ?? "", effect: "reviewed first")
        expires = visit.text(
            "expires", "Expires on", claim?.claimedExpiresOn?.description ?? "", kind: "date")
        takesFiles = megabytes != nil
        filesHint = """
            A license, a certificate or a letter: up to \(HoldEvidence.rule.count) at once, as PDF, PNG or JPEG of up to \
            \(megabytes ?? 0) MB. Only the people here who check it see them.
            """
        filesIssue = visit.issues[HoldEvidence.rule.field]
        hasEvidence = !sent.isEmpty
        let (listed, ticked) = (visit.form.all("listed"), visit.form.all("evidence"))
        evidence = sent.map { file in
            let id = file.evidenceID.description
            return SentFile(
                evidenceID: id, brief: file.brief, sent: Moment(file.createdAt, for: visit),
                evidenceURL: "/console/me/evidence/\(id)/1",
                isSelected: !listed.contains(id) || ticked.contains(id),
                isLookedAt: file.isLookedAt)
        }
    }
}
