import Kernel
import Postgres

/// Keeps an item for one person for a while, so that two do not do the same work. The database's clock decides
/// when the while is over; a claim that is over is none.
struct ClaimReview {
    let kernel: Kernel
    let types: ReviewTypes

    /// A claim that a crash takes is one that ran out.
    private static let durability = Durability.eventually

    /// Claims one item, or renews one's own claim.
    ///
    /// - Throws: `Refusal.wrongState`, naming who holds it or who decided.
    func run(_ id: ReviewItemID, by actor: Actor) async throws {
        try await kernel.database.transaction(durability: Self.durability) { transaction in
            guard let item = try await lockUnlessBusy(id, in: transaction) else {
                let item = try await ReviewQueries(reader: transaction).item(id)
                throw Refusal.wrongState(message: "Somebody is deciding this right now.", now: item.path)
            }
            let rules = ReviewRules(reader: transaction, types: types, actor: actor)
            try await rules.assertOpen(item)
            try await rules.assertNotHeldByOthers(item)
            try await assertDecidable(item, rules)
            try transaction.executeLast([claiming(item.reviewItemID, for: actor)])
        }
    }

    /// Claims an item that somebody else holds; their screen tells them.
    ///
    /// - Returns: whose claim ended; nil when nobody held it any more.
    func takeOver(_ id: ReviewItemID, by actor: Actor) async throws -> String? {
        try actor.require(.takeOver)
        return try await kernel.database.transaction(durability: .behindLocks) { transaction in
            let item = try await DecideReview.lock(id, in: transaction)
            let rules = ReviewRules(reader: transaction, types: types, actor: actor)
            try await rules.assertOpen(item)
            try await assertDecidable(item, rules)
            let former = item.claimedBy == actor.accountID ? nil : item.claimedBy
            try await transaction.execute(claiming(id, for: actor, from: former))
            guard let former else { return nil }
            try await transaction.audit(
                AuditEntry(
                    "moderation.taken-over", on: "review_item", id,
                    before: try PostgresJSON(encoding: Hold(claimedBy: former.description)),
                    after: try PostgresJSON(encoding: Hold(claimedBy: actor.accountID.description))),
                by: .person(actor, as: actor.role(for: .takeOver)))
            return try await ReviewQueries(reader: transaction).name(of: former)
        }
    }

    private struct Hold: Encodable, Sendable {
        let claimedBy: String

        enum CodingKeys: String, CodingKey {
            case claimedBy = "claimed_by"
        }
    }

    /// Keeps an item for its claimer while they are at it, as an open desk asks for every few minutes.
    ///
    /// - Returns: until when it is kept; nil when they do not hold it any more.
    func renew(_ id: ReviewItemID, by actor: Actor) async throws -> Instant? {
        try await kernel.database.value(
            Instant.self,
            """
            UPDATE moderation.review_item
            SET claimed_until = clock_timestamp() + make_interval(secs => \(lease))
            WHERE review_item_id = \(id)
              AND claimed_by = \(actor.accountID)
              AND claimed_until > clock_timestamp()
            RETURNING claimed_until
            """)
    }

    private func assertDecidable(_ item: ReviewItem, _ rules: ReviewRules) async throws {
        try rules.assertAnotherPerson(item)
        guard try await rules.actions(for: item).isEmpty else { return }
        throw Refusal.wrongState(message: "There is nothing here for you to decide.", now: item.path)
    }

    /// Claims the first item of a list, the most urgent one as a rule, that this person may decide and nobody holds.
    ///
    /// - Returns: nil when there is none.
    func next(for actor: Actor, in filter: QueueFilter = QueueFilter()) async throws -> ReviewItemID? {
        let permissions = types.permissions(of: actor).map(\.id)
        guard !permissions.isEmpty else { return nil }
        return try await kernel.database.transaction(durability: Self.durability) { transaction in
            let rules = ReviewRules(reader: transaction, types: types, actor: actor)
            var after: ReviewItem?
            while let item = try await free(
                filter, after: after, needing: permissions, not: actor, in: transaction)
            {
                if try await mayDecide(item, rules) {
                    try transaction.executeLast([claiming(item.reviewItemID, for: actor)])
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
        _ filter: QueueFilter, after: ReviewItem?, needing permissions: [String], not actor: Actor,
        in transaction: Transaction
    ) async throws -> ReviewItem? {
        let narrowing = ReviewQueries.narrowing(filter, zone: actor.zone.identifier)
            .map { "AND \(sql: $0)" as SQL }.joined(separator: " ")
        let later: SQL =
            if let after {
                """
                AND (\(sql: filter.column), review_item_id) > (
                  SELECT \(sql: filter.column), seen.review_item_id
                  FROM moderation.review_item AS seen
                  WHERE seen.review_item_id = \(after.reviewItemID)
                )
                """
            } else {
                ""
            }
        // Whoever may decide little of what waits is served by another index than the others.
        let decidable: SQL = "needs = ANY (\(permissions))"
        let free = Query.first(
            ReviewItem.self,
            """
            SELECT \(sql: ReviewItem.columns)
            FROM moderation.review_item
            WHERE state = 'open'
              AND claimed_by IS NULL
              AND \(sql: decidable.plannedAnew)
              AND first_person IS DISTINCT FROM \(actor.personID)
              \(sql: narrowing)
              \(sql: later)
            ORDER BY \(sql: filter.column), review_item_id
            LIMIT 1
            FOR UPDATE SKIP LOCKED
            """)
        guard after == nil else { return try await transaction.fetch(free) }
        return try await transaction.fetch(ReleaseReview.expired, free).1
    }

    private var lease: Double { Double(kernel.settings[.leaseMinutes]) * 60 }

    private func claiming(_ id: ReviewItemID, for actor: Actor, from former: AccountID? = nil) -> SQL {
        """
        UPDATE moderation.review_item
        SET claimed_by = \(actor.accountID),
            claimed_until = clock_timestamp() + make_interval(secs => \(lease)),
            taken_from = \(former)
        WHERE review_item_id = \(id)
        """
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
    /// next turn. The clock is read once, by a subquery: only so does the index of leases end at its time, where it would
    /// otherwise bring every claim there is and was lately.
    static let expired = Query.affected(
        """
        UPDATE moderation.review_item
        SET claimed_by = NULL, claimed_until = NULL
        WHERE review_item_id IN (
          SELECT review_item_id
          FROM moderation.review_item
          WHERE state = 'open' AND claimed_by IS NOT NULL AND claimed_until <= (SELECT clock_timestamp())
          ORDER BY claimed_until, review_item_id
          FOR UPDATE SKIP LOCKED
        )
        """)
}
