import Console
import Foundation
import Kernel
import Postgres
import Site

/// What editors chose to stand below an article, with the forms that change it; a part of the article's screen too.
struct RelatedPanel: Sendable {
    struct Pin: Sendable {
        let pinTitle: String
        let pinURL: String
        let pinPill: Pill
        /// When it begins and ends, where that is not "now" and "never".
        let pinTimes: String?
        let pinForms: PinForms?
    }

    struct PinForms: Sendable {
        let moveAction: String
        let removeAction: String
        let mayMoveUp: Bool
        let mayMoveDown: Bool
    }

    struct Blocked: Sendable {
        let blockedTitle: String
        let blockedURL: String
        let unblock: Unblock?
    }

    struct Unblock: Sendable {
        let unblockAction: String
        let unblockOther: String
    }

    struct AddForm: Sendable {
        let addAction: String
        let relatedTitle: TextField
        let relatedTarget: ChoiceField?
        let relatedPosition: TextField
        let fromDay: TextField
        let fromTime: TextField
        let untilDay: TextField
        let untilTime: TextField
        let relatedZoneNote: String
    }

    let articleTitle: String
    let listURL: String?
    let hasPins: Bool
    let pins: [Pin]
    let hasBlocked: Bool
    let blocked: [Blocked]
    let addForm: AddForm?

    /// `found` are the articles to choose from where the words that were sent fit several.
    init(
        _ visit: Visit, subject: RelatedSubject, pins: [StoredPin], blocks: [StoredBlock],
        found: [RelatedSubject],
        leadsToList: Bool
    ) {
        let path = RelatedQueries.path(of: subject.articleID)
        let mayEdit = visit.actor?.may(.editArticles) ?? false
        articleTitle = subject.title
        listURL = leadsToList ? path : nil
        hasPins = !pins.isEmpty
        self.pins = pins.enumerated().map { place, pin in
            Pin(
                pinTitle: pin.title, pinURL: "/console/articles/\(pin.targetID)", pinPill: Self.pill(pin),
                pinTimes: Self.times(pin, visit),
                pinForms: mayEdit
                    ? PinForms(
                        moveAction: "\(path)/\(pin.relatedPinID)/move",
                        removeAction: "\(path)/\(pin.relatedPinID)/remove",
                        mayMoveUp: place > 0, mayMoveDown: place < pins.count - 1)
                    : nil)
        }
        hasBlocked = !blocks.isEmpty
        blocked = blocks.map { block in
            Blocked(
                blockedTitle: block.title, blockedURL: "/console/articles/\(block.otherID)",
                unblock: mayEdit
                    ? Unblock(unblockAction: "\(path)/unblock", unblockOther: block.otherID.description) : nil
            )
        }
        addForm = mayEdit ? AddForm(visit, action: path, found: found) : nil
    }

    private static func pill(_ pin: StoredPin) -> Pill {
        if !pin.hasBegun { return Pill(.calm, "scheduled") }
        return pin.isTargetPublic ? Pill(.good, "shown") : Pill(.warn, "waiting")
    }

    private static func times(_ pin: StoredPin, _ visit: Visit) -> String? {
        let words = TimeText(zone: visit.actor?.zone ?? .gmt)
        var sentences: [String] = []
        if !pin.hasBegun { sentences.append("From \(words.full(pin.begins)).") }
        if let ends = pin.ends { sentences.append("Until \(words.full(ends)).") }
        if !pin.isTargetPublic {
            sentences.append(
                pin.targetFrom.map { "Its article becomes public on \(words.full($0))." }
                    ?? "Readers do not have its article yet, so they see no link to it.")
        }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }
}

