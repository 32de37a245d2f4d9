import CLibPQ

/// The statements of one round trip, and which of them have rows that somebody wants.
struct Envelope {
    let statements: [SQL]
    let kept: Range<Int>

    init(_ statements: [SQL], opening: [SQL]? = nil, ending: [SQL] = []) {
        let opening = opening ?? []
        // No copy in the common case.
        self.statements = opening.isEmpty && ending.isEmpty ? statements : opening + statements + ending
        kept = opening.count..<opening.count + statements.count
    }
}

/// One round trip under way: what was sent, and how far its answer has been read.
final class Exchange {
    enum Step {
        case prepare(Int, StatementCache.Entry)
        case execute(Int, StatementCache.Entry?)
    }

    let envelope: Envelope
    /// Whether no transaction was open, so that a refused one can simply be sent again.
    let startsIdle: Bool
    fileprivate var steps: [Step] = []
    fileprivate var isPipeline = false
    /// The step whose answer comes next.
    fileprivate var position = 0
    /// True between the answer of a step and the mark that it was the last.
    fileprivate var awaitsMark = false
    fileprivate var rows: [Rows] = []
    private(set) var isComplete = false
    private(set) var failure: (any Error)?
    private let beginning = Exchange.now

    init(_ envelope: Envelope, startsIdle: Bool) {
        self.envelope = envelope
        self.startsIdle = startsIdle
    }

    var keptRows: [Rows] {
        rows.count == envelope.kept.count ? rows : Array(rows[envelope.kept])
    }

    /// Nanoseconds since it began.
    var elapsed: Int { Exchange.now - beginning }

    private static var now: Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    /// Notes the first error: later ones only follow from it.
    fileprivate func note(_ error: any Error) {
        failure = failure ?? error
    }

    func fail(_ error: any Error) {
        note(error)
        isComplete = true
    }

    fileprivate func succeed() {
        isComplete = true
        let elapsed = elapsed
        for case .execute(_, let entry?) in steps { entry.note(nanoseconds: elapsed) }
    }
}

extension Connection {
    /// Queues what is to be sent; an error is noted in the exchange.
    func start(_ exchange: Exchange) {
        countRoundTrip()
        do {
            let connection = try connected()
            let statements = exchange.envelope.statements
            if let only = statements.first, statements.count == 1 {
                let entry = only.isPlannedAnew ? nil : cache.entry(for: only)
                if entry != nil || settings.preparedStatements == 0 || only.isPlannedAnew {
                    exchange.steps = [.execute(0, entry)]
                    return try send(only, prepared: entry, on: connection)
                }
            }
            exchange.isPipeline = true
            guard PQenterPipelineMode(connection) == 1 else { throw broken(connection, nil) }
            exchange.steps = try queue(statements, on: connection)
            guard PQpipelineSync(connection) == 1 else { throw broken(connection, nil) }
        } catch {
            exchange.fail(error)
        }
    }

    /// Queues a statement; with an entry it must have been prepared, or be queued to be prepared.
    func send(_ sql: SQL, prepared entry: StatementCache.Entry?, on connection: OpaquePointer) throws {
        let isQueued = parameters.withPointers(sql.parameters) { pointers in
            if let entry {
                PQsendQueryPrepared(
                    connection, entry.name, pointers.count, pointers.values, pointers.lengths,
                    pointers.formats, 1)
            } else {
                PQsendQueryParams(
                    connection, sql.text, pointers.count, pointers.types, pointers.values, pointers.lengths,
                    pointers.formats, 1)
            }
        }
        guard isQueued == 1 else { throw broken(connection, sql) }
    }

    private func queue(_ statements: [SQL], on connection: OpaquePointer) throws -> [Exchange.Step] {
        var steps: [Exchange.Step] = []
        var fresh: [StatementCache.Entry] = []
        for (position, sql) in statements.enumerated() {
            guard settings.preparedStatements > 0, !sql.isPlannedAnew else {
                try send(sql, prepared: nil, on: connection)
                steps.append(.execute(position, nil))
                continue
            }
            if let entry = cache.entry(for: sql) ?? fresh.first(where: { $0.isFor(sql) }) {
                try send(sql, prepared: entry, on: connection)
                steps.append(.execute(position, entry))
                continue
            }
            let entry = cache.makeEntry(for: sql)
            fresh.append(entry)
            let types = entry.types.map(\.oid)
            guard PQsendPrepare(connection, entry.name, entry.text, Int32(types.count), types) == 1 else {
                throw broken(connection, sql)
            }
            steps.append(.prepare(position, entry))
            try send(sql, prepared: entry, on: connection)
            steps.append(.execute(position, entry))
        }
        return steps
    }

