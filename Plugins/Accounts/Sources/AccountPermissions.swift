import Kernel

extension Permission {
    public static let manageAccounts = Permission(
        "accounts.manage", to: "manage accounts and roles", roles: [.admin])
}
