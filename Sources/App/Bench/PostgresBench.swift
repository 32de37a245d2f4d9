import Foundation
import Logging
import Postgres

/// Compares our client with pgbench on the same statement, in turns within one run, so that what else the machine does
/// strikes both.
enum PostgresBench {
    /// What pgbench's own tables answer to by primary key.
    private static let script = """
        \\set aid random(1, \(accounts))
        SELECT abalance FROM pgbench_accounts WHERE aid = :aid;
        """
    /// The rows that `pgbench -i` makes at scale 1.
    private static let accounts = 100_000

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Measures on a database of its own, made for the purpose on the server of the URL and dropped afterwards.
    /// Each figure takes so many seconds; a ratio of 1 means as many statements a second as pgbench.
    static func run(database url: String, seconds: Int) async throws -> [(
        name: String, value: Double, unit: String
    )] {
        let server = Database(DatabaseConfiguration(url: url, poolSize: 1), logger: Logger(label: "bench"))
        let name = "bench_" + UUID().uuidString.replacing("-", with: "").lowercased()
        _ = try await server.rows("CREATE DATABASE \(identifier: name)")
        let outcome: Result<[(name: String, value: Double, unit: String)], any Error>
        do {
            outcome = .success(
                try await measure(server: try Address(url).with(database: name), seconds: seconds))
        } catch {
            outcome = .failure(error)
        }
        _ = try? await server.rows("DROP DATABASE \(identifier: name) WITH (FORCE)")
        await server.close()
        return try outcome.get()
    }

    private static func measure(
        server address: Address, seconds: Int
    ) async throws -> [(name: String, value: Double, unit: String)] {
        let tool = try await PGBench(address: address)
        try await tool.fill()
        let file = FileManager.default.temporaryDirectory.appending(component: "\(UUID().uuidString).pgbench")
        try Data(script.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }

        var figures: [(name: String, value: Double, unit: String)] = []
        for connections in [1, 4] {
            var held: [Double] = []
            var pooled: [Double] = []
            var theirs: [Double] = []
            // Rounds of two seconds: long enough to settle, short enough to strike the same weather.
            for _ in 0..<max(1, seconds / 2) {
                let length = min(2, max(1, seconds))
                theirs.append(
                    try await tool.statementsPerSecond(file, connections: connections, seconds: length))
                held.append(
                    try await statementsPerSecond(address, connections, seconds: length, holding: true))
                pooled.append(
                    try await statementsPerSecond(address, connections, seconds: length, holding: false))
            }
            let name = "\(connections) connection\(connections == 1 ? "" : "s")"
            figures.append(("pgbench, \(name)", median(theirs), "statements/s"))
            figures.append(("client, \(name)", median(held), "statements/s"))
            figures.append(("client through the pool, \(name)", median(pooled), "statements/s"))
            figures.append(("client/pgbench, \(name)", median(ratios(held, theirs)), "ratio"))
            figures.append(
                ("client through the pool/pgbench, \(name)", median(ratios(pooled, theirs)), "ratio"))
        }
        return figures
    }

    private static func ratios(_ ours: [Double], _ theirs: [Double]) -> [Double] {
        zip(ours, theirs).map { $0 / max(1, $1) }
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        guard let middle = sorted.dropFirst(sorted.count / 2).first else { return 0 }
        return sorted.count % 2 == 1 ? middle : (middle + sorted[sorted.count / 2 - 1]) / 2
    }

