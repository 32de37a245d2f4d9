import DemoData
import Foundation
import Kernel
import Postgres

/// What every row of the demo is made from.
struct DemoPlan: Sendable {
    let data: DemoData
    let seed: UInt64
    let hours: DemoHours
    let zone: TimeZone
    let staff: DemoStaff
    let topics: [String: UUID]
    let shelves: DemoShelves
    let registers: DemoRegisters
    /// The clinicians who have accounts, by the index of their profile.
    let owners: [Int: DemoStaff.Member]
    /// What waits among the first clinicians and beside them, the most pressing first.
    let queue: [DemoCase]
    /// The edits that wait, by the index of the profile.
    let edits: [Int: DemoCase]

    init(
        data: DemoData, seed: UInt64, hours: DemoHours, zone: TimeZone, registers: DemoRegisters
    ) throws {
        let staff = try DemoStaff(data.accounts, seed: seed, made: hours.opening(of: data.today - 780))
        self.data = data
        self.seed = seed
        self.hours = hours
        self.zone = zone
        self.staff = staff
        self.registers = registers
        shelves = DemoShelves(data, seed: seed, staff: staff)
        topics = Dictionary(
            data.topics.enumerated().map { number, topic in
                (topic.slug, DemoTopicRows.id(number, seed: seed, hours: hours, today: data.today))
            }, uniquingKeysWith: { first, _ in first })
        owners = Dictionary(
            staff.members.compactMap { member in
                member.account.provider.map { ($0, member) }
            }, uniquingKeysWith: { first, _ in first })
        queue = data.queue
        edits = Dictionary(
            queue.compactMap { waiting in
                waiting.kind == .profileEdit ? waiting.provider.map { ($0, waiting) } : nil
            }, uniquingKeysWith: { first, _ in first })
    }
}

/// A clinician as they are stored: the profile, its ids, and when what happened.
struct DemoProfile: Sendable {
    let provider: DemoProvider
    let providerID: UUID
    let revisionID: UUID
    let publicationID: UUID
    /// When the profile was made.
    let joined: Instant
    /// Since when readers see it.
    let listed: Instant
    let claims: [Claim]

    /// A credential with its id and the instants of its checks.
    struct Claim: Sendable {
        let credential: DemoCredential
        let credentialID: UUID
        let made: Instant
        /// What was found when it was looked up, the first look first; empty while nobody has looked.
        let checks: [DemoCheck]
    }

    init(_ provider: DemoProvider, at index: Int, in plan: DemoPlan) {
        var ids = DemoIDs(seed: plan.seed, of: .provider(index))
        var chance = Chance(seed: plan.seed, index: index, purpose: .hours)
        let today = plan.data.today
        // Public for a while before the first check, as those are who join with a list or on their own.
        let earliest = provider.credentials.compactMap(\.firstDay).min() ?? today
        let days = chance.number(in: min(today.number - earliest.number + 8, 720)...730)
        let joined = plan.hours.atWork(today - days - chance.number(in: 1...6), chance: &chance)
        self.provider = provider
        self.joined = joined
        listed = plan.hours.atWork(today - days, chance: &chance)
        providerID = ids.next(at: joined)
        revisionID = ids.next(at: joined)
        publicationID = ids.next(at: listed)
        claims = provider.credentials.map { credential in
            var made = joined
            if case .waiting(let since) = credential.standing {
                made = min(plan.hours.opening(of: since), plan.hours.now - .seconds(1_000))
            }
            let id = ids.next(at: made)
            let checks = DemoCheck.all(
                of: credential, held: provider.name, in: plan, ids: &ids, chance: &chance)
            return Claim(credential: credential, credentialID: id, made: made, checks: checks)
        }
    }

    /// A profile as a file brought it, with claims that nobody has checked.
    init(imported provider: DemoProvider, number: Int, at instant: Instant, in plan: DemoPlan) {
        var ids = DemoIDs(seed: plan.seed, of: .imported(number))
        self.provider = provider
        joined = instant
        listed = instant
        providerID = ids.next(at: instant)
        revisionID = ids.next(at: instant)
        publicationID = ids.next(at: instant)
        claims = provider.credentials.map { credential in
            Claim(credential: credential, credentialID: ids.next(at: instant), made: instant, checks: [])
        }
    }
}

extension DemoCredential {
    /// The day of the first check or, for what waits, of the claim; nil where nothing has happened.
    fileprivate var firstDay: DemoDay? {
        switch standing {
        case .verified(let day, _, _), .expired(let day, _, _), .revoked(let day, _, _, _): day
        case .refused(let day, _, _, _): day
        case .waiting(let day): day
        case .unchecked: nil
        }
    }
}

/// Where a moderator looks things up, by state and by type of credential.
struct DemoRegisters: Sendable {
    private let byBoard: [String: String]
    private let byType: [String: String]

    init(reading reader: any Reader) async throws {
        let (boards, types) = try await reader.fetch(
            .all(
                Place.self,
                """
                SELECT board.state || ' ' || credential_type.credential_type_id AS key, board.verify_url AS url
                FROM credentials.board
                JOIN credentials.credential_type
                  ON board.fields = '{}' OR credential_type.field = ANY (board.fields)
                WHERE board.verify_url IS NOT NULL
                ORDER BY cardinality(board.fields) DESC, board.board_id
                """),
            .all(
                Place.self,
                """
                SELECT credential_type_id AS key, verify_url AS url
                FROM credentials.credential_type
                WHERE verify_url IS NOT NULL
                """))
        byBoard = Dictionary(boards.map { ($0.key, $0.url) }, uniquingKeysWith: { first, _ in first })
        byType = Dictionary(types.map { ($0.key, $0.url) }, uniquingKeysWith: { first, _ in first })
    }

    private struct Place: Decodable, Sendable {
        let key: String
        let url: String
    }

    /// Nil where the reference data names none.
    func url(of credential: DemoCredential) -> String? {
        guard let type = credential.typeID else { return nil }
        return byType[type] ?? credential.state.flatMap { byBoard["\($0) \(type)"] }
    }
}
