import Console
import Kernel
import Postgres
import Providers

/// The first question about a credential: what it is, for that decides about everything else.
struct ClaimKindPage: Page {
    static let template = "credentials/kind"

    let shell: Shell
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let action: String
    let kind: SelectField

    init(_ visit: Visit, claim: Credential?, types: [CredentialType]) {
        shell = Shell(visit, title: claimTitle(claim))
        let summary = IssueSummary(visit)
        hasIssues = summary.hasIssues
        issuesHeading = summary.issuesHeading
        issues = summary.issues
        action = ClaimPage.path(claim)
        let chosen = claim.map { $0.credentialTypeID ?? ClaimInput.other } ?? ""
        kind = visit.select(
            "kind", "What you hold", chosen,
            options: [("", "Choose")] + types.map(\.option) + [(ClaimInput.other, "Something else")],
            isRequired: true, hint: "As it stands on the license, the certificate or the diploma.")
    }
}

/// The form of a claim, new or to be changed, with the fields that its kind has.
struct ClaimPage: Page {
    static let template = "credentials/claim"

    /// What was chosen as the kind: one of the list, or something else.
    enum Choice: Sendable {
        case type(CredentialType)
        case other

        init?(_ id: String, of types: [CredentialType]) {
            if id == ClaimInput.other {
                self = .other
            } else if let type = types.first(where: { $0.credentialTypeID == id }) {
                self = .type(type)
            } else {
                return nil
            }
        }

        var type: CredentialType? {
            if case .type(let type) = self { type } else { nil }
        }
    }

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

    let shell: Shell
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let action: String
    let version: Int
    let kindID: String
    let kindTitle: String
    let kindURL: String
    let fields: [Field]
    let takesFiles: Bool
    let filesHint: String
    let filesIssue: String?
    let hasEvidence: Bool
    let evidence: [SentFile]
    /// Why two persons look at it; nil where one is enough.
    let secondPerson: String?

    /// The form with what was sent for the claim so far; `megabytes` is what a file may have, nil where none is taken.
    init(
        _ visit: Visit, claim: Credential?, kind: Choice, evidence sent: [Evidence], megabytes: Int?,
        policy: CredentialPolicy
    ) {
        shell = Shell(visit, title: claimTitle(claim))
        let summary = IssueSummary(visit)
        hasIssues = summary.hasIssues
        issuesHeading = summary.issuesHeading
        issues = summary.issues
        action = Self.path(claim)
        version = claim?.version ?? 0
        kindID = kind.type?.credentialTypeID ?? ClaimInput.other
        kindTitle = kind.type.map { "\($0.title), \($0.kind.word.lowercased())" } ?? "Something else"
        kindURL = "\(action)?kind="
        fields = Self.fields(visit, claim, kind)
        takesFiles = megabytes != nil
        filesHint = """
            A license, a certificate or a letter: up to \(HoldEvidence.rule.count) at once, as PDF, PNG or JPEG of up to \
            \(megabytes ?? 0) MB. Only the people here who check it see them.
            """
        filesIssue = visit.issues[HoldEvidence.rule.field]
        hasEvidence = !sent.isEmpty
        secondPerson = kind.type.flatMap {
            policy.reasonForTwo(
                kind: $0.kind, isFirstLicense: claim?.hasHadLicense != true, result: .confirmed,
                isVerified: true)
        }
        let (listed, ticked) = (visit.form.all("listed"), visit.form.all("evidence"))
        evidence = sent.map { file in
            let id = file.evidenceID.description
            return SentFile(
                evidenceID: id, brief: file.brief, sent: Moment(file.createdAt, for: visit),
                evidenceURL: "/console/me/evidence/\(id)/1",
                isSelected: !listed.contains(id) || ticked.contains(id), isLookedAt: file.isLookedAt)
        }
    }

    static func path(_ claim: Credential?) -> String {
        claim.map { "\(CredentialPath.mine)/\($0.credentialID)" } ?? MyCredentialsPage.new
    }

    private static func fields(_ visit: Visit, _ claim: Credential?, _ choice: Choice) -> [Field] {
        let kind = choice.type?.kind
        let isOther = claim != nil && claim?.credentialTypeID == nil
        var fields: [Field] = []
        if kind == nil {
            fields.append(
                Field(
                    visit.text("title", "Full title", isOther ? claim?.name ?? "" : "", isRequired: true)))
            fields.append(
                Field(
                    visit.text(
                        "abbreviation", "Letters", isOther ? claim?.abbreviation ?? "" : "",
                        hint: "Where it has some.")))
        }
        if kind?.needsState ?? true {
            let states = choice.type?.states ?? []
            let known = USState.all.filter { states.isEmpty || states.contains($0.rawValue) }
            fields.append(
                Field(
                    visit.select(
                        "state", "State that issued it", claim?.state ?? "",
                        options: [("", kind == nil ? "None" : "Choose")]
                            + known.map { ($0.rawValue, $0.name) },
                        isRequired: kind?.needsState ?? false)))
        }
        if kind?.needsInstitution ?? false {
            fields.append(
                Field(visit.text("institution", "Awarded by", claim?.institution ?? "", isRequired: true)))
            fields.append(
                Field(
                    visit.text(
                        "completed_year", "In the year", claim?.completedYear.map { String($0) } ?? "",
                        isRequired: true)))
        }
        if kind?.asksNumber ?? true {
            fields.append(
                Field(
                    visit.text(
                        "number", kind?.numberLabel ?? "Number", claim?.number ?? "",
                        isRequired: kind?.needsNumber ?? false, effect: "reviewed first")))
        }
        if kind?.asksExpiry ?? true {
            fields.append(
                Field(
                    visit.text(
                        "expires", "Expires on", claim?.claimedExpiresOn?.description ?? "", kind: "date",
                        isRequired: kind?.needsExpiry ?? false)))
        }
        if kind?.needsSupervisor ?? false {
            fields.append(
                Field(
                    visit.text(
                        "supervisor", "Supervised by", claim?.supervisor ?? "", isRequired: true,
                        hint: "Name and license, like Dana Ruiz, LCSW 20457.")))
        }
        return fields
    }
}

/// What the form does: add, change, or renew what a board has shown before.
private func claimTitle(_ claim: Credential?) -> String {
    guard let claim else { return "Add a credential" }
    return claim.isVerified || claim.lapsedAt != nil ? "Renew a credential" : "Change a credential"
}
