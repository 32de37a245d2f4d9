import Kernel
import Postgres

/// Deletes photos that no version of a profile shows: somebody chose another one, a day ago or longer.
enum SweepPhotos {
    @Sendable static func run(_ kernel: Kernel) async throws {
        try await kernel.database.transaction { transaction in
            _ = try await transaction.execute(
                """
                DELETE FROM providers.photo
                WHERE created_at < clock_timestamp() - interval '1 day'
                  AND NOT EXISTS (
                    SELECT
                    FROM providers.revision
                    WHERE revision.provider_id = photo.provider_id AND revision.photo_id = photo.photo_id
                  )
                """)
        }
    }
}
