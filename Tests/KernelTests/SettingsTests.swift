import Foundation
import Kernel
import Testing

@Suite("Settings")
struct SettingsTests {
    @Test("flags go over the environment, the environment over the file, the file over defaults")
    func precedence() throws {
        let file = try write("port: 1001\nsite:\n  time_zone: UTC\n")

        func port(_ environment: [String: String] = [:], _ flags: [String: String] = [:]) throws -> Int {
            try load([file], environment, flags)[.port]
        }

        #expect(try load([], [:], [:])[.port] == 8080)
        #expect(try port() == 1001)
        #expect(try port(["STET_PORT": "1002"]) == 1002)
        #expect(try port(["STET_PORT": "1002"], ["port": "1003"]) == 1003)
        #expect(try load([file])[.siteTimeZone] == "UTC")
    }

    @Test("an unknown key is told with its line and the nearest right one")
    func unknownKey() throws {
        let file = try write("# a comment\nsite:\n  time_zon: UTC\n")

        let mistakes = mistakes([file])

        #expect(mistakes.count == 1)
        #expect(mistakes.first?.place == "\(file.lastPathComponent):3")
        #expect(mistakes.first?.message.contains("site.time_zone") == true)
    }

    @Test("a mistyped variable is told with the nearest right one; those of other programs are left alone")
    func misspeltVariable() {
        let environment = ["STET_PROT": "1", "STET_TEST_DATABASE_URL": "x", "STET_URL": "x", "PROT": "1"]

        let mistakes = mistakes([], environment: environment)

        #expect(
            mistakes == [
                SettingMistake(
                    place: "STET_PROT",
                    message: "there is no setting of this name. The nearest is “STET_PORT”.")
            ])
    }

    @Test("a value of a wrong type is told with its line and what was expected")
    func wrongType() throws {
        let file = try write("port: eighty\n")

        let mistake = mistakes([file]).first

        #expect(mistake?.place == "\(file.lastPathComponent):1")
        #expect(mistake?.message == "“port”: expected a whole number, not “eighty”.")
    }

    @Test(
        "a value that makes no sense is told",
        arguments: [
            ("port", "70000"), ("site.time_zone", "Mars/Olympus"), ("log.level", "loud"),
        ])
    func senseless(key: String, value: String) {
        #expect(mistakes([], flags: [key: value]).first?.message.contains("expected") == true)
    }

    @Test("all mistakes are told at once")
    func together() throws {
        let file = try write("prot: 1\nport: x\nlog:\n  level: loud\n")

        #expect(mistakes([file]).count == 3)
    }

    @Test("a missing file and one that is no YAML are told by name")
    func unreadable() throws {
        let broken = try write("port: [1\n")

        #expect(mistakes([URL(filePath: "/nowhere/stet.yaml")]).first?.message.contains("missing") == true)
        #expect(mistakes([broken]).first?.message.contains("not YAML") == true)
    }

    private func load(
        _ files: [URL], _ environment: [String: String] = [:], _ flags: [String: String] = [:]
    ) throws -> Settings {
        try Settings.load(files: files, environment: environment, flags: flags, declared: KernelSettings.all)
    }

    private func mistakes(
        _ files: [URL], environment: [String: String] = [:], flags: [String: String] = [:]
    ) -> [SettingMistake] {
        do {
            _ = try load(files, environment, flags)
            return []
        } catch {
            return (error as? SettingMistakes)?.mistakes ?? []
        }
    }

    private func write(_ text: String) throws -> URL {
        let file = URL.temporaryDirectory.appending(path: "\(UUID().uuidString).yaml")
        try text.write(to: file, atomically: true, encoding: .utf8)
        return file
    }
}
