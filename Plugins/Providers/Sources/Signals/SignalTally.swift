import Moderation
import Signals

/// How many signals a profile raised, for the queue: its risk follows the worst of them.
struct SignalTally: Sendable, Equatable {
    static let none = SignalTally(blocking: 0, toReview: 0)

    let blocking: Int
    let toReview: Int

    init(blocking: Int, toReview: Int) {
        self.blocking = blocking
        self.toReview = toReview
    }

    init(_ signals: [Signal]) {
        blocking = signals.count { $0.severity == .block }
        toReview = signals.count { $0.severity == .review }
    }

    /// The risk of what waits, at least the risk that it has without signals.
    func risk(atLeast least: Risk) -> Risk {
        if blocking > 0 { return .high }
        return toReview > 0 && least == .low ? .medium : least
    }

    /// `1 signal blocks, 2 to look at`; nil when there is nothing to say.
    var words: String? {
        let blocks = blocking == 1 ? "1 signal blocks" : "\(blocking) signals block"
        let looks =
            blocking == 0
            ? "\(toReview) \(toReview == 1 ? "signal" : "signals") to look at" : "\(toReview) to look at"
        let parts = [blocking > 0 ? blocks : nil, toReview > 0 ? looks : nil].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}
