/// A shelf of articles.
public struct DemoCategory: Hashable, Sendable {
    public let slug: String
    public let name: String
    /// One sentence for the top of its page.
    public let description: String
    /// Whether a clinician reads each article before an editor may publish it.
    public let needsClinicalReview: Bool

    static let all: [DemoCategory] = [
        DemoCategory(
            slug: "getting-started", name: "Getting started",
            description: "Finding a therapist, making the first call, and knowing when it is going well.",
            needsClinicalReview: false),
        DemoCategory(
            slug: "paying-for-care", name: "Paying for care",
            description: "What therapy costs, what insurance covers, and where to look when money is short.",
            needsClinicalReview: false),
        DemoCategory(
            slug: "how-care-works", name: "How care works",
            description: "Licenses, privacy, video sessions and kinds of therapy, in plain words.",
            needsClinicalReview: false),
        DemoCategory(
            slug: "rest-and-work", name: "Rest and work",
            description: "Bad nights, long weeks, and finding a pace that you can keep.",
            needsClinicalReview: true),
        DemoCategory(
            slug: "loss-and-change", name: "Loss and change",
            description: "Grief of every kind, and the seasons in which life takes a new shape.",
            needsClinicalReview: true),
        DemoCategory(
            slug: "mood-and-worry", name: "Mood and worry",
            description: "Panic, low mood, anger and fear: what they feel like and what may ease them.",
            needsClinicalReview: true),
        DemoCategory(
            slug: "family-and-love", name: "Family and love",
            description: "Partners, children and parents, and how to stay kind to each other.",
            needsClinicalReview: false),
        DemoCategory(
            slug: "hard-moments", name: "Hard moments",
            description: "For the worst hours, and for the people who sit beside someone in them.",
            needsClinicalReview: true),
    ]
}
