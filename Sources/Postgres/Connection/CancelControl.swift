/// Cancels the running statement of a connection from outside its actor, which is blocked and hears nothing.
///
/// Unchecked, because all state is only touched under the monitor.
final class CancelControl: @unchecked Sendable {
    private let monitor = Monitor()
    private var handle: Handle?
    private var lastTicket: UInt64 = 0
    /// The call that is running; nil between calls.
    private var running: UInt64?
    private var wasCancelled = false
    /// True while a thread talks to the server; the next statement must not start, or it would be hit instead.
    private var isCancelling = false

    /// A number for a call that is about to be made.
    func ticket() -> UInt64 {
        monitor.withLock {
            lastTicket &+= 1
            return lastTicket
        }
    }

    func attach(_ handle: Handle?) {
        monitor.withLock { self.handle = handle }
    }

    func begin(_ ticket: UInt64) {
        monitor.withLock {
            running = ticket
            wasCancelled = false
        }
    }

    enum Ending {
        case undisturbed
        /// A request to cancel was sent and has arrived.
        case cancelled
        /// A request to cancel hangs on its way and may hit a later statement: the connection must not be used again.
        case uncertain
    }

    /// Says that the call is over, once no request to cancel is under way any more.
    func end() -> Ending {
        monitor.lock()
        defer { monitor.unlock() }
        running = nil
        guard wasCancelled else { return .undisturbed }
        monitor.broadcast()
        var rounds = 0
        while isCancelling, rounds < 40 {
            monitor.wait(milliseconds: 50)
            rounds += 1
        }
        return isCancelling ? .uncertain : .cancelled
    }

    /// Says that the call is over, unless it was cancelled; never blocks.
    func endUndisturbed() -> Bool {
        monitor.withLock {
            guard !wasCancelled else { return false }
            running = nil
            return true
        }
    }

    /// Called by the task that was cancelled: never blocks, and does nothing once the call is over.
    func cancel(_ ticket: UInt64) {
        let starts = monitor.withLock {
            guard running == ticket, !isCancelling, handle != nil else { return false }
            wasCancelled = true
            isCancelling = true
            return true
        }
        guard starts else { return }
        if !startThread({ self.pursue(ticket) }) {
            monitor.withLock { isCancelling = false }
        }
    }

    /// Repeats the request while the call runs: the first may arrive before the statement does and be ignored.
    private func pursue(_ ticket: UInt64) {
        monitor.lock()
        while running == ticket, let handle {
            monitor.unlock()
            handle.cancelStatement()
            monitor.lock()
            if running == ticket { monitor.wait(milliseconds: 100) }
        }
        isCancelling = false
        monitor.broadcast()
        monitor.unlock()
    }
}
