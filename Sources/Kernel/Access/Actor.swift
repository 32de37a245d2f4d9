import Foundation

/// Who acts: a signed-in person with the roles they have at this moment.
public struct Actor: Sendable {
    public let accountID: AccountID
    /// Who it is, whatever the account: four-eyes rules compare this.
    public let personID: PersonID
    public let name: String
    public let roles: Set<Role>
    public let zone: TimeZone

    public init(accountID: AccountID, personID: PersonID, name: String, roles: Set<Role>, zone: TimeZone) {
        self.accountID = accountID
        self.personID = personID
        self.name = name
        self.roles = roles
        self.zone = zone
    }

    public func may(_ permission: Permission) -> Bool {
        !roles.isDisjoint(with: permission.roles)
    }

    public func require(_ permission: Permission) throws(Refusal) {
        guard may(permission) else { throw .forbidden(permission) }
    }

    /// The role in which this person uses a permission, for the record.
    public func role(for permission: Permission) -> Role? {
        roles.intersection(permission.roles).min()
    }
}
