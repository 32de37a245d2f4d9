import Logging
import Synchronization

/// The connections of a database: at most so many, opened when they are needed, handed out in turn.
final class Pool: Sendable {
    let settings: ConnectionSettings
    let logger: Logger
    let traffic = Traffic()
    private let metronome = Metronome()
    private let limit: Int
    private let acquireTimeout: Duration
    private let clock = ContinuousClock()
    private let state = Mutex(State())

    private struct State {
        var idle: [Connection] = []
        var line = WaitingLine()
        /// Connections open or about to be.
        var size = 0
        var connecting = 0
        var isClosed = false
        var isWatched = false
        var waits = 0
        var waited: Duration = .zero
        var timeouts = 0
        var opened = 0
        var closers: [CheckedContinuation<Void, Never>] = []
        var listeners: [ObjectIdentifier: Listener] = [:]

        var inUse: Int { size - connecting - idle.count }
    }

    init(_ configuration: DatabaseConfiguration, logger: Logger) {
        settings = ConnectionSettings(configuration, logger: logger)
        limit = max(1, configuration.poolSize)
        acquireTimeout = configuration.acquireTimeout
        self.logger = logger
    }

    deinit {
        metronome.stop()
    }

    // MARK: Acquire and release

    /// A connection that is idle and, as far as the socket tells, alive.
    func acquire() async throws -> Connection {
        try Task.checkCancellation()
        while true {
            let connection: Connection
            if let idle = try takeIdle() { connection = idle } else { connection = try await waitInLine() }
            // One that has just answered need not be looked at again.
            if connection.standing.answeredJustNow || connection.standing.isQuiet {
                return connection
            }
            if await connection.survives() { return connection }
            logger.notice("an idle connection to the database was lost")
            discard(connection)
        }
    }

    private func takeIdle() throws -> Connection? {
        try state.withLock { state in
            guard !state.isClosed else { throw Self.closed }
            return state.idle.popLast()
        }
    }

    /// Takes a connection back, or throws it away when it cannot be made fit for the next caller.
    func release(_ connection: Connection) {
        switch connection.standing.state {
        case .idle: handOver(connection)
        case .broken: discard(connection)
        case .inTransaction, .streaming:
            Task.detached { [self] in
                if await connection.reset() { handOver(connection) } else { discard(connection) }
            }
        }
    }

    /// Runs the body with a connection of its own.
    func withConnection<Result>(_ body: (Connection) async throws -> Result) async throws -> Result {
        let connection = try await acquire()
        defer { release(connection) }
        return try await body(connection)
    }

    private func handOver(_ connection: Connection) {
        let isWanted = state.withLock { state in
            if state.isClosed { return false }
            serve(connection, &state)
            return true
        }
        if !isWanted { discard(connection) }
    }

    private func discard(_ connection: Connection) {
        Task.detached { [self] in
            await connection.close()
            lose(one: nil)
        }
    }

    private func serve(_ connection: Connection, _ state: inout State) {
        guard let caller = state.line.popFirst() else {
            state.idle.append(connection)
            return
        }
        state.waited += clock.now - caller.since
        caller.continuation.resume(returning: connection)
    }

    // MARK: Waiting

