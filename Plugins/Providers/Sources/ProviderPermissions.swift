import Kernel

extension Permission {
    public static let readProviders = Permission(
        "providers.read", to: "see all providers", roles: [.moderator, .approver, .auditor])
    public static let editProviders = Permission(
        "providers.edit", to: "edit the profiles of others", roles: [.moderator])
    public static let reviewProfiles = Permission(
        "providers.review", to: "decide about profiles", roles: [.moderator])
    public static let withdrawProfiles = Permission(
        "providers.withdraw", to: "take profiles off the site", roles: [.moderator, .approver])
    public static let overrideProfiles = Permission(
        "providers.override", to: "publish profiles without review", roles: [.approver])
    public static let editOwnProfile = Permission(
        "providers.edit-own", to: "edit a profile of your own", roles: [.clinician])
}
