import Accounts
import Hummingbird
import Kernel
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Console

@Suite(
    "The log", .stet(with: [AccountsPlugin.self, TrialPlugin.self], settings: ["trusted_proxies": "local"]))
struct LogTests {
    @Test("a request is one line with its number, path, status and duration")
    func line() async throws {
        let log = try await lines { web in try await web.visitor().get("/trial/page") }

        #expect(log.count == 1)
        #expect(log.first?.contains("served") == true)
        for part in ["path=/trial/page", "status=200", "method=GET", "request=", "ms="] {
            #expect(log.first?.contains(part) == true)
        }
    }

    @Test("neither what was searched for nor who searched stands in it")
    func query() async throws {
        let log = try await lines { web in
            try await web.visitor().get("/trial/find?q=selfharm", headers: [.forwardedFor: "203.0.113.9"])
        }

        #expect(!log.joined().contains("selfharm"))
        #expect(!log.joined().contains("203.0.113.9"))
    }

    @Test("no password and no e-mail stands in it, right or wrong")
    func password() async throws {
        let log = try await lines { web in
            let visitor = web.visitor()
            try await visitor.get("/console/sign-in")
            try await visitor.post(
                "/console/sign-in", [("email", "ana@example.org"), ("password", "correct horse battery")])
        }

        #expect(log.count == 2)
        #expect(!log.joined().contains("battery"))
        #expect(!log.joined().contains("ana@"))
    }

    @Test("a token in a path, which opens what it names, does not stand in it")
    func token() async throws {
        let log = try await lines { web in try await web.visitor().get("/console/trial/token/s3cr3t") }

        #expect(log.count == 1)
        #expect(!log.joined().contains("s3cr3t"))
    }

    @Test("a fault stands in it with what is known, under the number that the page shows")
    func fault() async throws {
        let number = Mutex("")
        let log = try await lines { web in
            let answer = try await web.visitor().get("/trial/refuse/fault")
            number.withLock { $0 = answer.headers[.requestID] ?? "" }
        }

        let failed = log.first { $0.contains("failed") } ?? ""
        #expect(failed.contains("request=\(number.withLock { $0 })"))
        #expect(failed.contains("accounts.account"))
    }

    /// What was logged while the body ran.
    private func lines(_ body: @escaping @Sendable (TestWeb) async throws -> Void) async throws -> [String] {
        let log = LogRecord()
        var logger = Logger(label: "log") { _ in RecordingHandler(log: log) }
        logger.logLevel = .trace
        try await TestStet.current.serve(logger: logger, body)
        // The framework says when it starts and stops.
        return log.lines.filter { $0.hasPrefix("served") || $0.hasPrefix("failed") }
    }
}

/// Every line that was logged.
private final class LogRecord: Sendable {
    private let all = Mutex<[String]>([])
    var lines: [String] { all.withLock { $0 } }
    func add(_ line: String) { all.withLock { $0.append(line) } }
}

private struct RecordingHandler: LogHandler {
    let log: LogRecord
    var logLevel: Logger.Level = .trace
    var metadata: Logger.Metadata = [:]

    init(log: LogRecord) { self.log = log }

    subscript(metadataKey key: String) -> Logger.MetadataValue? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        let fields = all.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        log.add("\(event.message) \(fields.joined(separator: " "))")
    }
}
