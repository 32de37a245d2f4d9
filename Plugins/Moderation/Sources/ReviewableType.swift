import Console
import Kernel
import Postgres

/// A kind of thing that people decide about. A plugin adds its kinds in `Plugin.extensions`.
///
/// The server says which actions exist for whom; the queue offers those and refuses all others.
public protocol ReviewableType: Extension {
    /// Stable: it stands in `review_item.type`.
    var id: String { get }
    /// What the queue calls it: `Profile edit`.
    var name: String { get }
    /// Who may see and claim items of this type in its first stage.
    var needs: Permission { get }
    /// The permissions of all its stages; `needs` alone unless a second person decides about some items.
    var stages: [Permission] { get }

    /// Every reason that its decisions can be given from a list, by which records are put into words.
    var reasons: [ReviewReason] { get }

    /// What this person may do about the item now; empty when nothing, as about what is their own.
    func actions(for item: ReviewItem, actor: Actor, in reader: any Reader) async throws -> [ReviewAction]

    /// Carries an offered action out, in the transaction that also writes the decision.
    ///
    /// - Parameters:
    ///   - action: the id of an action that `actions` offered to this person on this version.
    ///   - item: what it is about, locked, as it was when the person decided.
    ///   - actor: who decides.
    ///   - form: what the desk's form sent, the type's own fields included; `reason` and `reason_code` are checked.
    ///   - transaction: the one that writes the decision.
    /// - Returns: what it leads to.
    /// - Throws: `FormIssues` for what the person can mend, `Refusal` for the rest.
    func perform(
        _ action: String, on item: ReviewItem, by actor: Actor, form: Form, in transaction: Transaction
    ) async throws -> ReviewOutcome

    /// Whether a decision with this action can be taken back for a while.
    func canUndo(_ action: String) -> Bool

    /// Takes back what `perform` did, in the transaction that writes it down; the item then waits again.
    ///
    /// The past stays as it was: what began with the decision ends now, and what it replaced comes back.
    ///
    /// - Parameters:
    ///   - decision: the last one about the item, taken a moment ago by this person.
    ///   - item: what it is about, locked.
    ///   - actor: who takes it back.
    ///   - transaction: the one that writes it down.
    /// - Returns: what to tell them, and what the item keeps.
    /// - Throws: `Refusal.wrongState`, saying what to do instead, when something was built upon it since.
    func undo(
        _ decision: ReviewDecision, of item: ReviewItem, by actor: Actor, in transaction: Transaction
    ) async throws -> ReviewUndo

    /// What the desk shows of the subject, between the queue and the buttons.
    func exhibit(of item: ReviewItem, visit: Visit, in reader: any Reader) async throws -> Exhibit
}

extension ReviewableType {
    public var stages: [Permission] { [needs] }
    public var reasons: [ReviewReason] { [] }
}

/// What the desk shows of an item's subject: the middle, and what stands beside the buttons.
public struct Exhibit: Sendable {
    /// The middle of the desk in its order: comparisons, texts, evidence.
    public let parts: [Part]
    /// The type's own fields inside the deciding form; empty when it needs none.
    public let fields: [Field]
    /// Short facts above the buttons, each done or not.
    public let checklist: [ChecklistEntry]
    /// What heads the middle; nil for the item's own title.
    public let title: String?
    /// The line below it; nil for the type and the item's summary.
    public let subtitle: String?
    /// Where one looks the subject up, outside of Stet; nil where nowhere.
    public let register: Register?
    /// What to do where there is a register and its address is not known; nil where there is nothing to say.
    public let registerNote: String?
    /// Whom it is about; nil where it is about nobody.
    public let about: AboutSubject?
    /// What the person should know before deciding; nil when the buttons say it all.
    public let note: String?
    /// What happened to the subject, beside the decisions, which the desk knows itself.
    public let history: [HistoryLine]

    /// A place outside of Stet, opened by the key `o`.
    public struct Register: Sendable {
        public let title: String
        public let url: String

        public init(title: String, url: String) {
            self.title = title
            self.url = url
        }
    }

    /// Collects what to show.
    ///
    /// - Parameters:
    ///   - body: the first part of the middle.
    ///   - more: further parts below it.
    ///   - fields: the type's own fields inside the deciding form.
    ///   - checklist: short facts above the buttons.
    ///   - path: the subject's own screen in the console; nil where there is none.
    ///   - title: what heads the middle; nil for the item's own title.
    ///   - subtitle: the line below it.
    ///   - register: where one looks the subject up.
    ///   - registerNote: what to do where the address of the register is not known.
    ///   - about: whom it is about.
    ///   - note: what the person should know before deciding.
    ///   - history: what happened to the subject beside the decisions.
    public init(
        body: any Page, more: [any Page] = [], fields: [Field] = [], checklist: [ChecklistEntry] = [],
        path: String? = nil, title: String? = nil, subtitle: String? = nil, register: Register? = nil,
        registerNote: String? = nil,
        about: AboutSubject? = nil, note: String? = nil, history: [HistoryLine] = []
    ) {
        parts = ([body] + more).map { Part($0) }
        self.fields = fields
        self.checklist = checklist
        self.title = title
        self.subtitle = subtitle
        self.register = register
        self.registerNote = registerNote
        let own = path.map { Link("See the record", to: $0) }
        self.about =
            about?.adding(own) ?? own.map { AboutSubject("What it is about", lines: [], links: [$0]) }
        self.note = note
        self.history = history
    }
}

/// One line of the checklist above the buttons.
public struct ChecklistEntry: Sendable {
    public let text: String
    public let isDone: Bool

    public init(_ text: String, isDone: Bool) {
        self.text = text
        self.isDone = isDone
    }
}

/// Whom an item is about, beside the buttons.
public struct AboutSubject: Sendable {
    let heading: String
    let lines: [String]
    let links: [Link]

    public init(_ heading: String, lines: [String], links: [Link]) {
        self.heading = heading
        self.lines = lines
        self.links = links
    }

    fileprivate func adding(_ link: Link?) -> AboutSubject {
        AboutSubject(heading, lines: lines, links: links + [link].compactMap { $0 })
    }
}

/// One thing that happened to a subject.
public struct HistoryLine: Sendable {
    let sentence: String
    let by: String
    let when: Moment
    /// For the order: the latest stands on top.
    let at: Instant

    public init(_ sentence: String, by name: String, at instant: Instant, for visit: Visit) {
        self.sentence = sentence
        by = name
        when = Moment(instant, for: visit)
        at = instant
    }

    /// The latest first.
    public static func sorted(_ lines: [HistoryLine]) -> [HistoryLine] {
        lines.sorted { $0.at > $1.at }
    }
}
