/// One thing in a text that a person can mend.
public struct DocumentIssue: Hashable, Sendable, CustomStringConvertible {
    /// Counted from 1 in the file; nil when the text did not come from a file.
    public var line: Int?
    /// Counted from 1; nil where the whole line is meant.
    public var column: Int?
    /// Where in the editor's JSON, as `$.content[2].content[0]`; nil when the text came from Markdown.
    public var path: String?
    /// A sentence that says what to do.
    public var message: String

    public init(line: Int? = nil, column: Int? = nil, path: String? = nil, message: String) {
        self.line = line
        self.column = column
        self.path = path
        self.message = message
    }

    public var description: String {
        guard let path else { return message }
        return "\(message) (\(path))"
    }
}

/// Why a text was refused: at least one issue, in the order of the text.
public struct DocumentIssues: Error, Hashable, Sendable, CustomStringConvertible {
    public var issues: [DocumentIssue]

    public init(_ issues: [DocumentIssue]) {
        self.issues = issues
    }

    init(_ issue: DocumentIssue) {
        issues = [issue]
    }

    public var description: String {
        issues.map(\.description).joined(separator: "\n")
    }
}

/// Something that was read differently from how it was written, for the person who wrote it to know.
public struct DocumentNote: Hashable, Sendable, CustomStringConvertible {
    public var line: Int?
    public var path: String?
    public var message: String

    public init(line: Int? = nil, path: String? = nil, message: String) {
        self.line = line
        self.path = path
        self.message = message
    }

    public var description: String { message }
}

/// A document and what was left out or changed on the way in.
public struct Parsed: Hashable, Sendable {
    public var document: Document
    public var notes: [DocumentNote]
}

/// Where something stands, in a file or in the editor's JSON.
enum Place: Hashable, Sendable {
    case line(Int)
    case path(String)

    /// How a sentence about this place begins.
    var subject: String {
        switch self {
        case .line(let number): "Line \(number)"
        case .path: "The text"
        }
    }

    /// The number of the line; 0 in the editor’s JSON.
    var line: Int {
        if case .line(let number) = self { number } else { 0 }
    }

    var isLine: Bool {
        if case .line = self { true } else { false }
    }

    func issue(_ message: String) -> DocumentIssue {
        switch self {
        case .line(let number): DocumentIssue(line: number, message: message)
        case .path(let path): DocumentIssue(path: path, message: message)
        }
    }

    func note(_ message: String) -> DocumentNote {
        switch self {
        case .line(let number): DocumentNote(line: number, message: message)
        case .path(let path): DocumentNote(path: path, message: message)
        }
    }
}

extension DocumentIssue {
    static func depthMessage(_ place: Place, limit: Int) -> String {
        "\(place.subject) stands more than \(limit) levels deep. Use fewer levels of lists and quotes."
    }
}

/// The issues and notes that a reading gathers.
struct Findings {
    /// A person mends a handful at a time; a hostile text must not make a report of its own size.
    static let limit = 50

    private(set) var issues: [DocumentIssue] = []
    private(set) var notes: [DocumentNote] = []

    mutating func refuse(_ place: Place, _ message: String) {
        let issue = place.issue(message)
        guard issues.count < Self.limit, issues.last != issue else { return }
        issues.append(issue)
    }

    mutating func refuseDepth(_ place: Place, limit: Int) {
        refuse(place, DocumentIssue.depthMessage(place, limit: limit))
    }

    mutating func note(_ place: Place, _ message: String) {
        let note = place.note(message)
        guard notes.last != note else { return }
        notes.append(note)
    }
}
