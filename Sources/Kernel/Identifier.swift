import Foundation
import Postgres

/// A UUIDv7 in a type of its own, so that the id of one thing is never taken for the id of another.
///
/// Version 7 begins with the time in milliseconds (RFC 9562), so a list by id is a list by time.
public protocol Identifier: RawRepresentable<UUID>, PostgresCodable, Codable, Hashable, Comparable,
    CustomStringConvertible
{
    init(rawValue: UUID)
}

extension Identifier {
    /// Reads the id from a path or a form; nil when the text is not a UUID.
    public init?(_ text: some StringProtocol) {
        guard let uuid = UUID(uuidString: String(text)) else { return nil }
        self.init(rawValue: uuid)
    }

    public init(from decoder: any Decoder) throws {
        self.init(rawValue: try UUID(from: decoder))
    }

    public func encode(to encoder: any Encoder) throws {
        try rawValue.encode(to: encoder)
    }

    public var description: String { rawValue.uuidString.lowercased() }

    public static func < (left: Self, right: Self) -> Bool {
        left.description < right.description
    }
}

/// Makes new identifiers.
public struct IDs: Sendable {
    private let clock: any Clock

    public init(clock: any Clock) {
        self.clock = clock
    }

    /// A new identifier, later in order than those of earlier milliseconds.
    public func next<ID: Identifier>(_ type: ID.Type = ID.self) -> ID {
        ID(rawValue: uuid())
    }

    func uuid() -> UUID {
        var random = SystemRandomNumberGenerator()
        return Self.version7(at: clock.now(), high: random.next(), low: random.next())
    }

    /// Lays out RFC 9562 section 5.7: 48 bits of milliseconds, 4 of version, 12 random, 2 of variant, 62 random.
    public static func version7(at instant: Instant, high: UInt64, low: UInt64) -> UUID {
        let milliseconds = UInt64(max(0, instant.microseconds / 1_000)) & 0xFFFF_FFFF_FFFF
        let first = milliseconds << 16 | 0x7000 | (high & 0x0FFF)
        let second = 0x8000_0000_0000_0000 | (low & 0x3FFF_FFFF_FFFF_FFFF)
        func byte(_ word: UInt64, _ index: UInt64) -> UInt8 {
            UInt8(truncatingIfNeeded: word >> (56 - 8 * index))
        }
        return UUID(
            uuid: (
                byte(first, 0), byte(first, 1), byte(first, 2), byte(first, 3), byte(first, 4),
                byte(first, 5),
                byte(first, 6), byte(first, 7), byte(second, 0), byte(second, 1), byte(second, 2),
                byte(second, 3), byte(second, 4), byte(second, 5), byte(second, 6), byte(second, 7)
            ))
    }
}

/// An account's id. It lives here because the audit log and every decision name one.
public struct AccountID: Identifier {
    public let rawValue: UUID
    public init(rawValue: UUID) { self.rawValue = rawValue }
}

/// A person's id. Rules that ask for two people count these: one person may own several accounts.
public struct PersonID: Identifier {
    public let rawValue: UUID
    public init(rawValue: UUID) { self.rawValue = rawValue }
}
