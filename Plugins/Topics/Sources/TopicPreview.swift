import Console
import Documents
import Kernel
import Site

/// A topic's title and text as somebody wrote them, half a question too.
struct TopicFields: Sendable {
    let title: String
    /// Nil for what is no tier.
    let tier: CrisisTier?
    let dek: String
    /// Markdown.
    let text: String

    /// What was sent, and what is stored where a form says nothing about it.
    init(_ form: Form, over topic: StoredTopic? = nil) {
        title = form.has("title") ? form["title"] : topic?.name ?? ""
        tier =
            form.has("tier")
            ? Int(form["tier"]).flatMap(CrisisTier.init(rawValue:)) : topic?.crisisTier ?? CrisisTier.none
        dek = form.has("dek") ? form["dek"] : topic?.dek ?? ""
        text = form.has("text") ? form["text"] : topic?.document?.markdown ?? ""
    }

    /// What may be saved of them.
    ///
    /// - Throws: `FormIssues` with what is wrong with the text, else with its other fields.
    func checked() throws(FormIssues) -> TopicText {
        let document: Document
        do throws(DocumentIssues) {
            document = try Document(markdown: text, schema: .topic)
        } catch {
            throw FormIssues(error.issues.map { .init(field: "text", message: $0.message) })
        }
        return try TopicText(tier: tier, dek: dek, document: document)
    }

    /// The text as saving would write it, and as it was typed where it cannot be saved.
    var written: String { (try? checked().document.markdown) ?? text }
}

/// A topic in the console as readers see it, without what other plugins add.
struct TopicView: Sendable {
    let viewTitle: String
    let viewDek: String?
    let crisis: CrisisBox?
    /// Why the text cannot be shown; nil when it can.
    let viewProblem: String?
    let hasQuestions: Bool
    let viewHTML: String

    /// Of what is being written, however unfinished.
    init(_ fields: TopicFields) {
        let document: Document
        do throws(FormIssues) {
            document = try fields.checked().document
            viewProblem = nil
        } catch {
            document = Document()
            viewProblem = error.issues.prefix(10).map(\.message).joined(separator: " ")
        }
        let title = oneLine(fields.title)
        viewTitle = title.isEmpty ? "Untitled" : title
        viewDek = Self.shown(oneLine(fields.dek))
        crisis = CrisisBox(tier: (fields.tier ?? CrisisTier.none).rawValue)
        hasQuestions = !document.questions.isEmpty
        viewHTML = document.html(HTMLOptions(idPrefix: "draft-")).text
    }

    /// Of what readers have, under the topic's name of today.
    init(_ live: TopicRevision, of topic: StoredTopic) {
        viewTitle = topic.name
        viewDek = Self.shown(live.dek)
        crisis = CrisisBox(tier: live.crisisTier.rawValue)
        viewProblem = nil
        hasQuestions = !live.document.questions.isEmpty
        viewHTML = live.document.html(HTMLOptions(idPrefix: "public-")).text
    }

    private static func shown(_ dek: String) -> String? { dek.isEmpty ? nil : dek }
}

/// The part of the editor that follows what is typed.
struct TopicPreviewPage: Page {
    static let template = "topics/draft_view"

    let draftView: TopicView
}