extension RelatedPanel.AddForm {
    fileprivate init(_ visit: Visit, action: String, found: [RelatedSubject]) {
        addAction = action
        relatedTitle = visit.text(
            "related_title", "Article", hint: "Its title, some words of it, or its address.")
        relatedTarget =
            found.isEmpty
            ? nil
            : visit.choices(
                "related_target", "Which one", kind: "radio",
                options: found.map { ($0.articleID.description, "\($0.title) (/articles/\($0.slug))") })
        relatedPosition = visit.text(
            "related_position", "Place", kind: "number", hint: "Leave it empty to put it last.")
        fromDay = visit.text("related_from_day", "From day", kind: "date")
        fromTime = visit.time("related_from_time", "From time")
        untilDay = visit.text("related_until_day", "Until day", kind: "date")
        untilTime = visit.time("related_until_time", "Until time")
        relatedZoneNote =
            "Times are in your time zone, \(TimeText(zone: visit.actor?.zone ?? .gmt).zoneName). Leave them empty for now and for good."
    }
}

/// What stands below an article, now and at any instant, and why.
struct RelatedPage: Page {
    static let template = "articles/related"

    struct Row: Sendable {
        let rowTitle: String
        let rowURL: String
        let rowPill: Pill
        let rowScore: String
        let rowText: String
        let rowReason: String
        let blockForm: BlockForm?
    }

    struct BlockForm: Sendable {
        let blockAction: String
        let blockOther: String
        let blockLabel: String
    }

    let shell: Shell
    let backURL: String
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let panel: RelatedPanel
    let listTitle: String
    let listNote: String?
    let hasRows: Bool
    let rows: [Row]
    let emptyList: String?
    let listAction: String
    /// Nil while now is shown.
    let nowURL: String?
    let day: TextField
    let time: TextField
    let hasUnresolved: Bool
    let unresolved: [UnresolvedRelated]

    /// `instant` is the one that was asked for; nil for now.
    init(
        _ visit: Visit, panel: RelatedPanel, list: RelatedList, unresolved: [UnresolvedRelated],
        at instant: Instant?
    ) {
        let summary = IssueSummary(visit)
        let id = visit.parameters.get("id") ?? ""
        let path = "/console/articles/\(id)"
        let words = TimeText(zone: visit.actor?.zone ?? .gmt)
        shell = Shell(visit, title: "Related to “\(panel.articleTitle)”")
        backURL = path
        hasIssues = summary.hasIssues
        issuesHeading = summary.issuesHeading
        issues = summary.issues
        self.panel = panel
        let subject = list.isPublic ? "What readers see" : "The list"
        listTitle = instant.map { "\(subject) on \(words.full($0))" } ?? "\(subject) now"
        listNote =
            list.isPublic
            ? nil
            : "Readers do not have this article then. This is what would stand below the text as it is saved."
        hasRows = !list.found.isEmpty
        emptyList = list.found.isEmpty ? "Nothing stands there then. Add an article below." : nil
        let mayBlock = visit.actor?.may(.editArticles) ?? false
        rows = list.found.map { found in
            Row(
                rowTitle: found.title, rowURL: "/console/articles/\(found.articleID)",
                rowPill: found.relatedPinID == nil ? Pill(.calm, "suggested") : Pill(.good, "pinned"),
                rowScore: found.score.map(Self.number) ?? "", rowText: found.textScore.map(Self.number) ?? "",
                rowReason: found.reason ?? "",
                blockForm: mayBlock && found.relatedPinID == nil
                    ? BlockForm(
                        blockAction: "\(path)/related/block", blockOther: found.articleID.description,
                        blockLabel: "Block “\(found.title)”")
                    : nil)
        }
        listAction = "\(path)/related"
        nowURL = instant == nil ? nil : listAction
        let shown = instant.map { words.fields($0) }
        day = visit.text("day", "Day", shown?.day ?? "", kind: "date")
        time = visit.time("time", "Time", shown?.time ?? "")
        hasUnresolved = !unresolved.isEmpty
        self.unresolved = unresolved
    }

    /// `0.42`.
    private static func number(_ score: Double) -> String {
        let hundredths = Int((score * 100).rounded())
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }
}

extension TimeText {
    /// As the fields of a form take them: `2026-11-30` and `09:00`.
    fileprivate func fields(_ instant: Instant) -> (day: String, time: String) {
        let style = Date.ISO8601FormatStyle(timeZone: zone)
        return (
            instant.date.formatted(style.year().month().day()),
            String(instant.date.formatted(style.time(includingFractionalSeconds: false)).prefix(5))
        )
    }
}
