import Hummingbird
import Kernel
import Postgres

/// What an error page says.
public struct ErrorMessage: Sendable {
    public let status: HTTPResponse.Status
    public let title: String
    /// What happened and what to do.
    public let text: String
    /// Seconds after which trying again makes sense; nil where it never does.
    public let retryAfter: Int?

    init(_ status: HTTPResponse.Status, _ title: String, _ text: String, retryAfter: Int? = nil) {
        self.status = status
        self.title = title
        self.text = text
        self.retryAfter = retryAfter
    }

    /// What a visitor sees of an error; only our own refusals tell why, anything else is our fault and stays in the log.
    init(_ error: any Error) {
        switch error {
        case let refusal as Refusal: self.init(refusal)
        case let error as any HTTPResponseError: self.init(status: error.status)
        case let error as PostgresError
        where error.isConnectionFailure || error.kind == .acquireTimeout || error.kind == .closed:
            self = .unavailable
        case StorageMistake.full:
            self.init(
                .serviceUnavailable, "There is no room for files now",
                "Nothing of it was kept. Tell an admin, and send it again later.")
        case is FileKeyMistake, is StorageMistake:
            self.init(
                .serviceUnavailable, "This file cannot be opened",
                "Its key or the file itself is not where it belongs on our side. Tell an admin; nothing you did was the cause."
            )
        case LimitedProcess.Failure.notInstalled, LimitedProcess.Failure.notStarted:
            self.init(
                .serviceUnavailable, "This page cannot be shown",
                "A program that draws it does not run on our side. Tell an admin; nothing you did was the cause."
            )
        case is LimitedProcess.Failure:
            self.init(
                .unprocessableContent, "This page cannot be shown",
                "It takes more to draw than a page may. Ask for a scan or a photo of it instead.")
        case let error as PostgresError where error.sqlState.rawValue == "22021":
            // A NUL, which is a letter to Unicode and none to the database. Only what was sent can hold one.
            self.init(Refusal.badRequest("It holds a letter that no text can hold."))
        default:
            self.init(
                .internalServerError, "Something broke on our side",
                "Nothing you entered was the cause. Try again in a minute."
            )
        }
    }

    private static let unavailable = ErrorMessage(
        .serviceUnavailable, "We are out for a moment",
        "Our records cannot be reached. Nothing that was saved is lost. Try again in a minute.",
        retryAfter: 30)

    private init(_ refusal: Refusal) {
        switch refusal {
        case .notFound:
            self.init(
                .notFound, "There is no page here",
                "The address may have a typo, or the page has moved.")
        case .gone:
            self.init(
                .gone, "This page is not available now",
                "It was taken off the site.")
        case .signInRequired:
            self.init(.unauthorized, "Sign in first", "Sign in, then try again.")
        case .forbidden(let permission):
            self.init(
                .forbidden, "Your role does not allow this",
                "You cannot \(permission.deed). It takes \(Self.roles(of: permission)). Ask an administrator."
            )
        case .changedSince(let conflict):
            self.init(
                .conflict, "Somebody else changed \(conflict.subject)",
                "Open it again to see what is there now.")
        case .wrongState(let message, _):
            self.init(.conflict, "It is already done", message)
        case .tooMany(let seconds):
            self.init(
                .tooManyRequests, "Too many tries", "Wait \(Self.spoken(seconds)), then try again.",
                retryAfter: seconds)
        case .badRequest(let message):
            self.init(.badRequest, "That did not come from one of our pages", message)
        case .tooLarge(let limit):
            self.init(.contentTooLarge, "That is too large", "Send at most \(Self.size(limit)) at once.")
        }
    }

    private init(status: HTTPResponse.Status) {
        switch status {
        case .notFound: self.init(Refusal.notFound)
        case .contentTooLarge: self.init(Refusal.tooLarge(limit: WebRouter.formLimit))
        default: self.init(status, "That did not work", "Go back and try again.")
        }
    }

    /// `the role of moderator, approver or editor`: whichever of them allows it.
    private static func roles(of permission: Permission) -> String {
        let titles = permission.roles.sorted().map { $0.title.lowercased() }
        let most = titles.dropLast().joined(separator: ", ")
        return "the role of \(([most] + titles.suffix(1)).filter { !$0.isEmpty }.joined(separator: " or "))"
    }

    private static func size(_ bytes: Int) -> String {
        bytes < 1_000_000 ? "\(bytes / 1_000) KB" : "\(bytes / 1_000_000) MB"
    }

    private static func spoken(_ seconds: Int) -> String {
        switch seconds {
        case ..<2: "a second"
        case ..<90: "\(seconds) seconds"
        default: "\((seconds + 59) / 60) minutes"
        }
    }
}
