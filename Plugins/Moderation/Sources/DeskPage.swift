import Console
import Kernel
import Postgres

/// One item with the queue on its left and the decision on its right.
struct DeskPage: Page {
    static let template = "moderation/desk"

    struct Entry: Sendable {
        let itemID: String
        let title: String
        let url: String
        let what: String
        let pill: Pill?
        let due: Moment?
        let isLate: Bool
        let isOpen: Bool
        let isDone: Bool
    }

    struct Outcome: Sendable {
        let tone: String
        let sentence: String
        /// The reason that was chosen from a list; nil where none was.
        let outcomeWhy: String?
        /// The reason in the person's own words; nil where there are none.
        let outcomeReason: String?

        fileprivate init(_ tone: String, _ sentence: String, why: String? = nil, reason: String? = nil) {
            self.tone = tone
            self.sentence = sentence
            outcomeWhy = why
            outcomeReason = reason
        }
    }

    struct Button: Sendable {
        let verb: String
        let label: String
        let key: String?
        let isPrimary: Bool
    }

    /// What was decided about things like this one.
    struct Similar: Sendable {
        let sentence: String
        let similarURL: String
    }

    let shell: Shell
    let stats: String?
    let withYou: Link?
    let lastUndo: UndoButton?
    let nextIsPrimary: Bool
    let mayWork: Bool
    let keys: [KeyLine]
    let liveURL: String
    let since: String
    let itemID: String
    /// What a later message about the item is compared with.
    let standing: String
    let filters: Filters
    let orderNote: String
    /// What every link and form keeps, so that nobody loses the list they work through: `?risk=2`; empty for the
    /// plain queue.
    let query: String
    let queueURL: String
    let aboveURL: String?
    let belowURL: String?
    let entries: [Entry]
    let moreURL: String?
    let title: String
    let subtitle: String
    let claimNote: String?
    let action: String
    let version: Int
    let mayClaim: Bool
    let mayTakeOver: Bool
    let mayRelease: Bool
    let holdSeconds: String?
    let mayDecide: Bool
    let registerURL: String?
    let registerTitle: String
    let registerNote: String?
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let outcome: Outcome?
    let parts: [Part]
    let hasChecklist: Bool
    let checklistTitle: String
    let checklist: [ChecklistEntry]
    let hasFields: Bool
    let fields: [Field]
    let reasonCode: SelectField?
    let reason: TextArea?
    let decisions: [Button]
    let goesOn: Bool
    let undo: UndoButton?
    let policyNote: String?
    let about: AboutSubject?
    let hasHistory: Bool
    let history: [HistoryLine]
    let similar: Similar?

    init(_ visit: Visit, desk: Desk) {
        let (item, exhibit) = (desk.item, desk.exhibit)
        let isMine = item.claimedBy == desk.actor.accountID
        let isFree = item.claimedBy == nil
        shell = Shell(visit, title: exhibit.title ?? item.title)
        stats = desk.list.stats
        withYou = desk.list.withYou
        undo = desk.undo
        lastUndo = undo == nil ? desk.list.lastUndo : nil
        keys = KeyLine.desk
        liveURL = QueueNews.path
        since = String(visit.now.microseconds)
        itemID = item.reviewItemID.description
        standing = desk.standing.rawValue
        mayWork = desk.actor.may(.workQueue)
        filters = desk.list.filters(types: desk.types.visible(to: desk.actor), isShort: true)
        orderNote = desk.list.shortNote(zone: desk.actor.zone)
        query = address("", desk.list.query)
        queueURL = address("/console/queue", desk.list.query)
        entries = desk.list.items.map { Entry($0, desk: desk, visit: visit) }
        let place = entries.firstIndex(where: \.isOpen) ?? 0
        aboveURL = place > 0 ? entries[place - 1].url : nil
        belowURL = place + 1 < entries.count ? entries[place + 1].url : nil
        moreURL = desk.list.goesOn ? queueURL : nil
        title = exhibit.title ?? item.title
        subtitle =
            exhibit.subtitle ?? [desk.typeName, item.summary].filter { !$0.isEmpty }.joined(separator: " · ")
        claimNote = desk.claimNote
        action = item.path
        version = item.version
        mayClaim = isFree && !desk.actions.isEmpty
        mayTakeOver = !isFree && !isMine && !desk.actions.isEmpty && desk.actor.may(.takeOver)
        holdSeconds = isMine ? String(desk.leaseMinutes * 60 / 3) : nil
        mayRelease = isMine
        mayDecide = isMine && !desk.actions.isEmpty
        nextIsPrimary = desk.actions.isEmpty || !(isFree || isMine)
        registerURL = exhibit.register?.url
        registerTitle = exhibit.register?.title ?? ""
        registerNote = exhibit.registerNote
        let summary = IssueSummary(visit)
        hasIssues = summary.hasIssues
        issuesHeading = summary.issuesHeading
        issues = summary.issues
        outcome = desk.outcome
        parts = exhibit.parts
        hasChecklist = !exhibit.checklist.isEmpty
        checklistTitle = "Checklist"
        checklist = exhibit.checklist
        hasFields = !exhibit.fields.isEmpty
        fields = exhibit.fields
        reasonCode = Self.reasonCode(desk.actions, visit)
        reason = Self.reason(desk.actions, visit)
        decisions = desk.actions.map { action in
            Button(
                verb: action.id, label: action.label, key: Self.key(of: action.id),
                isPrimary: action.isPrimary)
        }
        goesOn = desk.goesOn
        let undoNote = mayDecide ? "You can undo it for \(desk.undoMinutes) minutes." : nil
        let notes = [desk.note, undoNote].compactMap { $0 }
        policyNote = notes.isEmpty ? nil : notes.joined(separator: " ")
        about = exhibit.about
        history = desk.history(visit)
        hasHistory = !history.isEmpty
        similar = desk.similar
    }

