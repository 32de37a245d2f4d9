import CLibPQ

// Rows and COPY data that come in pieces: each piece is one visit to the thread, and what nobody asks for stays in
// the server, because the socket is not read.
extension Connection {
    /// Sends a statement whose rows will be read with `nextRows`.
    func openRows(_ sql: SQL, as stream: StreamTicket, in scope: TransactionScope?, ticket: UInt64) throws {
        try open(stream, in: scope, ticket: ticket) { connection in
            let entry = settings.preparedStatements > 0 ? cache.entry(for: sql) : nil
            try send(sql, prepared: entry, on: connection)
            PQsetSingleRowMode(connection)
            try flush(connection)
            return .rows(entry?.shape, nil)
        }
    }

    private func open(
        _ stream: StreamTicket, in scope: TransactionScope?, ticket: UInt64,
        _ start: (OpaquePointer) throws -> OpenStream.Content
    ) throws {
        try assertFree()
        try scope?.assertOpen()
        let connection = try connected()
        try interruptible(ticket) {
            if let scope, isIdle { try exchange(Envelope(scope.opening)) }
            count(statements: 1)
            countRoundTrip()
            self.stream = OpenStream(ticket: stream, content: try start(connection))
        }
    }

    /// What is open, when it is this stream.
    private func content(of ticket: StreamTicket) throws -> OpenStream.Content {
        guard let stream, stream.ticket === ticket else {
            throw PostgresError(.usage, message: "the stream ended with its transaction or connection")
        }
        return stream.content
    }

    /// Waits for a row and returns it with those that have arrived already; empty at the end. The stream is open
    /// until then, however few rows it has, so that it depends on no timing what else may be sent.
    func nextRows(of stream: StreamTicket, ticket: UInt64) throws -> [Row] {
        let connection = try connected()
        guard case .rows(var shape, var end) = try content(of: stream) else { return [] }
        return try interruptible(ticket) {
            var rows: [Row] = []
            while end == nil, rows.count < 512, rows.isEmpty || PQisBusy(connection) == 0 {
                guard let result = PQgetResult(connection) else {
                    end = .complete
                    break
                }
                switch PQresultStatus(result) {
                case PGRES_SINGLE_TUPLE:
                    let known = shape ?? RowShape(result)
                    shape = known
                    rows.append(Row(result: ServerResult(result, shape: known), index: 0))
                case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
                    PQclear(result)
                case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                    PQclear(result)
                    lose()
                    throw PostgresError(.usage, message: "COPY runs through copyIn and copyOut only")
                default:
                    // Told after the rows that came before it.
                    end = .failed(PostgresError(result: result, statement: nil))
                    PQclear(result)
                    drain(connection)
                }
            }
            self.stream = rows.isEmpty ? nil : OpenStream(ticket: stream, content: .rows(shape, end))
            if rows.isEmpty, case .failed(let error) = end { throw error }
            return rows
        }
    }

    /// Stops what streams and reads the rest of it away.
    func abandonStream() {
        guard let handle, !isLost, let content = stream?.content else { return }
        stream = nil
        defer { updateStanding() }
        switch content {
        case .rows(_, .some), .copyOut(.some): return
        case .copyIn:
            PQputCopyEnd(handle.connection, "abandoned by the client")
            if (try? flush(handle.connection)) != nil { drain(handle.connection) }
        case .rows, .copyOut:
            let call = control.ticket()
            control.begin(call)
            control.cancel(call)
            if case .copyOut = content { skipCopyData(handle.connection) }
            drain(handle.connection)
            if case .uncertain = control.end() { lose() }
            settle()
        }
    }

    private func skipCopyData(_ connection: OpaquePointer) {
        var buffer: UnsafeMutablePointer<CChar>?
        while PQgetCopyData(connection, &buffer, 0) > 0 { PQfreemem(buffer) }
    }
}

// MARK: - COPY

extension Connection {
    func openCopyIn(_ sql: SQL, as stream: StreamTicket, in scope: TransactionScope?, ticket: UInt64) throws {
        try open(stream, in: scope, ticket: ticket) { connection in
            try startCopy(sql, expecting: PGRES_COPY_IN, on: connection)
            return .copyIn
        }
    }

