import Synchronization

/// One transaction on a connection: how it opens, and that it is over.
final class TransactionScope: Sendable {
    /// Sent before the first statement, together with it.
    let opening: [SQL]
    private let ended = Atomic<Bool>(false)

    /// Takes BEGIN and what else the transaction starts with.
    init(opening: [SQL], on connection: Connection) {
        self.opening = connection.settings.transaction.map { opening + [$0] } ?? opening
    }

    func end() {
        ended.store(true, ordering: .sequentiallyConsistent)
    }

    var isOpen: Bool { !ended.load(ordering: .sequentiallyConsistent) }

    func assertOpen() throws {
        guard isOpen else {
            throw PostgresError(
                .usage, message: "the transaction is over; it must not be used outside of its body")
        }
    }
}
