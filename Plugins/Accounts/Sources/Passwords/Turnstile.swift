import Kernel
import Synchronization

/// Lets so many through at once, lets so many wait, and turns the rest away.
///
/// Hashing a password takes memory by design. Without a bound, strangers who send passwords would fill the machine.
final class Turnstile: Sendable {
    private struct State {
        var inside = 0
        var waiting: [CheckedContinuation<Bool, Never>] = []
    }

    /// Seconds after which the line has moved on, even on a slow machine.
    static let patience = 3

    private let atOnce: Int
    private let mostWaiting: Int
    private let state = Mutex(State())

    init(atOnce: Int, mostWaiting: Int) {
        self.atOnce = atOnce
        self.mostWaiting = mostWaiting
    }

    /// How many wait at this moment.
    var waiting: Int { state.withLock { $0.waiting.count } }

    /// Runs the body when it is its turn.
    ///
    /// - Throws: `Refusal.tooMany` when too many wait already.
    func pass<Result: Sendable>(_ body: @Sendable () async throws -> Result) async throws -> Result {
        let mayPass = await withCheckedContinuation { entering in
            let answer = state.withLock { state -> Bool? in
                if state.inside < atOnce {
                    state.inside += 1
                    return true
                }
                guard state.waiting.count < mostWaiting else { return false }
                state.waiting.append(entering)
                return nil
            }
            if let answer { entering.resume(returning: answer) }
        }
        guard mayPass else { throw Refusal.tooMany(seconds: Self.patience) }
        defer { leave() }
        return try await body()
    }

    /// Whoever leaves gives their place to the first in line.
    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            if state.waiting.isEmpty {
                state.inside -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume(returning: true)
    }
}
