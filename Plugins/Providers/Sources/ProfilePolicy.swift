import Kernel

extension Setting where Value == Int {
    static let newProfileDueHours = Setting(
        "policy.profiles.new_due_hours", default: 48,
        "Hours within which somebody should have decided about a new profile.",
        check: { (1...8_760).contains($0) ? nil : "a number from 1 to 8760" })
    static let profileEditDueHours = Setting(
        "policy.profiles.edit_due_hours", default: 24,
        "Hours within which somebody should have decided about an edit of a public profile.",
        check: { (1...8_760).contains($0) ? nil : "a number from 1 to 8760" })
}

/// What the house decided about profiles; Config/policy.yaml says it.
struct ProfilePolicy: Sendable, Equatable {
    var newDueHours = 48
    var editDueHours = 24

    static let settings: [any SettingDeclaration] = [
        Setting<Int>.newProfileDueHours, Setting<Int>.profileEditDueHours,
    ]

    /// How soon a decision is due.
    func due(isNew: Bool) -> Duration { .seconds((isNew ? newDueHours : editDueHours) * 3_600) }
}

extension ProfilePolicy {
    init(_ settings: Settings) {
        self.init(
            newDueHours: settings[.newProfileDueHours], editDueHours: settings[.profileEditDueHours])
    }
}
