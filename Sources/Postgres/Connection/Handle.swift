import CLibPQ
import Logging

/// Owns what libpq holds for a connection.
///
/// Unchecked: `connection` is used by the connection's own thread only; `PQcancel` may be called with `cancel` from
/// any thread.
final class Handle: @unchecked Sendable {
    let connection: OpaquePointer
    private let cancel: OpaquePointer?
    private let notices: Unmanaged<NoticeSink>?

    init(_ connection: OpaquePointer, notices: NoticeSink) {
        self.connection = connection
        cancel = PQgetCancel(connection)
        let sink = Unmanaged.passRetained(notices)
        self.notices = sink
        // Without a receiver libpq writes notices to the standard error stream.
        PQsetNoticeReceiver(connection, { sink, result in NoticeSink.receive(sink, result) }, sink.toOpaque())
    }

    deinit {
        PQfreeCancel(cancel)
        PQfinish(connection)
        notices?.release()
    }

    /// Asks the server to stop what the connection is doing. Blocks for the time of a connection to the server.
    func cancelStatement() {
        guard let cancel else { return }
        var reason = [CChar](repeating: 0, count: 256)
        PQcancel(cancel, &reason, Int32(reason.count))
    }
}

/// Takes what the server says beside its answers.
final class NoticeSink: Sendable {
    private let logger: Logger

    init(logger: Logger) {
        self.logger = logger
    }

    static func receive(_ sink: UnsafeMutableRawPointer?, _ result: OpaquePointer?) {
        guard let sink, let result else { return }
        Unmanaged<NoticeSink>.fromOpaque(sink).takeUnretainedValue().log(
            PostgresError(result: result, statement: nil))
    }

    private func log(_ notice: PostgresError) {
        logger.debug("notice of the database", metadata: ["notice": "\(notice)"])
    }
}
