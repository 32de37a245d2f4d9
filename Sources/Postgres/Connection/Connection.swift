import CLibPQ
import Logging

/// One session with the server. Its thread is the only place where libpq runs and may block.
///
/// The functions that talk to the server do not suspend, so each is one uninterrupted conversation.
actor Connection {
    nonisolated let thread: ConnectionThread
    nonisolated let standing = Standing()
    nonisolated let control = CancelControl()
    nonisolated let settings: ConnectionSettings
    nonisolated let traffic: Traffic
    nonisolated let metronome: Metronome
    let waitLimit = WaitLimit()
    var handle: Handle?
    var isLost = false
    var cache: StatementCache
    var parameters = ParameterBuffer()
    /// The stream or COPY that is open; nothing else may be sent meanwhile.
    var stream: OpenStream?
    /// What a caller's thread has sent and left to the connection's.
    var inFlight: Exchange?

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    private init(settings: ConnectionSettings, traffic: Traffic, metronome: Metronome) throws {
        thread = try ConnectionThread()
        self.metronome = metronome
        self.settings = settings
        self.traffic = traffic
        cache = StatementCache(capacity: settings.preparedStatements)
    }

    deinit {
        metronome.remove(waitLimit)
        thread.stop()
    }

    /// Connects and sets up the session.
    static func open(
        _ settings: ConnectionSettings, traffic: Traffic, metronome: Metronome
    ) async throws -> Connection {
        let connection = try Connection(settings: settings, traffic: traffic, metronome: metronome)
        try await connection.connect()
        return connection
    }

    private func connect() throws {
        let handle = try settings.connect()
        self.handle = handle
        control.attach(handle)
        metronome.add(waitLimit)
        standing.attach(socket: PQsocket(handle.connection))
        // Always: full buffers on both sides would deadlock a pipeline that sends without reading.
        PQsetnonblocking(handle.connection, 1)
        do {
            if let session = settings.session { try exchange(Envelope([session])) }
        } catch {
            close()
            throw error
        }
        updateStanding()
    }

    /// Ends the session. What is sent later fails with an error.
    func close() {
        lose()
        control.attach(nil)
        handle = nil
    }

    /// Gives the connection up. What libpq holds stays until `close`, for those who are in the middle of using it.
    func lose() {
        isLost = true
        stream = nil
        standing.state = .broken
    }

    func connected() throws -> OpaquePointer {
        guard let handle, !isLost else {
            throw PostgresError(.connection, message: "the connection is closed")
        }
        return handle.connection
    }

    func updateStanding() {
        guard let handle, !isLost, PQstatus(handle.connection) == CONNECTION_OK else {
            standing.state = .broken
            return
        }
        if stream != nil {
            standing.state = .streaming
        } else {
            standing.state =
                PQtransactionStatus(handle.connection) == PQTRANS_IDLE ? .idle : .inTransaction
        }
    }

    var isIdle: Bool {
        guard let handle, !isLost else { return false }
        return PQtransactionStatus(handle.connection) == PQTRANS_IDLE
    }

    /// Throws while somebody reads a stream; one that its reader has left is ended.
    func assertFree() throws {
        guard let stream else { return }
        guard !stream.ticket.isAbandoned else { return abandonStream() }
        throw PostgresError(
            .usage,
            message: "a stream or COPY is open on this connection; finish it before the next statement")
    }
}

// MARK: - Calls that a cancelled task interrupts

extension Connection {
    /// Makes a call that the task's cancellation cuts short on the server.
    nonisolated func cancellable<Result: Sendable>(
        _ call: (UInt64) async throws -> Result
    ) async throws -> Result {
        let ticket = control.ticket()
        return try await withTaskCancellationHandler {
            try await call(ticket)
        } onCancel: {
            control.cancel(ticket)
        }
    }

    /// The part of such a call on the connection's thread; afterwards no request to cancel is under way.
    func interruptible<Result>(_ ticket: UInt64?, _ body: () throws -> Result) throws -> Result {
        guard let ticket else {
            defer { updateStanding() }
            return try body()
        }
        control.begin(ticket)
        // Before it began, a request found no call to cancel; but then the task knows by now.
        guard !Task.isCancelled else {
            _ = control.end()
            throw CancellationError()
        }
        return try conclude(ticket, body)
    }

    /// Makes a call that has begun, and waits until no request to cancel it is under way.
    func conclude<Result>(_ ticket: UInt64, _ body: () throws -> Result) throws -> Result {
        defer { updateStanding() }
        let outcome = Swift.Result { try body() }
        switch control.end() {
        case .undisturbed: return try outcome.get()
        case .cancelled: settle()
        case .uncertain: lose()
        }
        if case .failure(let error) = outcome, (error as? PostgresError)?.sqlState == .queryCanceled {
            throw CancellationError()
        }
        return try outcome.get()
    }

    /// A cancel signal that came too late for its statement is dropped by the server when it next reads a message;
    /// one empty statement makes sure that this has happened.
    func settle() {
        guard let handle, !isLost, stream == nil, PQstatus(handle.connection) == CONNECTION_OK else { return }
        traffic.addRoundTrip()
        guard PQsendQuery(handle.connection, "") == 1, (try? flush(handle.connection)) != nil else { return }
        drain(handle.connection)
    }

    /// Reads and drops what is left of the answer.
    func drain(_ connection: OpaquePointer) {
        while let result = PQgetResult(connection) {
            let status = PQresultStatus(result)
            PQclear(result)
            guard status != PGRES_COPY_IN, status != PGRES_COPY_OUT, status != PGRES_COPY_BOTH else {
                // Nobody speaks COPY here; to go on reading would never end.
                lose()
                return
            }
        }
    }
}

// MARK: - Fitness

extension Connection {
    /// Reads what an idle server said; false when it said goodbye.
    func survives() -> Bool {
        guard let handle else { return false }
        // An ended connection stays readable until the reading fails, so this ends either way.
        while !standing.isQuiet {
            guard PQconsumeInput(handle.connection) == 1 else {
                lose()
                return false
            }
            // Asking for a result makes libpq look at what came; an idle connection has none.
            drain(handle.connection)
        }
        while let notification = PQnotifies(handle.connection) { PQfreemem(notification) }
        updateStanding()
        return standing.state == .idle
    }

    /// Makes the connection fit for the next user: stops what streams and rolls back what is open. False when it is
    /// beyond use.
    func reset() -> Bool {
        abandonStream()
        if handle != nil, !isLost, !isIdle { _ = try? simple("ROLLBACK") }
        updateStanding()
        return standing.state == .idle
    }
}
