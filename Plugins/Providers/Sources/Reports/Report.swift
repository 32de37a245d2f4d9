import Accounts
import Foundation
import Kernel
import Moderation
import Postgres

struct ReportID: Identifier {
    let rawValue: UUID
}

/// What a reader can say is wrong.
enum ReportKind: String, CaseIterable, Sendable, Codable, PostgresCodable {
    case license, person, contact, practice, text, other

    /// As readers choose it.
    var title: String {
        switch self {
        case .license: "A license or certificate is not right"
        case .person: "The person is not who the page says"
        case .contact: "Phone, website or address is wrong"
        case .practice: "They no longer practice, or not here"
        case .text: "The text is false, or may harm somebody"
        case .other: "Something else"
        }
    }

    var risk: Risk {
        switch self {
        case .license, .person: .high
        case .text: .medium
        case .contact, .practice, .other: .low
        }
    }
}

/// A reader's report, as far as it could be understood.
struct ReportInput: Sendable {
    static let longest = 1_000

    let kind: ReportKind
    let words: String
    /// Where the reader wants an answer; nil for nowhere.
    let email: Email?

    /// - Throws: what the reader can mend.
    init(_ form: Form) throws(FormIssues) {
        var issues = FormIssues()
        let kind = ReportKind(rawValue: form["kind"])
        let words = form["words"]
        let email = Email(form["email"])
        if kind == nil { issues.add("kind", .other("Choose what is wrong.")) }
        if words.unicodeScalars.count > Self.longest {
            issues.add("words", .tooLong("a text", max: Self.longest))
        }
        if kind == .other, words.isEmpty { issues.add("words", .other("Say in a sentence what is wrong.")) }
        if email == nil, !form["email"].isEmpty {
            issues.add("email", .other("Enter an email address such as name@example.org, or none."))
        }
        try issues.throwIfAny()
        guard let kind else { throw issues }
        self.kind = kind
        self.words = words
        self.email = email
    }
}

/// One report, as the desk shows it.
struct Report: Decodable, Sendable {
    let kind: ReportKind
    let words: String
    let email: String?
    let madeAt: Instant
}
