import Credentials
import DemoData
import Documents
import Foundation
import Kernel
import Postgres
import Providers

extension DemoRows {
    /// Something that waits, with what it is about where that is not there yet. The ids follow from the number,
    /// which no other case has.
    mutating func add(_ waiting: DemoCase, number: Int, in plan: DemoPlan) throws {
        if let imported = waiting.imported {
            try add(imported, of: waiting, number: number, in: plan)
        } else if let index = waiting.provider {
            let profile = DemoProfile(plan.data.provider(index), at: index, in: plan)
            if waiting.credential == nil {
                try add(edit: waiting, of: profile, at: index, number: number, in: plan)
            } else {
                try add(waiting, about: profile, number: number, in: plan)
            }
        }
    }

    // MARK: Profiles

    /// A profile as a file brought it: nobody has seen it, and nothing of it is checked.
    private mutating func add(
        _ provider: DemoProvider, of waiting: DemoCase, number: Int, in plan: DemoPlan
    ) throws {
        let profile = DemoProfile(imported: provider, number: number, at: Instant(waiting.opened), in: plan)
        add(.provider, [profile.providerID, provider.slug, nil, 1, nil, profile.joined])
        let bio = try Document(markdown: provider.bioMarkdown, schema: .bio)
        try add(
            provider, bio, as: profile.revisionID, number: 1, of: profile.providerID, by: nil,
            at: profile.joined, source: "import", in: plan)
        add(likenessOf: profile, bio)
        for claim in profile.claims { try add(claim, of: profile, source: "import", in: plan) }
        var ids = DemoIDs(seed: plan.seed, of: .review(number))
        try add(profile.revisionID, of: profile.providerID, waiting, by: nil, ids: &ids)
    }

    /// What a clinician changed, beside the profile that readers see until somebody approves it.
    private mutating func add(
        edit waiting: DemoCase, of profile: DemoProfile, at index: Int, number: Int, in plan: DemoPlan
    ) throws {
        var ids = DemoIDs(seed: plan.seed, of: .review(number))
        let opened = Instant(waiting.opened)
        let revision = ids.next(at: opened)
        let account = plan.owners[index]?.accountID
        let changed = profile.provider.changed(by: waiting.changes)
        let bio = try Document(markdown: changed.bioMarkdown, schema: .bio)
        try add(
            changed, bio, as: revision, number: 2, of: profile.providerID, by: account, at: opened,
            source: account == nil ? "demo" : "console", in: plan)
        try add(revision, of: profile.providerID, waiting, by: account, ids: &ids)
    }

    private mutating func add(
        _ revision: UUID, of provider: UUID, _ waiting: DemoCase, by account: UUID?, ids: inout DemoIDs
    ) throws {
        let payload = try PostgresJSON(encoding: ["revisionID": revision])
        add(
            .reviewItem,
            [
                ids.next(at: Instant(waiting.opened)), "provider_revision", provider, provider, waiting.title,
                waiting.summary, waiting.risk, Instant(waiting.due), "open", 1,
                Permission.reviewProfiles.id, 1, payload,
                Instant(waiting.opened), account, nil, nil,
            ])
    }

    // MARK: Credentials

    /// A claim that waits, or a verification that somebody should look at again.
    mutating func add(
        _ waiting: DemoCase, about profile: DemoProfile, number: Int, in plan: DemoPlan
    ) throws {
        guard let claim = waiting.credential.map({ profile.claims[$0] }) else { return }
        var ids = DemoIDs(seed: plan.seed, of: .review(number))
        let opened = Instant(waiting.opened)
        let item = ids.next(at: opened)
        let check = waiting.register.map { entry in
            DemoCheck.reading(entry, for: waiting, of: claim.credential, in: plan, ids: &ids)
        }
        if let check { try add(check, of: claim, by: profile, in: plan) }
        let decision = FirstDecision(waiting, check, in: plan)
        add(
            .reviewItem,
            [
                item, "credential", claim.credentialID, profile.providerID, waiting.title, waiting.summary,
                waiting.risk, Instant(waiting.due), decision?.isLast == true ? "decided" : "open",
                waiting.stage, Self.needs(waiting).id, decision == nil ? 1 : 2,
                try decision?.proposal ?? PostgresJSON(text: "{}"), opened,
                waiting.provider.flatMap { plan.owners[$0]?.accountID },
                decision?.isLast == false ? decision?.person.personID : nil,
                decision?.isLast == true ? decision?.at : nil,
            ])
        guard let decision else { return }
        add(
            .decision,
            [
                ids.next(at: decision.at), item, 1, decision.action, decision.result, waiting.note,
                decision.person.accountID, decision.person.personID, decision.at, 1,
            ])
    }

    private static func needs(_ waiting: DemoCase) -> Permission {
        waiting.stage == 2 ? .approveCredentials : .verifyCredentials
    }
}

/// What the first person decided about a credential.
private struct FirstDecision {
    let person: DemoStaff.Member
    let at: Instant
    let action: String
    /// What they found; nil where they sent the claim back.
    let result: String?
    private let finding: UUID?
    private let reason: String?

    /// Nil where nobody has decided anything yet.
    init?(_ waiting: DemoCase, _ check: DemoCheck?, in plan: DemoPlan) {
        reason = waiting.note
        if let email = waiting.firstPerson, let person = plan.staff[email], let check {
            self.person = person
            (at, action, result, finding) = (check.at, "reject", check.result.rawValue, check.findingID)
        } else if waiting.kind == .changesRequested {
            person = plan.staff.moderator
            at = min(Instant(waiting.opened) + .seconds(1_800), plan.hours.now - .seconds(60))
            (action, result, finding) = ("request_changes", nil, nil)
        } else {
            return nil
        }
    }

    /// A claim that was sent back is decided until the clinician answers; a rejection waits for its second person.
    var isLast: Bool { finding == nil }

    /// What the first person leaves for the second, as Credentials reads it.
    private struct Proposal: Encodable {
        let findingID: UUID
        let isVerified: Bool
        let result: String
        let reason: String?
    }

    /// Nil where there is no second person.
    var proposal: PostgresJSON? {
        get throws {
            guard let finding, let result else { return nil }
            return try PostgresJSON(
                encoding: Proposal(findingID: finding, isVerified: false, result: result, reason: reason))
        }
    }
}
