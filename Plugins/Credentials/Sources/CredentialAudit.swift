import Accounts
import Foundation
import Kernel
import Postgres

/// What the audit log says about credentials and what was sent to show them.
struct CredentialAudit: AuditSource {
    let deeds = [
        "credentials.claimed": "claimed %",
        "credentials.claim-changed": "changed the claim of %",
        "credentials.withdrawn": "took the claim of % back",
        "credentials.found": "looked up %",
        "credentials.reopened": "asked for a new look at %",
        "credentials.verified": "verified %",
        "credentials.refused": "refused %",
        "credentials.revoked": "ended the verification of %",
        "credentials.evidence-read": "opened evidence for %",
        "credentials.evidence-received": "sent evidence for %",
        "credentials.reference-loaded": "loaded the list %",
    ]

    var kinds: [AuditKind] {
        [
            AuditKind(
                "credential", "Credential", path: "/console/credentials/", needs: .seeCredentials,
                named: { ids in
                    Self.named("credential.credential_id", "credentials.credential", ids)
                }),
            AuditKind(
                "evidence", "Evidence", path: "/console/credentials/", needs: .seeCredentials,
                named: { ids in
                    Self.named(
                        "evidence.evidence_id",
                        "credentials.evidence JOIN credentials.credential USING (credential_id)", ids)
                }),
        ]
    }

    /// Claims as `LMFT of Ana Whitfield`, with the whole title below.
    private static func named(_ id: SQL, _ tables: SQL, _ ids: [UUID]) -> Query<[AuditSubject]> {
        .all(
            AuditSubject.self,
            """
            SELECT
              \(sql: id) AS id,
              coalesce(credential.abbreviation, credential.name) || coalesce(' of ' || profile.name, '') AS name,
              CASE WHEN credential.abbreviation IS NOT NULL THEN credential.name END AS note,
              credential.credential_id AS screen
            FROM \(sql: tables)
            LEFT JOIN LATERAL (
              SELECT revision.name
              FROM providers.revision
              WHERE revision.provider_id = credential.provider_id
              ORDER BY revision.number DESC
              LIMIT 1
            ) AS profile ON true
            WHERE \(sql: id) = ANY (\(ids))
            """)
    }
}
