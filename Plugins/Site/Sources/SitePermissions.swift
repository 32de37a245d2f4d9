import Kernel

extension Permission {
    public static let previewSite = Permission(
        "site.preview", to: "see the site as of another time",
        roles: [.editor, .moderator, .approver, .reviewer, .auditor, .admin])
}
