import ArgumentParser
import Foundation
import Kernel

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Made-up data to look around in.", subcommands: [Load.self])

    struct Load: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Fill an empty database with made-up people, topics, articles and a queue.",
            discussion: "Example: stet demo load --size small --seed 1")

        @Option(help: "How much: small (300 providers) or large (100,000, and 20,000 articles).")
        var size: DemoSize = .small

        @Option(help: "The same seed gives the same data.")
        var seed: UInt64 = 1

        func run() async throws {
            try await Outcome.of {
                let installation = try Installation()
                let password = ProcessInfo.processInfo.environment["STET_DEMO_PASSWORD"] ?? ""
                guard password.count >= 12 else {
                    throw SettingMistake(
                        place: "STET_DEMO_PASSWORD", message: "expected a password of at least 12 characters."
                    )
                }
                let loader = DemoLoader(
                    database: installation.ownerDatabase(), settings: installation.settings)
                let report = try await loader.run(
                    size: size, seed: seed, password: password,
                    progress: { step, done, total in ProgressLine.show(step, done, of: total) })
                print(report)
            }
        }
    }
}

/// A bar on a terminal that tells how far a long step is; nothing where nobody looks.
enum ProgressLine {
    static func show(_ step: String, _ done: Int, of total: Int) {
        guard isatty(FileHandle.standardError.fileDescriptor) == 1, total > 0 else { return }
        let width = 30
        let filled = min(width, done * width / total)
        let bar = String(repeating: "█", count: filled) + String(repeating: "·", count: width - filled)
        let end = done >= total ? "\n" : ""
        FileHandle.standardError.write(Data("\r\(bar) \(step) \(done)/\(total)\(end)".utf8))
    }
}
