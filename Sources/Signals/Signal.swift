/// What a rule found: where it stands, what is wrong with it, and what to do.
public struct Signal: Hashable, Sendable, Codable {
    /// What follows from a signal, the mildest first.
    public enum Severity: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
        /// Worth a second look by whoever wrote it; nothing waits for it.
        case advise
        /// A moderator looks at it.
        case review
        /// It cannot be submitted as it is.
        case block

        public static func < (left: Severity, right: Severity) -> Bool {
            left.order < right.order
        }

        private var order: Int {
            switch self {
            case .advise: 0
            case .review: 1
            case .block: 2
            }
        }
    }

    /// The id of the rule: `template-leak`.
    public let rule: String
    /// The version of the rule that found it, so that its precision can be measured.
    public let version: Int
    public let severity: Severity
    public let field: ProfileField
    /// Where it begins and ends in the field's text, in Unicode scalars.
    public let start: Int
    public let end: Int
    /// What is wrong, in a sentence.
    public let explanation: String
    /// What to do about it, in a sentence.
    public let fix: String
    /// The id of the other profile that a duplicate looks like; nil for all other rules.
    public let other: String?

    public init(
        rule: String, version: Int, severity: Severity, field: ProfileField, start: Int, end: Int,
        explanation: String, fix: String, other: String? = nil
    ) {
        self.rule = rule
        self.version = version
        self.severity = severity
        self.field = field
        self.start = start
        self.end = end
        self.explanation = explanation
        self.fix = fix
        self.other = other
    }

    public var span: Range<Int> { start..<max(start, end) }
}

/// What a rule says about one place, before it is known which rule that was.
struct Finding {
    let severity: Signal.Severity
    let field: ProfileField
    let span: Range<Int>
    let explanation: String
    let fix: String
    var other: String?

    init(
        _ severity: Signal.Severity, _ field: ProfileField, _ span: Range<Int>, _ explanation: String,
        fix: String, other: String? = nil
    ) {
        self.severity = severity
        self.field = field
        self.span = span
        self.explanation = explanation
        self.fix = fix
        self.other = other
    }
}