    /// One list for all decisions that ask for a reason from a list.
    private static func reasonCode(_ actions: [ReviewAction], _ visit: Visit) -> SelectField? {
        var options: [(value: String, label: String)] = [("", "Choose")]
        for reason in actions.flatMap(\.reasons) where !options.contains(where: { $0.value == reason.code }) {
            options.append((reason.code, reason.label))
        }
        guard options.count > 1 else { return nil }
        return visit.select(
            "reason_code", "Why", options: options,
            hint: needed(for: actions.filter { !$0.reasons.isEmpty }))
    }

    private static func reason(_ actions: [ReviewAction], _ visit: Visit) -> TextArea? {
        guard !actions.isEmpty else { return nil }
        return visit.area(
            "reason", "Reason", rows: 3, maxLength: DecideReview.longestReason,
            hint: needed(
                for: actions.filter { $0.reasonWhen != nil || $0.needsReason && $0.reasons.isEmpty }))
    }

    /// Which buttons ask for a field; nil when none does.
    private static func needed(for actions: [ReviewAction]) -> String? {
        let always = actions.filter { $0.reasonWhen == nil }
        let labels = (always + actions.filter { $0.reasonWhen != nil }).map { action in
            ["“\(action.label)”", action.reasonWhen].compactMap { $0 }.joined(separator: " ")
        }
        return labels.isEmpty ? nil : "Needed for \(labels.joined(separator: " and "))."
    }

    private static func key(of action: String) -> String? {
        switch action {
        case "approve": "a"
        case "verify": "v"
        case "request_changes": "x"
        case "reject": "r"
        default: nil
        }
    }
}

extension DeskPage.Entry {
    fileprivate init(_ item: QueueItem, desk: Desk, visit: Visit) {
        itemID = item.reviewItemID.description
        title = item.title
        url = desk.list.address(of: item)
        let held = item.claimedBy.flatMap { $0 == visit.actor?.accountID ? nil : item.holder }
        what = (held.map { "With \($0) · " } ?? "") + item.what(desk.types)
        pill = item.pill
        due = Moment(item.dueAt, for: visit)
        isLate = item.isLate(at: visit.now)
        isOpen = item.reviewItemID == desk.item.reviewItemID
        isDone = !item.isOpen
    }
}

/// What the desk is made from.
struct Desk: Sendable {
    let item: ReviewItem
    let actor: Actor
    let types: ReviewTypes
    let typeName: String
    /// Every reason that can be chosen from a list about things of this type.
    let reasons: [ReviewReason]
    let exhibit: Exhibit
    let actions: [ReviewAction]
    let list: QueueList
    /// Of this item and of earlier ones about the same subject, the latest first.
    let decisions: [ReviewDecision]
    /// Who holds it; nil when nobody does.
    let holder: String?
    /// Who opened it; nil when an import or a job did.
    let opener: String?
    /// What was decided about items like this one.
    let alike: [SimilarDecision]
    /// Whether the next item follows the decision.
    let goesOn: Bool
    let undo: UndoButton?
    let leaseMinutes: Int
    let undoMinutes: Int

    private var words: TimeText { TimeText(zone: actor.zone) }

    var claimNote: String? {
        guard let until = item.claimedUntil.map(words.time) else { return nil }
        let name = holder ?? "Somebody else"
        return item.claimedBy == actor.accountID
            ? Self.claimNote(until: until)
            : item.takenFrom == actor.accountID
                ? "\(name) took it over from you and has it until \(until)" : "\(name) has it until \(until)"
    }

