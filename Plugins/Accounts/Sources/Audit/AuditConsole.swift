import Console
import Foundation
import Hummingbird
import Kernel
import Postgres

/// The audit log, for those who answer for what was done.
struct AuditConsole: Sendable {
    let kernel: Kernel
    let wording: AuditWording

    private static let pageSize = 50

    @Sendable func list(_ request: Request, _ visit: Visit) async throws -> Reply {
        let fields = request.fields
        let actor = try visit.requireActor()
        let zone = actor.zone
        let days = (from: fields["from"], to: fields["to"])
        let filter = AuditFilter(
            who: fields["who"], what: fields["what"], saying: wording.actions(saying: fields["what"]),
            kind: wording.kinds.first { $0.type == fields["kind"] }?.type ?? "",
            from: Self.start(of: days.from, in: zone),
            until: Self.end(of: days.to, in: zone), subject: AuditFilter.Subject(fields["about"]))
        let after = fields.raw("after")
        let key = after.flatMap { PageKey<AuditKey>($0)?.key }
        var (entries, count) = try await AuditQueries(reader: kernel.database)
            .list(filter, after: key, limit: Self.pageSize + 1)
        let hasMore = entries.count > Self.pageSize
        entries = Array(entries.prefix(Self.pageSize))
        let next = hasMore ? entries.last.map { PageKey(AuditKey(at: $0.at, id: $0.auditEntryID)).text } : nil
        let names = try await wording.names(in: entries, for: actor, reader: kernel.database)
        return .page(
            AuditPage(
                visit, entries: entries, count: count, wording: wording, names: names, filter: filter,
                days: days, after: after, next: next))
    }

    /// The first instant of a day; nil for what is no day, or when the clocks skip its midnight and the hour after.
    private static func start(of day: String, in zone: TimeZone) -> Instant? {
        guard let date = LocalTime(day) else { return nil }
        do throws(LocalTimeProblem) {
            return try date.instant(in: zone)
        } catch {
            return switch error {
            case .doesNotExist(_, let after): after
            case .ambiguous(let first, _): first
            case .unreadable: nil
            }
        }
    }

    /// The first instant after a day.
    private static func end(of day: String, in zone: TimeZone) -> Instant? {
        guard let start = start(of: day, in: zone) else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar.date(byAdding: .day, value: 1, to: start.date).map { Instant($0) }
    }
}
