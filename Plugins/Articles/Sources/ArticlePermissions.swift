import Kernel

extension Permission {
    public static let readArticles = Permission(
        "articles.read", to: "see articles in the console",
        roles: [.editor, .reviewer, .moderator, .approver, .auditor])
    public static let editArticles = Permission("articles.edit", to: "edit articles", roles: [.editor])
    public static let publishArticles = Permission(
        "articles.publish", to: "approve, schedule and publish articles", roles: [.editor])
    /// Clinical review, which some categories ask for before an editor approves.
    public static let reviewArticles = Permission(
        "articles.review", to: "review articles clinically", roles: [.reviewer])
}
