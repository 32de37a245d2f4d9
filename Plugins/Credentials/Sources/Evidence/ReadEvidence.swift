import Foundation
import Kernel
import Postgres

/// Draws a page of evidence for somebody who may see it, and writes down that they did.
struct ReadEvidence {
    let kernel: Kernel

    /// Points along the longer side of a page.
    static let side = 1_600

    /// Where somebody reads it, which says why they may.
    enum Place: Sendable {
        /// At the desk, about this claim.
        case desk(CredentialID)
        /// Among one's own.
        case own
    }

    private struct Record: Encodable, Sendable {
        let credentialID: CredentialID?
        let page: Int
        let place: String
    }

    /// A page as a PNG of our own making.
    ///
    /// - Throws: `Refusal.notFound` for another person's, one that was taken back, or a page that there is none of;
    ///   `FileKeyMistake`, `StorageMistake`, `LimitedProcess.Failure`.
    func run(_ id: EvidenceID, page: Int, at place: Place, by actor: Actor) async throws -> Data {
        let evidence = try await evidence(id, at: place, by: actor)
        guard (1...evidence.pages).contains(page) else { throw Refusal.notFound }
        let data = try await kernel.evidenceFiles.read(id.rawValue, sealedBy: evidence.keyID)
        guard let content = FileContent(data) else {
            throw StorageMistake.unavailable("it is not what was kept.")
        }
        let picture = try await PagePictures().page(page, of: data, content, side: Self.side)
        try await kernel.database.transaction { transaction in
            try await transaction.audit(
                AuditEntry(
                    "credentials.evidence-read", on: "evidence", id,
                    after: try PostgresJSON(
                        encoding: Record(
                            credentialID: evidence.credentialID, page: page, place: place.name))),
                by: .person(actor, as: actor.role(for: place.permission)))
        }
        return picture
    }

    private func evidence(_ id: EvidenceID, at place: Place, by actor: Actor) async throws -> Evidence {
        let queries = CredentialQueries(reader: kernel.database)
        let evidence = try await queries.evidence(id)
        switch place {
        case .desk(let credential):
            guard evidence.credentialID == credential else { throw Refusal.notFound }
        case .own:
            guard let credential = evidence.credentialID else {
                guard evidence.uploadedBy == actor.accountID else { throw Refusal.notFound }
                break
            }
            let own = try await queries.provider(of: actor.accountID)
            guard try await queries.credential(credential).providerID == own?.providerID else {
                throw Refusal.notFound
            }
        }
        return evidence
    }
}

extension ReadEvidence.Place {
    fileprivate var name: String {
        switch self {
        case .desk: "desk"
        case .own: "own"
        }
    }

    fileprivate var permission: Permission {
        switch self {
        case .desk: .seeEvidence
        case .own: .claimCredentials
        }
    }
}
