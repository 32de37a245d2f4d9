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
    /// When the last answer came, on the system's coarse clock; 0 before the first.
    private let lastAnswer = Atomic<Int>(0)

    func noteAnswer() {
        lastAnswer.store(Self.coarseNow, ordering: .relaxed)
    }

    /// True when an answer came in this tick of the coarse clock, which lasts four milliseconds at most, or just before.
    var answeredJustNow: Bool { Self.coarseNow - lastAnswer.load(ordering: .relaxed) < 2_000_000 }

    /// Nanoseconds since the system began, as of its last tick: read without a call into the system.
    private static var coarseNow: Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
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