    /// Reads on in the answer: to its end, or without blocking as far as it has come. True at the end.
    func advance(_ exchange: Exchange, blocking: Bool) -> Bool {
        guard let connection = try? connected() else {
            exchange.fail(PostgresError(.connection, message: "the connection is closed"))
            return true
        }
        while !exchange.isComplete {
            guard blocking || PQisBusy(connection) == 0 else { return false }
            let result = PQgetResult(connection)
            if exchange.awaitsMark {
                if let result { PQclear(result) } else { endStep(of: exchange) }
            } else if exchange.position == exchange.steps.count {
                endPipeline(of: exchange, result, on: connection)
            } else if let result {
                read(result, for: exchange)
            } else {
                exchange.fail(broken(connection, nil))
            }
        }
        return true
    }

    private func endStep(of exchange: Exchange) {
        exchange.awaitsMark = false
        exchange.position += 1
        if !exchange.isPipeline, exchange.position == exchange.steps.count { exchange.succeed() }
    }

    private func read(_ result: OpaquePointer, for exchange: Exchange) {
        let statements = exchange.envelope.statements
        exchange.awaitsMark = true
        do {
            switch exchange.steps[exchange.position] {
            case .prepare(let position, let entry):
                defer { PQclear(result) }
                guard PQresultStatus(result) == PGRES_COMMAND_OK else {
                    throw PostgresError(result: result, statement: statements[position])
                }
                cache.insert(entry)
            case .execute(let position, let entry):
                exchange.rows.append(try rows(result, of: statements[position], entry: entry))
            }
        } catch {
            exchange.note(error)
            // Only when COPY has begun is there no way on. When the connection broke, what came before is still to be
            // read: the server says goodbye in an error, which tells more than the missing end.
            if isLost { exchange.fail(error) }
        }
    }

    private func endPipeline(of exchange: Exchange, _ result: OpaquePointer?, on connection: OpaquePointer) {
        let isMark = result.map { PQresultStatus($0) == PGRES_PIPELINE_SYNC } ?? false
        if let result { PQclear(result) }
        guard isMark, PQexitPipelineMode(connection) == 1 else {
            exchange.fail(broken(connection, nil))
            return
        }
        exchange.succeed()
    }

    // MARK: Results

    /// Takes over the result: its rows, or its error.
    private func rows(_ result: OpaquePointer, of sql: SQL, entry: StatementCache.Entry?) throws -> Rows {
        switch PQresultStatus(result) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
            let shape: RowShape
            if let known = entry?.shape, known.matches(result) {
                shape = known
            } else {
                shape = RowShape(result)
                entry?.shape = shape
            }
            return Rows(result: ServerResult(result, shape: shape), affected: affectedRows(result))
        case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
            PQclear(result)
            lose()
            throw PostgresError(.usage, message: "COPY runs through copyIn and copyOut only")
        default:
            let error = PostgresError(result: result, statement: sql)
            PQclear(result)
            throw error
        }
    }

    func affectedRows(_ result: OpaquePointer) -> Int {
        guard let text = PQcmdTuples(result) else { return 0 }
        return Int(strtol(text, nil, 10))
    }

    /// Sends what is queued. Reads meanwhile, or both sides could wait for the other to read.
    func flush(_ connection: OpaquePointer) throws {
        while true {
            let pending = PQflush(connection)
            guard pending != 0 else { return }
            guard pending > 0 else { throw broken(connection, nil) }
            var descriptor = pollfd(fd: PQsocket(connection), events: Int16(POLLIN | POLLOUT), revents: 0)
            // Wakes now and then by itself: bytes that TLS has already taken in do not show on the socket.
            poll(&descriptor, 1, 1000)
            guard PQconsumeInput(connection) == 1 else { throw broken(connection, nil) }
        }
    }

    /// The error for a conversation that cannot go on, after which the connection is of no use.
    func broken(_ connection: OpaquePointer, _ sql: SQL?) -> PostgresError {
        let reason = String(cString: PQerrorMessage(connection)).trimmedLine
        var error = PostgresError(
            .connection, message: reason.isEmpty ? "the connection to the database broke" : reason)
        error.statement = sql?.text
        lose()
        return error
    }

    // MARK: Simple protocol

    /// Runs text of one or more statements without parameters and returns the command tag of the last.
    @discardableResult
    func simple(_ text: String) throws -> String {
        let connection = try connected()
        countRoundTrip()
        guard PQsendQuery(connection, text) == 1 else { throw broken(connection, nil) }
        try flush(connection)
        var failure: PostgresError?
        var tag = ""
        while let result = PQgetResult(connection) {
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
                tag = String(cString: PQcmdStatus(result))
            case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                lose()
                throw PostgresError(.usage, message: "COPY runs through copyIn and copyOut only")
            default:
                failure = failure ?? PostgresError(result: result, statement: nil)
            }
        }
        if let failure { throw failure }
        return tag
    }

    /// Runs a script: statements without parameters, separated by semicolons.
    func script(_ text: String, in scope: TransactionScope?, ticket: UInt64?) throws {
        try assertFree()
        try scope?.assertOpen()
        try interruptible(ticket) {
            tidy()
            if let scope, isIdle { try exchange(Envelope(scope.opening)) }
            count(statements: 1)
            try simple(text)
        }
    }
}
