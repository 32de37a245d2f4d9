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
    /// Articles beyond those that every demo has.
    let moreArticles: Int

    static let small = DemoSize(name: "small", providers: 300, moreArticles: 0)
    static let large = DemoSize(name: "large", providers: 100_000, moreArticles: 20_000)

    /// As many clinicians as somebody wants to measure with.
    static func measured(_ providers: Int) -> DemoSize {
        DemoSize(
            name: "\(providers)-provider", providers: providers,
            moreArticles: min(providers / 5, large.moreArticles))
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

/// Fills an empty database with made-up people, topics, articles and a queue, the same for the same seed.
struct DemoLoader {
    /// As stet_owner: nobody else may write what was true in the past.
    let database: Database
    let settings: Settings
    var clock: any Clock = SystemClock()
    /// Whether indexes, keys and what follows from the rows are made for all of them at once, behind them; nil for by
    /// size: a few hundred clinicians are in sooner than indexes are made again.
    var isBulk: Bool?

    /// How many clinicians go in at once.
    private static let batch = 1_000
    private static let bulk = 5_000
    /// How many batches are made at the same time.
    private static let ahead = 2

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
        try await loadArticles(size, plan, in: transaction, progress: progress)
        try await DemoAdRows(plan: plan).write(in: transaction)
        progress("ads", plan.data.advertisers.count, plan.data.advertisers.count)
        if isBulk ?? (size.providers >= Self.bulk) {
            try await DemoBulk().load(in: transaction) {
                try await loadClinicians(plan, in: transaction, progress: progress)
            }
        } else {
            _ = try await loadClinicians(plan, in: transaction, progress: progress)
        }
        var queue = DemoRows()
        for (number, waiting) in plan.queue.enumerated() { try queue.add(waiting, number: number, in: plan) }
        try await queue.write(in: transaction)
        try await CheckWaitingProfiles().run(in: transaction)
        progress("queue", plan.queue.count, plan.queue.count)
    }

    private func plan(_ size: DemoSize, _ seed: UInt64, reading reader: any Reader) async throws -> DemoPlan {
        let now = clock.now()
        let data = DemoData(seed: seed, providers: size.providers, now: now.date)
        let zone = TimeZone(identifier: settings[.siteTimeZone]) ?? .gmt
        let hours = DemoHours(zone: zone, now: now, today: data.today)
        return try DemoPlan(
            data: data, seed: seed, hours: hours, zone: zone,
            registers: try await DemoRegisters(reading: reader))
    }

    /// Makes the rows of one batch while the rows of the one before go in.
    ///
    /// - Returns: the words that the clinicians use.
    private func loadClinicians(
        _ plan: DemoPlan, in transaction: Transaction, progress: @Sendable (String, Int, Int) -> Void
    ) async throws -> Set<String> {
        let count = plan.data.providers
        let batches = stride(from: 0, to: count, by: Self.batch).map { $0..<min($0 + Self.batch, count) }
        return try await withThrowingTaskGroup(of: DemoRows.self) { group in
            var words: Set<String> = []
            var upcoming = batches[...]
            func makeNext() {
                guard let range = upcoming.popFirst() else { return }
                group.addTask { try DemoRows(clinicians: range, in: plan) }
            }
            for _ in 0..<Self.ahead { makeNext() }
            var done = 0
            while let rows = try await group.next() {
                makeNext()
                try await rows.write(in: transaction)
                words.formUnion(rows.words)
                done += rows.counts[.provider] ?? 0
                progress("clinicians", done, count)
                // The planner has seen empty tables so far, and would read whole ones for each row from now on.
                if done == Self.batch { try await analyze(in: transaction) }
            }
            return words
        }
    }

    private func loadArticles(
        _ size: DemoSize, _ plan: DemoPlan, in transaction: Transaction,
        progress: @Sendable (String, Int, Int) -> Void
    ) async throws {
        try await DemoRows(shelvesOf: plan).write(in: transaction)
        let articles = plan.data.articles + DemoArticles.many(count: size.moreArticles, seed: plan.seed)
        for first in stride(from: 0, to: articles.count, by: Self.batch) {
            let batch = articles[first..<min(first + Self.batch, articles.count)]
            try await DemoRows(batch, from: first, in: plan).write(in: transaction)
            progress("articles", batch.endIndex, articles.count)
            if first == 0 { try await analyze(in: transaction) }
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
        articles.category, articles.author, articles.article, articles.revision, articles.revision_topic,
        articles.approval, articles.publication, articles.document, articles.document_topic, articles.document_words,
        articles.posting, articles.word,
        providers.provider, providers.revision, providers.revision_title, providers.revision_topic,
        providers.publication, providers.license_period, providers.listing, providers.search, providers.word,
        providers.likeness, providers.signal,
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
    let articles: Int
    let waiting: Int

    var description: String {
        guard isNew else {
            return "The \(size) demo of seed \(seed) is here already. Nothing was changed."
        }
        return "Loaded the \(size) demo of seed \(seed): \(providers) providers, \(topics) topics, "
            + "\(articles) articles, \(waiting) items in the queue."
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
        /// Nil for a demo that was loaded before there were articles.
        let articles: Int?
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
              (SELECT count(*) FROM articles.article) AS articles,
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
            articles: record.articles ?? 0, waiting: record.waiting)
    }

    private struct Holdings: Decodable, Sendable {
        let providers: Int
        let topics: Int
        let articles: Int
        let accounts: Int
    }

    private func assertEmpty(_ transaction: Transaction) async throws {
        let holdings = try await transaction.one(
            Holdings.self,
            """
            SELECT
              (SELECT count(*) FROM providers.provider) AS providers,
              (SELECT count(*) FROM topics.topic) AS topics,
              (SELECT count(*) FROM articles.article) AS articles,
              (SELECT count(*) FROM accounts.account WHERE email LIKE '%@stet.example') AS accounts
            """)
        guard holdings.providers + holdings.topics + holdings.articles + holdings.accounts == 0 else {
            throw DemoRefused(
                description: """
                    This database is in use: it holds \(holdings.providers) providers, \(holdings.topics) topics, \
                    \(holdings.articles) articles and \(holdings.accounts) demo accounts. Demo data goes into an empty database only.
                    """)
        }
    }
}
