import Kernel
import Postgres
import Providers

/// Says which credentials hold at the instant of a public page.
struct CredentialBadges: BadgeSource {
    func holding(of providers: SQL) -> Query<[HeldCredential]> {
        .all(
            HeldCredential.self,
            """
            SELECT
              provider_id,
              mark,
              name,
              abbreviation,
              kind,
              badge,
              state,
              to_char(checked_on, 'YYYY-MM-DD') AS checked_on,
              source,
              source_url,
              valid_until
            FROM credentials.public_credential
            WHERE provider_id = ANY (ARRAY(\(sql: providers)))
            ORDER BY provider_id, kind <> 'state_license', credential_id
            """)
    }

    func boundaries(of providers: SQL) -> SQL? {
        """
        SELECT begins FROM credentials.public_boundary WHERE provider_id = ANY (ARRAY(\(sql: providers)))
        UNION ALL
        SELECT ends FROM credentials.public_boundary WHERE provider_id = ANY (ARRAY(\(sql: providers)))
        """
    }

    func nextBoundary(of providers: SQL) -> Query<Instant?> {
        .value(
            Instant.self,
            """
            SELECT least(
              (
                SELECT min(begins)
                FROM credentials.public_boundary
                WHERE provider_id = ANY (ARRAY(\(sql: providers))) AND begins > kernel.as_of()
              ),
              (
                SELECT min(ends)
                FROM credentials.public_boundary
                WHERE provider_id = ANY (ARRAY(\(sql: providers))) AND ends > kernel.as_of()
              )
            )
            """)
    }
}
