import Accounts
import Ads
import Articles
import Credentials
import Foundation
import Kernel
import Moderation
import Providers
import Site
import Synchronization
import TestSupport
import Topics

/// The executable `stet` itself, as a shell runs it.
struct Command {
    static let plugins: [any Plugin.Type] = [
        AccountsPlugin.self, SitePlugin.self, ModerationPlugin.self, TopicsPlugin.self, ProvidersPlugin.self,
        CredentialsPlugin.self, ArticlesPlugin.self, AdsPlugin.self,
    ]

    struct Ended: Sendable {
        let code: Int32
        let output: String
        let errors: String
    }

    /// Beside the tests' own executable.
    private static var executable: URL {
        get throws {
            let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            return URL(filePath: own).deletingLastPathComponent().appending(path: "stet")
        }
    }

    /// A process that has not been started, in a folder of its own with nothing of this machine's settings.
    static func process(_ arguments: [String], _ environment: [String: String]) throws -> Process {
        let folder = URL.temporaryDirectory.appending(path: "stet-command-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let process = Process()
        process.executableURL = try executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let inherited = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("STET_") }
        process.environment = inherited.merging(environment) { $1 }
        return process
    }

    /// Runs a command to its end.
    static func run(_ arguments: [String], _ environment: [String: String] = [:]) async throws -> Ended {
        let process = try process(arguments, environment)
        let folder = try FileManager.default.url(
            for: .itemReplacementDirectory, in: .userDomainMask, appropriateFor: .temporaryDirectory,
            create: true)
        let (output, errors) = (folder.appending(path: "output"), folder.appending(path: "errors"))
        for file in [output, errors] { try Data().write(to: file) }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try await end(of: process) { try process.run() }
        return Ended(
            code: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8))
    }

    /// Returns when a process has ended that the body starts.
    private static func end(of process: Process, _ start: () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do {
                try start()
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
    }
}

extension TestStet {
    /// What tells the executable to use this program's database.
    func environment() throws -> [String: String] {
        let server = try TestServer.current
        return [
            "STET_DATABASE_URL": server.url(name, role: "stet_console"),
            "STET_SITE_DATABASE_URL": server.url(name, role: "stet_site"),
            "STET_PREVIEW_DATABASE_URL": server.url(name, role: "stet_preview"),
            "STET_OWNER_DATABASE_URL": server.url(name, role: "stet_owner"),
        ]
    }
}
