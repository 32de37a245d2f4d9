import Foundation
import Kernel

import Testing

@testable import Credentials
@testable import Moderation

@Suite("The policy file")
struct PolicyFileTests {
    private let file = URL(filePath: #filePath)
        .deletingLastPathComponent().appending(path: "../../../Config/policy.yaml").standardized

    private var declared: [any SettingDeclaration] {
        CredentialPolicy.settings + [Setting<Int>.leaseMinutes]
    }

    @Test("every key of ours stands in it with its default, so that reading it tells what holds")
    func defaults() throws {
        let text = try String(contentsOf: file, encoding: .utf8)

        for setting in declared {
            let name = try #require(setting.key.split(separator: ".").last)
            #expect(text.contains("\n    \(name): \(setting.defaultText)\n"), "\(setting.key)")
        }
    }

    @Test("a value that makes no sense is told with its line")
    func wrong() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let wrong = folder.appending(path: "policy.yaml")
        try "policy:\n  credentials:\n    valid_days: 0\n    renew_days_befor: 3\n"
            .write(to: wrong, atomically: true, encoding: .utf8)

        let mistakes = #expect(throws: SettingMistakes.self) {
            _ = try Settings.load(files: [wrong], environment: [:], flags: [:], declared: declared)
        }

        #expect(mistakes?.mistakes.count == 2)
        #expect(mistakes?.description.contains("policy.yaml:3") == true)
        #expect(mistakes?.description.contains("renew_days_before") == true)
    }
}
