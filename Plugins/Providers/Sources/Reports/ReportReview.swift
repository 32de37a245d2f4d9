import Console
import Foundation
import Kernel
import Moderation
import Postgres
import Site

/// The review of what readers report about a profile. The subject is the provider: reports that wait are one item.
struct ReportReview: ReviewableType {
    static let typeID = "report"

    /// More than these nobody reads before deciding; the rest is counted.
    private static let mostShown = 20

    var id: String { Self.typeID }
    var name: String { "Report" }
    var needs: Permission { .reviewProfiles }

    /// What follows from a report that is right.
    private enum FollowUp: String, CaseIterable {
        case credential, profile, clinician, withdraw

        var reason: ReviewReason {
            switch self {
            case .credential: ReviewReason(rawValue, "Yes: look the license up again")
            case .profile: ReviewReason(rawValue, "Yes: correct the profile")
            case .clinician: ReviewReason(rawValue, "Yes: ask the clinician to correct it")
            case .withdraw: ReviewReason(rawValue, "Yes: take the profile off the site")
            }
        }

        var next: String {
            switch self {
            case .credential: "Now look the license up again, under Credentials."
            case .profile: "Now correct the profile, under Providers."
            case .clinician: "Now write to the clinician what to correct, and by when."
            case .withdraw: "Now take the profile off the site, under Providers."
            }
        }
    }

    private static let dismissals = [
        ReviewReason("right", "We looked: the page is right"),
        ReviewReason("opinion", "It is about the person and not about the page"),
        ReviewReason("unclear", "It does not say what is wrong"),
        ReviewReason("nonsense", "It is nonsense or advertising"),
    ]

    func actions(for item: ReviewItem, actor: Actor, in reader: any Reader) async throws -> [ReviewAction] {
        guard actor.may(.reviewProfiles), try await !isOwn(item, actor, in: reader) else { return [] }
        return [
            ReviewAction(
                "confirm", "Confirm",
                hint: "Confirm it when something on the page is wrong, and choose what follows.",
                needsReason: true,
                reasons: FollowUp.allCases.map(\.reason), isPrimary: true),
            ReviewAction("dismiss", "Dismiss", needsReason: true, reasons: Self.dismissals),
        ]
    }

    func perform(
        _ action: String, on item: ReviewItem, by actor: Actor, form: Form, in transaction: Transaction
    ) async throws -> ReviewOutcome {
        guard try await !isOwn(item, actor, in: transaction) else { throw Refusal.forbidden(.reviewProfiles) }
        guard action == "confirm" else { return .decided(message: "Dismissed. The page stays as it is.") }
        let next = FollowUp(rawValue: form["reason_code"])?.next
        return .decided(message: ["Confirmed.", next].compactMap { $0 }.joined(separator: " "))
    }

    func canUndo(_ action: String) -> Bool { true }

    /// A decision about a report changes nothing by itself: what follows from it somebody does elsewhere.
    func undo(
        _ decision: ReviewDecision, of item: ReviewItem, by actor: Actor, in transaction: Transaction
    ) async throws -> ReviewUndo {
        ReviewUndo(message: "Taken back. The report waits again.")
    }

    private struct Subject: Decodable, Sendable {
        let slug: Slug
        let name: String
        let isLive: Bool
    }

    func exhibit(of item: ReviewItem, visit: Visit, in reader: any Reader) async throws -> Exhibit {
        let id = ProviderID(rawValue: item.subjectID)
        let (subject, reports, count) = try await reader.fetch(
            Self.subject(id), Self.reports(of: item.reviewItemID), Self.count(of: item.reviewItemID))
        guard let subject else { throw Refusal.notFound }
        let total = count ?? reports.count
        let dates = TimeText(zone: visit.actor?.zone ?? .gmt)
        var parts: [any Page] = reports.enumerated().map { position, report in
            FactsPart(
                total == 1 ? "What a reader reports" : "Report \(total - position) of \(total)",
                Self.facts(report, dates))
        }
        if parts.isEmpty { parts = [FactsPart("What a reader reports", [])] }
        return Exhibit(
            body: parts[0], more: Array(parts.dropFirst()),
            checklist: [
                ChecklistEntry("Readers see the page now", isDone: subject.isLive),
                ChecklistEntry("Says what is wrong in words", isDone: reports.contains { !$0.words.isEmpty }),
                ChecklistEntry(
                    "No reader asked for an answer", isDone: !reports.contains { $0.email != nil }),
            ],
            path: "/console/providers/\(id)",
            about: AboutSubject(
                subject.name, lines: [subject.isLive ? "Public now" : "Not public any more"],
                links: subject.isLive ? [Link("Public page", to: "/providers/\(subject.slug)")] : []),
            note: Self.note(reports, total: total))
    }

    private static func facts(_ report: Report, _ dates: TimeText) -> [Fact] {
        [
            Fact("What is wrong", report.kind.title),
            report.words.isEmpty ? nil : Fact("In their words", report.words),
            report.email.map {
                Fact("Answer to", "\($0). Write before you decide: the address is deleted then.")
            },
            Fact("Sent", dates.full(report.madeAt)),
        ].compactMap { $0 }
    }

    private static func note(_ reports: [Report], total: Int) -> String? {
        total > reports.count ? "The last \(reports.count) of \(total) reports are shown." : nil
    }

    private static func subject(_ id: ProviderID) -> Query<Subject?> {
        .first(
            Subject.self,
            """
            SELECT
              provider.slug,
              latest.name,
              EXISTS (
                SELECT
                FROM providers.publication
                WHERE publication.provider_id = provider.provider_id
                  AND publication.visible @> clock_timestamp()
              ) AS is_live
            FROM providers.provider
            JOIN providers.revision AS latest USING (provider_id)
            WHERE provider.provider_id = \(id)
            ORDER BY latest.number DESC
            LIMIT 1
            """)
    }

    private static func reports(of item: ReviewItemID) -> Query<[Report]> {
        .all(
            Report.self,
            """
            SELECT kind, words, email, made_at
            FROM providers.report
            WHERE review_item_id = \(item)
            ORDER BY made_at DESC, report_id DESC
            LIMIT \(mostShown)
            """)
    }

    private static func count(of item: ReviewItemID) -> Query<Int?> {
        .value(
            Int.self,
            """
            SELECT count(*)
            FROM providers.report
            WHERE review_item_id = \(item)
            """)
    }

    /// Nobody decides about a report on their own page.
    private func isOwn(_ item: ReviewItem, _ actor: Actor, in reader: any Reader) async throws -> Bool {
        try await reader.value(
            Bool.self,
            """
            SELECT EXISTS (
              SELECT
              FROM providers.provider
              JOIN accounts.account USING (account_id)
              WHERE provider.provider_id = \(ProviderID(rawValue: item.subjectID))
                AND account.person_id = \(actor.personID)
            )
            """) ?? false
    }
}
