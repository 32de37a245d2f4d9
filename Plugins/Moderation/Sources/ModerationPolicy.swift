import Kernel

extension Setting where Value == Int {
    public static let leaseMinutes = Setting(
        "policy.moderation.lease_minutes", default: 10,
        "Minutes for which a claimed item is kept for its claimer.",
        check: { (1...1_440).contains($0) ? nil : "a number from 1 to 1440" })

    public static let undoMinutes = Setting(
        "policy.moderation.undo_minutes", default: 10,
        "Minutes for which whoever decided can take the decision back.",
        check: { (1...60).contains($0) ? nil : "a number from 1 to 60" })
}
