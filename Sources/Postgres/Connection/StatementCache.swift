/// The statements that a connection has prepared, the least recently used of which make room for new ones.
struct StatementCache {
    final class Entry {
        let name: String
        let text: String
        let types: [PostgresType]
        var shape: RowShape?
        fileprivate var lastUse = 0
        /// Above zero when most answers came quickly of late. A count, because on a busy machine a mean is made by the
        /// few answers that some other process delayed.
        private var quickness = 0

        init(name: String, sql: SQL) {
            self.name = name
            text = sql.text
            types = sql.parameters.map(\.type)
        }

        func note(nanoseconds: Int) {
            // Some changes of threads; far below what a server in another house takes.
            quickness = nanoseconds < 150_000 ? min(quickness + 1, 8) : max(quickness - 2, -8)
        }

        /// True when the answer is likely to come before a change of threads would be done.
        fileprivate var isQuick: Bool { quickness > 0 }

        func isFor(_ sql: SQL) -> Bool {
            text == sql.text && fits(sql.parameters)
        }

        @inline(__always)
        fileprivate func fits(_ parameters: [PostgresValue]) -> Bool {
            guard types.count == parameters.count else { return false }
            for position in types.indices where types[position] != parameters[position].type { return false }
            return true
        }
    }

    let capacity: Int
    private var entries: [String: [Entry]] = [:]
    private(set) var count = 0
    private var uses = 0
    private var names = 0
    /// Names that the server still knows though the cache has dropped them.
    private(set) var evicted: [String] = []
    /// True after `removeAll`: the server may know names that nobody here remembers.
    private(set) var mustDeallocateAll = false

    init(capacity: Int) {
        self.capacity = capacity
    }

    mutating func entry(for sql: SQL) -> Entry? {
        guard let entry = entries[sql.text]?.first(where: { $0.fits(sql.parameters) }) else { return nil }
        uses += 1
        entry.lastUse = uses
        return entry
    }

    func knowsAsQuick(_ sql: SQL) -> Bool {
        entries[sql.text]?.first { $0.fits(sql.parameters) }?.isQuick ?? false
    }

    /// An entry that is not yet in the cache, with a name never used before on this connection.
    mutating func makeEntry(for sql: SQL) -> Entry {
        names += 1
        return Entry(name: "s\(names)", sql: sql)
    }

    mutating func insert(_ entry: Entry) {
        uses += 1
        entry.lastUse = uses
        entries[entry.text, default: []].append(entry)
        count += 1
        guard count > capacity else { return }
        guard let oldest = entries.values.joined().min(by: { $0.lastUse < $1.lastUse }) else { return }
        remove(oldest)
        evicted.append(oldest.name)
    }

    private mutating func remove(_ entry: Entry) {
        entries[entry.text]?.removeAll { $0 === entry }
        if entries[entry.text]?.isEmpty == true { entries[entry.text] = nil }
        count -= 1
    }

    /// Forgets all, because a plan went stale or someone deallocated behind the cache.
    mutating func removeAll() {
        entries = [:]
        count = 0
        evicted = []
        mustDeallocateAll = true
    }

    var wantsHousekeeping: Bool { mustDeallocateAll || evicted.count >= 16 }

    /// What to run, outside of a failed transaction, to free what was dropped; nil when little has gathered.
    mutating func housekeeping() -> String? {
        if mustDeallocateAll {
            mustDeallocateAll = false
            return "DEALLOCATE ALL"
        }
        // A batch, so that the round trip is paid once for many.
        guard evicted.count >= 16 else { return nil }
        defer { evicted = [] }
        return evicted.map { "DEALLOCATE \($0)" }.joined(separator: ";")
    }
}
