import Foundation
import Kernel
import Moderation
import Postgres

/// Brings a credential into the queue, to be looked up for the first time or again.
struct RenewCredential {
    let kernel: Kernel

    /// Why it comes into the queue.
    enum Cause: Sendable, Equatable {
        case claimed
        /// Somebody looked it up beside any review.
        case found(FindingResult)
        /// What holds lapses at this instant.
        case lapses(Instant)
        /// Somebody wants it to be looked up again.
        case asked
    }

    /// Brings what waits nowhere back into the queue, as after its verification was ended.
    ///
    /// - Returns: where it waits.
    /// - Throws: `Refusal.wrongState` when it waits already, `Refusal.notFound` for what was taken back or what nobody
    ///   can look up, `Refusal.forbidden` about one's own.
    func reopen(_ id: CredentialID, by actor: Actor) async throws -> String {
        try await kernel.database.transaction { transaction in
            let credential = try await CredentialQueries(reader: transaction).locked(id)
            if credential.isOwn(of: actor) { throw Refusal.forbidden(.verifyCredentials) }
            guard credential.withdrawnAt == nil, let review = review(of: credential, because: .asked) else {
                throw Refusal.notFound
            }
            let queries = ReviewQueries(reader: transaction)
            if let item = try await queries.openItem(type: CredentialReview.typeID, subject: id.rawValue) {
                throw Refusal.wrongState(message: "It waits in the queue already.", now: item.path)
            }
            try await review.run(by: actor.accountID, ids: kernel.ids, in: transaction)
            try await transaction.audit(
                AuditEntry("credentials.reopened", on: "credential", id),
                by: .person(actor, as: actor.role(for: .verifyCredentials)))
            return try await queries.openItem(type: CredentialReview.typeID, subject: id.rawValue)?.path
                ?? CredentialPath.credential(id)
        }
    }

    /// Opens the review, or renews the one that is open. What nobody can verify comes into no queue.
    func open(
        _ credential: Credential, because cause: Cause, by account: AccountID?, in transaction: Transaction
    ) async throws {
        guard let review = review(of: credential, because: cause) else { return }
        try await review.run(by: account, ids: kernel.ids, in: transaction)
    }

    func review(of credential: Credential, because cause: Cause) -> OpenReview? {
        guard credential.kind?.isVerifiable ?? true else { return nil }
        let policy = CredentialPolicy(kernel.settings)
        return OpenReview(
            type: CredentialReview.typeID, subjectID: credential.credentialID.rawValue,
            ownerID: credential.providerID.rawValue, title: credential.providerName,
            summary: Self.summary(of: credential, because: cause, zone: policy.zone),
            risk: Self.risk(of: credential, because: cause, now: kernel.clock.now()),
            dueIn: .seconds(3_600 * (credential.isVerified ? policy.renewalDueHours : policy.claimDueHours)),
            needs: .verifyCredentials)
    }

    /// What the queue says about it: `First license: LMFT, California`.
    static func summary(of credential: Credential, because cause: Cause, zone: TimeZone) -> String {
        switch cause {
        case .lapses(let instant):
            // The range ends where the next day begins; the last day is the one before.
            let day = Validity.day(of: instant - .microseconds(1), in: zone)
            return "\(credential.kind?.word ?? "Credential") lapses after \(day.short): \(credential.short)"
        case .found(let result) where credential.isVerified && result != .confirmed:
            return "Looked up again, \(result.word): \(credential.short)"
        case .asked where credential.hasHadLicense || credential.lapsedAt != nil:
            return "To be looked up again: \(credential.short)"
        case .claimed, .found, .asked:
            guard let kind = credential.kind else { return "Title to recognize: \(credential.short)" }
            let isFirst = kind.isLicense && !credential.hasHadLicense
            let word = isFirst ? "First \(kind.word.lowercased())" : kind.word
            return "\(word): \(credential.short)"
        }
    }

    static func risk(of credential: Credential, because cause: Cause, now: Instant) -> Risk {
        switch cause {
        case .found(.adverse): .high
        case .found(let result) where credential.isVerified && result != .confirmed: .high
        case .lapses(let instant): instant < now + .seconds(7 * 86_400) ? .medium : .low
        case .claimed, .found, .asked: credential.kind == nil ? .medium : .low
        }
    }

    /// Brings what lapses soon into the queue, once each, a batch at a time.
    ///
    /// - Returns: how many came.
    func openLapsing(limit: Int = 200) async throws -> Int {
        let days = Double(CredentialPolicy(kernel.settings).renewDaysBefore)
        return try await kernel.database.transaction { transaction in
            let lapsing = try await transaction.all(
                Credential.self,
                """
                SELECT \(sql: Credential.columns)
                FROM \(sql: Credential.tables)
                WHERE credential.withdrawn_at IS NULL
                  AND credential.credential_id IN (
                    SELECT ending.credential_id
                    FROM credentials.verification AS ending
                    WHERE upper(ending.valid) > clock_timestamp()
                      AND upper(ending.valid) < clock_timestamp() + make_interval(secs => \(days * 86_400))
                      -- Once for each verification, whatever came of it.
                      AND NOT EXISTS (
                        SELECT
                        FROM moderation.review_item
                        WHERE review_item.type = \(CredentialReview.typeID)
                          AND review_item.subject_id = ending.credential_id
                          AND (review_item.state = 'open' OR review_item.opened_at > ending.created_at)
                      )
                    ORDER BY upper(ending.valid), ending.verification_id
                    LIMIT \(limit)
                  )
                ORDER BY credential.credential_id
                """)
            let reviews = lapsing.compactMap { credential in
                credential.verifiedUntil.flatMap { review(of: credential, because: .lapses($0)) }
            }
            return try await OpenReview.all(reviews, by: nil, ids: kernel.ids, in: transaction).count
        }
    }
}
