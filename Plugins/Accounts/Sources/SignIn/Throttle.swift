import Foundation
import Kernel
import Postgres

/// Counts tries to sign in, and refuses further ones until the window of time is over.
///
/// A try is counted before the password is looked at, so that tries sent at the same moment count too; a right
/// password takes its own try back. Counted are the pair of account and address, then the address, then the account.
/// The account is counted only for addresses that are not at home in it, and a browser in which it was used before
/// has a count of its own: whoever attacks an account locks out themselves, not its owner.
struct Throttle: Sendable {
    /// One thing that tries are counted for.
    struct Limit: Sendable {
        /// Hashed with the installation's secret: a wrong e-mail address may be somebody's password.
        let key: String
        let most: Int
    }

    static let minutes = 15
    static let triesAPair = 10
    static let triesAnAddress = 100
    static let triesAnAccount = 100

    private let kernel: Kernel

    init(kernel: Kernel) {
        self.kernel = kernel
    }

    /// What a try to sign in counts for, in this order.
    func signingIn(_ email: String, from place: Place, device: String?, isAtHome: Bool) -> [Limit] {
        if let device { return [limit("device", "\(email) \(device)", Self.triesAPair)] }
        let pair = limit("pair", "\(email) \(place.address)", Self.triesAPair)
        let address = limit("address", place.address, Self.triesAnAddress)
        return isAtHome
            ? [pair, address] : [pair, address, limit("account", email, Self.triesAnAccount)]
    }

    /// What a try to change one's own password counts for.
    func changing(_ account: AccountID) -> [Limit] {
        [limit("change", account.description, Self.triesAPair)]
    }

    private func limit(_ kind: String, _ what: String, _ most: Int) -> Limit {
        Limit(key: "\(kind) \(kernel.secret.sign(what, for: "attempt"))", most: most)
    }

    private struct Standing: Decodable, Sendable {
        let tries: Int
        let since: Instant
    }

    /// Counts one try, for one thing after the other: what is refused early does not count against the rest.
    ///
    /// - Throws: `Refusal.tooMany` with the seconds until the window is over.
    func take(_ limits: [Limit]) async throws {
        let now = kernel.clock.now()
        let window = Duration.seconds(Self.minutes * 60)
        for limit in limits {
            let standing = try await kernel.database.one(
                Standing.self,
                """
                INSERT INTO accounts.attempt AS attempt (key, tries, since)
                VALUES (\(limit.key), 1, \(now))
                ON CONFLICT (key) DO UPDATE
                SET tries = CASE WHEN attempt.since > \(now - window) THEN attempt.tries + 1 ELSE 1 END,
                    since = CASE WHEN attempt.since > \(now - window) THEN attempt.since ELSE \(now) END
                RETURNING tries, since
                """)
            guard standing.tries > limit.most else { continue }
            let left = standing.since + window - now
            throw Refusal.tooMany(seconds: max(1, Int(left.components.seconds) + 1))
        }
    }

    /// Takes a try back that was no guess: the narrowest count starts anew, the others lose this one.
    func forgive(_ limits: [Limit], in transaction: Transaction) async throws {
        guard let narrowest = limits.first else { return }
        _ = try await transaction.rows([
            """
            DELETE FROM accounts.attempt
            WHERE key = \(narrowest.key) OR (key = ANY (\(limits.map(\.key))) AND tries <= 1)
            """,
            "UPDATE accounts.attempt SET tries = tries - 1 WHERE key = ANY (\(limits.map(\.key)))",
        ])
    }

    /// Removes counts whose window is over.
    static func sweep(_ kernel: Kernel) async throws {
        _ = try await kernel.database.rows(
            """
            DELETE FROM accounts.attempt
            WHERE since <= \(kernel.clock.now() - .seconds(minutes * 60))
            """)
    }
}
