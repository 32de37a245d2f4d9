import Console
import Foundation
import Kernel
import Moderation
import Postgres
import Providers

extension CredentialReview {
    func exhibit(of item: ReviewItem, visit: Visit, in reader: any Reader) async throws -> Exhibit {
        let credential = try await credential(of: item, in: reader)
        let file = try await CredentialFile(
            credential, proposal: proposal(of: item), files: kernel.evidenceFiles, in: reader)
        let policy = CredentialPolicy(kernel.settings)
        let view = CredentialView(file: file, policy: policy, visit: visit)
        let showsFields = item.stage == 1 && (visit.actor?.may(.verifyCredentials) ?? false)
        return Exhibit(
            body: view.comparison,
            more: view.detailParts + view.evidenceParts + view.signalParts + view.beforeParts,
            fields: showsFields ? view.fields(forDecision: true) : [],
            checklist: view.checklist, title: credential.name, subtitle: view.subtitle,
            register: view.register, registerNote: view.registerNote,
            about: view.about, note: note(item, credential, visit.actor, policy), history: view.history)
    }

    private func note(
        _ item: ReviewItem, _ credential: Credential, _ actor: Actor?, _ policy: CredentialPolicy
    ) -> String? {
        if let actor, credential.isOwn(of: actor) { return "This is about you. Somebody else decides." }
        if credential.kind == .unregulatedTitle {
            return "Nobody issues this title, so nobody can confirm it."
        }
        guard item.stage == 1, let kind = credential.kind else { return nil }
        let why = policy.reasonForTwo(
            kind: kind, isFirstLicense: !credential.hasHadLicense, result: .confirmed, isVerified: true)
        return why
    }
}

/// All that is known about a claim.
struct CredentialFile: Sendable {
    let credential: Credential
    let findings: [Finding]
    let boards: [Board]
    let types: [CredentialType]
    let others: [Credential]
    let verifications: [CredentialQueries.Verification]
    let evidence: [Evidence]
    let before: [DecidedBefore]
    let files: SealedFiles
    /// The look-up that counts: the proposal's, or else the latest of the claim as it is now.
    let finding: Finding?

    init(
        _ credential: Credential, proposal: CredentialReview.Proposal?, files: SealedFiles,
        in reader: any Reader
    ) async throws {
        self.credential = credential
        self.files = files
        let current: Finding?
        (findings, current, boards, types, others, verifications, evidence, before) = try await reader.fetch(
            CredentialQueries.findings(of: credential.credentialID),
            CredentialQueries.lookUp(of: credential.credentialID),
            CredentialQueries.boards(for: credential),
            CredentialQueries.types,
            CredentialQueries.claims(of: credential.providerID),
            CredentialQueries.verifications(of: credential.credentialID),
            CredentialQueries.evidence(for: credential.credentialID),
            DecidedBefore.like(credential))
        if let proposal {
            finding = findings.first { $0.findingID == proposal.findingID }
        } else {
            finding = current
        }
    }
}

/// A claim and its look-ups as screens show them.
struct CredentialView {
    let file: CredentialFile
    let policy: CredentialPolicy
    let visit: Visit

    private var credential: Credential { file.credential }
    private var today: PostgresDate { Validity.day(of: visit.now, in: policy.zone) }

    var subtitle: String {
        let stated = TimeText(zone: visit.actor?.zone ?? .gmt).relative(credential.createdAt, now: visit.now)
        return [credential.providerName, credential.stateName, "stated \(stated)"].compactMap { $0 }
            .joined(separator: " · ")
    }

    var register: Exhibit.Register? {
        let url =
            file.finding?.sourceURL ?? file.boards.first { $0.verifyURL != nil }?.verifyURL
            ?? credential.typeVerifyURL
        return url.map { .init(title: "Register", url: $0) }
    }

