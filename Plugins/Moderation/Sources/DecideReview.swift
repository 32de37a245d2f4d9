import Foundation
import Kernel
import Postgres

/// Something was decided about an item, in its first or its last stage.
public struct ReviewDecided: Event {
    public static let name = "moderation.decided"

    public let reviewItemID: ReviewItemID
    public let type: String
    public let subjectID: String
    /// The id of the action that was chosen.
    public let action: String
    /// False when a second person decides next.
    public let isFinal: Bool
}

/// Carries out what a person chose on the desk.
struct DecideReview {
    let kernel: Kernel
    let types: ReviewTypes

    /// - Parameters:
    ///   - id: the item.
    ///   - version: the version of the item that the person saw.
    ///   - form: what the desk sent: `decision`, `reason`, `reason_code` and the type's own fields.
    ///   - actor: who decides.
    /// - Returns: what to tell them.
    /// - Throws: `FormIssues`; `Refusal.wrongState` when it is decided or held by another; `Refusal.changedSince` when
    ///   the subject changed since they saw it.
    func run(_ id: ReviewItemID, seen version: Int, form: Form, by actor: Actor) async throws -> String {
        try await kernel.database.transaction(durability: .behindLocks) { transaction in
            let item = try await Self.lock(id, in: transaction)
            let type = try types.type(of: item, for: actor)
            let rules = ReviewRules(reader: transaction, types: types, actor: actor, written: form["reason"])
            try await rules.assertOpen(item)
            try await rules.assertSeen(item, version: version, form: form)
            try await rules.assertNotHeldByOthers(item)
            let permission = try types.permission(for: item)
            try actor.require(permission)
            try rules.assertAnotherPerson(item)

            let chosen = try chosen(form, of: try await rules.actions(for: item))
            let outcome = try await type.perform(chosen.id, on: item, by: actor, form: form, in: transaction)
            try transaction.executeLast([
                moving(item, to: outcome, by: actor),
                recording(chosen, on: item, outcome, form: form, by: actor),
                try entry(chosen, on: item, outcome: outcome, form: form).insertion(
                    by: .person(actor, as: actor.role(for: permission))),
                try ReviewDecided(
                    reviewItemID: item.reviewItemID, type: item.type,
                    subjectID: item.subjectID.uuidString.lowercased(), action: chosen.id,
                    isFinal: outcome.isFinal
                ).publication(),
            ])
            return outcome.message
        }
    }

    /// The item, locked until the transaction ends.
    static func lock(_ id: ReviewItemID, in transaction: Transaction) async throws -> ReviewItem {
        let item = try await transaction.first(
            ReviewItem.self,
            """
            SELECT \(sql: ReviewItem.columns)
            FROM moderation.review_item
            WHERE review_item_id = \(id)
            FOR UPDATE
            """)
        guard let item else { throw Refusal.notFound }
        return item
    }

    /// The offered action that the form names, with the reason that it asks for.
    private func chosen(_ form: Form, of offered: [ReviewAction]) throws(FormIssues) -> ReviewAction {
        guard let action = offered.first(where: { $0.id == form["decision"] }) else {
            throw FormIssues("", .other("Look at it once more, then press the button of your decision."))
        }
        var issues = FormIssues()
        let (code, reason) = (form["reason_code"], form["reason"])
        if reason.unicodeScalars.count > Self.longestReason {
            issues.add("reason", .tooLong("a reason", max: Self.longestReason))
        }
        if action.needsReason, !action.reasons.isEmpty, !action.reasons.contains(where: { $0.code == code }) {
            issues.add("reason_code", .other("Choose why, then press “\(action.label)” again."))
        }
        if action.needsReason, action.reasons.isEmpty, reason.isEmpty {
            issues.add(
                "reason", .other("Write a sentence that says why, then press “\(action.label)” again."))
        }
        try issues.throwIfAny()
        return action
    }

    static let longestReason = 1_000

    private func moving(_ item: ReviewItem, to outcome: ReviewOutcome, by actor: Actor) -> SQL {
        switch outcome {
        case .decided(_, _, let payload):
            """
            UPDATE moderation.review_item
            SET state = 'decided',
                payload = coalesce(\(payload), payload),
                decided_at = clock_timestamp(),
                claimed_by = NULL,
                claimed_until = NULL,
                version = version + 1
            WHERE review_item_id = \(item.reviewItemID)
            """
        case .secondPerson(let permission, _, let payload):
            """
            UPDATE moderation.review_item
            SET stage = 2,
                needs = \(permission.id),
                first_person = \(actor.personID),
                payload = coalesce(\(payload), payload),
                claimed_by = NULL,
                claimed_until = NULL,
                version = version + 1
            WHERE review_item_id = \(item.reviewItemID)
            """
        }
    }

    private func recording(
        _ action: ReviewAction, on item: ReviewItem, _ outcome: ReviewOutcome, form: Form, by actor: Actor
    ) -> SQL {
        let id: DecisionID = kernel.ids.next()
        return """
            INSERT INTO moderation.decision (
              decision_id, review_item_id, stage, action, reason_code, reason, account_id, person_id,
              item_version, effective_at
            )
            VALUES (
              \(id), \(item.reviewItemID), \(item.stage), \(action.id), \(code(of: action, form)), \(reason(form)),
              \(actor.accountID), \(actor.personID), \(item.version), \(outcome.from)
            )
            """
    }

    private struct Record: Encodable, Sendable {
        let state: ReviewItem.State
        let stage: Int
        let version: Int
        var action: String?
        var reasonCode: String?
    }

    private func entry(
        _ action: ReviewAction, on item: ReviewItem, outcome: ReviewOutcome, form: Form
    ) throws -> AuditEntry {
        let before = Record(state: item.state, stage: item.stage, version: item.version)
        let after = Record(
            state: outcome.isFinal ? .decided : .open, stage: outcome.isFinal ? item.stage : 2,
            version: item.version + 1, action: action.id, reasonCode: code(of: action, form))
        return AuditEntry(
            "moderation.decided", on: "review_item", item.reviewItemID,
            before: try PostgresJSON(encoding: before), after: try PostgresJSON(encoding: after),
            reason: reason(form))
    }

    private func code(of action: ReviewAction, _ form: Form) -> String? {
        action.reasons.first { $0.code == form["reason_code"] }?.code
    }

    private func reason(_ form: Form) -> String? {
        form["reason"].isEmpty ? nil : form["reason"]
    }
}

extension ReviewOutcome {
    fileprivate var isFinal: Bool {
        switch self {
        case .decided: true
        case .secondPerson: false
        }
    }

    fileprivate var message: String {
        switch self {
        case .decided(let message, _, _), .secondPerson(_, let message, _): message
        }
    }

    fileprivate var from: Instant? {
        switch self {
        case .decided(_, let from, _): from
        case .secondPerson: nil
        }
    }
}
