import Foundation
import Testing

@Suite("Settings of the program", .timeLimit(.minutes(10)))
struct SettingTests {
    /// A folder with these files.
    private func folder(_ files: [String: String]) throws -> URL {
        let folder = URL.temporaryDirectory.appending(path: "stet-settings-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files {
            try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
        }
        return folder
    }

    private func serve(_ files: [String: String], _ environment: [String: String] = [:]) async throws
        -> Command.Ended
    {
        let config = try folder(files).appending(path: "stet.yaml").path
        return try await Command.run(["serve"], environment.merging(["STET_CONFIG": config]) { $1 })
    }

    @Test("a mistyped key ends the start with its line and the nearest right one")
    func mistyped() async throws {
        let ended = try await serve(["stet.yaml": "host: 127.0.0.1\nprot: 8080\n"])

        #expect(ended.code == 78)
        #expect(ended.errors == "stet.yaml:2: there is no setting “prot”. The nearest is “port”.\n")
        #expect(ended.output.isEmpty)
    }

    @Test("a wrong value ends the start with where it stands and what was expected")
    func wrong() async throws {
        let inFile = try await serve(["stet.yaml": "port: eighty\n"])
        let inEnvironment = try await serve(["stet.yaml": ""], ["STET_SITE_TIME_ZONE": "Mars/Olympus"])

        #expect(inFile.code == 78)
        #expect(inFile.errors == "stet.yaml:1: “port”: expected a whole number, not “eighty”.\n")
        #expect(inEnvironment.code == 78)
        #expect(
            inEnvironment.errors.hasPrefix("STET_SITE_TIME_ZONE: “site.time_zone”: expected an IANA zone"))
    }

    @Test("a configuration that is named and missing ends the start; a secret's file too")
    func missing() async throws {
        let config = try await serve([:])
        let secret = try await serve(["stet.yaml": "secret_file: /nowhere/secret\n"])

        #expect(config.code == 78)
        #expect(config.errors == "stet.yaml: the file is missing or not UTF-8.\n")
        #expect(secret.code == 78)
        #expect(secret.errors.hasPrefix("secret_file: the file is missing"))
    }

    @Test("a set of plugins of which one lacks another ends the start")
    func plugins() async throws {
        let ended = try await serve(["stet.yaml": "plugins:\n  topics: false\n"])

        #expect(ended.code == 78)
        #expect(ended.errors.contains("K004"))
    }

    @Test("the policy of a plugin that is switched off is no mistake, and one that nobody declared is")
    func policy() async throws {
        let policy = try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../Config/policy.yaml").standardized, encoding: .utf8)
        let config = "plugins:\n  credentials: false\n"
        #expect(policy.contains("credentials:"))

        // Nothing listens there: what is told is that the database is away, and not a word about settings.
        let nowhere = ["STET_DATABASE_URL": "postgres://stet_console@127.0.0.1:1/none"]
        let off = try folder(["stet.yaml": config, "policy.yaml": policy])
        let strange = try folder([
            "stet.yaml": config, "policy.yaml": policy + "  credential:\n    days: 3\n",
        ])
        let taken = try await Command.run(
            ["audit", "head"], nowhere.merging(["STET_CONFIG": off.appending(path: "stet.yaml").path]) { $1 })
        let refused = try await Command.run(
            ["audit", "head"],
            nowhere.merging(["STET_CONFIG": strange.appending(path: "stet.yaml").path]) { $1 })

        #expect(taken.code == 69)
        #expect(taken.errors.hasPrefix("The database cannot be reached"))
        #expect(refused.code == 78)
        #expect(refused.errors.contains("there is no setting “policy.credential.days”"))
    }
}
