import Kernel

extension Permission {
    public static let claimCredentials = Permission(
        "credentials.claim", to: "claim credentials of your own", roles: [.clinician])

    public static let seeCredentials = Permission(
        "credentials.see", to: "see claims and how they were checked",
        roles: [.moderator, .approver, .auditor])

    public static let seeEvidence = Permission(
        "credentials.see-evidence", to: "see what clinicians sent to show what they hold",
        roles: [.moderator, .approver])

    public static let verifyCredentials = Permission(
        "credentials.verify", to: "verify credentials", roles: [.moderator])

    public static let approveCredentials = Permission(
        "credentials.approve", to: "take the second decision about a credential", roles: [.approver])

    public static let revokeCredentials = Permission(
        "credentials.revoke", to: "end a verification", roles: [.moderator])
}
