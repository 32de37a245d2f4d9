import Console
import Kernel

/// What somebody sees whose account no profile is linked to yet.
struct NoProfilePage: Page {
    static let template = "providers/none"

    let shell: Shell
    let empty: EmptyState?

    init(_ visit: Visit) {
        shell = Shell(visit, title: "My profile")
        empty = EmptyState(NoProfile.sentence)
    }
}

/// What is said to somebody whose account no profile is linked to, wherever they look for something of their own.
public enum NoProfile {
    public static let sentence =
        "No profile is linked to your account yet. Ask an administrator of this directory to link it."
}
