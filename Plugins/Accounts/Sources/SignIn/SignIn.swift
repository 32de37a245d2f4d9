import Foundation
import Kernel
import Postgres

/// Somebody who just came in, and the token of their new session, which exists nowhere else.
struct Entered: Sendable {
    let accountID: AccountID
    let email: Email
    let session: String
}

/// Signs a person in with e-mail and password.
///
/// An address without an account, a wrong password and a suspended account take the same work and get the same answer.
struct SignIn {
    let kernel: Kernel
    let passwords: Passwords
    let sessions: Sessions

    private struct Found: Decodable, Sendable {
        let accountID: AccountID
        let passwordHash: String?
    }

    /// - Throws: `FormIssues` when the two do not belong together, `Refusal.tooMany` after too many tries.
    func run(email text: String, password: String, from place: Place) async throws -> Entered {
        // What is no address has no account either, and takes the same way.
        let email = Email(text)
        let device = email.flatMap { KnownDevice(secret: kernel.secret).number(in: place.device, for: $0) }
        let (found, isAtHome) = try await kernel.database.fetch(find(email), atHome(email, place))
        let throttle = Throttle(kernel: kernel)
        let tries = throttle.signingIn(
            email?.rawValue ?? "", from: place, device: device, isAtHome: isAtHome ?? false)
        try await throttle.take(tries)

        let matches = try await passwords.verify(password, against: found?.passwordHash)
        guard let email, let found, let stored = found.passwordHash, matches else { throw Self.mismatch }
        let hash = passwords.isOutdated(stored) ? try await passwords.hash(password) : stored
        return try await kernel.database.transaction { transaction in
            let used = try await use(found.accountID, stored: stored, now: hash, in: transaction)
            guard used else { throw Self.mismatch }
            try await throttle.forgive(tries, in: transaction)
            // A session that this browser had before is not carried on, whoever put it there.
            try await sessions.end(place.session, in: transaction)
            return Entered(
                accountID: found.accountID, email: email,
                session: try await sessions.open(for: found.accountID, from: place, in: transaction))
        }
    }

    private static let mismatch = FormIssues(
        "password", .other("Email and password do not match. Check both and try again."))

    private func find(_ email: Email?) -> Query<Found?> {
        .first(
            Found.self,
            """
            SELECT account_id, password_hash
            FROM accounts.account
            WHERE email = \(email) AND disabled_at IS NULL
            """)
    }

    /// Whether somebody is signed in to this account from this address.
    private func atHome(_ email: Email?, _ place: Place) -> Query<Bool?> {
        .value(
            Bool.self,
            """
            SELECT EXISTS (
              SELECT FROM accounts.session
              JOIN accounts.account USING (account_id)
              WHERE account.email = \(email)
                AND session.address_hash = \(sessions.addressHash(place.address))
            )
            """)
    }

    /// Marks the account as used and keeps the new hash.
    ///
    /// - Returns: false when the password was changed or the account suspended while the hash was computed.
    private func use(
        _ account: AccountID, stored: String, now hash: String, in transaction: Transaction
    ) async throws -> Bool {
        let used = try await transaction.execute(
            """
            UPDATE accounts.account
            SET password_hash = \(hash), seen_at = \(kernel.clock.now())
            WHERE account_id = \(account) AND password_hash = \(stored) AND disabled_at IS NULL
            """)
        return used == 1
    }
}
