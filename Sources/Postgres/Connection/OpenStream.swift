import Synchronization

/// A stream or COPY that is open on a connection.
struct OpenStream {
    let ticket: StreamTicket
    var content: Content

    enum Content {
        /// With the columns, once known, and what came after the last row, once it has come.
        case rows(RowShape?, End?)
        case copyIn
        case copyOut(End?)
    }

    enum End {
        case complete
        case failed(PostgresError)
    }
}

/// Names one stream, and tells its connection when the reader has left.
final class StreamTicket: Sendable {
    private let abandoned = Atomic<Bool>(false)

    var isAbandoned: Bool { abandoned.load(ordering: .acquiring) }

    func abandon() {
        abandoned.store(true, ordering: .releasing)
    }
}
