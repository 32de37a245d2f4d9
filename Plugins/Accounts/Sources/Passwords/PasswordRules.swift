import Foundation
import Kernel

/// What a new password must be: long, and not one of those that are tried first.
///
/// NIST SP 800-63B asks for nothing else; rules about kinds of letters make passwords worse.
struct PasswordRules: Sendable {
    let shortest: Int

    init(settings: Settings) {
        shortest = settings[.passwordLength]
    }

    /// What stands beside the field.
    var hint: String { "At least \(shortest) characters. A sentence works well." }

    /// Checks a password that somebody chose; `names` are what others know of them.
    ///
    /// - Throws: `FormIssues` at `field`.
    func check(_ password: String, for names: [String], field: String) throws(FormIssues) {
        if password.unicodeScalars.count < shortest {
            throw FormIssues(
                field, .other("This password is shorter than \(shortest) characters. Choose a longer one."))
        }
        if password.utf8.count > Passwords.longest {
            throw FormIssues(field, .tooLong("a password", max: Passwords.longest))
        }
        let plain = Self.plain(password)
        let isKnown = names.contains { !$0.isEmpty && Self.plain($0) == plain }
        if isKnown || Set(plain).count < 4 || Self.common.contains(plain) {
            throw FormIssues(
                field,
                .other("This password is among the first that anybody would try. Choose another one."))
        }
    }

    /// Without what people add so that a form takes it: capitals, spaces and marks.
    private static func plain(_ text: String) -> String {
        String(text.lowercased().filter { $0.isLetter || $0.isNumber })
    }

    /// The resource `Reference/common-passwords.txt`: a password a line, lines with `#` say where they come from.
    private static let common: Set<String> = {
        let file = Bundle.module.bundleURL.appending(path: "Reference/common-passwords.txt")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return Set(text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { plain(String($0)) })
    }()

    /// How many passwords are refused for being common; a build without the file would refuse none.
    static var commonCount: Int { common.count }
}
