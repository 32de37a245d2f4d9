import CLibPQ

// How a transaction ends.
extension Connection {
    /// Commits what the scope began; nothing to do when it sent no statement.
    func commit(_ scope: TransactionScope, ticket: UInt64) throws {
        try assertFree()
        try scope.assertOpen()
        defer { scope.end() }
        let connection = try connected()
        guard PQtransactionStatus(connection) != PQTRANS_INERROR else {
            throw PostgresError(
                .server, sqlState: .inFailedTransaction,
                message: "the transaction cannot be committed, because a statement in it failed")
        }
        guard !isIdle || scope.hasLeft else { return }
        try interruptible(ticket) {
            do {
                if let ending = scope.ending { try commit(scope, by: ending) } else { try commit() }
            } catch let error as PostgresError where error.isConnectionFailure {
                throw PostgresError(
                    .commitOutcomeUnknown,
                    message: "the connection broke during COMMIT, whose outcome is unknown: \(error.message)")
            }
        }
    }

    private func commit() throws {
        guard try simple("COMMIT") == "COMMIT" else {
            throw PostgresError(
                .server, sqlState: .inFailedTransaction, message: "the server rolled the transaction back")
        }
    }

    /// A statement that fails keeps those behind it from being run, COMMIT among them.
    private func commit(_ scope: TransactionScope, by ending: [SQL]) throws {
        tidy()
        count(statements: ending.count - scope.following.count - 1)
        try exchange(Envelope(ending, opening: isIdle ? scope.opening : nil))
    }

    /// Rolls back whatever the scope began, whether or not the task is cancelled; false when the connection is lost.
    func rollBack(_ scope: TransactionScope) {
        scope.end()
        _ = reset()
    }
}

extension Connection {
    /// Undoes the work since a savepoint, whether or not the task is cancelled. When that fails the transaction stays
    /// failed and cannot be committed.
    func rollBackToSavepoint(_ name: String, in scope: TransactionScope) {
        guard scope.isOpen, !isLost else { return }
        abandonStream()
        _ = try? simple("ROLLBACK TO SAVEPOINT \(name); RELEASE SAVEPOINT \(name)")
        updateStanding()
    }
}
