import Documents
import Foundation
import Kernel
import Topics

/// An article's fields as somebody wrote them, half a title too.
struct ArticleFields: Codable, Sendable, Equatable {
    var title = ""
    var dek = ""
    var lang = ""
    /// The category's id; empty for none.
    var category = ""
    /// The author's id; empty for an article without a byline.
    var author = ""
    /// Names, slugs or aliases, apart by semicolons.
    var topics = ""
    /// Markdown.
    var text = ""
    /// The same as the editor's JSON, where the browser ran it; then the Markdown is not looked at.
    var document = ""
    /// One a line.
    var references = ""
    var disclaimer = ""

    init() {}

    init(_ form: Form) {
        title = form["title"]
        dek = form["dek"]
        lang = form["lang"]
        category = form["category"]
        author = form["author"]
        topics = form["topics"]
        text = form["text"]
        document = form["text_json"]
        references = form["references"]
        disclaimer = form["disclaimer"]
    }

    init(_ article: StoredArticle) {
        title = article.title
        dek = article.dek
        lang = article.lang
        category = article.categoryID.description
        author = article.authorID?.description ?? ""
        topics = article.topicNames.joined(separator: "; ")
        text = article.document.markdown
        document = article.document.json
        references = article.references.map(\.line).joined(separator: "\n")
        disclaimer = article.disclaimer
    }

    /// The text as a document, whatever is unfinished about it.
    ///
    /// - Throws: `FormIssues` for what no text of ours can hold.
    func unfinishedDocument() throws(FormIssues) -> Document {
        guard !document.isEmpty else { return try checkedDocument() }
        do {
            return try JSONDecoder().decode(Document.self, from: Data(document.utf8))
        } catch DecodingError.dataCorrupted(let context) {
            guard let issues = context.underlyingError as? DocumentIssues else { throw Self.unreadable }
            throw Self.issues(issues)
        } catch {
            throw Self.unreadable
        }
    }

    /// The text as it may be saved.
    ///
    /// - Throws: `FormIssues` with everything that is wrong with it.
    func checkedDocument() throws(FormIssues) -> Document {
        do throws(DocumentIssues) {
            return document.isEmpty
                ? try Document(markdown: text, schema: .article)
                : try Document(json: document, schema: .article)
        } catch {
            throw Self.issues(error)
        }
    }

    private static func issues(_ issues: DocumentIssues) -> FormIssues {
        FormIssues(issues.issues.prefix(10).map { .init(field: "text", message: $0.message) })
    }

    private static let unreadable = FormIssues(
        "text", .other("The text came in a form that cannot be read. Load the page again and paste it anew."))

    /// Where the two differ, for whoever saved second; empty where they do not.
    func conflicts(with stored: ArticleFields, names: [String: String]) -> [Conflict.Field] {
        func named(_ name: String, _ label: String, _ mine: String, _ theirs: String) -> Conflict.Field {
            Conflict.Field(
                name: name, label: label, mine: mine, theirs: theirs,
                words: .init(mine: names[mine] ?? "None", theirs: names[theirs] ?? "None"))
        }
        return [
            field("title", "Title", title, stored.title),
            field("dek", "Summary", dek, stored.dek),
            field("lang", "Language", lang, stored.lang),
            named("category", "Category", category, stored.category),
            named("author", "Author", author, stored.author),
            field("topics", "Topics", topics, stored.topics),
            field("text", "Text", written, stored.written),
            field("references", "References", references, stored.references),
            field("disclaimer", "Disclaimer", disclaimer, stored.disclaimer),
        ]
    }

    private func field(_ name: String, _ label: String, _ mine: String, _ theirs: String) -> Conflict.Field {
        Conflict.Field(name: name, label: label, mine: mine, theirs: theirs)
    }

    /// The text in Markdown, from the editor's JSON where there is one.
    var written: String {
        guard !document.isEmpty, let document = try? unfinishedDocument() else { return text }
        return document.markdown
    }

    /// Whether both say the same, however the text was sent.
    func says(_ other: ArticleFields) -> Bool {
        var (left, right) = (self, other)
        for fields in [\ArticleFields.text, \ArticleFields.document] {
            left[keyPath: fields] = ""
            right[keyPath: fields] = ""
        }
        return left == right && written == other.written
    }
}

/// What an article's form can choose from.
struct ArticleChoices: Sendable {
    let categories: [CategoryRow]
    let authors: [AuthorRow]
    let topics: TopicIndex

    /// The fields, checked.
    ///
    /// - Throws: `FormIssues` with every field that needs another look.
    func input(_ fields: ArticleFields) throws(FormIssues) -> ArticleInput {
        var issues = FormIssues()
        let document: Document
        do throws(FormIssues) {
            document = try fields.checkedDocument()
        } catch {
            issues.add(contentsOf: error)
            document = Document()
        }
        let category = CategoryID(fields.category).flatMap { id in categories.first { $0.categoryID == id } }
        let author = AuthorID(fields.author).flatMap { id in authors.first { $0.authorID == id } }
        if author == nil, !fields.author.isEmpty { issues.add("author", .notOneOf("an author")) }
        var chosen: [TopicID] = []
        for name in fields.topics.split(separator: ";").map({ oneLine(String($0)) }) where !name.isEmpty {
            guard let topic = topics.topic(named: name) else {
                issues.add(
                    "topics", .other("There is no topic “\(name.prefix(60))”. Choose one that there is."))
                continue
            }
            chosen.append(topic.topicID)
        }
        var references: [ArticleReference] = []
        for line in fields.references.split(separator: "\n") where !oneLine(String(line)).isEmpty {
            do throws(FormIssues) {
                references.append(try ArticleReference(line: String(line)))
            } catch {
                issues.add(contentsOf: error)
            }
        }
        do throws(FormIssues) {
            let input = try ArticleInput(
                title: fields.title, dek: fields.dek, lang: fields.lang, categoryID: category?.categoryID,
                authorID: author?.authorID, topics: chosen, document: document, references: references,
                disclaimer: fields.disclaimer)
            try issues.throwIfAny()
            return input
        } catch {
            // The other fields' issues first would hide none: they stand in the order of the form.
            var all = error
            if error != issues { all.add(contentsOf: issues) }
            throw all
        }
    }
}
