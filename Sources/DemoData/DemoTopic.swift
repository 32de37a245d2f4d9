/// A topic of the directory with its page.
public struct DemoTopic: Hashable, Sendable {
    public let slug: String
    /// How lists call it: "Grief and loss".
    public let name: String
    /// Its word in prose: "grief".
    public let label: String
    /// Other names under which an import finds it.
    public let aliases: [String]
    /// 0 none; 1 the crisis box is required and ads are off; 2 the box is advised.
    public let crisisTier: Int
    /// The page in the import format: front matter with `kind: topic`, then questions as headings.
    public let markdown: String

    static let all: [DemoTopic] = [
        anger, anxiety, burnout, couples, depression, eatingConcerns,
        grief, lifeTransitions, parenting, selfHarm, sleep, trauma,
    ]
}
