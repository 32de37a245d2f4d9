import Accounts
import Console
import Foundation
import Kernel
import Postgres
import TestSupport

@testable import Moderation

extension Permission {
    static let judgeTrials = Permission("trial.judge", to: "judge trials", roles: [.moderator, .editor])
    static let confirmTrials = Permission("trial.confirm", to: "confirm trials", roles: [.approver])
}

/// A plugin with a kind of review of its own: its items say in their payload what becomes of them.
struct TrialPlugin: Plugin {
    static let id: PluginID = "trial"
    static let requires: [PluginID] = ["moderation"]

    init(kernel: Kernel) {}

    var migrations: MigrationSet { .none }
    var permissions: [Permission] { [.judgeTrials, .confirmTrials] }
    var extensions: [any Extension] { [TrialReview()] }
}

struct TrialReview: ReviewableType {
    struct Payload: Codable, Sendable {
        var takesTwo = false
        /// Whose own thing it is, so that they may not decide about it.
        var owner: PersonID?
        /// What the first person left for the second.
        var note: String?
        /// Whether what it is about is there no more.
        var isGone = false
    }

    static let typeID = "trial"

    var id: String { Self.typeID }
    var name: String { "Trial" }
    var needs: Permission { .judgeTrials }
    var stages: [Permission] { [.judgeTrials, .confirmTrials] }

    func actions(for item: ReviewItem, actor: Actor, in reader: any Reader) async throws -> [ReviewAction] {
        let payload = try item.payload.decode(Payload.self)
        if payload.isGone { throw Refusal.notFound }
        guard payload.owner != actor.personID else { return [] }
        return [
            ReviewAction("approve", "Approve", isPrimary: true),
            ReviewAction("request_changes", "Request changes", needsReason: true),
            ReviewAction(
                "reject", "Reject", needsReason: true, reasons: [ReviewReason("wrong", "It is wrong")]),
        ]
    }

    func perform(
        _ action: String, on item: ReviewItem, by actor: Actor, form: Form, in transaction: Transaction
    ) async throws -> ReviewOutcome {
        var payload = try item.payload.decode(Payload.self)
        if form["found"] == "nonsense" { throw FormIssues("found", .other("Enter sense.")) }
        guard payload.takesTwo, item.stage == 1 else { return .decided(message: "Done.") }
        payload.note = form["found"]
        return .secondPerson(
            needs: .confirmTrials, message: "A second person confirms.",
            payload: try PostgresJSON(encoding: payload))
    }

    func canUndo(_ action: String) -> Bool { action != "request_changes" }

    func undo(
        _ decision: ReviewDecision, of item: ReviewItem, by actor: Actor, in transaction: Transaction
    ) async throws -> ReviewUndo {
        var payload = try item.payload.decode(Payload.self)
        payload.note = nil
        return ReviewUndo(message: "Taken back.", payload: try PostgresJSON(encoding: payload))
    }

    func exhibit(of item: ReviewItem, visit: Visit, in reader: any Reader) async throws -> Exhibit {
        Exhibit(
            body: FactsPart("Facts", [Fact("What", item.title)]),
            fields: [Field(visit.text("found", "Found"))],
            checklist: [ChecklistEntry("Looked at", isDone: false)], path: "/console/trials/1",
            register: .init(title: "Register", url: "https://register.example"))
    }
}

/// A database with a queue, and people to work on it.
struct Bench: Sendable {
    let stet: TestStet

    static let plugins: [any Plugin.Type] = [AccountsPlugin.self, ModerationPlugin.self, TrialPlugin.self]

    init() throws {
        stet = try TestStet.current
    }

    var types: ReviewTypes { ReviewTypes([TrialReview()]) }
    var claiming: ClaimReview { ClaimReview(kernel: stet.kernel, types: types) }
    var deciding: DecideReview { DecideReview(kernel: stet.kernel, types: types) }
    var queries: ReviewQueries { ReviewQueries(reader: stet.database) }

    func person(_ name: String, _ roles: [Role] = [.moderator]) async throws -> Actor {
        try await stet.person(name, roles)
    }

    @discardableResult
    func open(
        _ title: String, payload: TrialReview.Payload = .init(), risk: Risk = .low,
        dueIn: Duration = .seconds(3_600),
        subject: UUID = UUID()
    ) async throws -> ReviewItemID {
        let review = OpenReview(
            type: TrialReview.typeID, subjectID: subject, ownerID: nil, title: title,
            summary: "about \(title)",
            risk: risk, dueIn: dueIn, needs: .judgeTrials, payload: try PostgresJSON(encoding: payload))
        return try await stet.database.transaction { transaction in
            try await review.run(by: nil, ids: stet.kernel.ids, in: transaction)
        }
    }

    func item(_ id: ReviewItemID) async throws -> ReviewItem { try await queries.item(id) }

    func decide(
        _ id: ReviewItemID, _ decision: String = "approve", seen version: Int = 1, by actor: Actor,
        _ fields: [(String, String)] = []
    ) async throws -> String {
        let form = Form([("decision", decision)] + fields)
        return try await deciding.run(id, seen: version, form: form, by: actor)
    }

    func undo(_ id: ReviewItemID, seen version: Int, by actor: Actor) async throws -> String {
        try await UndoReview(kernel: stet.kernel, types: types).run(id, seen: version, by: actor)
    }

    /// Lets every claim run out.
    func passLease() async throws {
        _ = try await stet.owner.rows(
            """
            UPDATE moderation.review_item
            SET claimed_until = clock_timestamp() - interval '1 second'
            WHERE claimed_by IS NOT NULL
            """)
    }

    func decisions(of id: ReviewItemID) async throws -> Int {
        try await stet.owner.value(
            Int.self, "SELECT count(*) FROM moderation.decision WHERE review_item_id = \(id)") ?? 0
    }
}

/// What a refusal says; empty when the body throws none.
func refusal(_ body: () async throws -> Void) async throws -> Refusal? {
    do {
        try await body()
        return nil
    } catch let refusal as Refusal {
        return refusal
    }
}

extension Refusal {
    var message: String {
        if case .wrongState(let message, _) = self { return message }
        return ""
    }
}
