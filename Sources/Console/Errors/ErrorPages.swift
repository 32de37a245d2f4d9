import Kernel

/// A page that says what went wrong and where to go on.
struct ErrorPage: Page {
    static let template = "console/error"

    let shell: Shell
    let heading: String
    let message: String
    /// The request's number, where we are to blame.
    let detail: String?
    let backURL: String
    let backTitle: String

    init(_ message: ErrorMessage, _ visit: Visit) {
        shell = Shell(visit, title: message.title)
        heading = message.title
        self.message = message.text
        detail =
            message.status.code >= 500 ? "If it stays, tell us the number \(visit.requestID)." : nil
        let passes = message.status == .serviceUnavailable && message.retryAfter != nil
        // Nobody is looked up for an address that leads nowhere: Home knows who it is.
        let isNobody = visit.actor == nil && message.status != .notFound && !passes
        backURL = isNobody ? "/console/sign-in" : "/console"
        backTitle = isNobody ? "Sign in" : passes ? "Try again" : "Go to Home"
    }
}

/// Both versions of what two people changed, to choose from field by field.
struct ConflictPage: Page {
    static let template = "console/conflict"

    struct Same: Sendable {
        let name: String
        let value: String
    }

    struct Piece: Sendable {
        let text: String
        let isOther: Bool
    }

    struct Difference: Sendable {
        let name: String
        let label: String
        let mine: String
        let theirs: String
        /// Both in words, with those marked in which they differ.
        let minePieces: [Piece]
        let theirPieces: [Piece]
        let minePicture: String?
        let theirPicture: String?
    }

    let shell: Shell
    let who: String
    let subject: String
    let action: String
    let version: String
    let same: [Same]
    let differences: [Difference]

    init(_ conflict: Conflict, _ visit: Visit) {
        shell = Shell(visit, title: "Two versions of \(conflict.subject)")
        who = conflict.by ?? "Somebody else"
        subject = conflict.subject
        action = conflict.path
        version = String(conflict.version)
        same = conflict.fields.filter { $0.mine == $0.theirs }.map { Same(name: $0.name, value: $0.mine) }
        differences = conflict.fields.filter { $0.mine != $0.theirs }.map { Difference($0) }
    }
}

extension ConflictPage.Difference {
    /// Long texts are shown by the passages in which they differ.
    fileprivate init(_ field: Conflict.Field) {
        let words = field.words ?? .init(mine: field.mine, theirs: field.theirs)
        name = field.name
        label = field.label
        mine = field.mine
        theirs = field.theirs
        let isShort = max(words.mine.count, words.theirs.count) < 200
        let pieces =
            isShort ? [] : ChangeRow("", from: words.theirs, to: words.mine)?.passages().pieces ?? []
        minePieces =
            isShort
            ? [.init(text: words.mine, isOther: false)]
            : pieces.filter { !$0.isRemoved }.map { .init(text: $0.text, isOther: $0.isAdded) }
        theirPieces =
            isShort
            ? [.init(text: words.theirs, isOther: false)]
            : pieces.filter { !$0.isAdded }.map { .init(text: $0.text, isOther: $0.isRemoved) }
        minePicture = words.minePicture
        theirPicture = words.theirPicture
    }
}

/// The pages of the shell itself, for the check that every template is there.
public let shellPages: [any Page.Type] = [ErrorPage.self, ConflictPage.self]
