import Kernel
import Postgres
import Providers

/// The titles that somebody claims, to choose the headline of their profile from.
struct ClaimedTitles: ClaimSource {
    func titles(of provider: ProviderID, in reader: any Reader) async throws -> [ClaimedTitle] {
        try await reader.all(
            ClaimedTitle.self,
            """
            SELECT name, abbreviation, mark
            FROM credentials.credential
            WHERE provider_id = \(provider) AND withdrawn_at IS NULL
            ORDER BY created_at, credential_id
            """)
    }
}
