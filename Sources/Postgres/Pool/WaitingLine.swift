/// Callers that wait for a connection, first come, first served.
struct WaitingLine {
    struct Caller {
        let since: ContinuousClock.Instant
        let continuation: CheckedContinuation<Connection, any Error>
    }

    private var callers: [UInt64: Caller] = [:]
    /// Numbers in order of arrival; those of callers that left early stay until they come to the front.
    private var order: [UInt64] = []
    private var front = 0
    private var lastNumber: UInt64 = 0

    var count: Int { callers.count }
    var isEmpty: Bool { callers.isEmpty }

    mutating func takeNumber() -> UInt64 {
        lastNumber += 1
        return lastNumber
    }

    mutating func append(_ caller: Caller, number: UInt64) {
        callers[number] = caller
        order.append(number)
    }

    mutating func remove(_ number: UInt64) -> Caller? {
        callers.removeValue(forKey: number)
    }

    /// When the caller at the front came.
    mutating func firstArrival() -> ContinuousClock.Instant? {
        skipLeavers()
        return front < order.count ? callers[order[front]]?.since : nil
    }

    mutating func popFirst() -> Caller? {
        skipLeavers()
        guard front < order.count else { return nil }
        defer { front += 1 }
        return callers.removeValue(forKey: order[front])
    }

    mutating func removeAll() -> [Caller] {
        var all: [Caller] = []
        while let caller = popFirst() { all.append(caller) }
        return all
    }

    private mutating func skipLeavers() {
        while front < order.count, callers[order[front]] == nil { front += 1 }
        guard front > 1024 || front == order.count else { return }
        order.removeFirst(front)
        front = 0
    }
}
