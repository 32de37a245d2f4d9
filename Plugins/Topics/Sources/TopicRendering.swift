import Documents
import Postgres
import Site

/// What is made of a topic's text when it is saved, so that no page and no search has to make it again.
public struct TopicRendering: Sendable {
    public let html: String
    public let text: String
    public let wordCount: Int
    /// One or two sentences for search results: the dek, else the beginning of the text.
    public let description: String
    /// The questions as schema.org's FAQPage in JSON; nil for a text without questions.
    public let structuredData: String?
    /// The questions with the ids of their headings, as JSON.
    public let contents: PostgresJSON

    /// - Throws: what `JSONEncoder` throws.
    public init(_ document: Document, dek: String) throws {
        html = document.html().text
        text = document.text
        wordCount = document.wordCount
        description = dek.isEmpty ? document.excerpt(maxCharacters: 155) : dek
        let questions = document.questions
        structuredData = try FrequentQuestions(questions).map { try JSONLD($0).json }
        contents = try PostgresJSON(
            encoding: questions.map { TopicQuestion(anchor: $0.id, question: $0.text) })
    }
}

/// A question in the list above a page, and the heading that it leads to.
struct TopicQuestion: Codable, Sendable {
    let anchor: String
    let question: String
}

/// The questions of a page as structured data (schema.org/FAQPage).
private struct FrequentQuestions: Encodable {
    private struct Question: Encodable {
        let name: String
        let text: String

        private enum Keys: String, CodingKey {
            case type = "@type"
            case name, acceptedAnswer, text
        }

        func encode(to encoder: any Encoder) throws {
            var question = encoder.container(keyedBy: Keys.self)
            try question.encode("Question", forKey: .type)
            try question.encode(name, forKey: .name)
            var answer = question.nestedContainer(keyedBy: Keys.self, forKey: .acceptedAnswer)
            try answer.encode("Answer", forKey: .type)
            try answer.encode(text, forKey: .text)
        }
    }

    private enum Keys: String, CodingKey {
        case context = "@context"
        case type = "@type"
        case mainEntity
    }

    private let questions: [Question]

    /// - Returns: nil for a document without questions.
    init?(_ questions: [Document.Question]) {
        self.questions = questions.map { Question(name: $0.text, text: $0.answer.text) }
        if self.questions.isEmpty { return nil }
    }

    func encode(to encoder: any Encoder) throws {
        var page = encoder.container(keyedBy: Keys.self)
        try page.encode("https://schema.org", forKey: .context)
        try page.encode("FAQPage", forKey: .type)
        try page.encode(questions, forKey: .mainEntity)
    }
}
