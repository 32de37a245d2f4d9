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
    private let beat = Atomic<Int>(0)

    /// The metronome's beat of the last quick answer; 0 before the first.
    var lastAnswer: Int {
        get { beat.load(ordering: .relaxed) }
        set { beat.store(newValue, ordering: .relaxed) }
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
