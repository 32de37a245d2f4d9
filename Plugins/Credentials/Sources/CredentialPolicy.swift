import Foundation
import Kernel

extension Setting where Value == Bool {
    static let firstLicenseByTwo = Setting(
        "policy.credentials.second_person_first_license", default: true,
        "A second person confirms the first license of somebody.")
    static let everyLicenseByTwo = Setting(
        "policy.credentials.second_person_every_license", default: false,
        "A second person confirms every license.")
}

extension Setting where Value == Int {
    static let validDays = Setting(
        "policy.credentials.valid_days", default: 365,
        "Days for which a look-up is good, where the register gives no earlier end.",
        check: { (1...1_460).contains($0) ? nil : "a number from 1 to 1460" })
    static let findingDays = Setting(
        "policy.credentials.finding_days", default: 120,
        "Days after which a look-up is too old to decide by.",
        check: { (1...365).contains($0) ? nil : "a number from 1 to 365" })
    static let claimDueHours = Setting(
        "policy.credentials.claim_due_hours", default: 24,
        "Hours within which a new claim should be decided.",
        check: { (1...8_760).contains($0) ? nil : "a number from 1 to 8760" })
    static let renewalDueHours = Setting(
        "policy.credentials.renewal_due_hours", default: 120,
        "Hours within which a renewal should be decided.",
        check: { (1...8_760).contains($0) ? nil : "a number from 1 to 8760" })
    static let renewDaysBefore = Setting(
        "policy.credentials.renew_days_before", default: 30,
        "Days before a verification lapses on which its renewal comes into the queue.",
        check: { (1...365).contains($0) ? nil : "a number from 1 to 365" })
    static let evidenceFilesADay = Setting(
        "policy.credentials.evidence_files_a_day", default: 40,
        "Files that one account may send as evidence within a day.",
        check: { (1...1_000).contains($0) ? nil : "a number from 1 to 1000" })
}

/// What the house decided about checking credentials; Config/policy.yaml says it.
///
/// Adverse results and badges against the finding always take two persons: the database keeps that itself.
struct CredentialPolicy: Sendable, Equatable {
    var firstLicenseByTwo = true
    var everyLicenseByTwo = false
    var validDays = 365
    var findingDays = 120
    var claimDueHours = 24
    var renewalDueHours = 120
    var renewDaysBefore = 30
    /// The zone that turns the last day of a license into an instant.
    var zone = TimeZone.gmt

    static let settings: [any SettingDeclaration] = [
        Setting<Bool>.firstLicenseByTwo, Setting<Bool>.everyLicenseByTwo, Setting<Int>.validDays,
        Setting<Int>.findingDays, Setting<Int>.claimDueHours, Setting<Int>.renewalDueHours,
        Setting<Int>.renewDaysBefore, Setting<Int>.evidenceFilesADay,
    ]

    /// Why a second person must confirm a decision; nil when one person is enough.
    func reasonForTwo(
        kind: CredentialKind, isFirstLicense: Bool, result: FindingResult, isVerified: Bool
    ) -> String? {
        if result == .adverse { return "An adverse result takes a second person." }
        if isVerified, result != .confirmed { return "A badge against the register takes a second person." }
        guard isVerified, kind.isLicense else { return nil }
        if everyLicenseByTwo { return "A second person confirms every license." }
        if firstLicenseByTwo, isFirstLicense { return "A second person confirms a first license." }
        return nil
    }
}

extension CredentialPolicy {
    init(_ settings: Settings) {
        self.init(
            firstLicenseByTwo: settings[.firstLicenseByTwo], everyLicenseByTwo: settings[.everyLicenseByTwo],
            validDays: settings[.validDays], findingDays: settings[.findingDays],
            claimDueHours: settings[.claimDueHours], renewalDueHours: settings[.renewalDueHours],
            renewDaysBefore: settings[.renewDaysBefore],
            zone: TimeZone(identifier: settings[.siteTimeZone]) ?? .gmt)
    }
}
