import ArgumentParser
import Foundation
import Kernel
import Postgres

/// How a command ends: its exit code tells scripts what kind of thing went wrong (sysexits.h).
enum Outcome {
    static let notAll = ExitCode(1)
    static let badData = ExitCode(65)
    static let unavailable = ExitCode(69)
    static let notPermitted = ExitCode(77)
    static let badConfiguration = ExitCode(78)

    /// Runs a command's body; what it throws becomes a message on standard error and an exit code.
    static func of(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let code as ExitCode {
            throw code
        } catch {
            let (message, code) = explained(error)
            say(message)
            throw code
        }
    }

    private static func explained(_ error: any Error) -> (String, ExitCode) {
        switch error {
        case let mistakes as SettingMistakes: (mistakes.description, badConfiguration)
        case let mistake as SettingMistake: (mistake.description, badConfiguration)
        case let mistakes as CompositionMistakes: (mistakes.description, badConfiguration)
        case let mistake as MigrationMistake: (mistake.description, badConfiguration)
        case let error as PostgresError where error.isConnectionFailure || error.kind == .acquireTimeout:
            ("The database cannot be reached: \(error.message)", unavailable)
        case let error as PostgresError where error.sqlState == .insufficientPrivilege:
            ("Not permitted: \(error.message)", notPermitted)
        case let issues as FormIssues: (issues.issues.map(\.message).joined(separator: "\n"), badData)
        case let refused as DemoRefused: ("\(refused)", badData)
        case Refusal.notFound: ("There is none of that name.", badData)
        case Refusal.gone: ("It was withdrawn.", badData)
        case Refusal.wrongState(let message, _): (message, badData)
        default: ("\(error)", notAll)
        }
    }
}

/// Tells the person at the terminal; results go to standard output, this goes beside them.
func say(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
}

/// Prints a value as JSON on standard output.
func printJSON(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(value), as: UTF8.self))
}
