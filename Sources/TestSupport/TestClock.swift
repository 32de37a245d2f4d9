import Foundation
import Kernel
import Postgres
import Synchronization
import Testing

/// A clock that a test moves. It starts at the machine's time, because the database's clock is the machine's.
public final class TestClock: Clock {
    private let offset = Mutex(Duration.zero)

    public init() {}

    public func now() -> Instant {
        Instant(Date()) + offset.withLock { $0 }
    }

    /// Moves the clock forward.
    public func advance(by duration: Duration) {
        offset.withLock { $0 += duration }
    }
}

extension TestStet {
    /// What the database's clock shows, which decides about every range.
    public var databaseTime: Instant {
        get async throws {
            guard let now = try await owner.value(Instant.self, "SELECT clock_timestamp()") else {
                throw TestMistake("The database has no clock.")
            }
            return now
        }
    }

    /// Returns when the database's clock has reached an instant.
    public func databaseClock(
        reaches instant: Instant, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await eventually(sourceLocation: sourceLocation) { try await databaseTime >= instant }
    }
}