    /// What to do where no address is kept for the register.
    var registerNote: String? {
        guard register == nil, credential.kind?.isVerifiable ?? true else { return nil }
        if credential.kind?.needsInstitution ?? false {
            return "No register lists degrees. Ask the institution, or a clearinghouse that speaks for it."
        }
        let keeper = file.boards.first?.name ?? credential.issuer
        guard let keeper, credential.state != nil || !(credential.kind?.needsState ?? true) else {
            return "Nobody stated which state issued it. Find that out first; then this shows where to look."
        }
        return "No look-up address is kept for \(keeper). Find its official site, look there, "
            + "and enter the address of the entry."
    }

    /// Where the person behind it is.
    var links: [Link] {
        var links = [Link("Person", to: "/console/providers/\(credential.providerID)")]
        if credential.isPublic { links.append(Link("Public profile", to: "/providers/\(credential.slug)")) }
        return links
    }

    // MARK: The middle

    var comparison: ComparisonPart {
        let found = file.finding
        let compared = found?.compared ?? Compared()
        func row(_ label: String, _ claimed: String?, _ cell: Compared.Cell?, found text: String? = nil)
            -> ComparisonPart.Row
        {
            ComparisonPart.Row(
                label, cells: [claimed ?? "Not stated", text ?? cell?.found ?? "–"],
                match: found == nil ? Pill(.calm, "not looked up") : (cell?.match ?? .notFound).pill)
        }
        let status = found?.status?.word ?? found?.rawStatus
        return ComparisonPart(
            "Stated and found", sources: ["Stated", "Register says"],
            rows: [
                row("Name", credential.providerName, compared.name),
                row("Number", credential.number, compared.number),
                ComparisonPart.Row(
                    "Status", cells: ["Not stated", status ?? "–"],
                    match: found.map(Self.statusPill) ?? Pill(.calm, "not looked up")),
                row(
                    "Expires", credential.claimedExpiresOn?.short,
                    compared.expires
                        ?? found.map { finding in
                            Compared.Cell(
                                claimed: nil, found: nil,
                                match: Comparison.dates(credential.claimedExpiresOn, finding.expiresOn))
                        }, found: found?.expiresOn?.short),
            ], note: found.map(lookUpNote), link: found?.sourceURL.map { Link("Its entry", to: $0) })
    }

    /// `Looked up at … on Nov 19, 2026 (Web look-up) by Ines Carvalho.`
    private func lookUpNote(_ finding: Finding) -> String {
        let words =
            finding.rawStatus.flatMap { $0 == finding.status?.word ? nil : " Its words: “\($0)”." } ?? ""
        return "Looked up at \(finding.source) on \(finding.checkedOn.short) "
            + "(\(finding.method.word.lowercased())) by \(finding.byName).\(words)"
    }

    /// Nobody states a status; what counts is whether it is in force.
    private static func statusPill(_ finding: Finding) -> Pill {
        switch finding.status {
        case .active: Pill(.good, "in force")
        case .activeRestricted: Pill(.bad, "restricted")
        case .unknown, nil: Pill(.warn, "not told")
        default: Pill(.bad, "not in force")
        }
    }

    /// What the clinician sent, for those who may see it; for others, that there is something.
    var evidenceParts: [any Page] {
        guard visit.actor?.may(.seeEvidence) ?? false else {
            let count = file.evidence.count
            return count == 0
                ? []
                : [
                    FactsPart(
                        "Evidence",
                        [
                            Fact(
                                "Sent",
                                count == 1
                                    ? "1 file, for moderators and approvers"
                                    : "\(count) files, for moderators and approvers")
                        ]
                    )
                ]
        }
        return EvidencePart(file.evidence, for: credential.credentialID, files: file.files).map { [$0] } ?? []
    }

    /// What a person should notice; empty when there is nothing.
    var signalParts: [any Page] {
        let signals = self.signals
        var parts: [any Page] = []
        if let note = file.finding?.note {
            parts.append(FactsPart("Restrictions or discipline", [Fact("Register", note)]))
        }
        if !signals.isEmpty {
            parts.append(
                SignalsPart(
                    signals.count == 1 ? "One thing to notice" : "\(signals.count) things to notice", signals)
            )
        }
        return parts
    }

