/// Somebody who writes articles.
public struct DemoAuthor: Hashable, Sendable {
    public let slug: String
    public let name: String
    /// What stands behind the name in a byline; nil for writers who are not clinicians.
    public let credentials: String?
    public let bio: String
    /// The account with which they write; nil for authors who send their texts in.
    public let account: String?

    static let all: [DemoAuthor] = [
        DemoAuthor(
            slug: "ruth-abernathy", name: "Ruth Abernathy", credentials: nil,
            bio: """
                Ruth edits our articles on finding and paying for care. She spent eleven years as a patient \
                advocate at a county clinic, most of them on hold with insurance plans. She keeps bees, \
                badly.
                """,
            account: "editor@stet.example"),
        DemoAuthor(
            slug: "anselm-okoye", name: "Anselm Okoye", credentials: nil,
            bio: """
                Anselm edits our articles on family, work and change. He came to health writing from a small \
                town newspaper, where he learned that nobody reads the second sentence unless the first one \
                is true.
                """,
            account: "editor2@stet.example"),
        DemoAuthor(
            slug: "josephine-tallow", name: "Josephine Tallow",
            credentials: "Licensed Clinical Social Worker (LCSW)",
            bio: """
                Josephine has worked in hospice and in a community practice, and writes about grief and care \
                for others. She believes that most people know what they need and few have been asked.
                """,
            account: nil),
        DemoAuthor(
            slug: "calder-whitlock", name: "Calder Whitlock",
            credentials: "Licensed Marriage and Family Therapist (LMFT)",
            bio: """
                Calder sees couples and families. He writes about the arguments that come back each week, \
                including those he has at home.
                """,
            account: nil),
        DemoAuthor(
            slug: "nomvula-hartmann", name: "Nomvula Hartmann", credentials: "Licensed Psychologist (PhD)",
            bio: """
                Nomvula’s work is with people who sleep badly or worry much, and often both. She teaches \
                trainees at a sleep clinic. Her own alarm clock stands in the hall.
                """,
            account: nil),
        DemoAuthor(
            slug: "bettina-solberg", name: "Bettina Solberg",
            credentials: "Licensed Professional Counselor (LPC)",
            bio: """
                Bettina answered a crisis line at night for six years before she opened a practice. She \
                writes for people in the middle of something, and tries to keep the paragraphs short.
                """,
            account: nil),
    ]
}
