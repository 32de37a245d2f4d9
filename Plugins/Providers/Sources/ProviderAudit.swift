import Accounts
import Kernel
import Postgres

/// What the audit log says about profiles.
struct ProviderAudit: AuditSource {
    let deeds = [
        "providers.begun": "began the profile of %",
        "providers.saved": "saved a draft of the profile of %",
        "providers.submitted": "submitted the profile of % for review",
        "providers.submission-withdrawn": "took the profile of % back from review",
        "providers.published": "published the profile of %",
        "providers.withdrawn": "took the profile of % off the site",
        "providers.linked": "linked the profile of % to an account",
        "providers.set-aside": "set aside the draft of %, which nobody had seen",
        "providers.reported": "reported the page of %",
        "providers.imported": "imported profiles from %",
    ]

    var kinds: [AuditKind] {
        [
            AuditKind("provider", "Profile", path: "/console/providers/", needs: .readProviders) { ids in
                .all(
                    AuditSubject.self,
                    """
                    SELECT DISTINCT ON (provider_id)
                      provider_id AS id,
                      name,
                      NULL::text AS note,
                      provider_id AS screen
                    FROM providers.revision
                    WHERE provider_id = ANY (\(ids))
                    ORDER BY provider_id, number DESC
                    """)
            }
        ]
    }
}