    var facts: [Fact] {
        var facts = [
            Fact("Title", credential.title), Fact("Kind", credential.kind?.word ?? "Not recognized yet"),
        ]
        if let issuer = credential.issuer { facts.append(Fact("Issued by", issuer)) }
        if let state = credential.stateName { facts.append(Fact("State", state)) }
        facts.append(Fact("Number", credential.number ?? "Not stated"))
        facts.append(Fact("Expires", credential.claimedExpiresOn?.short ?? "Not stated"))
        facts += details
        facts.append(Fact("Stated by", credential.source == "console" ? "The clinician" : "An import"))
        return facts
    }

    /// What the kind asks for and no register compares.
    private var details: [Fact] {
        [
            credential.supervisor.map { Fact("Supervised by", $0) },
            credential.institution.map { Fact("Awarded by", $0) },
            credential.completedYear.map { Fact("In the year", String($0)) },
        ].compactMap { $0 }
    }

    /// What was decided about the same title in the same state; empty when nothing was.
    var beforeParts: [any Page] {
        let words = TimeText(zone: policy.zone)
        return file.before.isEmpty
            ? [] : [FactsPart("Others with this title and state", file.before.map { $0.fact(words) })]
    }

    var detailParts: [any Page] { details.isEmpty ? [] : [FactsPart("Also stated", details)] }

    private var signals: [SignalsPart.Line] {
        var lines: [SignalsPart.Line] = []
        func add(_ tone: Pill.Tone, _ word: String, _ text: String) {
            lines.append(SignalsPart.Line(Pill(tone, word), text))
        }
        if credential.kind == nil {
            add(.warn, "review", "Nobody has recognized this title. What it is decides what a badge may say.")
        }
        if let note = credential.typeNote, !note.isEmpty { add(.calm, "advice", "This credential: \(note)") }
        if let pattern = credential.numberPattern, let number = credential.number,
            !Self.matches(number, pattern)
        {
            add(.warn, "review", "Numbers of this title usually look different. Check for a typo.")
        }
        if let finding = file.finding, let claimed = credential.claimedExpiresOn,
            let found = finding.expiresOn,
            claimed != found
        {
            add(
                .warn, "review",
                "Stated until \(claimed.short), the register says \(found.short). The badge follows the register."
            )
        }
        if !file.findings.isEmpty, file.finding == nil {
            add(.warn, "review", "It was changed or ended after it was looked up. Look it up again.")
        }
        if let missing = missingKinds {
            add(.warn, "review", "It takes \(missing), and none of this person’s is verified.")
        }
        return lines
    }

    /// What the title takes and the person has not been verified for: `a license`; nil where nothing is missing.
    private var missingKinds: String? {
        let needed = (credential.needsKinds ?? []).compactMap(CredentialKind.init(rawValue:))
        let held = file.others.filter(\.isVerified).compactMap(\.kind)
        guard !needed.isEmpty, !needed.contains(where: held.contains) else { return nil }
        return needed.map { "a \($0.word.lowercased())" }.joined(separator: " or ")
    }

    /// A pattern is reference data: one that cannot be read warns of nothing.
    private static func matches(_ number: String, _ pattern: String) -> Bool {
        guard let regex = try? Regex(pattern) else { return true }
        return number.wholeMatch(of: regex) != nil
    }

    // MARK: Beside the buttons

    var checklist: [ChecklistEntry] {
        let finding = file.finding
        let compared = finding?.compared
        let isRecent = finding.map {
            $0.checkedOn.daysSince1970 + Int64(policy.findingDays) >= today.daysSince1970
        }
        var lines = [
            ChecklistEntry("Title recognized", isDone: credential.kind != nil),
            ChecklistEntry(
                [credential.kind?.lookUp ?? "Register looked up", finding?.checkedOn.short].compactMap { $0 }
                    .joined(separator: " "),
                isDone: isRecent ?? false),
            ChecklistEntry(
                "Name is the same person’s", isDone: [.equal, .similar].contains(compared?.name?.match)),
            ChecklistEntry(
                "No restriction, no discipline",
                isDone: finding.map {
                    $0.note == nil && $0.status?.isAdverse != true && $0.result != .adverse
                }
                    ?? false),
        ]
        if credential.kind?.needsState ?? false {
            lines.insert(ChecklistEntry("State known", isDone: credential.state != nil), at: 1)
        }
        if credential.kind?.needsSupervisor ?? false {
            lines.append(ChecklistEntry("Supervisor named", isDone: credential.supervisor != nil))
        }
        if credential.kind?.needsInstitution ?? false {
            lines.append(
                ChecklistEntry(
                    "Institution and year named",
                    isDone: credential.institution != nil && credential.completedYear != nil))
        }
        if credential.kind?.needsExpiry ?? false {
            lines.append(
                ChecklistEntry("Not expired", isDone: finding?.expiresOn.map { $0 >= today } ?? false))
        }
        return lines
    }

