/// The words in which articles about one subject are written. Each phrase fits its gap in `ArticleFrames`.
struct Subject: Sendable {
    /// The slug of a topic.
    let topic: String
    /// The slug of a category.
    let category: String
    let name: String
    let needsCrisisLine: Bool
    let things: [String]
    let feelings: [String]
    /// Verbs in their plain form, with what belongs to them.
    let steps: [String]
    let people: [String]

    init(
        _ topic: String, in category: String, name: String, needsCrisisLine: Bool = false,
        things: String, feelings: String, steps: String, people: String
    ) {
        self.topic = topic
        self.category = category
        self.name = name
        self.needsCrisisLine = needsCrisisLine
        self.things = Sentence.lines(things)
        self.feelings = Sentence.lines(feelings)
        self.steps = Sentence.lines(steps)
        self.people = Sentence.lines(people)
    }

    static let all: [Subject] = mood + family + care
}
