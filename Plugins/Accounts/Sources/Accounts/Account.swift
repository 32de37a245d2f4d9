import Foundation
import Kernel
import Postgres

/// An e-mail address as it identifies an account: lower-case, without spaces around it.
public struct Email: Hashable, Sendable, Codable, PostgresCodable, RawRepresentable, CustomStringConvertible {
    public let rawValue: String

    /// - Returns: nil for what no mail server would take: no `@`, spaces, over 254 characters (RFC 5321).
    public init?(rawValue: String) {
        let text = rawValue.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), text.utf8.count <= 254,
            text.unicodeScalars.allSatisfy({
                !$0.properties.isWhitespace && $0.value >= 0x20 && $0.value != 0x7F
            })
        else { return nil }
        self.rawValue = text
    }

    public init?(_ text: String) { self.init(rawValue: text) }

    public var description: String { rawValue }
}

/// Somebody's way into the console.
public struct Account: Decodable, Sendable {
    public let accountID: AccountID
    public let personID: PersonID
    public let email: String
    public let displayName: String
    public let timeZone: String
    /// When it was switched off; nil while it works.
    public let disabledAt: Instant?
    public let hasPassword: Bool
    public let version: Int
    public let createdAt: Instant
    public let roles: [String]
    /// When somebody last used it; nil while nobody has.
    public let seenAt: Instant?

    /// Until when an invitation or a link to a new password works; nil when none is open.
    public let linkExpiresAt: Instant?

    public var knownRoles: [Role] { roles.compactMap(Role.init(rawValue:)).sorted() }
}

/// Where an account stands.
enum AccountState: String, CaseIterable, Sendable {
    case active, invited, suspended

    var title: String { rawValue.capitalizedFirst }
}

extension Account {
    var state: AccountState {
        if disabledAt != nil { return .suspended }
        return hasPassword ? .active : .invited
    }
}

/// What a person enters about an account.
public struct AccountInput: Sendable {
    public let name: String
    public let email: Email
    public let roles: [Role]
    public let zone: TimeZone

    /// - Throws: `FormIssues` with every field that needs another look.
    public init(name: String, email: String, roles: [String], zone: String) throws(FormIssues) {
        var issues = FormIssues()
        if name.isEmpty { issues.add("name", .missing("a name")) }
        if name.unicodeScalars.count > 200 { issues.add("name", .tooLong("a name", max: 200)) }
        let address = Email(email)
        if address == nil { issues.add("email", .other("Enter an email address, like ana@example.org.")) }
        let known = roles.compactMap(Role.init(rawValue:))
        if known.isEmpty || known.count != roles.count {
            issues.add("roles", .other("Choose at least one role."))
        }
        let place = TimeZone(identifier: zone)
        if place == nil { issues.add("zone", .notOneOf("a time zone")) }
        guard issues.isEmpty, let address, let place else { throw issues }
        self.name = name
        self.email = address
        self.roles = known
        self.zone = place
    }
}
