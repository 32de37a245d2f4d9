import Console
import Kernel
import Moderation
import Postgres

extension ArticleReview {
    func canUndo(_ action: String) -> Bool { true }

    /// Takes the approval back; what was scheduled on it is called off. A text that readers have by it stays with them
    /// until it is taken off.
    func undo(
        _ decision: ReviewDecision, of item: ReviewItem, by actor: Actor, in transaction: Transaction
    ) async throws -> ReviewUndo {
        guard decision.action == "approve" else {
            return ReviewUndo(message: "Taken back. The text waits again.")
        }
        let id = ArticleID(rawValue: item.subjectID)
        let article = try await ArticleQueries(reader: transaction).locked(id, in: transaction)
        let payload = try item.payload.decode(Payload.self)
        guard article.liveID != payload.revisionID else {
            throw Refusal.wrongState(
                message:
                    "Readers have this text by now. Unpublish it on its own screen, then submit it again.",
                now: article.path)
        }
        let stage: ReviewStage = item.stage > decision.stage ? .clinical : ReviewStage(item)
        try await transaction.execute(
            """
            INSERT INTO articles.approval_withdrawal (approval_id, withdrawn_by)
            SELECT approval_id, \(actor.accountID)
            FROM articles.standing_approval
            WHERE revision_id = \(payload.revisionID) AND stage = \(stage) AND approved_by = \(actor.accountID)
            """)
        let dropped = try await CancelSchedule.drop(
            "revision_id = \(payload.revisionID) AND override_reason IS NULL", of: id, kernel, in: transaction
        )
        try await transaction.audit(
            AuditEntry("articles.approval-taken-back", on: "article", id),
            by: .person(actor, as: actor.role(for: stage.permission)))
        return ReviewUndo(
            message: dropped.isEmpty
                ? "Taken back. The text waits again."
                : "Taken back. What was scheduled by this approval is called off.")
    }
}
