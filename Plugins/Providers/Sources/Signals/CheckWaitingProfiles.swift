import Kernel
import Postgres
import Signals
import Topics

/// Checks the profiles that wait in the queue, where they came by a path of their own, as those of the demo do.
public struct CheckWaitingProfiles: Sendable {
    public init() {}

    public func run(in transaction: Transaction) async throws {
        let index = try await TopicIndex.load(in: transaction)
        let waiting = try await transaction.all(
            StoredProfile.self,
            """
            SELECT \(sql: StoredProfile.columns)
            FROM moderation.review_item AS item
            JOIN providers.provider ON provider.provider_id = item.subject_id
            JOIN providers.revision AS latest
              ON latest.provider_id = provider.provider_id
              AND latest.revision_id = (item.payload ->> 'revisionID')::uuid
            LEFT JOIN providers.publication AS live
              ON live.provider_id = provider.provider_id AND live.visible @> clock_timestamp()
            WHERE item.type = \(ProfileReview.typeID) AND item.state = 'open'
            ORDER BY item.review_item_id
            """)
        _ = try await RecordSignals().run(
            waiting.map { profile in
                RecordSignals.Revision(
                    revisionID: profile.revisionID, providerID: profile.providerID,
                    profile: ProfileText(profile, topics: index))
            }, in: transaction)
    }
}
