/// One thing that a person may be allowed to do, and the roles that are.
///
/// A plugin declares its permissions as static members in an extension and lists them in `Plugin.permissions`.
public struct Permission: Hashable, Sendable {
    /// Plugin and deed, as `articles.publish`: stable, it stands in the audit log.
    public let id: String
    /// What it allows, completing "You cannot …": `work the review queue`.
    public let deed: String
    public let roles: Set<Role>

    public init(_ id: String, to deed: String, roles: Set<Role>) {
        self.id = id
        self.deed = deed
        self.roles = roles
    }

    public static func == (left: Permission, right: Permission) -> Bool { left.id == right.id }

    public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
