import Kernel

/// A page that says what went wrong and where to go on.
struct ErrorPage: Page {
    static let template = "console/error"

    let shell: Shell
    let code: String
    let heading: String
    let message: String
    /// The request's number, where we are to blame.
    let detail: String?
    let backURL: String
    let backTitle: String

    init(_ message: ErrorMessage, _ visit: Visit) {
        shell = Shell(visit, title: message.title)
        code = String(message.status.code)
        heading = message.title
        self.message = message.text
        detail = message.status.code >= 500 ? "Request \(visit.requestID)" : nil
        backURL = visit.actor == nil ? "/console/sign-in" : "/console"
        backTitle = visit.actor == nil ? "Sign in" : "Go to the first page"
    }
}

/// Both versions of what two people changed, to choose from field by field.
struct ConflictPage: Page {
    static let template = "console/conflict"

    struct Same: Sendable {
        let name: String
        let value: String
    }

    struct Difference: Sendable {
        let name: String
        let label: String
        let mine: String
        let theirs: String
    }

    let shell: Shell
    let who: String
    let subject: String
    let action: String
    let version: String
    let same: [Same]
    let differences: [Difference]

    init(_ conflict: Conflict, _ visit: Visit) {
        shell = Shell(visit, title: "Changed in between")
        who = conflict.by ?? "Somebody else"
        subject = conflict.subject
        action = conflict.path
        version = String(conflict.version)
        same = conflict.fields.filter { $0.mine == $0.theirs }.map { Same(name: $0.name, value: $0.mine) }
        differences = conflict.fields.filter { $0.mine != $0.theirs }.map { field in
            Difference(name: field.name, label: field.label, mine: field.mine, theirs: field.theirs)
        }
    }
}

/// The pages of the shell itself, for the check that every template is there.
public let shellPages: [any Page.Type] = [ErrorPage.self, ConflictPage.self]
