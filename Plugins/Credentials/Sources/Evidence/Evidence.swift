import Foundation
import Kernel
import Postgres

struct EvidenceID: Identifier {
    let rawValue: UUID
}

/// A file that a clinician sent to show what they hold.
struct Evidence: Decodable, Sendable {
    enum Kind: String, Sendable, Codable, PostgresCodable {
        case pdf, png, jpeg
    }

    let evidenceID: EvidenceID
    /// The claim that it is for; nil while that has not been submitted.
    let credentialID: CredentialID?
    let kind: Kind
    let bytes: Int
    let pages: Int
    let keyID: String
    let uploadedBy: AccountID
    let createdAt: Instant
    /// Whether somebody has looked the claim up since: then it stays with the record.
    let isLookedAt: Bool

    /// `PDF, 3 pages, 240 KB`.
    var brief: String {
        let size = bytes < 1_000_000 ? "\(max(1, bytes / 1_000)) KB" : "\(bytes / 1_000_000) MB"
        return [kind.rawValue.uppercased(), kind == .pdf ? Self.pages(pages) : nil, size].compactMap { $0 }
            .joined(separator: ", ")
    }

    private static func pages(_ count: Int) -> String { count == 1 ? "1 page" : "\(count) pages" }

    static let columns: SQL = """
        evidence.evidence_id,
        evidence.credential_id,
        evidence.kind,
        evidence.bytes,
        evidence.pages,
        evidence.key_id,
        evidence.uploaded_by,
        evidence.created_at,
        EXISTS (
          SELECT
          FROM credentials.finding
          WHERE finding.credential_id = evidence.credential_id AND finding.at > evidence.created_at
        ) AS is_looked_at
        """
}

extension FileContent {
    var evidenceKind: Evidence.Kind {
        switch self {
        case .pdf: .pdf
        case .png: .png
        case .jpeg: .jpeg
        }
    }
}

extension CredentialQueries {
    /// The evidence for a claim that stands, in its order.
    static func evidence(for id: CredentialID) -> Query<[Evidence]> {
        .all(
            Evidence.self,
            """
            SELECT \(sql: Evidence.columns)
            FROM credentials.evidence
            JOIN credentials.credential USING (credential_id)
            WHERE evidence.credential_id = \(id)
              AND evidence.removed_at IS NULL
              AND credential.withdrawn_at IS NULL
            ORDER BY evidence.created_at, evidence.evidence_id
            """)
    }

    /// What an account has sent for claims that it has not submitted yet.
    static func heldEvidence(of account: AccountID) -> Query<[Evidence]> {
        .all(
            Evidence.self,
            """
            SELECT \(sql: Evidence.columns)
            FROM credentials.evidence
            WHERE evidence.uploaded_by = \(account)
              AND evidence.credential_id IS NULL
              AND evidence.removed_at IS NULL
            ORDER BY evidence.created_at, evidence.evidence_id
            """)
    }

    /// How many files an account sent since then, those that were taken back among them.
    static func sentEvidence(of account: AccountID, since start: Instant) -> Query<Int?> {
        .value(
            Int.self,
            """
            SELECT count(*)
            FROM credentials.evidence
            WHERE uploaded_by = \(account) AND created_at > \(start)
            """)
    }

    /// One piece of evidence that was not taken back, with its claim.
    ///
    /// - Throws: `Refusal.notFound`.
    func evidence(_ id: EvidenceID) async throws -> Evidence {
        let evidence = try await reader.first(
            Evidence.self,
            """
            SELECT \(sql: Evidence.columns)
            FROM credentials.evidence
            LEFT JOIN credentials.credential USING (credential_id)
            WHERE evidence.evidence_id = \(id)
              AND evidence.removed_at IS NULL
              AND credential.withdrawn_at IS NULL
            """)
        guard let evidence else { throw Refusal.notFound }
        return evidence
    }
}