    /// One task a connection, each asking for one random account after the other: holding its connection all the time,
    /// as pgbench does, or taking one from the pool for every statement, as most code does.
    private static func statementsPerSecond(
        _ address: Address, _ connections: Int, seconds: Int, holding: Bool
    ) async throws -> Double {
        let database = Database(
            DatabaseConfiguration(url: address.url, password: address.password, poolSize: connections),
            logger: Logger(label: "bench"))
        // Opens every connection, which pgbench leaves out of its figure too.
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<connections { group.addTask { _ = try await database.rows("SELECT pg_sleep(0.1)") } }
            try await group.waitForAll()
        }
        let clock = ContinuousClock()
        let start = clock.now
        let end = start + .seconds(seconds)
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<connections {
                group.addTask {
                    guard holding else { return try await ask(database, until: end) }
                    return try await database.session { try await ask($0, until: end) }
                }
            }
            return try await group.reduce(0, +)
        }
        let elapsed = clock.now - start
        await database.close()
        return Double(count) / (elapsed / .seconds(1))
    }

    private static func ask(_ reader: some Reader, until end: ContinuousClock.Instant) async throws -> Int {
        let clock = ContinuousClock()
        var dice = Dice(state: UInt64.random(in: 1...UInt64.max))
        var count = 0
        while clock.now < end {
            let account = Int32.random(in: 1...Int32(accounts), using: &dice)
            _ = try await reader.value(
                Int32.self, "SELECT abalance FROM pgbench_accounts WHERE aid = \(account)")
            count += 1
        }
        return count
    }
}

/// Random numbers without a visit to the kernel, as pgbench has them too (xorshift64*).
private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 2_685_821_657_736_338_717
    }
}

/// A database's URL without its password, which must not stand in the list of processes.
private struct Address {
    let url: String
    let password: String?

    init(_ text: String) throws {
        guard var parts = URLComponents(string: text), parts.scheme?.hasPrefix("postgres") == true else {
            throw PostgresBench.Failure(
                description: "the database's address must read postgres://user@host/name")
        }
        password = parts.password
        parts.password = nil
        url = parts.string ?? text
    }

    private init(url: String, password: String?) {
        self.url = url
        self.password = password
    }

    /// The same server; libpq lets a parameter of this name win over the path.
    func with(database: String) -> Address {
        Address(url: url + (url.contains("?") ? "&" : "?") + "dbname=\(database)", password: password)
    }
}

/// The pgbench of the installed PostgreSQL.
private struct PGBench {
    private let program: URL
    private let address: Address

    init(address: Address) async throws {
        self.address = address
        let folder = try await Self.output(
            of: URL(filePath: "/usr/bin/env"), ["pg_config", "--bindir"], password: nil)
        program = URL(filePath: folder.trimmingCharacters(in: .whitespacesAndNewlines)).appending(
            component: "pgbench")
    }

    /// Makes and fills its tables.
    func fill() async throws {
        _ = try await Self.output(
            of: program, ["-i", "-q", "-s", "1", address.url], password: address.password)
    }

    func statementsPerSecond(_ script: URL, connections: Int, seconds: Int) async throws -> Double {
        let report = try await Self.output(
            of: program,
            [
                "-n", "-M", "prepared", "-j", "1", "-c", String(connections), "-T", String(seconds),
                "-f", script.path(), address.url,
            ], password: address.password)
        guard let match = report.firstMatch(of: /tps = ([0-9.]+)/), let figure = Double(match.1) else {
            throw PostgresBench.Failure(description: "pgbench gave no figure")
        }
        return figure
    }

    private static func output(of program: URL, _ arguments: [String], password: String?) async throws
        -> String
    {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        if let password {
            process.environment = ProcessInfo.processInfo.environment.merging(["PGPASSWORD": password]) { $1 }
        }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        let ended = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = { process in
            ended.continuation.yield(process.terminationStatus)
            ended.continuation.finish()
        }
        try start(process)
        // What these print fits the pipe, so it may be read when they are done.
        let status = await ended.stream.first { _ in true }
        guard status == 0 else {
            throw PostgresBench.Failure(
                description: "\(program.lastPathComponent) ended with \(status ?? -1)")
        }
        return String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    }

    /// A thread of the concurrency pool blocks most signals, a child inherits that, and pgbench counts on SIGALRM.
    private static func start(_ process: Process) throws {
        var none = sigset_t()
        var before = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try process.run()
    }
}
