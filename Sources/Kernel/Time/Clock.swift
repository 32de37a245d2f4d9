import Foundation
import Postgres

/// Tells the instant. The program asks this and nothing else, so that a test can say what time it is.
///
/// What decides about public facts is the database's clock, read inside the transaction; this one serves what
/// never reaches a range: sessions' ages, durations, words on a screen.
public protocol Clock: Sendable {
    func now() -> Instant
}

/// The machine's clock.
public struct SystemClock: Clock {
    public init() {}

    public func now() -> Instant { Instant(Date()) }
}
