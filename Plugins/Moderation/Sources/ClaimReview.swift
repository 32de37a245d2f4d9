import Kernel
import Postgres

/// Keeps an item for one person for a while, so that two do not do the same work. The database's clock decides
/// when the while is over; a claim that is over is none.
struct ClaimReview {
    let kernel: Kernel
    let types: ReviewTypes

    /// Claims one item, or renews one's own claim.
    ///
    /// - Throws: `Refusal.wrongState`, naming who holds it or who decided.
    func run(_ id: ReviewItemID, by actor: Actor) async throws {
        try await kernel.database.transaction { transaction in
            guard let item = try await lockUnlessBusy(id, in: transaction) else {
                let item = try await ReviewQueries(reader: transaction).item(id)
                throw Refusal.wrongState(message: "Somebody is deciding this right now.", now: item.path)
            }
            let rules = ReviewRules(reader: transaction, types: types, actor: actor)
            try await rules.assertOpen(item)
            try await rules.assertNotHeldByOthers(item)
            try rules.assertAnotherPerson(item)
            let actions = try await rules.actions(for: item)
            guard !actions.isEmpty else {
                throw Refusal.wrongState(message: "There is nothing here for you to decide.", now: item.path)
            }
            try await claim(item.reviewItemID, for: actor, in: transaction)
        }
    }

    /// Claims the most urgent item that this person may decide and nobody holds.
    ///
    /// - Returns: nil when there is none.
    func next(for actor: Actor) async throws -> ReviewItemID? {
        let permissions = types.permissions(of: actor).map(\.id)
        guard !permissions.isEmpty else { return nil }
        return try await kernel.database.transaction { transaction in
            try await ReleaseReview.expired(in: transaction)
            let rules = ReviewRules(reader: transaction, types: types, actor: actor)
            var after: ReviewItem?
            while let item = try await free(after: after, needing: permissions, not: actor, in: transaction) {
                if try await mayDecide(item, rules) {
                    try await claim(item.reviewItemID, for: actor, in: transaction)
                    return item.reviewItemID
                }
                after = item
            }
            return nil
        }
    }

    /// Only its type knows whether an item is this person's own. An item whose subject is gone is nobody's, and
    /// must not keep others from being reached.
    private func mayDecide(_ item: ReviewItem, _ rules: ReviewRules) async throws -> Bool {
        do {
            return try await !rules.actions(for: item).isEmpty
        } catch Refusal.notFound {
            return false
        }
    }

    private func lockUnlessBusy(_ id: ReviewItemID, in transaction: Transaction) async throws -> ReviewItem? {
        try await transaction.first(
            ReviewItem.self,
            """
            SELECT \(sql: ReviewItem.columns)
            FROM moderation.review_item
            WHERE review_item_id = \(id)
            FOR UPDATE SKIP LOCKED
            """)
    }

    private func free(
        after: ReviewItem?, needing permissions: [String], not actor: Actor, in transaction: Transaction
    ) async throws -> ReviewItem? {
        let later: SQL =
            if let after {
                """
                AND (urgency, review_item_id) > (
                  SELECT seen.urgency, seen.review_item_id
                  FROM moderation.review_item AS seen
                  WHERE seen.review_item_id = \(after.reviewItemID)
                )
                """
            } else {
                ""
            }
        return try await transaction.first(
            ReviewItem.self,
            """
            SELECT \(sql: ReviewItem.columns)
            FROM moderation.review_item
            WHERE state = 'open'
              AND claimed_by IS NULL
              AND needs = ANY (\(permissions))
              AND first_person IS DISTINCT FROM \(actor.personID)
              \(sql: later)
            ORDER BY urgency, review_item_id
            LIMIT 1
            FOR UPDATE SKIP LOCKED
            """)
    }

    private func claim(_ id: ReviewItemID, for actor: Actor, in transaction: Transaction) async throws {
        let seconds = Double(kernel.settings[.leaseMinutes]) * 60
        try await transaction.execute(
            """
            UPDATE moderation.review_item
            SET claimed_by = \(actor.accountID),
                claimed_until = clock_timestamp() + make_interval(secs => \(seconds))
            WHERE review_item_id = \(id)
            """)
    }
}

/// Gives a claimed item back.
struct ReleaseReview {
    let kernel: Kernel

    /// - Throws: `Refusal.wrongState` when the person does not hold it.
    func run(_ id: ReviewItemID, by actor: Actor) async throws {
        let released = try await kernel.database.rows(
            """
            UPDATE moderation.review_item
            SET claimed_by = NULL, claimed_until = NULL
            WHERE review_item_id = \(id) AND claimed_by = \(actor.accountID)
            """)
        guard released.affected == 1 else {
            let item = try await ReviewQueries(reader: kernel.database).item(id)
            throw Refusal.wrongState(message: "You do not hold this any more.", now: item.path)
        }
    }

    /// Puts items back into the queue whose time has run out. Those that somebody is at right now wait for the
    /// next turn.
    static func expired(in transaction: Transaction) async throws {
        try await transaction.execute(
            """
            UPDATE moderation.review_item
            SET claimed_by = NULL, claimed_until = NULL
            WHERE review_item_id IN (
              SELECT review_item_id
              FROM moderation.review_item
              WHERE state = 'open' AND claimed_by IS NOT NULL AND claimed_until <= clock_timestamp()
              ORDER BY claimed_until, review_item_id
              FOR UPDATE SKIP LOCKED
            )
            """)
    }
}
