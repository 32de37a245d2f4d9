import Kernel

extension Setting where Value == Int {
    public static let leaseMinutes = Setting(
        "policy.moderation.lease_minutes", default: 10,
        "Minutes for which a claimed item is kept for its claimer.",
        check: { (1...1_440).contains($0) ? nil : "a number from 1 to 1440" })
}
