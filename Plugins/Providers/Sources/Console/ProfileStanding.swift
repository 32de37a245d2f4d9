import Console
import Foundation
import Kernel
import Postgres

/// The line above the editor: what is public, what waits and how long that takes, or what came back and why.
struct ProfileStanding: Sendable {
    let tone: String
    /// What readers see.
    let publicWords: String
    /// Where they see it; nil while they see nothing.
    let publicURL: String?
    /// What matters most now, in bold; nil where nothing is under way.
    let strongWords: String?
    let restWords: String?
    /// What the moderator wrote to the clinician.
    let message: String?
    let mayTakeBack: Bool

    init(_ stored: StoredProfile, _ review: LatestReview?, _ pace: ReviewPace, isOwn: Bool, _ visit: Visit) {
        let words = TimeText(zone: visit.actor?.zone ?? .gmt)
        let whose = isOwn ? "Your profile" : "The profile"
        publicWords =
            stored.liveFrom.map { "\(whose) is public as of \(words.date($0))." }
            ?? (stored.wasPublic ? "\(whose) was taken off the site." : "\(whose) is not public yet.")
        publicURL = stored.liveFrom == nil ? nil : "/providers/\(stored.slug)"
        mayTakeBack = isOwn && review?.isOpen == true
        if let review, review.isOpen {
            tone = "warn"
            let isDraftNewer = review.revisionID != stored.revisionID
            strongWords = "\(isOwn ? "Your" : "An") edit waits for review"
            let by = Self.by(review.openedAt + .seconds(pace.seconds), now: visit.now, words)
            restWords =
                "since \(words.relative(review.openedAt, now: visit.now)). \(by)"
                + (isDraftNewer
                    ? " What you saved after that is a draft; submit it to have it reviewed instead."
                    : " What you submit from now on is reviewed instead of it.")
            message = nil
        } else if !stored.isLive, let review, let action = review.action, action != "approve" {
            tone = "warn"
            let what = action == "reject" ? "Your last edit was rejected" : "Changes were asked for"
            strongWords = what + (review.why == nil ? "." : ":")
            restWords = review.why.map { "\($0.prefix(1).lowercased() + $0.dropFirst())." }
            message = review.reason
        } else {
            tone = "calm"
            strongWords = nil
            restWords =
                stored.isLive
                ? "Nothing waits for review."
                : "Submit it when you are done. It is usually decided \(pace.words)."
            message = nil
        }
    }

    private static func by(_ usual: Instant, now: Instant, _ words: TimeText) -> String {
        guard usual > now else { return "It takes a little longer than usual." }
        let then = words.relative(usual, now: now)
        // `in 40 min` is a length of time, all others are points in it.
        return then.hasPrefix("in ")
            ? "It is usually decided with\(then)." : "It is usually decided by \(then)."
    }
}
