import Foundation
import FoundationNetworking
import TestSupport
import Testing

/// `stet serve` as a process of its own, on a port that was free.
final class Server: @unchecked Sendable {
    struct Answer: Sendable {
        let status: Int
        let body: Data
    }

    private let environment: [String: String]
    private let arguments: [String]
    private var process: Process?
    private(set) var port = 0

    init(environment: [String: String], _ arguments: [String] = []) {
        self.environment = environment
        self.arguments = arguments
    }

    /// Serves a test's program with a secret of its own, so that people stay signed in while it comes and goes.
    convenience init(_ stet: TestStet, _ arguments: [String] = []) throws {
        let secret = URL.temporaryDirectory.appending(path: "secret-\(stet.name)")
        try Data(UUID().uuidString.utf8).write(to: secret)
        self.init(
            environment: try stet.environment().merging(["STET_SECRET_FILE": secret.path]) { $1 }, arguments)
    }

    /// Starts it and returns when it answers. Somebody else may take the port first; then it tries another.
    func start() async throws {
        for _ in 0..<10 {
            port = Int.random(in: 20_000..<32_000)
            let process = try Command.process(["serve", "--port", "\(port)"] + arguments, environment)
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            self.process = process
            try await eventually {
                if !process.isRunning { return true }
                return (try? await self.get("/healthz").status) == 200
            }
            if process.isRunning { return }
        }
        Issue.record("stet serve never began to answer")
    }

    func get(_ path: String) async throws -> Answer {
        guard let url = URL(string: "http://127.0.0.1:\(port)\(path)") else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        request.timeoutInterval = 120
        return try await withCheckedThrowingContinuation { continuation in
            let task = URLSession.shared.dataTask(with: request) { data, response, error in
                if let response = response as? HTTPURLResponse {
                    continuation.resume(returning: Answer(status: response.statusCode, body: data ?? Data()))
                } else {
                    continuation.resume(throwing: error ?? URLError(.badServerResponse))
                }
            }
            task.resume()
        }
    }

    /// Asks it to end, and returns its exit code.
    func end() async throws -> Int32? {
        guard let process else { return nil }
        process.terminate()
        try await eventually { !process.isRunning }
        return process.isRunning ? nil : process.terminationStatus
    }

    /// Ends it at once, as nothing can be heard of or refused, whatever it is at.
    func stop() {
        if let process, process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }
}
