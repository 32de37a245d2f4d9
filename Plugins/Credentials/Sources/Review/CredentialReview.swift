import Console
import Foundation
import Kernel
import Moderation
import Postgres

/// The review of a claim: a moderator looks it up, and where the policy asks for it a second person confirms.
struct CredentialReview: ReviewableType {
    static let typeID = "credential"

    let kernel: Kernel

    var id: String { Self.typeID }
    var name: String { "Credential" }
    var needs: Permission { .verifyCredentials }
    var stages: [Permission] { [.verifyCredentials, .approveCredentials] }

    /// What the first person leaves for the second.
    struct Proposal: Codable, Sendable, Equatable {
        let findingID: FindingID
        /// Whether the badge is to stand; else the check is to be noted as failed.
        let isVerified: Bool
        let result: FindingResult
        let reason: String?
    }

    // MARK: What a person may do

    func actions(for item: ReviewItem, actor: Actor, in reader: any Reader) async throws -> [ReviewAction] {
        let id = CredentialID(rawValue: item.subjectID)
        let proposal = proposal(of: item)
        let (credential, found) = try await reader.fetch(
            CredentialQueries.credential(id),
            proposal.map { CredentialQueries.finding($0.findingID).map(Optional.some) }
                ?? CredentialQueries.lookUp(of: id))
        // A clinician who also moderates decides nothing about themself, whichever account they use.
        guard !credential.isOwn(of: actor), credential.withdrawnAt == nil else { return [] }
        switch item.stage {
        case 2:
            guard actor.may(.approveCredentials), let proposal, let found else { return [] }
            return secondActions(proposal, found)
        default:
            guard actor.may(.verifyCredentials) else { return [] }
            return Self.firstActions(credential.kind, found?.suggestion(on: today) ?? .verify)
        }
    }

    static func firstActions(_ kind: CredentialKind?, _ suggestion: Suggestion) -> [ReviewAction] {
        let isVerifiable = kind?.isVerifiable ?? true
        let suggestion = isVerifiable ? suggestion : .reject
        let verify = ReviewAction(
            "verify", "Verify", reasonWhen: "when the register differs", isPrimary: suggestion == .verify)
        return (isVerifiable ? [verify] : []) + refusing(suggestion)
    }

    private func secondActions(_ proposal: Proposal, _ finding: Finding) -> [ReviewAction] {
        guard proposal.isVerified else {
            return [
                ReviewAction("approve", "Confirm the rejection", isPrimary: true),
                ReviewAction("request_changes", "Request changes", needsReason: true),
            ]
        }
        let suggestion = finding.suggestion(on: today)
        let approve = ReviewAction(
            "approve", "Approve until \(end(of: finding).short)", isPrimary: suggestion == .verify)
        return [approve] + Self.refusing(suggestion)
    }

    private static func refusing(_ suggestion: Suggestion) -> [ReviewAction] {
        [
            ReviewAction(
                "request_changes", "Request changes", needsReason: true,
                isPrimary: suggestion == .requestChanges),
            ReviewAction(
                "reject", "Reject", needsReason: true, reasons: reasons, isPrimary: suggestion == .reject),
        ]
    }

    var reasons: [ReviewReason] { Self.reasons }

    static let reasons = [
        ReviewReason(FindingResult.notFound.rawValue, "The register does not know it"),
        ReviewReason(FindingResult.mismatch.rawValue, "Name, number or status differ"),
        ReviewReason(FindingResult.adverse.rawValue, "Restricted, suspended, revoked or surrendered"),
        ReviewReason(FindingResult.inconclusive.rawValue, "It cannot be told"),
    ]

    // MARK: Decisions

    func perform(
        _ action: String, on item: ReviewItem, by actor: Actor, form: Form, in transaction: Transaction
    ) async throws -> ReviewOutcome {
        let queries = CredentialQueries(reader: transaction)
        let credential = try await queries.locked(CredentialID(rawValue: item.subjectID))
        guard !credential.isOwn(of: actor) else { throw Refusal.forbidden(.verifyCredentials) }
        switch (item.stage, action) {
        case (_, "request_changes"):
            return .decided(message: "Sent back to \(credential.providerName) with what you wrote.")
        case (1, "verify"):
            return try await verify(credential, by: actor, form: form, in: transaction)
        case (1, "reject"):
            return try await reject(credential, by: actor, form: form, in: transaction)
        case (2, "approve"), (2, "reject"):
            guard let proposal = proposal(of: item) else { throw Refusal.notFound }
            return try await confirm(
                proposal, about: credential, isRejected: action == "reject", by: actor, form: form,
                in: transaction)
        default: throw Refusal.notFound
        }
    }

