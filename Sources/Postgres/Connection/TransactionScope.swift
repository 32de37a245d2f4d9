import Synchronization

/// One transaction on a connection: how it opens and how it ends, and that it is over.
final class TransactionScope: Sendable {
    /// Sent before the first statement, together with it.
    let opening: [SQL]
    /// Sent behind COMMIT, together with it.
    let following: [SQL]
    private let left = Mutex<[SQL]>([])
    private let ended = Atomic<Bool>(false)

    /// Takes BEGIN and what else the transaction starts with.
    init(opening: [SQL], on connection: Connection, following: [SQL] = []) {
        self.opening = connection.settings.transaction.map { opening + [$0] } ?? opening
        self.following = following
    }

    /// Leaves statements to be sent before COMMIT, together with it.
    func leave(_ statements: [SQL]) { left.withLock { $0 += statements } }

    /// What goes out at the end, in one round trip; nil where that is COMMIT alone.
    var ending: [SQL]? {
        let left = left.withLock { $0 }
        return left.isEmpty && following.isEmpty ? nil : left + ["COMMIT"] + following
    }

    var hasLeft: Bool { left.withLock { !$0.isEmpty } }

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
