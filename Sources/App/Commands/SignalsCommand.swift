import ArgumentParser
import Foundation
import Kernel
import Providers
import Signals

struct SignalsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signals", abstract: "The rules that find defects in texts.",
        subcommands: [
            SignalsCheckCommand.self, SignalsListCommand.self, SignalsPrecisionCommand.self,
        ])
}

struct SignalsCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say what the rules find in texts. Ends with 1 when they find something.",
        discussion: """
            Example: stet signals check --kind bio --name "Ana Whitfield" bio.txt
            Offsets count Unicode scalars from the beginning of the file.
            """)

    @Option(help: "What the files hold: bio or article.")
    var kind: ProfileText.Kind

    @Argument(help: "The files.")
    var files: [String]

    @Option(help: "Whose bio it is; without it no rule asks about names.")
    var name: String?

    @Flag(help: "Print the signals as JSON.")
    var json = false

    func validate() throws {
        if files.isEmpty { throw ValidationError("Name at least one file.") }
    }

    func run() async throws {
        try await Outcome.of {
            let found = try files.flatMap { file in
                try signals(in: file).map { FoundSignal(file: file, signal: $0) }
            }
            if json {
                try printJSON(found)
            } else {
                for signal in found { print(signal.line) }
            }
            if !found.isEmpty { throw Outcome.notAll }
        }
    }

    private func signals(in file: String) throws -> [Signal] {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw FormIssues(
                "file", .other("\(file) is missing or cannot be read. Check the path and its rights."))
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw FormIssues("file", .other("\(file) is not UTF-8. Save it with that encoding."))
        }
        return ProfileText(file: text, kind: kind, name: name).signals
    }
}

/// A signal with the file in which it stands, as scripts read it.
private struct FoundSignal: Encodable {
    let file: String
    let rule: String
    let version: Int
    let severity: Signal.Severity
    /// The text of the file is `bio`; a name that was given is a field of its own.
    let field: ProfileField
    let start: Int
    let end: Int
    let explanation: String
    let fix: String

    init(file: String, signal: Signal) {
        self.file = file
        rule = signal.rule
        version = signal.version
        severity = signal.severity
        field = signal.field
        start = signal.start
        end = signal.end
        explanation = signal.explanation
        fix = signal.fix
    }

    var line: String {
        let place = field == .bio ? "\(start)-\(end)" : "\(field.rawValue)"
        return "\(file):\(place): \(severity.rawValue) \(rule): \(explanation) \(fix)"
    }
}

extension ProfileText.Kind: ExpressibleByArgument {}

struct SignalsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Print the rules with their versions.",
        discussion: "Example: stet signals list")

    func run() async throws {
        for rule in Rule.all { print("\(rule.id) \(rule.version) \(rule.name)") }
    }
}

struct SignalsPrecisionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "precision", abstract: "Print how often moderators agreed with each rule.",
        discussion: "Example: stet signals precision --json")

    @Flag(help: "Print the counts as JSON.")
    var json = false

    func run() async throws {
        try await Outcome.of {
            let rules = try await RulePrecision.all(in: try Installation().composition().kernel.database)
            if json { return try printJSON(rules) }
            if rules.isEmpty { say("Nobody has decided about a signal yet.") }
            for rule in rules {
                let share = Int((rule.share * 100).rounded())
                print(
                    "\(rule.rule) \(rule.version): \(share) %, "
                        + "\(rule.accepted) accepted, \(rule.overridden) overridden")
            }
        }
    }
}