    var standing: QueueNews.Standing {
        switch item.state {
        case .decided: .decided
        case .withdrawn: .withdrawn
        case .open: item.claimedBy == nil ? .free : item.claimedBy == actor.accountID ? .mine : .held
        }
    }

    static func claimNote(until time: String) -> String { "Yours until \(time)" }

    /// Five of a kind are a habit; fewer say little.
    var similar: DeskPage.Similar? {
        let all = alike.reduce(0) { $0 + $1.times }
        guard all >= 5, let most = alike.first else { return nil }
        return DeskPage.Similar(
            sentence: "\(item.summary): \(most.times) of the last \(all) \(decisionWord(most.action)).",
            similarURL: address(
                "/console/queue", [("state", "decided"), ("type", item.type), ("alike", item.summary)]))
    }

    /// What was decided about this item, or that it was withdrawn; nil before any decision.
    var outcome: DeskPage.Outcome? {
        if item.state == .withdrawn {
            return DeskPage.Outcome("calm", "This was withdrawn, so nobody has to decide.")
        }
        guard let decision = decisions.first(where: { $0.reviewItemID == item.reviewItemID }) else {
            return nil
        }
        let name = decision.byPerson == actor.personID ? "You" : decision.byName
        let sentence =
            "\(name) \(deed(of: decision)) on \(words.shortDate(decision.at)), \(words.time(decision.at))."
        if decision.action == ReviewDecision.undo {
            return DeskPage.Outcome("calm", "\(sentence) It waits for a decision again.")
        }
        let (why, reason) = (why(decision), decision.reason)
        if item.state == .open {
            return DeskPage.Outcome(
                "calm", "\(sentence) A second person decides next.", why: why, reason: reason)
        }
        let tone =
            switch decision.action {
            case "approve" where confirmsRejection(decision): "bad"
            case "approve", "verify": "good"
            case "reject": "bad"
            default: "warn"
            }
        return DeskPage.Outcome(tone, sentence, why: why, reason: reason)
    }

    /// What somebody did about the item: `approved this`.
    private func deed(of decision: ReviewDecision) -> String {
        confirmsRejection(decision) ? "confirmed the rejection" : "\(decision.deed) this"
    }

    /// Whether a second person agreed that it is to be rejected.
    private func confirmsRejection(_ decision: ReviewDecision) -> Bool {
        guard decision.stage == 2, decision.action == "approve" else { return false }
        let first = decisions.first {
            $0.reviewItemID == decision.reviewItemID && $0.stage == 1 && $0.action != ReviewDecision.undo
        }
        return first?.action == "reject"
    }

    /// The reason that was chosen from a list, as a sentence; nil where none was.
    private func why(_ decision: ReviewDecision) -> String? {
        reasons.first { $0.code == decision.reasonCode }.map { "\($0.label)." }
    }

    /// What to know before deciding, or why there is nothing to decide.
    var note: String? {
        guard item.state == .open else { return nil }
        if item.firstPerson == actor.personID {
            return "You took the first decision. Somebody else takes the second."
        }
        if item.claimedBy != nil, item.claimedBy != actor.accountID, let holder {
            return "\(holder) is at work on this. Take the next item."
        }
        if let note = exhibit.note { return note }
        let hints = actions.compactMap(\.hint)
        if !hints.isEmpty { return hints.joined(separator: " ") }
        return actions.isEmpty && actor.may(.workQueue) ? "There is nothing here for you to decide." : nil
    }

    func history(_ visit: Visit) -> [HistoryLine] {
        let opened = HistoryLine("Came into the queue", by: opener ?? "Stet", at: item.openedAt, for: visit)
        var inTwo = Set(decisions.filter { $0.stage == 2 }.map(\.reviewItemID))
        if item.stage == 2 { inTwo.insert(item.reviewItemID) }
        let decided = decisions.map { decision in
            let ordinal = decision.stage == 2 ? "Second" : "First"
            let what =
                inTwo.contains(decision.reviewItemID) && decision.action != ReviewDecision.undo
                ? "\(ordinal) decision: \(decision.word)"
                : decision.action == ReviewDecision.undo
                    ? "Decision taken back" : decision.word.capitalizedFirst
            let because = [why(decision), decision.reason].compactMap { $0 }.joined(separator: " ")
            return HistoryLine(
                because.isEmpty ? what : "\(what). \(because)", by: decision.byName, at: decision.at,
                for: visit)
        }
        return HistoryLine.sorted(exhibit.history + decided + [opened])
    }
}

extension ReviewDecision {
    /// The decision in one or two words: `changes requested`.
    public var word: String { decisionWord(action) }

    /// The same with its tone.
    public var pill: Pill { decisionPill(action) }
}
