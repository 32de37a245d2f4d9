import Crypto
import Foundation
import Kernel
import Postgres

/// Lets so many reports in from one part of the network, without keeping where that is.
struct ReportLimit {
    /// In an hour. An office or a campus shares one address, so not fewer.
    static let mostInAnHour = 10

    private struct Counted: Decodable, Sendable {
        let reports: Int
        let secondsLeft: Int
    }

    /// Counts one report; what is refused is not counted, because its transaction rolls back.
    ///
    /// - Throws: `Refusal.tooMany`.
    func count(_ address: String, in transaction: Transaction) async throws {
        let key = Self.key(Self.shortened(address), salt: try await saltOfToday(in: transaction))
        let counted = try await transaction.one(
            Counted.self,
            """
            INSERT INTO providers.report_count (key, hour, reports)
            VALUES (\(key), date_trunc('hour', clock_timestamp()), 1)
            ON CONFLICT (key, hour) DO UPDATE
            SET reports = report_count.reports + 1
            RETURNING
              reports,
              ceil(extract(epoch FROM hour + interval '1 hour' - clock_timestamp()))::int AS seconds_left
            """)
        guard counted.reports <= Self.mostInAnHour else {
            throw Refusal.tooMany(seconds: max(1, counted.secondsLeft))
        }
    }

    /// The day's salt, made by whoever needs it first.
    private func saltOfToday(in transaction: Transaction) async throws -> String {
        if let salt = try await storedSalt(in: transaction) { return salt }
        try await transaction.execute(
            """
            INSERT INTO providers.report_salt (day, salt)
            VALUES ((clock_timestamp() AT TIME ZONE 'UTC')::date, \(Data.random(count: 32).urlSafeBase64))
            ON CONFLICT (day) DO NOTHING
            """)
        guard let salt = try await storedSalt(in: transaction) else {
            // Midnight came in between: the next try finds the new day's.
            throw Refusal.tooMany(seconds: 1)
        }
        return salt
    }

    private func storedSalt(in transaction: Transaction) async throws -> String? {
        try await transaction.value(
            String.self,
            """
            SELECT salt
            FROM providers.report_salt
            WHERE day = (clock_timestamp() AT TIME ZONE 'UTC')::date
            """)
    }

    static func key(_ network: String, salt: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data(network.utf8), using: SymmetricKey(data: Data(salt.utf8)))
        return Data(code).urlSafeBase64
    }

    /// The part of the network that an address belongs to: the first three bytes of IPv4, the first six of IPv6, which
    /// is what one household or company is given.
    static func shortened(_ address: String) -> String {
        var four = in_addr()
        if inet_pton(AF_INET, address, &four) == 1 {
            return withUnsafeBytes(of: four) { bytes in "4 \(Array(bytes.prefix(3)))" }
        }
        var six = in6_addr()
        if inet_pton(AF_INET6, address, &six) == 1 {
            return withUnsafeBytes(of: six) { bytes in
                // An IPv4 address that arrived at a socket for both.
                let isMapped =
                    bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
                return isMapped ? "4 \(Array(bytes[12..<15]))" : "6 \(Array(bytes.prefix(6)))"
            }
        }
        return address
    }
}