    var about: AboutSubject {
        let place = [credential.city, credential.providerState.map { USState(rawValue: $0)?.name ?? $0 }]
            .compactMap { $0 }.joined(separator: ", ")
        let since = "since \(TimeText(zone: policy.zone).shortDate(credential.providerSince))"
        let others = file.others.filter { $0.credentialID != credential.credentialID }
        let kind = [credential.kind?.word, credential.issuer.map { "issued by \($0)" }].compactMap { $0 }
        var lines = [
            [place, since].filter { !$0.isEmpty }.joined(separator: " · "), kind.joined(separator: ", "),
            credential.source == "console" ? "Stated by the clinician" : "From an imported file",
        ].filter { !$0.isEmpty }
        if !others.isEmpty {
            let names = others.map { "\($0.brief)\($0.isVerified ? ", verified" : "")" }
            lines.append("Also states: \(names.joined(separator: "; ")).")
        }
        let own = Link("Credential", to: CredentialPath.credential(credential.credentialID))
        return AboutSubject(credential.providerName, lines: lines, links: links + [own])
    }

    var history: [HistoryLine] {
        var lines = [
            HistoryLine(
                "Stated", by: credential.source == "console" ? credential.providerName : "Import",
                at: credential.createdAt, for: visit)
        ]
        lines += file.findings.map { finding in
            HistoryLine(
                "Looked up at \(finding.source): \(finding.result.word)", by: finding.byName, at: finding.at,
                for: visit)
        }
        for verification in file.verifications {
            let names = [verification.verifiedName, verification.approvedName].compactMap { $0 }
                .joined(separator: " and ")
            guard let begins = verification.begins else {
                lines.append(
                    HistoryLine(
                        "Check failed: \(verification.result.word)", by: names, at: verification.createdAt,
                        for: visit))
                continue
            }
            lines.append(HistoryLine("Verified", by: names, at: begins, for: visit))
            if verification.hasEnded, let ends = verification.ends {
                let reason = verification.endReason.map { ": \($0)" } ?? ""
                lines.append(
                    verification.endedByName.map { name in
                        HistoryLine("Verification ended\(reason)", by: name, at: ends, for: visit)
                    } ?? HistoryLine("Verification lapsed", by: "the record", at: ends, for: visit))
            }
        }
        if let withdrawn = credential.withdrawnAt {
            lines.append(HistoryLine("Taken back", by: credential.providerName, at: withdrawn, for: visit))
        }
        return HistoryLine.sorted(lines)
    }

    func fields(forDecision: Bool) -> [Field] {
        FindingFields(
            credential: credential, boards: file.boards, types: credential.kind == nil ? file.types : [],
            today: today, last: forDecision ? ownFinding : nil
        ).fields(visit, forDecision: forDecision)
    }

    /// What this person wrote down themself, to decide by; what somebody else saw is not theirs to sign.
    private var ownFinding: Finding? {
        guard let finding = file.finding, finding.accountID == visit.actor?.accountID,
            finding.checkedOn.daysSince1970 + Int64(policy.findingDays) >= today.daysSince1970
        else { return nil }
        return finding
    }
}

extension Match {
    /// The word beside both values.
    fileprivate var pill: Pill {
        switch self {
        case .equal: Pill(.good, "equal")
        case .similar: Pill(.good, "same person")
        case .differs: Pill(.bad, "differs")
        case .notClaimed: Pill(.calm, "not stated")
        case .notFound: Pill(.warn, "not found there")
        }
    }
}