    func openCopyOut(_ sql: SQL, as stream: StreamTicket, in scope: TransactionScope?, ticket: UInt64) throws
    {
        try open(stream, in: scope, ticket: ticket) { connection in
            try startCopy(sql, expecting: PGRES_COPY_OUT, on: connection)
            return .copyOut(nil)
        }
    }

    private func startCopy(_ sql: SQL, expecting wanted: ExecStatusType, on connection: OpaquePointer) throws
    {
        guard sql.parameters.isEmpty else {
            throw PostgresError(.usage, message: "COPY takes no bound values")
        }
        guard PQsendQuery(connection, sql.text) == 1 else { throw broken(connection, sql) }
        try flush(connection)
        guard let result = PQgetResult(connection) else { throw broken(connection, sql) }
        defer { PQclear(result) }
        switch PQresultStatus(result) {
        case wanted: return
        case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE, PGRES_NONFATAL_ERROR:
            let error = PostgresError(result: result, statement: sql)
            drain(connection)
            throw error
        default:
            drain(connection)
            // The other direction of COPY: the server waits for data, or sends some, that nobody handles.
            if PQtransactionStatus(connection) == PQTRANS_ACTIVE { lose() }
            throw PostgresError(.usage, message: "the statement is no COPY of this direction")
        }
    }

    /// Hands over bytes; returns when the system has taken them, which is the back-pressure.
    func putCopy(_ bytes: [UInt8], to stream: StreamTicket, ticket: UInt64) throws {
        let connection = try connected()
        _ = try content(of: stream)
        try interruptible(ticket) {
            // Pieces, so that a huge chunk is not copied as a whole into libpq's buffer.
            for start in stride(from: 0, to: bytes.count, by: 1 << 18) {
                let piece = bytes[start..<min(start + 1 << 18, bytes.count)]
                let isTaken = piece.withUnsafeBytes { buffer in
                    PQputCopyData(
                        connection, buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
                        Int32(buffer.count))
                }
                guard isTaken == 1 else { throw broken(connection, nil) }
                try flush(connection)
            }
        }
    }

    /// Ends the data and returns how many rows were written.
    func finishCopyIn(_ sql: SQL, to stream: StreamTicket, ticket: UInt64) throws -> Int {
        let connection = try connected()
        _ = try content(of: stream)
        return try interruptible(ticket) {
            self.stream = nil
            guard PQputCopyEnd(connection, nil) == 1 else { throw broken(connection, sql) }
            try flush(connection)
            var rows = 0
            var failure: PostgresError?
            while let result = PQgetResult(connection) {
                if PQresultStatus(result) == PGRES_COMMAND_OK {
                    rows = affectedRows(result)
                } else {
                    failure = failure ?? PostgresError(result: result, statement: sql)
                }
                PQclear(result)
            }
            if let failure { throw failure }
            return rows
        }
    }

    /// Waits for data and returns it with what has arrived already; empty at the end.
    func nextCopy(of stream: StreamTicket, ticket: UInt64) throws -> [UInt8] {
        let connection = try connected()
        guard case .copyOut(var end) = try content(of: stream) else { return [] }
        return try interruptible(ticket) {
            var bytes: [UInt8] = []
            while end == nil, bytes.count < 1 << 16 {
                var buffer: UnsafeMutablePointer<CChar>?
                let length = PQgetCopyData(connection, &buffer, bytes.isEmpty ? 0 : 1)
                guard length != 0 else { break }
                guard length > 0, let buffer else {
                    end = endOfCopyOut(connection)
                    break
                }
                bytes.append(contentsOf: UnsafeRawBufferPointer(start: buffer, count: Int(length)))
                PQfreemem(buffer)
            }
            self.stream = bytes.isEmpty ? nil : OpenStream(ticket: stream, content: .copyOut(end))
            if bytes.isEmpty, case .failed(let error) = end { throw error }
            return bytes
        }
    }

    private func endOfCopyOut(_ connection: OpaquePointer) -> OpenStream.End {
        var failure: PostgresError?
        while let result = PQgetResult(connection) {
            if PQresultStatus(result) != PGRES_COMMAND_OK {
                failure = failure ?? PostgresError(result: result, statement: nil)
            }
            PQclear(result)
        }
        return failure.map(OpenStream.End.failed) ?? .complete
    }
}
