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
        shell = Shell(visit, title: "My credentials")
        mayAdd = hasProfile
        if !hasProfile {
            empty = NoProfile.empty
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

/// Asks before a claim is taken back, and says what that does.
struct RemoveClaimPage: Page {
    static let template = "credentials/remove"

    let shell: Shell
    let action: String
    let version: String
    let consequences: [String]

    init(_ visit: Visit, claim: Credential) {
        shell = Shell(visit, title: "Remove \(claim.title)?")
        action = "\(CredentialPath.mine)/\(claim.credentialID)/remove"
        version = String(claim.version)
        consequences = [
            claim.isVerified
                ? "Readers see its badge no more, from this moment on."
                : "Nobody looks it up any more.",
            "The files that you sent for it are deleted.",
            "You can add it again. Then somebody has to look it up again, too.",
        ]
    }
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
    }

    private static func note(
        _ claim: Credential, _ reviewed: CredentialQueries.Reviewed?, _ words: TimeText
    ) -> String? {
        if let until = claim.verifiedUntil {
            let end =
                "Readers see the badge until \(words.shortDate(until - .microseconds(1))). We look it up again before that."
            return reviewed?.openItem == nil ? end : "\(end) A new look-up is under way."
        }
        if reviewed?.openItem != nil {
            return "We usually look it up within a working day. There is nothing for you to do."
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
        if reviewed?.openItem != nil { return Pill(.calm, "in review") }
        if kind == .unregulatedTitle { return Pill(.calm, "not checked by us") }
        if lapsedAt != nil { return Pill(.bad, "verification ended") }
        switch reviewed?.lastAction {
        case "request_changes": return Pill(.warn, "changes requested")
        case "reject", "approve": return Pill(.bad, "not confirmed")
        default: return Pill(.calm, "not checked by us")
        }
    }
}
