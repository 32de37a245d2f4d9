import Accounts
import ArgumentParser
import DemoData
import Foundation
import Kernel
import Postgres
import Providers

/// How much demo data to load.
struct DemoSize: Sendable {
    let name: String
    let providers: Int

    static let small = DemoSize(name: "small", providers: 300)
    static let large = DemoSize(name: "large", providers: 100_000)

    /// As many clinicians as somebody wants to measure with.
    static func measured(_ providers: Int) -> DemoSize {
        DemoSize(name: "\(providers)-provider", providers: providers)
    }
}

extension DemoSize: ExpressibleByArgument {
    static let allValueStrings = [small.name, large.name]

    init?(argument: String) {
        guard let size = [Self.small, Self.large].first(where: { $0.name == argument }) else { return nil }
        self = size
    }

    var defaultValueDescription: String { name }
}

/// Fills an empty database with made-up people, topics and a queue, the same for the same seed.
struct DemoLoader {
    /// As stet_owner: nobody else may write what was true in the past.
    let database: Database
    let settings: Settings

    /// How many clinicians go in at once. Their listing is made for so many in one step too.
    private static let batch = 1_000

    /// Loads everything in one transaction, or nothing.
    ///
    /// - Parameters:
    ///   - size: how many clinicians.
    ///   - seed: the same seed gives the same data, told from today.
    ///   - password: of all demo accounts.
    ///   - progress: told the name of a step, how much of it is done, and of how much.
    /// - Returns: what is there now; `isNew` is false when this demo had been loaded before.
    /// - Throws: `DemoRefused` when the database holds anything else.
    func run(
        size: DemoSize, seed: UInt64, password: String,
        progress: @escaping @Sendable (String, Int, Int) -> Void
    ) async throws -> DemoReport {
        // Before the transaction: hashing takes its time by design.
        let hash = try await Passwords(settings: settings).hash(password)
        let report = try await database.transaction { transaction in
            try await DemoStanding(size: size, seed: seed).check(in: transaction) {
                try await load(size, seed, passwordHash: hash, in: transaction, progress: progress)
            }
        }
        if report.isNew { try await tidy() }
        return report
    }

    private func load(
        _ size: DemoSize, _ seed: UInt64, passwordHash: String, in transaction: Transaction,
        progress: @Sendable (String, Int, Int) -> Void
    ) async throws {
        let plan = try await plan(size, seed, reading: transaction)
        try await transaction.execute("SELECT set_config('stet.history', 'on', true)")
        try await DemoRows(accounts: plan, passwordHash: passwordHash).write(in: transaction)
        try await DemoTopicRows.all(in: plan).write(in: transaction)
        progress("topics", plan.data.topics.count, plan.data.topics.count)
        try await DemoAdRows(plan: plan).write(in: transaction)
        progress("ads", plan.data.advertisers.count, plan.data.advertisers.count)
        try await listingAfterwards(in: transaction) {
            try await loadClinicians(plan, in: transaction, progress: progress)
        }
        var queue = DemoRows()
        for (number, waiting) in plan.queue.enumerated() { try queue.add(waiting, number: number, in: plan) }
        try await queue.write(in: transaction)
        try await CheckWaitingProfiles().run(in: transaction)
        progress("queue", plan.queue.count, plan.queue.count)
    }

    /// Makes the listing in one step behind all that it follows from. Otherwise it would be looked after for every
    /// clinician twice, with the verifications and with the publication.
    private func listingAfterwards(in transaction: Transaction, _ body: () async throws -> Void) async throws
    {
        let statements: [(disable: SQL, enable: SQL)] = [
            (
                "ALTER TABLE providers.publication DISABLE TRIGGER follow_insert",
                "ALTER TABLE providers.publication ENABLE TRIGGER follow_insert"
            ),
            (
                "ALTER TABLE providers.license_period DISABLE TRIGGER follow_insert",
                "ALTER TABLE providers.license_period ENABLE TRIGGER follow_insert"
            ),
        ]
        for statement in statements { try await transaction.execute(statement.disable) }
        try await body()
        // While checks of a table wait for the commit, it cannot be altered.
        try await transaction.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in statements { try await transaction.execute(statement.enable) }
        try await transaction.execute("SELECT providers.rebuild_listing()")
    }

    private func plan(_ size: DemoSize, _ seed: UInt64, reading reader: any Reader) async throws -> DemoPlan {
        let now = SystemClock().now()
        let data = DemoData(seed: seed, providers: size.providers, now: now.date)
        let zone = TimeZone(identifier: settings[.siteTimeZone]) ?? .gmt
        let hours = DemoHours(zone: zone, now: now, today: data.today)
        return try DemoPlan(
            data: data, seed: seed, hours: hours, zone: zone,
            registers: try await DemoRegisters(reading: reader))
    }

