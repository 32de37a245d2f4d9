import Console
import Kernel

/// Asks before an account is suspended, and says what that does.
struct SuspendPage: Page {
    static let template = "accounts/suspend"

    let shell: Shell
    let action: String
    let consequences: [String]

    init(_ visit: Visit, account: Account, sessions: Int) {
        shell = Shell(visit, title: "Suspend the account of \(account.displayName)?")
        action = "/console/accounts/\(account.accountID)"
        let open =
            switch sessions {
            case 0: "They are not signed in now."
            case 1: "Their session ends at once. What they have not saved is lost."
            default: "Their \(sessions) sessions end at once. What they have not saved is lost."
            }
        consequences = [
            open,
            "They cannot sign in, and no link lets them in, until an administrator restores the account.",
            "What they hold in the queue goes back to everybody when its time runs out.",
            "What they did stays on record, and what they published stays public.",
        ]
    }
}
