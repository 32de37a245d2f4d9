import CLibPQ
import Synchronization

/// What happens on the channels that are listened to.
public enum NotificationEvent: Sendable {
    /// From now on nothing is missed.
    case listening
    case notification(channel: String, payload: String)
    /// The connection was lost, or could not be made. Notifications sent until the next `listening` are missed.
    case lost(any Error)
}

/// Notifications of the server, and when they may have been missed. It never ends by itself until the database is
/// closed: a lost connection is made again. A slow reader makes the server wait.
public struct Notifications: AsyncSequence, Sendable {
    public typealias Element = NotificationEvent

    let channels: [String]
    let pool: Pool

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(
            subscription: Subscription(Listener(channels: channels, settings: pool.settings), of: pool))
    }

    public struct AsyncIterator: AsyncIteratorProtocol, Sendable {
        let subscription: Subscription

        /// The next event; nil once the task is cancelled or the database closed.
        public mutating func next() async -> NotificationEvent? {
            await subscription.listener.next()
        }
    }

    /// Ends the listener when the iterator goes away.
    final class Subscription: Sendable {
        let listener: Listener
        private let pool: Pool

        init(_ listener: Listener, of pool: Pool) {
            self.listener = listener
            self.pool = pool
            if pool.register(listener) { listener.start() } else { listener.stop() }
        }

        deinit {
            pool.unregister(listener)
            listener.stop()
        }
    }
}

/// A thread that listens: it waits for the server and for the signal to stop at once.
final class Listener: Sendable {
    private let channels: [String]
    private let settings: ConnectionSettings
    /// Wakes the thread: to stop it, or because there is room again.
    private let wakeUp = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    private let state = Mutex(State())
    /// With more events than this unread, the socket is left alone and the server has to wait.
    private static let capacity = 1024

    private struct State {
        var events: [NotificationEvent] = []
        var isStopped = false
        var reader: CheckedContinuation<NotificationEvent?, Never>?
    }

    init(channels: [String], settings: ConnectionSettings) {
        self.channels = channels
        self.settings = settings
    }

    deinit {
        _ = close(wakeUp)
    }

    func start() {
        if !startThread({ self.run() }) { stop() }
    }

    func stop() {
        let reader = state.withLock { state in
            state.isStopped = true
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume(returning: nil)
        wake()
    }

    private func wake() {
        _ = eventfd_write(wakeUp, 1)
    }

    // MARK: The reader

    func next() async -> NotificationEvent? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let (event, isReady, hasRoom) = state.withLock { state -> (NotificationEvent?, Bool, Bool) in
                    if state.isStopped || Task.isCancelled { return (nil, true, false) }
                    if !state.events.isEmpty {
                        let event = state.events.removeFirst()
                        return (event, true, state.events.count == Self.capacity / 2)
                    }
                    // One reader at a time; a second one ends the first rather than leave it waiting for ever.
                    state.reader?.resume(returning: nil)
                    state.reader = continuation
                    return (nil, false, false)
                }
                if hasRoom { wake() }
                if isReady { continuation.resume(returning: event) }
            }
        } onCancel: {
            stop()
        }
    }

    private func deliver(_ event: NotificationEvent) {
        let reader = state.withLock { state in
            guard !state.isStopped else { return nil as CheckedContinuation<NotificationEvent?, Never>? }
            guard let reader = state.reader else {
                state.events.append(event)
                return nil
            }
            state.reader = nil
            return reader
        }
        reader?.resume(returning: event)
    }

    // MARK: The thread

    private var isStopped: Bool { state.withLock { $0.isStopped } }
    private var isFull: Bool { state.withLock { $0.events.count >= Self.capacity } }

    private func run() {
        var failures = 0
        while !isStopped {
            do {
                try listen { failures = 0 }
            } catch {
                if isStopped { return }
                deliver(.lost(error))
            }
            failures += 1
            // Grows from 0.1 s to 5 s, at random in its upper half, so that many listeners do not come at once.
            let longest = min(100 << min(failures - 1, 6), 5000)
            pause(milliseconds: Int.random(in: longest / 2...longest))
        }
    }

    private func pause(milliseconds: Int) {
        var descriptor = pollfd(fd: wakeUp, events: Int16(POLLIN), revents: 0)
        let clock = ContinuousClock()
        let end = clock.now + .milliseconds(milliseconds)
        while !isStopped, clock.now < end {
            let rest = (end - clock.now).wholeMicroseconds / 1000 + 1
            if poll(&descriptor, 1, Int32(rest)) > 0 { clearWakeUp() }
        }
    }

    private func clearWakeUp() {
        var count: eventfd_t = 0
        _ = eventfd_read(wakeUp, &count)
    }

    /// Listens until the connection breaks, which throws, or the listener is stopped.
    private func listen(whenReady: () -> Void) throws {
        let handle = try settings.connect()
        let connection = handle.connection
        let commands = channels.map { "LISTEN \(SQL.quoted(identifier: $0))" }.joined(separator: ";")
        guard let result = PQexec(connection, commands) else { throw failure(connection) }
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_COMMAND_OK else {
            throw PostgresError(result: result, statement: nil)
        }
        whenReady()
        deliver(.listening)
        while !isStopped {
            while let notification = PQnotifies(connection) {
                defer { PQfreemem(notification) }
                deliver(
                    .notification(
                        channel: String(cString: notification.pointee.relname),
                        payload: String(cString: notification.pointee.extra)))
            }
            guard PQstatus(connection) == CONNECTION_OK else { throw failure(connection) }
            // Poll leaves out a negative descriptor, and with it the server, while the reader is behind.
            var descriptors = [
                pollfd(fd: wakeUp, events: Int16(POLLIN), revents: 0),
                pollfd(fd: isFull ? -1 : PQsocket(connection), events: Int16(POLLIN), revents: 0),
            ]
            poll(&descriptors, 2, -1)
            if descriptors[0].revents != 0 { clearWakeUp() }
            if descriptors[1].revents != 0, PQconsumeInput(connection) == 0 { throw failure(connection) }
        }
    }

    private func failure(_ connection: OpaquePointer) -> PostgresError {
        let reason = String(cString: PQerrorMessage(connection)).trimmedLine
        return PostgresError(.connection, message: reason.isEmpty ? "the connection was lost" : reason)
    }
}
