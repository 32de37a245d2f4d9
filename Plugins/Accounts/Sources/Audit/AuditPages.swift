import Console
import Kernel
import Postgres

struct AuditPage: Page {
    static let template = "accounts/audit"

    struct Row: Sendable {
        let when: Moment
        let clock: String
        let doer: String
        let deed: String
        let reason: String?
        let subject: String
        let subjectID: String
        let subjectURL: String
        let hasChanges: Bool
        let changes: [ChangeRow]
    }

    let shell: Shell
    let who: String
    let what: String
    let from: String
    let to: String
    let about: String?
    let aboutText: String
    let isFiltered: Bool
    let found: String
    let empty: EmptyState?
    let hasRows: Bool
    let columns: [Column]
    let rows: [Row]
    let paging: Paging?

    private static let path = "/console/audit"

    init(
        _ visit: Visit, entries: [AuditRecord], count: Int, filter: AuditFilter,
        days: (from: String, to: String), after: String?, next: String?
    ) {
        shell = Shell(visit, title: "Audit log")
        who = filter.who
        what = filter.what
        (from, to) = days
        about = filter.subject?.text
        aboutText = filter.subject.map { plainWords($0.type) } ?? ""
        isFiltered = filter != AuditFilter()
        found =
            switch count {
            case 1: "1 entry"
            case AuditQueries.most...: "1,000 entries or more"
            default: "\(count) entries"
            }
        empty =
            entries.isEmpty
            ? EmptyState("Nothing was recorded that matches.", action: "Show all", path: Self.path) : nil
        hasRows = !entries.isEmpty
        columns = [Column("When"), Column("Who"), Column("What"), Column("About")]
        let words = TimeText(zone: visit.actor?.zone ?? .gmt)
        rows = entries.map { entry in
            let changes = entry.changes
            return Row(
                when: Moment(entry.at, for: visit), clock: words.time(entry.at), doer: entry.doer,
                deed: entry.deed, reason: entry.reason,
                subject: plainWords(entry.subjectType).capitalizedFirst,
                subjectID: entry.subjectID.count > 13
                    ? "…\(entry.subjectID.suffix(12))" : entry.subjectID,
                subjectURL: address(
                    Self.path,
                    [("about", AuditFilter.Subject(type: entry.subjectType, id: entry.subjectID).text)]),
                hasChanges: !changes.isEmpty, changes: changes)
        }
        paging = Paging(
            path: Self.path,
            query: [
                ("who", filter.who), ("what", filter.what), ("from", days.from), ("to", days.to),
                ("about", filter.subject?.text ?? ""),
            ], after: after, next: next)
    }
}
