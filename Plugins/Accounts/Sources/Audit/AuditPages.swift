import Console
import Foundation
import Kernel
import Postgres

struct AuditPage: Page {
    static let template = "accounts/audit"

    /// The entries of one day, the latest first.
    struct Day: Sendable {
        let day: String
        let entries: [Entry]
    }

    struct Entry: Sendable {
        let when: Moment
        let doer: String
        let deed: String
        let thing: String?
        let thingURL: String?
        let rest: String
        /// In which role it was done, and what else tells the subject from others.
        let note: String?
        let reason: String?
        let whole: String
        let recordURL: String
        let changes: [ChangeRow]
    }

    let shell: Shell
    let who: String
    let what: String
    let kinds: [Choice]
    let from: String
    let to: String
    let about: String?
    let aboutText: String
    let isFiltered: Bool
    let found: String
    let empty: EmptyState?
    let days: [Day]
    let paging: Paging?

    private static let path = "/console/audit"

    init(
        _ visit: Visit, entries: [AuditRecord], count: Int, wording: AuditWording, names: AuditNames,
        filter: AuditFilter, days: (from: String, to: String), after: String?, next: String?
    ) {
        shell = Shell(visit, title: "Audit log")
        who = filter.who
        what = filter.what
        kinds =
            [Choice("", "Anything", isSelected: filter.kind.isEmpty)]
            + wording.kinds.map { Choice($0.type, $0.title, isSelected: $0.type == filter.kind) }
        (from, to) = days
        about = filter.subject?.text
        let subject = filter.subject.flatMap { names.subjects[$0]?.subject.name }
        aboutText = subject ?? filter.subject.map { "one \(plainWords($0.type))" } ?? ""
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
        let words = TimeText(zone: visit.actor?.zone ?? .gmt)
        let dates = entries.map { words.date($0.at) }
        self.days = dates.enumerated().filter { $0.offset == 0 || dates[$0.offset - 1] != $0.element }
            .map { _, date in
                Day(
                    day: Self.heading(date, words, now: visit.now),
                    entries: entries.filter { words.date($0.at) == date }
                        .map { Entry($0, wording.sentence($0, names), names, for: visit) })
            }
        paging = Paging(
            path: Self.path,
            query: [
                ("who", filter.who), ("what", filter.what), ("kind", filter.kind), ("from", days.from),
                ("to", days.to), ("about", filter.subject?.text ?? ""),
            ], after: after, next: next)
    }

    private static func heading(_ date: String, _ words: TimeText, now: Instant) -> String {
        switch date {
        case words.date(now): "Today, \(date)"
        case words.date(now - .seconds(86_400)): "Yesterday, \(date)"
        default: date
        }
    }
}

extension AuditPage.Entry {
    fileprivate init(
        _ entry: AuditRecord, _ sentence: AuditSentence, _ names: AuditNames, for visit: Visit
    ) {
        let words = TimeText(zone: visit.actor?.zone ?? .gmt)
        when = Moment(entry.at, for: visit, text: words.time(entry.at))
        doer = sentence.doer
        deed = sentence.deed
        thing = sentence.thing
        thingURL = sentence.thingURL
        rest = sentence.rest
        let role = entry.role.flatMap(Role.init(rawValue:)).map { "as \($0.title.lowercased())" }
        let notes = [role, sentence.note].compactMap { $0 }.joined(separator: " · ")
        note = notes.isEmpty ? nil : notes.capitalizedFirst
        reason = entry.reason
        whole = words.full(entry.at)
        let subject = AuditFilter.Subject(type: entry.subjectType, id: entry.subjectID)
        recordURL = address("/console/audit", [("about", subject.text)])
        changes = entry.changes(names, in: words)
    }
}