    /// Makes the rows of one batch while the rows of the one before go in.
    private func loadClinicians(
        _ plan: DemoPlan, in transaction: Transaction, progress: @Sendable (String, Int, Int) -> Void
    ) async throws {
        let count = plan.data.providers
        let batches = stride(from: 0, to: count, by: Self.batch).map { $0..<min($0 + Self.batch, count) }
        try await withThrowingTaskGroup(of: DemoRows.self) { group in
            var upcoming = batches[...]
            func makeNext() {
                guard let range = upcoming.popFirst() else { return }
                group.addTask { try DemoRows(clinicians: range, in: plan) }
            }
            makeNext()
            var done = 0
            while let rows = try await group.next() {
                makeNext()
                try await rows.write(in: transaction)
                done += rows.counts[.provider] ?? 0
                progress("clinicians", done, count)
                // The planner has seen empty tables so far, and would read whole ones for each row from now on.
                if done == Self.batch { try await analyze(in: transaction) }
            }
        }
    }

    private func analyze(in transaction: Transaction) async throws {
        try await transaction.script("ANALYZE \(Self.tables)")
    }

    /// Counts what is there for the planner, and marks pages as all visible, so that lists read indexes alone.
    private func tidy() async throws {
        try await database.script("VACUUM (ANALYZE) \(Self.tables)")
    }

    private static let tables = """
        accounts.person, accounts.account, accounts.account_role, topics.topic, topics.revision, topics.publication,
        providers.provider, providers.revision, providers.revision_title, providers.revision_topic,
        providers.publication, providers.license_period, providers.listing, providers.likeness, providers.signal,
        credentials.credential, credentials.finding, credentials.verification, moderation.review_item, moderation.decision,
        ads.line_item, ads.line_item_topic, ads.creative, ads.flight, ads.event
        """
}

/// What is there after loading.
struct DemoReport: Sendable, Codable, CustomStringConvertible {
    let size: String
    let seed: UInt64
    /// False when it had been loaded before and nothing was done.
    let isNew: Bool
    let providers: Int
    let topics: Int
    let waiting: Int

    var description: String {
        guard isNew else {
            return "The \(size) demo of seed \(seed) is here already. Nothing was changed."
        }
        return "Loaded the \(size) demo of seed \(seed): \(providers) providers, \(topics) topics, "
            + "\(waiting) items in the queue."
    }
}

/// The database is not empty.
struct DemoRefused: Error, CustomStringConvertible {
    let description: String
}

/// Whether this demo may be loaded, and the mark that it was.
private struct DemoStanding {
    let size: DemoSize
    let seed: UInt64

    /// What the audit log keeps of a load.
    private struct Record: Codable, Equatable, Sendable {
        let size: String
        let seed: String
        let providers: Int
        let topics: Int
        let waiting: Int
    }

    func check(
        in transaction: Transaction, _ load: () async throws -> Void
    ) async throws -> DemoReport {
        // Two loaders at once would both find an empty database.
        try await transaction.execute("SELECT pg_advisory_xact_lock(hashtextextended('stet demo load', 0))")
        if let record = try await record(in: transaction) { return try report(record, isNew: false) }
        try await assertEmpty(transaction)
        try await load()
        let record = try await transaction.one(
            Record.self,
            """
            SELECT
              \(size.name) AS size,
              \(String(seed)) AS seed,
              (SELECT count(*) FROM providers.provider) AS providers,
              (SELECT count(*) FROM topics.topic) AS topics,
              (SELECT count(*) FROM moderation.review_item WHERE state = 'open') AS waiting
            """)
        try await transaction.audit(
            AuditEntry("demo.loaded", on: "demo", seed, after: try PostgresJSON(encoding: record)),
            by: .program("stet demo load"))
        return try report(record, isNew: true)
    }

    private func record(in transaction: Transaction) async throws -> Record? {
        let json = try await transaction.value(
            PostgresJSON.self,
            """
            SELECT after
            FROM kernel.audit_entry
            WHERE action = 'demo.loaded'
            LIMIT 1
            """)
        return try json?.decode(Record.self)
    }

    private func report(_ record: Record, isNew: Bool) throws(DemoRefused) -> DemoReport {
        guard record.size == size.name, record.seed == String(seed) else {
            throw DemoRefused(
                description: """
                    This database holds the \(record.size) demo of seed \(record.seed) already. \
                    For another one, start with an empty database.
                    """)
        }
        return DemoReport(
            size: record.size, seed: seed, isNew: isNew, providers: record.providers, topics: record.topics,
            waiting: record.waiting)
    }

    private struct Holdings: Decodable, Sendable {
        let providers: Int
        let topics: Int
        let accounts: Int
    }

    private func assertEmpty(_ transaction: Transaction) async throws {
        let holdings = try await transaction.one(
            Holdings.self,
            """
            SELECT
              (SELECT count(*) FROM providers.provider) AS providers,
              (SELECT count(*) FROM topics.topic) AS topics,
              (SELECT count(*) FROM accounts.account WHERE email LIKE '%@stet.example') AS accounts
            """)
        guard holdings.providers + holdings.topics + holdings.accounts == 0 else {
            throw DemoRefused(
                description: """
                    This database is in use: it holds \(holdings.providers) providers, \(holdings.topics) topics \
                    and \(holdings.accounts) demo accounts. Demo data goes into an empty database only.
                    """)
        }
    }
}
