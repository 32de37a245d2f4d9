/// What a person is here. A person may have several roles; each permission names the roles that carry it.
public enum Role: String, CaseIterable, Sendable, Codable, Comparable {
    case clinician, moderator, approver, editor, reviewer, ads, admin, auditor

    /// How screens call it.
    public var title: String {
        switch self {
        case .ads: "Ad manager"
        default: rawValue.capitalizedFirst
        }
    }

    public static func < (left: Role, right: Role) -> Bool {
        left.order < right.order
    }

    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
