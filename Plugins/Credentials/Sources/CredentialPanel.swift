import Accounts
import Console
import Kernel
import Postgres
import Providers

/// A provider's credentials on their own screen in the console.
struct CredentialPanel: ProviderPanel {
    func parts(of provider: ProviderID, for visit: Visit, in reader: any Reader) async throws -> [Part] {
        guard visit.actor?.may(.seeCredentials) ?? false else { return [] }
        let (claims, reviewed) = try await reader.fetch(
            CredentialQueries.claims(of: provider), CredentialQueries.reviews(of: provider))
        return claims.isEmpty ? [] : [Part(CredentialsPart(visit, claims: claims, reviewed: reviewed))]
    }
}

/// The credentials of one provider, with where each stands.
struct CredentialsPart: Page {
    static let template = "credentials/panel"

    struct Row: Sendable {
        let title: String
        let url: String
        let place: String
        let number: String
        let state: Pill
        let expires: Moment?
    }

    let credentials: [Row]

    init(_ visit: Visit, claims: [Credential], reviewed: [CredentialQueries.Reviewed]) {
        credentials = claims.map { claim in
            Row(
                title: claim.title, url: CredentialPath.credential(claim.credentialID),
                place: claim.stateName ?? "", number: claim.number ?? "",
                state: claim.pill(reviewed.first { $0.credentialID == claim.credentialID }),
                expires: claim.verifiedUntil.map { Moment($0 - .microseconds(1), for: visit) })
        }
    }
}

/// A clinician's credentials on the first screen.
struct CredentialTask: HomeTaskSource {
    let kernel: Kernel

    func tasks(for actor: Actor, in reader: any Reader) async throws -> [HomeTask] {
        guard actor.may(.claimCredentials),
            let own = try await CredentialQueries(reader: reader).provider(of: actor.accountID)
        else { return [] }
        let (claims, reviewed) = try await reader.fetch(
            CredentialQueries.claims(of: own.providerID), CredentialQueries.reviews(of: own.providerID))
        let verified = claims.filter(\.isVerified).count
        let asked = claims.filter { claim in
            let review = reviewed.first { $0.credentialID == claim.credentialID }
            return review?.openItem == nil && review?.lastAction == "request_changes"
        }
        let waiting = claims.count { claim in
            !claim.isVerified
                && reviewed.contains { $0.credentialID == claim.credentialID && $0.openItem != nil }
        }
        let lapsing = lapsing(claims)
        let summary =
            claims.isEmpty
            ? "Add your license, so that readers see that it was checked."
            : [
                "\(verified) of \(claims.count) verified.", waiting > 0 ? "\(waiting) in review." : nil,
                lapsing,
            ].compactMap { $0 }.joined(separator: " ")
        return [
            HomeTask(
                "My credentials", path: CredentialPath.mine, summary: summary,
                pill: asked.isEmpty
                    ? lapsing.map { _ in Pill(.warn, "lapses soon") }
                        ?? (waiting > 0 ? Pill(.calm, "in review") : nil) : Pill(.warn, "your turn"))
        ]
    }

    /// What lapses first within sixty days; nil when nothing does.
    private func lapsing(_ claims: [Credential]) -> String? {
        let zone = CredentialPolicy(kernel.settings).zone
        let today = Validity.day(of: kernel.clock.now(), in: zone)
        let next = claims.compactMap { claim in claim.verifiedUntil.map { (claim, $0) } }.min { $0.1 < $1.1 }
        guard let (claim, end) = next else { return nil }
        let last = Validity.day(of: end - .microseconds(1), in: zone)
        switch last.daysSince1970 - today.daysSince1970 {
        case ..<1: return "\(claim.brief) lapses today."
        case 1: return "\(claim.brief) lapses tomorrow."
        case 2...60: return "\(claim.brief) lapses in \(last.daysSince1970 - today.daysSince1970) days."
        default: return nil
        }
    }
}