    private func waitInLine() async throws -> Connection {
        let number = state.withLock { $0.line.takeNumber() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                state.withLock { state in
                    // Something may have come back between the look and now; do not wait beside it.
                    if let connection = state.idle.popLast() {
                        continuation.resume(returning: connection)
                    } else if state.isClosed {
                        continuation.resume(throwing: Self.closed)
                    } else if Task.isCancelled {
                        // The handler ran before there was a caller to send away.
                        continuation.resume(throwing: CancellationError())
                    } else {
                        state.waits += 1
                        state.line.append(.init(since: clock.now, continuation: continuation), number: number)
                        openIfNeeded(&state)
                        watchIfNeeded(&state)
                    }
                }
            }
        } onCancel: {
            let caller = state.withLock { $0.line.remove(number) }
            caller?.continuation.resume(throwing: CancellationError())
        }
    }

    private func watchIfNeeded(_ state: inout State) {
        guard !state.isWatched else { return }
        state.isWatched = true
        Task.detached { [self] in await watch() }
    }

    /// Sends callers away who have waited too long; runs while somebody waits.
    private func watch() async {
        while let next = sendLateAway() {
            try? await clock.sleep(until: next)
        }
    }

    private func sendLateAway() -> ContinuousClock.Instant? {
        state.withLock { state in
            let now = clock.now
            while let arrival = state.line.firstArrival() {
                let deadline = arrival.advanced(by: acquireTimeout)
                guard deadline <= now else { return deadline }
                state.timeouts += 1
                state.waited += acquireTimeout
                let error = PostgresError(
                    .acquireTimeout,
                    message:
                        "no connection became free within \(acquireTimeout): \(state.inUse) of \(limit) in use, "
                        + "\(state.connecting) connecting, \(state.line.count) callers waiting")
                state.line.popFirst()?.continuation.resume(throwing: error)
            }
            state.isWatched = false
            return nil
        }
    }

    // MARK: Opening

    private func openIfNeeded(_ state: inout State) {
        while state.size < limit, state.connecting < state.line.count {
            state.size += 1
            state.connecting += 1
            Task.detached { [self] in await open() }
        }
    }

    private func open() async {
        do {
            let connection = try await Connection.open(settings, traffic: traffic, metronome: metronome)
            let isWanted = state.withLock { state in
                state.connecting -= 1
                state.opened += 1
                if state.isClosed { return false }
                serve(connection, &state)
                return true
            }
            if !isWanted { discard(connection) }
        } catch {
            state.withLock { $0.connecting -= 1 }
            lose(one: error)
        }
    }

    /// One connection less. When none is left to wait for, the callers get the reason.
    private func lose(one reason: (any Error)?) {
        let (callers, closers) = state.withLock {
            state -> ([WaitingLine.Caller], [CheckedContinuation<Void, Never>]) in
            state.size -= 1
            var callers: [WaitingLine.Caller] = []
            if reason == nil {
                openIfNeeded(&state)
            } else if state.size == 0 {
                callers = state.line.removeAll()
            }
            guard state.isClosed, state.size == 0 else { return (callers, []) }
            defer { state.closers = [] }
            return (callers, state.closers)
        }
        if let reason { for caller in callers { caller.continuation.resume(throwing: reason) } }
        for closer in closers { closer.resume() }
    }

    // MARK: Closing

    private static var closed: PostgresError {
        PostgresError(.closed, message: "the database is closed")
    }

    /// Refuses new callers, lets those at work finish, and returns when every connection is closed.
    func close() async {
        let (idle, callers, listeners) = state.withLock { state in
            state.isClosed = true
            defer {
                state.idle = []
                state.listeners = [:]
            }
            // They are lost one by one below, so they count as in use until then.
            return (state.idle, state.line.removeAll(), state.listeners)
        }
        for caller in callers { caller.continuation.resume(throwing: Self.closed) }
        for listener in listeners.values { listener.stop() }
        for connection in idle {
            await connection.close()
            lose(one: nil)
        }
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                if state.size == 0 { return true }
                state.closers.append(continuation)
                return false
            }
            if isDone { continuation.resume() }
        }
        metronome.stop()
    }

    func register(_ listener: Listener) -> Bool {
        state.withLock { state in
            guard !state.isClosed else { return false }
            state.listeners[ObjectIdentifier(listener)] = listener
            return true
        }
    }

    func unregister(_ listener: Listener) {
        state.withLock { $0.listeners[ObjectIdentifier(listener)] = nil }
    }

    var metrics: PoolMetrics {
        state.withLock { state in
            let waited = state.waited.wholeMicroseconds
            return PoolMetrics(
                inUse: state.inUse, idle: state.idle.count, waiting: state.line.count, size: state.size,
                limit: limit, waits: state.waits, waitedMicroseconds: Int(waited),
                acquireTimeouts: state.timeouts, opened: state.opened, statements: traffic.statements,
                roundTrips: traffic.roundTrips)
        }
    }
}
