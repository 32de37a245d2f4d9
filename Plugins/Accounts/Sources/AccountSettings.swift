import Kernel

extension Setting where Value == Int {
    static let argonMemory = Setting(
        "accounts.argon2_memory_kib", default: 19_456, "Memory that hashing a password takes, in KiB.",
        check: within(1_024...1_048_576))
    static let argonPasses = Setting(
        "accounts.argon2_passes", default: 2, "Passes over that memory.", check: within(1...20))
    static let argonAtOnce = Setting(
        "accounts.argon2_at_once", default: 2, "Passwords that are hashed at the same time.",
        check: within(1...64))
    static let argonWaiting = Setting(
        "accounts.argon2_waiting", default: 64, "Passwords that wait for their turn; others are refused.",
        check: within(0...10_000))
    static let sessionHours = Setting(
        "accounts.session_hours", default: 12, "Hours after which a session ends.", check: within(1...720))
    static let sessionIdleMinutes = Setting(
        "accounts.session_idle_minutes", default: 120,
        "Minutes without a request after which a session ends.", check: within(5...43_200))
    static let inviteHours = Setting(
        "accounts.invite_hours", default: 168, "Hours for which an invitation works.", check: within(1...720))
    static let resetHours = Setting(
        "accounts.reset_hours", default: 24, "Hours for which a link to a new password works.",
        check: within(1...168))
    static let passwordLength = Setting(
        "accounts.password_length", default: 12, "Characters that a password has at least.",
        check: within(8...64))

    private static func within(_ range: ClosedRange<Int>) -> @Sendable (Int) -> String? {
        { range.contains($0) ? nil : "a number from \(range.lowerBound) to \(range.upperBound)" }
    }
}

/// The settings that this plugin reads.
enum AccountSettings {
    static let all: [any SettingDeclaration] = [
        Setting<Int>.argonMemory, Setting<Int>.argonPasses, Setting<Int>.argonAtOnce,
        Setting<Int>.argonWaiting,
        Setting<Int>.sessionHours, Setting<Int>.sessionIdleMinutes, Setting<Int>.inviteHours,
        Setting<Int>.resetHours, Setting<Int>.passwordLength,
    ]
}
