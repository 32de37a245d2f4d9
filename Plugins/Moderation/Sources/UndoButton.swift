import Console
import Kernel
import Postgres

/// The button that takes one's own last decision back, with how long that is possible.
struct UndoButton: Sendable {
    let undoURL: String
    let undoVersion: Int
    /// Which decision, for whoever cannot see where the button stands: `Ana Whitfield, approved`.
    let undoWhat: String
    /// `9 min left`.
    let undoLeft: String

    /// Nil when it is too late, or the type does not take such a decision back.
    init?(_ decision: OwnDecision, types: ReviewTypes, minutes: Int, now: Instant) {
        guard types.canUndo(decision.action, of: decision.type) else { return nil }
        self.init(
            decision.reviewItemID, version: decision.version, title: decision.title, action: decision.action,
            until: decision.at + .seconds(60 * minutes), now: now)
    }

    /// About the item that is open. Nil when somebody else decided, something happened since, or it is too late.
    init?(
        _ decision: ReviewDecision?, of item: ReviewItem, by actor: Actor, types: ReviewTypes, minutes: Int,
        now: Instant
    ) {
        guard let decision, decision.byPerson == actor.personID, item.version == decision.itemVersion + 1,
            decision.action != ReviewDecision.undo, types.canUndo(decision.action, of: item.type)
        else { return nil }
        self.init(
            item.reviewItemID, version: item.version, title: item.title, action: decision.action,
            until: decision.undoableUntil(minutes: minutes), now: now)
    }

    private init?(
        _ id: ReviewItemID, version: Int, title: String, action: String, until end: Instant, now: Instant
    ) {
        guard now < end else { return nil }
        let seconds = (end - now).components.seconds
        undoURL = "\(ReviewItem.path(id))/undo"
        undoVersion = version
        undoWhat = "\(title), \(decisionWord(action))"
        undoLeft = "\(max(1, (seconds + 59) / 60)) min left"
    }
}
