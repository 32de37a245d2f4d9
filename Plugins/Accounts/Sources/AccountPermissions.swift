import Kernel

extension Permission {
    public static let manageAccounts = Permission(
        "accounts.manage", to: "manage accounts and roles", roles: [.admin])
    public static let readAudit = Permission(
        "accounts.audit", to: "read the audit log", roles: [.auditor, .admin])
}
