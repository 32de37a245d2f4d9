import Foundation
import Kernel
import Moderation
import Postgres

/// A profile became public.
public struct ProfilePublished: Event {
    public static let name = "providers.profile-published"

    public let providerID: ProviderID
    public let revisionID: ProfileRevisionID
    public let from: Instant

    public init(providerID: ProviderID, revisionID: ProfileRevisionID, from: Instant) {
        self.providerID = providerID
        self.revisionID = revisionID
        self.from = from
    }
}

/// A profile is no longer public.
public struct ProfileWithdrawn: Event {
    public static let name = "providers.profile-withdrawn"

    public let providerID: ProviderID

    public init(providerID: ProviderID) { self.providerID = providerID }
}

private struct PublicationID: Identifier {
    let rawValue: UUID
}

/// Makes a profile public without review, for a reason that is kept, and takes it off again.
struct PublishProfile {
    let kernel: Kernel

    /// Publishes the latest revision.
    ///
    /// - Throws: `Refusal.wrongState` for one's own profile, `FormIssues` without a reason and for a profile that was
    ///   saved again since.
    func run(_ id: ProviderID, seen version: Int, reason: String, by actor: Actor) async throws {
        try actor.require(.overrideProfiles)
        let reason = try Self.checked(reason, field: "override_reason")
        try await kernel.database.transaction { transaction in
            let stored = try await ProviderQueries(reader: transaction).locked(id, in: transaction)
            let path = "/console/providers/\(id)"
            try Self.assertSeen(version, of: stored)
            guard !stored.isLive else {
                throw Refusal.wrongState(message: "Readers see this profile already.", now: path)
            }
            let persons = try await ProviderQueries(reader: transaction).persons(behind: stored.revisionID)
            guard !persons.contains(actor.personID) else {
                throw Refusal.wrongState(message: "Somebody else publishes what is your own.", now: path)
            }
            let from = try await publish(
                [id: stored.revisionID], approver: nil, reason: reason, in: transaction)
            try await tell(
                id, stored.revisionID, from, reason: reason,
                by: .person(actor, as: actor.role(for: .overrideProfiles)), in: transaction)
            try await RecordOutcomes(ids: kernel.ids).run(
                .overridden, of: stored.revisionID, reason: reason, by: actor.accountID, in: transaction)
            try await WithdrawReview(type: ProfileReview.typeID, subjectID: id.rawValue).run(in: transaction)
        }
    }

    /// Takes the profile off the site at once. The record stays.
    ///
    /// - Throws: `Refusal.wrongState` when readers do not see it, `FormIssues` as for publishing.
    func withdraw(_ id: ProviderID, seen version: Int, reason: String, by actor: Actor) async throws {
        try actor.require(.withdrawProfiles)
        let reason = try Self.checked(reason, field: "withdraw_reason")
        try await kernel.database.transaction { transaction in
            let stored = try await ProviderQueries(reader: transaction).locked(id, in: transaction)
            guard stored.liveRevisionID != nil else {
                throw Refusal.wrongState(
                    message: "Readers do not see this profile.", now: "/console/providers/\(id)")
            }
            try Self.assertSeen(version, of: stored)
            _ = try await end([id], in: transaction)
            try await transaction.audit(
                AuditEntry("providers.withdrawn", on: "provider", id, reason: reason),
                by: .person(actor, as: actor.role(for: .withdrawProfiles)))
            try await transaction.publish(ProfileWithdrawn(providerID: id))
        }
    }

    /// The form comes back with the reason and the profile as it is now: whoever reads that may send it again.
    private static func assertSeen(_ version: Int, of stored: StoredProfile) throws(FormIssues) {
        guard stored.version != version else { return }
        throw FormIssues(
            "",
            .other("Somebody saved this profile while you were writing. Read it as it is now, then decide."))
    }

    private static func checked(_ reason: String, field: String) throws(FormIssues) -> String {
        let reason = reason.oneLine
        if reason.isEmpty { throw FormIssues(field, .missing("a reason")) }
        if reason.count > 1_000 { throw FormIssues(field, .tooLong("a reason", max: 1_000)) }
        return reason
    }

    // MARK: Steps, for reviews and imports too

    /// Closes what is public of the providers and opens the revisions, all at one instant, which is returned. The
    /// providers' rows must be locked.
    ///
    /// `headStart` is how many seconds from now that is: a range must not begin long before its commit, and many
    /// take their time.
    func publish(
        _ revisions: [ProviderID: ProfileRevisionID], approver: AccountID?, reason: String?,
        headStart: Double = 0, in transaction: Transaction
    ) async throws -> Instant {
        let pairs = revisions.sorted { $0.key < $1.key }
        let from = try await end(pairs.map(\.key), headStart: headStart, in: transaction)
        try await transaction.execute(
            """
            INSERT INTO providers.publication (
              publication_id, provider_id, revision_id, visible, approved_by, override_reason
            )
            SELECT
              row.publication_id, row.provider_id, row.revision_id, tstzrange(\(from), NULL), \(approver), \(reason)
            FROM unnest(
              \(pairs.map { _ in kernel.ids.next(PublicationID.self) }), \(pairs.map(\.key)), \(pairs.map(\.value))
            ) AS row (publication_id, provider_id, revision_id)
            """)
        return from
    }

    /// Writes down that a profile became public, and tells who wants to hear.
    func tell(
        _ id: ProviderID, _ revision: ProfileRevisionID, _ from: Instant, reason: String? = nil,
        by actor: AuditActor, in transaction: Transaction
    ) async throws {
        let event = ProfilePublished(providerID: id, revisionID: revision, from: from)
        try await transaction.audit(
            AuditEntry(
                "providers.published", on: "provider", id, after: try PostgresJSON(encoding: event),
                reason: reason),
            by: actor)
        try await transaction.publish(event)
    }

    /// Ends what is public of the providers, and tells when.
    func end(
        _ ids: [ProviderID], headStart: Double = 0, in transaction: Transaction
    ) async throws -> Instant {
        let instant = try await transaction.value(
            Instant.self,
            """
            SELECT greatest(
              clock_timestamp() + make_interval(secs => \(headStart)),
              (
                SELECT max(lower(visible)) + interval '1 microsecond'
                FROM providers.publication
                WHERE provider_id = ANY (\(ids)) AND lower(visible) <= clock_timestamp()
              )
            )
            """)
        guard let instant else { throw Refusal.notFound }
        try await transaction.execute(
            """
            DELETE FROM providers.publication
            WHERE provider_id = ANY (\(ids)) AND lower(visible) >= \(instant)
            """)
        try await transaction.execute(
            """
            UPDATE providers.publication
            SET visible = tstzrange(lower(visible), \(instant))
            WHERE provider_id = ANY (\(ids)) AND visible @> \(instant)
            """)
        return instant
    }
}
