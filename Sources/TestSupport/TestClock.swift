import Foundation
import Kernel
import Postgres
import Synchronization

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
