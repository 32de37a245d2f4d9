import Console
import Kernel
import Moderation
import Site

/// A topic for those who may see it and not change it.
struct TopicViewPage: Page {
    static let template = "topics/view"

    let shell: Shell
    let publicURL: String?
    let standingTone: String
    let standing: String
    let parts: [Part]
    let facts: [Fact]

    /// `withdrawn` is how the page was last taken off; nil while readers have it or never had it.
    init(_ visit: Visit, topic: StoredTopic, withdrawn: TopicWithdrawal?) {
        shell = Shell(visit, title: topic.name)
        publicURL = topic.liveRevisionID == nil ? nil : "/topics/\(topic.slug)"
        (standingTone, standing) = TopicEditorPage.standing(of: topic, withdrawn, visit)
        parts = topic.html.map { [Part(TextPart("Text, as saved", bodyHTML: $0))] } ?? []
        facts = [
            Fact("Address", "/topics/\(topic.slug)"), Fact("In a sentence", topic.label),
            Fact("Other names", topic.aliases.isEmpty ? "None" : topic.aliases.joined(separator: "; ")),
            Fact("Crisis box", (topic.crisisTier ?? CrisisTier.none).title),
            Fact("Summary", topic.dek.flatMap { $0.isEmpty ? nil : $0 } ?? "None"),
        ]
    }
}
