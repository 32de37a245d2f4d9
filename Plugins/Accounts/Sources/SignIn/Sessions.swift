import Console
import Crypto
import Foundation
import Kernel
import Postgres

/// Who is signed in, and until when. Only hashes of tokens are stored.
public struct Sessions: SignedInSource {
    private let kernel: Kernel

    public init(kernel: Kernel) {
        self.kernel = kernel
    }

    private struct SignedIn: Decodable, Sendable {
        let accountID: AccountID
        let personID: PersonID
        let displayName: String
        let timeZone: String
        let roles: [String]
        let seenAt: Instant
    }

    public func actor(session token: String, isUse: Bool) async throws -> Actor? {
        let (hash, now) = (Self.hash(token), kernel.clock.now())
        let found = try await kernel.database.first(
            SignedIn.self,
            """
            SELECT
              account.account_id,
              account.person_id,
              account.display_name,
              account.time_zone,
              ARRAY(
                SELECT account_role.role
                FROM accounts.account_role
                WHERE account_role.account_id = account.account_id
                ORDER BY account_role.role
              ) AS roles,
              session.seen_at
            FROM accounts.session
            JOIN accounts.account USING (account_id)
            WHERE session.token_hash = \(hash)
              AND session.expires_at > \(now)
              AND session.seen_at > \(idleSince(now))
              AND account.disabled_at IS NULL
            """)
        guard let found else { return nil }
        // To the minute is enough, and spares a write with each request.
        if isUse, found.seenAt <= now - .seconds(60) { try await see(hash, of: found.accountID, at: now) }
        return Actor(
            accountID: found.accountID, personID: found.personID, name: found.displayName,
            roles: Set(found.roles.compactMap(Role.init(rawValue:))),
            zone: TimeZone(identifier: found.timeZone) ?? .gmt)
    }

    private func see(_ hash: [UInt8], of account: AccountID, at now: Instant) async throws {
        _ = try await kernel.database.rows([
            "UPDATE accounts.session SET seen_at = \(now) WHERE token_hash = \(hash)",
            "UPDATE accounts.account SET seen_at = \(now) WHERE account_id = \(account)",
        ])
    }

    /// A session that was not used since then has ended.
    private func idleSince(_ now: Instant) -> Instant {
        now - .seconds(kernel.settings[.sessionIdleMinutes] * 60)
    }

    /// Opens a session.
    ///
    /// - Returns: its token, which exists nowhere else.
    func open(for account: AccountID, from place: Place, in transaction: Transaction) async throws -> String {
        let token = Data.random(count: 32).urlSafeBase64
        let now = kernel.clock.now()
        let end = now + .seconds(kernel.settings[.sessionHours] * 3_600)
        try await transaction.execute(
            """
            INSERT INTO accounts.session (
              token_hash, account_id, created_at, seen_at, expires_at, address_hash, network, agent
            )
            VALUES (
              \(Self.hash(token)), \(account), \(now), \(now), \(end), \(addressHash(place.address)),
              \(place.network), \(place.agent)
            )
            """)
        return token
    }

    /// One open session as its owner sees it.
    struct Open: Decodable, Sendable {
        let tokenHash: [UInt8]
        let network: String
        let agent: String
        let createdAt: Instant
        let seenAt: Instant
    }

    /// The open sessions of an account, the one used last first.
    func open(of account: AccountID, in reader: any Reader) async throws -> [Open] {
        let now = kernel.clock.now()
        return try await reader.all(
            Open.self,
            """
            SELECT token_hash, network, agent, created_at, seen_at
            FROM accounts.session
            WHERE account_id = \(account) AND expires_at > \(now) AND seen_at > \(idleSince(now))
            ORDER BY seen_at DESC, token_hash
            """)
    }

    /// Ends the session with this token.
    func end(_ token: String) async throws {
        _ = try await kernel.database.rows(
            "DELETE FROM accounts.session WHERE token_hash = \(Self.hash(token))")
    }

    func end(_ token: String, in transaction: Transaction) async throws {
        try await transaction.execute(
            "DELETE FROM accounts.session WHERE token_hash = \(Self.hash(token))")
    }

    /// Ends all sessions of an account, but for the one with `token` where there is one, and returns how many.
    @discardableResult
    func endAll(
        of account: AccountID, but token: String? = nil, in transaction: Transaction
    ) async throws -> Int {
        try await transaction.execute(
            """
            DELETE FROM accounts.session
            WHERE account_id = \(account) AND token_hash IS DISTINCT FROM \(token.map(Self.hash))
            """)
    }

    /// Removes sessions that have ended.
    func sweep() async throws {
        let now = kernel.clock.now()
        _ = try await kernel.database.rows(
            """
            DELETE FROM accounts.session
            WHERE expires_at <= \(now) OR seen_at <= \(idleSince(now))
            """)
    }

    static func hash(_ token: String) -> [UInt8] {
        Array(SHA256.hash(data: Data(token.utf8)))
    }

    /// Addresses are kept as keyed hashes: enough to recognize one, nothing to read.
    func addressHash(_ address: String) -> [UInt8] {
        Array(Data(urlSafeBase64: kernel.secret.sign(address, for: "address")) ?? Data())
    }
}
