import CLibPQ

// How statements are run: at once by the caller where the answer is near, else on the connection's thread.
extension Connection {
    /// Runs statements in one round trip, opening the transaction first when the scope has not begun.
    ///
    /// A hand-over to another thread and back costs as much as a look-up by key on a server nearby (5 to 11 µs against
    /// 16). So statements that lately were answered at once are sent by the caller's own thread, which waits for the
    /// answer for two milliseconds at most and leaves the rest to the connection's thread. libpq does not block there.
    nonisolated func perform(
        _ statements: [SQL], in scope: TransactionScope?, ending: [SQL] = []
    ) async throws -> [Rows] {
        guard !statements.isEmpty else { return [] }
        return try await cancellable { ticket in
            guard !thread.isCurrent, thread.borrow() else {
                return try await run(statements, in: scope, ending: ending, ticket: ticket)
            }
            var progress = here { $0.begin(statements, in: scope, ending: ending, ticket: ticket) }
            if case .sent = progress { progress = here { $0.awaitAnswer() } }
            switch progress {
            case .answered(let rows):
                thread.giveBack()
                return rows
            case .sent, .underWay:
                return try await withUnsafeThrowingContinuation { continuation in
                    thread.giveBack {
                        continuation.resume(
                            with: self.assumeIsolated { connection in
                                Result { try connection.finish(ticket) }
                            })
                    }
                }
            case .declined:
                thread.giveBack()
                return try await run(statements, in: scope, ending: ending, ticket: ticket)
            }
        }
    }

    /// Runs isolated code in the borrowed place of the thread.
    private nonisolated func here(_ body: (isolated Connection) -> Progress) -> Progress {
        assumeIsolated(body)
    }

    enum Progress: Sendable {
        /// Nothing was done.
        case declined
        /// On its way to the server.
        case sent
        case answered([Rows])
        /// Not answered in time, or not as hoped: the thread has to go on with it before anything else.
        case underWay
    }

    /// Sends statements that are known to be quick.
    func begin(
        _ statements: [SQL], in scope: TransactionScope?, ending: [SQL], ticket: UInt64
    ) -> Progress {
        guard stream == nil, !cache.wantsHousekeeping, scope?.isOpen ?? true,
            let connection = try? connected()
        else { return .declined }
        let envelope = Envelope(statements, opening: isIdle ? scope?.opening : nil, ending: ending)
        guard envelope.statements.allSatisfy({ cache.knowsAsQuick($0) }), metronome.start() else {
            return .declined
        }

        control.begin(ticket)
        let exchange = Exchange(envelope, startsIdle: isIdle)
        inFlight = exchange
        guard !Task.isCancelled else {
            exchange.fail(CancellationError())
            return .underWay
        }
        count(statements: statements.count)
        start(exchange)
        return !exchange.isComplete && PQflush(connection) == 0 ? .sent : .underWay
    }

    /// Reads the answer to what was sent, if it comes soon.
    func awaitAnswer() -> Progress {
        guard let connection = try? connected() else { return .underWay }
        waitLimit.begin(metronome)
        defer { waitLimit.end() }
        while waitLimit.wait(for: PQsocket(connection)) {
            let progress = readAnswer()
            guard case .sent = progress else { return progress }
        }
        return .underWay
    }

    /// Reads what has come of the answer.
    func readAnswer() -> Progress {
        guard let exchange = inFlight, let connection = try? connected(), PQconsumeInput(connection) == 1
        else { return .underWay }
        guard advance(exchange, blocking: false) else { return .sent }
        guard exchange.failure == nil, control.endUndisturbed() else { return .underWay }
        inFlight = nil
        standing.noteAnswer()
        updateStanding()
        return .answered(exchange.keptRows)
    }

    /// Goes on, on the connection's thread, with what an attempt began.
    func finish(_ ticket: UInt64) throws -> [Rows] {
        try conclude(ticket) {
            guard let exchange = inFlight else {
                throw PostgresError(.usage, message: "nothing is under way on the connection")
            }
            inFlight = nil
            return try complete(exchange)
        }
    }

    /// Does it all on the connection's thread.
    func run(
        _ statements: [SQL], in scope: TransactionScope?, ending: [SQL] = [], ticket: UInt64?
    ) throws -> [Rows] {
        try assertFree()
        try scope?.assertOpen()
        for statement in statements where statement.parameters.count > 65_535 {
            throw PostgresError(.usage, message: "a statement takes at most 65535 parameters")
        }
        return try interruptible(ticket) {
            tidy()
            count(statements: statements.count)
            return try exchange(Envelope(statements, opening: isIdle ? scope?.opening : nil, ending: ending))
        }
    }

    func count(statements: Int) {
        traffic.add(statements: statements)
        StatementCounter.current?.add(statements: statements)
    }

    func countRoundTrip() {
        traffic.addRoundTrip()
        StatementCounter.current?.addRoundTrip()
    }

    /// Frees prepared statements that were dropped from the cache, when the session can take a statement.
    func tidy() {
        guard isIdle, let statement = cache.housekeeping() else { return }
        // A name that is gone already is as good as freed.
        _ = try? simple(statement)
    }

    /// Sends the statements, waits, and returns the rows that are to be kept.
    @discardableResult
    func exchange(_ envelope: Envelope) throws -> [Rows] {
        let exchange = Exchange(envelope, startsIdle: isIdle)
        start(exchange)
        return try complete(exchange)
    }

    /// Waits for the whole answer.
    private func complete(_ exchange: Exchange) throws -> [Rows] {
        if !exchange.isComplete {
            try flush(try connected())
            _ = advance(exchange, blocking: true)
        }
        guard let failure = exchange.failure else { return exchange.keptRows }
        guard let error = failure as? PostgresError, error.meansStalePlan else { throw failure }
        cache.removeAll()
        guard exchange.startsIdle else { throw error }
        // Refused before anything was done: prepare anew and send it once more.
        if !isIdle { _ = try? simple("ROLLBACK") }
        tidy()
        let again = Exchange(exchange.envelope, startsIdle: false)
        start(again)
        return try complete(again)
    }
}

extension PostgresError {
    /// The server refused a prepared statement because the tables changed, or somebody deallocated it.
    fileprivate var meansStalePlan: Bool {
        sqlState == .unknownPreparedStatement
            || (sqlState == .featureNotSupported && message.contains("cached plan"))
    }
}
