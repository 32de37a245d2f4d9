import CLibPQ
import Synchronization

/// What a connection is fit for, readable without a visit to its thread.
final class Standing: Sendable {
    enum State: UInt8 {
        case idle
        case inTransaction
        /// A stream or COPY is open.
        case streaming
        case broken
    }

    private let stored = Atomic<UInt8>(State.broken.rawValue)
    private let socket = Atomic<Int32>(-1)
    /// When the last answer came, in nanoseconds since the system began; 0 before the first.
    private let lastAnswer = Atomic<Int>(0)

    func noteAnswer() {
        lastAnswer.store(Self.now, ordering: .relaxed)
    }

    /// True when an answer came within the last millisecond.
    var answeredJustNow: Bool { Self.now - lastAnswer.load(ordering: .relaxed) < 1_000_000 }

    /// Read without a call into the system. The coarse clock would cost less still, and stands still for tens of
    /// milliseconds on a machine that is short of processors.
    private static var now: Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    var state: State {
        get { State(rawValue: stored.load(ordering: .acquiring)) ?? .broken }
        set { stored.store(newValue.rawValue, ordering: .releasing) }
    }

    func attach(socket descriptor: Int32) {
        socket.store(descriptor, ordering: .releasing)
    }

    /// True when nothing waits to be read. An idle server says nothing, so if something does, it is mostly goodbye.
    var isQuiet: Bool {
        var descriptor = pollfd(fd: socket.load(ordering: .acquiring), events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) == 0
    }
}
