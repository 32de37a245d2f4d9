import Foundation

/// What must be in a database before the first migration.
public enum Bootstrap {
    /// Makes the roles and their rights in a database; for a superuser, connected to it. Repeating is harmless.
    public static var roles: String {
        get throws { try script("roles") }
    }

    /// Makes the ledger of migrations; for the owner.
    static var ledger: String {
        get throws { try script("ledger") }
    }

    private static func script(_ name: String) throws -> String {
        try String(
            contentsOf: Bundle.module.bundleURL.appending(path: "Bootstrap/\(name).sql"), encoding: .utf8)
    }
}
