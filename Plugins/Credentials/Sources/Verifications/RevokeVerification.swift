import Kernel
import Postgres

/// Ends a verification now: readers lose the badge at once, the record stays.
struct RevokeVerification {
    let kernel: Kernel

    /// - Throws: `FormIssues` without a reason, `Refusal.changedSince` when the credential changed since the person
    ///   saw it, `Refusal.wrongState` when nothing holds any more.
    func run(_ id: CredentialID, seen version: Int, reason: String, by actor: Actor) async throws {
        let path = CredentialPath.credential(id)
        if reason.isEmpty { throw FormIssues("reason", .other("Write why it ends. The record keeps it.")) }
        if reason.unicodeScalars.count > 1_000 {
            throw FormIssues("reason", .tooLong("a reason", max: 1_000))
        }
        try await kernel.database.transaction { transaction in
            let credential = try await CredentialQueries(reader: transaction).locked(id)
            if credential.isOwn(of: actor) { throw Refusal.forbidden(.revokeCredentials) }
            guard credential.isVerified else {
                throw Refusal.wrongState(message: "This verification has ended already.", now: path)
            }
            guard credential.version == version else {
                throw Refusal.changedSince(
                    Conflict(
                        subject: "this credential", by: nil, path: "\(path)/revoke",
                        version: credential.version,
                        fields: [.init(name: "reason", label: "Reason", mine: reason, theirs: reason)]))
            }
            let verifying = VerifyCredential(kernel: kernel)
            let ended = try await verifying.endHolding(of: credential, in: transaction)
            try await verifying.publish(ended, of: credential, in: transaction)
            try await transaction.audit(
                AuditEntry(
                    "credentials.revoked", on: "credential", id,
                    before: try PostgresJSON(
                        encoding: ["valid_until": credential.verifiedUntil?.description ?? "open"]),
                    after: try ended.record, reason: reason),
                by: .person(actor, as: actor.role(for: .revokeCredentials)))
        }
    }
}

/// Where things about credentials are in the console.
enum CredentialPath {
    static let mine = "/console/me/credentials"
    static let list = "/console/credentials"

    static func credential(_ id: CredentialID) -> String { "\(list)/\(id)" }
}
