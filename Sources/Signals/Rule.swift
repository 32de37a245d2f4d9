/// Looks for one kind of defect. A rule is a function of its input: the same text gives the same signals, everywhere.
public struct Rule: Sendable {
    /// Stable: it stands beside every signal that the rule ever raised.
    public let id: String
    /// What lists call it: `Template leak`.
    public let name: String
    /// Rises with every change of the rule or of its word list. A rule with a list carries the list's version.
    public let version: Int
    private let find: @Sendable (Reading) -> [Finding]

    init(
        _ id: String, _ name: String, version: Int, find: @escaping @Sendable (Reading) -> [Finding]
    ) {
        self.id = id
        self.name = name
        self.version = version
        self.find = find
    }

    /// One rule names at most so many places: whoever mends ten sees the next ten.
    static let mostSignals = 10

    public static let all: [Rule] = [
        .templateLeak, .placeholder, .pseudoLatin, .undeclaredLanguage, .truncated, .nameMismatch,
        .implausibleName, .probableDuplicate, .spam, .offTopic, .ambiguousAbbreviation, .titleWithoutLicense,
        .incompleteAddress, .clientDetails, .testimonial, .cureClaims, .crisisLanguage, .straySpace,
    ]

    /// What this rule finds.
    public func signals(in profile: ProfileText) -> [Signal] {
        signals(in: Reading(profile))
    }

    func signals(in reading: Reading) -> [Signal] {
        find(reading).prefix(Self.mostSignals).map { finding in
            Signal(
                rule: id, version: version, severity: finding.severity, field: finding.field,
                start: finding.span.lowerBound, end: finding.span.upperBound,
                explanation: finding.explanation, fix: finding.fix, other: finding.other)
        }
    }
}

extension ProfileText {
    /// What all rules find in it: what blocks comes first, then in the order of the fields and of the text.
    public var signals: [Signal] {
        let reading = Reading(self)
        return Rule.all.flatMap { $0.signals(in: reading) }.enumerated().sorted { left, right in
            let (first, second) = (left.element, right.element)
            if first.severity != second.severity { return first.severity > second.severity }
            if first.field != second.field { return first.field.order < second.field.order }
            return (first.start, left.offset) < (second.start, right.offset)
        }.map(\.element)
    }
}
