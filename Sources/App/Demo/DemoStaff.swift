import DemoData
import Foundation
import Kernel
import Postgres

/// The demo accounts, each a person of its own.
struct DemoStaff: Sendable {
    struct Member: Sendable {
        let accountID: UUID
        let personID: UUID
        let account: DemoAccount
    }

    /// When the accounts were made: before everything else.
    let made: Instant
    let members: [Member]
    let moderator: Member
    let approver: Member
    let editor: Member
    private let byEmail: [String: Member]

    /// - Throws: `DemoRefused` when a role is missing that the demo's history needs.
    init(_ accounts: [DemoAccount], seed: UInt64, made: Instant) throws(DemoRefused) {
        self.made = made
        members = accounts.enumerated().map { number, account in
            var ids = DemoIDs(seed: seed, of: .account(number))
            return Member(accountID: ids.next(at: made), personID: ids.next(at: made), account: account)
        }
        byEmail = Dictionary(members.map { ($0.account.email, $0) }, uniquingKeysWith: { first, _ in first })
        moderator = try Self.first(.moderator, of: members)
        approver = try Self.first(.approver, of: members)
        editor = try Self.first(.editor, of: members)
    }

    private static func first(_ role: Role, of members: [Member]) throws(DemoRefused) -> Member {
        guard let member = members.first(where: { $0.account.role == role.rawValue }) else {
            throw DemoRefused(description: "The demo has no \(role.rawValue).")
        }
        return member
    }

    subscript(email: String) -> Member? { byEmail[email] }

    /// Who reviews articles under that name.
    ///
    /// - Throws: `DemoRefused` when no reviewer has it.
    func reviewer(named name: String) throws(DemoRefused) -> Member {
        try Self.first(.reviewer, of: members.filter { $0.account.displayName == name })
    }

    /// An editor who is somebody else than the writer.
    ///
    /// - Throws: `DemoRefused` when there is none.
    func editor(besides writer: Member?) throws(DemoRefused) -> Member {
        try Self.first(.editor, of: members.filter { $0.personID != writer?.personID })
    }
}

extension DemoRows {
    /// The demo accounts, all with one password.
    init(accounts plan: DemoPlan, passwordHash: String) {
        let made = plan.staff.made
        for member in plan.staff.members {
            let account = member.account
            add(.person, [member.personID, made])
            add(
                .account,
                [
                    member.accountID, member.personID, account.email, account.displayName, passwordHash,
                    plan.zone.identifier, made,
                ])
            add(.role, [member.accountID, account.role, made])
        }
    }
}