    private func verify(
        _ claimed: Credential, by actor: Actor, form: Form, in transaction: Transaction
    ) async throws -> ReviewOutcome {
        let policy = CredentialPolicy(kernel.settings)
        let credential = try await CompleteClaim().run(claimed, form, isVerifying: true, in: transaction)
        guard let kind = credential.kind else {
            throw FormIssues("claim_type", .notOneOf("what kind of credential this is"))
        }
        guard kind.isVerifiable else {
            throw FormIssues(
                "claim_type", .other("Nobody issues this title, so nobody can confirm it. Reject it."))
        }
        let input = try await input(form, of: credential, purpose: .verify, policy, transaction)
        let whole = try await CompleteClaim().takeNumber(input, credential, in: transaction)
        let result = input.result(for: whole)
        let reason = form["reason"]
        if result != .confirmed, reason.isEmpty {
            throw FormIssues(
                "reason",
                .other("The register \(result.phrase). Write why it holds all the same, or reject it."))
        }
        let findings = RecordFinding(kernel: kernel)
        let id = try await findings.record(input, result, about: whole, by: actor, in: transaction)
        let why = policy.reasonForTwo(
            kind: kind, isFirstLicense: !whole.hasHadLicense, result: result, isVerified: true)
        if let why {
            let proposal = Proposal(
                findingID: id, isVerified: true, result: result, reason: reason.isEmpty ? nil : reason)
            return .secondPerson(
                needs: .approveCredentials, message: "Noted as verified. \(why)",
                payload: try PostgresJSON(encoding: proposal))
        }
        let finding = try await CredentialQueries(reader: transaction).finding(id)
        let held = try await VerifyCredential(kernel: kernel).verify(
            whole, by: finding, .init(verifiedBy: actor.accountID, approvedBy: nil),
            reason: reason.isEmpty ? nil : reason, actor: actor, in: transaction)
        return .decided(
            message: "Verified until \(day(before: held.until).short). Readers see it now.", from: held.from)
    }

    private func reject(
        _ claimed: Credential, by actor: Actor, form: Form, in transaction: Transaction
    ) async throws -> ReviewOutcome {
        let policy = CredentialPolicy(kernel.settings)
        guard let result = FindingResult(rawValue: form["reason_code"]), result != .confirmed else {
            throw FormIssues("reason_code", .notOneOf("why it is rejected"))
        }
        let credential = try await CompleteClaim().run(claimed, form, isVerifying: false, in: transaction)
        let input = try await input(form, of: credential, purpose: .note, policy, transaction)
        let findings = RecordFinding(kernel: kernel)
        let id = try await findings.record(input, result, about: credential, by: actor, in: transaction)
        let reason = form["reason"].isEmpty ? nil : form["reason"]
        let why = policy.reasonForTwo(
            kind: credential.kind ?? .unregulatedTitle, isFirstLicense: !credential.hasHadLicense,
            result: result,
            isVerified: false)
        if let why {
            let proposal = Proposal(findingID: id, isVerified: false, result: result, reason: reason)
            return .secondPerson(
                needs: .approveCredentials, message: "Noted as rejected. \(why)",
                payload: try PostgresJSON(encoding: proposal))
        }
        let finding = try await CredentialQueries(reader: transaction).finding(id)
        let ended = try await VerifyCredential(kernel: kernel).refuse(
            credential, by: finding, result: result, .init(verifiedBy: actor.accountID, approvedBy: nil),
            reason: reason, actor: actor, in: transaction)
        return .decided(message: "Rejected. \(credential.providerName) sees why.", from: ended)
    }

    private func confirm(
        _ proposal: Proposal, about credential: Credential, isRejected: Bool, by actor: Actor, form: Form,
        in transaction: Transaction
    ) async throws -> ReviewOutcome {
        let finding = try await CredentialQueries(reader: transaction).finding(proposal.findingID)
        let signatures = VerifyCredential.Signatures(
            verifiedBy: finding.accountID, approvedBy: actor.accountID)
        let verifying = VerifyCredential(kernel: kernel)
        let own = form["reason"].isEmpty ? nil : form["reason"]
        if proposal.isVerified, !isRejected {
            let held = try await verifying.verify(
                credential, by: finding, signatures, reason: proposal.reason ?? own, actor: actor,
                in: transaction)
            return .decided(
                message: "Approved until \(day(before: held.until).short). Readers see it now.",
                from: held.from)
        }
        let result = isRejected ? FindingResult(rawValue: form["reason_code"]) : proposal.result
        guard let result, result != .confirmed else {
            throw FormIssues("reason_code", .notOneOf("why it is rejected"))
        }
        let ended = try await verifying.refuse(
            credential, by: finding, result: result, signatures, reason: own ?? proposal.reason, actor: actor,
            in: transaction)
        return .decided(message: "Rejected. \(credential.providerName) sees why.", from: ended)
    }

    // MARK: Parts

    private func input(
        _ form: Form, of claim: Credential, purpose: FindingInput.Purpose, _ policy: CredentialPolicy,
        _ transaction: Transaction
    ) async throws -> FindingInput {
        let now = try await CredentialQueries(reader: transaction).now()
        return try FindingInput(
            form, of: claim.stated, purpose: purpose, today: Validity.day(of: now, in: policy.zone),
            policy: policy)
    }

    /// For what is shown. What is written goes by the database's clock.
    private var today: PostgresDate {
        Validity.day(of: kernel.clock.now(), in: CredentialPolicy(kernel.settings).zone)
    }

    func credential(of item: ReviewItem, in reader: any Reader) async throws -> Credential {
        try await CredentialQueries(reader: reader).credential(CredentialID(rawValue: item.subjectID))
    }

    func proposal(of item: ReviewItem) -> Proposal? {
        item.stage == 2 ? try? item.payload.decode(Proposal.self) : nil
    }

    /// The last day on which a badge would stand.
    private func end(of finding: Finding) -> PostgresDate {
        day(
            before: Validity.end(
                expiresOn: finding.expiresOn, checkedOn: finding.checkedOn,
                policy: CredentialPolicy(kernel.settings)))
    }

    private func day(before end: Instant) -> PostgresDate {
        Validity.day(of: end - .microseconds(1), in: CredentialPolicy(kernel.settings).zone)
    }
}

extension FindingResult {
    /// Completes "The register …".
    fileprivate var phrase: String {
        switch self {
        case .confirmed: "agrees"
        case .mismatch: "differs from the claim"
        case .notFound: "does not know it"
        case .adverse: "tells of restrictions or discipline"
        case .inconclusive: "leaves it open"
        }
    }
}
