import CLibPQ
import Synchronization

/// Ends waits that last too long, without a timer for each.
///
/// A caller's thread that waits for an answer must not do so for long, but a time limit on every `poll` costs more than
/// the wait itself: on virtual machines setting a timer leaves the guest (30,000 instead of 50,000 look-ups a second).
/// So one thread beats once a millisecond while there are such waits, and interrupts those that have seen two beats.
final class Metronome: Sendable {
    private let monitor = Monitor()
    private let beats = Atomic<Int>(1)
    private let lastUse = Atomic<Int>(0)
    private let isAsleep = Atomic<Bool>(true)
    private let state = Mutex(State())

    private struct State {
        var isStarted = false
        var isStopped = false
        var limits: [ObjectIdentifier: WaitLimit] = [:]
    }

    /// The number of the current beat; it stands still while nobody waits.
    var beat: Int { beats.load(ordering: .relaxed) }

    /// False when the system has no thread for it, and nothing may wait under its care.
    func start() -> Bool {
        state.withLock { state in
            if !state.isStarted { state.isStarted = startThread { self.run() } }
            return state.isStarted && !state.isStopped
        }
    }

    func stop() {
        state.withLock { $0.isStopped = true }
        wake()
    }

    func add(_ limit: WaitLimit) {
        state.withLock { $0.limits[ObjectIdentifier(limit)] = limit }
    }

    func remove(_ limit: WaitLimit) {
        _ = state.withLock { $0.limits.removeValue(forKey: ObjectIdentifier(limit)) }
    }

    /// Keeps it awake; called when a wait has been noted.
    func touch() {
        lastUse.store(beat, ordering: .relaxed)
        if isAsleep.load(ordering: .sequentiallyConsistent) { wake() }
    }

    private func wake() {
        monitor.withLock { isAsleep.store(false, ordering: .sequentiallyConsistent) }
        monitor.signal()
    }

    private func run() {
        while !state.withLock({ $0.isStopped }) {
            // Sleeps after a second without a wait, so that an idle program is idle.
            if beat - lastUse.load(ordering: .relaxed) > 1000 { sleep() }
            usleep(1000)
            let beat = beats.add(1, ordering: .sequentiallyConsistent).newValue
            state.withLock { state in
                for limit in state.limits.values { limit.interrupt(at: beat) }
            }
        }
    }

    private func sleep() {
        monitor.withLock {
            isAsleep.store(true, ordering: .sequentiallyConsistent)
            // A wait noted before the line above was seen is found here; a later one finds the flag.
            guard !state.withLock({ $0.isStopped || $0.limits.values.contains { $0.isWaiting } }) else {
                isAsleep.store(false, ordering: .sequentiallyConsistent)
                return
            }
            while isAsleep.load(ordering: .sequentiallyConsistent) { monitor.wait() }
        }
        lastUse.store(beat, ordering: .relaxed)
    }
}

/// The limit of one connection's waits.
final class WaitLimit: Sendable {
    private let interruption = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    /// The beat in which the current wait began; 0 while there is none.
    private let beginning = Atomic<Int>(0)

    deinit {
        close(interruption)
    }

    fileprivate var isWaiting: Bool { beginning.load(ordering: .sequentiallyConsistent) != 0 }

    fileprivate func interrupt(at beat: Int) {
        let beginning = beginning.load(ordering: .sequentiallyConsistent)
        guard beginning != 0, beat - beginning >= 2 else { return }
        eventfd_write(interruption, 1)
    }

    func begin(_ metronome: Metronome) {
        beginning.store(metronome.beat, ordering: .sequentiallyConsistent)
        metronome.touch()
    }

    func end() {
        beginning.store(0, ordering: .releasing)
    }

    /// Waits until there is something to read from the socket; false when the wait was interrupted.
    func wait(for socket: Int32) -> Bool {
        withUnsafeTemporaryAllocation(of: pollfd.self, capacity: 2) { descriptors in
            descriptors.initializeElement(at: 0, to: pollfd(fd: socket, events: Int16(POLLIN), revents: 0))
            descriptors.initializeElement(
                at: 1, to: pollfd(fd: interruption, events: Int16(POLLIN), revents: 0))
            guard poll(descriptors.baseAddress, 2, -1) > 0 else { return false }
            // Left over from an earlier wait, it does no harm but one change of threads.
            if descriptors[1].revents != 0 {
                var count: eventfd_t = 0
                eventfd_read(interruption, &count)
            }
            return descriptors[0].revents != 0
        }
    }
}
