import Kernel

extension Permission {
    public static let readTopics = Permission(
        "topics.read", to: "see topics in the console", roles: [.editor, .reviewer, .auditor])
    public static let editTopics = Permission("topics.edit", to: "edit topics", roles: [.editor])
    public static let publishTopics = Permission("topics.publish", to: "publish topics", roles: [.editor])
}
