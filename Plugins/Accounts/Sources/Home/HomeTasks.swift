import Console
import Kernel
import Postgres

/// What needs somebody now, on the first screen after signing in. Plugins add theirs in `Plugin.extensions`.
public protocol HomeTaskSource: Extension {
    /// The tasks of this person; empty when there is nothing for their roles.
    func tasks(for actor: Actor, in reader: any Reader) async throws -> [HomeTask]

    /// This source once it knows what else the plugins add; itself unless that makes a difference.
    func knowing(_ extensions: [any Extension]) -> any HomeTaskSource
}

extension HomeTaskSource {
    public func knowing(_ extensions: [any Extension]) -> any HomeTaskSource { self }
}

/// One line on the first screen.
public struct HomeTask: Sendable {
    let url: String
    let title: String
    let figure: String?
    let summary: String
    let pill: Pill?

    /// `figure` is the number that matters: `38`.
    public init(_ title: String, path: String, figure: String? = nil, summary: String, pill: Pill? = nil) {
        self.title = title
        url = path
        self.figure = figure
        self.summary = summary
        self.pill = pill
    }

    /// Whether somebody is asked to do something.
    var asks: Bool { pill?.tone == Pill.Tone.warn.rawValue || pill?.tone == Pill.Tone.bad.rawValue }
}

/// For administrators, invitations that nobody took; for auditors, what was recorded lately.
struct AccountTasks: HomeTaskSource {
    func tasks(for actor: Actor, in reader: any Reader) async throws -> [HomeTask] {
        var tasks: [HomeTask] = []
        if actor.may(.manageAccounts) { tasks.append(try await invitations(in: reader)) }
        if actor.may(.readAudit) { tasks.append(try await record(in: reader)) }
        return tasks
    }

    private func invitations(in reader: any Reader) async throws -> HomeTask {
        let (waiting, ended, all) = try await reader.fetch(
            .value(
                Int.self,
                """
                SELECT count(*)
                FROM accounts.account
                WHERE password_hash IS NULL AND disabled_at IS NULL
                """),
            .value(
                Int.self,
                """
                SELECT count(*)
                FROM accounts.account
                LEFT JOIN accounts.one_time_link USING (account_id)
                WHERE password_hash IS NULL
                  AND disabled_at IS NULL
                  AND (expires_at IS NULL OR expires_at <= clock_timestamp())
                """),
            .value(Int.self, "SELECT count(*) FROM (SELECT FROM accounts.account LIMIT 2) AS accounts"))
        if all == 1 {
            return HomeTask(
                "Invite people", path: "/console/accounts/new", figure: "",
                summary: "You are the only one here so far.", pill: Pill(.warn, "your turn"))
        }
        let summary: String
        switch ended ?? 0 {
        case 0 where (waiting ?? 0) == 0: summary = "Everybody who was invited has come in."
        case 0: summary = "They have not come in yet."
        case 1: summary = "The link of one of them has ended. Make a new one."
        case let count: summary = "The links of \(count) of them have ended. Make new ones."
        }
        return HomeTask(
            "Invitations", path: "/console/accounts?state=invited", figure: String(waiting ?? 0),
            summary: summary, pill: (ended ?? 0) > 0 ? Pill(.warn, "your turn") : nil)
    }

    private func record(in reader: any Reader) async throws -> HomeTask {
        let most = 1_000
        let lately =
            try await reader.value(
                Int.self,
                """
                SELECT count(*)
                FROM (
                  SELECT FROM kernel.audit_entry
                  WHERE at > clock_timestamp() - interval '24 hours'
                  LIMIT \(most)
                ) AS lately
                """) ?? 0
        return HomeTask(
            "Audit log", path: "/console/audit", figure: lately == most ? "1,000+" : String(lately),
            summary: lately == 1 ? "Entry of the last 24 hours." : "Entries of the last 24 hours.")
    }
}
