import Foundation
import Kernel
import Postgres

/// A decision was taken back, and its item waits again.
public struct ReviewUndone: Event {
    public static let name = "moderation.undone"

    public let reviewItemID: ReviewItemID
    public let type: String
    public let subjectID: String
    /// The id of the action that was taken back.
    public let action: String
}

/// Takes a decision back while it is fresh and nothing was built upon it. The record keeps both.
struct UndoReview {
    let kernel: Kernel
    let types: ReviewTypes

    /// - Parameters:
    ///   - id: the item.
    ///   - version: the version of the item that the person saw.
    ///   - actor: who decided, and takes it back.
    /// - Returns: what to tell them. The item waits again, kept for them.
    /// - Throws: `Refusal.wrongState`, saying what to do instead.
    func run(_ id: ReviewItemID, seen version: Int, by actor: Actor) async throws -> String {
        try await kernel.database.transaction(durability: .behindLocks) { transaction in
            let item = try await DecideReview.lock(id, in: transaction)
            let type = try types.type(of: item, for: actor)
            let queries = ReviewQueries(reader: transaction)
            guard let decision = try await queries.lastDecision(of: id),
                decision.action != ReviewDecision.undo
            else { throw Refusal.wrongState(message: "There is no decision to take back.", now: item.path) }
            try assertOwn(decision, item, actor)
            try await assertLast(decision, item, seen: version, queries)
            try assertFresh(decision, item)
            guard type.canUndo(decision.action) else {
                throw Refusal.wrongState(message: "This decision cannot be taken back.", now: item.path)
            }
            let needs = item.stage > decision.stage ? type.needs.id : item.needs
            let permission = try types.permission(needs, of: item)
            try actor.require(permission)

            let undone = try await type.undo(decision, of: item, by: actor, in: transaction)
            try await reopen(item, decision, needs, undone.payload, for: actor, in: transaction)
            try await record(decision, item, by: actor, in: transaction)
            try await transaction.audit(
                try entry(decision, item), by: .person(actor, as: actor.role(for: permission)))
            try await transaction.publish(
                ReviewUndone(
                    reviewItemID: id, type: item.type, subjectID: item.subjectID.uuidString.lowercased(),
                    action: decision.action))
            return undone.message
        }
    }

    // MARK: What must hold

    private func assertOwn(_ decision: ReviewDecision, _ item: ReviewItem, _ actor: Actor) throws(Refusal) {
        guard decision.byPerson != actor.personID else { return }
        throw .wrongState(
            message: "\(decision.byName) decided this, so only they can take it back. Ask them.",
            now: item.path)
    }

    /// Nothing happened to the item since, and no newer item about the same thing waits.
    private func assertLast(
        _ decision: ReviewDecision, _ item: ReviewItem, seen version: Int, _ queries: ReviewQueries
    ) async throws {
        guard item.version == decision.itemVersion + 1, item.version == version else {
            throw Refusal.wrongState(
                message: "Something happened to this since you decided. Look at it as it is now.",
                now: item.path)
        }
        guard item.state == .decided,
            let newer = try await queries.openItem(type: item.type, subject: item.subjectID)
        else { return }
        throw Refusal.wrongState(
            message: "A newer version waits by now. Decide about this one instead.", now: newer.path)
    }

    private func assertFresh(_ decision: ReviewDecision, _ item: ReviewItem) throws(Refusal) {
        let minutes = kernel.settings[.undoMinutes]
        guard kernel.clock.now() >= decision.undoableUntil(minutes: minutes) else { return }
        throw .wrongState(
            message: """
                A decision can be taken back for \(minutes) minutes, and they are over. \
                Change what it is about on its own screen.
                """,
            now: item.path)
    }

    // MARK: Taking it back

    private func reopen(
        _ item: ReviewItem, _ decision: ReviewDecision, _ needs: String, _ payload: PostgresJSON?,
        for actor: Actor, in transaction: Transaction
    ) async throws {
        let seconds = Double(kernel.settings[.leaseMinutes]) * 60
        do {
            try await transaction.execute(
                """
                UPDATE moderation.review_item
                SET state = 'open',
                    stage = \(decision.stage),
                    needs = \(needs),
                    first_person = CASE WHEN \(decision.stage) = 2 THEN first_person END,
                    payload = coalesce(\(payload), payload),
                    decided_at = NULL,
                    taken_from = CASE
                      WHEN claimed_until > clock_timestamp() AND claimed_by <> \(actor.accountID) THEN claimed_by
                    END,
                    claimed_by = \(actor.accountID),
                    claimed_until = clock_timestamp() + make_interval(secs => \(seconds)),
                    version = version + 1
                WHERE review_item_id = \(item.reviewItemID)
                """)
        } catch let error as PostgresError where error.constraint == "review_item_one_open" {
            throw Refusal.wrongState(
                message: "A newer version came in this moment. Decide about that one instead.",
                now: "/console/queue")
        }
    }

    private func record(
        _ decision: ReviewDecision, _ item: ReviewItem, by actor: Actor, in transaction: Transaction
    ) async throws {
        let id: DecisionID = kernel.ids.next()
        try await transaction.execute(
            """
            INSERT INTO moderation.decision (
              decision_id, review_item_id, stage, action, reason_code, account_id, person_id, item_version, undoes
            )
            VALUES (
              \(id), \(item.reviewItemID), \(decision.stage), \(ReviewDecision.undo), 'undone',
              \(actor.accountID), \(actor.personID), \(item.version), \(decision.decisionID)
            )
            """)
    }

    private struct Record: Encodable, Sendable {
        let state: ReviewItem.State
        let stage: Int
        let version: Int
        var action: String?
    }

    private func entry(_ decision: ReviewDecision, _ item: ReviewItem) throws -> AuditEntry {
        let before = Record(
            state: item.state, stage: item.stage, version: item.version, action: decision.action)
        let after = Record(state: .open, stage: decision.stage, version: item.version + 1)
        return AuditEntry(
            "moderation.undone", on: "review_item", item.reviewItemID,
            before: try PostgresJSON(encoding: before), after: try PostgresJSON(encoding: after),
            reason: "undone")
    }
}

extension ReviewDecision {
    /// Until when whoever decided can take it back.
    func undoableUntil(minutes: Int) -> Instant { at + .seconds(60 * minutes) }
}
