/// What a person can mend in what they sent: the form comes back with these beside its fields.
public struct FormIssues: Error, Equatable, Sendable {
    /// One problem with one field; the field's name is empty when the form as a whole is meant.
    public struct Issue: Equatable, Sendable {
        public let field: String
        public let message: String

        public init(field: String, message: String) {
            self.field = field
            self.message = message
        }
    }

    public private(set) var issues: [Issue]

    public init(_ issues: [Issue] = []) {
        self.issues = issues
    }

    public init(_ field: String, _ problem: Problem) {
        issues = [Issue(field: field, message: problem.message)]
    }

    public var isEmpty: Bool { issues.isEmpty }

    public mutating func add(_ field: String, _ problem: Problem) {
        issues.append(Issue(field: field, message: problem.message))
    }

    public mutating func add(contentsOf other: FormIssues) {
        issues += other.issues
    }

    public func throwIfAny() throws(FormIssues) {
        if !issues.isEmpty { throw self }
    }

    public subscript(field: String) -> String? {
        issues.first { $0.field == field }?.message
    }
}

/// The ways a value can be wrong, each with the sentence that says what to do.
public enum Problem: Equatable, Sendable {
    case missing(String)
    case tooLong(String, max: Int)
    case notOneOf(String)
    case other(String)

    public var message: String {
        switch self {
        case .missing(let thing): "Enter \(thing)."
        case .tooLong(let thing, let max): "Enter \(thing) of at most \(max) characters."
        case .notOneOf(let thing): "Choose \(thing) from the list."
        case .other(let sentence): sentence
        }
    }
}
