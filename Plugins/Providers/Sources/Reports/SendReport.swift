import Foundation
import Kernel
import Moderation
import Postgres
import Site

extension Setting where Value == Int {
    static let reportDueHours = Setting(
        "policy.providers.report_due_hours", default: 48,
        "Hours within which somebody should have decided about a reader's report.",
        check: { (1...8_760).contains($0) ? nil : "a number from 1 to 8760" })
}

/// Puts a reader's report about a profile into the queue. What comes in while one waits joins it.
struct SendReport {
    let kernel: Kernel

    private struct Reported: Decodable, Sendable {
        let providerID: ProviderID
        let name: String
    }

    private struct Change: Encodable, Sendable {
        let kind: ReportKind
    }

    /// `address` is where the reader is in the network; nothing that leads back to it is kept.
    ///
    /// - Throws: `Refusal.notFound` for who is not public, `Refusal.tooMany` after too many reports.
    func run(_ input: ReportInput, about slug: Slug, from address: String) async throws {
        try await kernel.database.transaction { transaction in
            let reported = try await reported(slug, in: transaction)
            try await ReportLimit().count(address, in: transaction)
            let item = try await review(of: reported, input.kind, in: transaction)
                .run(by: nil, ids: kernel.ids, in: transaction)
            try await store(input, about: reported.providerID, in: item, in: transaction)
            try await transaction.audit(
                AuditEntry(
                    "providers.reported", on: "provider", reported.providerID,
                    after: try PostgresJSON(encoding: Change(kind: input.kind))),
                by: .program("a reader"))
        }
    }

    private func reported(_ slug: Slug, in transaction: Transaction) async throws -> Reported {
        let reported = try await transaction.first(
            Reported.self,
            """
            SELECT provider.provider_id, revision.name
            FROM providers.provider
            JOIN providers.publication USING (provider_id)
            JOIN providers.revision USING (revision_id)
            WHERE provider.slug = \(slug) AND publication.visible @> clock_timestamp()
            """)
        guard let reported else { throw Refusal.notFound }
        return reported
    }

    private func review(
        of reported: Reported, _ kind: ReportKind, in transaction: Transaction
    ) async throws -> OpenReview {
        let waiting = try await transaction.values(
            ReportKind.self,
            """
            SELECT report.kind
            FROM moderation.review_item
            JOIN providers.report USING (review_item_id)
            WHERE review_item.type = \(ReportReview.typeID)
              AND review_item.subject_id = \(reported.providerID)
              AND review_item.state = 'open'
            """)
        let summary =
            waiting.isEmpty
            ? "A reader: \(kind.title)" : "\(waiting.count + 1) readers, the last: \(kind.title)"
        // A small report that joins a grave one takes no weight off it.
        let risk = (waiting + [kind]).map(\.risk.rawValue).max().flatMap(Risk.init(rawValue:)) ?? kind.risk
        return OpenReview(
            type: ReportReview.typeID, subjectID: reported.providerID.rawValue,
            ownerID: reported.providerID.rawValue, title: reported.name, summary: summary, risk: risk,
            dueIn: .seconds(kernel.settings[.reportDueHours] * 3_600), needs: .reviewProfiles)
    }

    private func store(
        _ input: ReportInput, about provider: ProviderID, in item: ReviewItemID, in transaction: Transaction
    ) async throws {
        let id: ReportID = kernel.ids.next()
        try await transaction.execute(
            """
            INSERT INTO providers.report (report_id, provider_id, review_item_id, kind, words, email)
            VALUES (\(id), \(provider), \(item), \(input.kind), \(input.words), \(input.email))
            """)
    }
}

/// Forgets what is needed no longer: where readers wanted an answer, and by what they were counted.
enum ForgetReporters {
    static func run(_ kernel: Kernel) async throws {
        try await kernel.database.transaction { transaction in
            try await transaction.execute(
                """
                UPDATE providers.report
                SET email = NULL
                FROM moderation.review_item
                WHERE review_item.review_item_id = report.review_item_id
                  AND review_item.state <> 'open'
                  AND report.email IS NOT NULL
                """)
            try await transaction.execute(
                "DELETE FROM providers.report_salt WHERE day < (clock_timestamp() AT TIME ZONE 'UTC')::date")
            try await transaction.execute(
                "DELETE FROM providers.report_count WHERE hour < clock_timestamp() - interval '2 hours'")
        }
    }
}
