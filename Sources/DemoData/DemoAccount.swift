/// An account to look around with. The password is the installation's business.
public struct DemoAccount: Hashable, Sendable {
    public let email: String
    public let displayName: String
    /// A role by the name the contract gives it: clinician, moderator, approver, editor, reviewer, ads, admin, auditor.
    public let role: String
    /// The index of the profile that belongs to it; nil for staff.
    public let provider: Int?

    static let staff: [DemoAccount] = [
        DemoAccount(
            email: "moderator@stet.example", displayName: "Ines Carvalho", role: "moderator", provider: nil),
        DemoAccount(
            email: "approver@stet.example", displayName: "Theo Lindgren", role: "approver", provider: nil),
        DemoAccount(
            email: "editor@stet.example", displayName: "Ruth Abernathy", role: "editor", provider: nil),
        DemoAccount(
            email: "editor2@stet.example", displayName: "Anselm Okoye", role: "editor", provider: nil),
        DemoAccount(
            email: "reviewer@stet.example", displayName: "Samira Haddad", role: "reviewer", provider: nil),
        DemoAccount(email: "ads@stet.example", displayName: "Owen Pryce", role: "ads", provider: nil),
        DemoAccount(
            email: "admin@stet.example", displayName: "Dana Kowalczyk", role: "admin", provider: nil),
        DemoAccount(
            email: "auditor@stet.example", displayName: "Miles Achterberg", role: "auditor", provider: nil),
        DemoAccount(
            email: "reviewer2@stet.example", displayName: "Oona Lindqvist", role: "reviewer", provider: nil),
    ]
}
