import Synchronization

/// Where a stream gets its connection.
enum StreamSource: Sendable {
    case pool(Pool)
    case transaction(Connection, TransactionScope)
}

/// One reading of a stream: the connection while it lasts. When nobody holds it any more the connection goes back,
/// and what is left of the stream is thrown away.
final class ServerCursor<Piece: Sendable>: Sendable {
    private let source: StreamSource
    private let open: @Sendable (Connection, StreamTicket, TransactionScope?) async throws -> Void
    private let read: @Sendable (Connection, StreamTicket) async throws -> [Piece]
    private let ticket = StreamTicket()
    private let stage = Mutex(Stage.unopened)

    private enum Stage {
        case unopened
        case opened(Connection)
        case ended
    }

    init(
        _ source: StreamSource,
        open: @escaping @Sendable (Connection, StreamTicket, TransactionScope?) async throws -> Void,
        read: @escaping @Sendable (Connection, StreamTicket) async throws -> [Piece]
    ) {
        self.source = source
        self.open = open
        self.read = read
    }

    deinit {
        end()
    }

    /// The next pieces; empty at the end, and ever after.
    func next() async throws -> [Piece] {
        do {
            guard let connection = try await connection() else { return [] }
            let pieces = try await read(connection, ticket)
            if pieces.isEmpty { end() }
            return pieces
        } catch {
            end()
            throw error
        }
    }

    private func connection() async throws -> Connection? {
        switch stage.withLock({ $0 }) {
        case .ended: return nil
        case .opened(let connection): return connection
        case .unopened: break
        }
        switch source {
        case .pool(let pool):
            let connection = try await pool.acquire()
            // Noted first, so that it goes back when the statement fails.
            stage.withLock { $0 = .opened(connection) }
            try await open(connection, ticket, nil)
            return connection
        case .transaction(let connection, let scope):
            try await open(connection, ticket, scope)
            stage.withLock { $0 = .opened(connection) }
            return connection
        }
    }

    private func end() {
        let connection = stage.withLock { stage -> Connection? in
            defer { stage = .ended }
            if case .opened(let connection) = stage { return connection }
            return nil
        }
        // A transaction's connection ends the stream itself, when it is next asked for something.
        ticket.abandon()
        if case .pool(let pool) = source, let connection { pool.release(connection) }
    }
}
