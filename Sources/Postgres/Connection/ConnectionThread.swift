import CLibPQ

/// The executor of one connection: a thread that runs the connection's jobs in order and may block in libpq, which
/// no thread of the concurrency pool ever may.
///
/// While the thread has nothing to do, a caller may borrow its place for a moment and run isolated code itself. And a
/// task that holds the connection for long may move to the thread altogether, as its task executor.
/// Unchecked, because all state is only touched under the monitor.
final class ConnectionThread: SerialExecutor, TaskExecutor, @unchecked Sendable {
    private let monitor = Monitor()
    private var jobs: [UnownedJob] = []
    /// What runs before all jobs, because it goes on with what a borrower began.
    private var urgent: (@Sendable () -> Void)?
    private var holder = Holder.nobody
    private var isWaiting = false
    private var isStopped = false

    private enum Holder {
        case nobody
        case thread(pthread_t)
        case borrower(pthread_t)
    }

    /// Throws when the system has no thread to give.
    init() throws {
        guard startThread({ [self] in loop() }) else {
            throw PostgresError(
                .connection, sqlState: .cannotConnect, message: "the system has no thread to give")
        }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        monitor.lock()
        jobs.append(job)
        wakeAndUnlock()
    }

    /// Wakes the thread when it waits and may go on.
    private func wakeAndUnlock() {
        var mustWake = isWaiting
        if case .borrower = holder { mustWake = false }
        monitor.unlock()
        if mustWake { monitor.signal() }
    }

    /// Ends the thread after the jobs it has. Only for the deinit of its actor: nothing can be enqueued after that.
    func stop() {
        monitor.withLock { isStopped = true }
        monitor.signal()
    }

    // MARK: Borrowing

    /// Takes the thread's place when it has nothing to do; false when it has. Ends with `giveBack`, on the same thread
    /// and before the borrower suspends.
    func borrow() -> Bool {
        monitor.withLock {
            guard case .nobody = holder, jobs.isEmpty, urgent == nil, !isStopped else { return false }
            holder = .borrower(pthread_self())
            return true
        }
    }

    /// Gives the place back, and leaves to the thread what has to run before anything else.
    func giveBack(leaving work: (@Sendable () -> Void)? = nil) {
        monitor.lock()
        holder = .nobody
        urgent = work
        guard work != nil || !jobs.isEmpty else {
            monitor.unlock()
            return
        }
        wakeAndUnlock()
    }

    /// True on the thread itself, where code may block.
    var isCurrent: Bool {
        monitor.withLock {
            if case .thread(let thread) = holder { pthread_equal(thread, pthread_self()) != 0 } else { false }
        }
    }

    func isIsolatingCurrentContext() -> Bool? {
        monitor.withLock {
            switch holder {
            case .nobody: false
            case .thread(let thread), .borrower(let thread): pthread_equal(thread, pthread_self()) != 0
            }
        }
    }

    func checkIsolated() {
        precondition(isIsolatingCurrentContext() == true, "not on the thread of the connection")
    }

    // MARK: The thread

    private func loop() {
        var batch: [UnownedJob] = []
        while let first = takeWork(&batch) {
            first()
            for job in batch {
                job.runSynchronously(
                    isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
            }
            batch.removeAll(keepingCapacity: true)
        }
    }

    /// Waits for work and takes all of it: jobs, and what runs before them. Nil when the thread is to end.
    private func takeWork(_ batch: inout [UnownedJob]) -> (@Sendable () -> Void)? {
        monitor.lock()
        defer { monitor.unlock() }
        holder = .nobody
        while true {
            if case .nobody = holder {
                if urgent != nil || !jobs.isEmpty { break }
                if isStopped { return nil }
            }
            isWaiting = true
            monitor.wait()
            isWaiting = false
        }
        holder = .thread(pthread_self())
        swap(&batch, &jobs)
        defer { urgent = nil }
        return urgent ?? {}
    }
}
