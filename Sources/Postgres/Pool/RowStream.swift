/// The rows of a statement as they come. Each iteration runs the statement anew.
public struct RowStream: AsyncSequence, Sendable {
    public typealias Element = Row

    let sql: SQL
    let source: StreamSource

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(
            cursor: ServerCursor(
                source,
                open: { [sql] connection, stream, scope in
                    try await connection.cancellable { ticket in
                        try await connection.openRows(sql, as: stream, in: scope, ticket: ticket)
                    }
                },
                read: { connection, stream in
                    try await connection.cancellable { ticket in
                        try await connection.nextRows(of: stream, ticket: ticket)
                    }
                }))
    }

    public struct AsyncIterator: AsyncIteratorProtocol, Sendable {
        let cursor: ServerCursor<Row>
        private var rows: [Row] = []
        private var position = 0

        init(cursor: ServerCursor<Row>) {
            self.cursor = cursor
        }

        public mutating func next() async throws -> Row? {
            if position == rows.count {
                rows = try await cursor.next()
                position = 0
            }
            guard position < rows.count else { return nil }
            defer { position += 1 }
            return rows[position]
        }
    }
}

/// The bytes of a COPY as they come, in chunks that end with a row. Each iteration runs the statement anew.
public struct CopyStream: AsyncSequence, Sendable {
    public typealias Element = [UInt8]

    let sql: SQL
    let source: StreamSource

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(
            cursor: ServerCursor(
                source,
                open: { [sql] connection, stream, scope in
                    try await connection.cancellable { ticket in
                        try await connection.openCopyOut(sql, as: stream, in: scope, ticket: ticket)
                    }
                },
                read: { connection, stream in
                    let bytes = try await connection.cancellable {
                        try await connection.nextCopy(of: stream, ticket: $0)
                    }
                    return bytes.isEmpty ? [] : [bytes]
                }))
    }

    public struct AsyncIterator: AsyncIteratorProtocol, Sendable {
        let cursor: ServerCursor<[UInt8]>

        public mutating func next() async throws -> [UInt8]? {
            try await cursor.next().first
        }
    }
}
