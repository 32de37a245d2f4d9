import Kernel

extension Permission {
    /// Each item asks besides for the permission of its type and stage.
    public static let workQueue = Permission(
        "moderation.work", to: "work the review queue", roles: [.moderator, .approver, .editor, .reviewer])

    public static let seeQueue = Permission(
        "moderation.see", to: "see the review queue",
        roles: [.moderator, .approver, .editor, .reviewer, .auditor])

    /// Every item of every type, without deciding about any.
    public static let seeAllReviews = Permission(
        "moderation.see-all", to: "see every review", roles: [.auditor])

    /// Those who may end another person's claim besides may decide about the item.
    public static let takeOver = Permission(
        "moderation.take-over", to: "take over what somebody else holds", roles: [.approver, .editor])
}
